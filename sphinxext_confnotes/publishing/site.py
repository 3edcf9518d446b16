"""The published part of a site: the selected posts and talks, their content and their addresses.

All kinds of files take posts and talks from here, so that they have the same ones in the same order
with the same addresses.

Made by ``publish``, read by each module that writes a file.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urljoin

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_confnotes.addresses import absolute, is_web
from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.names import file_name
from sphinxext_confnotes.notes.records import OWN, Merged, Place, Post, Selection, Talk
from sphinxext_confnotes.plaintext import line_of
from sphinxext_confnotes.publishing.builder import DataBuilder
from sphinxext_confnotes.publishing.kept_parts import KeptParts
from sphinxext_confnotes.publishing.page_content import NoteContent, PageContentStore
from sphinxext_confnotes.registry.domain import ConfDomain
from sphinxext_confnotes.spelling import normalised

if TYPE_CHECKING:
    from sphinxext_confnotes.notes.lookups import Lookups
    from sphinxext_confnotes.registry.overviews import Overviews

EVERYTHING = Selection(group_by="none", order="oldest")
"""The selection that is published where there are no filters."""

FEED = "feed"
"""The name of the feed of all posts."""

CALENDAR = "talks.ics"
"""The file of the calendar of all talks."""

NO_PROJECT = "Project name not set"
"""Sphinx's default for ``project``."""


@dataclass(frozen=True)
class Site:
    """The site of one build."""

    builder: StandaloneHTMLBuilder
    domain: ConfDomain
    selection: Selection
    """The selection of what is published."""
    contents: PageContentStore
    """Documents to what they say."""
    parts: KeptParts
    """The parts of files that were made before."""
    other_files: set[str] = field(default_factory=set)
    """Files of the output folder that are neither pages of documents nor copied from the source:
    other pages, and what is published."""

    @property
    def lookups(self) -> Lookups:
        """The look-ups in the posts, and in those of other sites if these are asked for."""
        is_asked = any(name.casefold() != OWN for name in self.selection.site)
        return self.domain.lookups if is_asked else self.domain.own_lookups

    @property
    def base(self) -> str:
        """The absolute address of the site, with a slash at its end; nothing when not known.

        Some hosts have ``html_baseurl`` be ``/`` where they don't know it either.
        """
        base: str = self.builder.config.html_baseurl
        return f"{base.rstrip('/')}/" if is_web(base) else ""

    @property
    def name(self) -> str:
        """The name of the project, or else the title of its first page."""
        config, titles = self.builder.config, self.builder.env.titles
        if config.project not in ("", NO_PROJECT):
            return str(config.project)
        return line_of(titles[config.root_doc]) if config.root_doc in titles else ""

    @property
    def title(self) -> str:
        """The title that the site has in browsers, as text; or else its name or address."""
        given = self.builder.config.html_title or ""
        title = " ".join(_text_of(given).split()) if NO_PROJECT not in given else ""
        title = title or self.name or self.base
        if title.isprintable():
            return title
        from sphinxext_confnotes.sanitizing import clean_xml

        return clean_xml(title)

    @property
    def language(self) -> str:
        """The language of the site, as in BCP 47."""
        return str(self.builder.config.language or "en").replace("_", "-")

    @cached_property
    def talks(self) -> Sequence[Merged]:
        """The talks, each once, the oldest first."""
        from sphinxext_confnotes.notes import query

        groups = query.groups(self.lookups, self.selection)
        return [talk for group in groups for talk in group.talks]

    @cached_property
    def posts(self) -> Sequence[Post]:
        """The posts, and what other documents the talks are from, the oldest first."""
        return sorted(selected_posts(self.lookups, self.selection, self.talks), key=_by_time)

    def talks_of(self, post: Post) -> list[Talk]:
        """Return the talks of a post, as it has them, of those that are published."""
        return [talk for talk in post.talks if talk.place in self._places]

    @cached_property
    def _places(self) -> Set[Place]:
        return {account.talk.place for talk in self.talks for account in talk.accounts}

    def address(self, place: Place) -> str:
        """Return the address of a place: absolute where the site's is known, or else in it."""
        return place.address if place.is_elsewhere else urljoin(self.base, self.uri(place))

    def uri(self, place: Place) -> str:
        """Return the address of a place in the site."""
        page = self.builder.get_target_uri(place.docname)
        # Some builders encode it, others don't.  The first page's is empty in dirhtml.
        return (quote(unquote(page)) or "./") + (f"#{place.anchor}" if place.anchor else "")

    def file(self, page: str) -> str:
        """Return the file of a page, as a path in the output folder."""
        file = Path(self.builder.get_outfilename(page))
        return file.relative_to(self.builder.outdir).as_posix()

    @property
    def files(self) -> Set[str]:
        """The files that the output folder has, as paths in it.

        Not what is there: Sphinx leaves the pages of documents that have gone.  The builder of
        data writes none.
        """
        if isinstance(self.builder, DataBuilder):
            return set()
        pages = (self.file(name) for name in self.builder.env.found_docs)
        return {*pages, *self._copied(), *self.other_files}

    def _copied(self) -> Iterator[str]:
        for name in self.builder.config.html_extra_path:
            path = Path(self.builder.confdir, name)
            if path.is_dir():
                # Follow links, as Sphinx does.
                for folder, _, files in os.walk(path, followlinks=True):
                    inside = Path(folder).relative_to(path)
                    yield from ((inside / file).as_posix() for file in files)
            else:
                yield path.name

    def home(self, talk: Merged) -> Place:
        """Return the first place of a talk, whichever of its accounts are published."""
        return self.lookups.accounts[talk.place.docname, talk.place.anchor].place

    def link(self, talk: Merged) -> str:
        """Return the absolute address of a talk, or else of the notes on it; nothing if unknown."""
        return absolute(talk.facts.url) or absolute(self.address(talk.place))

    @cached_property
    def digests(self) -> Mapping[Place, str]:
        """Map the place of each talk to a digest of all that is known of it.

        It is made of those of posts, which know everything: so of a post that was edited, what
        files say of each of its talks is made again.
        """
        return {
            talk.place: digest(
                self.home(talk),
                [(self._known[one.post.docname], one.talk.name) for one in talk.accounts],
            )
            for talk in self.talks
        }

    def digest_of_post(self, post: Post) -> str:
        """Return a digest of all that is known of a post, and of which talks are published."""
        published = [talk.name for talk in self.talks_of(post)]
        return digest(self._known[post.docname], published)

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """Map documents to digests of their records, as kept, and of what their pages say."""
        known = {
            docname: digest(self.domain.digest_of(docname), self.contents.digest_of(docname))
            for docname in self.domain.public
        }
        return known | {post.docname: digest(post) for post in self.lookups.posts if post.site}

    def note_contents(self, thing: Talk | Post) -> Sequence[NoteContent]:
        """Return what the notes of a talk say, or a day's own, in their order."""
        of = thing.place.docname if isinstance(thing, Talk) else thing.docname
        if Place(of).is_elsewhere:
            return [NoteContent(note.html, note.text, "") for note in thing.notes]
        if isinstance(thing, Talk):
            content = self.contents.get(thing.place.docname)
            said = content.talks.get(thing.name, ()) if content else ()
        else:
            content = self.contents.get(thing.docname)
            said = content.notes if content else ()
        return (
            said if len(said) == len(thing.notes) else [NoteContent("", "", "")] * len(thing.notes)
        )


