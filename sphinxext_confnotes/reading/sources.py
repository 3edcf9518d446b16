"""What an author wrote of a note in prose, as it stands in the source.

Called by ``prose``, for the data that is published.  A directive has its content as text; a note
in prose has lines, of which only the first of each block is known: it ends before the next block
that isn't in it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from textwrap import dedent

from docutils import nodes

from sphinxext_confnotes.nodes import NOTES, find

_HEADING = re.compile(r"\s*#{1,6}\s.*|.*\n\s*(?:=+|-+)\s*$")
"""A label that is a heading, over a line or behind hashes."""

_LABEL = re.compile(r"[^:：\n]*[:：][*_]*[ \t]*")
"""A label that isn't, with what stands before it and closes its emphasis."""


def note_sources(doctree: nodes.document, text: str) -> None:
    """Let each note in prose know what was written, without its label and without indentation.

    :param text: of the document.
    """
    lines = text.splitlines()
    begins = sorted({node.line for node in doctree.findall(nodes.Element) if node.line})
    for note in find(doctree, *NOTES):
        note.rawsource = note.rawsource or _between(note, lines, begins)


def _between(note: nodes.Element, lines: Sequence[str], begins: Sequence[int]) -> str:
    known = [node.line for node in note.findall(nodes.Element) if node.line]
    if not known:
        return ""
    behind = bisect.bisect_right(begins, max(known))
    end = begins[behind] - 1 if behind < len(begins) else None
    source = "\n".join(lines[min(known) - 1 : end])
    label = _HEADING.match(source) or _LABEL.match(source)
    first, _, others = source[label.end() if label else 0 :].partition("\n")
    return f"{first.strip()}\n{dedent(others)}".strip()
