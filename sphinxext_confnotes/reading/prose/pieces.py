"""Pieces of paragraphs and lists: what a plan takes out of them, as nodes.

`dissect` cuts a paragraph or title where a plan says so, `piece` makes a paragraph of some lines,
`ListPieces` holds what is left of a list.  Called by ``carrying``; knows no talks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinxext_confnotes.doctree import refill
from sphinxext_confnotes.reading.prose.lines import WORDLESS, Line, divide, join, split, trim
from sphinxext_confnotes.recognition.plan import ALL, Piece

LISTS = (nodes.bullet_list, nodes.enumerated_list)


class Segment(NamedTuple):
    """Some lines of a paragraph."""

    place: int
    """Which of the pieces it is, that the paragraph was cut into; -1 for what is in none."""
    lines: list[Line]


def dissect(element: nodes.Element, pieces: Sequence[Piece]) -> list[Segment]:
    """Cut a paragraph or title into pieces, and what is between them.

    :param pieces: of its lines, in their order.
    """
    lines = split(element.children)
    cutter = _Cutter(lines)
    found: list[Segment] = []
    for place, one in enumerate(pieces):
        last = len(lines) if one.last == ALL else one.last
        between = cutter.take(one.first, one.start)
        if _has_content(between):
            found.append(Segment(-1, between))
        taken = cutter.take(last, 0) if one.end == ALL else cutter.take(last - 1, one.end)
        found.append(Segment(place, taken))
    left = cutter.take(len(lines), 0)
    if _has_content(left):
        found.append(Segment(-1, left))
    return found


class _Cutter:
    """Takes lines from the first one on."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._at = 0
        self._taken = 0
        """Characters of the present line that were taken."""

    def take(self, line: int, characters: int) -> list[Line]:
        """Take all up to some characters of a line."""
        found: list[Line] = []
        while self._at < min(line, len(self._lines)):
            found.append(self._lines[self._at])
            self._at += 1
            self._taken = 0
        if self._at == line < len(self._lines) and characters > self._taken:
            whole = self._lines[line]
            before, whole.inline = divide(whole.inline, characters - self._taken)
            found.append(Line(before, [], whole.is_within_text, whole.offset))
            self._taken = characters
        return found


def _has_content(lines: Sequence[Line]) -> bool:
    return bool(unseen(lines)) or any(line.text().strip() for line in lines)


def unseen(lines: Sequence[Line]) -> list[nodes.Node]:
    """Return what lines hold beside words: see `WORDLESS`, and what has no words in it.

    A picture comes with its link, and a link to a page that gives it its words is one.
    """
    return [node for line in lines for top in line.inline for node in _wordless_in(top)]


def _wordless_in(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, WORDLESS) or not any(True for _ in node.findall(nodes.Text)):
        yield node
    else:
        for child in node.children:
            yield from _wordless_in(child)


def wordless(element: nodes.Element) -> list[nodes.Element]:
    """Return a paragraph of what stands beside the words of an element, if anything does.

    It is for where the words go, as those of a label do.
    """
    inline = unseen(split(element.children))
    return [nodes.paragraph("", "", *inline)] if inline else []


def piece(lines: Sequence[Line], paragraph: nodes.Element, is_first: bool) -> nodes.Element | None:
    """Make a paragraph of some lines of another one; nothing of lines without words or nodes.

    The message for translators is the whole paragraph, which therefore only the first piece has:
    it is the paragraph that they translate, before it is cut.
    """
    inline = trim(_without_breaks(join(lines)))
    if not inline:
        return None
    for line in lines:
        for node in line.inline:
            if isinstance(node, nodes.Element) and node.line == paragraph.line:
                # MyST gives everything in a paragraph the line where that begins.
                for part in node.findall(nodes.Element):
                    part.line = line_of(paragraph, line)
    part = nodes.paragraph(paragraph.rawsource if is_first else "", "", *inline)
    part.source, part.line = paragraph.source, line_of(paragraph, lines[0])
    if is_first:
        for key in ("ids", "names", "classes"):
            part[key] = paragraph[key]
    return part


def _without_breaks(inline: list[nodes.Node]) -> list[nodes.Node]:
    return list(itertools.dropwhile(lambda node: isinstance(node, nodes.raw), inline))


def line_of(paragraph: nodes.Element, line: Line | None) -> int | None:
    """Return where in the source a line of a paragraph stands, or the paragraph begins."""
    if paragraph.line is None:
        return None
    return paragraph.line + (line.offset if line else 0)


class ListPieces:
    """A list that talks or notes have been taken out of: the pieces that are left.

    The first piece keeps what refers to the list; a numbered one goes on counting.
    """

    def __init__(self, items: nodes.Element) -> None:
        self.items = items
        self.piece: nodes.Element | None = None
        self.is_first = True

    def interrupt(self) -> None:
        """Let the next item begin another piece."""
        self.piece = None

    def add(self, index: int, item: nodes.Element) -> list[nodes.Element]:
        """Add an item, and return the piece that it begins, if it begins one."""
        if self.piece is not None:
            self.piece += item
            return []
        self.piece = self.items.copy()
        self.piece.source, self.piece.line = self.items.source, item.line
        if not self.is_first:
            self.piece["ids"], self.piece["names"] = [], []
        if index and isinstance(self.piece, nodes.enumerated_list):
            self.piece["start"] = int(self.items.get("start", 1)) + index
        self.is_first = False
        self.piece += item
        return [self.piece]


def divide_list(items: nodes.Element, index: int) -> tuple[nodes.Element, nodes.Element]:
    """Divide a list before one of its items; each part has at least one."""
    pieces = ListPieces(items)
    children = [item for item in items.children if isinstance(item, nodes.Element)]
    refill(items, [])
    for at, item in enumerate(children):
        if at == index:
            first = pieces.piece
            pieces.interrupt()
        pieces.add(at, item)
    assert first is not None
    assert pieces.piece is not None
    return first, pieces.piece
