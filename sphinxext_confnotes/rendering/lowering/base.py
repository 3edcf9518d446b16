"""The walk that lowers semantic nodes, whatever they are lowered to.

Subclassed by ``html``, ``latex`` and ``plain``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_confnotes import gc_pause, wording
from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.nodes import (
    PART,
    SOURCE_TEXT,
    Semantic,
    confnotes_day,
    confnotes_group,
    confnotes_summary,
    confnotes_talk,
    confnotes_talk_list,
    is_note,
    is_selection,
    kind_of,
)
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.rendering import talk_facts
from sphinxext_confnotes.rendering.lowering.layouts import TalkTable, lay_out

SEMANTIC_FORMATS = ("xml", "pseudoxml")
"""The formats of the builders whose writers take the semantic nodes as they are.

So does the builder of message catalogues, which reads the messages from the nodes.
"""

SHORT_STYLES = {"full": "medium", "long": "medium"}
"""The styles of dates that leave a table's other columns no room, to those taken there."""


def writes_semantic_nodes(builder: Builder) -> bool:
    """Tell whether a builder takes the semantic nodes as they are."""
    return builder.format in SEMANTIC_FORMATS or isinstance(builder, I18nBuilder)


class Lowering(SphinxPostTransform):
    """Replace each semantic node by what the method of its kind, ``lower_…``, makes of it.

    Lists of talks are laid out first.  Then inner nodes go before those around them, so that a
    method finds the node's content already lowered.
    """

    has_room: ClassVar[bool] = True
    # Many writers end the build over a table in a table.
    nests_tables: ClassVar[bool] = False

    def is_supported(self) -> bool:
        """Tell whether there is anything to do for the builder."""
        return (
            super().is_supported()
            and domain_of(self.env).is_used
            and not writes_semantic_nodes(builder_of(self.env))
        )

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        if not (semantic := find(self.document, *Semantic)):
            return
        self.values = Config.of(self.config)
        self._own_words = [word.lower() for word in self.values.prose_labels]
        with gc_pause.paused():
            lists = [node for node in semantic if isinstance(node, confnotes_talk_list)]
            self.prepare(lists)
            if lists:
                # Talks that have become items or rows are left out.
                semantic = find(self.document, *Semantic)
            places = NodeReplacer()
            for node in reversed(semantic):
                self._lower(node, places)

    def prepare(self, lists: Sequence[confnotes_talk_list]) -> None:
        """Lay out the lists of a document in which nothing is lowered yet."""
        for talk_list in lists:
            lay_out(talk_list, self)

    def _lower(self, node: nodes.Element, places: NodeReplacer) -> None:
        lower: Callable[[Any], Sequence[nodes.Element]] = getattr(self, f"lower_{kind_of(node)}")
        lowered = lower(node)
        for new in lowered:
            new.source, new.line = node.source, node.line
            new[PART] = kind_of(node)
            if is_note(node):
                new[SOURCE_TEXT] = node.source_text
        places.put(node, lowered)

    def title(self, part: confnotes_day | confnotes_group) -> str:
        """Return the heading of a day or a group."""
        is_day = isinstance(part, confnotes_day)
        by, name = ("day", part["date"]) if is_day else (part["by"], part["name"])
        return talk_facts.heading(by, name, self.values.date_format, self.config.language)

    def part(
        self, part: confnotes_day | confnotes_group, heading: nodes.Element, names: list[str]
    ) -> nodes.Element:
        """Return a day or group as a section, where one may stand, or as a block with a heading."""
        if is_selection(part.parent) and self.may_hold_sections(part.parent):
            title = nodes.title("", self.title(part), classes=heading["classes"])
            return nodes.section("", title, *part.children, ids=part["ids"], classes=names)
        return nodes.container("", heading, *part.children, ids=part["ids"], classes=names)

    def may_hold_sections(self, selection: confnotes_summary | confnotes_talk_list) -> bool:
        """Tell whether sections may stand where a selection does."""
        return isinstance(selection.parent, nodes.section)

    def facts_of(self, talk: confnotes_talk, *, is_short: bool = False) -> list[talk_facts.Fact]:
        """Return the facts of a talk that aren't said above it; dates shortened, if wanted."""
        style = self.values.date_format
        if is_short:
            style = SHORT_STYLES.get(style, style)
        return talk_facts.facts_of(
            talk,
            style,
            self.config.language,
            left_out=talk_facts.said_by_heading(talk),
            own_words=self._own_words,
        )

    def tag(self, name: str) -> nodes.Element:
        """Return a tag of a talk in a list or a table."""
        return nodes.inline("", name, classes=["confnotes-tag"])

    def title_mark(self, talk: confnotes_talk) -> list[nodes.Node]:
        """Return the highlight mark of a talk behind its title in a table, in brackets."""
        if mark := talk_facts.highlight(talk):
            return [nodes.inline("", wording.added("", mark), classes=["confnotes-mark"])]
        return []

    def item_line(
        self, talk: confnotes_talk, title: nodes.inline, links: Sequence[nodes.Node]
    ) -> nodes.paragraph:
        """Return the line of a talk in a list: all facts in brackets behind the title."""
        line = nodes.paragraph("", "", title)
        said = talk_facts.said(talk, self.facts_of(talk, is_short=True))
        if facts := talk_facts.on_one_line([*said, *filter(None, [talk_facts.listed_tags(talk)])]):
            line += nodes.inline("", wording.added("", facts), classes=["confnotes-facts"])
        for link in links:
            line += [nodes.Text(" "), *self.item_link(link)]
        return line

    def item_link(self, link: nodes.Node) -> list[nodes.Node]:
        """Return a link of a talk in a list."""
        return [link]

    def item(self, line: nodes.paragraph, notes: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Return what an item of a list holds."""
        return [line, *notes]

    def table(self, table: TalkTable) -> list[nodes.Node]:
        """Return what stands for a table."""
        return [table.node]

    def blocks(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return the facts of a talk that are texts of their own, each behind its name."""
        return [
            nodes.paragraph("", text, classes=[f"confnotes-{block.name}"])
            for block in talk_facts.blocks(talk)
            for text in (
                wording.named(block.heading, block.paragraphs[0]),
                *block.paragraphs[1:],
            )
        ]


class NodeReplacer:
    """The places of nodes that others are put into, from the last one to the first.

    A search in one parent goes on where the one before has ended.  docutils' own way begins anew
    each time, compares nodes by what is in them, and gives the classes to the first.
    """

    def __init__(self) -> None:
        self._ends: dict[nodes.Element, int] = {}

    def put(self, node: nodes.Element, by: Sequence[nodes.Node]) -> None:
        """Put other nodes in the place of one."""
        parent = node.parent
        at = self._ends.get(parent, len(parent.children)) - 1
        while parent.children[at] is not node:
            at -= 1
        self._ends[parent] = at
        parent[at : at + 1] = by
