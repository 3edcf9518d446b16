"""Fills in what an entry of a programme says of a talk, and its author doesn't.

Called by the layers that make records of talks, with plain values.  Imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sphinxext_confnotes.notes.field_kinds import Values
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.titles import folded
from sphinxext_confnotes.programmes.values import zone_of

FILLED = ("speakers", "room", "track", "kind", "abstract", "url", "slides", "video", "paper")
"""The attributes of a talk that an entry has by the same names, those of its time apart."""


TIMED = ("date", "start", "end", "until", "zone", "offset")
"""The attributes of an entry that the time of a talk is taken from."""


class Filling(NamedTuple):
    """The additions of an entry to a talk."""

    values: Values
    """Attributes of the record, as ``notes.fields`` has them; none that its author gave."""
    title: str = ""
    """The title as it was published, where the author's own is another one."""


def fill(own: Mapping[str, Any], inherited: Mapping[str, Any], title: str, entry: Entry) -> Filling:
    """Return what an entry adds to a talk.

    :param own: the attributes of the record that its author gave to the talk itself.
    :param inherited: those that it has of its post: ``date`` and ``timezone``.
    :param title: the talk's, as its author wrote it.
    """
    values = {name: value for name in FILLED if (value := getattr(entry, name))}
    values |= _slot(own, inherited, entry)
    added = {name: value for name, value in values.items() if not own.get(name)}
    published = entry.title if folded(title) != folded(entry.title) else ""
    return Filling(added, published)


def _slot(own: Mapping[str, Any], inherited: Mapping[str, Any], entry: Entry) -> Values:
    """Return the day and the time of an entry; none that contradicts what the author said."""
    zone = own.get("timezone") or inherited.get("timezone") or ""
    date, start, end = _in_zone(entry, zone_of(zone))
    if date is None or (own.get("date") and own["date"] != date):
        return {}
    found: Values = {} if date == inherited.get("date") else {"date": date}
    if start is None:
        # Something of several days has no time, and the days go together.
        until = None if own.get("date") else entry.until
        return {"date": date, "until": until} if until else found
    if own.get("start"):
        return found
    found |= {"start": start}
    if end and end > start:
        # A talk of a record ends on the day on which it begins.
        found["end"] = end
    if entry.zone and not zone:
        found["timezone"] = entry.zone
    return found


def _in_zone(entry: Entry, zone: str) -> tuple[dt.date | None, dt.time | None, dt.time | None]:
    """Return the date, the start and the end of an entry in a zone.

    :param zone: an IANA name.  Times whose own zone isn't known are those of any.
    """
    date, start, end = entry.date, entry.start, entry.end
    if date is None or start is None or not zone or (entry.offset is None and not entry.zone):
        return date, start, None if entry.until else end
    own: dt.tzinfo = (
        ZoneInfo(entry.zone) if entry.zone else dt.timezone(entry.offset or dt.timedelta())
    )
    try:
        first = dt.datetime.combine(date, start, own).astimezone(ZoneInfo(zone))
        last = end and dt.datetime.combine(entry.until or date, end, own).astimezone(ZoneInfo(zone))
    except (OverflowError, ValueError):
        return date, None, None
    # Before there were zones, their offsets had seconds.
    start = first.time().replace(second=0)
    is_one_day = last and last.date() == first.date()
    return first.date(), start, last.time().replace(second=0) if last and is_one_day else None
