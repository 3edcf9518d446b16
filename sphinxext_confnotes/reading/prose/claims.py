"""Claims: the pieces of a plan, by the blocks that they are of.

A plan says for each talk which pieces of which blocks it takes; whoever walks through a post asks
the other way round.  Plain data; called by ``carrying`` and ``talk_filler``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from sphinxext_confnotes.recognition.outline import Block, Outline, Span
from sphinxext_confnotes.recognition.plan import ALL, Part, Piece, Plan

DAY = -1
"""In the place of a talk: the day itself."""


class Claim(NamedTuple):
    """A piece of a block that belongs to a talk."""

    talk: int
    """Its place in the plan, or `DAY`."""
    part: int
    """The place of its part in the talk; -1 for the title."""
    role: Literal["title", "label", "content"]
    piece: Piece

    @property
    def is_whole(self) -> bool:
        """Whether it is the block itself."""
        return self.piece == Piece(self.piece.block) and self.role == "content"

    def goes_on_with(self, other: Claim) -> bool:
        """Tell whether another claim is of the same part, and begins where this one ends."""
        before, behind = self.piece, other.piece
        if self.part != other.part or (self.role, other.role) != ("content", "content"):
            return False
        if before.end == ALL:
            return before.last == behind.first and not behind.start
        return before.last - 1 == behind.first and before.end == behind.start


class Claims:
    """The pieces of a plan, by the blocks that they are of."""

    def __init__(self, plan: Plan, outline: Outline) -> None:
        self.plan = plan
        self.blocks: dict[int, Block] = {}
        self.parents: dict[int, int] = {}
        for block in outline.page.walk():
            self.blocks[block.number] = block
            self.parents |= dict.fromkeys((one.number for one in block.children), block.number)
        self.talks = {talk.block: place for place, talk in enumerate(plan.talks)}
        self._found: dict[int, list[Claim]] = defaultdict(list)
        self.owners: dict[int, int] = {}
        """The first talk that has a piece in a block, whether or not it has all of it."""
        self.holding: set[int] = set()
        """The blocks that talks stand in."""
        for place, talk in enumerate(plan.talks):
            self._add(Claim(place, -1, "title", talk.title))
            self._add_parts(place, talk.parts)
            around = self.parents.get(talk.block)
            while around is not None and around not in self.holding:
                self.holding.add(around)
                around = self.parents.get(around)
        self._add_parts(DAY, plan.day_notes)
        for claims in self._found.values():
            claims.sort(key=lambda claim: (claim.piece.first, claim.piece.start))

    def _add_parts(self, talk: int, parts: Sequence[Part]) -> None:
        for place, part in enumerate(parts):
            if part.label_piece:
                self._add(Claim(talk, place, "label", part.label_piece))
            for one in part.pieces:
                self._add(Claim(talk, place, "content", one))

    def _add(self, claim: Claim) -> None:
        number: int | None = claim.piece.block
        self._found[claim.piece.block].append(claim)
        own = self.plan.talks[claim.talk].block if claim.talk != DAY else None
        while number is not None and number != own and number not in self.owners:
            self.owners[number] = claim.talk
            number = self.parents.get(number)
            if number is not None and self.blocks[number].kind in ("page", "section"):
                break

    def of(self, number: int | None, talk: int) -> list[Claim]:
        """Return what a talk has of a block, in the order of its lines."""
        if number is None:
            return []
        return [claim for claim in self._found.get(number, ()) if claim.talk == talk]

    def words(self, one: Piece) -> tuple[str, list[Span]]:
        """Return the words of a piece of some lines, and its links."""
        block = self.blocks[one.block]
        last = len(block.lines) if one.last == ALL else one.last
        spans: list[Span] = []
        for at in range(one.first, last):
            start = one.start if at == one.first else 0
            end = one.end if at == last - 1 and one.end != ALL else len(block.lines[at].text)
            spans += [Span(" "), *cut_spans(block.lines[at].spans, start, end)]
        text = "".join(span.text for span in spans).strip()
        return text, [span for span in spans if span.address]


def cut_spans(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return the spans of a line between two of its characters."""
    found, at = [], 0
    for span in spans:
        text = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if text:
            found.append(span._replace(text=text))
    return found
