"""Days of a conference, in titles of sections and in paths."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinxext_confnotes.recognition.days import (
    Day,
    Span,
    date_in_path,
    leading_weekday,
    read_day,
    resolve_days,
)
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
MONDAY = dt.date(2019, 12, 9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Day 2", Day(number=2)),
        ("Day 1:", Day(number=1)),
        ("Day 2: Workshops", Day(number=2, rest="Workshops")),
        ("Day 1 - 13 May 2031", Day(number=1, month=5, day=13, year=2031)),
        ("Day 1 (Tuesday)", Day(number=1, weekday=1)),
        ("Jour 2 - samedi 23 septembre", Day(number=2, weekday=5, month=9, day=23)),
        ("Tag 2 (10.12.)", Day(number=2, month=12, day=10)),
        ("第二天：12月10日", Day(number=2, month=12, day=10)),
        ("Giorno 1", Day(number=1)),
        ("Friday 4 June", Day(weekday=4, month=6, day=4)),
        ("Sunday, 10 August 2014", Day(weekday=6, month=8, day=10, year=2014)),
        ("Dec 9, Monday", Day(weekday=0, month=12, day=9)),
        ("06.11. - Wednesday", Day(weekday=2, month=11, day=6)),
        ("Montag, 9. Dezember", Day(weekday=0, month=12, day=9)),
        ("lunes 9 de diciembre", Day(weekday=0, month=12, day=9)),
        ("sexta-feira", Day(weekday=4)),
        ("Samedi", Day(weekday=5)),
        ("토요일", Day(weekday=5)),
        ("5月13日（火）", Day(weekday=1, month=5, day=13)),
        ("5월 13일", Day(month=5, day=13)),
        ("December 6", Day(month=12, day=6)),
        ("# 20201013", Day(month=10, day=13, year=2020)),
        ("2031-05-14", Day(month=5, day=14, year=2031)),
        ("11/16/2031", Day(month=11, day=16, year=2031)),
        ("December 13 - Workshops 1", Day(month=12, day=13, rest="Workshops 1")),
        ("5/12（月）", Day(weekday=0, month=5, day=12)),
        ("5/12 (月): 行列", Day(weekday=0, month=5, day=12, rest="行列")),
    ],
)
def test_days(text: str, expected: Day) -> None:
    assert read_day(text, VOCABULARY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May the queue be short",
        "March of the queues",
        "Monday blues",
        "Sunday best practices",
        "Queues 2.0",
        "1.2",
        "10.10",
        "1.2.3",
        "v1.0.36",
        "2031",
        "May 2031",
        "May 32",
        "24/7",
        "11/5/2031",
        "31.2.",
        "Queues: Day 2",
        "Day of the queue",
        "Day 1 - Day 2",
    ],
)
def test_no_days(text: str) -> None:
    assert read_day(text, VOCABULARY) is None


def resolved(texts: list[str], span: Span) -> list[str]:
    found = resolve_days([read_day(text, VOCABULARY) for text in texts], span)
    return [date.isoformat() if date else "" for date in found]


def test_a_year_left_out_is_that_nearest_to_the_post() -> None:
    assert resolved(["December 6", "January 3"], Span(MONDAY)) == ["2019-12-06", "2020-01-03"]
    assert resolved(["June 6"], Span(MONDAY)) == [""]
    assert resolved(["December 6"], Span()) == [""]


def test_a_weekday_must_be_that_of_the_date() -> None:
    assert resolved(["Monday, December 9", "Tuesday, December 9"], Span(MONDAY)) == [
        "2019-12-09",
        "",
    ]


def test_numbers_count_from_the_first_day_where_it_is_known() -> None:
    span = Span(dt.date(2031, 5, 13), dt.date(2031, 5, 15))
    assert resolved(["Day 1", "Day 3", "Day 4", "Last day"], span) == [
        "2031-05-13",
        "2031-05-15",
        "",
        "2031-05-15",
    ]
    # A post's one date may be any day of the conference, or a later one.
    assert resolved(["Day 1", "Day 2"], Span(MONDAY)) == ["", ""]


def test_numbers_count_from_a_section_that_has_a_date() -> None:
    assert resolved(["Day 1 - 13 May 2031", "Day 2"], Span()) == ["2031-05-13", "2031-05-14"]
    assert resolved(["Day 1", "Day 2 - 14 May 2031"], Span()) == ["2031-05-13", "2031-05-14"]
    contradiction = ["Day 1 - 13 May 2031", "Day 2 - 17 May 2031", "Day 3"]
    assert resolved(contradiction, Span()) == ["2031-05-13", "2031-05-17", ""]


def test_weekdays_are_those_of_the_conference() -> None:
    span = Span(dt.date(2031, 5, 13), dt.date(2031, 5, 15))
    assert resolved(["Tuesday", "Thursday", "Monday"], span) == ["2031-05-13", "2031-05-15", ""]
    two_weeks = Span(dt.date(2031, 5, 1), dt.date(2031, 5, 14))
    assert resolved(["Tuesday"], two_weeks) == [""]
    assert resolved(["Tuesday"], Span(dt.date(2031, 5, 13))) == [""]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2025-05-13-queues/index.md", "2025-05-13"),
        ("2025/05/13/queues.md", "2025-05-13"),
        ("posts/2025/05/13-queues.md", "2025-05-13"),
        ("2025_05_13.md", "2025-05-13"),
        ("20250513_queues.md", "2025-05-13"),
        ("2024-01-01-old/2025-05-13-new.md", "2025-05-13"),
        ("posts/queues-2025-05-13.md", "2025-05-13"),
        ("2013/09/queues.md", ""),
        ("2025-13-45.md", ""),
        ("posts/x-20250513.md", ""),
        ("12345678901.md", ""),
        ("v2025.05.13.md", ""),
        ("queues.md", ""),
    ],
)
def test_dates_in_paths(path: str, expected: str) -> None:
    found = date_in_path(path)
    assert (found.isoformat() if found else "") == expected


def test_weekdays_before_times() -> None:
    assert leading_weekday("Saturday 10:00 Lines") == (5, 9)
    assert leading_weekday("samedi, 10h30") == (5, 8)
    assert leading_weekday("Lines 10:00") is None
