"""Days of a conference: what titles of sections, lines and paths say of them.

`read_day` tells what one text says, `resolve_days` makes dates of the days of a whole post.  Called
by ``titles``, ``bylines``, ``survey`` and ``facts``; imports neither Sphinx nor docutils, and
never asks the clock.  Dates themselves are read by `dates`; here is only what is left open there.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from sphinxext_confnotes.calendar_names import numbered
from sphinxext_confnotes.dates import LANGUAGES as LANGUAGES_OF_DATES
from sphinxext_confnotes.dates import read_moment
from sphinxext_confnotes.recognition.vocabulary import LANGUAGES, Vocabulary

FARTHEST = dt.timedelta(days=120)
"""Between a day without its year and the date of the post about it."""

LONGEST_SPAN = dt.timedelta(days=31)
"""A conference's, in which days have numbers."""

_BETWEEN = re.compile(r"\s+[-–—|/•·]+\s+|\s*[:：—|｜（）()\[\]【】]\s*|\s*[,、，]\s+")
_DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})?")
_SLASHED = re.compile(r"(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})/(?P<year>[0-9]{4})")
_WIDE = re.compile(r"(?P<month>[0-9]{1,2})(?P<sign>[月월])\s?(?P<day>[0-9]{1,2})[日号號일]")
_SLASHED_WITH_WEEKDAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})\s?(?=\([月火水木金土日]\))")
"""As it is written in Japan, with the month first: ``5/12(月)``."""
_DIGIT = re.compile(r"[0-9]")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_PLACEHOLDER = 2000
"""A leap year, as which a date without a year is read first."""

_IN_PATH = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-_/]?)(?P<month>[0-9]{2})(?P=sign)"
    r"(?P<day>[0-9]{2})(?![0-9])"
)


class Day(NamedTuple):
    """A day as a text names it.  Parts that it leaves open are zero, or None."""

    number: int = 0
    """Which day of the conference, from 1; -1 for the last one."""
    weekday: int | None = None
    """From 0, for Monday."""
    month: int = 0
    day: int = 0
    year: int = 0
    rest: str = ""
    """The words behind it that say something else."""


_OPEN = Day()._asdict()


class Span(NamedTuple):
    """The days that a post is about, as far as they are known."""

    first: dt.date | None = None
    until: dt.date | None = None


def read_day(text: str, vocabulary: Vocabulary) -> Day | None:
    """Return what a text says of a day, if it begins with that.

    "Day 2 - Saturday, 23 September: Workshops" says all there is.
    """
    text = unicodedata.normalize("NFKC", text).strip(" \t#*_>~=-")
    if not text or len(text) > 120:
        return None
    text = _SLASHED_WITH_WEEKDAY.sub(r"\1月\2日", text)
    day, is_found = Day(), False
    pieces = [piece for piece in _BETWEEN.split(text) if piece.strip()]
    at = 0
    while at < len(pieces):
        # Dates have commas in them.
        taken = next(
            (
                (count, found)
                for count in ((3, 2, 1) if "," in text else (1,))
                if at + count <= len(pieces)
                and (found := _piece(", ".join(pieces[at : at + count]), vocabulary))
            ),
            None,
        )
        if taken is None:
            break
        count, found = taken
        if not (merged := _merged(day, found)):
            return None
        day, is_found, at = merged, True, at + count
    if not is_found:
        return None
    return day._replace(rest=" - ".join(pieces[at:]))


def _merged(day: Day, found: Day) -> Day | None:
    """Return what two pieces say together; nothing when both say the same thing."""
    new = {key: value for key, value in found._asdict().items() if value != _OPEN[key]}
    if any(getattr(day, key) != _OPEN[key] for key in new):
        return None
    return day._replace(**new)


def _piece(text: str, vocabulary: Vocabulary) -> Day | None:
    text = text.strip(" ,*_~")
    if number := vocabulary.day_number(text):
        return Day(number=number)
    weekdays = _weekdays()
    if (weekday := weekdays.get(_name(text))) is not None:
        return Day(weekday=weekday)
    # The weekday apart: whether it is that of the date can't be told without the year.
    first, _, rest = text.partition(" ")
    if (weekday := weekdays.get(_name(first.rstrip(",")))) is not None:
        found = _partial(rest)
        return found._replace(weekday=weekday) if found else None
    return _partial(text)


def _partial(text: str) -> Day | None:
    """Return a date that may leave its year open."""
    text = text.strip(" ,")
    # Most titles are told from dates by this alone, which takes far less time than reading dates.
    words = {_name(word) for word in _LONG_WORD.findall(text)}
    if len(text) > 40 or not _DIGIT.search(text) or not words <= _months():
        return None
    # Without the last stop it is rather the number of a version.
    if found := _DAY_MONTH.fullmatch(text):
        return _checked(int(found["month"]), int(found["day"]), int(found["year"] or 0))
    if found := _WIDE.fullmatch(text):
        return _checked(int(found["month"]), int(found["day"]), 0)
    if found := _SLASHED.fullmatch(text):
        one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
        # 11/5/2031 is one day in America and another one elsewhere.
        if one > 12 or one == two:
            return _checked(two, one, year)
        return _checked(one, two, year) if two > 12 else None
    try:
        date = read_moment(text.strip(".")).of_one_day().date
    except ValueError:
        pass
    else:
        return Day(month=date.month, day=date.day, year=date.year)
    if not any(map(str.isalpha, text)):
        return None
    text = text.strip(".")
    for whole in (f"{text} {_PLACEHOLDER}", f"{text}, {_PLACEHOLDER}"):
        try:
            date = read_moment(whole).of_one_day().date
        except ValueError:
            continue
        return Day(month=date.month, day=date.day)
    return None


