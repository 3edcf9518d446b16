"""Readers of facts, given anything at all: no error, no position out of range, no long wait."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_confnotes.recognition.bylines import Bylines, Usual
from sphinxext_confnotes.recognition.days import Span as Days
from sphinxext_confnotes.recognition.days import date_in_path, read_day, resolve_days
from sphinxext_confnotes.recognition.hosts import field_of, identifiers, is_person
from sphinxext_confnotes.recognition.outline import Line, Span
from sphinxext_confnotes.recognition.patterns import read_pattern
from sphinxext_confnotes.recognition.speakers import Names, read_speakers
from sphinxext_confnotes.recognition.times import leading_slot
from sphinxext_confnotes.recognition.titles import Order, Titles
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
NAMES = Names(VOCABULARY)
TITLES = Titles(VOCABULARY)
BYLINES = Bylines(VOCABULARY)

# fmt: off
WORDS = st.sampled_from([
    "Ada Example", "Bo Person", "Queues", "by", "-", "–", ":", ",", "(", ")", "[", "]", "@ada",
    "09:30", "10h", "2-3 pm", "Day 2", "May 13", "★", "⭐⭐⭐", "Keynote", "poster", "and", "&",
    "Blue hall", "(slides)", "列", "さん", "님", "\u200d", "«", "”", "{title}", ".", " ",
])
# fmt: on
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS).map("".join)
)
SPANS = st.builds(
    Span,
    TEXTS,
    st.sampled_from(["", "bold", "italic"]),
    st.sampled_from(["", "https://youtu.be/1", "https://twitter.com/ada", "#x", "https://["]),
)
LINES = st.lists(SPANS, max_size=4).map(lambda spans: Line(tuple(spans), 1))


@given(st.lists(LINES, min_size=1, max_size=3), st.sampled_from([None, *Order]), st.booleans())
def test_titles(parts: list[Line], order: Order | None, is_running: bool) -> None:
    lines = tuple(parts)
    found = TITLES.read(lines, order, is_running=is_running)
    length = len(" ".join(line.text for line in lines))
    assert 0 <= found.start <= found.end <= found.stop <= length
    assert all(speaker.name.strip() for speaker in found.speakers)
    TITLES.find_order([*lines, lines], is_running=is_running)


@given(st.lists(LINES, max_size=4), st.sampled_from(Usual), st.booleans())
def test_bylines(lines: list[Line], are_usual: Usual, has_speakers: bool) -> None:
    found, count = BYLINES.read_all(lines, are_usual=are_usual, has_speakers=has_speakers)
    assert 0 <= count <= len(lines)
    assert not (has_speakers and found.speakers)
    BYLINES.are_usual(lines)


@given(TEXTS)
def test_plain_texts(text: str) -> None:
    read_speakers(text, NAMES, is_labelled=True)
    resolve_days([read_day(text, VOCABULARY)], Days())
    date_in_path(text)
    field_of(text)
    is_person(text)
    identifiers(f"https://doi.org/{text}")
    VOCABULARY.reason(text)
    slot = leading_slot(text)
    assert slot is None or 0 < slot.stop <= len(text)
    try:
        pattern = read_pattern(text)
    except ValueError:
        return
    pattern.match(text, NAMES)


@pytest.mark.parametrize(
    "unit",
    [
        "(x ",
        "Ada Example - ",
        "by Ada ",
        "09:30-",
        "★ ",
        "A, ",
        "and & ",
        '"',
        "[",
        "Day 1 - ",
        "列、",
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        lambda line: TITLES.read(line, Order.LAST, is_running=True),
        lambda line: TITLES.find_order([line] * 3),
        lambda line: BYLINES.read(line, are_usual=Usual.NAMES),
        lambda line: read_day(line.text, VOCABULARY),
        lambda line: read_speakers(line.text, NAMES, is_labelled=True),
        lambda line: date_in_path(line.text),
    ],
)
def test_no_text_takes_long(unit: str, read: Callable[[Line], object]) -> None:
    line = Line((Span(unit * 50_000),))
    begin = time.perf_counter()
    read(line)
    assert time.perf_counter() - begin < 2
