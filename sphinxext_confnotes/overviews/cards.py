"""Cards of talks and days of timetables for the pages of subjects, each written once for all pages.

The pages are all in folders of one depth, so that a card is the same on each of them.  It is made
as any list makes it: ``expand`` copies, Sphinx resolves, ``lowering`` lowers, and the builder's own
translator writes.  A card that depends on what else is on its page (images, anchors, the nodes of
other extensions) is made for that page alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.kept_files import digest, unpickled, write_whole
from sphinxext_confnotes.nodes import confnotes_talk, confnotes_written
from sphinxext_confnotes.notes.records import Group, Merged, Selection
from sphinxext_confnotes.notes.timetable import Timetable
from sphinxext_confnotes.overviews.writing import begin, write
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.overviews import FOLDER
from sphinxext_confnotes.rendering.expand import Expansion
from sphinxext_confnotes.rendering.fingerprints import Fingerprints
from sphinxext_confnotes.rendering.talk_facts import heading
from sphinxext_confnotes.rendering.timetables import nodes_of
from sphinxext_confnotes.rendering.written_parts import may_be_kept

ANYWHERE = f"{FOLDER}/*/*"
"""The page that cards are made on which can stand on all: in a folder that no document is in, from
where each address leads as it does from those of the subjects."""

AT_ONCE = 200
"""Cards and days that are made in one document, which is in memory as a whole."""


class Part(NamedTuple):
    """A part of a page as it is written."""

    html: str
    has_math: bool


class Card(NamedTuple):
    """A talk as a page shows it."""

    talk: Merged
    selection: Selection
    key: str
    """A digest of all that it shows."""


class Day(NamedTuple):
    """A day of a timetable as a page shows it."""

    timetable: Timetable
    key: str
    """A digest of all that it shows."""


class Cards:
    """The cards and days of one builder and output folder.

    :param file: the file that keeps them from build to build.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, file: Path) -> None:
        self._builder = builder
        self._file = file
        domain = domain_of(builder.env)
        self._everywhere = domain.settings
        self._fingerprints = Fingerprints(domain, builder)
        self._before: Mapping[str, Part | None] | None = None
        self._known: dict[str, Part | None] = {}
        """Cards and days by their keys; None for those that are made for each page."""
        self._keys: dict[tuple[int, Selection], Card] = {}

    def card(self, talk: Merged, selection: Selection) -> Card:
        """Return a talk with the key of its card."""
        asked = id(talk), selection
        if asked not in self._keys:
            shown = self._fingerprints.part(selection, Group("", (talk,)))
            self._keys[asked] = Card(talk, selection, digest(self._everywhere, selection, *shown))
        return self._keys[asked]

    def day(self, timetable: Timetable) -> Day:
        """Return a day of a timetable with its key."""
        return Day(timetable, digest(self._everywhere, timetable))

    def make(self, wanted: Iterable[Card | Day]) -> None:
        """Make what isn't known yet."""
        before = self._read()
        missing: dict[str, Card | Day] = {}
        for one in wanted:
            if one.key in before:
                self._known[one.key] = before[one.key]
            elif one.key not in self._known:
                missing[one.key] = one
        # Copies of a document are unpacked together.
        cards = [one for one in missing.values() if isinstance(one, Card)]
        days = [one for one in missing.values() if isinstance(one, Day)]
        for some in _batches([*sorted(cards, key=lambda card: card.talk.place), *days]):
            with gc_pause.paused():
                self._make(some)

    def _make(self, wanted: Sequence[Card | Day]) -> None:
        page = PageParts(self._builder, ANYWHERE)
        for one in wanted:
            if isinstance(one, Day):
                page.add(one.key, page.day(one))
            elif may_be_kept(talk := page.copy(one)):
                page.add(one.key, [talk])
            else:
                self._known[one.key] = None
        self._known.update(page.write())

    def get(self, wanted: Card | Day) -> Part | None:
        """Return a card or day as it is written, or None where it is made for each page."""
        return self._known[wanted.key]

    def save(self, wanted: Iterable[Card | Day]) -> None:
        """Keep those cards and days, of the ones that are known, and nothing else."""
        keys = sorted({one.key for one in wanted})
        before = self._read()
        known = {**before, **self._known}
        kept = {key: known[key] for key in keys if key in known}
        if kept != before:
            write_whole(self._file, pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))

    def _read(self) -> Mapping[str, Part | None]:
        if self._before is None:
            kept = unpickled(self._file)
            self._before = kept if isinstance(kept, dict) else {}
        return self._before


class PageParts:
    """The parts of one page, put into a document of their own and written by the builder.

    :param page: its name, which needn't be a document's.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, page: str) -> None:
        self._builder = builder
        self._page = page
        self._document = begin(builder, page)
        # That of the talks, below the one of the page: headings in cards are of the third level.
        self._section = nodes.section()
        self._document += nodes.section("", self._section)
        self._expansion = Expansion(builder.env, self._document)

    def copy(self, card: Card) -> confnotes_talk:
        """Return the copy of a talk, at home on the page."""
        return self._expansion.talk(card.talk, card.selection, self._page)

    def day(self, day: Day) -> list[nodes.Node]:
        """Return a day of a timetable below its date."""
        config, date = self._builder.config, day.timetable.day
        name = date.isoformat() if date else ""
        text = heading("day", name, Config.of(config).date_format, config.language)
        rubric = nodes.rubric("", text, classes=["confnotes-group-title"])
        rubric["heading-level"] = 3
        return [rubric, *nodes_of(day.timetable, self._builder, self._page, counts=False)]

    def add(self, key: str, content: Iterable[nodes.Node]) -> None:
        """Add a part, which stands in a section."""
        part = confnotes_written("", *content)
        part.key = key
        self._section += part

    def write(self) -> dict[str, Part]:
        """Return the parts as they are written, by their keys."""
        if not self._section.children:
            return {}
        write(self._builder, self._document, self._page)
        return {
            part.key: Part(part.html, bool(find(part, nodes.math, nodes.math_block)))
            for part in self._document.findall(confnotes_written)
        }


def _batches(wanted: Sequence[Card | Day]) -> Iterator[Sequence[Card | Day]]:
    for at in range(0, len(wanted), AT_ONCE):
        yield wanted[at : at + AT_ONCE]
