"""The pages of speakers, tags, conferences and authors: which there are, and where.

`find` derives them from the records, for ``domain``, which keeps them from build to build.  What
they show is made by the room ``overviews``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, cast

from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.names import file_name, with_digest
from sphinxext_confnotes.notes.records import Place, Post
from sphinxext_confnotes.spelling import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinxext_confnotes.notes.lookups import Lookups
    from sphinxext_confnotes.notes.overviews import Kind

FOLDER = "conf"
"""The folder that the pages are in."""

BUILDERS = ("html", "dirhtml")
"""The builders, by name, that write such pages."""


class Overview(NamedTuple):
    """A page that there should be."""

    kind: str
    name: str
    page: str
    """Its name, as Sphinx names the pages that aren't documents'."""
    taken_by: str = ""
    """The page of the project that has that name, and goes before it."""


class Overviews:
    """The pages of a build."""

    def __init__(self, wanted: Sequence[Overview] = ()) -> None:
        self.wanted = wanted
        self._places = {
            (one.kind, normalised(one.name)): Place(one.page) for one in wanted if not one.taken_by
        }

    @cached_property
    def pages(self) -> frozenset[str]:
        """The names of the pages."""
        return frozenset(place.docname for place in self._places.values())

    def place(self, kind: str, word: str) -> Place | None:
        """Return the page of a subject, where it has one."""
        return self._places.get((kind, normalised(word)))

    def places(self, words: Iterable[tuple[str, str]]) -> list[str]:
        """Return the names of the pages of some subjects, of those that have one."""
        if not self._places:
            return []
        places = (self.place(kind, word) for kind, word in words)
        return [place.docname for place in places if place]


def top_of(page: Place) -> Place:
    """Return a page with the anchor of its section: Sphinx's indices write one in any case."""
    return page._replace(anchor=page.docname.rpartition("/")[2])


def fewest_of(builder: Builder) -> Mapping[Kind, int]:
    """Return the kinds of pages that a builder makes, with the talks from which on."""
    if builder.name not in BUILDERS:
        return {}
    return cast("Mapping[Kind, int]", Config.of(builder.config).pages)


def find(lookups: Lookups, builder: Builder, env: BuildEnvironment) -> list[Overview]:
    """Return the pages that a builder should make, in their order.

    An address is made of the name alone.  Of names that would have the same one, the one with the
    fewest hyphens has it, and each other is told from it by a digest.
    """
    from sphinxext_confnotes.notes.overviews import subjects

    found = subjects(lookups, fewest_of(builder))
    named = [(one, f"{one.kind}/{_file_name(one.name)}") for one in found]
    counts = Counter(name for _, name in named)
    first: dict[str, str] = {}
    for one, name in sorted(named, key=lambda pair: (pair[0].name.count("-"), pair[0].name)):
        first.setdefault(name, one.name)
    taken = names_of_project(builder, env)
    wanted = []
    for one, name in named:
        if counts[name] > 1 and first[name] != one.name:
            name = with_digest(name, normalised(one.name))
        page = f"{FOLDER}/{name}"
        names = [page, f"{page}/index"] if builder.name == "dirhtml" else [page]
        holder = next((taken[name] for name in names if name in taken), "")
        wanted.append(Overview(one.kind, one.name, page, holder))
    return wanted


def words_of_post(post: Post) -> Iterator[tuple[str, str]]:
    """Yield the subjects, each with its kind, that the page of a post names."""
    yield from (("tag", tag) for tag in post.tags)
    yield from (("author", author) for author in post.authors)
    yield "conference", post.conference
    for talk in post.talks:
        yield from (("tag", tag) for tag in talk.tags)
        yield from (("speaker", name) for name in talk.speaker_names)
        yield "conference", talk.conference


def _file_name(word: str) -> str:
    name = file_name(word)
    # With this one the page would be that of its folder.
    return with_digest(name, name) if name == "index" else name


def names_of_project(builder: Builder, env: BuildEnvironment) -> dict[str, str]:
    """Map the names of pages, as they are the same on any system, to the pages."""
    names = [*env.found_docs, *builder.config.html_additional_pages]
    return {name.casefold(): name for name in sorted(names, reverse=True)}
