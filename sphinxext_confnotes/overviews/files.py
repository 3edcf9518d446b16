"""The published files that are about one conference, which its page links."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_confnotes import wording
from sphinxext_confnotes.addresses import is_web
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.notes import query
from sphinxext_confnotes.publishing.builder import published_by
from sphinxext_confnotes.publishing.filters import read_selection
from sphinxext_confnotes.publishing.site import calendars_of, feed_of, selected_posts
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.spelling import normalised


class File(NamedTuple):
    """A published file."""

    words: str
    """The text of the link to it."""
    path: str
    """Its path in the output folder."""


class FilesOfConferences:
    """The published files of a build that are about one conference.

    These are its feed and its calendar.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        config = Config.of(builder.config)
        names = published_by(builder)
        domain = domain_of(builder.env)
        lookups = domain.own_lookups
        selection, _ = read_selection(config.published)
        groups = query.groups(lookups, selection)
        talks = [talk for group in groups for talk in group.talks]
        has_feeds = "conference" in config.feeds and is_web(builder.config.html_baseurl)
        self._with_feed: Set[str] = set()
        if "feed" in names and has_feeds:
            posts = selected_posts(lookups, selection, talks)
            self._with_feed = {normalised(post.conference) for post in posts if post.date}
        self._calendars = calendars_of(domain.overviews, talks) if "calendar" in names else {}

    def of(self, conference: str) -> list[File]:
        """Return the files of a conference.

        :param conference: its name without regard to case and spaces; nothing has no files.
        """
        found = []
        if conference and conference in self._with_feed:
            found.append(File(wording.feed(), f"{feed_of('conference', conference)}.xml"))
        if own := self._calendars.get(conference):
            found.append(File(wording.calendar(), own.path))
        return found
