"""Lowering for LaTeX, to containers and inline nodes with classes.

In LaTeX a container's class becomes an environment and the class of an inline node a command, which
the package ``confnotes.sty`` defines and a user's preamble may redefine.  So what is made here is
what stands where, and what no page break may tear apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinxext_confnotes.doctree import ancestors, find
from sphinxext_confnotes.nodes import (
    confnotes_day,
    confnotes_group,
    confnotes_links,
    confnotes_post,
    confnotes_summary,
    confnotes_talk,
    confnotes_talk_list,
    title_of,
)
from sphinxext_confnotes.rendering import talk_facts
from sphinxext_confnotes.rendering.lowering.base import Lowering
from sphinxext_confnotes.rendering.lowering.layouts import TalkTable

FREE = (
    nodes.document,
    addnodes.start_of_file,
    nodes.section,
    nodes.container,
    confnotes_talk_list,
)
"""The nodes in which a table may break over pages."""

PAGE = 105
"""Characters that a line of a table has room for, about."""

LONG = 12
"""Characters of a word that may be hyphenated."""

HIGH = 800
"""Characters of a note that fills a page, where it stands in a column of a table."""

PARTS = (nodes.image, nodes.literal_block, nodes.table)
"""The nodes that need more room than their characters say."""

LINES = ("confnotes-also", "confnotes-highlights")
"""Classes of the lines that are put between what was written."""

UNSPACED = re.compile(r"[!-~]{20,}")
"""A text that LaTeX can't break, such as an address or an identifier."""

BREAKS = re.compile(r"[^\w]+(?=\w)|_+(?=\w)|(?=[a-zA-Z]*\d)[a-zA-Z\d]{8}(?=[a-zA-Z\d])")
"""The places in it after which a break is allowed: punctuation, and every eight characters."""


