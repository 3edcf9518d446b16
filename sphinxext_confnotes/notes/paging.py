"""The pages that a long summary or list is split into.

Pages are numbered from the end that doesn't grow, so that a full page shows the same for good: in
a list with the newest first from the oldest entry, otherwise from the first one.  `split` is called
by whatever shows a selection in pages; which addresses these have is said by
``registry.list_pages``.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from sphinxext_confnotes.notes.records import Day, Group, Merged, Selection


class Sheet(NamedTuple):
    """A page of a list."""

    name: str
    """Its number, year (``2031``) or month (``2031-05``); empty where no date is known at all."""
    parts: Sequence[Day | Group]


class Month(NamedTuple):
    """A month on a page, and where it begins there."""

    date: dt.date
    """A day of it."""
    part: int
    """The number of its first day or group on the page."""


class _Entry(NamedTuple):
    """A day of a summary, or a talk of a list in its group."""

    part: Day | Group
    talk: Merged | None

    @property
    def date(self) -> dt.date | None:
        if isinstance(self.part, Day):
            return self.part.date
        return self.talk.facts.date if self.talk else None


def split(selection: Selection, parts: Sequence[Day | Group]) -> list[Sheet]:
    """Return the pages of a list in the order in which they are shown; the first is the document.

    A group that is cut stands on both pages.

    :param parts: all that the selection shows.
    """
    entries = list(_entries(parts))
    if isinstance(selection.paginate, str):
        found = _by_period(selection, entries)
    elif selection.paginate:
        found = _by_number(selection, entries, selection.paginate)
    else:
        found = [("", entries)]
    return [Sheet(name, _joined(some)) for name, some in found] or [Sheet("", ())]


def is_newest_first(selection: Selection) -> bool:
    """Tell whether what is added to a list comes onto its first page."""
    has_periods = isinstance(selection.paginate, str)
    return selection.order == "newest" and (has_periods or is_by_date(selection))


def is_by_date(selection: Selection) -> bool:
    """Tell whether the entries of a list are in the order of their dates, either way."""
    by_source = selection.group_by == "none" and selection.sort in ("source", "time")
    return selection.group_by in (None, "day") or by_source


def months(selection: Selection, sheets: Sequence[Sheet]) -> list[list[Month]]:
    """Return the months of each page in the order shown.

    None where the list isn't in the order of dates, or each page is a month.
    """
    if selection.paginate == "month" or not is_by_date(selection):
        return [[] for _ in sheets]
    return [list(_months(sheet)) for sheet in sheets]


def _months(sheet: Sheet) -> Iterator[Month]:
    seen: set[tuple[int, int]] = set()
    for at, part in enumerate(sheet.parts):
        for entry in _entries([part]):
            date = entry.date
            if date and (date.year, date.month) not in seen:
                seen.add((date.year, date.month))
                yield Month(date, at)


def _by_number(
    selection: Selection, entries: list[_Entry], size: int
) -> list[tuple[str, list[_Entry]]]:
    """Return pages of as many entries.

    With the newest first, the document has what is left over and one page more: it would often
    have a talk or two alone otherwise.
    """
    if is_newest_first(selection):
        pages = max(len(entries) // size, 1)
        first = len(entries) - (pages - 1) * size
        starts = [0, *range(first, len(entries), size)]
        names = map(str, range(pages, 0, -1))
    else:
        starts = list(range(0, max(len(entries), 1), size))
        names = map(str, range(1, len(starts) + 1))
    ends = [*starts[1:], len(entries)]
    return [
        (name, entries[start:end]) for name, start, end in zip(names, starts, ends, strict=True)
    ]


def _by_period(selection: Selection, entries: list[_Entry]) -> list[tuple[str, list[_Entry]]]:
    """Return a page for each year or month; what has no date is on the last one."""
    length = len("2031") if selection.paginate == "year" else len("2031-05")
    periods = {entry.date.isoformat()[:length] for entry in entries if entry.date}
    names = sorted(periods, reverse=selection.order == "newest") or [""]
    pages: dict[str, list[_Entry]] = {name: [] for name in names}
    for entry in entries:
        pages[entry.date.isoformat()[:length] if entry.date else names[-1]].append(entry)
    return list(pages.items())


def _entries(parts: Sequence[Day | Group]) -> Iterator[_Entry]:
    for part in parts:
        if isinstance(part, Day):
            yield _Entry(part, None)
        else:
            yield from (_Entry(part, talk) for talk in part.talks)


def _joined(entries: Sequence[_Entry]) -> list[Day | Group]:
    """Return entries as days and groups."""
    found: list[Day | Group] = []
    for _, some in groupby(entries, key=lambda entry: id(entry.part)):
        together = list(some)
        part = together[0].part
        if isinstance(part, Group):
            part = Group(part.name, tuple(entry.talk for entry in together if entry.talk))
        found.append(part)
    return found
