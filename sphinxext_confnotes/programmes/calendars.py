"""iCalendar: the events of a calendar, as any program exports them (RFC 5545).

Parsed by the icalendar library.  pretalx puts the names of speakers behind a title, and FOSDEM
names them as participants without an address; of other calendars, participants are nobody's
business.  Called by ``reading``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from sphinxext_confnotes.programmes.entries import Collection, Entry, Programme, failed
from sphinxext_confnotes.programmes.values import (
    Moment,
    address_of,
    as_text,
    ids_of,
    kind_of,
    line_of,
    paragraphs_of,
    slot_of,
    speakers_of,
    title_of,
    zone_of,
)

NOBODY = "invalid:nomail"
"""The address that FOSDEM's calendar gives to speakers."""

_BEGINNING = re.compile(r"^BEGIN:VEVENT[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_CODE = re.compile(r"pretalx-.*-([A-Z0-9]{6})[0-9]*@")


def is_calendar(text: str) -> bool:
    """Tell whether a file begins like a calendar."""
    return text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"


def read_calendar(text: str) -> Programme:
    """Read what `is_calendar` is true of."""
    # Imported here because no other programme needs it, and it takes its time.
    from icalendar import Calendar

    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        return failed("it is no calendar that can be read")
    found = Collection()
    name = ""
    number = 0
    for calendar in calendars:
        name = name or line_of(_said(calendar, "X-WR-CALNAME"))
        zone = zone_of(line_of(_said(calendar, "X-WR-TIMEZONE")))
        is_of_pretalx = "pretalx" in line_of(_said(calendar, "PRODID")).casefold()
        for event in calendar.walk("VEVENT"):
            if line_of(_said(event, "STATUS")).upper() != "CANCELLED":
                found.add(_entry(event, zone, is_of_pretalx=is_of_pretalx), number)
            number += 1
    if found.untitled and isinstance(found.first, int):
        found.first = _line_of_event(text, found.first)
    return found.finished(name)


def _entry(event: Any, zone: str, *, is_of_pretalx: bool) -> Entry:
    title, speakers = title_of(_said(event, "SUMMARY")), list(_participants(event))
    if is_of_pretalx and " - " in title:
        title, _, names = title.rpartition(" - ")
        speakers = [(name, "") for name in names.split(", ")]
    categories = [category for category in _categories(event) if category]
    number = line_of(_said(event, "UID"))
    code = _CODE.match(number)
    begins, own_zone = _moment(event, "DTSTART")
    ends, _ = _moment(event, "DTEND")
    return Entry(
        title=title,
        speakers=speakers_of(speakers),
        room=line_of(_said(event, "LOCATION")),
        track=categories[0] if len(categories) == 1 else "",
        kind=next(filter(None, map(kind_of, categories)), ""),
        abstract=paragraphs_of(_said(event, "DESCRIPTION")),
        url=address_of(_said(event, "URL")),
        ids=ids_of(number, code and code[1]),
        **slot_of(begins, _last_day(begins, ends) or _length(event), own_zone or zone),
    )


def _said(component: Any, name: str) -> str:
    """Return the text of a property; the first of several."""
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return as_text(str(value)) if isinstance(value, str) else ""


def _attribute(value: Any, name: str) -> Any:
    """Return an attribute of a value; None where the value couldn't be read."""
    try:
        return getattr(value, name, None)
    except ValueError:
        # The library's own errors are of this kind.
        return None


def _moment(event: Any, name: str) -> tuple[Moment | None, str]:
    """Return a date, perhaps with a time, and the name of its zone."""
    value = _attribute(event.get(name), "dt")
    if isinstance(value, dt.datetime):
        zone = zone_of(getattr(value.tzinfo, "key", None) or getattr(value.tzinfo, "zone", None))
        moment = Moment(value.date(), value.time(), value.utcoffset())
        return moment, "" if zone == "UTC" else zone
    return (Moment(value), "") if isinstance(value, dt.date) else (None, "")


def _last_day(begins: Moment | None, ends: Moment | None) -> Moment | None:
    """Return the end; of whole days the last one, since calendars name the day behind it."""
    if begins and ends and begins.time is None and ends.date > begins.date:
        return Moment(ends.date - dt.timedelta(days=1))
    return ends


def _length(event: Any) -> dt.timedelta | None:
    value = _attribute(event.get("DURATION"), "dt")
    return value if isinstance(value, dt.timedelta) else None


def _participants(event: Any) -> Iterator[tuple[object, object]]:
    value = event.get("ATTENDEE")
    for person in value if isinstance(value, list) else [value]:
        if str(person).casefold() == NOBODY:
            yield as_text(str((_attribute(person, "params") or {}).get("CN", ""))), ""


def _categories(event: Any) -> list[str]:
    value = event.get("CATEGORIES")
    lists = value if isinstance(value, list) else [value]
    return [line_of(str(word)) for one in lists for word in _attribute(one, "cats") or ()]


def _line_of_event(text: str, number: int) -> int:
    """Return the line of an event, which the library doesn't tell."""
    found = list(_BEGINNING.finditer(text))
    return text.count("\n", 0, found[number].start()) + 1 if number < len(found) else 0
