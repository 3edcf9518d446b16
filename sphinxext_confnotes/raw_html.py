"""Raw HTML among notes: which tags belong together, and what their attributes say.

An opening tag before some talks and its closing tag behind them would end a card, or hide the rest
of a summary.  ``reading`` therefore moves nothing into a note whose tags aren't matched there, and
``rendering`` drops unmatched tags from copies.  The page itself is written as its author wrote
it, byte for byte.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from docutils import nodes

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"]
) | frozenset(["track", "wbr"])
"""Elements without content (https://html.spec.whatwg.org/#void-elements)."""

OPTIONAL_END = frozenset(["p", "li", "dt", "dd", "option", "optgroup", "rt", "rp"]) | frozenset(
    ["colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"]
)
"""Elements that need no tag at their end
(https://html.spec.whatwg.org/#optional-tags)."""

FOREIGN = frozenset(["svg", "math"])
"""Elements in which a slash ends any tag, as in XML."""

HIDING = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"]
)
"""Elements that take everything for text up to their end."""

_ATTRIBUTE = re.compile(r"""[\s/]([^\s/>=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*)""")
_BEGINS = re.compile(r"<[a-zA-Z/!?]")

Change = Callable[[str, str, str], str]
"""A function of an element's name, an attribute's name and its value that returns a new value."""


class Tag(NamedTuple):
    """A tag in a text, where what it opens isn't closed by itself."""

    name: str
    opens: bool
    start: int
    end: int


class _TagReader(HTMLParser):
    """The tags of a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._lines = [0, *itertools.accumulate(len(line) + 1 for line in text.split("\n"))]
        self._foreign = 0
        self.openings: list[tuple[str, int, str]] = []
        """The name, place and text of each tag that has attributes."""
        self.tags: list[Tag] = []
        self.feed(text)
        if _BEGINS.match(self.rawdata):
            # An unclosed comment or tag swallows all that follows.
            self.tags.append(Tag("", True, len(text) - len(self.rawdata), len(text)))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._open(tag)
        self._foreign += tag in FOREIGN

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        # In HTML the slash says nothing; in a component of MDX, which has a capital, it does.
        is_component = (self.get_starttag_text() or "")[1:2].isupper()
        is_closed = bool(self._foreign) or tag in FOREIGN or is_component
        self._open(tag, is_closed=is_closed)

    def handle_endtag(self, tag: str) -> None:
        start = self._place()
        self.tags.append(Tag(tag, False, start, self._text.index(">", start) + 1))
        self._foreign -= tag in FOREIGN

    def _open(self, name: str, is_closed: bool = False) -> None:
        start, text = self._place(), self.get_starttag_text() or ""
        self.openings.append((name, start, text))
        if not is_closed and name not in VOID:
            self.tags.append(Tag(name, True, start, start + len(text)))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def unmatched(texts: Sequence[str]) -> list[list[Tag]]:
    """Return, for each text of a row of siblings, the tags that have no other one in the row."""
    found: list[list[Tag]] = [[] for _ in texts]
    opened: list[tuple[int, Tag]] = []

    def leave(index: int, tag: Tag) -> None:
        if tag.opens and tag.name in HIDING:
            tag = tag._replace(end=len(texts[index]))
        if not (tag.opens and tag.name in OPTIONAL_END):
            found[index].append(tag)

    for index, text in enumerate(texts):
        for tag in _TagReader(text).tags:
            if tag.opens:
                opened.append((index, tag))
            elif tag.name in [other.name for _, other in opened]:
                while opened[-1][1].name != tag.name:
                    leave(*opened.pop())
                opened.pop()
            elif tag.name not in VOID:
                leave(index, tag)
    for index, tag in opened:
        leave(index, tag)
    return found


def change_attributes(text: str, change: Change) -> str:
    """Return HTML with other values of attributes, and everything else as it was written."""
    pieces: list[str] = []
    at = 0
    for name, start, tag in _TagReader(text).openings:
        for match in _ATTRIBUTE.finditer(tag):
            value = html.unescape(match[2][1:-1] if match[2][0] in "\"'" else match[2])
            changed = change(name, match[1].lower(), value)
            if changed != value:
                pieces += [text[at : start + match.start(2)], f'"{html.escape(changed)}"']
                at = start + match.end(2)
    return "".join([*pieces, text[at:]])


def is_html(node: nodes.Node) -> bool:
    """Tell whether a node is HTML that may hold more than a break between lines."""
    return (
        isinstance(node, nodes.raw)
        and "html" in node.get("format", "").split()
        and node.astext() != "<br />\n"
    )


def set_html(node: nodes.Element, text: str) -> None:
    """Change the text of a node that is HTML."""
    node.children = []
    node += nodes.Text(text)


def drop_unmatched(element: nodes.Element) -> None:
    """Take the tags out of an element's own HTML that aren't matched in it, and nothing else."""
    raw = [node for node in element.children if is_html(node)]
    texts = [node.astext() for node in raw]
    for node, text, tags in zip(raw, texts, unmatched(texts), strict=True):
        for tag in sorted(tags, key=lambda tag: tag.start, reverse=True):
            text = text[: tag.start] + text[tag.end :]
        if not text.strip():
            element.remove(node)
        elif tags and isinstance(node, nodes.Element):
            set_html(node, text)


def reach(blocks: Sequence[nodes.Node]) -> int:
    """Return how many blocks, from the first one, hold all that belongs to the tags among them."""
    end = next((i for i, block in enumerate(blocks) if not _is_whole(block)), len(blocks))
    while True:
        raw = [index for index, block in enumerate(blocks[:end]) if is_html(block)]
        found = unmatched([blocks[index].astext() for index in raw])
        cut = next((index for index, tags in zip(raw, found, strict=True) if tags), end)
        if cut == end:
            return end
        end = cut


def _is_whole(block: nodes.Node) -> bool:
    """Tell whether all tags below a block are matched where they stand, those in text apart."""
    return is_html(block) or all(
        not any(unmatched([child.astext() for child in part.children if is_html(child)]))
        for part in block.findall(nodes.Element)
        if not isinstance(part, nodes.TextElement)
    )
