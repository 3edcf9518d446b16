"""A survey of an outline: what stands around, in and behind each block, each looked up once.

Made once for a post by `recognise`, and handed to `candidates`, `evidence` and `contents`.  Imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_confnotes.recognition.days import Day, Span, read_day
from sphinxext_confnotes.recognition.events import About
from sphinxext_confnotes.recognition.hosts import is_elsewhere
from sphinxext_confnotes.recognition.labels import TAGS, Label, tags_in
from sphinxext_confnotes.recognition.lexicon import Lexicon
from sphinxext_confnotes.recognition.outline import Block, Line, Outline
from sphinxext_confnotes.recognition.patterns import Pattern
from sphinxext_confnotes.recognition.plan import Piece, Reason
from sphinxext_confnotes.recognition.vocabulary import normalised

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.joining import Outcome, Wanted

_CLOCK = re.compile(r"[0-9][0-9.:h]*(?:h|am|a\.m|pm|p\.m|uhr)|am|pm|h|uhr|[0-9]{1,2}h[0-9]{2}")

LONGEST_TITLE = 200
"""Characters of a line that may be a title."""

LONGEST_BEFORE = 60
"""Characters that may stand before the link that leads a line."""

SHORTEST_WRAPPED = 32
"""Characters of a line in which a sentence was broken, at the margin that its author keeps to."""

FEWEST_ENTRIES = 2
"""Items of a post that are called as sections are, from which on they list these."""

ENDS_OF_SENTENCES = ".!?:;,…。！？：；，、"


_WORD = re.compile(r"(?<![\w@/.:#-])[^\W\d_]{2,}(?![\w@/-]|\.\w)")
_HEADING_ID = re.compile(r"\s*\{[#.][\w.# -]+\}\s*$")
"""What some sites have behind a heading: ``Saturday {#saturday}``."""

_IN_BRACKETS = re.compile(r"^\s*[(（\[][^()（）\[\]]{1,40}[)）\]]")
"""What may stand before a link, as a mark or a kind does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings with which a post is recognised."""

    lexicon: Lexicon
    modes: tuple[str, ...] = ("auto",)
    """Some of `kinds.MODES`; ``labelled`` is always in force, but with ``none``."""
    not_talks: tuple[str, ...] = ()
    """Titles that are none, with ``*`` for any words; what stands below such a heading is none
    either."""
    conference: About | None = None
    """Why the post is about a conference; None when nothing beside its talks says so."""
    path: tuple[str, ...] = ()
    """The folders of the post, and its file's name without the suffix."""
    given: Mapping[str, object] = field(default_factory=dict)
    """The front matter."""
    span: Span = field(default_factory=Span)
    """The days of the post."""
    talk_title: Pattern | None = None
    """How its titles are made, where its front matter says so."""
    join: Callable[[Wanted], Outcome] | None = None
    """Return the entry of the conference's programme that a talk is; None where there is no
    programme."""


class Cut(NamedTuple):
    """A title cut out of the lines of a paragraph."""

    lead: str
    """``link``, ``bold``, ``quote``, ``by``, ``speaker``, ``shown`` with slides or a video behind,
    ``time``, ``plain``, ``line`` where plain lines follow, ``head`` where a list does,
    ``noted`` where a note does, ``told`` for a sentence about who spoke, or ``contents`` for a link
    into the page."""
    title: Line
    piece: Piece
    rest: Line


@dataclass
class Owned:
    """Labels by the number of the block that they are about; the page has 0."""

    labels: dict[int, list[Label]] = field(default_factory=dict)
    """Those of notes."""
    fields: dict[int, list[Label]] = field(default_factory=dict)


class Survey:
    """The blocks of a post in their places."""

    def __init__(self, outline: Outline, settings: Settings) -> None:
        self.outline = outline
        self.settings = settings
        self.labels = settings.lexicon.labels
        self.parents: dict[int, Block] = {}
        self.blocks: dict[int, Block] = {}
        self.cuts: dict[int, Cut | None] = {}
        """What `candidates.cut_title` found, by the number of the paragraph."""
        self.ownership = Owned()
        """Whose the notes are; set by `recognise` once there are candidates."""
        self.joined: dict[int, Outcome] = {}
        """The entries of the programme that candidates are, by the number of the block; set by
        `programme_evidence`, as is the next one."""
        self.announced: dict[int, Reason] = {}
        """Whether candidates that are entries are talks, by the number of the block."""
        self._words: dict[int, int] = {}
        self._days: dict[str, Day | None] = {}
        self._before: dict[int, Block] = {}
        self._read: dict[int, tuple[Label | None, ...]] = {}
        waiting = [outline.page]
        while waiting:
            block = waiting.pop()
            self.blocks[block.number] = block
            for child in reversed(block.children):
                self.parents[child.number] = block
                waiting.append(child)
            shown = [child for child in block.children if child.kind != "hidden"]
            for first, second in itertools.pairwise(shown):
                self._before[second.number] = first
        titles = [normalised(one.text) for one in self.blocks.values() if one.kind == "section"]
        self.entries = self._find_entries(frozenset(titles))
        """The titles of items that list sections of the post, by the number of the block."""
        self.closing_tags = self._find_closing_tags()
        """The paragraph that ends the post with the only tags in it, which aren't a talk's."""
        self.repeated = frozenset(title for title, times in Counter(titles).items() if times > 1)
        """Titles of sections that come more than once, as `normalised`."""

    def _find_entries(self, titles: Container[str]) -> Mapping[int, str]:
        """Return the titles of items that say nothing but the title of a section.

        One alone may be so by accident.
        """
        found: dict[int, str] = {}
        for block in self.blocks.values():
            if block.kind != "item" or len(block.children) != 1:
                continue
            paragraph = block.children[0]
            if paragraph.kind == "paragraph" and len(paragraph.text) <= LONGEST_TITLE:
                title = normalised(paragraph.text)
                if title in titles:
                    found[block.number] = title
        return found if len(found) >= FEWEST_ENTRIES else {}

    @functools.cached_property
    def linked_titles(self) -> frozenset[str]:
        """Titles of sections, as `normalised`, that links to other pages in lists have as well."""
        return frozenset(
            title
            for number, title in self.entries.items()
            if any(is_elsewhere(one.address) for one in self.blocks[number].children[0].first.links)
        )

    def _find_closing_tags(self) -> int | None:
        shown = [block for block in self.blocks.values() if block.kind != "hidden"]
        last = shown[-1]
        is_free = self.parent(last).kind in ("page", "section")
        if not (is_free and tags_of(last)):
            return None
        others = (line.text for block in shown[:-1] for line in block.lines)
        return None if any(map(tags_in, others)) else last.number

    def is_ordinary(self, word: str) -> bool:
        """Tell whether a word, in small letters, stands so in the post: names don't."""
        return word in self._ordinary_words

    @functools.cached_property
    def _ordinary_words(self) -> frozenset[str]:
        texts = (line.text for block in self.blocks.values() for line in block.lines)
        words = (word for text in texts for word in _WORD.findall(text))
        return frozenset(word for word in words if word.islower())

    def labels_of(self, block: Block) -> tuple[Label | None, ...]:
        """Return for each line of a paragraph the label that it begins with."""
        found = self._read.get(block.number)
        if found is None:
            found = self._read[block.number] = self._look(block)
        return found

    def _look(self, block: Block) -> tuple[Label | None, ...]:
        if block.kind == "section":
            return (self.labels.of_title(block.lines),)
        if block.kind == "callout":
            return (self.labels.of_callout(block.name, block.first),)
        if block.kind != "paragraph":
            return ()
        if block.number == self.closing_tags:
            return (None,) * len(block.lines)
        in_item = self.parent(block).kind == "item"
        is_alone = len(block.lines) == 1
        found = [self.labels.of_line(line, is_alone=is_alone) for line in block.lines]
        if is_alone and not found[0]:
            found = [self._over_list(block)]
        may_go_on = bool(found) and leading_link(block.first) is None
        for at, (line, label) in enumerate(zip(block.lines, found, strict=True)):
            if label and label.kind == "comment" and _is_address(line.text[label.end :]):
                # "Notes: https://…" says where they are.
                found[at] = None
                continue
            if label is None or line.emphasised_lead:
                may_go_on = may_go_on and label is None
                continue
            if label.word == TAGS and in_item and self.before(block) is None:
                # Items of such a list are things to do, say.
                found[at] = None
                continue
            is_whole = label.word == line.text.strip()
            if is_whole and in_item and len(self.parent(block).children) == 1:
                # Nothing is said under it: an item like others, of a list of such words.
                found[at] = None
                continue
            # Nobody writes two colons by accident.
            is_small = label.word[:1].islower() and not line.text[: label.end].endswith("::")
            # Where a sentence was broken, a word and a colon may come to stand, until a label has
            # come; and a list may begin each of its items so.
            may_be_broken = bool(at) and may_go_on and not label.is_unmistakable
            if label.is_note and not _may_break_off(block.lines[at - 1].text):
                may_be_broken = False
            if is_small and (may_be_broken or (in_item and not label.is_note)):
                found[at] = None
            else:
                may_go_on = False
        return tuple(found)

    def words_in(self, blocks: Iterable[Block]) -> int:
        """Return how many words some blocks have, the titles of sections in them not counted."""
        return sum(map(self._words_of, blocks))

    def _words_of(self, block: Block) -> int:
        found = self._words.get(block.number)
        if found is None:
            own = 0 if block.kind == "section" else sum(line.length for line in block.lines)
            found = self._words[block.number] = own + sum(map(self._words_of, block.children))
        return found

    def parent(self, block: Block) -> Block:
        """Return the block around another one; the page is around itself."""
        return self.parents.get(block.number, self.outline.page)

    def before(self, block: Block) -> Block | None:
        """Return the block that stands before another one in the same block, if one does."""
        return self._before.get(block.number)

    def day_of(self, text: str) -> Day | None:
        """Return the day that a title is."""
        text = _HEADING_ID.sub("", text)
        if text not in self._days:
            # Most titles are none: their words are many, and no number is among them.
            may_be = len(text.split()) <= 3 or any(map(str.isdigit, text))
            self._days[text] = read_day(text, self.settings.lexicon.vocabulary) if may_be else None
        return self._days[text]

    def is_in_note(self, items: Block) -> bool:
        """Tell whether a list stands right behind a label, and so is what that introduces."""
        before = self.before(items)
        if before is None or before.kind != "paragraph":
            return False
        label = self.labels_of(before)[-1]
        first = items.children[0].children[:1] if items.children else ()
        if (
            label
            and label.kind == "comment"
            and self.parent(items).kind == "page"
            and first
            and leading_link(first[0].first) is not None
        ):
            # "My notes:" over all that follows.
            return False
        return label is not None and not before.lines[-1].text[label.end :].strip()

    def is_labelled_quote(self, block: Block) -> bool:
        """Tell whether a quote begins with the label of a note, and so quotes nobody.

        One with an attribution does.
        """
        is_free = block.kind == "quote" and all(one.kind != "other" for one in block.children)
        first = block.children[0] if is_free and block.children else None
        label = (
            self.labels_of(first)[0] if first is not None and first.kind == "paragraph" else None
        )
        return label is not None and label.is_note

    def _over_list(self, block: Block) -> Label | None:
        """Return the label of a summary that a line is, alone over a list and without a colon.

        It stands in a section, or begins an item of a list in one.
        """
        label = self.labels.whole(block.text)
        if label is None or label.kind != "tldr":
            return None
        around = self.parent(block)
        blocks = around.children
        behind = next((two for one, two in itertools.pairwise(blocks) if one is block), None)
        if around.kind == "item":
            around = self.parent(self.parent(around))
        before = self.before(block)
        may_be_of_item = before is not None and before.kind == "list" and len(before.children) == 1
        is_over = behind is not None and behind.kind == "list"
        return label if is_over and around.kind == "section" and not may_be_of_item else None

    def sections_around(self, block: Block) -> Iterator[Block]:
        """Yield the sections that a block is in, the innermost first, the page not among them."""
        around = self.parents.get(block.number)
        while around is not None:
            if around.kind == "section":
                yield around
            around = self.parents.get(around.number)

    def notes_in(self, blocks: Sequence[Block]) -> Iterator[Label]:
        """Yield the labels of notes, of titles of sections and callouts too, in some blocks."""
        for block in blocks:
            for part in block.walk():
                for label in self.labels_of(part):
                    if label and label.is_note:
                        yield label


def _may_break_off(text: str) -> bool:
    """Tell whether a sentence may have been broken at the end of a line."""
    text = text.rstrip()
    return len(text) >= SHORTEST_WRAPPED and text[-1] not in ".!?…"


def _is_address(text: str) -> bool:
    """Tell whether a text is nothing but an address."""
    words = text.strip(" <>").split()
    return len(words) == 1 and words[0].startswith(("http://", "https://", "www."))


def tags_of(block: Block) -> list[str]:
    """Return the tags of a paragraph that has nothing else; else nothing."""
    found = [tags_in(line.text) for line in block.lines] if block.kind == "paragraph" else []
    return list(itertools.chain.from_iterable(found)) if all(found) else []


def own_blocks(section: Block) -> tuple[Block, ...]:
    """Return what stands in a section before its first sub-section."""
    own: list[Block] = []
    for block in section.children:
        if block.kind == "section":
            break
        if block.kind != "hidden":
            own.append(block)
    return tuple(own)


def subsections(section: Block) -> tuple[Block, ...]:
    """Return the sections that stand directly in a section."""
    return tuple(block for block in section.children if block.kind == "section")


def leading_link(line: Line) -> int | None:
    """Return the place of the span that is a link and leads a line; None when there is none.

    Numbers, times, stars and other signs may stand before it.
    """
    for at, span in enumerate(line.spans):
        if span.address:
            return at
        if len(span.text) > LONGEST_BEFORE or any(map(str.isalpha, _without_times(span.text))):
            return None
    return None


def _without_times(text: str) -> str:
    """Return a text without the letters that clocks have: 10h30, 9 am."""
    text = _IN_BRACKETS.sub("", text)
    return " ".join(word for word in text.split() if not _is_clock(word))


def _is_clock(word: str) -> bool:
    return _CLOCK.fullmatch(word.casefold().strip("[](),.:—–-")) is not None
