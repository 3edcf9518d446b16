"""Contents: what belongs to each talk of a post.

`divide` walks once through the outline when it is known where talks begin, and gives each block to
the talk that it belongs to; `filling` cuts it there.  Called by `recognise`; imports neither Sphinx
nor docutils.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sphinxext_confnotes.recognition import tables
from sphinxext_confnotes.recognition.candidates import is_sibling_of_title
from sphinxext_confnotes.recognition.cuts import slot_of
from sphinxext_confnotes.recognition.facts import read_facts
from sphinxext_confnotes.recognition.filling import (
    Filling,
    Start,
    lines_of,
    may_be_title,
    shown,
)
from sphinxext_confnotes.recognition.labels import Label, tags_in
from sphinxext_confnotes.recognition.objections import BREAKS, reason_of_title
from sphinxext_confnotes.recognition.outline import SHORT, Block
from sphinxext_confnotes.recognition.plan import Left, Part, Piece, Plan, Reason
from sphinxext_confnotes.recognition.survey import LONGEST_TITLE, Survey, tags_of
from sphinxext_confnotes.recognition.vocabulary import NoTalk, normalised

OF_NO_TALK = (*BREAKS, NoTalk.MISSED)
"""What a line behind a talk is about that says nothing more of it."""

UNATTENDED = (*map(Reason, OF_NO_TALK), Reason.TO_WATCH)
"""The reasons for which nothing that stands in a post as its talks do was heard."""

_TOLD_BREAK = re.compile(
    r"([^\W\d_]+)(?:\s*[:：]|\s(?:was|were|war|waren|était|fue|estuvo|foi|era)\s)", re.IGNORECASE
)
"""A break with what is said of it: "Lunch: soup", "Dinner was late"."""


class _Division:
    """The walk through a post that gives each block to the talk that it belongs to."""

    def __init__(self, survey: Survey, starts: Mapping[int, Start], left: Iterable[Left]) -> None:
        self.survey = survey
        self.starts = starts
        self.unattended = {one.block for one in left if one.reason in UNATTENDED}
        """The blocks that look like talks, but are breaks, or weren't heard."""
        self.read = read_facts(survey, [one.candidate for one in starts.values()])
        self.done: list[Filling] = []
        self.left: list[Left] = []
        self.days: list[int] = []
        self.day_notes: list[Part] = []
        self.tags: list[str] = []
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

    def _begin(self, block: Block) -> Filling:
        talk = Filling(self.survey, self.starts[block.number], self.read[block.number], self._day)
        self.done.append(talk)
        return talk

    def _flow(self, blocks: Sequence[Block], talk: Filling | None) -> Filling | None:
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
            elif block.kind == "talk":
                # A directive's, behind which it isn't known what the rest is about.
                talk = None
            elif block.number in self.starts:
                talk = self._begin(block)
                talk.add_rest(block)
            elif talk is not None and self._is_about_something_else(talk, blocks, at):
                behind = blocks[at + 1]
                self.left.append(
                    Left(behind.number, behind.line, Reason.UNCLEAR, shown(behind.text))
                )
                talk = None
            elif talk is not None and (
                self._ends_tail(talk, block)
                or self._is_time_of_next(blocks, at)
                or self._is_of_no_talk(talk, block)
            ):
                talk = None
            elif talk is not None and block.kind != "hidden":
                talk.add(block)
            if talk is None or block.number == self.survey.closing_tags:
                self._take_tags(block)
        return talk

    def _take_tags(self, block: Block) -> None:
        """Take the tags of the post in a paragraph that belongs to no talk."""
        if block.kind == "paragraph" and self.survey.parent(block).kind in ("page", "section"):
            self.tags += (tag for line in block.lines for tag in tags_in(line.text))

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

    def _flow_section(self, section: Block, talk: Filling | None) -> Filling | None:
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

    def _holds_section(self, talk: Filling, section: Block) -> bool:
        """Tell whether a section is in what a talk stands for: the page, or a section around it."""
        block = talk.start.candidate.block
        if block.kind == "page":
            is_whole = talk.start.candidate.form == "page"
            return is_whole or not is_sibling_of_title(block, section)
        return block.kind == "section"

    def _flow_list(
        self, items: Block, talk: Filling | None, behind: Sequence[Block]
    ) -> Filling | None:
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
                if item.number in self._holds:
                    self._flow(item.children, None)
        is_last = items.children[-1].number in self.starts
        if not is_last or talk is None or not self._has_tail(items, behind):
            return None
        return talk

    def _has_tail(self, items: Block, behind: Sequence[Block]) -> bool:
        """Tell whether what stands behind a list belongs to its last item.

        So it does where a label follows, and where talks are lists of one item each; not where
        its notes stand in it.
        """
        if len(items.children) == 1 or "links" in self.survey.settings.modes:
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
        if block.kind in ("paragraph", "callout"):
            return self.survey.labels_of(block)
        if block.kind == "list":
            firsts = [item.children[0] for item in block.children if item.children]
            return [
                self.survey.labels_of(first)[0] for first in firsts if first.kind == "paragraph"
            ]
        return ()

    def _ends_tail(self, talk: Filling, block: Block) -> bool:
        """Tell whether a block behind an item that is a talk belongs to something else."""
        if talk.start.candidate.form != "item" or block.kind != "list":
            return False
        if self.survey.is_in_note(block):
            return False
        items = self.survey.parent(talk.start.candidate.block)
        return block.name == items.name and not _is_labels(self.survey, block) and bool(talk.told)

    def _is_of_no_talk(self, talk: Filling, block: Block) -> bool:
        """Tell whether a paragraph behind a talk is about a break, or about what was missed.

        In a section it belongs to what that tells of.
        """
        if talk.start.candidate.form not in ("item", "paragraph", "bold"):
            return False
        if block.kind != "paragraph" or any(self.survey.labels_of(block)):
            return False
        if block.number in self.unattended:
            return True
        first = block.first
        is_short = first.length <= SHORT and len(first.text) <= LONGEST_TITLE
        if not (talk.told and is_short) or len(block.lines) > 1:
            return False
        begins = _TOLD_BREAK.match(first.text)
        texts = [first.text, begins[1]] if begins else [first.text]
        return any(reason_of_title(self.survey, text) in OF_NO_TALK for text in texts)

    def _is_time_of_next(self, blocks: Sequence[Block], at: int) -> bool:
        """Tell whether a paragraph is the time of the talk that begins right behind it."""
        behind = next((one for one in blocks[at + 1 :] if one.kind != "hidden"), None)
        return (
            behind is not None and behind.number in self.starts and slot_of(blocks[at]) is not None
        )

    def _is_about_something_else(self, talk: Filling, blocks: Sequence[Block], at: int) -> bool:
        """Tell whether a block behind a talk may be what the TLDR behind it is about.

        The talk has a TLDR of that name already, and doesn't stand around them.
        """
        if talk.start.candidate.form not in ("item", "paragraph", "bold"):
            return False
        behind = blocks[at + 1] if at + 1 < len(blocks) else None
        if behind is None or behind.kind != "paragraph":
            return False
        again = any(
            label and label.kind == "tldr" and normalised(label.word) in talk.told
            for label in self.survey.labels_of(behind)
        )
        return again and blocks[at].kind != "hidden" and not any(self._labels_in(blocks[at]))

    def _begin_row(self, table: Block, row: Block) -> None:
        talk = self._begin(row)
        for part in tables.parts_of(self.survey, table, row):
            talk.add_part(part)

    # The day's own

    def _find_day_notes(self, page: Block) -> None:
        """Find the TLDR of the day: right below the title, before the first talk."""
        seen: set[str] = set()
        if self._has_several_summaries(page):
            return
        for block in page.children:
            is_start = block.number in self.starts
            if is_start or (self._first and block.number > self._first):
                break
            if block.kind == "section":
                self._add_day_section(block, seen)
                continue
            if block.kind not in ("paragraph", "callout"):
                continue
            labels = self.survey.labels_of(block)
            for at, label in enumerate(labels):
                if label is None or label.kind != "tldr" or normalised(label.word) in seen:
                    continue
                if may_be_title(self.survey, self.survey.before(block)):
                    continue
                seen.add(normalised(label.word))
                if block.kind == "callout":
                    self.day_notes.append(
                        Part("tldr", block.line, label.heading, pieces=(Piece(block.number),))
                    )
                else:
                    self.day_notes.append(self._day_note(page, block, at, label))

    def _has_several_summaries(self, page: Block) -> bool:
        """Tell whether TLDRs of one name stand before the first talk: each is of something else."""
        words = [
            normalised(label.word)
            for block in page.children
            if block.kind in ("paragraph", "callout")
            and not (self._first and block.number > self._first)
            for label in self.survey.labels_of(block)
            if label and label.kind == "tldr"
        ]
        return len(words) > len(set(words))

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
            pieces.append(lines_of(block, at + 1, end))
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
                    block.kind in ("section", "rule", "talk")
                    or block.number in self.starts
                    or block.number in self._holds
                    or any(label and label.is_note for label in self._labels_in(block))
                    or tags_of(block)
                ):
                    return
                if block.kind != "hidden":
                    yield block


def divide(survey: Survey, starts: Mapping[int, Start], left: Iterable[Left]) -> Plan:
    """Return the plan of a post whose talks begin at some blocks.

    :param starts: by the number of the block.
    :param left: the candidates that are no talks.
    """
    left = list(left)
    division = _Division(survey, starts, left)
    division.run()
    unclear = (one for talk in division.done for one in talk.unclear)
    about = survey.settings.conference
    return Plan(
        talks=tuple(talk.done() for talk in division.done),
        day_notes=tuple(division.day_notes),
        days=tuple(division.days),
        tags=tuple(dict.fromkeys(division.tags)),
        left=tuple(sorted([*left, *division.left, *unclear], key=lambda one: one.block)),
        conference=str(about) if about else "",
    )


def _is_labels(survey: Survey, items: Block) -> bool:
    """Tell whether every item of a list begins with a label."""
    return all(
        item.children
        and item.children[0].kind == "paragraph"
        and survey.labels_of(item.children[0])[0] is not None
        for item in items.children
    )


def _text_of(block: Block) -> str:
    return next((part.text for part in block.walk() if part.text), "")
