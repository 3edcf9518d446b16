"""The links between the pages of a list, and to its months.

A page links the ones that were full before it, its neighbours and the document, and not those that
have come since: so it stays as it is while the list grows.  The document links all.  Called by
``expand``, ``stale_pages`` and the room ``overviews``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.osutil import relative_uri

from sphinxext_confnotes import wording
from sphinxext_confnotes.dates import write_month
from sphinxext_confnotes.nodes import AT_HOME, PART
from sphinxext_confnotes.notes import paging
from sphinxext_confnotes.notes.records import Selection
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.list_pages import ListPages
from sphinxext_confnotes.rendering.assets import has_controls
from sphinxext_confnotes.rendering.html_tags import raw
from sphinxext_confnotes.rendering.toc import Heading, anchor_of

CLASS = "confnotes-pages"

MOST = 12
"""Links of a page that is no document; where there would be more, some are left out."""

NEAR = 4
"""Pages before and behind a page that it links in any case."""


class PageLink(NamedTuple):
    """A link to a page of a list."""

    label: str
    page: str
    anchor: str = ""
    is_current: bool = False


class Navigation(NamedTuple):
    """The links of one page of a list, as plain data that changes when they do."""

    title: str
    """The title of the list."""
    here: str
    """The page that they stand on."""
    links: tuple[PageLink, ...]
    months: tuple[PageLink, ...]
    previous: str
    """The page before it, in the order shown; empty if it is the first."""
    next: str
    file: str
    """What the filter looks through; empty where there is none."""


def of(
    pages: ListPages,
    sheets: Sequence[paging.Sheet],
    months: Sequence[Sequence[paging.Month]],
    selection: Selection,
    builder: Builder,
    at: int,
    headings: Sequence[Heading],
) -> Navigation:
    """Return the links of a page of a list.

    :param sheets: the pages with what they show.
    :param months: the months of each of them.
    :param at: the number of the page, counted from 0 in the order shown.
    :param headings: those of what this page shows.
    """
    language = builder.config.language
    is_newest_first = paging.is_newest_first(selection)
    last = len(pages.pages) - 1
    # The document, the neighbour that may have come since, and what was full before.
    begin, end = 0, last
    if at and is_newest_first:
        begin = at - 1
    elif at:
        end = min(at + 1, last)
    wanted = {0, *range(begin, end + 1)}
    if at and len(wanted) > MOST:
        wanted = {number for number in wanted if number in (0, end) or abs(number - at) <= NEAR}
    links = tuple(
        PageLink(_label(pages, number, selection, language), pages.pages[number], "", number == at)
        for number in sorted(wanted)
    )
    begin, end = (at if is_newest_first else 0), (last if is_newest_first or not at else at)
    found: dict[tuple[int, int], PageLink] = {}
    for number in range(begin, end + 1):
        for date, part in months[number]:
            if (date.year, date.month) not in found:
                anchor = anchor_of(selection, sheets[number].parts[part])
                if number == at:
                    anchor = headings[part].anchor
                text = write_month(date, language)
                found[date.year, date.month] = PageLink(text, pages.pages[number], anchor)
    return Navigation(
        title=title_of(pages, builder.env),
        here=pages.pages[at],
        links=links,
        months=tuple(found.values()),
        previous=pages.pages[at - 1] if at else "",
        next=pages.pages[at + 1] if at < last else "",
        file=pages.file if has_controls(builder) else "",
    )


def title_of(pages: ListPages, env: BuildEnvironment) -> str:
    """Return the title of the section of a list, with a number if it isn't the first there."""
    title = _title_of_section(pages, env)
    before = [
        one
        for one in domain_of(env).list_pages.lists
        if (one.docname, title) == (pages.docname, _title_of_section(one, env))
        and one.number < pages.number
    ]
    return wording.added(title, str(len(before) + 1)) if before else title


def _title_of_section(pages: ListPages, env: BuildEnvironment) -> str:
    section = domain_of(env).uses[pages.docname].selections[pages.number].section
    if section:
        for entry in env.tocs[pages.docname].findall(nodes.reference):
            if entry.get("anchorname") == section:
                return entry.astext()
    return env.titles[pages.docname].astext()


def title_of_page(pages: ListPages, at: int, selection: Selection, env: BuildEnvironment) -> str:
    """Return the title of a page that is no document."""
    title, name = title_of(pages, env), pages.names[at]
    if isinstance(selection.paginate, str):
        return wording.named(title, _period(name, env.config.language))
    return wording.numbered(title, name)


def next_of(pages: ListPages, builder: Builder) -> Mapping[str, str]:
    """Return the link from the document of a list to the next page, as templates have it."""
    env = builder.env
    selection = domain_of(env).uses[pages.docname].selections[pages.number].selection
    address = builder.get_relative_uri(pages.docname, pages.pages[1])
    return {"link": address, "title": escape(title_of_page(pages, 1, selection, env))}


def node_of(navigation: Navigation, builder: Builder) -> nodes.raw:
    """Return links as they are written."""
    node = raw(_html(navigation, builder))
    # Of the words none says what the page is about.
    node["classes"].append("no-search")
    node[PART] = AT_HOME
    return node


def _html(navigation: Navigation, builder: Builder) -> str:
    here = builder.get_target_uri(navigation.here)
    label = escape(wording.pages_of(navigation.title))
    file = escape(relative_uri(here, navigation.file)) if navigation.file else ""
    index = f' data-index="{file}"' if file else ""
    items = "".join(f"<li>{_link(link, here, builder)}</li>\n" for link in navigation.links)
    lines = [f'<nav class="{CLASS}" aria-label="{label}"{index}>\n<ul>\n{items}</ul>\n']
    if len(navigation.months) > 1:
        months = "".join(f"<li>{_link(link, here, builder)}</li>\n" for link in navigation.months)
        summary = escape(wording.by_month())
        lines.append(f"<details>\n<summary>{summary}</summary>\n<ul>\n{months}</ul>\n</details>\n")
    return "".join([*lines, "</nav>\n"])


def _link(link: PageLink, here: str, builder: Builder) -> str:
    address = relative_uri(here, builder.get_target_uri(link.page))
    if link.anchor:
        address = f"{address}#{link.anchor}"
    current = ' aria-current="page"' if link.is_current else ""
    return (
        f'<a class="reference internal" href="{escape(address or "#")}"{current}>'
        f"{escape(link.label)}</a>"
    )


def _label(pages: ListPages, number: int, selection: Selection, language: str) -> str:
    if not number and paging.is_newest_first(selection):
        return wording.newest()
    name = pages.names[number]
    return _period(name, language) if isinstance(selection.paginate, str) else name


def _period(name: str, language: str) -> str:
    """Return a year or a month in words."""
    if len(name) == len("2031-05"):
        return write_month(dt.date.fromisoformat(f"{name}-01"), language)
    return name