def _checked(month: int, day: int, year: int) -> Day | None:
    try:
        dt.date(year or _PLACEHOLDER, month, day)
    except ValueError:
        return None
    return Day(month=month, day=day, year=year)


def resolve_days(days: Sequence[Day | None], span: Span) -> list[dt.date | None]:
    """Return the date of each day of a post, where it is plain.

    A date without a year is the nearest to the post's; a weekday is one of the conference's days,
    if it has only one such; a number counts from the first day, where that is known: from the
    post's dates, or from a section that has both a number and a date.
    """
    found = [day and _dated(day, span) for day in days]
    anchors = {
        date - dt.timedelta(days=day.number - 1)
        for day, date in zip(days, found, strict=True)
        if day and date and day.number > 0
    }
    first = span.first if span.until else None
    if anchors:
        first = anchors.pop() if len(anchors) == 1 else None
    for index, day in enumerate(days):
        if day and not found[index] and not day.day:
            found[index] = _counted(day, first, span)
    return found


def _dated(day: Day, span: Span) -> dt.date | None:
    if not day.day:
        return None
    if day.year:
        dates = [dt.date(day.year, day.month, day.day)]
    elif span.first:
        dates = list(_of_years(day, span.first))
    else:
        return None
    dates = [date for date in dates if day.weekday in (None, date.weekday())]
    return dates[0] if dates else None


def _of_years(day: Day, near: dt.date) -> Iterator[dt.date]:
    """Yield the date of a day in the year in which it is nearest to another one."""
    dates = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            dates.append(dt.date(year, day.month, day.day))
        except ValueError:
            continue
    for date in sorted(dates, key=lambda one: abs(one - near)):
        if abs(date - near) <= FARTHEST:
            yield date


def _counted(day: Day, first: dt.date | None, span: Span) -> dt.date | None:
    date = None
    if day.number > 0 and first:
        date = first + dt.timedelta(days=day.number - 1)
    elif day.number < 0:
        date = span.until
    elif day.number == 0 and span.first and span.until and day.weekday is not None:
        length = (span.until - span.first).days + 1
        dates = [span.first + dt.timedelta(days=count) for count in range(min(length, 32))]
        dates = [one for one in dates if one.weekday() == day.weekday]
        date = dates[0] if len(dates) == 1 else None
    if not date or day.weekday not in (None, date.weekday()):
        return None
    last = span.until or (first and first + LONGEST_SPAN)
    return date if last and date <= last else None


def date_in_path(path: str) -> dt.date | None:
    """Return the day that a path names, of its last parts that do.

    ``2025-05-13-queues/index.md``, ``2025/05/13/queues.md`` and ``2025_05_13.md`` are all of one
    day.  Digits without signs between them are a date only at the beginning of a name.
    """
    whole = str(PurePosixPath(path))
    for found in reversed(list(_IN_PATH.finditer(whole))):
        sign, start = found["sign"], found.start()
        begins = start == 0 or whole[start - 1] == "/"
        if (not sign or sign == "/") and not begins:
            continue
        if sign == "/" and whole[found.end() : found.end() + 1] not in {"/", "-", "_", "."}:
            continue
        try:
            return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            continue
    return None


def leading_weekday(text: str) -> tuple[int, int] | None:
    """Return the weekday that a text begins with, and where it ends; a time may follow."""
    found = re.compile(r"\s*([^\W\d_]+)\.?,?\s+").match(text)
    if not found or (weekday := _weekdays().get(_name(found[1]))) is None:
        return None
    return weekday, found.end()


@functools.cache
def _weekdays() -> dict[str, int]:
    """Return the names of weekdays in all languages, but those that are two different ones."""
    found: dict[str, set[int]] = {}
    for language in (*LANGUAGES, "zh_Hant"):
        long = [*numbered(language, "weekdays", "wide")]
        for name, number in numbered(language, "weekdays"):
            if (name, number) in long or len(_name(name)) > 2 or not name.isascii():
                found.setdefault(_name(name), set()).add(number)
    # People leave out what the days of Portuguese share, and the last sign of Japanese ones.
    for name in list(found):
        short = name.removesuffix("-feira").removesuffix("日")
        if short != name and len(short) > 1:
            found.setdefault(short, set()).update(found[name])
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}


@functools.cache
def _months() -> frozenset[str]:
    """Return the names of months that dates are read with, and a word that stands before them."""
    found = {
        _name(name) for language in LANGUAGES_OF_DATES for name, _ in numbered(language, "months")
    }
    return frozenset(found | {"del"})


def _name(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().strip(". ")
