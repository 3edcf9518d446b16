"""Metadata about a post in the head of its page, for search engines and chats.

A description, the properties of https://ogp.me, and JSON-LD in the words of https://schema.org.
Called by ``publish`` when a page is written.  All of it is what the post itself says, so that no
page has to be written again because of another one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any
from zoneinfo import ZoneInfo

from docutils import nodes
from sphinx.application import Sphinx

from sphinxext_confnotes.addresses import is_web, resolve
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.authors import Author
from sphinxext_confnotes.notes.records import Place, Post, Talk
from sphinxext_confnotes.publishing.formats.data import only_known
from sphinxext_confnotes.publishing.site import Site
from sphinxext_confnotes.sanitizing import clean_line

OPENGRAPH = "sphinxext.opengraph"
"""The extension that writes the properties itself, and takes them from the fields of a page."""

LENGTH = 200
"""The length of a description that is taken from the text, in characters."""

ESCAPED = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""The characters that could end a script, or a line of one."""

Tags = list[tuple[str, str]]
"""Names and contents."""


def describe(
    app: Sphinx, site: Site, post: Post, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Add to the head of a post's page what its author hasn't put there.

    :param context: of the page's template, as ``html-page-context`` has it.
    :param doctree: as it was written.
    """
    given = dict(_given(doctree))
    description = given.get("description") or _description(site, post, context["meta"] or {})
    image = _image(site, post, doctree)
    if OPENGRAPH in app.extensions:
        tags = _by_opengraph(app, description, context)
    else:
        tags = [("description", description), *_properties(site, post, description), *image]
    authors = [*map(Config.of(app.config).author, post.authors)]
    tags = [*tags, *(("fediverse:creator", one.fediverse) for one in authors)]
    written = [_tag(name, content) for name, content in tags if content and name not in given]
    article = _article(site, post, authors, description, dict(image).get("og:image", ""))
    context["metatags"] += "".join([*written, _script(article)])


def _given(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield what the author has put there, by the ``meta`` directive or MyST's ``html_meta``."""
    for node in doctree.findall(nodes.meta):
        for attribute in ("name", "property"):
            if attribute in node:
                yield node[attribute], node.get("content", "")


def _description(site: Site, post: Post, fields: Mapping[str, Any]) -> str:
    """Return the front matter's description, or the beginning of what opens the post.

    :param fields: of the front matter, as Sphinx has them.
    """
    if written := clean_line(str(fields.get("description", ""))):
        return written
    content = site.contents.get(post.docname)
    opening = content.opening if content else ""
    text = opening or "; ".join(talk.title for talk in post.talks)
    # Wrap only the beginning of a long text; text without spaces is cut between letters.
    first, *rest = wrap(text[: 4 * LENGTH], LENGTH) or [""]
    return f"{first} …" if rest else first


def _image(site: Site, post: Post, doctree: nodes.document) -> Tags:
    """Return the first image of the page that isn't a drawing, which few show."""
    page = site.address(Place(post.docname))
    for node in doctree.findall(nodes.image):
        # A file that was found, or one that is elsewhere.
        is_there = node["uri"].startswith(f"{site.builder.imgpath}/") or is_web(node["uri"])
        address = resolve(page, node["uri"]) or ""
        if is_there and is_web(address) and not address.endswith(".svg"):
            return [("og:image", address), ("og:image:alt", node.get("alt", ""))]
    return []


def _properties(site: Site, post: Post, description: str) -> Tags:
    return [
        ("og:type", "article"),
        ("og:title", post.title),
        ("og:description", description),
        ("og:url", site.address(Place(post.docname)) if site.base else ""),
        ("article:published_time", _published(post)),
        ("article:modified_time", _modified(post)),
        *(("article:tag", tag) for tag in post.tags),
    ]


def _by_opengraph(app: Sphinx, description: str, context: dict[str, Any]) -> Tags:
    """Give the other extension the properties that a post knows better; return what is left."""
    fields = only_known({"og:description": description})
    if app.config.ogp_type == "website":
        # This is its default, so nobody has set it.
        fields["og:type"] = "article"
    context["meta"] = fields | (context["meta"] or {})
    return [("description", description)] if app.config.ogp_enable_meta_description else []


def _article(
    site: Site, post: Post, authors: Sequence[Author], description: str, image: str
) -> dict[str, Any]:
    address = site.address(Place(post.docname)) if site.base else ""
    return {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": address,
        "url": address,
        "headline": post.title,
        "description": description,
        "image": image,
        "datePublished": _published(post),
        "dateModified": _modified(post),
        "inLanguage": site.language,
        "keywords": post.tags,
        "author": [*map(_author, authors)],
        "about": _conference(post.conference, post.location),
        "mentions": [_event(site, post, talk) for talk in post.talks if talk.date],
    }


def _event(site: Site, post: Post, talk: Talk) -> dict[str, Any]:
    address = site.address(talk.place) if site.base else ""
    room = ", ".join(fields.published(talk, "event", "location"))
    return {
        "@type": "Event",
        "@id": address,
        "url": talk.url if is_web(talk.url) else address,
        "name": talk.title,
        **_days_or_times(talk),
        "performer": [_person(*speaker) for speaker in talk.speakers],
        "location": _location(room or post.location, post.location),
        "superEvent": _conference(talk.conference, post.location),
    }


def _days_or_times(talk: Talk) -> dict[str, str]:
    if talk.until:
        # It isn't known on which of the days it takes place.
        return {"startDate": _moment(talk.date, None, None), "endDate": talk.until.isoformat()}
    zone = _zone(talk.timezone)
    end = _moment(talk.date, talk.end, zone) if talk.end else ""
    return {"startDate": _moment(talk.date, talk.start, zone), "endDate": end}


def _conference(name: str, location: str) -> dict[str, Any] | None:
    return {"@type": "Event", "name": name, "location": _location(location)} if name else None


def _location(name: str, address: str = "") -> dict[str, Any] | None:
    return {"@type": "Place", "name": name, "address": address} if name else None


def _person(name: str, affiliation: str = "") -> dict[str, Any]:
    organisation = {"@type": "Organization", "name": affiliation} if affiliation else None
    return {"@type": "Person", "name": name, "affiliation": organisation}


def _author(author: Author) -> dict[str, Any]:
    known = {"url": author.url, "image": author.avatar, "sameAs": author.profiles}
    return _person(author.name) | known


def _published(post: Post) -> str:
    zone = _zone(post.timezone) if post.offset is None else dt.timezone(post.offset)
    return _moment(post.date, post.time, zone)


def _modified(post: Post) -> str:
    if post.updated is None or post.updated.tzinfo:
        return post.updated.isoformat() if post.updated else ""
    return post.updated.replace(tzinfo=_zone(post.timezone)).isoformat()


def _zone(name: str) -> dt.tzinfo | None:
    return ZoneInfo(name) if name else None


def _moment(date: dt.date | None, time: dt.time | None, zone: dt.tzinfo | None) -> str:
    """Return a date, or a time with its distance from UTC where the zone is known."""
    if date is None or time is None:
        return date.isoformat() if date else ""
    return dt.datetime.combine(date, time, zone).isoformat()


def _tag(name: str, content: str) -> str:
    attribute = "property" if name.startswith(("og:", "article:")) else "name"
    return f'<meta {attribute}="{name}" content="{escape(clean_line(content))}" />\n'


def _script(data: dict[str, Any]) -> str:
    text = json.dumps(only_known(data), ensure_ascii=False).translate(ESCAPED)
    return f'<script type="application/ld+json">{text}</script>\n'
