"""Finish a talk of either form: its address, its links, its highlight, its name.

Called by ``directives`` and ``prose``, so that a talk is the same whichever way it was written.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinxext_confnotes import wording
from sphinxext_confnotes.addresses import is_local, read_address
from sphinxext_confnotes.doctree import (
    Link,
    cut_short,
    find,
    leading_link,
    short_title,
    talk_of,
)
from sphinxext_confnotes.names import UniqueNames, slug
from sphinxext_confnotes.nodes import (
    NOTES,
    confnotes_links,
    confnotes_talk,
    confnotes_tldr,
    field_label,
    is_wiki_link,
    kind_of,
    title_of,
)
from sphinxext_confnotes.notes.fields import LINKS as LINK_FIELDS
from sphinxext_confnotes.plaintext import line_of
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.warnings import Subtype, shown, warn


def finish(talk: confnotes_talk, env: BuildEnvironment) -> None:
    """Complete a talk whose title, attributes and content are there.

    The title gets the address as a link, or the address the title's link; an address of the title
    that isn't allowed is warned about and unlinked.  Links to slides and the like are added, five
    stars make a highlight.  A talk that doesn't know its title from before it was translated
    keeps the present one as such.
    """
    title = title_of(talk)
    link = leading_link(title)
    if not short_title(title):
        # Everything that leads to the talk needs words.
        if isinstance(link, addnodes.pending_xref) or (link is not None and "id_link" in link):
            # Its own are those of what it leads to, and not known yet.
            title.insert(0, nodes.Text(f"{wording.untitled()} "))
        else:
            (title if link is None else link).append(nodes.Text(wording.untitled()))
    talk.written_title = talk.written_title or short_title(title)
    if isinstance(link, nodes.reference) and "refuri" in link:
        _check_link(talk, link)
    elif link is None and (address := talk.get("url")):
        for inner in filter(is_wiki_link, find(title, addnodes.pending_xref)):
            # No link can stand in another one.
            inner.replace_self(inner.children)
        linked = make_link(address, env, *title.children)
        title.clear()
        title.append(linked)
    if talk.get("rating") == 5:
        talk.setdefault("highlight", "")
    links = [
        make_link(talk[name], env, nodes.inline("", field_label(talk, name), classes=[name]))
        for name in LINK_FIELDS
        if name in talk
    ]
    if links:
        talk.insert(1, confnotes_links("", *links))
    current_document.note_notes(env)


def make_link(address: str, env: BuildEnvironment, *content: nodes.Node) -> Link:
    """Return a link to an address that was let through: elsewhere, to a document, or to a file."""
    if not is_local(address):
        return nodes.reference("", "", *content, refuri=address)
    document = env.path2doc(env.relfn2path(address, env.docname)[0])
    common: dict[str, Any] = {"refdoc": env.docname, "refexplicit": True, "refwarn": True}
    if document in env.found_docs:
        return addnodes.pending_xref(
            "", *content, refdomain="std", reftype="doc", reftarget=f"/{document}", **common
        )
    return addnodes.download_reference("", "", *content, reftarget=address, **common)


class NameTalks(SphinxTransform):
    """Give each talk of a document its name, which is its anchor.

    The name is the ``name`` option or the title's slug.  Where a section has it already, the talk
    is called ``talk-…``; of two talks the later one gets a number, with a warning where its author
    gave it that name.

    Run after prose (30) has made its talks, before anything resolves references.
    """

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it has talks."""
        if not current_document.current(self.env, self.document).has_notes:
            return
        first: dict[str, confnotes_talk] = {}
        unique = UniqueNames("-")
        for talk in find(self.document, confnotes_talk):
            wanted = slug(talk.get("name") or talk.written_title)
            is_free = wanted in first or not self._is_taken(wanted, talk)
            base = wanted if is_free else f"talk-{wanted}"
            name = unique.make(base, functools.partial(self._is_taken, talk=talk))
            if base in first and talk.get("name"):
                # Names made from titles, such as "Keynote", are numbered in silence.
                warn(
                    Subtype.DUPLICATE,
                    f"talk '{base}': expected a name that no other talk of the page has, but line "
                    f"{first[base].line} has it; this one is called '{name}'",
                    talk,
                )
            first[name] = talk
            talk["docname"] = self.env.docname
            if name not in talk["ids"]:
                talk["ids"].insert(0, name)
            talk["ids"].sort(key=lambda identifier: identifier != name)
            self.document.ids[name] = talk

    def _is_taken(self, name: str, talk: confnotes_talk) -> bool:
        other = self.document.ids.get(name, talk)
        # reStructuredText makes a target of every named link; that is no place in the page.
        is_address = isinstance(other, nodes.target) and "refuri" in other
        return other is not talk and not is_address


