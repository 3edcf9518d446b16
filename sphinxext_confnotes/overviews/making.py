"""The making of the pages of subjects: those that show something else than they did.

Loaded by ``upkeep`` when anything has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_confnotes import gc_pause, wording
from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.notes.overviews import (
    Subject,
    in_order,
    known_of,
    posts_of_conferences,
    subjects,
)
from sphinxext_confnotes.notes.query import narrowed
from sphinxext_confnotes.notes.records import Group, Post, Selection
from sphinxext_confnotes.notes.timetable import slot_of, timetables
from sphinxext_confnotes.overviews.cards import Card, Cards, Day, PageParts, Part
from sphinxext_confnotes.overviews.files import File, FilesOfConferences
from sphinxext_confnotes.overviews.heads import Heads
from sphinxext_confnotes.overviews.writing import TEMPLATE, context_of
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.overviews import fewest_of
from sphinxext_confnotes.spelling import normalised

AT_ONCE = 100
"""Pages that are written without a look for what can be freed."""

SHOWN = Selection(group_by="none", notes="tldr")
"""The selection that pages show of the talks of a subject."""


class Page(NamedTuple):
    """A page with all that it shows."""

    name: str
    title: str
    """The title, as text."""
    words: str
    """What the search finds the page by, beside its title."""
    kind: str
    head: str
    days: str
    timetable: Sequence[Day]
    cards: Sequence[Card]

    @property
    def parts(self) -> Sequence[Card | Day]:
        """Return what is kept from build to build."""
        return [*self.timetable, *self.cards]

    @property
    def key(self) -> str:
        """Return a digest of all that it shows."""
        return digest(*self[:-2], [part.key for part in self.parts])


class Maker:
    """The making of the pages of one build.

    :param file: the file that keeps cards from build to build.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, file: Path) -> None:
        self._builder = builder
        self._domain = domain_of(builder.env)
        self._cards = Cards(builder, file)
        self._heads = Heads(builder)
        # All pages show the same cards.  That of a conference hides its name in them by its looks.
        everything = [Group("", tuple(self._domain.lookups.talks))]
        self._selection = narrowed(SHOWN, everything)

    def pages(self) -> list[Page]:
        """Return all pages that there should be."""
        lookups, overviews = self._domain.lookups, self._domain.overviews
        posts = posts_of_conferences(lookups.posts)
        files = FilesOfConferences(self._builder)
        found = []
        for subject in subjects(lookups, fewest_of(self._builder)):
            if place := overviews.place(subject.kind, subject.name):
                word = normalised(subject.name) if subject.kind == "conference" else ""
                found.append(
                    self._page(subject, place.docname, posts.get(word, ()), files.of(word))
                )
        return found

    def write(self, pages: Sequence[Page]) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Yield what Sphinx writes of pages: name, context and template."""
        self._cards.make(part for page in pages for part in page.parts)
        for at in range(0, len(pages), AT_ONCE):
            # While Sphinx writes them, too.
            with gc_pause.paused():
                for page in pages[at : at + AT_ONCE]:
                    yield page.name, self._context(page), TEMPLATE

    def save(self, pages: Sequence[Page]) -> None:
        """Keep the parts of pages, those that are known."""
        self._cards.save(part for page in pages for part in page.parts)

    def _page(
        self, subject: Subject, name: str, posts: Sequence[Post], files: Sequence[File]
    ) -> Page:
        talks = in_order(subject)
        known = known_of(subject, posts)
        timed = [talk for talk in talks if subject.kind == "conference" and talk.facts.start]
        days = timetables(slot_of(talk.facts, talk.accounts) for talk in timed)
        return Page(
            name=name,
            title=subject.name,
            words=self._heads.words(subject, known),
            kind=subject.kind,
            head=self._heads.title(subject, name) + self._heads.facts(subject, known, name, files),
            days=self._heads.days(known, name),
            timetable=[self._cards.day(day) for day in days],
            cards=[self._cards.card(talk, self._selection) for talk in talks],
        )

    def _context(self, page: Page) -> dict[str, Any]:
        """Return the context of the page's template."""
        days = [part for day in page.timetable if (part := self._cards.get(day))]
        written = self._written(page)
        body = [page.head]
        if page.days:
            body += [_heading(wording.index("days")), page.days]
        if days:
            body += [_heading(wording.timetable()), *(part.html for part in days)]
        body.append(_heading(wording.table()))
        cards_of_it = "".join(part.html for part in written)
        # Of what all talks have, a filter would be of no use.
        about = f' data-tag="{escape(page.title)}"' if page.kind == "tag" else ""
        body.append(f'<div class="confnotes-list docutils"{about}>\n{cards_of_it}</div>\n')
        names = f"confnotes-overview confnotes-overview-{page.kind}"
        anchor = page.name.rpartition("/")[2]
        return context_of(
            self._builder,
            page.name,
            title=page.title,
            body=f'<div id="{anchor}" class="section {names}">\n{"".join(body)}</div>\n',
            has_math=any(part.has_math for part in written),
        )

    def _written(self, page: Page) -> list[Part]:
        """Return the cards of a page as they are written, some of which are made for it alone."""
        parts = PageParts(self._builder, page.name)
        for card in page.cards:
            if self._cards.get(card) is None:
                parts.add(card.key, [parts.copy(card)])
        own = parts.write()
        return [self._cards.get(card) or own[card.key] for card in page.cards]


def _heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>\n"
