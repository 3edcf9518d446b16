"""The head of a subject's page: its name as the title, and what is known of it in quiet lines.

Made as text, every part of it escaped here.  Called by ``making``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _
from sphinx.util.osutil import relative_uri

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.notes.overviews import Known, Subject
from sphinxext_confnotes.notes.records import Post
from sphinxext_confnotes.overviews.files import File
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.rendering.word_links import linked

MOST_TAGS = 20
"""Tags that the page of a tag or of a person names, the most frequent ones."""


class Heads:
    """The heads of the pages of one build."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._overviews = domain_of(builder.env).overviews
        self._config = Config.of(builder.config)
        self._language = builder.config.language
        self._icon = builder.config.html_permalinks_icon if builder.config.html_permalinks else ""

    def title(self, subject: Subject, page: str) -> str:
        """Return the lines above the facts: what kind of page it is, and the title."""
        anchor = page.rpartition("/")[2]
        link = ""
        if self._icon:
            words = escape(str(_("Link to this heading")))
            link = f'<a class="headerlink" href="#{anchor}" title="{words}">{self._icon}</a>'
        return (
            f'<p class="confnotes-subject">{escape(wording.subject(subject.kind))}</p>\n'
            f"<h1>{escape(subject.name)}{link}</h1>\n"
        )

    def words(self, subject: Subject, known: Known) -> str:
        """Return what the search finds a subject by, beside its name.

        The words of talks aren't among it: these lead to their posts.
        """
        return " ".join(
            [
                wording.subject(subject.kind),
                *known.affiliations,
                *known.locations,
                *known.conferences,
            ]
        )

    def facts(self, subject: Subject, known: Known, page: str, files: Sequence[File]) -> str:
        """Return what is known of a subject.

        :param files: published files about it.
        """
        author = self._config.author(subject.name) if subject.kind == "author" else None
        first = [*map(escape, known.affiliations)]
        if known.days:
            first.append(escape(self._days(known)))
        first += map(escape, known.locations)
        lines = []
        if author and author.avatar:
            address = escape(author.avatar)
            lines.append(
                f'<img class="confnotes-avatar" src="{address}" alt="" loading="lazy" '
                'referrerpolicy="no-referrer">\n'
            )
        if author:
            first += _profiles(author.url, author.profiles)
        here = self._builder.get_target_uri(page)
        for file in files:
            address = escape(relative_uri(here, file.path))
            link = f'<a class="reference internal" href="{address}">{escape(file.words)}</a>'
            first.append(link)
        lines.append(_line("confnotes-facts", [f"<span>{text}</span>" for text in first]))
        tags = known.tags if subject.kind == "conference" else known.tags[:MOST_TAGS]
        for label, kind, words in (
            (wording.conferences(), "conference", known.conferences),
            (wording.field("speakers"), "speaker", known.speakers),
            (wording.notes_by()[0], "author", known.authors),
            (wording.field("tags"), "tag", tags),
        ):
            is_asked = kind != "speaker" or subject.kind in ("conference", "tag")
            is_asked = is_asked and (kind != "author" or subject.kind == "conference")
            if words and is_asked:
                lines.append(self._words(label, kind, words, page))
        return "".join(lines)

    def days(self, known: Known, page: str) -> str:
        """Return the posts of a conference, by their days."""
        items = []
        for post in known.posts:
            date = self._date(post) if post.date else ""
            site = f" ({escape(post.site)})" if post.site else ""
            if date:
                date = f'<span class="confnotes-date">{escape(date)}</span> '
            place = post.place if not post.site or post.page else None
            title = linked(self._builder, page, place, post.title)
            items.append(f"<li>{date}<span>{title}{site}</span></li>\n")
        return f'<ul class="confnotes-posts">\n{"".join(items)}</ul>\n' if items else ""

    def _words(self, label: str, kind: str, words: Sequence[str], page: str) -> str:
        names = "confnotes-tag" if kind == "tag" else ""
        links = [
            linked(self._builder, page, self._overviews.place(kind, word), word, names=names)
            for word in words
        ]
        label = label if kind == "author" else wording.named(label, "")
        before = f'<span class="confnotes-known-label">{escape(label.strip())}</span> '
        return _line(
            f"confnotes-known confnotes-known-{kind}", [before + wording.comma().join(links)]
        )

    def _days(self, known: Known) -> str:
        assert known.days
        first, last = known.days
        until = last if last != first else None
        return write_date(first, self._config.date_format, self._language, until)

    def _date(self, post: Post) -> str:
        assert post.date
        return write_date(post.date, self._config.date_format, self._language, post.until)


def _profiles(url: str, profiles: Sequence[str]) -> Iterator[str]:
    for address in filter(None, [url, *profiles]):
        shown = urlsplit(address)
        text = f"{shown.netloc}{shown.path}".removeprefix("www.").rstrip("/")
        yield f'<a class="reference external" rel="me" href="{escape(address)}">{escape(text)}</a>'


def _line(names: str, content: Sequence[str]) -> str:
    return f'<p class="{names}">{" ".join(content)}</p>\n' if content else ""
