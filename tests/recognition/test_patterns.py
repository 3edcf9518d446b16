"""Patterns of titles in the front matter."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.patterns import read_pattern
from sphinxext_confnotes.recognition.speakers import Names
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

NAMES = Names(load_vocabulary())


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (
            "{title} by {speakers}",
            "Waiting by the line by Bo Person",
            {"title": "Waiting by the line", "speakers": ["Bo Person"]},
        ),
        ("{title} by {speakers}", "Lines BY  bo", {"title": "Lines", "speakers": ["bo"]}),
        (
            "{title} - {speakers}",
            "A - B – Bo Person and Ada Example",
            {"title": "A - B", "speakers": ["Bo Person", "Ada Example"]},
        ),
        (
            "{speakers}: {title}",
            "Bo Person: Lines: a history",
            {"title": "Lines: a history", "speakers": ["Bo Person"]},
        ),
        (
            "{time} {title} ({room})",
            "09:30 - 10:15 Lines (Blue hall)",
            {"title": "Lines", "time": "09:30", "room": "Blue hall"},
        ),
        ("[{kind}] {title}", "[Poster] Lines", {"title": "Lines", "kind": "Poster"}),
        ("{track} / {title}", "Databases / Lines", {"title": "Lines", "track": "Databases"}),
    ],
)
def test_matches(pattern: str, text: str, expected: dict[str, object]) -> None:
    found = read_pattern(pattern).match(text, NAMES)
    assert found
    assert {
        "title": text[found.start : found.end],
        "speakers": [speaker.name for speaker in found.speakers],
        "time": f"{found.slot.start:%H:%M}" if found.slot else "",
        "room": found.room,
        "kind": found.kind,
        "track": found.track,
    } == {"speakers": [], "time": "", "room": "", "kind": "", "track": "", **expected}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("{title} by {speakers}", "Lines"),
        ("{title} by {speakers}", "Waiting by what the programme says"),
        ("{title} by {speakers}", "by Bo Person"),
        ("{time} {title}", "soon Lines"),
        ("{time} {title}", "25:00 Lines"),
        ("{title} ({room})", "Lines"),
        ("{title} by {speakers}", "Lines by Bo " * 100),
    ],
)
def test_what_is_not_made_so(pattern: str, text: str) -> None:
    assert read_pattern(pattern).match(text, NAMES) is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("", "with {title}"),
        ("title by speakers", "with {title}"),
        ("{speakers} - {room}", "with {title}"),
        ("{title}", "with more than {title}"),
        ("{titel} by {speakers}", "not {titel}"),
        ("{title} {speakers}", "with a sign or a word between two fields"),
        ("{title}{room}", "with a sign or a word between two fields"),
        ("{title} by {title}", "with each field once"),
        ("{title by {speakers}", "with a brace on either side of each field"),
        ("{title} by }", "with a brace on either side of each field"),
    ],
)
def test_wrong_patterns(pattern: str, expected: str) -> None:
    with pytest.raises(ValueError, match="a pattern such as") as error:
        read_pattern(pattern)
    assert expected in str(error.value)
