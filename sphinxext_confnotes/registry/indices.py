"""The indices ``conf-days``, ``conf-speakers`` and ``conf-tags``, where builders write such.

Registered by ``domain``, whose records they read.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from sphinx.builders import Builder
from sphinx.domains import Index, IndexEntry
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import wording
from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.notes.records import Merged, Place, Post, Uses
from sphinxext_confnotes.registry.overviews import Overviews, top_of

if TYPE_CHECKING:
    from sphinxext_confnotes.notes.lookups import Lookups
    from sphinxext_confnotes.registry.derived import Derived

Groups = list[tuple[str, list[IndexEntry]]]

# The levels of entries in Sphinx's templates.
_PLAIN, _HEAD, _BELOW = 0, 1, 2


class Registry(Protocol):
    """The part of the domain that the indices use."""

    env: BuildEnvironment

    @property
    def lookups(self) -> Lookups:
        """The look-ups in the posts."""

    @property
    def has_talks(self) -> bool:
        """Whether there may be any talk or post, here or on other sites."""

    @property
    def overviews(self) -> Overviews:
        """The pages of subjects."""

    @property
    def derived(self) -> Derived:
        """The keeper of what is derived from the records."""

    @property
    def uses(self) -> Mapping[str, Uses]:
        """Map documents to what they show of others."""


class NotesIndex(Index):
    """An index of notes.

    None has a ``shortname``: Sphinx would link it from the head of every page, and these would
    all have to be written again when the first speaker or tag comes or the last one goes.
    """

    @classmethod
    def translated(cls) -> type[NotesIndex]:
        """Return the same index with its title in the project's language.

        Sphinx takes the title from the class, and some builders write plain strings only.
        """
        return type(cls.__name__, (cls,), {"localname": wording.index(cls.name)})

    @classmethod
    def docname(cls) -> str:
        """Return the name of the page."""
        return f"conf-{cls.name}"

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[Groups, bool]:
        """Return the groups of entries, and that they shouldn't be collapsed.

        An index that is referred to says that it is empty: Sphinx writes none without entries.
        A document of the name of its page goes before it.

        :param docnames: given by builders for print, which write these documents alone.
        """
        if docnames is None and self.document_of_its_name():
            return [], False
        groups = self.all_groups() if docnames is None else self.groups(set(docnames))
        if docnames is None and not groups and self._is_referred_to():
            groups = [("*", [_entry(wording.nothing_selected(), _PLAIN, Place(""))])]
        return groups, False

    def all_groups(self) -> Groups:
        """Return all entries in groups, as they were derived before if nothing has changed."""
        if not self.registry.has_talks:
            return []
        return self.registry.derived.get(f"index {self.name}", lambda: self.groups(None))

    def groups(self, wanted: Set[str] | None) -> Groups:
        """Return the entries in groups.

        :param wanted: the documents to be listed; all where there are none given.
        """
        raise NotImplementedError

    def document_of_its_name(self) -> str:
        """Return the document that is written to the page of the index, or nothing."""
        env = self.registry.env
        names = [self.docname()]
        if builder_of(env).name == "dirhtml":
            names.append(f"{self.docname()}/index")
        return next((name for name in names if name in env.all_docs), "")

    def _is_referred_to(self) -> bool:
        references = (one for uses in self.registry.uses.values() for one in uses.references)
        return any(
            one.role in ("ref", "any") and one.target == self.docname() for one in references
        )

    @property
    def registry(self) -> Registry:
        """The domain, as what the indices ask of it."""
        return cast("Registry", self.domain)


class DayIndex(NotesIndex):
    """The posts by day, a group for each year."""

    name = "days"

    def groups(self, wanted: Set[str] | None) -> Groups:
        """Return a group for each year."""
        config = self.registry.env.config
        style = Config.of(config).date_format
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        for date, posts in self.registry.lookups.days.items():
            title = write_date(date, style, config.language)
            for post in posts:
                if wanted is None or post.docname in wanted:
                    place = _linked(Place(post.docname, post.anchor))
                    entry = _entry(title, _PLAIN, place, _title(post))
                    groups[f"{date.year:04}"].append(entry)
        return list(groups.items())


class WordIndex(NotesIndex):
    """Words by their first letters, each with what it is a word of.

    In HTML these stand below it, and it leads to its own page, where it has one.  In print, for
    whose builders Sphinx names the documents, there is one level, and what leads nowhere is left
    out; so they stand behind it.
    """

    kind: ClassVar[str]
    """What its words are, as roles name it."""

    def groups(self, wanted: Set[str] | None) -> Groups:
        """Return a group for each letter."""
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        for word, things in self.words().items():
            group = groups[initial(word)]
            places = [place for thing in things for place in _places(thing)]
            if wanted is None:
                page = self.registry.overviews.place(self.kind, word)
                group.append(_entry(word, _HEAD, top_of(page) if page else Place("")))
                group += [_entry(title, _BELOW, place, post) for title, place, post in places]
            else:
                group += [
                    _entry(word, _PLAIN, place, title)
                    for title, place, _ in places
                    if place.docname in wanted
                ]
        return sorted((letter, group) for letter, group in groups.items() if group)

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
    kind = "speaker"

    def words(self) -> Mapping[str, Sequence[Merged | Post]]:
        """Return the speakers with their talks."""
        return self.registry.lookups.speakers


class TagIndex(WordIndex):
    """The posts and talks by tag."""

    name = "tags"
    kind = "tag"

    def words(self) -> Mapping[str, Sequence[Merged | Post]]:
        """Return the tags with their posts and talks."""
        return self.registry.lookups.tags


WORD_INDICES: dict[str, type[WordIndex]] = {"speaker": SpeakerIndex, "tag": TagIndex}
"""Roles that lead into an index."""


def initial(word: str) -> str:
    """Return the letter or figure that a word stands under, without accent; ``*`` for others.

    Sphinx's template writes it unescaped.
    """
    letter = unicodedata.normalize("NFD", word[0].upper())[0]
    return letter if letter.isalnum() else "*"


def _places(thing: Merged | Post) -> list[tuple[str, Place, str]]:
    """Return the title, place and post of a post or of each account of a talk."""
    if isinstance(thing, Post):
        return [(thing.title, _linked(Place(thing.docname, thing.anchor)), thing.site)]
    return [
        (account.talk.title, _linked(account.talk.place), _title(account.post))
        for account in thing.accounts
    ]


def _linked(place: Place) -> Place:
    """Return a place that an entry leads to: Sphinx knows no addresses of other sites there."""
    return Place("") if place.is_elsewhere else place


def _title(post: Post) -> str:
    return wording.apart([post.title, post.site]) if post.site else post.title


def _entry(name: str, level: int, place: Place, extra: str = "") -> IndexEntry:
    return IndexEntry(name, level, place.docname, place.anchor, extra, "", "")
