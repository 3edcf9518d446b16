"""Making a copy of a note at home on another page.

Called by ``expand``.  A copy comes from a finished doctree and knows only its own page: its ids
would stand twice, its relative addresses lead astray, and its footnotes be missing.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
from collections.abc import Container, Iterable
from typing import Any, cast
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join

from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.nodes import SELECTIONS
from sphinxext_confnotes.notes.records import Place
from sphinxext_confnotes.raw_html import change_attributes, drop_unmatched, is_html, set_html
from sphinxext_confnotes.registry.roles import link
from sphinxext_confnotes.rendering.identifiers import Identifiers, identifiers_of, is_foreign

STAYS_AT_HOME = (
    addnodes.index,
    addnodes.toctree,
    nodes.target,
    nodes.footnote,
    nodes.citation,
    nodes.substitution_definition,
    nodes.system_message,
    # A list within a list could show itself.
    *SELECTIONS,
)
"""The nodes that belong to the page of origin alone."""

PRINTED_FORMATS = ("latex", "texinfo")

RELATIVE_TYPES = ("doc", "any", "myst")
"""The reference types whose target may be a document's name, relative to where it stands."""

ADDRESSES = ("action", "background", "cite", "data", "formaction", "href", "longdesc", "poster")
"""Attributes that hold an address in HTML, beside ``src`` and ``xlink:href``."""

SETS_OF_ADDRESSES = ("imagesrcset", "srcset")

LOCAL = "confnotes-local"
"""The attribute of a document that names the places which copies take for ones on their page."""

_IN_SET = re.compile(r"((?:^|,)\s*)([^,\s](?:\S*[^,\s])?)")
_IN_STYLE = re.compile(r"""(url\(\s*["']?)([^"')]*)""")


