"""The plain data of a programme: its entries, and what was wrong with its file.

Made by the modules that read one kind of file each, and used by ``joining`` and ``filling``.
Imports neither Sphinx nor docutils.  Named tuples, as in ``notes.records``, because a programme
of ten thousand entries is loaded by each build that needs it.
"""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.notes.records import Speaker

VERSION = 1
"""The version of what `packed` writes."""


class Entry(NamedTuple):
    """One thing that a programme announces: a talk, a poster, a workshop, or a break."""

    title: str
    """As it was published, on one line and without markup, with its subtitle behind a colon."""
    speakers: tuple[Speaker, ...] = ()
    day: dt.date | None = None
    """The day that it is listed under.  A talk after midnight is listed under the evening."""
    date: dt.date | None = None
    """The date on which it begins."""
    start: dt.time | None = None
    end: dt.time | None = None
    until: dt.date | None = None
    """The date on which it ends, where that is another one."""
    zone: str = ""
    """The IANA name of the zone of these times; nothing when the file doesn't tell."""
    offset: dt.timedelta | None = None
    """Their offset from UTC, where the file tells."""
    room: str = ""
    track: str = ""
    kind: str = ""
    """``talk``, ``keynote``, ``poster``, ``tutorial``, ``workshop``, ``panel`` or another word."""
    abstract: str = ""
    """Paragraphs with a blank line between them, without markup of HTML."""
    url: str = ""
    slides: str = ""
    video: str = ""
    paper: str = ""
    addresses: tuple[str, ...] = ()
    """Further addresses that lead to it, or to what belongs to it alone."""
    ids: tuple[str, ...] = ()
    """All that the file calls it by: identifiers, codes, slugs; the most exact first."""
    is_break: bool = False
    """Whether nobody presents anything, as the file says."""


class Problem(NamedTuple):
    """Why a file, or something in it, couldn't be read."""

    text: str
    """A sentence without its full stop."""
    line: int = 0
    """The line of the file, from 1; 0 when it isn't known."""
    place: str = ""
    """The way to it in data without lines of its own, such as ``sessions[3]``."""

    def __str__(self) -> str:
        """Return it for an author."""
        return f"{self.place}: {self.text}" if self.place else self.text


class Programme(NamedTuple):
    """The content of one file."""

    entries: tuple[Entry, ...] = ()
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()
    name: str = ""
    """The conference, as the file calls it."""


@dataclass
class Collection:
    """The entries of a file while it is read, and those that can't be used."""

    entries: list[Entry] = field(default_factory=list)
    untitled: int = 0
    """The number of entries without a title."""
    first: str | int = ""
    """The place or the line of the first of these."""

    def add(self, entry: Entry, place: str | int) -> None:
        """Take an entry, unless it has no title.

        :param place: the way to it in the file, or its line.
        """
        if entry.title:
            self.entries.append(entry)
        else:
            self.first = self.first if self.untitled else place
            self.untitled += 1

    def finished(self, name: str = "") -> Programme:
        """Return the programme, with one problem for all entries that can't be used."""
        problems = [self._untitled()] if self.untitled else []
        if not self.entries and not problems:
            problems = [Problem("it has no entries")]
        return Programme(tuple(self.entries), tuple(problems), name)

    def _untitled(self) -> Problem:
        text = "an entry has no title, and is left out"
        if self.untitled > 1:
            text = f"{self.untitled} entries have no title, and are left out; this is the first"
        if isinstance(self.first, int):
            return Problem(text, line=self.first)
        return Problem(text, place=self.first)


def failed(text: str, line: int = 0) -> Programme:
    """Return the programme of a file that can't be read."""
    return Programme(problems=(Problem(text, line),))


def packed(programme: Programme) -> bytes:
    """Return a programme as bytes that `unpacked` reads in a fraction of the time of its file."""
    return pickle.dumps((VERSION, programme), protocol=5)


def unpacked(data: bytes) -> Programme | None:
    """Return a programme that `packed` wrote; None for bytes of another version, or broken ones.

    :param data: from a folder that nobody else writes to, as the environment's pickle is.
    """
    try:
        with gc_pause.paused():
            version, programme = pickle.loads(data)
    except (
        pickle.UnpicklingError,
        AttributeError,
        EOFError,
        ImportError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
    ):
        return None
    return programme if version == VERSION and isinstance(programme, Programme) else None