class LowerLatex(Lowering):
    """Lower to containers, whose classes are environments.

    Run after references are resolved (10), before addresses become footnotes (400).
    """

    formats = ("latex",)
    nests_tables = True

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        self._tables: dict[nodes.Element, TalkTable] = {}
        super().run(**kwargs)

    def lower_talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a block of a head, which keeps with what follows, and the rest."""
        content = talk.children[1:]
        in_head = [node for node in content if isinstance(node, addnodes.index | confnotes_links)]
        entries = [node for node in in_head if isinstance(node, addnodes.index)]
        title, byline = talk_facts.title_and_byline(talk)
        is_headed = talk_facts.is_headed_by_page(talk)
        named = [] if is_headed else [_inline("title", title)]
        lines = [
            [*entries, *_anchors(talk), *named],
            _facts_line(self._marks_and_facts(talk)),
            _facts_line(_links_and_tags(talk)),
        ]
        if byline:
            lines[0].append(_inline("byline", byline))
        rest = [*self.blocks(talk), *(_as_block(node) for node in content if node not in in_head)]
        return [_talk([_head(lines), *rest], talk_facts.classes(talk))]

    def lower_tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a box."""
        return [_note(note, "confnotes-tldr")]

    def lower_comment(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a box."""
        return [_note(note, "confnotes-comment")]

    def lower_summary(self, summary: confnotes_summary) -> list[nodes.Element]:
        """Return a block of the days."""
        return [_block(summary, "confnotes-summary")]

    def lower_talk_list(self, talks: confnotes_talk_list) -> list[nodes.Element]:
        """Return a block of the groups or talks."""
        # Now that it is known how long their notes are.
        for node in find(talks, nodes.table):
            if table := self._tables.get(node):
                _fit(table)
        return [_block(talks, "confnotes-list")]

    def lower_day(self, day: confnotes_day) -> list[nodes.Element]:
        """Return a section, or a block with a heading, of the posts."""
        return [self._part(day, "confnotes-day")]

    def lower_group(self, group: confnotes_group) -> list[nodes.Element]:
        """Return a section, or a block with a heading, of the talks."""
        return [self._part(group, "confnotes-group")]

    def lower_post(self, post: confnotes_post) -> list[nodes.Element]:
        """Return a block of the title, the opening and the talks."""
        title = _inline("post-title", title_of(post).children)
        content = [_as_block(node) for node in post.children[1:]]
        return [nodes.container("", _head([[title]]), *content, classes=["confnotes-post"])]

    def item_line(
        self, talk: confnotes_talk, title: nodes.inline, links: Sequence[nodes.Node]
    ) -> nodes.paragraph:
        """Return a line for the title, and below it one for all that is said of the talk."""
        said = [*self._marks_and_facts(talk, is_short=True), *_links_and_tags(talk)]
        below = [_command("newline"), *_facts_line(said)] if said else []
        return nodes.paragraph("", "", title, *below)

    def item(self, line: nodes.paragraph, notes: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return what an item of a list holds, its line kept together with the notes."""
        _allow_breaks(line)
        return [nodes.container("", line, classes=["confnotes-keep"]), *notes] if notes else [line]

    def table(self, table: TalkTable) -> list[nodes.Node]:
        """Return a table, to be made to fit the page when its notes are lowered."""
        self._tables[table.node] = table
        return super().table(table)

    def _part(self, part: confnotes_day | confnotes_group, name: str) -> nodes.Element:
        lowered = self.part(part, nodes.rubric("", self.title(part)), [name])
        if isinstance(lowered, nodes.container):
            lowered.insert(0, _anchors(part))
        return lowered

    def _marks_and_facts(self, talk: confnotes_talk, *, is_short: bool = False) -> list[nodes.Node]:
        said: list[nodes.Node] = []
        if mark := talk_facts.highlight(talk):
            said.append(_inline("mark", [nodes.Text(f"★ {mark}")]))
        if "rating" in talk:
            said.append(_inline("rating", [nodes.Text(talk_facts.stars(talk))]))
        for fact in self.facts_of(talk, is_short=is_short):
            said.append(_inline(fact.name, [nodes.Text(fact.shown)]))
        return said


def _talk(content: Sequence[nodes.Node], classes: Sequence[str] = ()) -> nodes.container:
    return nodes.container("", *content, classes=["confnotes-talk", *classes])


def _head(lines: Sequence[Sequence[nodes.Node]]) -> nodes.container:
    """Return lines that keep together and with what follows them."""
    paragraph = nodes.paragraph()
    for line in lines:
        if line:
            paragraph += [_command("newline"), *line] if paragraph.children else line
    _allow_breaks(paragraph)
    return nodes.container("", paragraph, classes=["confnotes-head"])


def _links_and_tags(talk: confnotes_talk) -> list[nodes.Node]:
    shown: list[nodes.Node] = [
        _inline("link", [link]) for node in find(talk, confnotes_links) for link in node
    ]
    if tags := talk_facts.tags(talk):
        name = nodes.Text(talk_facts.named(talk, "tags", ""))
        marked = [_inline("tag", [nodes.Text(tag)]) for tag in tags]
        shown.append(_inline("tags", [name, *_separated(marked)]))
    return shown


def _note(note: nodes.Element, name: str) -> nodes.container:
    heading = nodes.Text(talk_facts.note_heading(note))
    content = [*_anchors(note), *note.children]
    # A picture can't be broken, so its title needs more room than a title before text.
    opening = ["confnotes-picture"] if _begins_with_picture(note) else []
    for figure in find(note, nodes.figure):
        # Text that wraps around a figure would leave the box and the page.
        figure.attributes.pop("align", None)
    # Other figures float, but not in admonitions.
    box = nodes.admonition("", nodes.title("", "", heading), *content)
    return nodes.container("", box, classes=[*opening, name, *note["classes"]])


def _begins_with_picture(node: nodes.Node) -> bool:
    if isinstance(node, nodes.image | nodes.figure):
        return True
    return bool(node.children) and _begins_with_picture(node.children[0])


def _as_block(node: nodes.Node) -> nodes.Node:
    """Return a line of ours as a block: a paragraph's class is nothing in LaTeX."""
    if isinstance(node, nodes.paragraph) and not {*LINES}.isdisjoint(node["classes"]):
        _allow_breaks(node)
        return nodes.container("", node, classes=node["classes"])
    return node


def _fit(table: TalkTable) -> None:
    """Let a table be as wide as the page, and go over several where it can."""
    node = table.node
    is_free = all(isinstance(other, FREE) for other in ancestors(node))
    node["classes"].remove("colwidths-auto")
    node["classes"] += ["colwidths-given", *(["longtable"] if is_free else [])]
    moved = _take_notes_out(table)
    needed = [_longest(cells) for cells in zip(*table.rows, strict=True)]
    wanted = [spec["colwidth"] for spec in table.specs]
    for spec, width in zip(table.specs, _widths(wanted, needed), strict=True):
        spec["colwidth"] = width
    for cells in table.rows:
        for cell in cells:
            _allow_breaks(cell)
    size = ["confnotes-wide"] if sum(needed) > PAGE else []
    holder = nodes.container("", classes=["confnotes-table", *size])
    node.replace_self([holder, *moved])
    holder += node


def _take_notes_out(table: TalkTable) -> list[nodes.Element]:
    """Return the notes of a table, out of it, where one could be higher than a page.

    LaTeX can't break a row.  Notes that stay have no boxes, which would be too much for a cell.
    """
    if table.columns[-1] != "notes":
        return []
    body = table.rows[1:]
    if not any(len(cells[-1].astext()) > HIGH or find(cells[-1], *PARTS) for cells in body):
        for cells in body:
            _unbox(cells[-1])
        return []
    blocks: list[nodes.Element] = []
    for cells in body:
        if (notes := cells[-1]).children:
            talk = cells[table.columns.index("talk")]
            title = [_inline("title", line.deepcopy().children) for line in talk.children]
            blocks.append(_talk([_head([title]), *notes.children]))
    table.columns.pop()
    taken: list[nodes.Element] = [table.specs.pop(), *(cells.pop() for cells in table.rows)]
    for part in taken:
        part.parent.remove(part)
    return blocks


def _unbox(cell: nodes.entry) -> None:
    boxes = [box for box in find(cell, nodes.admonition) if box.parent.parent is cell]
    for box in boxes:
        title, *content = box.children
        strong = nodes.strong("", "", *title.children)
        box.replace_self([nodes.paragraph("", "", strong), *content])


def _longest(cells: Sequence[nodes.Node]) -> int:
    """Return how many characters a column needs for no word to be torn apart."""
    return min(max(len(word) for cell in cells for word in [*cell.astext().split(), ""]) + 2, LONG)


def _widths(wanted: Sequence[int], needed: Sequence[int]) -> list[int]:
    """Return the widths of columns: what they need, and what is left as they want it."""
    more = [max(want - need, 0) for want, need in zip(wanted, needed, strict=True)]
    share = min(max(PAGE - sum(needed), 0) / (sum(more) or 1), 1)
    return [round(10 * (need + share * extra)) for need, extra in zip(needed, more, strict=True)]


def _block(node: nodes.Element, name: str) -> nodes.container:
    return nodes.container("", *_anchors(node), *node.children, classes=[name, *node["classes"]])


def _anchors(node: nodes.Element) -> list[nodes.Node]:
    """Return a target with the ids of a node: in LaTeX, those of a container lead nowhere."""
    return [nodes.target("", "", ids=node["ids"])] if node["ids"] else []


def _inline(name: str, content: Sequence[nodes.Node]) -> nodes.inline:
    return nodes.inline("", "", *content, classes=[f"confnotes-{name}"])


def _facts_line(said: Sequence[nodes.Node]) -> list[nodes.Node]:
    return [_inline("facts", _separated(said))] if said else []


def _command(name: str) -> nodes.raw:
    return nodes.raw("", f"\\confnotes{name}{{}}", format="latex")


def _separated(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    return [part for node in inline for part in (_command("separator"), node)][1:]


def _allow_breaks(node: nodes.Node) -> None:
    """Let long texts without spaces be broken behind their punctuation."""
    for text in list(node.findall(nodes.Text)):
        parent = text.parent
        # LaTeX breaks links whose text is their address by itself.
        is_address = isinstance(parent, nodes.reference) and parent.get("refuri") == text
        if isinstance(parent, nodes.raw) or is_address:
            continue
        pieces = UNSPACED.sub(lambda run: BREAKS.sub("\\g<0>\0", run[0]), text).split("\0")
        if len(pieces) > 1:
            broken = [part for piece in pieces for part in (_command("break"), nodes.Text(piece))]
            parent.replace(text, broken[1:])
