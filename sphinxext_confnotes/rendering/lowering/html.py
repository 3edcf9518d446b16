"""Lowering to sphinx-design's cards, for the builders whose format is HTML.

The only module that imports sphinx-design.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx.builders import Builder
from sphinx_design.shared import PassthroughTextElement, create_component

from sphinxext_confnotes import wording
from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.doctree import ancestors, find, links_in, short_title, stands_in
from sphinxext_confnotes.nodes import (
    HEADING,
    PART,
    Semantic,
    confnotes_day,
    confnotes_group,
    confnotes_links,
    confnotes_post,
    confnotes_summary,
    confnotes_talk,
    confnotes_talk_list,
    confnotes_written,
    title_of,
)
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.roles import link
from sphinxext_confnotes.rendering import talk_facts
from sphinxext_confnotes.rendering.assets import FOLD
from sphinxext_confnotes.rendering.footnotes import keep_anchors
from sphinxext_confnotes.rendering.html_tags import MARK, element, raw, span, span_of
from sphinxext_confnotes.rendering.lowering.base import Lowering, NodeReplacer
from sphinxext_confnotes.rendering.lowering.layouts import TalkTable, separated
from sphinxext_confnotes.rendering.word_links import linked

HEADED = (confnotes_talk, confnotes_day, confnotes_group, confnotes_post)
"""The nodes with a heading, below which the headings of their content are."""


class LowerHtml(Lowering):
    """Lower to cards.

    Run after the transforms that look through all nodes: sphinx-design's (199), which find what
    they look for in notes, and that of languages of code (400).
    """

    formats = ("html",)
    nests_tables = True

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        keep_anchors(self.document)
        super().run(**kwargs)

    def prepare(self, lists: Sequence[confnotes_talk_list]) -> None:
        """Lay out the lists of a document, and let the tables in its notes scroll."""
        super().prepare(lists)
        places = NodeReplacer()
        for table in reversed(find(self.document, nodes.table)):
            # That of a list scrolls already.
            is_of_list = isinstance(table.parent, (confnotes_talk_list, confnotes_group))
            is_outermost = stands_in(table, *Semantic) and not stands_in(table, nodes.table)
            if is_outermost and not is_of_list:
                places.put(table, _scrolling(table))

    def tag(self, name: str) -> nodes.Element:
        """Return a tag that leads to its page, or into its index, where there is one."""
        tag = super().tag(name)
        if place := domain_of(self.env).place_of_tag(name):
            classes = tag["classes"]
            tag = link(builder_of(self.env), self.env.docname, place, tag.children)
            tag["classes"] += classes
        return tag

    def title_mark(self, talk: confnotes_talk) -> list[nodes.Node]:
        """Return a star in the badge of a mark; words other than the usual ones are shown."""
        if mark := talk_facts.highlight(talk):
            if mark == wording.highlight(""):
                star = f'<span aria-hidden="true">★</span>{span("confnotes-spoken", mark)}'
                return [raw(f" {span_of(' '.join(MARK), star)}")]
            return [raw(f" {span(' '.join(MARK), f'★ {mark}')}")]
        return []

    def table(self, table: TalkTable) -> list[nodes.Node]:
        """Return a table that scrolls by itself and has a name."""
        return _scrolling(table.node, role="group", aria_label=wording.table())

    def item_line(
        self, talk: confnotes_talk, title: nodes.inline, links: Sequence[nodes.Node]
    ) -> nodes.paragraph:
        """Return a line that begins with title, speakers and marks, and goes on with the rest."""
        facts = self.facts_of(talk, is_short=True)
        first = [self._fact(fact, talk) for fact in facts if fact.name == "speakers"]
        first += _marks(talk)
        rest = [self._fact(fact, talk) for fact in facts if fact.name != "speakers"]
        line = nodes.paragraph("", "", title)
        if first:
            line += raw(" ".join(["", *first]))
        quiet: list[nodes.Node] = [raw(" ".join(rest))] if rest else []
        if tags := [self.tag(tag) for tag in talk_facts.tags(talk)]:
            quiet.append(nodes.inline("", "", *separated(tags), classes=["confnotes-tags"]))
        quiet += [nodes.inline("", "", link, classes=["confnotes-links"]) for link in links]
        if quiet:
            spaced = [part for node in quiet for part in (nodes.Text(" "), node)][1:]
            line += [nodes.Text(" "), nodes.inline("", "", *spaced, classes=["confnotes-facts"])]
        return line

    def lower_talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a card, its body an article with a name."""
        content = talk.children[1:]
        classes = ["sd-card", "sd-sphinx-override", "sd-mb-3", "sd-shadow-sm", "confnotes-talk"]
        title, byline = talk_facts.title_and_byline(talk)
        # Taken before the nodes of the title are moved.
        name = short_title(title_of(talk))
        body: list[nodes.Node] = []
        if not talk_facts.is_headed_by_page(talk):
            body.append(self._heading(talk, title))
        if byline:
            body.append(nodes.paragraph("", "", *byline, classes=["confnotes-byline"]))
        body += self._facts_line(talk)
        body += self.blocks(talk)
        links = [node for node in content if isinstance(node, confnotes_links)]
        body += [node for node in content if node not in links]
        is_draft = domain_of(self.env).is_draft(talk["docname"])
        make_tag = super().tag if is_draft else self.tag
        if tags := [make_tag(tag) for tag in talk_facts.tags(talk)]:
            for tag in tags:
                tag["classes"].insert(0, "sd-badge")
            label = raw(span("confnotes-spoken", talk_facts.named(talk, "tags", "")))
            body.append(_line([label, *tags], "confnotes-tags"))
        for node in links:
            for button in links_in(node):
                button["classes"] += ["sd-btn", "sd-btn-sm"]
            body.append(_line(node.children, "confnotes-links"))
        article = element("article", body, class_="sd-card-body", aria_label=name)
        card = create_component("card", [*classes, *talk_facts.classes(talk)], children=article)
        card["ids"] = talk["ids"]
        return [card]

    def lower_tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a block with a heading."""
        return [_note(note, "confnotes-tldr")]

    def lower_comment(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a block with a heading, which a script can fold where the comment is long."""
        if not 0 < self.values.fold < len(note.astext()):
            return [_note(note, "confnotes-comment")]
        folded = _folded(talk_facts.note_heading(note), note.children)
        before = len(folded) - len(note.children) - 1
        for part in (*folded[:before], folded[-1]):
            assert isinstance(part, nodes.Element)
            part[PART] = HEADING
        return [_block("note", note, folded, "confnotes-comment", FOLD)]

    def blocks(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return blocks with a heading, which a script can fold."""
        folds = [FOLD] if self.values.fold else []
        found: list[nodes.Element] = []
        for block in talk_facts.blocks(talk):
            paragraphs = [nodes.paragraph("", text) for text in block.paragraphs]
            content = _folded(block.heading, paragraphs)
            names = [f"confnotes-{block.name}", *folds]
            found.append(create_component("confnotes-block", names, children=content))
        return found

    def lower_summary(self, summary: confnotes_summary) -> list[nodes.Element]:
        """Return a block of the days."""
        return [_block("summary", summary, summary.children, "confnotes-summary")]

    def lower_talk_list(self, talks: confnotes_talk_list) -> list[nodes.Element]:
        """Return a block of the groups, or of the talks themselves."""
        return [_block("list", talks, talks.children, "confnotes-list")]

    def lower_day(self, day: confnotes_day) -> list[nodes.Element]:
        """Return a section, or a block with a heading, of the posts."""
        heading = _rubric(day, [nodes.Text(self.title(day))], "confnotes-date")
        return [_kept(day, _around(self.part(day, heading, []), "confnotes-day"))]

    def lower_group(self, group: confnotes_group) -> list[nodes.Element]:
        """Return a section, or a block with a heading, of the talks."""
        heading = _rubric(group, [nodes.Text(self.title(group))], "confnotes-group-title")
        return [_kept(group, _around(self.part(group, heading, []), "confnotes-group"))]

    def lower_post(self, post: confnotes_post) -> list[nodes.Element]:
        """Return a block with the title, the opening and the talks."""
        post[0] = _rubric(post, title_of(post).children, "confnotes-title")
        return [_block("post", post, post.children, "confnotes-post")]

    def _heading(self, talk: confnotes_talk, title: Sequence[nodes.Node]) -> nodes.rubric:
        """Return the title of a card, with the permalink that Sphinx gives to titles."""
        heading = _rubric(talk, title, "sd-card-title", "confnotes-title")
        if talk["ids"] and self.config.html_permalinks and _has_permalinks(builder_of(self.env)):
            icon = nodes.raw("", self.config.html_permalinks_icon, format="html")
            heading += nodes.reference(
                "",
                "",
                icon,
                refid=talk["ids"][0],
                reftitle=wording.permalink(),
                internal=True,
                classes=["headerlink"],
            )
        return heading

    def _fact(self, fact: talk_facts.Fact, talk: confnotes_talk) -> str:
        """Return the markup of a fact; a name that isn't shown is still read out.

        Speakers and the conference lead to their pages, where they have some.
        """
        spoken = wording.named(fact.label, "") if fact.label and fact.explains_itself else ""
        names = f"confnotes-{fact.name}"
        domain = domain_of(self.env)
        leads = bool(domain.overviews.pages) and not domain.is_draft(talk["docname"])
        match fact.name:
            case "speakers":
                speakers = talk_facts.speakers(talk)
                value = wording.listed([self._speaker(speaker, leads) for speaker in speakers])
                if len(speakers) == 1:
                    # The page of a speaker hides the name in such cards, which all pages share.
                    names += " confnotes-one-speaker"
            case "conference" if leads:
                value = self._led("conference", fact.value)
            case _:
                return span(names, fact.shown, spoken)
        if not fact.explains_itself:
            value = wording.named(escape(fact.label), value)
        return span_of(names, value, spoken)

    def _speaker(self, speaker: Speaker, leads: bool) -> str:
        name = self._led("speaker", speaker.name) if leads else escape(speaker.name)
        if not speaker.affiliation:
            return name
        return name + span("confnotes-affiliation", wording.added("", speaker.affiliation))

    def _led(self, kind: str, word: str) -> str:
        """Return the markup of a word that leads to its page, where it has one."""
        place = domain_of(self.env).overviews.place(kind, word)
        return linked(builder_of(self.env), self.env.docname, place, word)

    def _facts_line(self, talk: confnotes_talk) -> list[nodes.Node]:
        """Return the line of marks and facts, with the link to a calendar behind the time."""
        facts, marks = self.facts_of(talk), _marks(talk)
        written = marks + [self._fact(fact, talk) for fact in facts]
        if not written:
            return []
        if talk.calendar_link is None:
            return [raw(f'<p class="confnotes-facts">{" ".join(written)}</p>\n')]
        behind_time = (at for at, fact in enumerate(facts, 1) if fact.name == "time")
        at = len(marks) + next(behind_time, 0)
        before, behind = " ".join([*written[:at], ""]), " ".join(["", *written[at:]])
        return [
            raw(f'<p class="confnotes-facts">{before}'),
            talk.calendar_link,
            raw(f"{behind}</p>\n"),
        ]


def _marks(talk: confnotes_talk) -> list[str]:
    """Return the markup of the highlight mark and the rating of a talk, if it has them."""
    marks = []
    if mark := talk_facts.highlight(talk):
        marks.append(span(" ".join(MARK), f"★ {mark}"))
    if rating := talk_facts.rating(talk):
        stars = f'<span aria-hidden="true">{talk_facts.stars(talk)}</span>'
        spoken = span("confnotes-spoken", rating)
        marks.append(f'<span class="confnotes-rating">{stars}{spoken}</span>')
    return marks


def _has_permalinks(builder: Builder) -> bool:
    """Tell whether titles have permalinks: those of an EPUB, for one, lead nowhere."""
    return getattr(builder, "add_permalinks", False)


def _rubric(node: nodes.Element, content: Sequence[nodes.Node], *classes: str) -> nodes.rubric:
    """Return the heading of a part, one level below the part that it stands in."""
    level = 1 + sum(isinstance(one, (nodes.section, *HEADED)) for one in ancestors(node))
    rubric = nodes.rubric("", "", *content, classes=list(classes))
    # Only the title of a page is a heading of the first level.
    rubric["heading-level"] = min(max(level, 2), 6)
    return rubric


def _around(part: nodes.Element, name: str) -> nodes.Element:
    """Return a part with a class, around a section: some themes write only what is in those."""
    if isinstance(part, nodes.section):
        return nodes.container("", part, classes=[name])
    part["classes"].append(name)
    return part


def _kept(part: confnotes_day | confnotes_group, lowered: nodes.Element) -> nodes.Element:
    """Return a part in what keeps it as it is written, where it may be kept."""
    if not part.key:
        return lowered
    written = confnotes_written("", lowered)
    written.key = part.key
    return written


def _scrolling(table: nodes.Element, **attributes: str) -> list[nodes.Node]:
    """Return a table that scrolls by itself, by the keyboard too, where the page is narrow.

    No landmark: a page may have many.
    """
    return element("div", [table], class_="confnotes-scroll", tabindex="0", **attributes)


def _note(note: nodes.Element, name: str) -> nodes.Element:
    # No paragraph: others take the first one of a page for its summary.
    text = escape(talk_facts.note_heading(note))
    heading = raw(f'<p class="confnotes-label"><strong>{text}</strong></p>\n')
    heading[PART] = HEADING
    return _block("note", note, [heading, *note.children], name)


def _folded(heading: str, content: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return content below a heading that opens and closes it; without a script it is open."""
    summary = element("summary", [PassthroughTextElement("", heading)], class_="confnotes-label")
    return element("details", [*summary, *content], open="")


def _block(
    component: str, node: nodes.Element, content: Sequence[nodes.Node], *classes: str
) -> nodes.Element:
    block = create_component(
        f"confnotes-{component}", [*classes, *node["classes"]], children=content
    )
    block["ids"] = node["ids"]
    return block


def _line(inline: list[nodes.Node], name: str) -> nodes.paragraph:
    """Return a paragraph of inline nodes with spaces between them."""
    spaced: list[nodes.Node] = []
    for node in inline:
        spaced += [node, nodes.Text(" ")]
    return nodes.paragraph("", "", *spaced[:-1], classes=[name])
