"""The text of a new post."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinxext_confnotes import load
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.new_post import escaped, post_text, talks_of
from tests.support.builds import Build

MONDAY, TUESDAY = dt.date(2031, 5, 12), dt.date(2031, 5, 13)

LAST = Entry(
    "Who stands last? [A *fair* question]",
    (Speaker("Ana Ek", "Oven Lab"), Speaker("Lind, Bo")),
    MONDAY,
    MONDAY,
    dt.time(10),
    dt.time(10, 45),
    room="Blue Hall",
    url="https://queues.example/talk/(1)/",
    ids=("QUE7ED",),
)
EARLY = Entry("Standing still", day=MONDAY, date=MONDAY, start=dt.time(9))
NIGHT = Entry(
    "Night lines", day=MONDAY, date=TUESDAY, start=dt.time(0, 30), end=dt.time(1), room="Attic"
)
OTHER = Entry("Simulating crowds on a laptop", day=TUESDAY, date=TUESDAY, start=dt.time(9))
LUNCH = Entry("Lunch", day=MONDAY, date=MONDAY, start=dt.time(12), is_break=True)
ENTRIES = [LAST, NIGHT, OTHER, LUNCH, EARLY]

FRONT = {"title": "Monday: the first", "date": MONDAY, "conference": "Queue Days"}

HEAD = "---\ntitle: 'Monday: the first'\ndate: 2031-05-12\nconference: Queue Days\n---\n\n"

NOTES = "\n  TLDR:\n\n  Comment:\n"


def test_talks_of_a_day_by_time() -> None:
    assert talks_of(ENTRIES, MONDAY) == [EARLY, LAST, NIGHT]
    assert talks_of(ENTRIES, TUESDAY) == [OTHER]
    assert talks_of([], MONDAY) == []


def test_chosen_talks_are_those_of_the_programme() -> None:
    starred = Entry("Who stands", day=MONDAY, date=MONDAY, ids=("x", "QUE7ED"))
    unknown = Entry("A walk", day=MONDAY, date=MONDAY)
    other = Entry("Simulating crowds on a laptop", day=TUESDAY, date=TUESDAY)
    assert talks_of(ENTRIES, MONDAY, [unknown, starred, other, starred]) == [LAST, unknown]
    assert talks_of([], MONDAY, [starred]) == [starred]
    assert talks_of(ENTRIES, MONDAY, []) == []


def test_a_post() -> None:
    last = r"- [Who stands last? \[A \*fair\* question\]](<https://queues.example/talk/(1)/>)"
    expected = f"{HEAD}{last}\n{NOTES}\n- **Standing still**\n{NOTES}"
    assert post_text(FRONT, [LAST, EARLY]) == expected


def test_a_post_with_facts() -> None:
    text = post_text(FRONT, [LAST, NIGHT], tells_facts=True)
    facts = re.findall(r"^  (\w+: .*)$", text, re.MULTILINE)
    assert facts == [
        r"Speakers: Ana Ek (Oven Lab), Lind\, Bo",
        "Time: 10:00-10:45",
        "Room: Blue Hall",
        "Time: 00:30-01:00",
        "Room: Attic",
    ]


def test_a_post_without_talks() -> None:
    assert post_text(FRONT, []) == HEAD[:-1]


def test_it_is_read_as_it_was_meant(build: Build) -> None:
    text = post_text(FRONT, [LAST, EARLY], tells_facts=True)
    text = text.replace("TLDR:", "TLDR: somebody").replace("Comment:", "Comment: fine")
    built = build({"a.md": text}, args=["-n"])
    assert built.warnings == []
    first, second = load(built.out / "talks.json").posts[0].talks
    assert (first.title, second.title) == (LAST.title, EARLY.title)
    assert first.url == LAST.url
    assert (first.speakers, first.room) == (LAST.speakers, LAST.room)
    assert (first.start, first.end) == (LAST.start, LAST.end)
    assert [note.kind for note in first.notes] == ["tldr", "comment"]


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1))
def test_a_title_is_what_it_says(text: str) -> None:
    title = " ".join(text.split()) or "x"
    (inline,) = (token for token in MarkdownIt().parse(f"a {escaped(title)} z") if token.children)
    assert "".join(token.content for token in inline.children or ()) == f"a {title} z"


@pytest.mark.parametrize("text", ["$x$ and $y$", "{role}`x`", "==a== %%b%%", "&amp; &#38; AT&T"])
def test_signs_of_others(text: str) -> None:
    assert re.sub(r"\\(.)", r"\1", escaped(text)) == text
    assert escaped(text) != text
