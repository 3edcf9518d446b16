"""Lowering to sphinx-design's cards, for the builders whose format is HTML.

The only module that imports sphinx-design.  Also puts the style sheet on the pages that show
notes, the script on those that show lists of talks, and neither on any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx_design.shared import PassthroughTextElement, create_component
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinxext_confnotes import words
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.domain import domain_of
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
from sphinxext_confnotes.reading.talks import leading_link, links_in
from sphinxext_confnotes.rendering import parts
from sphinxext_confnotes.rendering.lowering import Lowering

STATIC = Path(__file__).parent.parent / "static"
STYLE_SHEET = "confnotes.css"
SCRIPT = "confnotes.js"


class LowerHtml(Lowering):
    """Lower to cards."""

    # After references are resolved (10); before sphinx-design's own transforms (199).
    default_priority = 190
    formats = ("html",)

    def talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a card."""
        content = talk.children[1:]
        classes = ["sd-card", "sd-sphinx-override", "sd-mb-3", "sd-shadow-sm", "confnotes-talk"]
        if "highlight" in talk:
            classes.append("confnotes-highlight")
        body = create_component("card-body", ["sd-card-body"])
        body += _heading(talk)
        if facts := self._facts(talk):
            body += facts
        links = [node for node in content if isinstance(node, confnotes_links)]
        body += [node for node in content if node not in links]
        if tags := _badges(parts.tags(talk), "confnotes-tag"):
            name = nodes.inline("", parts.named(talk, "tags", "").strip())
            body += _line([name, *tags], "confnotes-tags")
        for node in links:
            for link in links_in(node):
                link["classes"] += ["sd-btn", "sd-btn-sm", "sd-btn-outline-primary"]
            body += _line(node.children, "confnotes-links")
        card = create_component("card", [*classes, *talk["classes"]], children=[body])
        card["ids"] = talk["ids"]
        return [card]

    def tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a block with a heading."""
        return [_note(note, "confnotes-tldr")]

    def comment(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a block with a heading."""
        return [_note(note, "confnotes-comment")]

    def summary(self, summary: confnotes_summary) -> list[nodes.Element]:
        """Return a block of the days."""
        return [_block("summary", summary, "confnotes-summary")]

    def talk_list(self, talks: confnotes_talk_list) -> list[nodes.Element]:
        """Return a block of the groups, or of the talks themselves."""
        return [_block("list", talks, "confnotes-list")]

    def day(self, day: confnotes_day) -> list[nodes.Element]:
        """Return a section, or a block with a heading, of the posts."""
        heading = nodes.rubric("", self.title(day), classes=["confnotes-date"])
        heading["heading-level"] = self._level(day, 1)
        return [self.part(day, heading, ["confnotes-day"])]

    def group(self, group: confnotes_group) -> list[nodes.Element]:
        """Return a section, or a block with a heading, of the talks."""
        heading = nodes.rubric("", self.title(group), classes=["confnotes-group-title"])
        heading["heading-level"] = self._level(group, 1)
        return [self.part(group, heading, ["confnotes-group"])]

    def post(self, post: confnotes_post) -> list[nodes.Element]:
        """Return a block with the title, the opening and the talks."""
        title = title_of(post)
        heading = nodes.rubric("", "", *title.children, classes=["confnotes-title"])
        heading["heading-level"] = self._level(post, 2)
        post[0] = heading
        return [_block("post", post, "confnotes-post")]

    def _level(self, node: nodes.Element, below: int) -> int:
        """Return the level of a heading so far below that of the section around it."""
        sections = 0
        parent = node.parent
        while parent is not None:
            sections += isinstance(parent, nodes.section)
            parent = parent.parent
        return min(max(sections, 1) + below, 6)

    def _facts(self, talk: confnotes_talk) -> nodes.paragraph | None:
        inline: list[nodes.Node] = []
        if mark := parts.highlight(talk):
            inline += _badges(
                [f"★ {mark}"], "confnotes-mark", "sd-bg-warning", "sd-bg-text-warning"
            )
        if rating := parts.rating(talk):
            stars = "★" * talk["rating"] + "☆" * (5 - talk["rating"])
            inline.append(nodes.inline("", f"{stars} {rating}", classes=["confnotes-rating"]))
        for fact in self.facts(talk):
            inline.append(nodes.inline("", fact.text, classes=[f"confnotes-{fact.name}"]))
        return _line(inline, "confnotes-facts") if inline else None


def add_static_files(app: Sphinx) -> None:
    """Let Sphinx copy the style sheet and the script.  Handler of ``builder-inited``."""
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STATIC / STYLE_SHEET))
        if _has_controls(app):
            app.config.html_static_path.append(str(STATIC / SCRIPT))


def add_style_sheet(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Link the style sheet from the pages that show notes.  Handler of ``html-page-context``."""
    domain = domain_of(app.env)
    shows_notes = (
        pagename in domain.posts
        or _shows_selections(app, pagename)
        or pagename in [index.docname() for index in domain.indices]
        or (app.builder.name == "singlehtml" and domain.posts)
    )
    if shows_notes:
        app.add_css_file(STYLE_SHEET)


def add_script(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Link the script from the pages that show lists.  Handler of ``html-page-context``."""
    if _has_controls(app) and _shows_selections(app, pagename):
        shown: dict[str, Any] = {f"data-{name}": word for name, word in words.controls().items()}
        app.add_js_file(SCRIPT, loading_method="defer", **shown)


def _shows_selections(app: Sphinx, pagename: str) -> bool:
    uses = domain_of(app.env).uses
    # A single page shows what all documents do.
    documents = list(uses) if app.builder.name == "singlehtml" else [pagename]
    return any(uses[name].selections for name in documents if name in uses)


def _has_controls(app: Sphinx) -> bool:
    """Tell whether lists are to have controls: EPUB, help viewers and data files run no scripts."""
    runs_scripts = not (
        getattr(app.builder, "embedded", True) or isinstance(app.builder, SerializingHTMLBuilder)
    )
    return runs_scripts and Config.of(app.config).controls


def _heading(talk: confnotes_talk) -> nodes.Element:
    """Return the card's title: that of the talk in bold, what stands behind it not."""
    title = title_of(talk)
    link = leading_link(title)
    holder = PassthroughTextElement()
    children = list(title.children)
    end = (
        len(children)
        if link is None
        else next(i + 1 for i, child in enumerate(children) if link in child.findall())
    )
    holder += children[:end]
    if children[end:]:
        holder += nodes.inline("", "", *children[end:], classes=["confnotes-byline"])
    return create_component("card-title", ["sd-card-title", "confnotes-title"], children=[holder])


def _note(note: nodes.Element, name: str) -> nodes.Element:
    heading = nodes.paragraph("", parts.note_heading(note), classes=["confnotes-label"])
    note.insert(0, heading)
    return _block("note", note, name)


def _block(component: str, node: nodes.Element, name: str) -> nodes.Element:
    block = create_component(
        f"confnotes-{component}", [name, *node["classes"]], children=node.children
    )
    block["ids"] = node["ids"]
    return block


def _line(inline: list[nodes.Node], name: str) -> nodes.paragraph:
    """Return a paragraph of inline nodes with spaces between them."""
    spaced: list[nodes.Node] = []
    for node in inline:
        spaced += [node, nodes.Text(" ")]
    return nodes.paragraph("", "", *spaced[:-1], classes=[name])


def _badges(texts: list[str], *classes: str) -> list[nodes.Node]:
    return [nodes.inline("", text, classes=["sd-badge", *classes]) for text in texts]
