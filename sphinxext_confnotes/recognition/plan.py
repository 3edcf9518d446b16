"""The plan of a post: which of its blocks are talks, notes and facts, and why.

Returned by `recognise.recognise`, carried out by ``reading``, told by `explain`.  A plan names
blocks by their numbers in the outline.  No block, and no line of one, is in a plan twice, and
what isn't in it stays where it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from sphinxext_confnotes.notes.records import Speaker

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.joining import Outcome

Form = Literal["section", "item", "paragraph", "bold", "row", "page"]
"""What a talk is written as."""

PartKind = Literal["text", "tldr", "comment", "fact", "byline", "heading"]
"""What a part of a talk is.  A *heading* is the title of a section in it that is no label."""

ALL = -1
"""As the end of a piece: everything from its beginning on."""


class Reason(StrEnum):
    """Why something is a talk, or is none."""

    LABEL = "label"
    """A talk: it has a TLDR or a comment."""
    STARS = "stars"
    """A talk: its title has stars, or a highlight mark."""
    SPEAKER = "speaker"
    """A talk: a speaker stands in its title or below it."""
    TIME = "time"
    """A talk: a time stands in its title or below it."""
    KIND = "kind"
    """A talk: its title says what kind of talk it is."""
    LINK = "link"
    """A talk: its title leads to its page, its slides or its video."""
    SIBLINGS = "siblings"
    """A talk: it is written as the other talks of the post are."""
    TABLE = "table"
    """A talk: it is a row of a table whose heads are those of talks."""
    PAGE = "page"
    """A talk: the whole page is about it."""
    PROGRAMME = "programme"
    """A talk: the programme of the conference has it, and something is said about it."""
    PATTERN = "pattern"
    """A talk: its title is made as the post says that titles are."""
    FORCED = "forced"
    """A talk: the post says that all that is written so is one."""

    OFF = "off"
    """No talk: the post says that it has none."""
    MODE = "mode"
    """No talk: the post, or its project, says that others are."""
    DIRECTIVES = "directives"
    """No talk: the post has directives that say which its talks are."""
    NOT_TALKS = "not-talks"
    """No talk: the post says that this one is none."""
    NO_CONFERENCE = "no-conference"
    """No talk: the post is about no conference, and this has no label."""
    NO_REPORT = "no-report"
    """No talk: the post tells of what is to come, or is no report."""
    MEALS = "meals"
    """No talk: food, drink, a break or a party."""
    TRAVEL = "travel"
    """No talk: the way there or back, or where one sleeps."""
    VENUE = "venue"
    """No talk: the place, the organisation or the sponsors."""
    REGISTRATION = "registration"
    """No talk: getting a badge."""
    OPENING = "opening"
    """No talk: words before the first talk."""
    CLOSING = "closing"
    """No talk: words behind the last one."""
    MISSED = "missed"
    """No talk: it wasn't attended."""
    TO_WATCH = "to-watch"
    """No talk: it is still to be watched."""
    RESOURCES = "resources"
    """No talk: links, or what else there is to read."""
    UNTOLD = "untold"
    """No talk: nothing is said about it, though the programme of the conference has it or labels
    wait for it; or what is said is the programme's."""
    OWN = "own"
    """No talk attended: the author gave it."""
    CONTENTS = "contents"
    """No talk: an entry of a table of contents, which leads to a place in the page, or is called as
    a heading is that is told of."""
    DAY = "day"
    """No talk: a day of the conference, with the talks below it."""
    GROUP = "group"
    """No talk: a title over several talks."""
    AROUND = "around"
    """No talk: what stands in it is one."""
    PART = "part"
    """No talk: a part of one, or a title that comes again and again."""
    IS_LABEL = "is-label"
    """No talk: the title is a label, of the talk or the day above it."""
    SENTENCE = "sentence"
    """No talk: it says something, rather than being called something."""
    WEAK = "weak"
    """No talk: too little speaks for it, and nothing else in the post is like it."""
    RULE = "rule"
    """Not in the talk above: a horizontal line ended that."""
    UNCLEAR = "unclear"
    """Not a note: the talk above has its TLDR already, and this may be of another talk."""

    @property
    def is_found(self) -> bool:
        """Whether it says why something is a talk."""
        return self in FOUND


