"""``feed.json``: feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Called by ``publisher``, and only where the address of the site is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from sphinxext_confnotes.notes.records import Place
from sphinxext_confnotes.publishing.formats.data import only_known
from sphinxext_confnotes.publishing.formats.feeds import Entry, entries, feeds
from sphinxext_confnotes.publishing.site import Site

VERSION = "https://jsonfeed.org/version/1.1"


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of the feeds."""
    for feed in feeds(site):
        name = f"{feed.name}.json"
        written = {
            "version": VERSION,
            "title": feed.title,
            "home_page_url": site.address(Place(site.builder.config.root_doc)),
            "feed_url": urljoin(site.base, name),
            "language": site.language,
            "items": [_item(entry) for entry in entries(site, feed)],
        }
        yield name, json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    """Return an item, which has to have content, and nothing else that is empty."""
    optional = {
        "title": entry.title,
        "summary": entry.summary,
        "date_published": entry.published.isoformat(timespec="seconds"),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [
            only_known({"name": one.name, "url": one.url, "avatar": one.avatar})
            for one in entry.authors
            if one.name
        ],
        "tags": entry.tags,
    }
    return {
        "id": entry.identifier,
        "url": entry.address,
        "content_html": entry.content,
        **{key: value for key, value in optional.items() if value},
    }
