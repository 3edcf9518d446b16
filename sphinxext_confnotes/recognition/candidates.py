"""Candidates: the blocks of a post that may be talks, sorted by how they are written.

Sections by their level, items and paragraphs by what they lead with, rows of tables, the page.
Called by `recognise`; `evidence` weighs what is found here.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinxext_confnotes.recognition.cuts import (
    BEFORE_TEXT,
    FEW_WORDS,
    cut_at,
    cut_title,
    joined,
    slot_before,
    slot_of,
)
from sphinxext_confnotes.recognition.labels import Label
from sphinxext_confnotes.recognition.outline import Block, Line
from sphinxext_confnotes.recognition.plan import ALL, Form, Piece
from sphinxext_confnotes.recognition.sentences import find_told
from sphinxext_confnotes.recognition.survey import (
    ENDS_OF_SENTENCES,
    LONGEST_TITLE,
    Cut,
    Survey,
)
from sphinxext_confnotes.recognition.vocabulary import normalised

FEW_SIGNS = 3
"""Signs in an item before which its title may end."""

LONGEST_NOTED = 12
"""Words of a plain line over a note that may be a title."""

FEW_TOLD = 2
"""Plain lines over TLDRs, from which on they are titles."""

MOST_ALIKE = 3
"""Paragraphs with the same words before the rest that are none of them titles."""

MOST_BEHIND = 12
"""Blocks behind an item or a paragraph that are looked at: evidence stands near a title."""


class Group(NamedTuple):
    """The form in which candidates are written: those of one group are siblings."""

    form: Form
    key: str
    """The level of sections, the lead of items and paragraphs."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that may be a talk."""

    group: Group
    block: Block
    """The section, item, paragraph, row, or the page."""
    title: Line
    """The words that would be its title, as one line."""
    piece: Piece
    """Where they stand."""
    rest: Line
    """What stands behind the title in its lines."""
    body: tuple[Block, ...]
    """What stands in it, and behind it up to the next one like it."""
    lead: str = ""
    """What an item or paragraph leads with, see `Cut.lead`."""

    @property
    def form(self) -> Form:
        """The form in which it is written."""
        return self.group.form

    @property
    def line(self) -> int:
        """Its line in the source: that of its title, or of a time above that."""
        if self.lead == "time":
            return self.block.line
        return self.title.number or self.block.line


def find(survey: Survey) -> dict[Group, list[Candidate]]:
    """Return the candidates of a post by their groups, the page not among them."""
    groups: dict[Group, list[Candidate]] = {}
    first = _first_of_several(survey)
    for candidate in (*first, *_in(survey, survey.outline.page)):
        groups.setdefault(candidate.group, []).append(candidate)
    for group in [one for one in groups if one.form in ("paragraph", "bold")]:
        groups[group] = _without_repeated(survey, groups[group])
    return groups


def _without_repeated(survey: Survey, members: list[Candidate]) -> list[Candidate]:
    """Return paragraphs without those that begin alike: "Watch the video", again and again.

    There may be several keynotes, though.
    """
    kind = survey.settings.lexicon.vocabulary.kind
    titles = [normalised(one.title.text) for one in members]
    times = Counter(titles)
    return [
        one
        for one, title in zip(members, titles, strict=True)
        if times[title] < MOST_ALIKE or kind(title) is not None
    ]


def label_behind_title(survey: Survey, candidate: Candidate) -> tuple[int, Label] | None:
    """Return the label of a note in the line of a title: ``[Title](…) - TLDR: …``.

    And before it, where in the line it begins; signs before it count as its own.
    """
    piece = candidate.piece
    block = survey.blocks.get(piece.block)
    if block is None or block.kind != "paragraph" or piece.end == ALL or piece.last != 1:
        return None
    text = block.lines[0].text
    found = survey.labels.within(block.lines[0], piece.end)
    if not found:
        return None
    at, label = piece.end + found[0], found[1]
    while at > piece.end and not text[at - 1].isalnum() and text[at - 1] not in ")]\"”'":
        at -= 1
    return at, label


def of_page(survey: Survey) -> Candidate:
    """Return the page as a candidate."""
    page = survey.outline.page
    body = tuple(block for block in page.children if block.kind != "hidden")
    return Candidate(Group("page", ""), page, page.first, Piece(0), Line(), body)


def _first_of_several(survey: Survey) -> Iterator[Candidate]:
    """Yield the title of the page as the first of several headings of its level.

    A post without a title of its own calls the first of its talks its title.
    """
    page = survey.outline.page
    if survey.settings.given.get("title") or not survey.outline.has_own_title:
        return
    same = next(
        (at for at, one in enumerate(page.children) if is_sibling_of_title(page, one)), None
    )
    if same is not None:
        body = tuple(block for block in page.children[:same] if block.kind != "hidden")
        yield Candidate(
            Group("section", f"h{page.level}"), page, page.first, Piece(0), Line(), body
        )


def is_sibling_of_title(page: Block, block: Block) -> bool:
    """Tell whether a block of the page is a section with a heading like the page's title."""
    return block.kind == "section" and block.level == page.level


