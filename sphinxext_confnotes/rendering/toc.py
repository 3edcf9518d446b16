"""Days of summaries and groups of lists as entries of Sphinx's tables of contents.

Sphinx makes tables of contents when it reads a page; days and groups are known only when all pages
have been read.  They are added to Sphinx's own tables, so that every theme and builder shows them.
Beyond forty, months and letters stand for them, because most themes show the table beside every
page. Called by ``stale_pages``; ``expand`` gives the same anchors to the days and groups
themselves.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.config import Config as SphinxConfig
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date, write_month
from sphinxext_confnotes.names import UniqueNames, slug
from sphinxext_confnotes.notes.records import Day, Group, PlacedSelection, Selection
from sphinxext_confnotes.registry.indices import initial
from sphinxext_confnotes.rendering import talk_facts

MOST = 40
"""Entries that one selection has in the table of contents; where it would have more, days stand
under their months and groups under their letters.

Nobody reads longer ones, and where a theme shows them beside every page, as most do, each page
takes longer to write by every entry.
"""

MARK = "confnotes"
"""The attribute of the entries made here, by which they are found again in the next build."""


class Heading(NamedTuple):
    """The heading of a day or a group."""

    anchor: str
    title: str
    cluster: str
    """The entry above it where there are many: the month of a day, the letter of a group."""


class Headings:
    """The headings of one page, each with an anchor that no other one has."""

    def __init__(self, config: SphinxConfig) -> None:
        self._style = Config.of(config).date_format
        self._language = config.language
        self._unique = UniqueNames("--")

    def of(self, selection: Selection, shown: Sequence[Day | Group]) -> list[Heading]:
        """Return the heading of each day or group that a selection shows; empty for no group."""
        return [Heading(*self._heading(selection, part)) for part in shown]

    def _heading(self, selection: Selection, part: Day | Group) -> tuple[str, str, str]:
        by, name = _named(selection, part)
        if by == "none":
            return "", "", ""
        title = talk_facts.heading(by, name, self._style, self._language)
        cluster = initial(title)
        if by == "day" and name:
            cluster = write_month(read_date(name)[0], self._language)
        return self._unique.make(anchor_of(selection, part)), title, cluster


def anchor_of(selection: Selection, part: Day | Group) -> str:
    """Return the anchor of a day or a group that is alone on a page; empty for no group."""
    by, name = _named(selection, part)
    if by == "none":
        return ""
    # Slugs have no double hyphens and don't begin with digits, so none is the same.
    return name if by == "day" and name else f"{by}--{slug(name) if name else ''}"


def _named(selection: Selection, part: Day | Group) -> tuple[str, str]:
    """Return what a part is one of, and what it is called."""
    if isinstance(part, Day):
        return "day", part.date.isoformat()
    return selection.group_by or "none", part.name


def show_in_contents(
    env: BuildEnvironment, docname: str, placed: Sequence[tuple[PlacedSelection, Sequence[Heading]]]
) -> None:
    """Put the headings of a page into its table of contents, in the place of those before.

    Headings whose selection doesn't stand directly in a section aren't sections either, and are
    left out.
    """
    contents = env.tocs[docname]
    for entry in [entry for entry in contents.findall(nodes.list_item) if MARK in entry]:
        listed = entry.parent
        listed.remove(entry)
        if not listed.children:
            listed.parent.remove(listed)
        env.toc_num_entries[docname] -= 1
    for place, headings in placed:
        section = None if place.section is None else _entry(contents, place.section)
        shown = _clustered([heading for heading in headings if heading.anchor])
        if section is None or not shown:
            continue
        if not isinstance(section[-1], nodes.bullet_list):
            section += nodes.bullet_list()
        listed = cast("nodes.bullet_list", section[-1])
        before = _entry(contents, place.before) if place.before else None
        at = listed.index(before) if before in listed.children else len(listed)
        listed[at:at] = [_make_entry(docname, heading) for heading in shown]
        env.toc_num_entries[docname] += len(shown)


def _clustered(headings: list[Heading]) -> list[Heading]:
    """Return the headings, or where there are too many, one for each cluster of neighbours."""
    if len(headings) <= MOST:
        return headings
    clusters = itertools.groupby(headings, key=lambda heading: heading.cluster)
    return [next(group)._replace(title=cluster) for cluster, group in clusters]


def _make_entry(docname: str, heading: Heading) -> nodes.list_item:
    reference = nodes.reference(
        "",
        "",
        nodes.Text(heading.title),
        internal=True,
        refuri=docname,
        anchorname=f"#{heading.anchor}",
    )
    return nodes.list_item("", addnodes.compact_paragraph("", "", reference), **{MARK: True})


def _entry(contents: nodes.Element, anchor: str) -> nodes.list_item | None:
    """Return the entry of a section by its anchor, as Sphinx writes that."""
    for reference in contents.findall(nodes.reference):
        if reference["anchorname"] == anchor:
            return cast("nodes.list_item", reference.parent.parent)
    return None
