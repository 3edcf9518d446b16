"""The making of the further pages of long lists: those that show something else than they did.

A page is made as the document is that shows the list: ``expand`` copies, Sphinx resolves,
``lowering`` lowers, and the builder's own translator writes.  Nothing is kept of it, because a full
page stays as it is.  Loaded by ``upkeep`` when anything has changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.nodes import confnotes_summary, confnotes_talk_list
from sphinxext_confnotes.notes import paging, query
from sphinxext_confnotes.notes.records import Day, Group, Merged, Place, Selection
from sphinxext_confnotes.overviews.writing import TEMPLATE, begin, context_of, write
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.list_pages import ListPages
from sphinxext_confnotes.registry.roles import link
from sphinxext_confnotes.rendering import navigation
from sphinxext_confnotes.rendering.assets import FOLDED, folds, has_controls
from sphinxext_confnotes.rendering.expand import Expansion
from sphinxext_confnotes.rendering.fingerprints import Fingerprints
from sphinxext_confnotes.rendering.toc import Heading, Headings, anchor_of


class ListPage(NamedTuple):
    """A page of a list with all that it shows."""

    name: str
    title: str
    words: str
    """What the search finds it by, beside its title: its headings."""
    key: str
    """A digest of all that it shows."""
    links: navigation.Navigation
    selection: Selection
    parts: Sequence[Day | Group]
    headings: Sequence[Heading]
    document: str
    """The document of the list."""
    titles: tuple[str, str, str]
    """Those of the document, and of the pages before and behind this one."""


class ListFile(NamedTuple):
    """A file that the filter of a list looks through."""

    path: str
    """Its path in the output folder."""
    key: str
    """A digest of all that is in it."""
    pages: ListPages
    selection: Selection
    sheets: Sequence[paging.Sheet]


class ListMaker:
    """The making of the pages of one build."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._env = builder.env
        self._domain = domain_of(builder.env)
        self.pages: list[ListPage] = []
        """All pages that there should be."""
        self.files: list[ListFile] = []
        """All files that there should be."""
        fingerprints = Fingerprints(self._domain, builder)
        for pages in self._domain.list_pages.lists:
            self._note(pages, fingerprints)

    def _note(self, pages: ListPages, fingerprints: Fingerprints) -> None:
        placed = self._domain.uses[pages.docname].selections[pages.number]
        parts = query.select(self._domain.lookups, placed.selection)
        sheets = paging.split(placed.selection, parts)
        selection = query.narrowed(placed.selection, parts)
        months = paging.months(placed.selection, sheets)
        shown = [[*fingerprints.selection(selection, sheet.parts)] for sheet in sheets]
        for at, sheet in enumerate(sheets[1:], 1):
            headings = Headings(self._builder.config).of(selection, sheet.parts)
            links = navigation.of(
                pages, sheets, months, placed.selection, self._builder, at, headings
            )
            before, title, behind = (
                self._title(pages, number, placed.selection) for number in (at - 1, at, at + 1)
            )
            titles = self._title(pages, 0, placed.selection), before, behind
            self.pages.append(
                ListPage(
                    name=pages.pages[at],
                    title=title,
                    words=" ".join(heading.title for heading in headings),
                    key=digest(self._domain.settings, title, titles, links, shown[at]),
                    links=links,
                    selection=selection,
                    parts=sheet.parts,
                    headings=headings,
                    document=pages.docname,
                    titles=titles,
                )
            )
        if has_controls(self._builder):
            key = digest(self._domain.settings, pages, shown)
            self.files.append(ListFile(pages.file, key, pages, selection, sheets))

    def write(self, pages: Sequence[ListPage]) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield what Sphinx writes of pages: name, context and template."""
        for page in pages:
            with gc_pause.paused():
                yield page.name, self._context(page), TEMPLATE

    def _context(self, page: ListPage) -> dict[str, Any]:
        """Return the context of the page's template."""
        anchor = page.name.rpartition("/")[2]
        kind = confnotes_summary if page.selection.group_by is None else confnotes_talk_list
        shown = kind(docname=page.name)
        title = nodes.title("", page.title)
        document = begin(self._builder, page.name)
        home_title, before, behind = page.titles
        home = link(self._builder, page.name, Place(page.document), [nodes.Text(home_title)])
        above = nodes.paragraph("", "", home, classes=["confnotes-list-home"])
        section = nodes.section("", title, above, shown, ids=[anchor])
        document += section
        Expansion(self._env, document).fill(shown, page.parts, page.selection, page.headings)
        section += navigation.node_of(page.links, self._builder)
        translator = write(self._builder, document, page.name)
        context = context_of(
            self._builder,
            page.name,
            title=page.title,
            body="".join(translator.fragment),
            has_math=bool(find(document, nodes.math, nodes.math_block)),
        )
        return {
            **context,
            "parents": [self._link(page.name, page.document, home_title)],
            "prev": self._link(page.name, page.links.previous, before),
            "next": self._link(page.name, page.links.next, behind),
            FOLDED: any(map(folds, find(document, nodes.container))),
        }

    def _link(self, here: str, page: str, title: str) -> Mapping[str, str] | None:
        """Return a link as Sphinx's templates have it; None to no page."""
        if not page:
            return None
        return {"link": self._builder.get_relative_uri(here, page), "title": escape(title)}

    def _title(self, pages: ListPages, at: int, selection: Selection) -> str:
        """Return the title of a page by its number; nothing where there is none."""
        if not 0 < at < len(pages.pages):
            return self._env.titles[pages.docname].astext() if at == 0 else ""
        return navigation.title_of_page(pages, at, selection, self._env)

    def content(self, file: ListFile) -> str:
        """Return what is in a file, as JSON: the talks of a list, with words and addresses.

        All addresses are relative to that of the file.
        """
        expansion = Expansion(self._env, begin(self._builder, file.pages.docname))
        talks: dict[str, list[object]] = {}
        anchors: dict[str, int] = {}
        for at, sheet in enumerate(file.sheets):
            for part in sheet.parts:
                if anchor := anchor_of(file.selection, part):
                    anchors.setdefault(anchor, at)
                for talk in _talks(part):
                    address = self._address(file.path, talk.place)
                    talks.setdefault(
                        f"{address} {talk.facts.title}",
                        [
                            talk.facts.title,
                            address,
                            " ".join(talk.facts.speaker_names),
                            list(talk.facts.tags),
                            expansion.words(talk, file.selection),
                        ],
                    )
        pages = [self._address(file.path, Place(page)) for page in file.pages.pages]
        found = {"pages": pages, "anchors": anchors, "talks": list(talks.values())}
        return json.dumps(found, ensure_ascii=False, separators=(",", ":"))

    def _address(self, file: str, place: Place) -> str:
        if place.is_elsewhere:
            return place.address
        address = relative_uri(file, self._builder.get_target_uri(place.docname))
        return f"{address}#{place.anchor}" if place.anchor else address


def _talks(part: Day | Group) -> Iterator[Merged]:
    if isinstance(part, Day):
        for post in part.posts:
            yield from post.talks
    else:
        yield from part.talks
