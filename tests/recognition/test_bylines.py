"""Lines below titles."""

from __future__ import annotations

from typing import Any

import pytest

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.bylines import Byline, Bylines, Usual
from sphinxext_confnotes.recognition.outline import Line, Span
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary
from tests.support.outlines import line_of

BYLINES = Bylines(load_vocabulary())

ADA = "https://twitter.com/ada"
PAGE = "https://example.org/ada"


def facts(byline: Byline | None) -> dict[str, Any]:
    if byline is None:
        return {}
    found: dict[str, Any] = {
        "speakers": [" | ".join(filter(None, speaker)) for speaker in byline.speakers],
        "time": "-".join(
            f"{time:%H:%M}"
            for time in (byline.slot and byline.slot.start, byline.slot and byline.slot.end)
            if time
        ),
        "day": (byline.day.year, byline.day.month, byline.day.day) if byline.day else "",
        "room": byline.room,
        "kind": byline.kind,
        "track": byline.track,
        "rating": byline.rating,
        "addresses": dict(byline.addresses),
    }
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["by Ada Example"], ["Ada Example"]),
        (["By Ada Example of Exampleworks"], ["Ada Example | Exampleworks"]),
        (["by ", (PAGE, "Ada Example")], ["Ada Example"]),
        (["by ", (PAGE, "ada")], ["ada"]),
        ([("*", "by Ada Example (Exampleworks)")], ["Ada Example | Exampleworks"]),
        (
            ["by Ada Example (Foo) + Bo Person (Bar Baz)"],
            ["Ada Example | Foo", "Bo Person | Bar Baz"],
        ),
        (["presented by Ada Example & Bo Person"], ["Ada Example", "Bo Person"]),
        (["par Ada Example"], ["Ada Example"]),
        (["von Ada Example"], ["Ada Example"]),
        (["di Ada Example"], ["Ada Example"]),
        (["with Ada Example and Bo Person"], ["Ada Example", "Bo Person"]),
        (["Ada Example (", (ADA, "@ada"), ")"], ["Ada Example"]),
        (["Ada Example @ada"], ["Ada Example"]),
        ([(ADA, "Ada Example")], ["Ada Example"]),
        (["Ada Example https://example.org/ada"], ["Ada Example"]),
        (["Ada Example, Exampleworks"], ["Ada Example | Exampleworks"]),
        (["Ada Example (Exampleworks)"], ["Ada Example | Exampleworks"]),
        ([("*", "Ada Example (Exampleworks)")], ["Ada Example | Exampleworks"]),
        ([("**", "Ada Example, University of Examples")], ["Ada Example | University of Examples"]),
        (
            ["Ada Example - Head of Waiting, Exampleworks"],
            ["Ada Example | Head of Waiting, Exampleworks"],
        ),
        (["By: Ada Example"], ["Ada Example"]),
        (["👤 Ada Example"], ["Ada Example"]),
        (["🎤 Ada Example, Exampleworks"], ["Ada Example | Exampleworks"]),
        (["(Ada Example, Exampleworks)"], ["Ada Example | Exampleworks"]),
        (["Ada Example (she/her), Exampleworks"], ["Ada Example | Exampleworks"]),
        (["강민수님"], ["강민수"]),
        (["山田 太郎さん"], ["山田 太郎"]),
    ],
)
def test_speakers(given: list[str | tuple[str, str]], expected: list[str]) -> None:
    assert facts(BYLINES.read(line_of(*given))) == {"speakers": expected}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example",
        "Waiting Lines",
        "by accident",
        "By popular demand",
        "By default, everybody waits.",
        "By 2031, Ada Example says",
        "with a queue",
        "Abstract",
        "Key Takeaways",
        "Waiting Lines - a short history",
        "Waiting Lines (a kind of queue that nobody wants)",
        "Waiting Lines (Bo Person)",
        "Waiting Lines, lines and more lines",
        "Red Square, Portugal",
        "Ada Example from the University of Examples gave a fine talk about waiting.",
        "Ada Example, Head of Waiting, told us about the history of lines.",
        "Ada Example and the others",
        "Ada Example, Bo Person",
        "What a talk!",
        "",
    ],
)
def test_no_bylines(text: str) -> None:
    assert BYLINES.read(line_of(text)) is None


