"""Keep the anchors of footnotes, to which the marks in copies lead.

Some themes show a footnote beside its mark and remove it, with its anchor, from where it stood.
The paragraph of the mark gets the anchor then.  Called by ``expand`` before other extensions touch
footnotes, and by ``lowering.html`` after them.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from sphinxext_confnotes.doctree import find

MARKS = "confnotes-footnotes"
"""The attribute of a document that holds what `note_marks` noted."""


def note_marks(document: nodes.document, marks: Iterable[nodes.footnote_reference]) -> None:
    """Note where the marks of footnotes stand."""
    document.attributes[MARKS] = [(mark.parent, mark["refid"]) for mark in marks if "refid" in mark]


def keep_anchors(document: nodes.document) -> None:
    """Give the anchors that are gone to where the marks stood."""
    if noted := document.attributes.pop(MARKS, []):
        there = {name for node in find(document, nodes.Element) for name in node["ids"]}
        for parent, anchor in noted:
            if anchor not in there:
                parent["ids"].append(anchor)
                there.add(anchor)
