"""Contents: what belongs to each talk of a post, cut at the labels into notes and facts.

`divide` walks once through the outline when it is known where talks begin.  Called by `recognise`;
imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sphinxext_confnotes.recognition import tables
from sphinxext_confnotes.recognition.candidates import Candidate, is_sibling_of_title
from sphinxext_confnotes.recognition.facts import Read, read_facts
from sphinxext_confnotes.recognition.labels import Label
from sphinxext_confnotes.recognition.outline import Block
from sphinxext_confnotes.recognition.plan import (
    ALL,
    Left,
    Part,
    PartKind,
    Piece,
    Plan,
    PlannedTalk,
    Reason,
)
from sphinxext_confnotes.recognition.survey import ENDS_OF_SENTENCES, LONGEST_TITLE, Survey
from sphinxext_confnotes.recognition.vocabulary import normalised

LONG_FIELDS = ("abstract", "qa")
"""Facts that run on to the next label, as notes do."""

SHOWN = 70
"""Characters of what was left that are shown."""


@dataclass(slots=True)
class Start:
    """Where a talk begins, and why it is one."""

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


class _Talk:
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
            self.read.facts,
            tuple(part.done() for part in self.parts if part.pieces or part.label_piece),
            self.day,
        )

    # Adding

    def add(self, block: Block) -> None:
        """Add a block that has no talk in it, where the labels before it and in it say."""
        if block.kind == "paragraph":
            self.add_lines(block, 0)
        elif block.kind == "list" and (self._has_labels(block) or self._has_bylines(block)):
            for item in block.children:
                self._add_item(item)
        elif block.kind == "callout" and (label := _of_callout(self.survey, block)):
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
                    self.parts.append(
                        _Part("byline", block.lines[at].number, pieces=[_lines(block, at, at + 1)])
                    )
                    self._close()
                    continue
                start = piece.start if at == piece.first else 0
                end = piece.end if at == piece.last - 1 else ALL
                self._put(Piece(block.number, at, at + 1, start, end))
        self.add_lines(block, max(piece.last for piece in (read.title, *read.around, *read.rest)))

    def add_lines(self, paragraph: Block, first: int) -> None:
        """Add the lines of a paragraph from one on."""
        labels = self.survey.labels_of(paragraph)
        if self._is_unclear(paragraph, labels[first:]):
            self._close()
            self._put(_lines(paragraph, first, len(labels)))
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
                self._close()
                self.parts.append(
                    _Part(
                        "byline",
                        paragraph.lines[at].number,
                        pieces=[_lines(paragraph, at, at + 1)],
                    )
                )
                self._close()
            else:
                self._put_lines(paragraph, at, at + 1)

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
        if start < end:
            self._put(_lines(paragraph, start, end))

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


class _Division:
    """The walk through a post that gives each block to the talk that it belongs to."""

    def __init__(self, survey: Survey, starts: Mapping[int, Start]) -> None:
        self.survey = survey
        self.starts = starts
        self.read = read_facts(survey, [one.candidate for one in starts.values()])
        self.done: list[_Talk] = []
        self.left: list[Left] = []
        self.days: list[int] = []
        self.day_notes: list[Part] = []
        self._day: int | None = None
        self._holds: set[int] = set()
        """The blocks that talks begin in."""
        for number in starts:
            around = survey.parents.get(number)
            while around is not None and around.number not in self._holds:
                self._holds.add(around.number)
                around = survey.parents.get(around.number)
        self._first = min((number for number in starts), default=0)

    def run(self) -> None:
        """Walk through the page."""
        page = self.survey.outline.page
        talk = self._begin(page) if page.number in self.starts else None
        if talk is None:
            self._find_day_notes(page)
        self._flow(page.children, talk)

    def _begin(self, block: Block) -> _Talk:
        talk = _Talk(self.survey, self.starts[block.number], self.read[block.number], self._day)
        self.done.append(talk)
        return talk

    def _flow(self, blocks: Sequence[Block], talk: _Talk | None) -> _Talk | None:
        """Give blocks that stand in one block to talks.

        :param talk: the one that is open before them.
        :returns: the one that is open behind them.
        """
        ends = self._ends(blocks)
        for at, block in enumerate(blocks):
            if block.kind == "section":
                talk = self._flow_section(block, talk)
            elif block.kind == "rule":
                if talk is not None and at + 1 < len(blocks):
                    behind = blocks[at + 1]
                    self.left.append(
                        Left(behind.number, behind.line, Reason.RULE, shown(_text_of(behind)))
                    )
                talk = None
            elif block.kind == "list" and block.number in self._holds:
                talk = self._flow_list(block, talk, blocks[at + 1 : ends[at]])
            elif block.kind == "table" and block.number in self._holds:
                for row in block.children:
                    if row.number in self.starts:
                        self._begin_row(block, row)
                talk = None
            elif block.number in self.starts:
                talk = self._begin(block)
                talk.add_rest(block)
            elif talk is not None and self._ends_tail(talk, block):
                talk = None
            elif talk is not None and block.kind != "hidden":
                talk.add(block)
        return talk

    def _ends(self, blocks: Sequence[Block]) -> list[int]:
        """Return for each block where what may belong to it ends: before the next talk."""
        ends = [len(blocks)] * len(blocks)
        end = len(blocks)
        for at in reversed(range(len(blocks))):
            ends[at] = end
            block = blocks[at]
            if (
                block.kind in ("section", "rule")
                or block.number in self.starts
                or block.number in self._holds
            ):
                end = at
        return ends

    def _flow_section(self, section: Block, talk: _Talk | None) -> _Talk | None:
        is_day = self.survey.day_of(section.text) is not None
        if is_day:
            self.days.append(section.number)
        if section.number in self.starts:
            own = self._begin(section)
            self._flow(section.children, own)
            return None
        if talk is not None and self._holds_section(talk, section):
            if section.number in self._holds:
                # A title over further talks.
                self._flow(section.children, None)
                return None
            talk.add_heading(section)
            return self._flow(section.children, talk)
        before, self._day = self._day, section.number if is_day else self._day
        self._flow(section.children, None)
        if not is_day or section.children:
            self._day = before
        return None

    def _holds_section(self, talk: _Talk, section: Block) -> bool:
        """Tell whether a section is in what a talk stands for: the page, or a section around it."""
        block = talk.start.candidate.block
        if block.kind == "page":
            is_whole = talk.start.candidate.form == "page"
            return is_whole or not is_sibling_of_title(block, section)
        return block.kind == "section"

    def _flow_list(self, items: Block, talk: _Talk | None, behind: Sequence[Block]) -> _Talk | None:
        before = talk
        for item in items.children:
            if item.number in self.starts:
                talk = before = self._begin(item)
                first, *others = item.children
                talk.add_rest(first)
                for block in others:
                    talk.add(block)
            elif before is not None and before is talk and talk.start.candidate.form != "item":
                # Items before the first talk are of the section around them.
                talk.add(item)
            else:
                before = None
        is_last = items.children[-1].number in self.starts
        if not is_last or talk is None or not self._has_tail(items, behind):
            return None
        return talk

    def _has_tail(self, items: Block, behind: Sequence[Block]) -> bool:
        """Tell whether what stands behind a list belongs to its last item.

        So it does where a label follows, and where talks are lists of one item each; not where
        its notes stand in it.
        """
        if len(items.children) == 1:
            return True
        if len(items.children[-1].children) > 1:
            return False
        for block in behind:
            if (
                block.kind == "list"
                and block.name == items.name
                and not _is_labels(self.survey, block)
            ):
                return False
            if any(label and label.is_note for label in self._labels_in(block)):
                return True
        return False

    def _labels_in(self, block: Block) -> Iterable[Label | None]:
        if block.kind == "paragraph":
            return self.survey.labels_of(block)
        if block.kind == "list":
            firsts = [item.children[0] for item in block.children if item.children]
            return [
                self.survey.labels_of(first)[0] for first in firsts if first.kind == "paragraph"
            ]
        return ()

    def _ends_tail(self, talk: _Talk, block: Block) -> bool:
        """Tell whether a block behind an item that is a talk belongs to something else."""
        if talk.start.candidate.form != "item" or block.kind != "list":
            return False
        items = self.survey.parent(talk.start.candidate.block)
        return block.name == items.name and not _is_labels(self.survey, block) and bool(talk.told)

    def _begin_row(self, table: Block, row: Block) -> None:
        talk = self._begin(row)
        for part in tables.parts_of(self.survey, table, row):
            talk.parts.append(
                _Part(part.kind, part.line, part.label, "", part.field, None, list(part.pieces))
            )

    # The day's own

    def _find_day_notes(self, page: Block) -> None:
        """Find the TLDR of the day: right below the title, before the first talk."""
        seen: set[str] = set()
        for block in page.children:
            is_start = block.number in self.starts
            if is_start or (self._first and block.number > self._first):
                break
            if block.kind == "section":
                self._add_day_section(block, seen)
                continue
            if block.kind != "paragraph":
                continue
            labels = self.survey.labels_of(block)
            for at, label in enumerate(labels):
                if label is None or label.kind != "tldr" or normalised(label.word) in seen:
                    continue
                if may_be_title(self.survey, self.survey.before(block)):
                    continue
                seen.add(normalised(label.word))
                self.day_notes.append(self._day_note(page, block, at, label))

    def _add_day_section(self, section: Block, seen: set[str]) -> None:
        label = self.survey.labels_of(section)[0]
        holds = section.number in self._holds
        if label and label.kind == "tldr" and not holds and normalised(label.word) not in seen:
            seen.add(normalised(label.word))
            pieces = tuple(Piece(one.number) for one in section.children if one.kind != "hidden")
            mark = Piece(section.number, 0, len(section.lines))
            self.day_notes.append(
                Part("tldr", section.line, label.heading, label_piece=mark, pieces=pieces)
            )

    def _day_note(self, page: Block, block: Block, at: int, label: Label) -> Part:
        labels = self.survey.labels_of(block)
        end = next((i for i in range(at + 1, len(labels)) if labels[i]), len(labels))
        pieces = []
        if block.lines[at].text[label.end :].strip():
            pieces.append(Piece(block.number, at, at + 1, label.end))
        if at + 1 < end:
            pieces.append(_lines(block, at + 1, end))
        if end == len(labels):
            pieces += [Piece(one.number) for one in self._behind_day_note(page, block)]
        return Part(
            "tldr",
            block.lines[at].number,
            label.heading,
            label_piece=Piece(block.number, at, at + 1, 0, label.end),
            pieces=tuple(pieces),
        )

    def _behind_day_note(self, page: Block, note: Block) -> Iterable[Block]:
        """Yield the blocks that belong to the day's TLDR: up to a label, talk, section or rule."""
        is_behind = False
        for block in page.children:
            if block is note:
                is_behind = True
            elif is_behind:
                if (
                    block.kind in ("section", "rule")
                    or block.number in self.starts
                    or block.number in self._holds
                    or any(label and label.is_note for label in self._labels_in(block))
                ):
                    return
                if block.kind != "hidden":
                    yield block


