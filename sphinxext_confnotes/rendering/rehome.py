"""Making a copy of a note at home on another page.

Called by ``expand``.  A copy comes from a finished doctree and knows only its own page: its ids
would stand twice, its relative references lead astray, and its footnotes be missing.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.util import docname_join

from sphinxext_confnotes.domain import link
from sphinxext_confnotes.nodes import SELECTIONS
from sphinxext_confnotes.records import Place

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
"""What belongs to the page of origin alone."""

PRINTED_FORMATS = ("latex", "texinfo")

RELATIVE_TYPES = ("doc", "any", "myst")
"""The reference types whose target may be a document's name, relative to where it stands."""


class Rehoming:
    """The rehoming of copies on one page that is being written.

    One for each doctree, because ids are counted through.
    """

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.env = env
        self.builder = builder
        self._count = 0

    def rehome(self, copy: nodes.Element, origin: str, showing: str) -> None:
        """Change a copy in place.

        :param origin: the document that the copy was made from.
        :param showing: the document that shows it.
        """
        for node in list(copy.findall(nodes.Element)):
            if isinstance(node, STAYS_AT_HOME):
                if node.parent is not None:
                    node.parent.remove(node)
                continue
            had_id = bool(node.get("ids"))
            for key in ("ids", "names", "dupnames", "backrefs"):
                if node.get(key):
                    node[key] = []
            if had_id and _is_captioned(node):
                # Sphinx's writers want an id to number it by.
                self._count += 1
                node["ids"] = [f"confnotes-copy-{self._count}"]
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
            elif isinstance(node, nodes.reference) and "refid" in node:
                _replace(node, self.link(Place(origin, node["refid"]), showing, node.children))

    def link(
        self, place: Place, showing: str, content: Iterable[nodes.Node]
    ) -> nodes.reference | nodes.inline:
        """Return content linked to a place, or as it is where the builder has no addresses."""
        content = list(content)
        with contextlib.suppress(NoUri):
            # Text and man have addresses too, but empty ones.
            if showing == place.docname or self.builder.get_relative_uri(showing, place.docname):
                return link(self.builder, showing, place, content)
        return nodes.inline("", "", *content)

    def _footnote_mark(
        self, node: nodes.footnote_reference, origin: str, showing: str
    ) -> nodes.superscript:
        # A footnote without its text would be a riddle, so the mark leads to it.
        mark = nodes.Text(node.astext())
        # Printed footnotes have no address of their own, but their page has.
        anchor = "" if self.builder.format in PRINTED_FORMATS else node.get("refid", "")
        return nodes.superscript("", "", self.link(Place(origin, anchor), showing, [mark]))

    def _move_reference(self, node: addnodes.pending_xref, origin: str, showing: str) -> None:
        if node.get("reftype") in RELATIVE_TYPES and node.get("refdomain") != "doc":
            document = docname_join(origin, node["reftarget"])
            if document in self.env.all_docs:
                node["reftarget"] = f"/{document}"
        node["refdoc"] = showing


def _replace(node: nodes.Element, other: nodes.Element) -> None:
    if node.parent is not None:
        other.source, other.line = node.source, node.line
        node.parent.replace(node, other)


def _is_captioned(node: nodes.Element) -> bool:
    return any(isinstance(child, nodes.caption | nodes.title) for child in node.children)
