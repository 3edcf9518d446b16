"""Ownership: which candidate each TLDR and comment of a post is about.

A note is about the nearest title before it: of the item that it stands in, of a line right before
it, of the section around it.  Called by `recognise`; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from sphinxext_confnotes.recognition.candidates import Candidate, label_behind_title
from sphinxext_confnotes.recognition.evidence import SHARE
from sphinxext_confnotes.recognition.labels import Label
from sphinxext_confnotes.recognition.outline import Block
from sphinxext_confnotes.recognition.survey import Owned, Survey

FEW = 2
"""Titles of a kind, from which on they are how a post writes its talks."""

HEADS = ("bold", "quote", "by", "speaker", "time")
"""What paragraphs lead with that may be titles of several blocks."""

NAMED = ("link", "bold", "quote", "by", "speaker", "mention", "shown", "noted", "told")
"""What an item or paragraph leads with that has a title for certain."""


class Ownership(Owned):
    """The notes of a post by the number of the block that they are about; the page has 0."""

    def __init__(self, survey: Survey, candidates: Iterable[Candidate]) -> None:
        super().__init__()
        self._survey = survey
        self._candidates: Mapping[int, Candidate] = {one.block.number: one for one in candidates}
        self._look_in(survey.outline.page, 0)

    def _credit(self, owner: int, labels: Iterable[Label | None]) -> None:
        for label in labels:
            if label:
                found = self.labels if label.is_note else self.fields
                found.setdefault(owner, []).append(label)

    def _look_in(self, container: Block, owner: int) -> None:
        """Look through the blocks of a container.

        :param owner: whom the notes are about before another title comes.
        """
        current = owner
        blocks = [block for block in container.children if block.kind != "hidden"]
        open_lists = self._open_lists(blocks)
        heads = self._heads(blocks, open_lists)
        for at, block in enumerate(blocks):
            behind = blocks[at + 1] if at + 1 < len(blocks) else None
            if block.kind == "section":
                self._look_in_section(block, owner)
            elif block.kind == "rule":
                current = owner
            elif block.kind == "list":
                is_open = block.number in open_lists
                current = self._look_in_list(block, current, owner, is_open=is_open)
            elif block.kind == "paragraph":
                if block.number in heads or self._opens(block, behind):
                    current = block.number
                    self._credit(current, self._behind_title(self._candidates[current]))
                self._credit(current, self._survey.labels_of(block))
            elif block.kind == "callout":
                self._credit(current, self._survey.labels_of(block))
                self._look_in(block, current)
            elif block.kind == "quote" and self._survey.is_labelled_quote(block):
                self._look_in(block, current)

    def _look_in_section(self, section: Block, owner: int) -> None:
        label = self._survey.labels_of(section)[0]
        if label:
            self._credit(owner, [label])
            self._look_in(section, owner)
        elif owner and self._survey.settings.lexicon.vocabulary.is_part(section.text):
            self._look_in(section, owner)
        else:
            self._look_in(section, section.number)

    def _heads(self, blocks: Sequence[Block], open_lists: Set[int]) -> set[int]:
        """Return the lines that are titles of what stands behind them, up to the next ones.

        One that is in bold may be anything.  Of several that lead with the same, most have notes
        behind them, and no list of titles between, which the notes are about then.
        """
        found: defaultdict[str, list[int]] = defaultdict(list)
        noted: set[int] = set()
        last: Candidate | None = None
        for block in blocks:
            candidate = self._candidates.get(block.number)
            if block.kind in ("section", "rule") or block.number in open_lists:
                last = None
            elif block.kind == "paragraph" and candidate and candidate.lead in HEADS:
                last = candidate
                found[last.lead].append(block.number)
            elif last is not None and self._begins_with_note(block):
                noted.add(last.block.number)
        return {
            number
            for numbers in found.values()
            if len(numbers) >= FEW and len(noted.intersection(numbers)) >= SHARE * len(numbers)
            for number in numbers
        }

    def _open_lists(self, blocks: Sequence[Block]) -> set[int]:
        """Return the lists whose last item notes are about that stand behind the list.

        Other blocks may stand between, but no further title, nor a list of the same kind.
        """
        found: set[int] = set()
        bullets: set[str] = set()
        follows = False
        """Whether a note comes behind a block, before another title."""
        for at in reversed(range(len(blocks))):
            block = blocks[at]
            if block.kind in ("section", "rule"):
                follows = False
            elif block.kind == "paragraph":
                behind = blocks[at + 1] if at + 1 < len(blocks) else None
                if any(label and label.is_note for label in self._survey.labels_of(block)):
                    follows, bullets = True, set()
                if self._opens(block, behind):
                    follows = False
            elif block.kind in ("callout", "quote") and self._begins_with_note(block):
                follows, bullets = True, set()
            elif block.kind == "list":
                if self._begins_with_note(block):
                    follows, bullets = True, set()
                elif follows and block.name not in bullets and self._may_be_open(block):
                    found.add(block.number)
                    follows = False
                else:
                    bullets.add(block.name)
        return found

    def _may_be_open(self, items: Block) -> bool:
        """Tell whether the last item of a list plainly has a title."""
        candidate = self._candidates.get(items.children[-1].number) if items.children else None
        if candidate is None or self._survey.is_in_note(items):
            return False
        known = map(self._candidates.get, (item.number for item in items.children))
        named = sum(one is not None and one.lead in NAMED for one in known)
        if len(items.children) == 1:
            return named == 1 or self._is_title(candidate)
        # Where most are words that somebody noted, the last is no talk because it has a link.
        return candidate.lead in NAMED and named >= 0.5 * len(items.children)

    def _look_in_list(self, items: Block, current: int, owner: int, *, is_open: bool) -> int:
        """Look through the items of a list, and return whom what stands behind it is about.

        :param is_open: whether that is its last item.
        """
        last = current
        is_in_note = self._survey.is_in_note(items)
        for item in items.children:
            candidate = self._candidates.get(item.number)
            if is_in_note or candidate is None or not self._is_title(candidate):
                self._look_in(item, last)
                continue
            self._look_in(item, item.number)
            self._credit(item.number, self._behind_title(candidate))
            is_last = item is items.children[-1]
            last = item.number if is_last and is_open else owner
        return last

    def _is_title(self, candidate: Candidate) -> bool:
        """Tell whether an item may have notes of its own."""
        if candidate.lead in NAMED:
            return True
        return candidate.title.length <= 14 and not candidate.rest.text.strip()

    def _opens(self, paragraph: Block, behind: Block | None) -> bool:
        """Tell whether a paragraph is the title of what comes right behind it."""
        candidate = self._candidates.get(paragraph.number)
        if candidate is None or candidate.lead not in NAMED:
            return False
        if any(self._survey.labels_of(paragraph)) or self._behind_title(candidate):
            return True
        return self._begins_with_note(behind) and not _is_long(candidate)

    def _behind_title(self, candidate: Candidate) -> Iterable[Label]:
        """Return the label of a note that follows a title in its line."""
        found = label_behind_title(self._survey, candidate)
        return [found[1]] if found else []

    def _begins_with_note(self, block: Block | None) -> bool:
        if block is None:
            return False
        if block.kind == "list" and block.children and block.children[0].children:
            block = block.children[0].children[0]
        elif block.kind == "quote" and block.children:
            block = block.children[0]
        is_text = block.kind in ("paragraph", "callout")
        labels = self._survey.labels_of(block) if is_text else ()
        return bool(labels and labels[0])


def _is_long(candidate: Candidate) -> bool:
    """Tell whether a sentence stands behind a title."""
    return candidate.rest.length > 12 and candidate.rest.text.strip()[-1:] in ".!?。"
