"""Values that change with what a page shows of others.

``stale_pages`` compares them to find the pages that must be written again, ``written_parts`` to
find the parts of such a page that are as they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx.builders import Builder

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.notes import fields, query
from sphinxext_confnotes.notes.fields import FOLDED, UNLISTED
from sphinxext_confnotes.notes.lookups import signed_by
from sphinxext_confnotes.notes.records import (
    Day,
    Group,
    Merged,
    Reference,
    Selection,
    Talk,
    authors,
)
from sphinxext_confnotes.registry.domain import ConfDomain
from sphinxext_confnotes.rendering.lowering.html import LowerHtml
from sphinxext_confnotes.rendering.talk_facts import GROUPED


class Fingerprints:
    """Yield values that change with what a builder shows of a selection or a reference."""

    def __init__(self, domain: ConfDomain, builder: Builder) -> None:
        self.domain = domain
        self.overviews = domain.overviews
        # Cards on other pages don't show a talk's address, all other forms do.
        self.shows_all = builder.format not in LowerHtml.formats
        self.has_filters = bool(Config.of(builder.config).published)

    def selection(self, selection: Selection, parts: Sequence[Day | Group]) -> Iterator[object]:
        """Yield what is shown of a selection."""
        yield selection
        for part in parts:
            yield from self.part(selection, part)

    def part(self, selection: Selection, part: Day | Group) -> Iterator[object]:
        """Yield what is shown of a day or a group."""
        if isinstance(part, Day):
            yield part.date
            for post in part.posts:
                yield post.post.docname, post.post.digest, post.post.site
                yield from self.references(post.post.references)
                for talk in post.talks:
                    yield from self._talk(selection, talk, ("date", part.date.isoformat()))
        else:
            yield part.name
            heading = GROUPED.get(selection.group_by or "", ""), part.name
            for talk in part.talks:
                yield from self._talk(selection, talk, heading)

    def _talk(
        self, selection: Selection, talk: Merged, heading: tuple[str, str]
    ) -> Iterator[object]:
        """Yield what is shown of a talk.

        :param heading: what the heading says that it stands below: a field, and its value.
        """
        first = talk.accounts[0].talk
        others = [one for one in talk.accounts if one.post.site]
        yield [(one.talk.place, one.talk.digest, one.post.site) for one in others]
        added = query.added_attributes(talk, selection)
        yield first.place, first.digest, self._facts(selection, first, added)
        stated = [one for one in first.stated if one[0] not in added]
        # A card doesn't repeat its heading; other layouts have dates to sort by.
        yield [one for one in stated if one != heading or selection.layout != "cards"]
        if self.overviews.pages:
            # What is said of it leads there.
            said = [*(("tag", tag) for tag in talk.facts.tags)]
            said += [("speaker", name) for name in talk.facts.speaker_names]
            said += [("conference", name) for name in talk.conferences]
            yield self.overviews.places(said)
        if self.shows_all:
            yield first.url, first.named
        if self.has_filters:
            # These decide whether the talk has a link to its published file.
            for account in talk.accounts:
                yield account.post.tags, account.conference, authors(account)
        for account in talk.accounts:
            for note in account.talk.notes:
                if query.shows(selection, note.kind):
                    is_signed = talk.facts is not first and not note.author
                    is_signed = is_signed or bool(account.post.site)
                    yield note.digest, signed_by(account) if is_signed else ()
                    yield from self.references(note.references)

    def _facts(
        self, selection: Selection, first: Talk, added: dict[str, object]
    ) -> list[tuple[str, object]]:
        """Return what is shown of facts that the digest of a talk's first account hasn't.

        :param added: what a selection shows beside what that account says itself.
        """
        shown = fields.in_node(first, (*first.filled, *UNLISTED, *FOLDED)) | added
        hidden: set[str] = set()
        if selection.layout == "table" and not self.shows_all:
            hidden.update(UNLISTED)
        if selection.notes != "all":
            hidden.update(FOLDED)
        return sorted((name, value) for name, value in shown.items() if name not in hidden)

    def references(self, references: Iterable[Reference]) -> Iterator[object]:
        """Yield what references lead to, and what they show of it."""
        for reference in references:
            for target in self.domain.references.find(reference)[:1]:
                titles = {"title": target.title, "short": target.short, "own": ""}
                yield target.place, titles[reference.text]
