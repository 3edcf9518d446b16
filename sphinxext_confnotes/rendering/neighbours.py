"""What the page of a post shows of its neighbours, found when it is written.

Under a talk, who else has noted it; and at the end of the page, the posts of the same conference
in their order.  ``freshness`` asks `of_post` whether that has changed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_confnotes import words
from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.domain import ConfDomain, domain_of
from sphinxext_confnotes.lookups import sign
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.records import Account, Place, Post
from sphinxext_confnotes.rendering.rehome import Rehoming


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The neighbours of one post."""

    others: tuple[tuple[str, str, Place], ...]
    """Name of a talk, who else has noted it, and where."""
    series: tuple[tuple[str, str, dt.date | None], ...]
    """Document, title and date of the posts of its conference, where it is one of several."""


class AddNeighbours(SphinxPostTransform):
    """Show the neighbours of a post."""

    # Before the selections are filled (4): copies say themselves who has noted a talk.
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        builder = builder_of(self.env)
        if isinstance(builder, I18nBuilder):
            return
        self.domain = domain_of(self.env)
        self.rehoming = Rehoming(self.env, builder)
        for talk in self.document.findall(confnotes_talk):
            self._add_others(talk)
        is_one_page = next(self.document.findall(addnodes.start_of_file), None) is None
        post = self.domain.posts.get(self.env.docname)
        page = next((node for node in self.document if isinstance(node, nodes.section)), None)
        if post and page and is_one_page and (series := _series(self.domain, builder, post)):
            page += self._show_series(post, series)

    def _add_others(self, talk: confnotes_talk) -> None:
        docname, name = talk["docname"], talk["ids"][0]
        others = self.domain.lookups.others(docname, name)
        if not others:
            return
        paragraph = nodes.paragraph("", f"{words.also_noted()} ", classes=["confnotes-also"])
        own = self.domain.posts[docname].authors
        for account in others:
            if account is not others[0]:
                paragraph += nodes.Text(", ")
            text = nodes.Text(_name(account, own))
            paragraph += self.rehoming.link(account.talk.place, docname, [text])
        talk += paragraph

    def _show_series(self, post: Post, series: list[Post]) -> nodes.container:
        position = next(i for i, other in enumerate(series) if other.docname == post.docname)
        name = nodes.paragraph("", "", nodes.strong("", post.conference))
        posts = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".")
        for other in series:
            date = nodes.Text(words.named(self._date(other), ""))
            title = self._link(other) if other is not post else nodes.strong("", other.title)
            posts += nodes.list_item("", nodes.paragraph("", "", date, title))
        node = nodes.container("", name, posts, classes=["confnotes-series"])
        for kind, label, at in (
            ("previous", words.previous_post(), position - 1),
            ("next", words.next_post(), position + 1),
        ):
            if 0 <= at < len(series):
                text = nodes.Text(words.named(label, ""))
                link = self._link(series[at])
                node += nodes.paragraph("", "", text, link, classes=[f"confnotes-{kind}"])
        return node

    def _link(self, post: Post) -> nodes.Element:
        return self.rehoming.link(Place(post.docname), self.env.docname, [nodes.Text(post.title)])

    def _date(self, post: Post) -> str:
        assert post.date is not None
        style = Config.of(self.config).date_format
        return write_date(post.date, style, self.config.language)


def of_post(domain: ConfDomain, builder: Builder, post: Post) -> Neighbours:
    """Return the neighbours that a builder shows on the page of a post."""
    return Neighbours(
        others=tuple(
            (talk.name, _name(account, post.authors), account.talk.place)
            for talk in post.talks
            for account in domain.lookups.others(post.docname, talk.name)
        ),
        series=tuple(
            (other.docname, other.title, other.date) for other in _series(domain, builder, post)
        ),
    )


def _series(domain: ConfDomain, builder: Builder, post: Post) -> list[Post]:
    """Return the posts of a post's conference, where there are others and pages to link."""
    if builder.format != "html" or post.draft or not post.date:
        return []
    posts = list(domain.lookups.series.get(post.conference.casefold(), ()))
    return posts if len(posts) > 1 else []


def _name(account: Account, own: tuple[str, ...]) -> str:
    """Return whom an account is by, or where it stands when that is the same person."""
    return account.post.title if account.post.authors == own else sign(account)
