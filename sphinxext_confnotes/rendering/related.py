"""Related posts and accounts on the page of a post: who else noted a talk, and the series of posts.

Both are found when the page is written, because other documents decide.  Called by ``expand``;
``stale_pages`` asks `of_post` whether they have changed.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.nodes import AT_HOME, PART, confnotes_talk
from sphinxext_confnotes.notes.lookups import signed_by
from sphinxext_confnotes.notes.records import Account, Place, Post
from sphinxext_confnotes.registry.domain import ConfDomain, domain_of
from sphinxext_confnotes.rendering.html_tags import element
from sphinxext_confnotes.rendering.rehome import lead_to

LONGEST = 12
"""Posts in a series that are all listed; of a longer one, the previous and the next are shown."""


class Series(NamedTuple):
    """The series of a post, as it is shown."""

    posts: tuple[Post, ...]
    """All of them, where they are few."""
    previous: Post | None
    next: Post | None


class Neighbours(NamedTuple):
    """The neighbours of a post, in values that can be compared."""

    others: tuple[tuple[str, str, Place], ...]
    """Name of a talk, who else has noted it, and where."""
    series: tuple[tuple[str, str, dt.date | None, dt.date | None] | None, ...]
    """Document, title, first and last day of each post that is shown."""


class Neighbourhood:
    """The showing of neighbours on one document that is being written."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self.domain = domain_of(env)
        self.builder = builder
        self.docname = env.docname
        self._style = Config.of(env.config).date_format
        self._language = env.config.language

    def add_others(self, talk: confnotes_talk) -> None:
        """Say in a talk who else has noted it."""
        docname, name = talk["docname"], talk["ids"][0]
        others = self.domain.lookups.others(docname, name)
        if not others:
            return
        before, behind = wording.also_noted()
        paragraph = nodes.paragraph("", before, classes=["confnotes-also"])
        own = self.domain.posts[docname].authors
        for account in others:
            if account is not others[0]:
                paragraph += nodes.Text(wording.comma())
            text = nodes.Text(_name(account, own))
            paragraph += lead_to(self.builder, account.talk.place, docname, [text])
        paragraph += nodes.Text(behind)
        if self.builder.format == "html":
            paragraph[PART] = AT_HOME
        talk += paragraph

    def add_series(self, document: nodes.document) -> None:
        """Show the series of a post at the end of its page, which is the only one in a document."""
        post = self.domain.posts.get(self.docname)
        page = next((node for node in document if isinstance(node, nodes.section)), None)
        if post and page and (series := _series(self.domain, self.builder, post)):
            page += self._show_series(post, series)

    def _show_series(self, post: Post, series: Series) -> nodes.container:
        node = nodes.container()
        node += nodes.paragraph("", "", nodes.strong("", post.conference))
        if series.posts:
            posts = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".")
            for other in series.posts:
                line = nodes.paragraph()
                if other.date:
                    date = write_date(other.date, self._style, self._language, other.until)
                    line += nodes.Text(wording.named(date, ""))
                line += self._link(other) if other is not post else nodes.strong("", other.title)
                posts += nodes.list_item("", line)
            node += posts
        for kind, label, neighbour in (
            ("previous", wording.previous_post(), series.previous),
            ("next", wording.next_post(), series.next),
        ):
            if neighbour:
                text = nodes.Text(wording.named(label, ""))
                link = self._link(neighbour)
                node += nodes.paragraph("", "", text, link, classes=[f"confnotes-{kind}"])
        landmark = element("nav", node.children, aria_label=post.conference)
        series_of_links = nodes.container("", *landmark, classes=["confnotes-series"])
        series_of_links[PART] = AT_HOME
        return series_of_links

    def _link(self, post: Post) -> nodes.Element:
        return lead_to(self.builder, Place(post.docname), self.docname, [nodes.Text(post.title)])


def of_post(domain: ConfDomain, builder: Builder, post: Post) -> Neighbours:
    """Return the neighbours that a builder shows on the page of a post."""
    return Neighbours(
        others=tuple(
            (talk.name, _name(account, post.authors), account.talk.place)
            for talk in post.talks
            for account in domain.lookups.others(post.docname, talk.name)
        ),
        series=tuple(
            (other.docname, other.title, other.date, other.until) if other else None
            for other in (*series.posts, series.previous, series.next)
        )
        if (series := _series(domain, builder, post))
        else (),
    )


def _series(domain: ConfDomain, builder: Builder, post: Post) -> Series | None:
    """Return the series of a post, where there are others in it and pages to link."""
    if builder.format != "html" or not post.conference:
        return None
    posts, at = domain.lookups.place_in_series.get(post.docname, ((), 0))
    if len(posts) < 2:
        return None
    return Series(
        posts=tuple(posts) if len(posts) <= LONGEST else (),
        previous=posts[at - 1] if at else None,
        next=posts[at + 1] if at + 1 < len(posts) else None,
    )


def _name(account: Account, own: tuple[str, ...]) -> str:
    """Return whom an account is by, or where it stands when that is the same person."""
    if account.post.authors == own and not account.post.site:
        return account.post.title
    return wording.listed(signed_by(account))
