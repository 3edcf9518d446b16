"""A paragraph as its author typed it: lines of inline nodes, between soft or hard breaks.

Called by ``prose``, which looks for labels where lines begin and cuts a paragraph there.  A
paragraph that isn't cut keeps its nodes as they are.  Always the ``astext()`` of a text node is
looked at: the string itself still has reStructuredText's escapes in it, as NUL characters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from sphinxext_confnotes.labels import Label, Labels
from sphinxext_confnotes.reading.talks import EMPHASIS


@dataclass(slots=True)
class Line:
    """One line of a paragraph."""

    inline: list[nodes.Node] = field(default_factory=list)
    end: list[nodes.Node] = field(default_factory=list)
    """The break behind it."""
    is_within_text: bool = False
    """Whether that break stood in the middle of one text node, as reStructuredText has it."""
    offset: int = 0
    """In lines of the source, from where the paragraph begins."""

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
    joined: list[nodes.Node] = []
    glue = False
    for line in lines:
        more = list(line.inline)
        if glue and joined and isinstance(joined[-1], nodes.Text):
            text = str(joined.pop())
            if more and isinstance(more[0], nodes.Text):
                text += str(more.pop(0))
            more.insert(0, nodes.Text(text))
        joined += more
        glue = line.is_within_text
        if line is not lines[-1]:
            if glue and joined and isinstance(joined[-1], nodes.Text):
                joined[-1] = nodes.Text(str(joined[-1]) + "\n")
            else:
                joined += line.end
    return joined


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


def strip(inline: list[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes without white space at their beginning and end."""
    for end, stripped in ((0, str.lstrip), (-1, str.rstrip)):
        while inline and isinstance(text := inline[end], nodes.Text):
            inline[end] = nodes.Text(stripped(text.astext()))
            if inline[end].astext():
                break
            del inline[end]
    return inline


def replace_text(element: nodes.Element, change: Callable[[str], str]) -> None:
    """Change the texts of an element, links and code apart; what that empties goes."""
    for child in list(element.children):
        if isinstance(child, nodes.Text):
            index = next(i for i, node in enumerate(element.children) if node is child)
            text = change(child.astext())
            if not text:
                del element[index]
            elif text != child.astext():
                element[index] = nodes.Text(text)
        elif isinstance(child, (*EMPHASIS, nodes.inline)):
            replace_text(child, change)
            if not child.children:
                element.remove(child)


def _is_break(node: nodes.raw) -> bool:
    return node.astext().strip() in ("<br />", "\\\\")
