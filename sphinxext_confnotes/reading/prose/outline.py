"""The outline of a post, made from its doctree.

``recognition`` decides with it what the post's talks are; the numbers of its blocks are the places
of their nodes in `OutlinedPage.elements`, so that what was decided can be carried out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from docutils import nodes
from sphinx import addnodes

from sphinxext_confnotes.doctree import CODE
from sphinxext_confnotes.nodes import confnotes_talk, is_note, is_wiki_link
from sphinxext_confnotes.plaintext import string_of
from sphinxext_confnotes.reading.current_document import Callout
from sphinxext_confnotes.reading.prose import lines
from sphinxext_confnotes.recognition.outline import Block, Emphasis, Kind, Line, Outline, Span

_KINDS: tuple[tuple[type, Kind], ...] = (
    (nodes.section, "section"),
    (nodes.paragraph, "paragraph"),
    (nodes.bullet_list, "list"),
    (nodes.enumerated_list, "list"),
    (nodes.list_item, "item"),
    (nodes.block_quote, "quote"),
    (nodes.Admonition, "callout"),
    (nodes.table, "table"),
    (nodes.row, "row"),
    (nodes.entry, "cell"),
    (nodes.transition, "rule"),
    (nodes.literal_block, "code"),
    (nodes.math_block, "code"),
    (nodes.doctest_block, "code"),
    (nodes.image, "figure"),
    (nodes.figure, "figure"),
    (nodes.raw, "html"),
    (confnotes_talk, "talk"),
    (nodes.Invisible, "hidden"),
    (nodes.system_message, "hidden"),
)
"""What nodes are; the first that fits is taken, and all others are *other*."""

_OPENED: tuple[Kind, ...] = (
    *("page", "section", "list", "item", "quote", "callout", "table", "row", "cell"),
)
"""The blocks whose content can matter."""

_TAGS = re.compile(
    r"<!--.*?-->|<(script|style|iframe)\b.*?</\1\s*>|<[^<>]*>", re.DOTALL | re.IGNORECASE
)


@dataclass
class OutlinedPage:
    """An outline, with the node of each block under its number."""

    elements: list[nodes.Element] = field(default_factory=list)
    levels: Mapping[int, int] | None = None
    """The level of each heading of Markdown, by its line, a heading that isn't in it having level
    1; elsewhere depth is the level."""
    has_heading: bool = False
    """Whether the title of the page is a heading."""
    callouts: Mapping[int, Callout] = field(default_factory=dict)
    """See `CurrentDocument.callouts`."""
    shown: Callable[[str], str] | None = None
    """Return what is shown of a text, where that isn't in the nodes yet."""
    _kinds: dict[type, Kind] = field(default_factory=dict)
    """The kinds of the classes of nodes that there were."""

    def outline(
        self,
        title: nodes.Element | None,
        content: Iterable[nodes.Node],
        page: nodes.Element,
        *,
        has_own_title: bool = True,
    ) -> Outline:
        """Return the outline of a page.

        :param title: the title, which gives the page its lines; None when there is none.
        :param content: the blocks of the page, its title not among them.
        """
        self.elements = [page]
        children = self._blocks(content, 1)
        of_title = () if title is None else self._lines(title, title.line or 0)
        line = (title.line if title is not None else None) or page.line or 0
        level = self._level(line, 1) if self.has_heading else 0
        block = Block("page", 0, line, of_title, children, level)
        return Outline(block, has_own_title)

    def _blocks(self, content: Iterable[nodes.Node], depth: int) -> tuple[Block, ...]:
        return tuple(
            self._block(node, depth) for node in content if isinstance(node, nodes.Element)
        )

    def _block(self, node: nodes.Element, depth: int) -> Block:
        number = len(self.elements)
        self.elements.append(node)
        kind = self._kinds.get(type(node))
        if kind is None:
            kind = self._kinds[type(node)] = _kind_of(node)
        line = node.line or _line_of_first(node)
        if kind == "section":
            title, *content = node.children
            assert isinstance(title, nodes.Element)
            line = node.line or title.line or 0
            level = self._level(line, depth + 1)
            own = self._lines(title, line)
            return Block(kind, number, line, own, self._blocks(content, depth + 1), level)
        if kind == "paragraph":
            if _is_figure(node):
                return Block("figure", number, line, name=_first_address(node))
            return Block(kind, number, line, self._lines(node, line))
        name, own = "", ()
        content = node.children
        if kind == "html":
            words = " ".join(_TAGS.sub(" ", node.astext()).split())
            own = (Line((Span(words),), line),) if words else ()
        if isinstance(node, nodes.bullet_list):
            name = str(node.get("bullet", "*"))
        elif isinstance(node, nodes.enumerated_list):
            name = "1."
        elif kind == "callout" and (callout := self.callouts.get(id(node))):
            name = callout.kind
            content = [child for child in content if not isinstance(child, nodes.title)]
            own = () if callout.title is None else self._lines(callout.title, line)
        elif kind == "callout":
            name = node.tagname
        elif kind == "figure":
            name = _first_address(node)
        elif kind == "row" and isinstance(node.parent, nodes.thead):
            name = "head"
        elif kind == "table":
            rows = list(node.findall(nodes.row))
            if self.levels is not None:
                _number_rows(rows, line)
            content = [*rows]
        children = self._blocks(content, depth) if kind in _OPENED else ()
        return Block(kind, number, line, own, children, 0, name)

    def _level(self, line: int, depth: int) -> int:
        """Return the level of a heading as it was written; in other markup, its depth."""
        return depth if self.levels is None else self.levels.get(line, 1)

    def _lines(self, element: nodes.Element, first: int) -> tuple[Line, ...]:
        return tuple(
            Line(tuple(self._spans(line.inline)), first + line.offset if first else 0)
            for line in lines.split(element.children)
        )

    def _spans(self, inline: Sequence[nodes.Node]) -> Iterator[Span]:
        if self.shown is None:
            yield from _spans(inline)
            return
        for span in _spans(inline):
            yield span if span.is_code else span._replace(text=self.shown(span.text))