def _in(survey: Survey, container: Block) -> Iterator[Candidate]:
    """Yield the candidates of the page or of a section, in the order of the source."""
    blocks = container.children
    _find_noted(survey, container)
    find_told(survey, container)
    for at, block in enumerate(blocks):
        if block.kind == "section":
            title = joined(block.lines)
            group = Group("section", f"h{block.level}")
            yield Candidate(group, block, title, Piece(block.number), Line(), block.children)
            yield from _in(survey, block)
        elif block.kind == "list":
            yield from _of_list(survey, block, _behind(survey, blocks, at))
        elif block.kind == "paragraph":
            yield from _of_paragraph(survey, blocks, at)


def _find_noted(survey: Survey, container: Block) -> None:
    """Let plain lines lead with what they are: titles, each with a note right below it.

    Only in posts of a conference, where several have a TLDR; some may name a speaker.  What stands
    in a section is the text of a talk otherwise, which has no more than one.
    """
    if survey.settings.conference is None:
        return
    blocks = [block for block in container.children if block.kind != "hidden"]
    noted = [
        (block, cut, kinds)
        for block, behind in itertools.zip_longest(blocks, blocks[1:])
        if block.kind == "paragraph" and (kinds := _notes_below(survey, block, behind))
        if (cut := cut_title(survey, block)) and cut.lead in _MAY_BE_NOTED
        if _may_be_called(cut.title) and not slot_of(block)
    ]
    told = sum("tldr" in kinds for _, _, kinds in noted)
    if told >= FEW_TOLD or (container.kind == "page" and len(noted) > FEW_TOLD):
        for block, cut, _ in noted:
            if cut.lead in ("plain", "line"):
                survey.cuts[block.number] = cut._replace(lead="noted")


_MAY_BE_NOTED = ("plain", "line", "speaker", "by", "quote", "time")


def _notes_below(survey: Survey, paragraph: Block, behind: Block | None) -> set[str]:
    """Return the kinds of notes below the first line of a paragraph, or behind its only one."""
    labels = survey.labels_of(paragraph)[1:]
    if len(paragraph.lines) == 1 and behind is not None and behind.kind == "paragraph":
        labels = survey.labels_of(behind)[:1]
    return {label.kind for label in labels if label and label.is_note}


def _may_be_called(title: Line) -> bool:
    """Tell whether something may be called as a plain line says, which isn't a sentence."""
    text = title.text.strip()
    return title.length <= LONGEST_NOTED and (
        text[-1:] in "?!？！" or text[-1:] not in ENDS_OF_SENTENCES
    )


def _behind(survey: Survey, blocks: Sequence[Block], at: int) -> tuple[Block, ...]:
    """Return what stands behind a block and may belong to it: up to what looks like another."""
    block = blocks[at]
    found: list[Block] = []
    lead = _lead_of(survey, block)
    for other in blocks[at + 1 :]:
        if other.kind in ("section", "rule"):
            break
        if lead and other.kind == block.kind and _lead_of(survey, other) == lead:
            break
        if (found and slot_of(other)) or (
            block.kind == "list" and _lead_of(survey, other) == "time"
        ):
            break
        if other.kind != "hidden":
            found.append(other)
        if len(found) >= MOST_BEHIND:
            break
    return tuple(found)


def _lead_of(survey: Survey, block: Block) -> str:
    if block.kind == "list":
        # Items of one kind stand in lists with one kind of bullets.
        return block.name
    if block.kind != "paragraph":
        return ""
    cut = cut_title(survey, block)
    return cut.lead if cut else ""


def _of_list(survey: Survey, items: Block, behind: tuple[Block, ...]) -> Iterator[Candidate]:
    """Yield the items of a list that may be talks.

    Where most are no more than words, they are what somebody noted.
    """
    cuts = [
        cut_title(survey, item.children[0])
        for item in items.children
        if item.children and item.children[0].kind == "paragraph"
    ]
    telling = sum(cut is not None and cut.lead not in ("plain", "line") for cut in cuts)
    nested = sum(len(item.children) > 1 for item in items.children)
    takes_all = len(items.children) == 1 or max(telling, nested) >= 0.4 * len(items.children)
    for item in items.children:
        if inner := _talks_in(survey, item):
            yield from inner
        elif takes_all or len(item.children) > 1 or _leads(survey, item) or _has_note(survey, item):
            is_last = item is items.children[-1]
            if found := of_item(survey, item, behind if is_last else ()):
                yield found


def _talks_in(survey: Survey, item: Block) -> list[Candidate]:
    """Return the candidates in the lists of an item that has no more than a few words before."""
    first = item.children[0] if item.children else None
    cut = cut_title(survey, first) if first is not None and first.kind == "paragraph" else None
    lists = item.children[1:]
    if cut is None or cut.lead != "plain" or cut.title.length > FEW_WORDS or not lists:
        return []
    if any(block.kind != "list" for block in lists):
        return []
    if not all(_leads(survey, inner) for block in lists for inner in block.children):
        return []
    return [one for block in lists for one in _of_list(survey, block, ())]


