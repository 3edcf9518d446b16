"""The feeds of a site, whatever their format: which posts they hold, and what they say of them.

Called by the modules that write them, such as ``xml_feeds``, and by ``publisher`` for the posts
that they need in full.  The clock is never asked: every date is a post's.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.notes.authors import Author
from sphinxext_confnotes.notes.records import Post
from sphinxext_confnotes.publishing.site import FEED, Site, feed_of
from sphinxext_confnotes.sanitizing import clean_xml
from sphinxext_confnotes.spelling import normalised

NO_AUTHOR = "Author name not set"
"""Sphinx's default for ``author``."""


class Feed(NamedTuple):
    """A feed and its posts."""

    name: str
    """The path of its file in the output folder, without the suffix."""
    title: str
    posts: Sequence[Post]
    """Its posts, the newest first."""


class Entry(NamedTuple):
    """The entry of a post; no text has a character that XML or UTF-8 can't hold."""

    identifier: str
    """A ``tag:`` URI."""
    title: str
    address: str
    summary: str
    """The opening of the post as text; empty where it has none."""
    content: str
    """The page of the post without its title, as HTML; empty where it isn't known."""
    published: dt.datetime
    updated: dt.datetime
    authors: Sequence[Author]
    tags: Sequence[str]


def feeds(site: Site) -> Iterator[Feed]:
    """Yield the feed of all posts, and those of a conference or tag that are asked for."""
    config = Config.of(site.builder.config)
    # A feed is of what is read here.
    own = (post for post in site.posts if post.date and not post.site)
    posts = sorted(own, key=_published, reverse=True)
    found = [Feed(FEED, site.title, posts)]
    if "conference" in config.feeds:
        found += _by_word(site, "conference", ((p.conference, p) for p in posts if p.conference))
    if "tag" in config.feeds:
        found += _by_word(site, "tag", ((tag, p) for p in posts for tag in _tags(site, p)))
    for feed in found:
        yield feed._replace(posts=feed.posts[: config.feed_limit or None])


def documents(site: Site) -> Set[str]:
    """Return the documents that are in any feed, which has all of their text."""
    return {post.docname for feed in feeds(site) for post in feed.posts}


def entries(site: Site, feed: Feed) -> Iterator[Entry]:
    """Yield what a feed says of its posts."""
    author = site.builder.config.author
    own = (site.title if author in ("", NO_AUTHOR) else author,)
    config = Config.of(site.builder.config)
    for post in feed.posts:
        content = site.contents.get(post.docname)
        yield Entry(
            identifier=_identifier(site, post),
            title=clean_xml(post.title),
            address=site.address(post.place),
            summary=clean_xml(content.opening) if content else "",
            content=clean_xml((content and content.body) or ""),
            published=_published(post),
            updated=_in_zone(post, post.updated) if post.updated else _published(post),
            authors=[
                config.author(name)._replace(name=clean_xml(name)) for name in post.authors or own
            ],
            tags=[clean_xml(tag) for tag in _tags(site, post)],
        )


def _by_word(site: Site, kind: str, pairs: Iterable[tuple[str, Post]]) -> list[Feed]:
    """Return a feed for each word, of the posts that it is paired with."""
    titles: dict[str, str] = {}
    posts: defaultdict[str, dict[str, Post]] = defaultdict(dict)
    for word, post in pairs:
        name = feed_of(kind, word)
        titles.setdefault(name, clean_xml(wording.named(site.title, word)))
        posts[name][post.docname] = post
    return [Feed(name, titles[name], [*posts[name].values()]) for name in sorted(posts)]


def _identifier(site: Site, post: Post) -> str:
    """Return the ``tag:`` URI of a post (RFC 4151), which stays when its title changes."""
    base = urlsplit(site.base)
    return f"tag:{base.hostname},{post.date}:{quote(base.path + post.docname)}"


def _published(post: Post) -> dt.datetime:
    """Return when a post was published: on its day, at midnight where it names no time."""
    assert post.date is not None
    offset = None if post.offset is None else dt.timezone(post.offset)
    return _in_zone(post, dt.datetime.combine(post.date, post.time or dt.time(), offset))


def _in_zone(post: Post, moment: dt.datetime) -> dt.datetime:
    """Return a moment in a zone: its own, or else that of its post."""
    if moment.tzinfo is None:
        zone = ZoneInfo(post.timezone) if post.timezone else dt.UTC
        moment = moment.replace(tzinfo=zone)
    offset = moment.utcoffset()
    # Local times that were kept before there were zones, which neither format can write.
    is_odd = offset is None or offset % dt.timedelta(minutes=1)
    return moment.replace(tzinfo=dt.UTC) if is_odd else moment


def _tags(site: Site, post: Post) -> list[str]:
    """Return the tags of a post and of its talks, each once."""
    tags = [*post.tags, *(tag for talk in site.talks_of(post) for tag in talk.tags)]
    spelled: dict[str, str] = {}
    for tag in tags:
        spelled.setdefault(normalised(tag), tag)
    return list(spelled.values())