def test_items_of_what_was_said_are_no_bylines() -> None:
    given = line_of("Semantic Matching, Embeddings")
    assert BYLINES.read(given, where="item") is None
    assert BYLINES.read(line_of("Ada Example (@ada)"), where="item")


def test_a_heading_below_a_title_that_is_a_name_is_one() -> None:
    assert BYLINES.read(line_of("Ada Example"), where="heading") == Byline(
        (Speaker("Ada Example"),)
    )
    assert BYLINES.read(line_of("Ada Example")) is None
    assert BYLINES.read(line_of("The example"), where="heading") is None


def test_bare_names_where_they_are_usual() -> None:
    lines = [line_of("Ada Example"), line_of("Bo Person & Cy Doe"), None]
    assert BYLINES.are_usual(lines) is Usual.NAMES
    assert BYLINES.are_usual([*lines, line_of("Dee Roe, Exampleworks")]) is Usual.AFFILIATIONS
    assert not BYLINES.are_usual([line_of("Ada Example"), line_of("It was fine."), None])
    assert not BYLINES.are_usual([line_of("Ada Example"), None, None, line_of("Bo Person"), None])
    assert facts(BYLINES.read(line_of("Ada Example"), are_usual=Usual.NAMES)) == {
        "speakers": ["Ada Example"]
    }
    assert facts(BYLINES.read(line_of("by ada"), are_usual=Usual.NAMES)) == {"speakers": ["ada"]}
    assert BYLINES.read(line_of("Ada Example gave a talk"), are_usual=Usual.NAMES) is None
    assert BYLINES.read(line_of("Waiting Lines (as we saw)"), are_usual=Usual.NAMES) is None
    pair = line_of("Ada Example, Bo Person")
    assert BYLINES.read(pair, are_usual=Usual.AFFILIATIONS) is None
    assert facts(BYLINES.read(pair, are_usual=Usual.NAMES)) == {
        "speakers": ["Ada Example", "Bo Person"]
    }


