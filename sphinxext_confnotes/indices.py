"""The indices ``conf-days``, ``conf-speakers`` and ``conf-tags``, where builders write such.

Registered by ``domain``, whose records they read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from sphinx.builders import Builder
from sphinx.domains import Index, IndexEntry

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.records import Merged, Place, Post

if TYPE_CHECKING:
    from sphinxext_confnotes.domain import ConfDomain

Groups = tuple[list[tuple[str, list[IndexEntry]]], bool]

# As Sphinx's templates have them.
_PLAIN, _HEAD, _BELOW = 0, 1, 2


class NotesIndex(Index):
    """What the indices have in common.

    None has a ``shortname``: Sphinx would link it from the head of every page, and these would
    all have to be written again when the first speaker or tag comes or the last one goes.
    """

    @classmethod
    def docname(cls) -> str:
        """Return the name of the page."""
        return f"conf-{cls.name}"

    @property
    def registry(self) -> ConfDomain:
        """The domain, as what it is."""
        return cast("ConfDomain", self.domain)


class DayIndex(NotesIndex):
    """The posts by day, a group for each year."""

    name = "days"
    # Not from the catalogue: Sphinx takes it from the class, and the JSON builder a plain string.
    localname = "Conference days"

    def generate(self, docnames: Iterable[str] | None = None) -> Groups:
        """Return the groups of entries, and that they shouldn't be collapsed."""
        config = self.registry.env.config
        style = Config.of(config).date_format
        wanted = None if docnames is None else set(docnames)
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        for date, posts in self.registry.lookups.days.items():
            words = write_date(date, style, config.language)
            for post in posts:
                if wanted is None or post.docname in wanted:
                    entry = IndexEntry(words, _PLAIN, post.docname, "", post.title, "", "")
                    groups[f"{date.year:04}"].append(entry)
        return list(groups.items()), False


class WordIndex(NotesIndex):
    """Words by their first letters, each with what it is a word of."""

    def generate(self, docnames: Iterable[str] | None = None) -> Groups:
        """Return the groups of entries, and that they shouldn't be collapsed."""
        wanted = None if docnames is None else set(docnames)
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        for word, things in self.words().items():
            entries = [entry for thing in things for entry in _entries(thing, wanted)]
            if entries:
                head = IndexEntry(word, _HEAD, "", "", "", "", "")
                groups[initial(word)] += [head, *entries]
        return sorted(groups.items()), False

    def words(self) -> Mapping[str, Sequence[Merged | Post]]:
        """Return the words of the index with what they are words of."""
        raise NotImplementedError

    @classmethod
    def place_of(cls, word: str) -> Place:
        """Return where a reference to a word leads: to its letter, the least that has an id."""
        return Place(cls.docname(), f"cap-{initial(word)}")

    @classmethod
    def is_written(cls, builder: Builder) -> bool:
        """Tell whether a builder writes the index as a page that can be linked to."""
        written = getattr(builder, "domain_indices", ())
        return builder.name != "singlehtml" and any(cls.docname() == index[0] for index in written)


class SpeakerIndex(WordIndex):
    """The talks by speaker."""

    name = "speakers"
    localname = "Speakers"

    def words(self) -> Mapping[str, Sequence[Merged | Post]]:
        """Return the speakers with their talks."""
        return self.registry.lookups.speakers


class TagIndex(WordIndex):
    """The posts and talks by tag."""

    name = "tags"
    localname = "Tags"

    def words(self) -> Mapping[str, Sequence[Merged | Post]]:
        """Return the tags with their posts and talks."""
        return self.registry.lookups.tags


def initial(word: str) -> str:
    """Return the letter or figure that a word stands under, without accent; ``*`` for others.

    Sphinx's template writes it unescaped.
    """
    letter = unicodedata.normalize("NFD", word[0].upper())[0]
    return letter if letter.isalnum() else "*"


def _entries(thing: Merged | Post, wanted: set[str] | None) -> Iterator[IndexEntry]:
    if isinstance(thing, Post):
        places = [(thing.title, Place(thing.docname), "")]
    else:
        places = [
            (account.talk.title, account.talk.place, account.post.title)
            for account in thing.accounts
        ]
    for title, place, post in places:
        if wanted is None or place.docname in wanted:
            yield IndexEntry(title, _BELOW, place.docname, place.anchor, post, "", "")
