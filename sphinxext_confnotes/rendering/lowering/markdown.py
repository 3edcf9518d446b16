"""Lowering for builders that write Markdown: as in ``plain``, but a talk has a heading.

Called by Sphinx before ``plain``, for every builder whose format is Markdown, whichever extension
it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinxext_confnotes.addresses import is_local
from sphinxext_confnotes.doctree import links_in
from sphinxext_confnotes.nodes import confnotes_links, confnotes_talk, title_of
from sphinxext_confnotes.rendering import talk_facts
from sphinxext_confnotes.rendering.lowering.plain import LowerPlain, title_on_one_line


class LowerMarkdown(LowerPlain):
    """Lower to headings and paragraphs, for people with an editor and for programs."""

    formats = ("markdown",)

    def lower_talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a heading that leads to the talk, a line of facts, the notes and the links."""
        said = talk_facts.said(talk, self.facts_of(talk))
        facts = talk_facts.on_one_line([*said, *filter(None, [talk_facts.listed_tags(talk)])])
        content = talk.children[1:]
        links = [node for node in content if isinstance(node, confnotes_links)]
        shown = [link for node in links for link in links_in(node)]
        lowered: list[nodes.Element] = _anchors(talk)
        if not talk_facts.is_headed_by_page(talk):
            lowered.append(self.heading(*_linked_title(talk)))
        if facts:
            lowered.append(nodes.paragraph("", facts))
        lowered += self.blocks(talk)
        lowered += [
            node for node in content if isinstance(node, nodes.Element) and node not in links
        ]
        if shown:
            spaced = [part for link in shown for part in (nodes.Text(" · "), link)][1:]
            lowered.append(nodes.paragraph("", "", *spaced))
        # A talk of which nothing is said but the page's title.
        return lowered or [nodes.paragraph()]

    def lower_tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return what the note says, behind its name; what opens a post needs none."""
        is_opening = isinstance(note.parent, nodes.section) and "label" not in note
        return _content(note) if is_opening else _named(note)

    def lower_comment(self, note: nodes.Element) -> list[nodes.Element]:
        """Return what the note says, behind its name."""
        return _named(note)

    def item_link(self, link: nodes.Node) -> list[nodes.Node]:
        """Return a link of a talk in a list, which can be followed."""
        return [link]


def _linked_title(talk: confnotes_talk) -> Sequence[nodes.Node]:
    title, address = title_on_one_line(talk), talk.get("url", "")
    if links_in(title_of(talk)) or not address or is_local(address):
        return title
    return [nodes.reference("", "", *title, refuri=address)]


def _named(note: nodes.Element) -> list[nodes.Element]:
    name = nodes.strong("", f"{talk_facts.note_heading(note)}.")
    content = _content(note)
    at = len(note["ids"])
    first = content[at] if at < len(content) else None
    if isinstance(first, nodes.paragraph):
        first[:0] = [name, nodes.Text(" ")]
    else:
        content.insert(at, nodes.paragraph("", "", name))
    return content


def _content(note: nodes.Element) -> list[nodes.Element]:
    """Return what a note says, behind its anchors."""
    said = (node for node in note.children if isinstance(node, nodes.Element))
    return [*_anchors(note), *said]


def _anchors(node: nodes.Element) -> list[nodes.Element]:
    """Return what the writers make an anchor of."""
    return [nodes.target("", "", refid=name) for name in node["ids"]]