def test_who_wrote_about_a_talk_is_no_speaker_of_it() -> None:
    assert BYLINES.read(line_of(("*", "by Ada Example")), has_speakers=True) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2025-05-13, 09:30-10:15, Blue hall",
            {"day": (2025, 5, 13), "time": "09:30-10:15", "room": "Blue hall"},
        ),
        ("13 May 2025, 09:30, Room 5", {"day": (2025, 5, 13), "time": "09:30", "room": "Room 5"}),
        ("May 13, 2025 | 9:30 am | A1", {"day": (2025, 5, 13), "time": "09:30", "room": "A1"}),
        (
            "Day 1 - 11:00 – 12:00 - track 2",
            {"day": (0, 0, 0), "time": "11:00-12:00", "track": "track 2"},
        ),
        ("11:30 – 12:10 #programming", {"time": "11:30-12:10", "track": "programming"}),
        ("Tuesday 14:00 (Keynote)", {"day": (0, 0, 0), "time": "14:00", "kind": "keynote"}),
        ("Blue hall, 10h30", {"time": "10:30", "room": "Blue hall"}),
        (
            "10:00, Ada Example, Blue hall",
            {"time": "10:00", "speakers": ["Ada Example"], "room": "Blue hall"},
        ),
        ("⏰ 10:00 | 📍 Room 5", {"time": "10:00", "room": "Room 5"}),
        ("10:00 - 10:45 (45 min)", {"time": "10:00-10:45"}),
        ("thursday december 19", {"day": (0, 12, 19)}),
        ("⭐⭐⭐⭐⭐", {"rating": 5}),
    ],
)
def test_facts(text: str, expected: dict[str, Any]) -> None:
    assert facts(BYLINES.read(line_of(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "10:00 is too early for me",
        "10:00, and nobody is here",
        "Blue hall",
        "Day 1",
        "#programming",
        "2025-05-13: the day it began",
        "At 10:00 we began",
    ],
)
def test_no_facts(text: str) -> None:
    assert BYLINES.read(line_of(text)) is None


def test_links() -> None:
    slides, video = "https://example.org/1.pdf", "https://youtu.be/1"
    both = {"addresses": {"slides": slides, "video": video}}
    assert facts(BYLINES.read(line_of((slides, "Slides"), " | ", (video, "Recording")))) == both
    assert facts(BYLINES.read(line_of("(", (slides, "slides"), ", ", (video, "x"), ")"))) == both
    assert facts(BYLINES.read(line_of((video, video)))) == {"addresses": {"video": video}}
    assert facts(BYLINES.read(line_of("11:00 (", (slides, "slides"), ")"))) == {
        "time": "11:00",
        "addresses": {"slides": slides},
    }
    assert BYLINES.read(line_of("See the ", (slides, "slides"))) is None
    assert BYLINES.read(line_of((PAGE, "a page"))) is None


def test_lines_together() -> None:
    lines = [
        Line((Span("Ada Example (@ada)"),), 3),
        Line((Span("Day 1 - 11:00 - track 2"),), 4),
        Line((Span("It was fine."),), 5),
    ]
    byline, count = BYLINES.read_all(lines)
    assert count == 2
    assert facts(byline) == {
        "speakers": ["Ada Example"],
        "time": "11:00",
        "day": (0, 0, 0),
        "track": "track 2",
    }


def test_speakers_on_lines_of_their_own_are_written_alike() -> None:
    alike = [line_of("Ada Example, Exampleworks"), line_of("Bo Person, Exampleworks")]
    byline, count = BYLINES.read_all(alike)
    assert (facts(byline)["speakers"], count) == (
        ["Ada Example | Exampleworks", "Bo Person | Exampleworks"],
        2,
    )
    other = [line_of("by ", (PAGE, "Ada Example")), line_of("Bo Person, Exampleworks")]
    byline, count = BYLINES.read_all(other)
    assert (facts(byline)["speakers"], count) == (["Ada Example"], 1)
    bare = [line_of("Ada Example"), line_of("Waiting Lines")]
    assert BYLINES.read_all(bare, are_usual=Usual.NAMES)[1] == 1


@pytest.mark.parametrize(
    ("lines", "speakers", "count"),
    [
        (["Ada Example", "https://example.org/ada"], ["Ada Example"], 1),
        (["Ada Example", "Stand in line."], [], 0),
        (["Waiting in line", "https://example.org/ada"], [], 0),
    ],
)
def test_a_name_over_an_address(lines: list[str], speakers: list[str], count: int) -> None:
    byline, found = BYLINES.read_all([line_of(line) for line in lines])
    assert (facts(byline).get("speakers", []), found) == (speakers, count)


def test_a_few_words_in_emphasis_over_a_link_to_a_person() -> None:
    person = line_of((ADA, "Ada Example"))
    byline, count = BYLINES.read_all([line_of(("*", "Format atelier 2h30")), person])
    assert (facts(byline)["speakers"], count) == (["Ada Example"], 2)
    assert BYLINES.read_all([line_of("Format atelier 2h30"), person])[1] == 0
    assert BYLINES.read_all([line_of(("*", "a b c d e f g")), person])[1] == 0
    assert BYLINES.read_all([line_of(("*", "Format atelier")), line_of("Stand.")])[1] == 0


def test_an_organisation_behind_a_dash_where_bylines_are_usual() -> None:
    line = line_of("Ada Example - Breadmaker")
    assert BYLINES.read(line) is None
    assert facts(BYLINES.read(line, are_usual=Usual.NAMES)) == {
        "speakers": ["Ada Example | Breadmaker"]
    }
    told = line_of("Ada Example - who bakes bread")
    assert BYLINES.read(told, are_usual=Usual.NAMES) is None