FOUND = frozenset(
    [
        Reason.LABEL,
        Reason.STARS,
        Reason.SPEAKER,
        Reason.TIME,
        Reason.KIND,
        Reason.LINK,
        Reason.SIBLINGS,
        Reason.TABLE,
        Reason.PAGE,
        Reason.PROGRAMME,
        Reason.PATTERN,
        Reason.FORCED,
    ]
)
"""The reasons that speak for a talk."""


class Piece(NamedTuple):
    """A block of the outline, with all in it, or some of its lines."""

    block: int
    first: int = 0
    """The first line of the block's own."""
    last: int = ALL
    """The line behind the last one; `ALL` for the block with all in it."""
    start: int = 0
    """Characters of the first line that aren't in the piece."""
    end: int = ALL
    """Characters of the last line that are, counted from its beginning; `ALL` for all."""


class Facts(NamedTuple):
    """The facts of a title and the lines below it that have no label."""

    speakers: tuple[Speaker, ...] = ()
    start: dt.time | None = None
    end: dt.time | None = None
    date: dt.date | None = None
    room: str = ""
    kind: str = ""
    """One of `kinds.KINDS`."""
    track: str = ""
    rating: int = 0
    """Full stars, of five; 0 for none."""
    is_highlight: bool = False
    reason: str = ""
    """The words of a highlight mark."""
    addresses: tuple[tuple[str, str], ...] = ()
    """Pairs of a field and an address."""


class Part(NamedTuple):
    """A part of a talk, or of a day: a note, a fact, or text."""

    kind: PartKind
    line: int = 0
    label: str = ""
    """The label of a note or fact, as its author wrote it; empty where it has none, or says no
    more than its kind does."""
    author: str = ""
    field: str = ""
    """Of a fact: one of `kinds.FIELDS`."""
    label_piece: Piece | None = None
    """Where the label stands, if it isn't in the pieces: these begin behind it."""
    pieces: tuple[Piece, ...] = ()


class PlannedTalk(NamedTuple):
    """A talk of the plan."""

    form: Form
    block: int
    """The section, item, paragraph, row, or the page."""
    line: int
    title: Piece
    reason: Reason
    evidence: tuple[str, ...] = ()
    """The names of all evidence that it has, see `evidence.FOR`."""
    facts: Facts = Facts()
    parts: tuple[Part, ...] = ()
    day: int | None = None
    """The section whose title says which day it is on."""
    joined: Outcome | None = None
    """The entry of the conference's programme that it is, by how it is written; None where there is
    no programme."""


class Left(NamedTuple):
    """A candidate that is no talk, or something else that was left as it is."""

    block: int
    line: int
    reason: Reason
    text: str
    """Its words, shortened."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a post: its talks, and what was left."""

    talks: tuple[PlannedTalk, ...] = ()
    day_notes: tuple[Part, ...] = ()
    """The TLDRs of the day itself."""
    days: tuple[int, ...] = ()
    """The sections that are days of the conference."""
    left: tuple[Left, ...] = ()
    tags: tuple[str, ...] = ()
    """The tags of the post itself that stand in lines of tags."""
    conference: str = ""
    """Why the post is about a conference; empty when it is about none."""

    def pieces(self) -> Iterator[Piece]:
        """Yield all pieces of the outline that it takes, in no order."""
        for talk in self.talks:
            yield talk.title
            for part in talk.parts:
                yield from part.pieces
                if part.label_piece:
                    yield part.label_piece
        for part in self.day_notes:
            yield from part.pieces
            if part.label_piece:
                yield part.label_piece
