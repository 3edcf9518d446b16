"""A paragraph as its author typed it: lines of inline nodes, between soft or hard breaks.

Called by ``prose``, which looks for labels where lines begin and cuts a paragraph there.  A
paragraph that isn't cut keeps its nodes as they are.  Always the ``astext()`` of a text node is
looked at: the string itself still has reStructuredText's escapes in it, as NUL characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from sphinxext_confnotes.doctree import EMPHASIS
from sphinxext_confnotes.labels import Label, Labels


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
        return "".join(node.astext() for node in self.inline)


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
            first, *others = node.astext().split("\n")
            if first:
                lines[-1].inline.append(nodes.Text(first))
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


def label_of(line: Line, labels: Labels) -> Label | None:
    """Return the label that a line begins with.

    Emphasis may be around the label, with or without its colon, or around the whole line; alone
    on its line an emphasised label needs no colon.
    """
    text = ""
    for node in line.inline:
        if not isinstance(node, (nodes.Text, *EMPHASIS)):
            break
        text += node.astext()
    else:
        visible = [node for node in line.inline if node.astext().strip()]
        if len(visible) == 1 and isinstance(visible[0], EMPHASIS) and (label := labels.whole(text)):
            return label
    return labels.at_start(text)


def after(line: Line, label: Label) -> Line:
    """Return what a line holds behind its label."""
    rest = strip(cut(line.inline, label.end))
    return Line(rest, line.end, line.is_within_text, line.offset)


def cut(inline: Sequence[nodes.Node], length: int) -> list[nodes.Node]:
    """Return inline nodes without their first characters, and without what that empties."""
    left: list[nodes.Node] = []
    for node in inline:
        size = len(node.astext())
        if length >= size:
            length -= size
            if not size and not length:
                left.append(node)
        elif not length:
            left.append(node)
        elif isinstance(node, nodes.Text):
            left.append(nodes.Text(node.astext()[length:]))
            length = 0
        else:
            assert isinstance(node, nodes.Element)
            children = strip(cut(node.children, length))
            node.clear()
            node += children
            left.append(node)
            length = 0
    return left


def strip(inline: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without white space at their beginning and end."""
    left = list(inline)
    # Strip the end, reverse, and strip the other end.
    for stripped in (str.rstrip, str.lstrip):
        while left and isinstance(text := left[-1], nodes.Text):
            left[-1] = nodes.Text(stripped(text.astext()))
            if left[-1].astext():
                break
            del left[-1]
        left.reverse()
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
