"""Words of lines with their markup: one text in which links and emphasis have positions.

Called by ``titles`` and ``title_speakers``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sphinxext_confnotes.recognition.outline import Line


class Link(NamedTuple):
    """A link in a text."""

    start: int
    end: int
    words: str
    address: str


class Words:
    """The words of a line, or of several that are joined by spaces."""

    def __init__(self, lines: Line | Sequence[Line]) -> None:
        self.text = ""
        self.links: list[Link] = []
        self.emphasis: list[tuple[int, int]] = []
        """From where to where words are bold or italic."""
        self.code: list[tuple[int, int]] = []
        """From where to where there is code, or a formula."""
        for at, line in enumerate([lines] if isinstance(lines, Line) else lines):
            # Also behind one without words, such as a picture: places are counted in the whole.
            self.text += " " if at else ""
            for span in line.spans:
                start = len(self.text)
                self.text += span.text.replace("\n", " ")
                if span.address:
                    self._add_link(start, span.address)
                if span.emphasis:
                    self._add_emphasis(start)
                if span.is_code:
                    self.code.append((start, len(self.text)))

    def _add_link(self, start: int, address: str) -> None:
        """Add a link, or go on with one that was wrapped, or has other markup in it."""
        last = self.links[-1] if self.links else None
        if last and last.address == address and not self.text[last.end : start].strip():
            start = self.links.pop().start
        self.links.append(Link(start, len(self.text), self.text[start:], address))

    def _add_emphasis(self, start: int) -> None:
        if self.emphasis and not self.text[self.emphasis[-1][1] : start].strip():
            start = self.emphasis.pop()[0]
        self.emphasis.append((start, len(self.text)))

    def links_in(self, start: int, end: int) -> list[Link]:
        """Return the links that are whole between two positions."""
        return [link for link in self.links if start <= link.start and link.end <= end]

    def is_within_code(self, at: int) -> bool:
        """Tell whether a position is in code, which is one thing and can't be cut there."""
        return any(start < at < end for start, end in self.code)

    def behind_code(self, at: int) -> int:
        """Return a position, or where the code ends that it is in."""
        return next((end for start, end in self.code if start < at < end), at)

    def emphasis_at(self, at: int) -> int:
        """Return where the bold or italic words end that begin at a position; 0 for none."""
        return next((end for start, end in self.emphasis if start == at), 0)

    def emphasis_around(self, at: int) -> int:
        """Return where the bold or italic words end that a position is in; 0 for none."""
        return next((end for start, end in self.emphasis if start <= at < end), 0)
