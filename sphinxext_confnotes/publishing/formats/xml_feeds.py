"""``feed.xml`` and ``feed.rss``: feeds as Atom (RFC 4287) and as RSS 2.0.

Written by feedgenerator, which knows the formats.  Called by ``publisher``, and only where the
address of the site is known.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any
from urllib.parse import urljoin

from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from sphinxext_confnotes.notes.authors import Author
from sphinxext_confnotes.notes.records import Place
from sphinxext_confnotes.publishing.formats.feeds import Feed, entries, feeds
from sphinxext_confnotes.publishing.site import Site

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The date of a feed without entries."""


def atom_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the feeds in Atom, which can do without a description."""
    for feed in feeds(site):
        name = f"{feed.name}.xml"
        yield name, _written(site, feed, name, _Atom)


def rss_files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the feeds in RSS, which has to have a description."""
    for feed in feeds(site):
        name = f"{feed.name}.rss"
        yield name, _written(site, feed, name, _Rss, description=feed.title)


class _XmlFeed(SyndicationFeed):  # type: ignore[misc]  # without types
    """A feed with several authors per entry, whose dates never come from the clock."""

    def latest_post_date(self) -> dt.datetime:
        """Return when the feed was updated."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            self.add_author(handler, author)

    def add_author(self, handler: Any, author: Author) -> None:
        """Write one author of an entry."""
        raise NotImplementedError


class _Atom(_XmlFeed, Atom1Feed):  # type: ignore[misc]
    def add_author(self, handler: Any, author: Author) -> None:
        handler.startElement("author", {})
        handler.addQuickElement("name", author.name)
        if author.url:
            handler.addQuickElement("uri", author.url)
        handler.endElement("author")


class _Rss(_XmlFeed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS has no summary beside the content, and its titles may be taken for HTML."""

    def __init__(self, title: str, link: str, description: str, **fields: Any) -> None:
        title, description = (html.escape(text, quote=False) for text in (title, description))
        super().__init__(title, link, description, **fields)

    def add_item(self, title: str, link: str, description: str | None, **fields: Any) -> None:
        whole = fields.pop("content") or description
        super().add_item(html.escape(title, quote=False), link, whole, **fields)

    def add_author(self, handler: Any, author: Author) -> None:
        namespace = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
        handler.addQuickElement("dc:creator", author.name, namespace)


def _written(site: Site, feed: Feed, name: str, make: type[_XmlFeed], description: str = "") -> str:
    address = urljoin(site.base, name)
    writer = make(
        title=feed.title,
        link=site.address(Place(site.builder.config.root_doc)),
        description=description,
        language=site.language,
        feed_url=address,
        feed_guid=address,
    )
    for entry in entries(site, feed):
        writer.add_item(
            title=entry.title,
            link=entry.address,
            description=html.escape(entry.summary) or None,
            content=entry.content or None,
            unique_id=entry.identifier,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            authors=entry.authors,
            categories=entry.tags,
        )
    file = StringIO()
    writer.write(file, "utf-8")
    return file.getvalue() + "\n"