class IndexNotes(SphinxTransform):
    """Put talks into the general index, by title, speakers and tags, and a post by its tags.

    Nothing of a draft, which is left out of everything.

    Run after talks have their names (31), which the entries lead to.
    """

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it has talks or is a post."""
        reading = current_document.current(self.env, self.document)
        if reading.matter.draft:
            return
        if reading.matter.is_post and reading.matter.tags:
            page = next(self.document.findall(nodes.section))
            title = cut_short(line_of(page[0]))
            entries = _entries(page["ids"][0], ((tag, title) for tag in reading.matter.tags))
            page.insert(1, addnodes.index("", entries=entries))
        if reading.has_notes:
            for talk in find(self.document, confnotes_talk):
                title = short_title(title_of(talk))
                words = talk.get("speakers", ()), talk.get("tags", ())
                entries = index_entries(talk["ids"][0], title, *words)
                talk.insert(1, addnodes.index("", entries=entries))


IndexEntry = tuple[str, str, str, str, str | None]
"""An entry of Sphinx's `addnodes.index`: kind, words, anchor, mark of a main entry, letter."""


def index_entries(
    anchor: str, title: str, speakers: Iterable[str], tags: Iterable[str]
) -> list[IndexEntry]:
    """Return the entries of a talk in the general index: by its title, speakers and tags."""
    return _entries(anchor, [(title,), *((word, title) for word in (*speakers, *tags))])


def _entries(anchor: str, entries: Iterable[tuple[str, ...]]) -> list[IndexEntry]:
    """Return entries of the general index, each a word and perhaps one below it."""
    # Sphinx separates the two words of an entry by a semicolon.
    lines = ("; ".join(part.replace(";", ",") for part in entry) for entry in entries)
    return [("single", entry, anchor, "", None) for entry in lines]


class CheckNesting(SphinxTransform):
    """Warn about notes that are in no talk, and talks that are in another one."""

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it has notes."""
        reading = current_document.current(self.env, self.document)
        if not reading.has_notes:
            return
        for node in find(self.document, confnotes_talk, *NOTES):
            is_inside = talk_of(node) is not None
            if isinstance(node, confnotes_talk):
                if is_inside:
                    message = "'talk': expected outside any other talk; it is one of its own"
                    warn(Subtype.NESTING, message, node)
            elif not (is_inside or (isinstance(node, confnotes_tldr) and reading.matter.is_post)):
                message = (
                    f"'{kind_of(node)}': expected inside a talk; "
                    "it is shown where it stands and nowhere else"
                )
                warn(Subtype.NESTING, message, node)


def _check_link(talk: confnotes_talk, link: nodes.reference) -> None:
    # A link to a place in the page says nothing about the talk's address.
    if link["refuri"].startswith("#"):
        return
    try:
        address = read_address(link["refuri"])
    except ValueError as expected:
        warn(
            Subtype.URL,
            f"talk address '{shown(link['refuri'])}': expected {expected}; the title isn't linked",
            talk,
        )
        content = list(link.children)
        if title := link.get("reftitle"):
            # Keep the tooltip of the link.
            content = [nodes.abbreviation("", "", *content, explanation=title)]
        link.replace_self(content)
    else:
        talk.setdefault("url", address)
