"""Dates, times and time zones: from what an author typed to what a record holds, and back.

Called by ``config``, ``reading`` and ``rendering``.  Imports neither Sphinx nor docutils, and
never asks the clock: an incomplete date is refused rather than completed.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

DATE_IN_NAME = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})-(?P<slug>.+)")
"""A file name as Jekyll has it."""

_TIME = r"(\d{1,2}):(\d{2})"
_TIMES = re.compile(rf"{_TIME}(?:\s*[-–—]\s*{_TIME})?")
_YEAR = re.compile(r"\b\d{4}\b")
_NUMBERS_ONLY = re.compile(r"[\d\s./-]+")


def read_date(value: object) -> tuple[dt.date, dt.time | None]:
    """Read a date, with its time of day where it has one.

    The day is the one that was written, whatever the zone behind it: a conference day doesn't
    move when the site is built elsewhere.

    :param value: a date or datetime as YAML gives it; or text: ISO 8601, or a date with the month
        in English words, as ablog has it.
    :raises ValueError: when it is neither, or leaves the day, month or year open.
    """
    date, time = read_moment(value)
    return date, time and time.replace(tzinfo=None)


def read_moment(value: object) -> tuple[dt.date, dt.time | None]:
    """Read a date as `read_date` does, its time with the offset from UTC that stands behind it.

    The name of a zone is no offset: it is one in winter and another in summer.
    """
    if isinstance(value, dt.datetime):
        return value.date(), value.timetz()
    if isinstance(value, dt.date):
        return value, None
    text = value.strip() if isinstance(value, str) else ""
    try:
        return dt.date.fromisoformat(text), None
    except ValueError:
        pass
    try:
        return read_moment(dt.datetime.fromisoformat(text))
    except ValueError:
        pass
    # Numbers alone would be a guess between day and month, and a short year one of the century.
    if _YEAR.search(text) and not _NUMBERS_ONLY.fullmatch(text):
        # Only here: it takes a build longer to load than to read a date by.
        from dateutil import parser as dateutil

        # What the text leaves open is filled from the default, so two of them show it.
        defaults = (dt.datetime(2000, 1, 1), dt.datetime(2001, 2, 2, 1, 1, 1))
        try:
            found = [dateutil.parse(text, default=it, tzinfos=_offset) for it in defaults]
        except (ValueError, OverflowError):
            found = []
        if found and found[0].date() == found[1].date():
            # A time is hours and minutes at least; seconds may be left open.
            times = [moment.timetz().replace(second=0) for moment in found]
            return found[0].date(), times[0] if times[0] == times[1] else None
    raise ValueError("a date such as 2023-12-10")


def _offset(name: str | None, seconds: int | None) -> int | None:
    """Return the offset that dateutil has read: of a name alone it would ask the machine."""
    return seconds


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
def write_date(date: dt.date, style: str, language: str) -> str:
    """Return a date in words.

    :param style: ``short``, ``medium``, ``long``, ``full``, or a CLDR pattern
        (https://www.unicode.org/reports/tr35/tr35-dates.html).
    :param language: as in Sphinx's ``language``; one that Babel doesn't know gives English.
    """
    return format_date(date, style, _locale(language))


@functools.lru_cache(maxsize=4096)
def write_month(date: dt.date, language: str) -> str:
    """Return the month and the year of a date in words; ``language`` as for `write_date`."""
    return format_skeleton("yMMMM", date, locale=_locale(language))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
