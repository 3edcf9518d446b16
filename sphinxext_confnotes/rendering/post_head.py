"""The head of a post: one line below its title that says when, who and where.

Called by ``expand`` when a page is written.  All of it is what the post itself says; only where it
leads is decided by others, which ``stale_pages`` looks after.  Knows nothing of talks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import patmatch

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.nodes import AT_HOME, PART, confnotes_tldr
from sphinxext_confnotes.notes.records import Post
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.rendering.html_tags import raw, span
from sphinxext_confnotes.rendering.word_links import linked
from sphinxext_confnotes.scripts import UNSPACED

DRAFT = "confnotes-draft"
"""The class of the paragraph that says of a draft that it is one."""

BELOW_TITLE = (addnodes.index, nodes.target)
"""The nodes that stay directly below a title, to which they belong."""

OPENING = (nodes.paragraph, confnotes_tldr)
"""What may open a post."""

WORDS_A_MINUTE = 238
"""The speed of reading non-fiction in English (https://doi.org/10.1016/j.jml.2019.104047)."""

SIGNS_A_MINUTE = 300
"""The same in signs, between those of Chinese and Japanese (https://doi.org/10.1167/iovs.11-8284).
"""


class _Part(NamedTuple):
    """A part of a head."""

    name: str
    text: str
    html: str = ""
    """Its markup in HTML, where that is more than its text."""
    label: str = ""
    """Its name, where it has one."""


class Heads:
    """The heads of the posts of one document that is being written."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._posts = domain_of(env).posts
        self._overviews = domain_of(env).overviews
        self._config = Config.of(env.config)
        self._language = env.config.language
        self._env = env
        self._builder = builder
        self._is_html = builder.format == "html"

    def add(self, document: nodes.document, files: Sequence[addnodes.start_of_file]) -> None:
        """Add the head to each post.

        :param files: the other documents that the document is made of.
        """
        holders = [(self._env.docname, document), *((file["docname"], file) for file in files)]
        for docname, holder in holders:
            post = self._posts.get(docname)
            if post and post.is_post and not self._is_shown_by_others(docname):
                page = next((part for part in holder if isinstance(part, nodes.section)), None)
                if page:
                    self._add(post, page)

    def _add(self, post: Post, page: nodes.section) -> None:
        at = next((at for at, node in enumerate(page, 1) if isinstance(node, nodes.title)), 0)
        while at < len(page) and isinstance(page[at], BELOW_TITLE):
            at += 1
        parts = [part for part in self._parts(post, page) if part.name in self._config.head]
        if not parts:
            return
        if at < len(page) and DRAFT in _classes(page[at]):
            # The mark becomes a part of the line.
            mark = page.pop(at).astext()
            parts.insert(0, _Part("draft", mark, f"<strong>{escape(mark)}</strong>"))
        head = self._in_html(parts) if self._is_html else _elsewhere(parts)
        head[PART] = AT_HOME
        if self._builder.format == "markdown":
            # Indices of such files describe a page by its first paragraph.
            at += sum(isinstance(node, OPENING) for node in page[at : at + 1])
        page.insert(at, head)

    def _parts(self, post: Post, page: nodes.section) -> Iterator[_Part]:
        if post.date:
            text = self._date(post.date, post.until)
            day = post.date.isoformat()
            yield _Part("date", text, f'<time datetime="{day}">{escape(text)}</time>')
        if post.authors:
            authors = wording.comma().join(self._author(name, post) for name in post.authors)
            yield _Part("authors", wording.listed(post.authors), authors)
        if post.conference:
            conference = self._led("conference", post.conference, post)
            yield _Part("conference", post.conference, conference)
        if post.location:
            yield _Part("location", post.location)
        if post.tags:
            tags = ""
            if self._is_html:
                tags = wording.comma().join(self._tag(tag, post) for tag in post.tags)
            yield _Part("tags", wording.listed(post.tags), tags, wording.field("tags"))
        if "reading-time" in self._config.head:
            yield _Part("reading-time", wording.reading_time(minutes_of(page.astext())))
        if post.updated and post.updated.date() != post.date:
            text = wording.updated(self._date(post.updated.date()))
            yield _Part("updated", text)

    def _date(self, date: dt.date, until: dt.date | None = None) -> str:
        return write_date(date, self._config.date_format, self._language, until)

    def _led(self, kind: str, word: str, post: Post, **attributes: str) -> str:
        """Return a word that leads to its page, where it has one."""
        place = None if post.draft else self._overviews.place(kind, word)
        return linked(self._builder, post.docname, place, word, **attributes)

    def _author(self, name: str, post: Post) -> str:
        if self._overviews.place("author", name):
            return self._led("author", name, post, rel="author")
        url = self._config.author(name).url
        link = f'<a class="reference external" rel="author" href="{escape(url)}">'
        return f"{link}{escape(name)}</a>" if url else escape(name)

    def _tag(self, tag: str, post: Post) -> str:
        place = None if post.draft else domain_of(self._env).place_of_tag(tag)
        return linked(self._builder, post.docname, place, tag, names="confnotes-tag")

    def _in_html(self, parts: Sequence[_Part]) -> nodes.raw:
        written = []
        for name, text, html, label in parts:
            spoken = span("confnotes-spoken", wording.named(label, "")) if label else ""
            written.append(f'<span class="confnotes-{name}">{spoken}{html or escape(text)}</span>')
        return raw(f'<p class="confnotes-head">{" ".join(written)}</p>\n')

    def _is_shown_by_others(self, docname: str) -> bool:
        """Tell whether the cards of ablog say the same of a page, beside it."""
        if not self._is_html or docname not in getattr(self._env, "ablog_posts", ()):
            return False
        sidebars: dict[str, Sequence[str]] = self._env.config.html_sidebars
        return any(
            "postcard" in template
            for pattern, templates in sidebars.items()
            if patmatch(docname, pattern)
            for template in templates
        )


def minutes_of(text: str) -> int:
    """Return the minutes that a text takes to be read, one at the least."""
    words, signs = len(UNSPACED.sub(" ", text).split()), len(UNSPACED.findall(text))
    return max(1, round(words / WORDS_A_MINUTE + signs / SIGNS_A_MINUTE))


def _elsewhere(parts: Sequence[_Part]) -> nodes.paragraph:
    texts = [wording.named(part.label, part.text) if part.label else part.text for part in parts]
    line = nodes.inline("", wording.apart(texts), classes=["confnotes-facts"])
    return nodes.paragraph("", "", line, classes=["confnotes-head"])


def _classes(node: nodes.Node) -> Sequence[str]:
    return node["classes"] if isinstance(node, nodes.Element) else ()
