"""Lowering to ordinary docutils nodes, for every builder that ``html`` isn't for.

A talk is a term with its notes as its definition, and each note a term in that: what LaTeX, text,
man and Texinfo all set well, and what a strict writer knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from docutils import nodes
from sphinx import addnodes

from sphinxext_confnotes import wording
from sphinxext_confnotes.addresses import is_local
from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.doctree import LINKS, find, leading_link, links_in, stands_in
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
from sphinxext_confnotes.rendering.lowering.html import LowerHtml

ENDS = (nodes.section, nodes.compound, nodes.Invisible)
"""The nodes that may follow sections; a compound holds a toctree, which is sections as well."""


class LowerPlain(Lowering):
    """Lower whatever is left.

    Run after ``html``'s, before the last transforms of Sphinx and others (200).
    """

    def is_supported(self) -> bool:
        """Tell whether there is anything left, which for HTML there isn't."""
        return super().is_supported() and builder_of(self.env).format not in LowerHtml.formats

    def lower_talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a definition list of one item."""
        facts = talk_facts.said(talk, self.facts_of(talk))
        lines = take_lines(talk, [talk_facts.on_one_line(facts)] if facts else [])
        title = title_on_one_line(talk)
        definition = nodes.definition("", *(nodes.paragraph("", "", *line) for line in lines))
        definition += [*self.blocks(talk), *talk.children[1:]]
        return [_definition(title, definition, talk_classes(talk), talk["ids"])]

    def lower_tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a definition list of one item."""
        return self._note(note, "confnotes-tldr")

    def lower_comment(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a definition list of one item."""
        return self._note(note, "confnotes-comment")

    def lower_summary(self, summary: confnotes_summary) -> list[nodes.Element]:
        """Return the days, one after the other."""
        return _selection(summary, "confnotes-summary")

    def lower_talk_list(self, talks: confnotes_talk_list) -> list[nodes.Element]:
        """Return the groups or talks, one after the other."""
        return _selection(talks, "confnotes-list")

    def lower_day(self, day: confnotes_day) -> list[nodes.Element]:
        """Return a section or a heading, and the posts."""
        return [self.part(day, self.heading(nodes.Text(self.title(day))), ["confnotes-day"])]

    def lower_group(self, group: confnotes_group) -> list[nodes.Element]:
        """Return a section or a heading, and the talks."""
        return [self.part(group, self.heading(nodes.Text(self.title(group))), ["confnotes-group"])]

    def lower_post(self, post: confnotes_post) -> list[nodes.Element]:
        """Return the title, the opening and the talks."""
        title, *content = post.children
        heading = self.heading(*title.children)
        return [heading, *(node for node in content if isinstance(node, nodes.Element))]

    def may_hold_sections(self, selection: confnotes_summary | confnotes_talk_list) -> bool:
        """Tell whether sections may stand where a selection does.

        Not before anything else, which would belong to the last of them.
        """
        if not super().may_hold_sections(selection):
            return False
        siblings = selection.parent.children
        return all(isinstance(node, ENDS) for node in siblings[siblings.index(selection) + 1 :])

    def item_link(self, link: nodes.Node) -> list[nodes.Node]:
        """Return a link of a talk in a list, spelled out; a table has no room for that."""
        return _spelled_out(link) if isinstance(link, LINKS) else [link]

    def heading(self, *inline: nodes.Node) -> nodes.rubric:
        """Return a heading where no section may stand."""
        return nodes.rubric("", "", *inline)

    def _note(self, note: nodes.Element, name: str) -> list[nodes.Element]:
        heading = [nodes.Text(talk_facts.note_heading(note))]
        definition = nodes.definition("", *note.children)
        return [_definition(heading, definition, [name, *note["classes"]], note["ids"])]


def take_lines(talk: confnotes_talk, facts: list[str]) -> list[Sequence[nodes.Node]]:
    """Return the lines below the title of a talk, and take out of the talk what is in them.

    After the facts come the tags, and all addresses, to be read where none can be followed.  A
    title that is linked to the talk's address isn't any more.

    :param facts: the first lines.
    """
    lines: list[Sequence[nodes.Node]] = [
        [nodes.Text(text)] for text in (*facts, talk_facts.listed_tags(talk)) if text
    ]
    address = talk.get("url", "")
    link = leading_link(title_of(talk))
    if link is not None and link.get("refuri") == address:
        link.parent.replace(link, link.children)
    if address and not is_local(address):
        lines.append([nodes.reference("", address, refuri=address)])
    for links in [node for node in talk if isinstance(node, confnotes_links)]:
        talk.remove(links)
        lines += [_spelled_out(link) for link in links_in(links)]
    return lines


def title_on_one_line(talk: confnotes_talk) -> list[nodes.Node]:
    """Return the title of a talk; a line break in the source would end it for many a writer."""
    title = title_of(talk)
    for text in list(title.findall(nodes.Text)):
        if "\n" in text:
            text.parent.replace(text, nodes.Text(text.replace("\n", " ")))
    return title.children


def talk_classes(talk: confnotes_talk) -> list[str]:
    """Return the classes of a talk."""
    return ["confnotes-talk", *talk_facts.classes(talk)]


def _selection(
    selection: confnotes_summary | confnotes_talk_list, name: str
) -> list[nodes.Element]:
    """Return the parts of a selection in a container; sections can't be in one, so they aren't."""
    if stands_in(selection, nodes.table):
        for table in find(selection, nodes.table):
            cells = find(table, nodes.entry)
            table.parent.replace(table, [part for cell in cells for part in cell.children])
    first, *others = [node for node in selection.children if isinstance(node, nodes.Element)]
    if isinstance(first, nodes.section):
        first["ids"] += selection["ids"]
        return [first, *others]
    classes = [name, *selection["classes"]]
    return [nodes.container("", first, *others, ids=selection["ids"], classes=classes)]


def _spelled_out(link: nodes.Element) -> list[nodes.Node]:
    """Return a link behind its name: to an address, or to a file, which has its name to be read.

    A link to another page has a name only.
    """
    name = link.astext()
    if isinstance(link, addnodes.download_reference):
        address = PurePosixPath(link["reftarget"]).name
    else:
        address = "" if link.get("internal") else link.get("refuri", "")
    if not address:
        return [link]
    link.clear()
    link += nodes.Text(address)
    return [nodes.Text(wording.named(name, "")), link]


def _definition(
    term: Sequence[nodes.Node], definition: nodes.definition, classes: list[str], ids: list[str]
) -> nodes.definition_list:
    if not definition.children:
        # A definition can't be empty.
        definition += nodes.paragraph()
    # Every writer puts the anchor on the term.
    item = nodes.definition_list_item("", nodes.term("", "", *term, ids=ids), definition)
    return nodes.definition_list("", item, classes=classes)
