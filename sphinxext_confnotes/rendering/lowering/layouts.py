"""The layouts ``list`` and ``table``: talks in few words, for every builder the same.

But a table becomes a list where the builder can't have one.  Called by ``expand``.  The talks of
such a list become list items or rows of ordinary nodes; their groups and notes stay semantic and
are lowered as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.builders import Builder
from sphinx.config import Config as SphinxConfig

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import find, stands_in
from sphinxext_confnotes.nodes import (
    confnotes_links,
    confnotes_talk,
    confnotes_talk_list,
    is_note,
    title_of,
)
from sphinxext_confnotes.notes.fields import FIELDS
from sphinxext_confnotes.rendering import talk_facts

SHORT_STYLES = {"full": "medium", "long": "medium"}
"""The styles of dates that leave a table's other columns no room, to those taken there."""

WIDEST = 30
"""Characters that a column has at the most, where a builder counts them; more are wrapped."""

NARROW_FORMATS = ("man",)
"""The formats whose lines don't hold all that a row says, and can't be scrolled either."""

NESTING_FORMATS = ("html", "latex")
"""The formats that have tables in tables.  Many other writers end the build over one."""

Cell = list[nodes.Node]


class Layouts:
    """The laying out of talks that aren't to be cards."""

    def __init__(self, config: SphinxConfig, builder: Builder) -> None:
        self._has_room = builder.format not in NARROW_FORMATS
        self._nests_tables = builder.format in NESTING_FORMATS
        self._style = Config.of(config).date_format
        self._language = config.language

    def lay_out(self, talk_list: confnotes_talk_list) -> None:
        """Replace the talks of a list, and of the groups in it, where its layout isn't cards."""
        if talk_list["layout"] == "cards":
            return
        as_table = talk_list["layout"] == "table" and self._may_be_table(talk_list)
        make = self._table if as_table else self._list
        # A list holds either groups or talks.
        for holder in [talk_list, *talk_list.children]:
            assert isinstance(holder, nodes.Element)
            talks = [talk for talk in holder if isinstance(talk, confnotes_talk)]
            if talks:
                holder.clear()
                holder += make(talks)

    def _may_be_table(self, talk_list: confnotes_talk_list) -> bool:
        """Tell whether there is room for a table, and none in it or around it that mustn't be."""
        nests = stands_in(talk_list, nodes.table) or bool(find(talk_list, nodes.table))
        return self._has_room and (self._nests_tables or not nests)

    def _facts(self, talk: confnotes_talk, style: str) -> list[talk_facts.Fact]:
        return talk_facts.facts(talk, style, self._language)

    def _list(self, talks: Sequence[confnotes_talk]) -> nodes.bullet_list:
        return nodes.bullet_list("", *(self._item(talk) for talk in talks))

    def _item(self, talk: confnotes_talk) -> nodes.list_item:
        title = nodes.inline("", "", *title_of(talk).children, classes=["confnotes-title"])
        line = nodes.paragraph("", "", title)
        if said := talk_facts.everything(talk, self._facts(talk, self._style)):
            line += nodes.inline(
                "", "", *_mark_tags(wording.added("", said), talk), classes=["confnotes-facts"]
            )
        for link in _links(talk):
            line += [nodes.Text(" "), link]
        return nodes.list_item("", line, *_notes(talk), classes=_classes(talk))

    def _table(self, talks: Sequence[confnotes_talk]) -> nodes.table:
        rows = [self._cells(talk) for talk in talks]
        names = [name for name in rows[0] if name == "talk" or any(row[name] for row in rows)]
        head = nodes.row("", *(_entry(name, [nodes.Text(wording.field(name))]) for name in names))
        body = [
            nodes.row("", *(_entry(name, row[name]) for name in names), classes=_classes(talk))
            for talk, row in zip(talks, rows, strict=True)
        ]
        widths = [
            max(_width(head[i]), *(_width(row[i]) for row in body)) for i in range(len(names))
        ]
        columns = [nodes.colspec(colwidth=width) for width in widths]
        group = nodes.tgroup(
            "", *columns, nodes.thead("", head), nodes.tbody("", *body), cols=len(names)
        )
        return nodes.table("", group, classes=["confnotes-table", "colwidths-auto"])

    def _cells(self, talk: confnotes_talk) -> dict[str, Cell]:
        """Return what each column has of a talk, in their order."""
        style = SHORT_STYLES.get(self._style, self._style)
        known: dict[str, Cell] = {
            fact.name: [nodes.Text(fact.value)] for fact in self._facts(talk, style)
        }
        known["tags"] = _separated(_marked(talk))
        if "rating" in talk:
            known["rating"] = [nodes.Text(wording.rating(talk["rating"]))]
        title: Cell = list(title_of(talk).children)
        if mark := talk_facts.highlight(talk):
            title.append(nodes.inline("", wording.added("", mark), classes=["confnotes-mark"]))
        links = [part for link in _links(talk) for part in (link, nodes.Text(" "))][:-1]
        before, behind = (
            {field.name: known.get(field.name, []) for field in FIELDS if field.column == column}
            for column in ("before", "behind")
        )
        return {**before, "talk": title, **behind, "links": links, "notes": list(_notes(talk))}


def _marked(talk: confnotes_talk) -> list[nodes.Node]:
    """Return the tags of a talk, each marked as one."""
    return [nodes.inline("", tag, classes=["confnotes-tag"]) for tag in talk_facts.tags(talk)]


def _mark_tags(said: str, talk: confnotes_talk) -> Cell:
    """Return what is said of a talk on one line, with its tags, which come last, marked."""
    if not (tags := talk_facts.tags(talk)):
        return [nodes.Text(said)]
    before, _, behind = said.rpartition(wording.listed(tags))
    return [nodes.Text(before), *_separated(_marked(talk)), nodes.Text(behind)]


def _separated(inline: Sequence[nodes.Node]) -> Cell:
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
    marked = ["confnotes-highlight"] if "highlight" in talk else []
    # Scripts sort rows by this class, because dates in words don't sort.
    dated = [f"confnotes-on-{talk['date'].partition('/')[0]}"] if "date" in talk else []
    return ["confnotes-item", *dated, *marked, *talk["classes"]]


def _notes(talk: confnotes_talk) -> list[nodes.Element]:
    return [node for node in talk if is_note(node)]


def _links(talk: confnotes_talk) -> list[nodes.Node]:
    return [link for node in talk if isinstance(node, confnotes_links) for link in node]
