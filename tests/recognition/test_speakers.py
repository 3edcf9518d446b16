"""Names of persons: those that are read, and above all those that aren't."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.speakers import (
    MOST,
    Names,
    Speaker,
    have_affiliations,
    leading_speakers,
    read_speakers,
)
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

NAMES = Names(load_vocabulary())

ONE = [Speaker("Ada Example")]
TWO = [Speaker("Ada Example"), Speaker("Bo Person")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Example", ONE),
        ("Dr. Ada Example", ONE),
        ("Prof. Dr. Ada Example", ONE),
        ("Ada Example, PhD", ONE),
        ("Ada Example (@ada)", ONE),
        ("Ada Example @ada", ONE),
        ("Ada Example (ada@example.org, @ada)", ONE),
        ("Ada Example https://example.org/ada", ONE),
        ("Ada B. Example", [Speaker("Ada B. Example")]),
        ("A. Example", [Speaker("A. Example")]),
        ("Ada van der Example", [Speaker("Ada van der Example")]),
        ("Åsa O'Példa-Mc'Donald", [Speaker("Åsa O'Példa-Mc'Donald")]),
        ("Ada Example and Bo Person", TWO),
        ("Ada Example with Bo Person", TWO),
        ("Ada Example & Bo Person", TWO),
        ("Ada Example + Bo Person", TWO),
        ("Ada Example / Bo Person", TWO),
        ("Ada Example; Bo Person", TWO),
        ("Ada Example und Bo Person", TWO),
        ("Ada Example et Bo Person", TWO),
        ("Ada Example y Bo Person", TWO),
        ("Ada Example e Bo Person", TWO),
        ("Ada Example、Bo Person", TWO),
        ("A. Example, M. Person", [Speaker("A. Example"), Speaker("M. Person")]),
        ("M. Ada Example", ONE),
        ("Ada Example, Bo Person & Cy Doe", [*TWO, Speaker("Cy Doe")]),
        ("Ada Example, Bo Person, and Cy Doe", [*TWO, Speaker("Cy Doe")]),
        ("Ada Example, Bo Person, Cy Doe", [*TWO, Speaker("Cy Doe")]),
        ("강민수님", [Speaker("강민수")]),
        ("Example 강민수님", [Speaker("강민수")]),
        ("山田 太郎さん", [Speaker("山田 太郎")]),
        ("ジョン・スミス", [Speaker("ジョン・スミス")]),
    ],
)
def test_names(text: str, expected: list[Speaker]) -> None:
    assert list(read_speakers(text, NAMES)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Example, Head of Waiting at Exampleworks", "Head of Waiting at Exampleworks"),
        ("Ada Example (Exampleworks)", "Exampleworks"),
        ("Ada Example - VP Product & Patience", "VP Product & Patience"),
        ("Ada Example – CTO, Exampleworks", "CTO, Exampleworks"),
        ("Ada Example (Director, Exampleworks), Professor", "Director, Exampleworks, Professor"),
        ("Ada Example from Exampleworks", "Exampleworks"),
        ("Ada Example @ Exampleworks", "Exampleworks"),
        ("Ada Example, Exampleworks", "Exampleworks"),
        ("Ada Example, UX", "UX"),
        ("Ada Example (Exampleworks) @ada", "Exampleworks"),
        ("Ada Example - @ada - 6 May 2031", ""),
        ("Ada Example, Example Institute of Lines", "Example Institute of Lines"),
        ("Ada Example, Red Hat", "Red Hat"),
        ("Ada Example, Editor-in-Chief, Baking Weekly", "Editor-in-Chief, Baking Weekly"),
        (
            "Ada Example, Author of “Waiting Lines”, “Open Doors”",
            "Author of “Waiting Lines”, “Open Doors”",
        ),
    ],
)
def test_affiliations(text: str, expected: str) -> None:
    found = read_speakers(text, NAMES)
    assert found[:1] == (Speaker("Ada Example", expected),)
    assert len(found) <= 2


def test_affiliations_of_several() -> None:
    assert read_speakers("Ada Example (Foo), Bo Person (Bar GmbH)", NAMES) == (
        Speaker("Ada Example", "Foo"),
        Speaker("Bo Person", "Bar GmbH"),
    )
    assert read_speakers("Ada Example, Foo BV", NAMES) == (Speaker("Ada Example", "Foo BV"),)
    assert read_speakers("Ada Example, Foo Inc., Bo Person, Bar GmbH", NAMES) == (
        Speaker("Ada Example", "Foo Inc."),
        Speaker("Bo Person", "Bar GmbH"),
    )
    assert read_speakers("Ada Example & Bo Person, Design Manager & Head of Lines", NAMES) == (
        Speaker("Ada Example"),
        Speaker("Bo Person", "Design Manager & Head of Lines"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ada",
        "ada example",
        "@ada",
        "https://example.org/ada",
        "Case Study",
        "Lightning Talks",
        "Machine Learning",
        "The Example Team",
        "Microsoft Research",
        "Exampleworks University",
        "Getting Started",
        "Queues 101",
        "ADA EXAMPLE",
        "TLS Example",
        "Ada Example gave a fine talk",
        "Ada Example and the others",
        "Ada Example, Bo Person",
        "Slides Link",
        "example.org/Ada Example",
        "What Ada Example said",
        "Ada Example!",
        "山田太郎",
        "Ada " * 100,
    ],
)
def test_no_names(text: str) -> None:
    assert read_speakers(text, NAMES) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada", [Speaker("Ada")]),
        ("ada example", [Speaker("ada example")]),
        ("Ada Example.", ONE),
        ("Ada Example, Bo Person", TWO),
        ("Ada, Bo", [Speaker("Ada"), Speaker("Bo")]),
        ("Ada (Bo) Example", [Speaker("Ada (Bo) Example")]),
        ("Ada Example (Foo co-founder)", [Speaker("Ada Example", "Foo co-founder")]),
        ("山田太郎", [Speaker("山田太郎")]),
        ("Ada Storage", [Speaker("Ada Storage")]),
        ("Ada van Data", [Speaker("Ada van Data")]),
        ("Storage Director", []),
        ("ada storage", []),
        ("say what the programme says", []),
        ("to be announced", []),
        ("某公司高级运维工程师、某部门负责人 山田", []),
        ("https://example.org/ada", []),
    ],
)
def test_names_behind_a_label(text: str, expected: list[Speaker]) -> None:
    assert list(read_speakers(text, NAMES, is_labelled=True)) == expected


def test_words_of_links_are_whole_names() -> None:
    assert read_speakers("ada", NAMES, links=("ada",)) == (Speaker("ada"),)
    assert read_speakers("Foo Ada Example", NAMES, links=("Ada Example",)) == tuple(ONE)
    assert read_speakers("Ada: works for Foo Works", NAMES, links=("Foo Works",)) == ()
    assert read_speakers("Ada Example, Bo Person", NAMES, links=("Ada Example", "Bo Person")) == (
        *TWO,
    )


def test_a_crowd_is_nobody() -> None:
    crowd = "; ".join(["Ada Example"] * (MOST + 1))
    assert read_speakers(crowd, NAMES) == ()


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Ada Example gave a talk", ["Ada Example"], " gave a talk"),
        ("Ada Example: a talk", ["Ada Example"], ": a talk"),
        ("Ada Example, which was fine", ["Ada Example"], ", which was fine"),
        ("Ada Example and Bo Person showed", ["Ada Example", "Bo Person"], " showed"),
        ("Ada Example & Bo Person. Fine.", ["Ada Example", "Bo Person"], ". Fine."),
        ("Ada Example and others", ["Ada Example"], " and others"),
        ("nobody", [], "nobody"),
        ("Ada gave a talk", [], "Ada gave a talk"),
    ],
)
def test_leading_names(text: str, names: list[str], rest: str) -> None:
    found, end = leading_speakers(text, NAMES)
    assert [speaker.name for speaker in found] == names
    assert text[end:] == rest


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("Exampleworks", True),
        ("developer and driver of the prototype", True),
        ("", False),
        ("a short history of lines", False),
        ("Portugal", False),
        ("Lisbon, Portugal", False),
        ("CA", False),
        ("Tuesday", False),
        ("Room 5", False),
        ("poster", False),
        ("The Long And Winding History", False),
    ],
)
def test_what_may_stand_behind_a_name(affiliation: str, expected: bool) -> None:
    assert have_affiliations([Speaker("Ada Example", affiliation)], NAMES) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("面包公司 王小明", [("王小明", "面包公司")]),
        ("Bread 首席面包师 李小华", [("李小华", "Bread 首席面包师")]),
        ("面包网 王明", [("王明", "面包网")]),
        ("面包科技 王明、李华", [("王明", "面包科技"), ("李华", "面包科技")]),
        ("山田 高史", []),
        ("長谷川 高史", []),
    ],
)
def test_employers_before_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = [
        (one.name, one.affiliation)
        for one in read_speakers(text, NAMES, is_labelled=True)
        if one.affiliation
    ]
    assert found == expected


def test_nicknames_with_names_behind_them() -> None:
    assert read_speakers("빵집사(김민수)", NAMES, is_labelled=True) == ()
    assert [one.name for one in read_speakers("김민수(빵집)", NAMES, is_labelled=True)] == [
        "김민수"
    ]
