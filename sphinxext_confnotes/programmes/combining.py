"""Combines the files of one conference, which may have the same talks.

A schedule may be there as a file of its own and as a calendar, or a day may have a file of its
own.  Called by the layers that read files.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sphinxext_confnotes.programmes.entries import Entry, Programme
from sphinxext_confnotes.programmes.titles import folded

Key = tuple[tuple[str, ...], dt.date | None]

UNITED = ("addresses", "ids")
"""The attributes of which all files' values are kept."""

OF_TIME = ("day", "date", "start", "end", "until", "zone", "offset")
"""The attributes that go together: all are of one file."""


def combined(programmes: Sequence[Programme]) -> tuple[Entry, ...]:
    """Return the entries of all files, each once.

    Entries of different files are one when they have the same title and day and don't begin at
    different times; each fact is from the first file that has it.  Of those of one file each
    stays, since a talk may be given twice.
    """
    found: list[Entry] = []
    places: defaultdict[Key, list[int]] = defaultdict(list)
    for programme in programmes:
        known = len(found)
        for entry in programme.entries:
            key = (tuple(folded(entry.title)), entry.day)
            same = [at for at in places[key] if at < known and _may_be_one(found[at], entry)]
            if same:
                found[same[0]] = _together(found[same[0]], entry)
            else:
                places[key].append(len(found))
                found.append(entry)
    return tuple(found)


def _may_be_one(one: Entry, other: Entry) -> bool:
    return one.start is None or other.start is None or _instant(one) == _instant(other)


def _instant(entry: Entry) -> object:
    """Return the beginning of an entry, by UTC where that is known."""
    if entry.date is None or entry.start is None:
        return None
    begins = dt.datetime.combine(entry.date, entry.start)
    try:
        return begins - (entry.offset or dt.timedelta())
    except OverflowError:
        return begins


def _together(first: Entry, second: Entry) -> Entry:
    has_time = first.start is not None or second.start is None
    changes = {
        name: getattr(second, name)
        for name in Entry._fields
        if (name not in OF_TIME and not getattr(first, name)) or (name in OF_TIME and not has_time)
    }
    changes |= {
        name: tuple(dict.fromkeys([*getattr(first, name), *getattr(second, name)]))
        for name in UNITED
    }
    if second.url and first.url and second.url != first.url:
        changes["addresses"] = tuple(dict.fromkeys([*changes["addresses"], second.url]))
    return first._replace(**changes)
