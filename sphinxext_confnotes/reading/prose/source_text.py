"""Find the source text of notes in prose, for the data that is published.

A directive has its content as text.  Of a note in prose docutils keeps only the first line of each
block, so the note ends before the next block that isn't in it.  Called by ``planned``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping
from textwrap import dedent

from docutils import nodes

from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.nodes import NOTES, confnotes_talk, confnotes_title, is_note

_ADORNMENT = re.compile(r"([^\w\s])\1*")
"""The line under a title, and in reStructuredText perhaps one over it."""

_HASHES = re.compile(r"\s*#{1,6}\s")

_TAIL = re.compile(
    r"""\n[ \t]*(?:
        %[^\n]*                                  # a comment of MyST
        | <!--(?:(?!-->).)*-->
        | (?P<fence>`{3,}|~{3,}|:{3,})\{include\}(?:(?!(?P=fence)).)*(?P=fence)
        | \.\.\ include::[^\n]*
        | \.\.(?:[ ](?![\w:.+-]+::|_|\[|\|)[^\n]*)?(?:\n[ \t]+[^\n]*)*    # a comment
    )\s*\Z""",
    re.DOTALL | re.VERBOSE,
)
"""The text that may follow a note without leaving a node: comments, and includes."""

_CALLOUT = re.compile(
    r"[ \t]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(?P<quote>(?:[ \t]*>)+)[ \t]*\[![^\]]*\][+-]?"
)
"""The head of a callout."""

_LONGEST_TAIL = 2000
"""Characters in which it is looked for."""

HEADED = (nodes.section, nodes.title, confnotes_talk, confnotes_title, *NOTES)
"""The nodes that may begin with a heading."""


def note_sources(doctree: nodes.document, text: str, labels: Mapping[int, str]) -> None:
    """Let each note in prose know what was written, without its label and without indentation.

    :param text: of the document; nothing, when it isn't known line by line.
    :param labels: the labels of notes, without markup, by the identity of the note.
    """
    elements = find(doctree, nodes.Element)
    source = Source(text, doctree["source"], elements)
    for note in filter(is_note, elements):
        note.source_text = note.source_text or source.of(note, labels.get(id(note), ""))


class Source:
    """The lines of a file, and where the elements of its document begin in them.

    What docutils has for the line of a title is in reStructuredText that of its underline.
    """

    def __init__(self, text: str, file: str, elements: Iterable[nodes.Element]) -> None:
        self.file = file
        self.lines = text.splitlines()
        self._bare = [line.strip() for line in self.lines]
        self.begins = sorted({self._top(line) for line in self._lines_of(elements)[0]})

    def of(self, note: nodes.Element, label: str) -> str:
        """Return what was written of a note.

        :param label: how it begins, without markup.
        """
        known, has_included = self._lines_of(find(note, nodes.Element))
        if not known or known[-1] > len(self.lines):
            return ""
        behind = bisect.bisect_right(self.begins, known[-1])
        end = self.begins[behind] - 1 if behind < len(self.begins) else len(self.lines)
        first, *others = self.lines[known[0] - 1 : end]
        if head := _CALLOUT.match(first):
            # A title that is the heading of the note isn't said again.
            is_said = any(child.line == note.line for child in find(note, nodes.paragraph))
            first = first[head.end() :] if is_said else ""
            signs = re.compile(rf"(?:[ \t]*>){{1,{head['quote'].count('>')}}} ?")
            others = [signs.sub("", line, count=1) for line in others]
        elif _HASHES.match(first):
            first = ""
        elif self._is_underlined(known[0]):
            first, *others = "", *others[1:]
        elif found := _pattern_of(label).match(first):
            first = first[found.end() :]
        rest = "\n".join(others)
        source = f"{first.strip()}\n{dedent(rest)}".strip()
        return source if has_included else _without_tail(source)

    def _lines_of(self, elements: Iterable[nodes.Element]) -> tuple[list[int], bool]:
        """Return the lines where elements begin, in order, and whether some are included ones.

        These are left out, as their lines are those of other files.
        """
        found = set()
        has_included = False
        for node in elements:
            if not node.line:
                continue
            # Other extensions set sources that are no strings.
            if node.source is None or str(node.source) != self.file:
                has_included = True
            elif isinstance(node, HEADED) and self._is_underlined(node.line - 1):
                found.add(node.line - 1)
            else:
                found.add(node.line)
        return sorted(found), has_included

    def _is_underlined(self, line: int) -> bool:
        title, below = self._line(line), self._line(line + 1)
        is_title = bool(title) and not _ADORNMENT.fullmatch(title)
        # In Markdown one character is enough to underline a title.
        is_long = below[:1] in ("-", "=") or len(below) >= len(title)
        return is_title and is_long and bool(_ADORNMENT.fullmatch(below))

    def _top(self, line: int) -> int:
        """Return the line over a title, where one is drawn there, or else a line itself."""
        above, below = self._line(line - 1), self._line(line + 1)
        return line - 1 if above and above == below and self._is_underlined(line) else line

    def _line(self, line: int) -> str:
        return self._bare[line - 1] if 0 < line <= len(self._bare) else ""


def _pattern_of(label: str) -> re.Pattern[str]:
    """Match a label as it may have been written: with markup, and what stands before it."""
    # Escapes and emphasis may stand anywhere.
    words = r"[\s*_\\]*".join(re.escape(sign) for sign in label if not sign.isspace())
    return re.compile(rf"[^\w]*?(?:[0-9]+[.)]\s)?[^\w]*?{words}[*_]*[ \t]*")


def _without_tail(source: str) -> str:
    while found := _TAIL.search(source, max(0, len(source) - _LONGEST_TAIL)):
        source = source[: found.start()].rstrip()
    return source