def line_of(line: lines.Line) -> Line:
    """Return a line of a paragraph as `recognition` knows it, without its place."""
    return Line(tuple(_spans(line.inline)))


def _number_rows(rows: Sequence[nodes.row], first: int) -> None:
    """Set the lines of the rows of a table in Markdown, which MyST gives that of their table.

    Each row is one line there, and the second line of a table is drawn.  Rows that a directive
    has made have no line, and what is in their cells has its own.
    """
    for at, row in enumerate(rows if first else ()):
        if not row.line and _line_of_first(row):
            continue
        for part in row.findall(nodes.Element):
            part.line = first + at + (at > 0)


def _kind_of(node: nodes.Element) -> Kind:
    if is_note(node):
        return "note"
    return next((kind for cls, kind in _KINDS if isinstance(node, cls)), "other")


def _spans(
    inline: Sequence[nodes.Node], emphasis: Emphasis = "", address: str = ""
) -> Iterator[Span]:
    for node in inline:
        if isinstance(node, nodes.Text):
            text = string_of(node).replace("\n", " ")
            if text:
                yield Span(text, emphasis, address)
        elif isinstance(node, CODE):
            yield Span(node.astext().replace("\n", " "), emphasis, address, is_code=True)
        elif isinstance(node, nodes.strong):
            yield from _spans(node.children, _with(emphasis, "bold"), address)
        elif isinstance(node, nodes.emphasis):
            yield from _spans(node.children, _with(emphasis, "italic"), address)
        elif isinstance(node, lines.WORDLESS):
            continue
        elif isinstance(node, nodes.Element):
            yield from _spans(node.children, emphasis, address or _address_of(node))


def _with(emphasis: Emphasis, more: Emphasis) -> Emphasis:
    return more if emphasis in ("", more) else "bold-italic"


def _address_of(node: nodes.Element) -> str:
    if isinstance(node, nodes.reference) and not isinstance(node, addnodes.download_reference):
        return str(node.get("refuri") or f"#{node.get('refid', '')}")
    if isinstance(node, addnodes.pending_xref | addnodes.download_reference):
        if is_wiki_link(node):
            # A word that has a page of its own, rather than a talk that has an address.
            return ""
        target, sign, place = str(node.get("reftarget", "")).partition("#")
        name = PurePosixPath(target).stem
        if sign and name and str(node.get("refdoc", "")).endswith(name):
            # The address that the page itself will have.
            return f"#{place}"
        # MyST leaves a place in the page to be looked for, without its sign.
        is_place = node.get("reftype") == "myst" and not (node.get("refdomain") or sign)
        return f"#{target}" if is_place and "/" not in target and "." not in target else target
    return ""


def _is_figure(paragraph: nodes.Element) -> bool:
    """Tell whether a paragraph has nothing but pictures, linked ones too."""
    if any(part.strip() for part in paragraph.findall(nodes.Text)):
        return False
    return next(iter(paragraph.findall(nodes.image)), None) is not None


def _first_address(node: nodes.Element) -> str:
    return next((str(image.get("uri", "")) for image in node.findall(nodes.image)), "")


def _line_of_first(node: nodes.Element) -> int:
    return next((part.line for part in node.findall(nodes.Element) if part.line), 0)
