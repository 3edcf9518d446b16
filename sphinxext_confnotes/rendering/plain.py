"""Lowering to ordinary docutils nodes, for every builder that ``html`` isn't for.

A talk is a term with its notes as its definition, and each note a term in that: what LaTeX, text,
man and Texinfo all set well, and what a strict writer knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinxext_confnotes import words
from sphinxext_confnotes.compat import builder_of
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
from sphinxext_confnotes.rendering import parts
from sphinxext_confnotes.rendering.html import LowerHtml
from sphinxext_confnotes.rendering.lowering import Lowering


class LowerPlain(Lowering):
    """Lower whatever is left."""

    # Behind ``html``'s; before Sphinx's and other extensions' last transforms (200).
    default_priority = 191

    def is_supported(self) -> bool:
        """Tell whether there is anything left, which for HTML there isn't."""
        return super().is_supported() and builder_of(self.env).format not in LowerHtml.formats

    def talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a definition list of one item."""
        content = talk.children[1:]
        definition = nodes.definition("")
        if facts := parts.everything(talk, self.facts(talk)):
            definition += nodes.paragraph("", facts)
        for node in content:
            if isinstance(node, confnotes_links):
                definition += [_spelled_out(link) for link in node.children]
            else:
                definition += node
        classes = ["confnotes-talk", *talk["classes"]]
        if "highlight" in talk:
            classes.append("confnotes-highlight")
        return [_definition(title_of(talk).children, definition, classes, talk["ids"])]

    def tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a definition list of one item."""
        return self._note(note, "confnotes-tldr")

    def comment(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a definition list of one item."""
        return self._note(note, "confnotes-comment")

    def summary(self, summary: confnotes_summary) -> list[nodes.Element]:
        """Return the days, one after the other."""
        classes = ["confnotes-summary", *summary["classes"]]
        return [nodes.container("", *summary.children, ids=summary["ids"], classes=classes)]

    def talk_list(self, talks: confnotes_talk_list) -> list[nodes.Element]:
        """Return the groups or talks, one after the other."""
        classes = ["confnotes-list", *talks["classes"]]
        return [nodes.container("", *talks.children, ids=talks["ids"], classes=classes)]

    def day(self, day: confnotes_day) -> list[nodes.Element]:
        """Return a section or a heading, and the posts."""
        return [self.part(day, nodes.rubric("", self.title(day)), ["confnotes-day"])]

    def group(self, group: confnotes_group) -> list[nodes.Element]:
        """Return a section or a heading, and the talks."""
        return [self.part(group, nodes.rubric("", self.title(group)), ["confnotes-group"])]

    def post(self, post: confnotes_post) -> list[nodes.Element]:
        """Return the title, the opening and the talks."""
        title, *content = post.children
        heading = nodes.paragraph("", "", nodes.strong("", "", *title.children))
        return [heading, *(node for node in content if isinstance(node, nodes.Element))]

    def _note(self, note: nodes.Element, name: str) -> list[nodes.Element]:
        heading = [nodes.Text(parts.note_heading(note))]
        definition = nodes.definition("", *note.children)
        return [_definition(heading, definition, [name, *note["classes"]], note["ids"])]


def _spelled_out(link: nodes.Node) -> nodes.paragraph:
    """Return a link behind its name, with its address to be read where none can be followed."""
    paragraph = nodes.paragraph("", "", link)
    if isinstance(link, nodes.reference) and (address := link.get("refuri")):
        name = link.astext()
        link.clear()
        link += nodes.Text(address)
        paragraph.insert(0, nodes.Text(words.named(name, "")))
    return paragraph


def _definition(
    term: Sequence[nodes.Node], definition: nodes.definition, classes: list[str], ids: list[str]
) -> nodes.definition_list:
    if not definition.children:
        # A definition can't be empty.
        definition += nodes.paragraph()
    # The term is where every writer puts the anchor.
    item = nodes.definition_list_item("", nodes.term("", "", *term, ids=ids), definition)
    return nodes.definition_list("", item, classes=classes)
