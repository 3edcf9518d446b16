"""The filling of a talk: blocks and lines cut at their labels into parts.

`contents` opens a `Filling` where a talk begins, and gives it one block after the other.  Imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sphinxext_confnotes.marks import Mark, whole_stars
from sphinxext_confnotes.recognition.candidates import Candidate, label_behind_title
from sphinxext_confnotes.recognition.facts import Read
from sphinxext_confnotes.recognition.labels import Label
from sphinxext_confnotes.recognition.outline import Block
from sphinxext_confnotes.recognition.plan import (
    ALL,
    Facts,
    Left,
    Part,
    PartKind,
    Piece,
    PlannedTalk,
    Reason,
)
from sphinxext_confnotes.recognition.survey import ENDS_OF_SENTENCES, LONGEST_TITLE, Survey
from sphinxext_confnotes.recognition.vocabulary import normalised

MOST_STARS = 5
"""Words of a line that is nothing but stars, with spaces between them."""

LONG_FIELDS = ("abstract", "qa")
"""Facts that run on to the next label, as notes do."""

SHOWN = 70
"""Characters of what was left that are shown."""


@dataclass(slots=True)
class Start:
    """The beginning of a talk, and why it is one."""

    candidate: Candidate
    reason: Reason
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class _Part:
    """A part that is being filled."""

    kind: PartKind
    line: int = 0
    label: str = ""
    author: str = ""
    field: str = ""
    label_piece: Piece | None = None
    pieces: list[Piece] = dataclasses.field(default_factory=list)

    def done(self) -> Part:
        return Part(
            self.kind,
            self.line,
            self.label,
            self.author,
            self.field,
            self.label_piece,
            tuple(self.pieces),
        )


class Filling:
    """A talk that is being filled: first its text, then one note after the other."""

    def __init__(self, survey: Survey, start: Start, read: Read, day: int | None) -> None:
        self.survey = survey
        self.start = start
        self.read = read
        self.day = day
        self.parts: list[_Part] = []
        self.told: set[str] = set()
        """The words of the TLDRs that it has."""
        self.unclear: list[Left] = []
        self._stars: Mark | None = None
        """Those that stand alone in a line behind the title's."""
        self._before: Block | None = None
        """The block that was added before."""
        if read.around:
            self.parts.append(_Part("byline", start.candidate.line, pieces=list(read.around)))
            self._close()

    def done(self) -> PlannedTalk:
        """Return it as the plan has it."""
        candidate = self.start.candidate
        form = "page" if candidate.block.kind == "page" else candidate.form
        return PlannedTalk(
            form,
            candidate.block.number,
            candidate.line,
            self.read.title,
            self.start.reason,
            self.start.evidence,
            self._facts(),
            tuple(part.done() for part in self.parts if part.pieces or part.label_piece),
            self.day,
            self.survey.joined.get(candidate.block.number),
        )

    def _facts(self) -> Facts:
        facts = self.read.facts
        if self._stars is None:
            return facts
        is_highlight = facts.is_highlight or self._stars.is_highlight
        return facts._replace(rating=self._stars.rating, is_highlight=is_highlight)

    # Adding

    def add_part(self, part: Part) -> None:
        """Add a part that is known as such, as the cells of a table are."""
        self.parts.append(
            _Part(part.kind, part.line, part.label, "", part.field, None, list(part.pieces))
        )

    def add(self, block: Block) -> None:
        """Add a block that has no talk in it, where the labels before it and in it say."""
        if block.kind == "paragraph":
            self.add_lines(block, 0)
        elif self.survey.is_labelled_quote(block):
            for part in block.children:
                self.add(part)
            # A note ends where its quote does.
            self._close()
        elif block.kind == "list" and (self._has_labels(block) or self._has_bylines(block)):
            for item in block.children:
                self._add_item(item)
        elif block.kind == "note":
            # A directive's, which is a note of its own.
            self._close()
            self._put(Piece(block.number))
            self._close()
        elif block.kind == "callout" and (label := self.survey.labels_of(block)[0]):
            self._open(label, block.line, None)
            self._put(Piece(block.number))
            self._close()
        else:
            self._put(Piece(block.number))
        self._before = block

    def add_heading(self, section: Block) -> None:
        """Add the title of a section in the talk; what is in the section is added after it."""
        label = self.survey.labels_of(section)[0]
        title = Piece(section.number, 0, len(section.lines))
        if label and (label.is_note or label.kind in LONG_FIELDS):
            self._open(label, section.line, title)
        elif label:
            self.parts.append(
                _Part("fact", section.line, label.heading, field=label.kind, label_piece=title)
            )
        elif (section.number, 0) in self.read.bylines:
            self.parts.append(_Part("byline", section.line, pieces=[title]))
            self._close()
        else:
            self.parts.append(_Part("heading", section.line, pieces=[title]))
            self._close()
        self._before = section

    def add_rest(self, block: Block) -> None:
        """Add what stands behind the title in its own paragraph."""
        read = self.read
        for piece in read.rest:
            for at in range(piece.first, piece.last):
                if piece.start == 0 and (block.number, at) in read.bylines:
                    self._add_byline(block, at)
                    continue
                start = piece.start if at == piece.first else 0
                end = piece.end if at == piece.last - 1 else ALL
                self._put(Piece(block.number, at, at + 1, start, end))
        if found := label_behind_title(self.survey, self.start.candidate):
            self._put_text(block, 0, found[0])
        self.add_lines(block, max(piece.last for piece in (read.title, *read.around, *read.rest)))

    def _put_text(self, block: Block, at: int, start: int) -> None:
        """Add the end of a line, up to and behind each label in it: ``- TLDR: …``."""
        line = block.lines[at]
        while found := self.survey.labels.within(line, start):
            before, label = found
            begin = start
            if any(map(str.isalnum, line.text[start : start + before])):
                begin += before
                self._put(Piece(block.number, at, at + 1, start, begin))
            # Signs before the label go with it.
            mark = Piece(block.number, at, at + 1, begin, start + label.end)
            self._open(label, line.number, mark)
            start += label.end
        if line.text[start:].strip():
            self._put(Piece(block.number, at, at + 1, start))

    def add_lines(self, paragraph: Block, first: int) -> None:
        """Add the lines of a paragraph from one on."""
        labels = self.survey.labels_of(paragraph)
        if self._is_unclear(paragraph, labels[first:]):
            self._close()
            self._put(lines_of(paragraph, first, len(labels)))
            return
        at = first
        while at < len(labels):
            label = labels[at]
            end = next((i for i in range(at + 1, len(labels)) if labels[i]), len(labels))
            if label is None:
                self._add_unlabelled(paragraph, at, end)
            elif label.is_note or label.kind in LONG_FIELDS:
                line = paragraph.lines[at]
                mark = Piece(paragraph.number, at, at + 1, 0, label.end)
                self._open(label, line.number, mark)
                if line.text[label.end :].strip():
                    self._put(Piece(paragraph.number, at, at + 1, label.end))
                self._put_lines(paragraph, at + 1, end)
            else:
                self._add_fact(paragraph, at, label)
                self._put_lines(paragraph, at + 1, end)
            at = end

    def _add_unlabelled(self, paragraph: Block, start: int, end: int) -> None:
        """Add lines without labels, those of speakers as such."""
        for at in range(start, end):
            if (paragraph.number, at) in self.read.bylines:
                self._add_byline(paragraph, at)
            else:
                self._put_lines(paragraph, at, at + 1)

    def _add_byline(self, paragraph: Block, at: int) -> None:
        """Add a line of its own, which is left out if the facts of the talk show it."""
        self._close()
        line = lines_of(paragraph, at, at + 1)
        self.parts.append(_Part("byline", paragraph.lines[at].number, pieces=[line]))
        self._close()

    def _add_fact(self, paragraph: Block, at: int, label: Label) -> None:
        """Add a fact in its line; what follows is text again."""
        line = paragraph.lines[at]
        mark = Piece(paragraph.number, at, at + 1, 0, label.end)
        part = _Part("fact", line.number, label.heading, field=label.kind, label_piece=mark)
        if line.text[label.end :].strip():
            part.pieces.append(Piece(paragraph.number, at, at + 1, label.end))
            self.parts.append(part)
            self._close()
        else:
            # What it introduces may stand in a list behind it.
            self.parts.append(part)

    def _add_item(self, item: Block) -> None:
        first = item.children[0] if item.children else None
        if first is not None and first.kind == "paragraph" and self.survey.labels_of(first)[0]:
            for block in item.children:
                self.add(block)
        elif first is not None and (first.number, 0) in self.read.bylines:
            self.parts.append(_Part("byline", item.line, pieces=[Piece(first.number)]))
            self._close()
            for block in item.children[1:]:
                self.add(block)
        else:
            self._put(Piece(item.number))

    def _has_bylines(self, items: Block) -> bool:
        return any(
            item.children and (item.children[0].number, 0) in self.read.bylines
            for item in items.children
        )

    def _has_labels(self, items: Block) -> bool:
        return any(
            item.children
            and item.children[0].kind == "paragraph"
            and self.survey.labels_of(item.children[0])[0]
            for item in items.children
        )

    def _open(self, label: Label, line: int, mark: Piece | None) -> None:
        kind: PartKind = "text"
        if label.kind == "tldr":
            kind = "tldr"
            self.told.add(normalised(label.word))
        elif label.kind == "comment":
            kind = "comment"
        named = label.kind if kind == "text" else ""
        self.parts.append(_Part(kind, line, label.heading, label.author, named, mark))

    def _close(self) -> None:
        """Let what follows be the talk's own text."""
        self.parts.append(_Part("text"))

    def _put(self, piece: Piece) -> None:
        if not self.parts or (self.parts[-1].kind == "fact" and self.parts[-1].pieces):
            self._close()
        part = self.parts[-1]
        if part.kind in ("heading", "byline"):
            self._close()
            part = self.parts[-1]
        if part.pieces and _follows(part.pieces[-1], piece):
            part.pieces[-1] = part.pieces[-1]._replace(last=piece.last, end=piece.end)
        else:
            part.pieces.append(piece)

    def _put_lines(self, paragraph: Block, start: int, end: int) -> None:
        """Add lines to the note or text that is open, but for a first line of stars alone."""
        at = self._take_stars(paragraph, start, end)
        if start < at:
            self._put(lines_of(paragraph, start, at))
        if at < end:
            self._add_byline(paragraph, at)
            self._put_lines(paragraph, at + 1, end)

    def _take_stars(self, paragraph: Block, start: int, end: int) -> int:
        """Take the first line that is nothing but stars, unless the talk has some; return it."""
        if self._stars is None and not self.read.facts.rating:
            for at in range(start, end):
                line = paragraph.lines[at]
                if line.length <= MOST_STARS and (mark := whole_stars(line.text)):
                    self._stars = mark
                    return at
        return end

    def _is_unclear(self, paragraph: Block, labels: Sequence[Label | None]) -> bool:
        """Tell whether a TLDR may be that of another talk, whose title wasn't recognised."""
        again = [
            label
            for label in labels
            if label and label.kind == "tldr" and normalised(label.word) in self.told
        ]
        if not again or not may_be_title(self.survey, self._before):
            return False
        self.unclear.append(
            Left(paragraph.number, paragraph.line, Reason.UNCLEAR, shown(paragraph.text))
        )
        return True


