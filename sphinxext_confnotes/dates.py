"""Dates, times and time zones: reading what an author typed, and writing what a record holds.

Front matter, options, filters, references and indices all read or write dates; they agree because
they do it here.  The grammar is strict: a date that could mean two days, or leaves one of its parts
open, is refused rather than guessed.  Imports neither Sphinx nor docutils, and never asks the
clock.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from sphinxext_confnotes.calendar_names import numbered

LANGUAGES = ("en", "de", "fr", "es", "pt", "it")
"""The languages whose names of months are read.  None has a name that is another month's in a
language before it."""

WESTERNMOST, EASTERNMOST = dt.timedelta(hours=-12), dt.timedelta(hours=14)
"""The offsets from UTC that clocks have (https://www.iana.org/time-zones)."""

LONGEST = 100
"""Characters of a date."""

_CLOCK = r"([0-9]{1,2}):([0-9]{2})"
_TIMES = re.compile(rf"{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?")

_TO = r"(?:\s+(?:to|and)\s+|\s*[-–—/&~〜]\s*)"
"""The separators between the first and the last day of a span."""

_YEAR, _NUMBER = "[0-9]{4}", "[0-9]{1,2}"

_NUMERIC = (
    # 2031-05-12, 2031/5/12, 2031-05-12/14, 2031-05-12 to 2031-06-02
    rf"(?P<year1>{_YEAR})(?P<mark>[-/.])(?P<month1>{_NUMBER})(?P=mark)(?P<day1>{_NUMBER})"
    rf"(?:(?!(?P=mark)){_TO}(?:(?:(?P<year2>{_YEAR})(?P=mark))?(?P<month2>{_NUMBER})(?P=mark))?"
    rf"(?P<day2>{_NUMBER}))?",
    # 20310512
    rf"(?P<year1>{_YEAR})(?P<month1>[0-9]{{2}})(?P<day1>[0-9]{{2}})",
    # 2031年5月12日, 2031年5月12日-14日
    rf"(?P<year1>{_YEAR})[年년]\s*(?P<month1>{_NUMBER})[月월]\s*(?P<day1>{_NUMBER})"
    rf"(?:[日일号]?{_TO}(?:(?:(?P<year2>{_YEAR})[年년]\s*)?(?P<month2>{_NUMBER})[月월]\s*)?"
    rf"(?P<day2>{_NUMBER}))?[日일号]",
)

_IN_WORDS = (
    # 12 May 2031, 12. Mai 2031, 12 de mayo de 2031, 12-14 May 2031, 30 May - 2 June 2031
    r"{weekday}(?P<day1>{day}){nth}(?:(?:{of}(?P<month1>{month})\.?(?:{of}(?P<year1>{year}))?)?"
    r"{to}(?P<day2>{day}){nth})?{of}(?P<month2>{month})\.?{of}(?P<year2>{year})",
    # May 12, 2031, May 12-14, 2031, May 30 - June 2, 2031
    r"{weekday}(?P<month1>{month})\.?\s+(?P<day1>{day}){nth}(?:(?:,?\s+(?P<year1>{year}))?"
    r"{to}(?:(?P<month2>{month})\.?\s+)?(?P<day2>{day}){nth})?,?\s+(?P<year2>{year})",
    # 2031 May 12
    r"(?P<year1>{year})[-\s](?P<month1>{month})\.?[-\s](?P<day1>{day}){nth}",
)

_TIME = (
    r"(?:(?P<between>t|,?\s+(?:at\s+)?)(?P<clock>(?P<hour>[0-9]{1,2})(?::?(?P<minute>[0-9]{2})"
    r"(?::?(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?)?)(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"(?:\s*(?:(?P<utc>z|utc|gmt)|(?:(?:utc|gmt)\s?)?(?P<offset>(?P<sign>[-+−])"
    r"(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?)|(?-i:[A-Z]{1,3}T)))?)?"
)
"""The time and offset that may follow a day.  The name of a zone is ignored: its offset differs
between winter and summer."""


class Moment(NamedTuple):
    """A day, or a span of days, perhaps with a time."""

    date: dt.date
    """The day that was written, whatever the zone behind it: a conference day doesn't move when
    the site is built elsewhere."""
    time: dt.time | None = None
    """The time of day, with its offset from UTC where one follows it."""
    until: dt.date | None = None
    """The last day, where there are several."""

    def of_one_day(self) -> Moment:
        """Return it.

        :raises ValueError: when there are several days.
        """
        if self.until:
            raise ValueError("a date such as 2023-12-10, of one day")
        return self


def read_date(value: object) -> tuple[dt.date, dt.time | None]:
    """Read a date of one day, as `read_moment` does, with its local time where it has one.

    :raises ValueError: also when there are several days.
    """
    date, time, _ = read_moment(value).of_one_day()
    return date, time and time.replace(tzinfo=None)


def read_moment(value: object) -> Moment:
    """Read a date, or a span of days.

    :param value: a date or datetime; or text: ISO 8601, numbers with the year first, or a date
        with the month in words, in one of `LANGUAGES`.
    :raises ValueError: when it is neither, or leaves the day, month or year open.
    """
    if isinstance(value, dt.datetime):
        return Moment(value.date(), value.timetz())
    if isinstance(value, dt.date):
        return Moment(value)
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    if text and len(text) <= LONGEST:
        for form in _forms():
            if found := form.pattern.fullmatch(text):
                return form.read(found)
    raise _refused()


def is_date(value: object) -> bool:
    """Tell whether `read_moment` reads a value."""
    try:
        read_moment(value)
    except ValueError:
        return False
    return True


def _refused() -> ValueError:
    return ValueError("a date such as 2023-12-10")


class _Form(NamedTuple):
    """A way of writing dates.

    Groups of the pattern that end with 1 are of the first day, those with 2 of the last one; what
    one of them leaves open is as in the other one.
    """

    pattern: re.Pattern[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]

    def read(self, found: re.Match[str]) -> Moment:
        """Return what a text says that the pattern matches.

        :raises ValueError: when there is no such day or time, or the parts contradict each other.
        """
        parts = found.groupdict()
        try:
            first, last = self._day(parts, "12"), self._day(parts, "21")
            time = _time(found) if parts["clock"] else None
        except ValueError:
            raise _refused() from None
        if last < first:
            raise ValueError("a last day behind the first one")
        weekday = parts.get("weekday")
        if weekday and self.weekdays.get(_name(weekday)) != first.weekday():
            raise ValueError(f"{first} to be a {weekday}")
        if first == last:
            return Moment(first, time)
        if time:
            raise ValueError("no time behind several days")
        return Moment(first, None, last)

    def _day(self, parts: Mapping[str, str | None], order: str) -> dt.date:
        def part(unit: str) -> str:
            return next(found for which in order if (found := parts.get(unit + which)))

        month = _name(part("month"))
        return dt.date(int(part("year")), self.months.get(month) or int(month), int(part("day")))


def _forms() -> Iterator[_Form]:
    yield from _numeric()
    # Languages are tried one by one: most dates need none, and most others the first.
    for language in LANGUAGES:
        yield from _in_words(language)


@functools.cache
def _numeric() -> Sequence[_Form]:
    return [_Form(re.compile(form + _TIME, re.IGNORECASE), {}, {}) for form in _NUMERIC]


@functools.cache
def _in_words(language: str) -> Sequence[_Form]:
    months, weekdays = (
        {_name(name): number for name, number in numbered(language, kind)}
        for kind in ("months", "weekdays")
    )
    parts = {
        "day": _NUMBER,
        "nth": r"(?:st|nd|rd|th|er|o|\.)?",
        "month": "|".join(map(re.escape, months)),
        "year": _YEAR,
        "weekday": rf"(?:(?P<weekday>{'|'.join(map(re.escape, weekdays))})\.?,?\s+)?",
        "of": r"(?:,?\s+(?:(?:of|de|del)\s+)?|[-/]|(?<=\.))",
        "to": _TO,
    }
    return [
        _Form(re.compile(form.format(**parts) + _TIME, re.IGNORECASE), months, weekdays)
        for form in _IN_WORDS
    ]


def _name(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().rstrip(".")


def _time(found: re.Match[str]) -> dt.time:
    hour, minute, second = (int(found[unit] or 0) for unit in ("hour", "minute", "second"))
    is_iso = found["between"].lower() == "t"
    if half := found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    elif not (is_iso or ":" in found["clock"]):
        raise ValueError(hour)
    zone = dt.UTC if found["utc"] else None
    if found["offset"]:
        hours, minutes = int(found["hours"]), int(found["minutes"] or 0)
        is_like_time = ":" in found["offset"] or not found["minutes"]
        is_behind = found.end("clock") == found.start("offset") and not (is_iso or found["second"])
        is_later = found["sign"] != "+" and (hours, minutes) > (hour, minute)
        if is_behind and is_like_time and is_later:
            # This is more likely the end of a span of time: 09:00-10:00.
            raise ValueError(hours)
        offset = dt.timedelta(hours=hours, minutes=minutes)
        offset = offset if found["sign"] == "+" else -offset
        if minutes > 59 or not WESTERNMOST <= offset <= EASTERNMOST:
            raise ValueError(offset)
        zone = dt.timezone(offset)
    return dt.time(hour, minute, second, tzinfo=zone)


def read_time(text: str) -> tuple[dt.time, dt.time | None]:
    """Read ``14:00`` or ``14:00-14:45``.

    :raises ValueError: when it is neither, or the end isn't after the start.
    """
    found = _TIMES.fullmatch(text.strip())
    if found:
        try:
            start = dt.time(int(found[1]), int(found[2]))
            end = dt.time(int(found[3]), int(found[4])) if found[3] else None
        except ValueError:
            pass
        else:
            if end is None or end > start:
                return start, end
    raise ValueError("a time such as 14:00 or 14:00-14:45")


def write_days(first: dt.date, until: dt.date | None) -> str:
    """Return a date, or a span of days, as ISO 8601 has it, which `read_moment` reads."""
    return f"{first.isoformat()}/{until.isoformat()}" if until else first.isoformat()


def write_time(start: dt.time, end: dt.time | None) -> str:
    """Return the one spelling of what `read_time` reads."""
    return f"{start:%H:%M}-{end:%H:%M}" if end else f"{start:%H:%M}"


def write_offset(offset: dt.timedelta | None) -> str:
    """Return an offset from UTC as ISO 8601 has it, ``+01:00``; nothing for none."""
    return "" if offset is None else dt.time(tzinfo=dt.timezone(offset)).isoformat()[8:]


def read_offset(text: str) -> dt.timedelta | None:
    """Return what `write_offset` wrote.

    :raises ValueError: when it is something else.
    """
    return dt.time.fromisoformat(f"00:00{text}").utcoffset()


def read_timezone(text: str) -> str:
    """Return the IANA name of a time zone.

    :raises ValueError: when the machine's time zone database doesn't know it.
    """
    try:
        return ZoneInfo(text.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("an IANA time zone such as Europe/Berlin") from None


@functools.lru_cache(maxsize=4096)
def write_date(date: dt.date, style: str, language: str, until: dt.date | None = None) -> str:
    """Return a date in words, or the first and the last of several days.

    :param style: ``short``, ``medium``, ``long``, ``full``, or a CLDR pattern
        (https://www.unicode.org/reports/tr35/tr35-dates.html).
    :param language: as in Sphinx's ``language``; one that Babel doesn't know gives English.
    """
    locale = _locale(language)
    first = format_date(date, style, locale)
    if until is None:
        return first
    # Use the separator of the language; versions of CLDR differ in the spaces around it.
    between = str(locale.interval_formats[None]).replace("\N{THIN SPACE}", " ")
    return between.format(first, format_date(until, style, locale))


@functools.lru_cache(maxsize=4096)
def write_month(date: dt.date, language: str) -> str:
    """Return the month and the year of a date in words; ``language`` as for `write_date`."""
    return format_skeleton("yMMMM", date, locale=_locale(language))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
