"""The layouts of lists of talks: cards, a list, a table.

Called by ``base`` before anything in a list is lowered.  In a list or a table a talk becomes an
item or a row of ordinary nodes, in which its notes stay semantic and are lowered as everywhere.
A layout is a function in `LAYOUTS`, the same for all lowerings, which differ in their `Parts`.
Never imports a lowering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple, Protocol

from docutils import nodes

from sphinxext_confnotes import wording
from sphinxext_confnotes.doctree import find, stands_in
from sphinxext_confnotes.nodes import (
    confnotes_links,
    confnotes_talk,
    confnotes_talk_list,
    is_note,
    title_of,
)
from sphinxext_confnotes.notes.fields import FIELDS
from sphinxext_confnotes.notes.records import Layout
from sphinxext_confnotes.rendering import talk_facts

WIDEST = 30
"""Characters that a column has at the most, where a builder counts them; more are wrapped."""

Cell = list[nodes.Node]


class TalkTable(NamedTuple):
    """A table of talks, with what it consists of."""

    node: nodes.table
    columns: list[str]
    """The names of the columns; notes are the last."""
    specs: list[nodes.colspec]
    """One of each column."""
    rows: list[list[nodes.entry]]
    """The cells of each row, the head first."""


class Parts(Protocol):
    """The parts of lists and tables, as a lowering makes them."""

    has_room: ClassVar[bool]
    """Whether a line holds all that a row of a table says, or can be scrolled."""
    nests_tables: ClassVar[bool]
    """Whether there can be tables in tables."""

    def facts_of(self, talk: confnotes_talk, *, is_short: bool = False) -> list[talk_facts.Fact]:
        """Return the facts of a talk, with dates that leave other columns room, if wanted."""

    def tag(self, name: str) -> nodes.Element:
        """Return a tag of a talk."""

    def title_mark(self, talk: confnotes_talk) -> list[nodes.Node]:
        """Return the highlight mark of a talk behind its title in a table, if it has one."""

    def item_line(
        self, talk: confnotes_talk, title: nodes.inline, links: Sequence[nodes.Node]
    ) -> nodes.paragraph:
        """Return the line of a talk in a list."""

    def item(self, line: nodes.paragraph, notes: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return what an item of a list holds."""

    def table(self, table: TalkTable) -> list[nodes.Node]:
        """Return what stands for a table."""


def as_cards(parts: Parts, talks: Sequence[confnotes_talk]) -> Sequence[nodes.Node]:
    """Return talks as they are; each is lowered by itself, as it is on its own page."""
    return talks


def as_list(parts: Parts, talks: Sequence[confnotes_talk]) -> Sequence[nodes.Node]:
    """Return a list with an item for each talk."""
    return [nodes.bullet_list("", *(_item(parts, talk) for talk in talks))]


def as_table(parts: Parts, talks: Sequence[confnotes_talk]) -> Sequence[nodes.Node]:
    """Return a table with a row for each talk, and a column for each field that any has."""
    cells = [_cells(parts, talk) for talk in talks]
    names = [name for name in cells[0] if name == "talk" or any(row[name] for row in cells)]
    head = [_entry(name, [nodes.Text(wording.field(name))]) for name in names]
    body = [[_entry(name, row[name]) for name in names] for row in cells]
    rows = [head, *body]
    specs = [nodes.colspec(colwidth=max(map(_width, column))) for column in zip(*rows, strict=True)]
    group = nodes.tgroup("", *specs, cols=len(names))
    group += nodes.thead("", nodes.row("", *head))
    group += nodes.tbody(
        "",
        *(
            nodes.row("", *row, classes=_classes(talk))
            for talk, row in zip(talks, body, strict=True)
        ),
    )
    table = nodes.table("", group, classes=["confnotes-table", "colwidths-auto"])
    return parts.table(TalkTable(table, names, specs, rows))


LAYOUTS: Mapping[Layout, Callable[[Parts, Sequence[confnotes_talk]], Sequence[nodes.Node]]] = {
    "cards": as_cards,
    "list": as_list,
    "table": as_table,
    # Its talks have become cells before.
    "timetable": as_cards,
}


def lay_out(talk_list: confnotes_talk_list, parts: Parts) -> None:
    """Put the talks of a list, and of the groups in it, into its layout.

    :raises KeyError: where nothing knows the layout.
    """
    layout = talk_list["layout"]
    if layout == "table" and not _may_be_table(talk_list, parts):
        layout = "list"
    make = LAYOUTS[layout]
    # A list holds either groups or talks.
    for holder in [talk_list, *talk_list.children]:
        assert isinstance(holder, nodes.Element)
        talks = [talk for talk in holder if isinstance(talk, confnotes_talk)]
        if talks:
            holder[:] = make(parts, talks)


def _may_be_table(talk_list: confnotes_talk_list, parts: Parts) -> bool:
    """Tell whether there is room for a table, and none in it or around it that mustn't be."""
    nests = stands_in(talk_list, nodes.table) or bool(find(talk_list, nodes.table))
    return parts.has_room and (parts.nests_tables or not nests)


def _item(parts: Parts, talk: confnotes_talk) -> nodes.list_item:
    title = nodes.inline("", "", *title_of(talk).children, classes=["confnotes-title"])
    line = parts.item_line(talk, title, _links(talk))
    return nodes.list_item("", *parts.item(line, _notes(talk)), classes=_classes(talk))


def _cells(parts: Parts, talk: confnotes_talk) -> dict[str, Cell]:
    """Return what each column has of a talk, in their order."""
    known: dict[str, Cell] = {
        fact.name: [nodes.Text(fact.value)] for fact in parts.facts_of(talk, is_short=True)
    }
    known["tags"] = separated(map(parts.tag, talk_facts.tags(talk)))
    if "rating" in talk:
        known["rating"] = [nodes.Text(wording.rating(talk["rating"]))]
    title: Cell = [*title_of(talk).children, *parts.title_mark(talk)]
    links = [part for link in _links(talk) for part in (link, nodes.Text(" "))][:-1]
    before, behind = (
        {field.name: known.get(field.name, []) for field in FIELDS if field.column == column}
        for column in ("before", "behind")
    )
    return {**before, "talk": title, **behind, "links": links, "notes": list(_notes(talk))}


def separated(inline: Iterable[nodes.Node]) -> Cell:
    """Return inline nodes with commas between them."""
    return [part for node in inline for part in (nodes.Text(wording.comma()), node)][1:]


def _entry(column: str, content: Cell) -> nodes.entry:
    if content and isinstance(content[0], nodes.Text | nodes.Inline):
        content = [nodes.paragraph("", "", *content)]
    return nodes.entry("", *content, classes=[f"confnotes-column-{column}"])


def _width(entry: nodes.Node) -> int:
    text = entry.astext()
    longest = max(map(len, text.split()), default=1)
    return max(longest, min(len(text), WIDEST))


def _classes(talk: confnotes_talk) -> list[str]:
    # Scripts sort rows by this class, because dates in words don't sort.
    dated = [f"confnotes-on-{talk['date'].partition('/')[0]}"] if "date" in talk else []
    return ["confnotes-item", *dated, *talk_facts.classes(talk)]


def _notes(talk: confnotes_talk) -> list[nodes.Element]:
    return [node for node in talk if is_note(node)]


def _links(talk: confnotes_talk) -> list[nodes.Node]:
    return [link for node in talk if isinstance(node, confnotes_links) for link in node]
