"""A paragraph as its author typed it: lines of inline nodes, between soft or hard breaks.

Called by ``prose``, which looks for labels where lines begin and cuts a paragraph there.  A
paragraph that isn't cut keeps its nodes as they are.  Always the `string_of` a text node is looked
at: the node itself still has reStructuredText's escapes in it, as NUL characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from sphinxext_confnotes.doctree import CODE, EMPHASIS
from sphinxext_confnotes.plaintext import string_of

WORDLESS = (nodes.raw, nodes.image, nodes.Invisible, nodes.footnote_reference)
"""Inline nodes that say nothing where they stand; the number of a footnote is no word."""


@dataclass(slots=True)
class Line:
    """One line of a paragraph."""

    inline: list[nodes.Node] = field(default_factory=list)
    end: list[nodes.Node] = field(default_factory=list)
    """The break behind it."""
    is_within_text: bool = False
    """Whether that break stood in the middle of one text node, as reStructuredText has it."""
    offset: int = 0
    """The number of lines of the source from the beginning of the paragraph."""

    def text(self) -> str:
        """Return the words of the line."""
        mark = nodes.footnote_reference
        return "".join(node.astext() for node in self.inline if not isinstance(node, mark))


def split(inline: Sequence[nodes.Node]) -> list[Line]:
    """Split inline nodes at the breaks that stand between them."""
    lines = [Line()]
    offset = 0
    for node in inline:
        if isinstance(node, nodes.raw) and _is_break(node):
            # A hard break is several nodes, one for each output format.
            lines[-1].end.append(node)
            continue
        if lines[-1].end:
            offset += 1
            lines.append(Line(offset=offset))
        if isinstance(node, nodes.Text):
            first, *others = string_of(node).split("\n")
            if first:
                lines[-1].inline.append(node if first == node else nodes.Text(first))
            for piece in others:
                lines[-1].end.append(nodes.Text("\n"))
                lines[-1].is_within_text = len(node) > 1
                offset += 1
                lines.append(Line([nodes.Text(piece)] if piece else [], offset=offset))
        else:
            lines[-1].inline.append(node)
            offset += node.astext().count("\n")
    return lines


def join(lines: Sequence[Line]) -> list[nodes.Node]:
    """Return the inline nodes of lines, with the breaks between them as they were."""
    joined: list[nodes.Node | list[str]] = []
    """A text is the list of its pieces."""

    def add(node: nodes.Node) -> None:
        if not isinstance(node, nodes.Text):
            joined.append(node)
        elif goes_on and joined and isinstance(joined[-1], list):
            joined[-1].append(str(node))
        else:
            joined.append([str(node)])

    goes_on = False
    for line in lines:
        for node in line.inline:
            add(node)
            goes_on = False
        goes_on = line.is_within_text
        if line is not lines[-1]:
            for node in line.end:
                add(node)
    return [nodes.Text("".join(part)) if isinstance(part, list) else part for part in joined]


def width(node: nodes.Node) -> int:
    """Return how many characters of a line a node has, as an outline counts them.

    What is `WORDLESS` has none.
    """
    if isinstance(node, nodes.Text):
        return len(string_of(node))
    if isinstance(node, WORDLESS):
        return 0
    if isinstance(node, CODE):
        return len(node.astext())
    return sum(map(width, node.children))


def divide(inline: Sequence[nodes.Node], at: int) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Divide inline nodes behind some characters.

    Markup that goes over that place is there on either side.  What has no characters stands
    behind it.
    """
    before: list[nodes.Node] = []
    behind: list[nodes.Node] = []
    for node in inline:
        size = width(node)
        if at <= 0:
            behind.append(node)
        elif size <= at:
            before.append(node)
        elif isinstance(node, nodes.Text):
            before.append(nodes.Text(string_of(node)[:at]))
            behind.append(nodes.Text(string_of(node)[at:]))
        elif isinstance(node, CODE):
            # It is one thing.
            behind.append(node)
        else:
            assert isinstance(node, nodes.Element)
            first, second = divide(node.children, at)
            other = node.copy()
            other["ids"], other["names"] = [], []
            node.clear()
            node += first
            other += second
            before += [node] if node.children else []
            behind += [other] if other.children else []
        at -= size
    return before, behind


def strip(inline: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without white space at their beginning and end."""
    left = list(inline)
    # Strip the end, reverse, and strip the other end.
    for stripped in (str.rstrip, str.lstrip):
        while left and isinstance(text := left[-1], nodes.Text):
            words = stripped(string_of(text))
            if words:
                left[-1] = nodes.Text(words)
                break
            del left[-1]
        left.reverse()
    return left


def trim(inline: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without white space at their ends, not in markup there either."""
    left = strip(inline)
    for end in (0, -1):
        # A link without words is given those of what it leads to.
        while left and isinstance(edge := left[end], (*EMPHASIS, nodes.reference)) and len(edge):
            inside = trim(edge.children)
            edge.clear()
            edge.extend(inside)
            if inside:
                break
            del left[end]
            left = strip(left)
    return left


def replace_text(element: nodes.Element, change: Callable[[str], str]) -> None:
    """Change the texts of an element, links and code apart; what that empties goes."""
    left: list[nodes.Node] = []
    for child in element.children:
        if isinstance(child, nodes.Text):
            text = change(child.astext())
            if text:
                left.append(child if text == child.astext() else nodes.Text(text))
        else:
            if isinstance(child, (*EMPHASIS, nodes.inline)):
                replace_text(child, change)
                if not child.children:
                    continue
            left.append(child)
    element.clear()
    element += left


def _is_break(node: nodes.raw) -> bool:
    return node.astext().strip() in ("<br />", "\\\\")
