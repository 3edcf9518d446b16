"""Joins what posts say with the entries of a programme, and says why.

An address comes first, then an identifier or code, then the title: people type half a title, leave
out its subtitle, or put the speaker behind it.  A title joins when its words are those of one
entry and of no other; titles that every conference has, such as "Lightning talks", never do.
Nothing is better than the wrong entry.  Called by ``recognition`` and the layers above it; imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.entry_addresses import Addresses
from sphinxext_confnotes.programmes.likeness import FEWEST_WORDS, Titles
from sphinxext_confnotes.programmes.titles import LONGEST, folded, parts_of, stemmed

Reason = Literal[
    "address", "id", "title", "short", "generic", "unlike", "ambiguous", "other day", "none"
]
"""Why an entry was joined: its address, its identifier, its title.  Or why none was: the title has
too few words that tell, or none that does; it is like no entry, or like several; or it is a part of
that of an entry of another day."""

_TIME = re.compile(r"(?<![\w.])[0-9]{1,2}[:.h][0-9]{2}(?![\w.])")


class Wanted(NamedTuple):
    """The words of a post on a talk that may tell which entry it is."""

    title: str
    addresses: tuple[str, ...] = ()
    """The target of its title's link, and the addresses of paper, slides and video."""
    ids: tuple[str, ...] = ()
    """Identifiers or codes of the entry that its author gave."""
    day: dt.date | None = None
    """Its day, or else its post's."""


class Outcome(NamedTuple):
    """The entry that a talk was joined with, or why there is none."""

    entry: Entry | None
    reason: Reason
    score: int = 0
    """The likeness of the titles, of 100."""
    others: tuple[str, ...] = ()
    """The titles of entries that are as likely, or of the likeliest."""

    def __str__(self) -> str:
        """Return it for an author."""
        return {
            "address": "its address is that of the entry",
            "id": "it has the identifier of the entry",
            "title": f"its title is like that of the entry ({self.score} of 100)",
            "short": f"its title has fewer than {FEWEST_WORDS} words that tell which talk it is",
            "generic": "its title is one that many conferences have",
            "unlike": "no entry has such a title",
            "ambiguous": "several entries have such a title",
            "other day": "its title is a part of that of an entry of another day",
            "none": "the programme has no entries",
        }[self.reason]


@dataclass(frozen=True)
class Joiner:
    """The entries of one conference, ready to be joined with.

    :param entries: of all its files.
    :param name: the conference, as its posts call it.
    """

    entries: Sequence[Entry]
    name: str = ""

    @functools.cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self.entries, self.name)

    @functools.cached_property
    def _titles(self) -> Titles:
        return Titles(self.entries, self.name)

    def join(self, wanted: Wanted) -> Outcome:
        """Return the entry that a talk is, with the reason."""
        if not self.entries:
            return Outcome(None, "none")
        if entry := self._one_of(self._addresses.by_address(wanted.addresses), wanted.day):
            return Outcome(entry, "address", 100)
        if entry := self._one_of(self._addresses.by_id(wanted.ids, wanted.title), wanted.day):
            return Outcome(entry, "id", 100)
        return self._by_title(wanted)

    def prepare(self) -> None:
        """Make what is looked things up in, which is made when it is needed otherwise."""
        self.join(Wanted("No entry has such a title", ("https://example.org/none",)))

    def key_of(self, entry: Entry) -> str:
        """Return what an entry is known by: an identifier that it alone has, or title and day."""
        own = (one for one in entry.ids if len(self._addresses.by_id((one,), "")) == 1)
        if known := next(own, None):
            return known
        day = f" {entry.day.isoformat()}" if entry.day else ""
        return f"{' '.join(folded(entry.title))}{day}"

    def _one_of(self, numbers: Iterable[int], day: dt.date | None) -> Entry | None:
        """Return the entry that all of some are, in so far as they agree; None if they aren't."""
        found = [self.entries[number] for number in dict.fromkeys(numbers)]
        if len({tuple(stemmed(entry.title)) for entry in found}) != 1:
            return None
        of_day = [entry for entry in found if day in (entry.day, entry.date)]
        return common(of_day or found)

    def _by_title(self, wanted: Wanted) -> Outcome:
        title = _TIME.sub(" ", wanted.title[:LONGEST])
        found = self._titled(title, wanted.day)
        if found.reason in ("unlike", "short"):
            # What stands before or behind it may be of persons that the programme doesn't name.
            for part in parts_of(title)[1:]:
                other = self._titled(part, wanted.day, is_part=True)
                if other.entry:
                    return other
        return found

    def _titled(self, title: str, day: dt.date | None, *, is_part: bool = False) -> Outcome:
        words = stemmed(title)
        telling = self._titles.told(words)
        if not telling:
            return Outcome(None, "generic")
        none: Reason = "unlike" if telling >= FEWEST_WORDS else "short"
        likely = self._titles.likely(words, day)
        if not likely:
            return Outcome(None, none)
        first, best = likely[0]
        if is_part and not best.is_equal:
            return Outcome(None, none)
        same = [
            number
            for number, _ in likely
            if self._titles.titles[number] == self._titles.titles[first]
        ]
        rivals = [number for number, one in likely if number not in same and one.rivals(best)]
        score = min(round(100 * best.score), 100)
        names = tuple(self.entries[number].title for number in (first, *rivals))
        if not best.is_joined:
            return Outcome(None, none, score, names[:1])
        if rivals:
            return Outcome(None, "ambiguous", score, names)
        if best.is_off:
            return Outcome(None, "other day", score, names)
        return Outcome(self._one_of(same, day), "title", score)


def common(entries: Sequence[Entry]) -> Entry:
    """Return what several entries of one talk agree in.

    A paper may be shown twice, as a talk and as a poster; what differs is told of neither.

    :param entries: at least one.
    """
    first = entries[0]
    if len(entries) == 1:
        return first
    agreed = {
        name: value
        for name, value in first._asdict().items()
        if all(getattr(entry, name) == value for entry in entries)
    }
    return Entry(**{"title": first.title, **agreed})
