"""The table of publishers: one row for each kind of file, and for what pages say in their heads.

Read by ``publish``, which knows no kind by its name.  A module of ``formats`` is imported only when
something is made: with its library it may take longer than a build that has nothing to do.  To add
a kind, write such a module and its row; the values of the configuration that ask for it are in
``config``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Set
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.late import handler, load
from sphinxext_confnotes.notes.records import Post
from sphinxext_confnotes.publishing.site import FEED, Site

Files = Iterable[tuple[str, str | bytes]]
"""Paths in the output folder, with contents."""

Describe = Callable[[Sphinx, Site, Post, dict[str, Any], nodes.document], None]
"""Adds to the context of a post's page; see `metadata.describe`."""


class HeadLink(NamedTuple):
    """A file that the head of each page with notes links as another form of the site."""

    file: str
    media_type: str


class Publisher(NamedTuple):
    """A kind of file, or of what the heads of pages say."""

    name: str
    """The value of `Config.publish` that asks for it."""
    makes_files: str = ""
    """The function in ``formats`` that makes the files of a `Site`, as ``module:function``."""
    feed_format: str = ""
    """The value of `Config.feeds` that has to be there as well."""
    needs_address: bool = False
    """Whether it says nothing without the absolute address of the site."""
    in_full: Callable[[Site], Set[str]] | None = None
    """Returns the documents whose whole page it needs."""
    link: HeadLink | None = None
    describe: Describe | None = None
    """Says in the head of a post's page what the post is."""

    def is_asked(self, names: Collection[str], config: Config) -> bool:
        """Tell whether it is wanted.

        :param names: values of `Config.publish`, of which a builder may take some only.
        """
        return self.name in names and self.feed_format in ("", *config.feeds)

    def files(self, site: Site) -> Files:
        """Return the names and contents of the files."""
        if not self.makes_files:
            return ()
        make: Callable[[Site], Files] = load(f"publishing.formats.{self.makes_files}")
        return make(site)


_in_feeds = handler("publishing.formats.feeds:documents")


def _feed(makes_files: str, suffix: str, media_type: str, feed_format: str = "") -> Publisher:
    return Publisher(
        "feed",
        makes_files,
        feed_format,
        needs_address=True,
        in_full=_in_feeds,
        link=HeadLink(f"{FEED}{suffix}", media_type),
    )


PUBLISHERS = (
    Publisher("data", "data:files"),
    _feed("xml_feeds:atom_files", ".xml", "application/atom+xml"),
    _feed("xml_feeds:rss_files", ".rss", "application/rss+xml", "rss"),
    _feed("json_feed:files", ".json", "application/feed+json", "json"),
    Publisher("calendar", "calendar:files"),
    Publisher("citations", "citations:files"),
    Publisher("metadata", describe=handler("publishing.formats.metadata:describe")),
    # The last one, because it takes no place that another file has.
    Publisher("redirects", "redirects:files"),
)
"""All publishers, in the order in which they write."""