def divide(survey: Survey, starts: Mapping[int, Start], left: Iterable[Left]) -> Plan:
    """Return the plan of a post whose talks begin at some blocks.

    :param starts: by the number of the block.
    :param left: the candidates that are no talks.
    """
    division = _Division(survey, starts)
    division.run()
    unclear = (one for talk in division.done for one in talk.unclear)
    about = survey.settings.conference
    return Plan(
        talks=tuple(talk.done() for talk in division.done),
        day_notes=tuple(division.day_notes),
        days=tuple(division.days),
        left=tuple(sorted([*left, *division.left, *unclear], key=lambda one: one.block)),
        conference=str(about) if about else "",
    )


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


def _of_callout(survey: Survey, callout: Block) -> Label | None:
    """Return the label that the kind of a callout is, if it is one."""
    return survey.labels.whole(callout.name) if callout.name not in ("note", "admonition") else None


def _is_labels(survey: Survey, items: Block) -> bool:
    """Tell whether every item of a list begins with a label."""
    return all(
        item.children
        and item.children[0].kind == "paragraph"
        and survey.labels_of(item.children[0])[0] is not None
        for item in items.children
    )


def _lines(paragraph: Block, start: int, end: int) -> Piece:
    """Return some lines of a paragraph; the paragraph itself where they are all."""
    if start == 0 and end == len(paragraph.lines):
        return Piece(paragraph.number)
    return Piece(paragraph.number, start, end)


def _follows(before: Piece, piece: Piece) -> bool:
    is_same = before.block == piece.block and before.last == piece.first and before.last != ALL
    return is_same and before.end == ALL and piece.start == 0


def _text_of(block: Block) -> str:
    return next((part.text for part in block.walk() if part.text), "")


def shown(text: str) -> str:
    """Return words as they are shown to an author, shortened."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"