def _has_note(survey: Survey, item: Block) -> bool:
    """Tell whether a note stands in the lines of an item behind the first."""
    first = item.children[0] if item.children else None
    labels = survey.labels_of(first)[1:] if first is not None and first.lines else ()
    return any(label is not None and label.is_note for label in labels)


def _leads(survey: Survey, item: Block) -> bool:
    """Tell whether an item leads with more than plain words."""
    first = item.children[0] if item.children else None
    cut = cut_title(survey, first) if first is not None and first.kind == "paragraph" else None
    return cut is not None and cut.lead not in ("plain", "line")


def of_item(survey: Survey, item: Block, behind: tuple[Block, ...] = ()) -> Candidate | None:
    """Return an item as a candidate; None when it has no title.

    :param behind: what stands behind its list, and may belong to it.
    """
    if not item.children or item.children[0].kind != "paragraph":
        return None
    cut = cut_title(survey, item.children[0])
    if cut is None or _is_byline(survey, item.children[0].first):
        return None
    # Of items that lead with text, some name a speaker, and are siblings of those that don't.
    key = "text" if cut.lead in ("plain", "line", "speaker", "by", "time") else cut.lead
    group = Group("item", key)
    return Candidate(
        group, item, cut.title, cut.piece, cut.rest, (*item.children[1:], *behind), cut.lead
    )


def _is_byline(survey: Survey, line: Line) -> bool:
    """Tell whether a line says when and where, and nothing else."""
    is_dated = any(sign.isdigit() for sign in line.text[:40])
    return is_dated and survey.settings.lexicon.bylines.says_when(line)


def of_item_with_text(item: Block) -> Iterator[Candidate]:
    """Yield an item with each title that may be before a colon, a dash or a full stop in it."""
    first = item.children[0] if item.children else None
    if first is None or first.kind != "paragraph":
        return
    for sign in itertools.islice(BEFORE_TEXT.finditer(first.first.text[:LONGEST_TITLE]), FEW_SIGNS):
        if sign.start():
            cut = cut_at(first, first.first, sign.start(), sign.end(), "plain")
            group = Group("item", "text")
            below = item.children[1:]
            yield Candidate(group, item, cut.title, cut.piece, cut.rest, below, cut.lead)


def _mention(survey: Survey, blocks: Sequence[Block], at: int) -> Cut | None:
    """Return a paragraph whose only link is a talk's, which the note right behind it is about.

    Only in posts of a conference: "Then I went to [Queues](…) with Ann."
    """
    paragraph = blocks[at]
    links = [link for line in paragraph.lines for link in line.links]
    if not survey.settings.conference or len(links) != 1 or any(survey.labels_of(paragraph)):
        return None
    first = next(iter(_behind(survey, blocks, at)), None)
    label = survey.labels_of(first)[0] if first is not None and first.kind == "paragraph" else None
    if label is None or not label.is_note:
        return None
    return Cut("mention", joined(paragraph.lines), Piece(paragraph.number), Line())


def _is_over_addresses(paragraph: Block) -> bool:
    """Tell whether nothing but links stand below the first line of a paragraph."""
    below = paragraph.lines[1:]
    return (
        all(line.links and all(span.address for span in line.visible) for line in below)
        and not paragraph.first.links
    )


def _is_over_list(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a list stands right below a line that doesn't introduce it by a colon.

    An address alone belongs to what stands above it.
    """
    behind = blocks[at + 1 : at + 2]
    text = blocks[at].text.strip()
    is_address = text.startswith(("http://", "https://", "www."))
    is_over = bool(behind) and behind[0].kind == "list"
    return is_over and not is_address and text[-1:] not in ":："


def _of_paragraph(survey: Survey, blocks: Sequence[Block], at: int) -> Iterator[Candidate]:
    block = blocks[at]
    if slot_of(block):
        first = next(iter(_behind(survey, blocks, at)), None)
        if first is not None and first.kind == "paragraph":
            # The time of what follows.
            return
    cut = cut_title(survey, block) or _mention(survey, blocks, at)
    may_be_below = cut is not None and cut.lead in ("plain", "line", "speaker", "bold")
    if cut is not None and may_be_below and slot_before(survey, block) is not None:
        cut = cut._replace(lead="time")
    if cut is not None and cut.lead == "line" and _is_over_addresses(block):
        cut = cut._replace(lead="address")
    if cut is not None and cut.lead == "plain" and _is_over_list(blocks, at):
        cut = cut._replace(lead="head")
    # "The first talk was held by …" is told, whatever stands behind the name.
    if cut is not None and cut.lead not in ("plain", "line", "by"):
        form: Form = "bold" if cut.lead == "bold" else "paragraph"
        group = Group(form, cut.lead)
        behind = _behind(survey, blocks, at)
        yield Candidate(group, block, cut.title, cut.piece, cut.rest, behind, cut.lead)