def feed_of(kind: str, word: str) -> str:
    """Return the name of the feed of a conference or a tag, whose files have an ending more."""
    return f"{FEED}/{kind}/{file_name(word)}"


class ConferenceCalendar(NamedTuple):
    """The calendar of one conference."""

    name: str
    path: str
    """Its path in the output folder."""
    talks: Sequence[Merged]


def calendars_of(overviews: Overviews, talks: Iterable[Merged]) -> dict[str, ConferenceCalendar]:
    """Map conferences, as `normalised`, to their calendars.

    That is the one of all talks where no other's are in it, and otherwise one beside the page of
    the conference, if it has a page.

    :param talks: those that are published, of which the ones without a date are in no calendar.
    """
    dated = [talk for talk in talks if talk.facts.date]
    found: defaultdict[str, list[Merged]] = defaultdict(list)
    for talk in dated:
        for key in dict.fromkeys(map(normalised, talk.conferences)):
            found[key].append(talk)
    calendars = {}
    for key, some in found.items():
        name = next(name for name in some[0].conferences if normalised(name) == key)
        if len(some) == len(dated):
            calendars[key] = ConferenceCalendar(name, CALENDAR, some)
        elif page := overviews.place("conference", name):
            calendars[key] = ConferenceCalendar(name, f"{page.docname}.ics", some)
    return calendars


def selected_posts(
    lookups: Lookups, selection: Selection, talks: Iterable[Merged]
) -> Iterator[Post]:
    """Yield the posts of a selection, and what other documents its talks are from."""
    from sphinxext_confnotes.notes import query

    asked = {shown.post.docname for day in query.days(lookups, selection) for shown in day.posts}
    asked |= {post.docname for post in query.undated(lookups, selection)}
    asked |= {account.post.docname for talk in talks for account in talk.accounts}
    yield from (post for post in lookups.posts if post.docname in asked)


def _text_of(html: str) -> str:
    """Return HTML as text."""
    if not {"<", "&"} & set(html):
        return html
    # Imported here, as others are: most builds ask for the title, and few have anything to clean.
    import nh3

    return unescape(nh3.clean(html, tags=set()))


def _by_time(post: Post) -> tuple[dt.date, dt.time, tuple[bool, str]]:
    return post.date or dt.date.min, post.time or dt.time.min, post.order
