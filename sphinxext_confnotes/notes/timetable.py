"""Timetables: the days of talks, with times down and rooms or tracks across.

Made by ``rendering`` of talks, and of the entries of programmes.  Imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sphinxext_confnotes.notes.lookups import signed_by
from sphinxext_confnotes.notes.records import Account, Place, Talk


class Noted(NamedTuple):
    """Somebody's notes on a talk."""

    by: tuple[str, ...]
    place: Place


class Slot(NamedTuple):
    """A talk in a timetable: all that is shown of it, in values that can be compared."""

    title: str
    day: dt.date | None = None
    """The day that it is listed under."""
    date: dt.date | None = None
    """The date on which it begins, which after midnight is another one."""
    start: dt.time | None = None
    end: dt.time | None = None
    room: str = ""
    track: str = ""
    speakers: tuple[str, ...] = ()
    url: str = ""
    """Its own address, where there are no notes that its title leads to."""
    highlight: bool = False
    reason: str = ""
    """The words of the highlight mark."""
    notes: tuple[Noted, ...] = ()
    """Whose notes there are; nothing for a talk that nobody has noted."""
    is_break: bool = False
    """Whether nobody presents anything."""


class Hour(NamedTuple):
    """Talks that begin at one time."""

    start: dt.time | None
    cells: tuple[tuple[Slot, ...], ...]
    """As many as the day has columns."""


class Timetable(NamedTuple):
    """The timetable of one day."""

    day: dt.date | None
    across: Literal["room", "track", ""]
    """What the columns are; nothing where there is one column."""
    columns: tuple[str, ...]
    """The rooms or tracks in alphabetical order.  The last one may be empty, for talks without."""
    hours: tuple[Hour, ...]
    """In the order of time; what has none comes last."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All that it has, in its order."""
        return tuple(slot for hour in self.hours for cell in hour.cells for slot in cell)


def slot_of(
    facts: Talk, accounts: Iterable[Account], *, day: dt.date | None = None, is_break: bool = False
) -> Slot:
    """Return a talk as a timetable has it.

    :param facts: what is shown of it.
    :param accounts: those of its posts.
    :param day: the one that it is listed under, if that isn't its date.
    """
    notes = tuple(Noted(tuple(signed_by(one)), one.talk.place) for one in accounts)
    return Slot(
        title=facts.title,
        day=day or facts.date,
        date=facts.date,
        start=facts.start,
        end=facts.end,
        room=facts.room,
        track=facts.track,
        speakers=facts.speaker_names,
        url="" if notes else facts.url,
        highlight=facts.highlight,
        reason=facts.reason,
        notes=notes,
        is_break=is_break,
    )


def timetables(slots: Iterable[Slot], *, is_newest_first: bool = False) -> list[Timetable]:
    """Return the timetable of each day, those without a date last."""
    undated = dt.date.min if is_newest_first else dt.date.max
    ordered = sorted(slots, key=lambda slot: slot.day or undated, reverse=is_newest_first)
    return [
        _timetable(day, tuple(found))
        for day, found in itertools.groupby(ordered, key=lambda slot: slot.day)
    ]


def _timetable(day: dt.date | None, slots: Sequence[Slot]) -> Timetable:
    across = _across(slots)
    names = {_column(slot, across) for slot in slots}
    columns = sorted(names, key=lambda name: (not name, name.casefold(), name))
    ordered = sorted(slots, key=_by_time)
    hours = []
    for (_, start), found in itertools.groupby(ordered, key=lambda slot: _by_time(slot)[:2]):
        there = list(found)
        cells = (tuple(one for one in there if _column(one, across) == name) for name in columns)
        hours.append(Hour(there[0].start if start else None, tuple(cells)))
    return Timetable(day, across, tuple(columns), tuple(hours))


def _across(slots: Sequence[Slot]) -> Literal["room", "track", ""]:
    """Return what the columns are: rooms where half of the talks have one, or else tracks."""
    known = Counter(
        name for slot in slots for name in ("room", "track") if getattr(slot, name) and slot.start
    )
    if 2 * known["room"] >= len(slots) or known["room"] > known["track"]:
        return "room" if known["room"] else ""
    return "track" if known["track"] else ""


def _column(slot: Slot, across: str) -> str:
    return str(getattr(slot, across)) if across else ""


def _by_time(slot: Slot) -> tuple[dt.date, str, str]:
    """Return the date and the time of a talk, and its title; what has no time comes last."""
    if slot.start is None:
        return dt.date.max, "", slot.title.casefold()
    return slot.date or dt.date.min, f"{slot.start:%H:%M}", slot.title.casefold()
