"""The links by which readers add a talk, or a day, to their calendars.

Here it is decided which talks have one, and the links are put on the pages; ``calendar`` writes
the files that they lead to.  A talk has one where its time is shown: on its own page, which isn't
written again when other pages change, by what that page says, and elsewhere by what all say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from sphinxext_confnotes import wording
from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.names import with_digest
from sphinxext_confnotes.nodes import AT_HOME, PART, confnotes_day, confnotes_post, confnotes_talk
from sphinxext_confnotes.notes import query
from sphinxext_confnotes.notes.lookups import Lookups
from sphinxext_confnotes.notes.records import Merged, Place
from sphinxext_confnotes.publishing.builder import published_by
from sphinxext_confnotes.publishing.filters import read_selection
from sphinxext_confnotes.registry.domain import domain_of

CLASS = "confnotes-calendar"

LONGEST = 80
"""Characters of a talk's name in that of a file, which file systems limit to 255 bytes."""


class LinkedTalks:
    """The talks that have a link: those with date and time that are published.

    Of the filters, ``limit`` isn't asked: it is about the newest talks or the oldest, and each new
    one would change who has a link.
    """

    def __init__(self, lookups: Lookups, config: Config) -> None:
        self._lookups = lookups
        self._selection, _ = read_selection(config.published)
        self._are_wanted = config.calendar_links

    def __iter__(self) -> Iterator[tuple[Place, Merged]]:
        """Yield the places of all that have one, on their own page or on others."""
        for talk in self._lookups.talks:
            for account in talk.accounts:
                place = account.talk.place
                if self.at_home(place) or self.elsewhere(place):
                    yield place, talk

    def at_home(self, place: Place) -> bool:
        """Tell whether a talk has a link on its own page, by what that page says of it."""
        found = self._lookups.by_name.get(f"{place.docname}:{place.anchor}", ())
        return any(self._holds(Merged(account.talk, (account,))) for account in found)

    def elsewhere(self, place: Place) -> bool:
        """Tell whether a talk has a link in summaries and lists, by what all posts say of it."""
        talk = self._lookups.accounts.get((place.docname, place.anchor))
        return talk is not None and self._holds(talk)

    def _holds(self, talk: Merged) -> bool:
        is_timed = self._are_wanted and talk.facts.date and talk.facts.start
        return bool(is_timed and query.choose(talk, self._selection))


def file_of_talk(place: Place) -> str:
    """Return the name of a talk's file."""
    name = place.anchor
    if len(name) > LONGEST:
        name = with_digest(name[:LONGEST], name)
    # The prefix keeps it apart from the files of days, and from names of devices on Windows.
    return f"calendar/{place.docname}/talk-{name}.ics"


def file_of_day(docname: str, date: dt.date) -> str:
    """Return the name of the file of the talks that a post has on a day."""
    return f"calendar/{docname}/{date.isoformat()}.ics"


class AddToCalendar(SphinxPostTransform):
    """Put the links into talks, and into the posts of a summary's days.

    Run after summaries are filled (0), and before talks become cards (190).
    """

    formats = ("html",)

    def is_supported(self) -> bool:
        """Tell whether the builder has pages, and links are wanted on them."""
        return super().is_supported() and bool(self.config.confnotes_calendar_links)

    def run(self, **kwargs: Any) -> None:
        """Run on the document, if the builder writes the files."""
        found = find(self.document, confnotes_talk, confnotes_post)
        # Checked first: most pages have no notes, and `published_by` reads the configuration.
        if not found or "calendar" not in published_by(builder_of(self.env)):
            return
        offers = LinkedTalks(domain_of(self.env).own_lookups, Config.of(self.config))
        for node in found:
            if isinstance(node, confnotes_talk):
                self._add_to_talk(node, offers)
            elif isinstance(node.parent, confnotes_day):
                self._add_to_post(node, dt.date.fromisoformat(node.parent["date"]), offers)

    def _add_to_talk(self, talk: confnotes_talk, offers: LinkedTalks) -> None:
        if talk.place:
            place, is_offered = talk.place, offers.elsewhere(talk.place)
        else:
            # In a copy of another talk it has no anchor, and therefore no link.
            place = Place(talk["docname"], "".join(talk["ids"][:1]))
            is_offered = offers.at_home(place)
        if is_offered:
            address = self._address(file_of_talk(place))
            link = nodes.reference("", wording.add_to_calendar(), refuri=address, internal=True)
            talk.calendar_link = nodes.inline("", "", link, classes=[CLASS])
            talk.calendar_link[PART] = AT_HOME

    def _add_to_post(self, post: nodes.Element, date: dt.date, offers: LinkedTalks) -> None:
        places = (talk.place for talk in post.children if isinstance(talk, confnotes_talk))
        if any(place and offers.elsewhere(place) for place in places):
            address = escape(self._address(file_of_day(post["docname"], date)))
            text = escape(wording.add_day_to_calendar())
            link = f'<a class="reference internal" href="{address}">{text}</a>'
            # No paragraph: others take the first one of a page for its summary.
            line = nodes.raw("", f'<p class="{CLASS}">{link}</p>\n', format="html")
            line[PART] = AT_HOME
            post.insert(1, line)

    def _address(self, file: str) -> str:
        here = builder_of(self.env).get_target_uri(self.env.docname)
        return relative_uri(here, quote(file))