class Rehoming:
    """The rehoming of copies on one page that is being written.

    One for each doctree, because identifiers are given once.
    """

    def __init__(self, env: BuildEnvironment, builder: Builder, document: nodes.document) -> None:
        self.env = env
        self.builder = builder
        self.document = document
        self.identifiers = Identifiers(document)

    def rehome(self, copy: nodes.Element, origin: str, showing: str) -> None:
        """Change a copy in place.

        :param origin: the document that the copy was made from.
        :param showing: the document that shows it.
        """
        elements = find(copy, nodes.Element)
        if at_home := [node for node in elements if isinstance(node, STAYS_AT_HOME)]:
            for kept in at_home:
                if kept.parent is not None:
                    # The words inside of an inline target belong to the text.
                    left = kept.children if isinstance(kept, nodes.target) else []
                    kept.parent.replace(kept, left)
            elements = find(copy, nodes.Element)
        if has_html := any(map(is_html, elements)):
            for node in elements:
                drop_unmatched(node)
            elements = find(copy, nodes.Element)
        numbers = self._numbers(elements, origin)
        unshown = self.identifiers.settle(elements)
        self._note_numbers(numbers, showing)
        if has_html:
            known = identifiers_of(elements)
            for node in filter(is_html, elements):
                self._move_html(node, known, origin, showing)
        for node in elements:
            self._move(node, origin, showing)
        for node, anchor in unshown:
            text = nodes.Text(" ".join(node.astext().split()) or anchor)
            found = lead_to(self.builder, Place(origin, anchor), showing, [text])
            is_in_text = isinstance(node.parent, nodes.TextElement)
            _replace(node, found if is_in_text else nodes.paragraph("", "", found))

    def _move(self, node: nodes.Element, origin: str, showing: str) -> None:
        """Let a node say and lead to on one page what it does on another."""
        if isinstance(node, nodes.math_block):
            node["label"] = node["number"] = None
        elif isinstance(node, nodes.footnote_reference):
            _replace(node, self._footnote_mark(node, origin, showing))
        elif isinstance(node, nodes.problematic):
            _replace(node, nodes.inline("", "", *node.children))
        elif isinstance(node, addnodes.pending_xref):
            self._move_reference(node, origin, showing)
        elif isinstance(node, addnodes.download_reference):
            node["refdoc"] = showing
        elif isinstance(node, nodes.reference):
            anchor = node.get("refid") or _anchor(node.get("refuri", ""))
            if anchor:
                place = Place(origin, anchor)
                _replace(node, lead_to(self.builder, place, showing, node.children))
            elif "refuri" in node:
                node["refuri"] = self._address(node["refuri"], origin, showing)

    def _numbers(
        self, elements: Iterable[nodes.Element], origin: str
    ) -> list[tuple[nodes.Element, str, tuple[int, ...]]]:
        """Return the nodes of other extensions that have numbers, their types, and the numbers."""
        standard = cast("StandardDomain", self.env.get_domain("std"))
        found = []
        for node in [node for node in elements if node["ids"] and is_foreign(node)]:
            if kind := standard.get_enumerable_node_type(node):
                numbers = self.env.toc_fignumbers.get(origin, {}).get(kind, {})
                if number := numbers.get(node["ids"][0]):
                    found.append((node, kind, number))
        return found

    def _note_numbers(
        self, numbers: Iterable[tuple[nodes.Element, str, tuple[int, ...]]], showing: str
    ) -> None:
        # Writers may fail for a caption without a number on the page.
        for node, kind, number in numbers:
            of_page = self.env.toc_fignumbers.setdefault(showing, {}).setdefault(kind, {})
            of_page.update(dict.fromkeys(node["ids"], number))

    def _footnote_mark(
        self, node: nodes.footnote_reference, origin: str, showing: str
    ) -> nodes.superscript:
        # The mark of a footnote leads to its text on the page of origin.
        mark = nodes.Text(node.astext())
        # Printed footnotes have no address of their own, but their page has.
        anchor = "" if self.builder.format in PRINTED_FORMATS else node.get("refid", "")
        place = Place(origin, anchor)
        return nodes.superscript("", "", lead_to(self.builder, place, showing, [mark]))

    def _move_reference(self, node: addnodes.pending_xref, origin: str, showing: str) -> None:
        if node.get("reftype") in RELATIVE_TYPES and node.get("refdomain") != "doc":
            document = docname_join(origin, node["reftarget"])
            if document in self.env.all_docs:
                node["reftarget"] = f"/{document}"
        node["refdoc"] = showing
        # Broken references are warned about on their own page.
        node["refwarn"] = False
        if node.get("reftype") == "myst" and node.get("refdomain") != "doc":
            # MyST leads there where it finds nothing else, and then to its own page.  It says so
            # where it was written, so that the page is all that a copy need lead to.
            anchor = node.get("reflocalid") or ""
            places = self.document.attributes.setdefault(LOCAL, {})
            node["reflocalid"] = f"{LOCAL}-{len(places)}"
            places[node["reflocalid"]] = (Place(origin, anchor), showing)
            text = node[0]
            if anchor and isinstance(text, nodes.Element) and not text.children:
                text += nodes.Text(self._title(Place(origin, anchor)))

    def _title(self, place: Place) -> str:
        """Return the title of a section, or else its anchor."""
        found = (
            entry.astext()
            for entry in self.env.tocs[place.docname].findall(nodes.reference)
            if entry.get("anchorname") == f"#{place.anchor}"
        )
        return next(found, place.anchor)

    def _move_html(
        self, node: nodes.Element, known: Container[str], origin: str, showing: str
    ) -> None:
        """Let the addresses in HTML lead where they lead at home.

        :param known: the identifiers in the copy.
        """

        def moved(address: str) -> str:
            return self._address(address, origin, showing)

        def change(element: str, name: str, value: str) -> str:
            if name in SETS_OF_ADDRESSES:
                return _IN_SET.sub(lambda found: found[1] + moved(found[2]), value)
            if name == "style":
                return _IN_STYLE.sub(lambda found: found[1] + moved(found[2]), value)
            if name not in (*ADDRESSES, "src", "xlink:href"):
                return value
            if anchor := _anchor(value):
                # Images are drawn with parts of their own page, and aren't links.
                is_link = element in ("a", "area") and anchor not in known
                return self._home(Place(origin, anchor), showing) if is_link else value
            return moved(value)

        set_html(node, change_attributes(node.astext(), change))

    def _home(self, place: Place, showing: str) -> str:
        found = lead_to(self.builder, place, showing, [])
        return str(found.get("refuri") or f"#{place.anchor}")

    def _address(self, address: str, origin: str, showing: str) -> str:
        """Return an address on one page that leads to where it does on another one."""
        try:
            scheme, host, path, *_ = urlsplit(address)
        except ValueError:
            return address
        if scheme or host or not path or path.startswith("/"):
            return address
        with contextlib.suppress(NoUri):
            here, there = self._folder(showing), self._folder(origin)
            if here != there and self.builder.format not in PRINTED_FORMATS:
                up = "../" * (here.count("/") + 1 if here else 0)
                moved = posixpath.normpath(posixpath.join(up, there, path))
                slash = "/" if path.endswith("/") else ""
                return f"{moved}{slash}{address.strip()[len(path) :]}"
        return address

    def _folder(self, docname: str) -> str:
        """Return the folder of a page, from where its relative addresses are read."""
        return posixpath.dirname(self.builder.get_target_uri(docname).partition("#")[0])


class LeadHome(SphinxPostTransform):
    """Lead references home that were taken for ones within the page which shows a copy.

    Run after MyST's resolver (9), which makes such references when it finds nothing else.
    """

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        places = self.document.attributes.pop(LOCAL, {})
        if places:
            builder = builder_of(self.env)
            for node in find(self.document, nodes.reference):
                if found := places.get(node.get("refid")):
                    place, showing = found
                    _replace(node, lead_to(builder, place, showing, node.children))


def lead_to(
    builder: Builder, place: Place, showing: str, content: Iterable[nodes.Node]
) -> nodes.reference | nodes.inline:
    """Return content linked to a place, or as it is where the builder has no addresses."""
    content = list(content)
    with contextlib.suppress(NoUri):
        # Text and man have addresses too, but empty ones.
        if (
            place.is_elsewhere
            or showing == place.docname
            or builder.get_relative_uri(showing, place.docname)
        ):
            return link(builder, showing, place, content)
    return nodes.inline("", "", *content)


def _anchor(address: str) -> str:
    """Return the anchor of an address that leads to a place in its page, and nothing else."""
    return address[1:] if address.startswith("#") else ""


def _replace(node: nodes.Element, other: nodes.Element) -> None:
    if node.parent is not None:
        other.source, other.line = node.source, node.line
        node.parent.replace(node, other)