def may_be_title(survey: Survey, block: Block | None) -> bool:
    """Tell whether a block looks like the title of a talk: a last item, or a line in emphasis."""
    if block is not None and block.kind == "list" and block.children:
        last = block.children[-1]
        first = last.children[0] if last.children else None
        return first is not None and first.kind == "paragraph" and _is_title(survey, first)
    if block is None or block.kind != "paragraph":
        return False
    return block.first.is_emphasised and _is_title(survey, block)


def _is_title(survey: Survey, paragraph: Block) -> bool:
    text = paragraph.text
    is_line = len(paragraph.lines) == 1 and not survey.labels_of(paragraph)[0]
    return is_line and 0 < len(text) <= LONGEST_TITLE and text[-1] not in ENDS_OF_SENTENCES


def lines_of(paragraph: Block, start: int, end: int) -> Piece:
    """Return some lines of a paragraph; the paragraph itself where they are all."""
    if start == 0 and end == len(paragraph.lines):
        return Piece(paragraph.number)
    return Piece(paragraph.number, start, end)


def _follows(before: Piece, piece: Piece) -> bool:
    is_same = before.block == piece.block and before.last == piece.first and before.last != ALL
    return is_same and before.end == ALL and piece.start == 0


def shown(text: str) -> str:
    """Return words as they are shown to an author, shortened."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"
