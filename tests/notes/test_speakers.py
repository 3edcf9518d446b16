"""What a list of speakers holds: how it is split, and what is an affiliation."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.notes.field_kinds import Speakers
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.notes.speakers import read_speaker


@pytest.mark.parametrize(
    ("written", "affiliation"),
    [
        ("Ana Ruiz (Example Lab)", "Example Lab"),
        ("Ana Ruiz (CTO, Example Ltd)", "CTO, Example Ltd"),
        ("Ana Ruiz (Oven & Sons)", "Oven & Sons"),
        ("Ana (Universität Köln)", "Universität Köln"),
        ("Ana Ruiz(Example)", "Example"),
        ("Ana Ruiz （Example）", "Example"),
        ("Анна Петрова (Кухня)", "Кухня"),
        ("王小明 (北京大学)", "北京大学"),
    ],
)
def test_what_is_an_affiliation(written: str, affiliation: str) -> None:
    name = written.replace("（", "(").partition("(")[0].strip()
    assert read_speaker(written) == Speaker(name, affiliation)


@pytest.mark.parametrize(
    "written",
    [
        "Ana (she/her)",
        "Ana (She/Her)",
        "Ana (they)",
        "Ana (remote)",
        "Ana (Remote)",
        "Ana (Online, from Lund)",
        "Ana (Session chair)",
        "Ana (@ana)",
        "Ana (10:30)",
        "Ana (2nd talk)",
        "Ana (who?)",
        "Ana (“Annie”)",
        "Ana (née Ek)",
        "Li Wei (李伟)",
        "山田太郎 (やまだ たろう)",
        "山田太郎 (Yamada Taro)",
        "Ana (Annie) Ruiz",
        "Ana (Lab (Lund))",
        "Ana (",
        "Ana ()",
        "(Example Lab)",
        "Ana",
    ],
)
def test_what_stays_a_part_of_the_name(written: str) -> None:
    assert read_speaker(written) == Speaker(written)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ana Ek (Oven Lab, Lund), Bo", "Ana Ek; Bo"),
        ("Ana Ek (Oven Lab), Bo (Mill, Mash, Malt)", "Ana Ek; Bo"),
        ("Ana (one, (two, three)), Bo", "Ana (one, (two, three)); Bo"),
        ("Ana (Oven, Bo, Cy", "Ana (Oven; Bo; Cy"),
        ("Ana), Bo", "Ana); Bo"),
        (r"Ek\, Ana (Oven Lab), Bo", "Ek, Ana; Bo"),
        ("Ana Ek, Ana Ek (Oven Lab), Bo", "Ana Ek; Bo"),
    ],
)
def test_commas_in_parentheses_are_kept(written: str, names: str) -> None:
    (speakers,) = Speakers("speakers", "").read(written).values()
    assert "; ".join(speaker.name for speaker in speakers) == names


def test_a_long_list_takes_no_time() -> None:
    with pytest.raises(ValueError, match="a list of at most 100"):
        Speakers("speakers", "").read("".join(f"a{n} (, " for n in range(50_000)))
