"""``feed.xml``: the newest posts as an Atom feed (RFC 4287); others, and RSS, where asked for.

Written by feedgenerator, which knows the formats.  Called by ``publish``, and only where the
address of the site is known.  The clock is never asked: every date is a post's.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from io import StringIO
from typing import Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit
from zoneinfo import ZoneInfo

import nh3
from feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.labels import normalised
from sphinxext_confnotes.names import DEVICE, with_digest
from sphinxext_confnotes.notes.records import Place, Post
from sphinxext_confnotes.publishing.site import NO_PROJECT, Site

NAME = "feed"

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was updated."""

NO_AUTHOR = "Author name not set"
"""What Sphinx calls the author of a project that names none."""

LONGEST = 60
"""Characters of a word that are in the name of a file."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML has no way to write: control characters, and halves of others."""


class _Feed(SyndicationFeed):  # type: ignore[misc]  # without types
    """What the library's feeds lack: entries with several authors, and no look at the clock."""

    def latest_post_date(self) -> dt.datetime:
        """Return when the feed was updated."""
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: Any, item: Mapping[str, Any]) -> None:
        """Write an entry."""
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            self.add_author(handler, name)

    def add_author(self, handler: Any, name: str) -> None:
        """Write one author of an entry."""
        raise NotImplementedError


class _Atom(_Feed, Atom1Feed):  # type: ignore[misc]
    def add_author(self, handler: Any, name: str) -> None:
        handler.startElement("author", {})
        handler.addQuickElement("name", name)
        handler.endElement("author")


class _Rss(_Feed, Rss201rev2Feed):  # type: ignore[misc]
    """RSS has no summary beside the content, and its titles may be taken for HTML."""

    def __init__(self, title: str, link: str, description: str, **fields: Any) -> None:
        title, description = (html.escape(text, quote=False) for text in (title, description))
        super().__init__(title, link, description, **fields)

    def add_item(self, title: str, link: str, description: str | None, **fields: Any) -> None:
        whole = fields.pop("content") or description
        super().add_item(html.escape(title, quote=False), link, whole, **fields)

    def add_author(self, handler: Any, name: str) -> None:
        namespace = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}
        handler.addQuickElement("dc:creator", name, namespace)


class _Format(NamedTuple):
    suffix: str
    media_type: str
    writer: type[_Feed]


ATOM = _Format(".xml", "application/atom+xml", _Atom)
RSS = _Format(".rss", "application/rss+xml", _Rss)


class _Selected(NamedTuple):
    """What a feed holds."""

    name: str
    """Of its file, without the suffix."""
    title: str
    posts: Sequence[Post]
    """The newest first."""


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the files."""
    for feed in _feeds(site):
        for form in _formats(site):
            yield feed.name + form.suffix, _written(site, feed, form)


def documents(site: Site) -> Set[str]:
    """Return the documents that are in any feed, which has all of their text."""
    return {post.docname for feed in _feeds(site) for post in feed.posts}


def links(site: Site, path_to: Callable[[str], str]) -> str:
    """Return the tags by which the head of a page says that the site has a feed.

    :param path_to: from a file to its address on the page.
    """
    title = html.escape(_clean(_title(site)))
    return "".join(
        f'\n    <link rel="alternate" type="{form.media_type}" title="{title}" '
        f'href="{html.escape(path_to(NAME + form.suffix))}">'
        for form in _formats(site)
    )


def _formats(site: Site) -> list[_Format]:
    return [ATOM, RSS] if "rss" in _config(site).feeds else [ATOM]


def _feeds(site: Site) -> Iterator[_Selected]:
    config = _config(site)
    posts = sorted((post for post in site.posts if post.date), key=_published, reverse=True)
    feeds = [_Selected(NAME, _title(site), posts)]
    if "conference" in config.feeds:
        feeds += _by_word(site, "conference", ((p.conference, p) for p in posts if p.conference))
    if "tag" in config.feeds:
        feeds += _by_word(site, "tag", ((tag, p) for p in posts for tag in _tags(site, p)))
    for feed in feeds:
        yield feed._replace(posts=feed.posts[: config.feed_limit or None])


def _by_word(site: Site, kind: str, pairs: Iterable[tuple[str, Post]]) -> list[_Selected]:
    """Return a feed for each word, of the posts that it is paired with."""
    titles: dict[str, str] = {}
    posts: defaultdict[str, dict[str, Post]] = defaultdict(dict)
    for word, post in pairs:
        name = f"{NAME}/{kind}/{_name(word)}"
        titles.setdefault(name, wording.named(_title(site), word))
        posts[name][post.docname] = post
    return [_Selected(name, titles[name], [*posts[name].values()]) for name in sorted(posts)]


def _name(word: str) -> str:
    """Return a word as a file can be called, on any system; with a digest where it can't be.

    Words that differ in case, spaces and hyphens alone have one name, and so one feed.
    """
    word = normalised(word)
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST]
    if name == word.replace(" ", "-") and not DEVICE.fullmatch(name):
        return name
    return with_digest(name, word)


def _written(site: Site, feed: _Selected, form: _Format) -> str:
    title = _clean(feed.title)
    address = urljoin(site.base, feed.name + form.suffix)
    writer = form.writer(
        title=title,
        link=site.address(Place(site.builder.config.root_doc)),
        # RSS requires one, Atom doesn't.
        description=title if form is RSS else "",
        language=site.language,
        feed_url=address,
        feed_guid=address,
    )
    for post in feed.posts:
        _add(writer, site, post)
    file = StringIO()
    writer.write(file, "utf-8")
    return file.getvalue() + "\n"


def _add(writer: _Feed, site: Site, post: Post) -> None:
    content = site.contents.get(post.docname)
    summary = html.escape(_clean(content.opening)) if content else ""
    author = site.builder.config.author
    own = [_title(site)] if author in ("", NO_AUTHOR) else [author]
    writer.add_item(
        title=_clean(post.title),
        link=site.address(Place(post.docname)),
        description=summary or None,
        content=_clean((content and content.body) or "") or None,
        unique_id=_identifier(site, post),
        unique_id_is_permalink=False,
        pubdate=_published(post),
        updateddate=_in_zone(post, post.updated) if post.updated else _published(post),
        authors=[_clean(name) for name in post.authors or own],
        categories=[_clean(tag) for tag in _tags(site, post)],
    )


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
    # Local mean times from before there were zones; neither format can write them.
    is_odd = offset is None or offset % dt.timedelta(minutes=1)
    return moment.replace(tzinfo=dt.UTC) if is_odd else moment


def _tags(site: Site, post: Post) -> list[str]:
    """Return the tags of a post and of its talks, each once."""
    tags = [*post.tags, *(tag for talk in site.talks_of(post) for tag in talk.tags)]
    spelled: dict[str, str] = {}
    for tag in tags:
        spelled.setdefault(normalised(tag), tag)
    return list(spelled.values())


def _title(site: Site) -> str:
    given = site.builder.config.html_title or ""
    title = html.unescape(nh3.clean(given, tags=set())) if NO_PROJECT not in given else ""
    return " ".join(title.split()) or site.name or site.base


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _config(site: Site) -> Config:
    return Config.of(site.builder.config)
