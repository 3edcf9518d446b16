"""Puts labels that stand at the margin below a list behind it.

For Markdown, a line at the margin right below an item goes on with the item, however its author
meant it.  Where one begins with the label of a note, it is said of what the whole list is about,
unless the items have labels of their own or lead with a title.  Called by ``lifting`` before a post
is planned.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinxext_confnotes.doctree import EMPHASIS, LINKS, find, refill
from sphinxext_confnotes.reading.prose import outline
from sphinxext_confnotes.reading.prose.lines import join, split
from sphinxext_confnotes.reading.prose.pieces import LISTS, piece
from sphinxext_confnotes.recognition.labels import Labels

TITLES = (*LINKS, *EMPHASIS)
"""What items lead with that have a title."""


def put_labels_behind_lists(document: nodes.document, source: str, labels: Labels) -> None:
    """Move the lines of last items that begin with a label at the margin into paragraphs.

    :param source: the text of the file.
    """
    rows = source.split("\n")
    for items in find(document, *LISTS):
        if isinstance(items.parent, nodes.document | nodes.section) and len(items) > 1:
            *others, last = items.children
            start = _labelled_from(last, rows, labels)
            if start and not any(_labelled_from(item, rows, labels) for item in others):
                _divide(items, last.children[-1], start)


def _labelled_from(item: nodes.Node, rows: Sequence[str], labels: Labels) -> int:
    """Return the number of the line from which on an item is labelled at the margin; 0 for none.

    In an item that leads with a link or in bold, as titles do, the label is that title's.
    """
    paragraph = item.children[-1] if item.children else None
    if not isinstance(paragraph, nodes.paragraph) or isinstance(paragraph[0], TITLES):
        return 0
    for at, line in enumerate(split(paragraph.children)):
        row = (paragraph.line or 0) + line.offset
        if at and row and rows[row - 1 : row] and not rows[row - 1][:1].isspace():
            label = labels.of_line(outline.line_of(line))
            if label and label.is_note:
                return at
    return 0


def _divide(items: nodes.Element, paragraph: nodes.Node, at: int) -> None:
    """Put the lines from one on of the last paragraph into one behind the list."""
    assert isinstance(paragraph, nodes.paragraph)
    lines = split(paragraph.children)
    behind = piece(lines[at:], paragraph, is_first=False)
    if behind is not None:
        refill(paragraph, join(lines[:at]))
        items.parent.insert(items.parent.index(items) + 1, behind)
