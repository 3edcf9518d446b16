"""Cards of talks for the pages of subjects, each written once for all pages that show it.

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
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.kept_files import digest, unpickled, write_whole
from sphinxext_confnotes.nodes import confnotes_talk, confnotes_written
from sphinxext_confnotes.notes.records import Group, Merged, Selection
from sphinxext_confnotes.overviews.writing import begin, write
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.overviews import FOLDER
from sphinxext_confnotes.rendering.expand import Expansion
from sphinxext_confnotes.rendering.fingerprints import Fingerprints
from sphinxext_confnotes.rendering.written_parts import may_be_kept

ANYWHERE = f"{FOLDER}/*/*"
"""The page that cards are made on which can stand on all: in a folder that no document is in, from
where each address leads as it does from those of the subjects."""

AT_ONCE = 200
"""Cards that are made in one document, which is in memory as a whole."""


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


class Cards:
    """The cards of one builder and output folder.

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
        """Cards by their keys; None for those that are made for each page."""
        self._keys: dict[tuple[int, Selection], Card] = {}

    def card(self, talk: Merged, selection: Selection) -> Card:
        """Return a talk with the key of its card."""
        asked = id(talk), selection
        if asked not in self._keys:
            shown = self._fingerprints.part(selection, Group("", (talk,)))
            self._keys[asked] = Card(talk, selection, digest(self._everywhere, selection, *shown))
        return self._keys[asked]

    def make(self, wanted: Iterable[Card]) -> None:
        """Make those cards that aren't known yet."""
        before = self._read()
        missing: dict[str, Card] = {}
        for card in wanted:
            if card.key in before:
                self._known[card.key] = before[card.key]
            elif card.key not in self._known:
                missing[card.key] = card
        # Copies of a document are unpacked together.
        ordered = sorted(missing.values(), key=lambda card: card.talk.place)
        for some in _batches(ordered):
            with gc_pause.paused():
                self._make(some)

    def _make(self, wanted: Sequence[Card]) -> None:
        page = PageParts(self._builder, ANYWHERE)
        for card in wanted:
            talk = page.copy(card)
            if may_be_kept(talk):
                page.add(card.key, [talk])
            else:
                self._known[card.key] = None
        self._known.update(page.write())

    def get(self, card: Card) -> Part | None:
        """Return a card as it is written, or None where it is made for each page."""
        return self._known[card.key]

    def save(self, wanted: Iterable[Card]) -> None:
        """Keep those cards, of the ones that are known, and nothing else."""
        keys = sorted({card.key for card in wanted})
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


def _batches(cards: Sequence[Card]) -> Iterator[Sequence[Card]]:
    for at in range(0, len(cards), AT_ONCE):
        yield cards[at : at + AT_ONCE]
