"""Candidates: the blocks of a post that may be talks, sorted by how they are written.

Sections by their level, items and paragraphs by what they lead with, rows of tables, the page.
Called by `recognise`; `evidence` weighs what is found here.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sphinxext_confnotes.recognition import names
from sphinxext_confnotes.recognition.hosts import field_of_link, is_person
from sphinxext_confnotes.recognition.labels import Label
from sphinxext_confnotes.recognition.outline import Block, Line, Span, count_words
from sphinxext_confnotes.recognition.plan import ALL, Form, Piece
from sphinxext_confnotes.recognition.survey import (
    ENDS_OF_SENTENCES,
    LONGEST_BEFORE,
    LONGEST_TITLE,
    Cut,
    Survey,
    leading_link,
)
from sphinxext_confnotes.recognition.times import Slot, read_slot
from sphinxext_confnotes.recognition.vocabulary import normalised

FEW_WORDS = 3
"""Words of an item that may only say when or where the talks below it were."""

FEW_SIGNS = 3
"""Signs in an item before which its title may end."""

LONGEST_PLAIN_TITLE = 18
"""Words of a plain line that may be a title."""

LONGEST_NOTED = 12
"""Words of a plain line over a note that may be a title."""

FEW_TOLD = 2
"""Plain lines over TLDRs, from which on they are titles."""

MOST_ALIKE = 3
"""Paragraphs with the same words before the rest that are none of them titles."""

MOST_BEHIND = 12
"""Blocks behind an item or a paragraph that are looked at: evidence stands near a title."""

_QUOTED = re.compile(
    r"""\s*(?:"[^"]{5,}"|“[^”]{5,}”|„[^“”]{5,}[“”]|«[^»]{5,}»|「[^」]{3,}」|『[^』]{3,}』)"""
)
BEFORE_TEXT = re.compile(r"\s*[:：]\s*|\s+[-–—|]+\s+|[.。](?:\s+|$)")
"""What stands between a title and what is told of it in the same line."""

_OF_SOMEBODY = re.compile(r"([^\W_a-z][^.!?;]{3,90}?)\s(?:de|di|da|do|von|van|con|com|avec)\s")
"""A title and a word that stands before speakers where a link to somebody follows."""

_BY_COLON = re.compile(r"(.{8,}?):\s+\S")


@functools.cache
def _by_name(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match "Title by Some Body", with a comma, a full stop, a colon or a dash behind it."""
    name = r"[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]+){1,2}"
    names = rf"{name}(?:\s*(?:,|&|et|and|und|y|e)\s+{name})*"
    return re.compile(
        rf"\S.{{3,80}}?\s(?:{'|'.join(map(re.escape, words))})\s+{names}(?=[,.:;]\s|\s[-–—]|$)"
    )


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
    found = survey.labels.within(text[piece.end :])
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
    for at, block in enumerate(blocks):
        if block.kind == "section":
            title = _joined(block.lines)
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


def cut_title(survey: Survey, paragraph: Block) -> Cut | None:
    """Return the title that a paragraph begins with, and what it is led by; None where none does.

    A link, bold words, words in quotes, or a line that is no sentence.
    """
    if paragraph.number not in survey.cuts:
        survey.cuts[paragraph.number] = _cut_title(survey, paragraph)
    return survey.cuts[paragraph.number]


def _cut_title(survey: Survey, paragraph: Block) -> Cut | None:
    labels = survey.labels_of(paragraph)
    if not labels or labels[0]:
        return None
    count = next((at for at, label in enumerate(labels) if label), len(labels))
    first = paragraph.first
    if not first.text.strip():
        return None
    at = leading_link(first)
    if at is None:
        at = _link_behind_kind(survey, first)
    if at is None:
        at = _link_behind_name(first)
    if at is not None:
        end = at + 1
        while end < len(first.spans) and first.spans[end].address == first.spans[at].address:
            end += 1
        if first.spans[at].address.startswith("#"):
            return _cut(paragraph, first, end, "contents")
        text = "".join(span.text for span in first.spans[at:end]).strip()
        if text and not text.startswith(("@", "http:", "https:", "www.")):
            is_fact = survey.settings.lexicon.vocabulary.label(text) is not None
            if is_fact or is_person(first.spans[at].address):
                # "[Slides](…)" is of what stands around it, and "[Ann Moore](…)" is no title.
                return None
            return _cut(paragraph, first, end, "link")
    emphasis = first.visible[0].emphasis
    if emphasis.startswith("bold") and len(first.emphasised_lead) > 3:
        end = next(
            (at for at, span in enumerate(first.spans) if span.text.strip() and not span.emphasis),
            len(first.spans),
        )
        return _cut(paragraph, first, end, "bold")
    if emphasis == "italic" and (cut := _cut_italic(survey, paragraph)):
        return cut
    return _cut_text(survey, paragraph, first, count)


def _cut_italic(survey: Survey, paragraph: Block) -> Cut | None:
    """Return the title in italics that a word for speakers and a name stand behind."""
    first = paragraph.first
    end = next((at for at, span in enumerate(first.spans) if not span.emphasis), 0)
    rest = Line(first.spans[end:]).text
    by = survey.settings.lexicon.vocabulary.by
    return _cut(paragraph, first, end, "quote") if end and names.leads_with_by(rest, by) else None


def _link_behind_kind(survey: Survey, line: Line) -> int | None:
    """Return the place of a link with only a kind of talk before it: ``The workshop [X](…)``.

    A few small words may follow that, as in ``Talk about [X](…)``.
    """
    at = next((at for at, span in enumerate(line.spans) if span.address), None)
    words = re.findall(r"[^\W\d_]+", "".join(span.text for span in line.spans[: at or 0]))
    if at is None or not 1 <= len(words) <= FEW_WORDS + 1:
        return None
    kind = survey.settings.lexicon.vocabulary.kind
    is_about = bool(kind(words[0])) and all(word.islower() for word in words[1:])
    return at if (kind(words[-1]) and len(words) <= FEW_WORDS) or is_about else None


def _link_behind_name(line: Line) -> int | None:
    """Return the place of the only link of a line with only names before it: ``Ann: [X](…)``."""
    if len(line.links) != 1:
        return None
    at = next(at for at, span in enumerate(line.spans) if span.address)
    before = "".join(span.text for span in line.spans[:at]).rstrip(" \t\xa0\u202f\"“„«‘‚‹'")
    return at if len(before) <= LONGEST_BEFORE and names.leads(before) else None


def _cut(paragraph: Block, line: Line, spans: int, lead: str) -> Cut:
    end = sum(len(span.text) for span in line.spans[:spans])
    title, rest = Line(line.spans[:spans], line.number), Line(line.spans[spans:], line.number)
    behind = [span for other in paragraph.lines[1:] for span in (Span(" "), *other.spans)]
    piece = Piece(paragraph.number, 0, 1, 0, end if rest.text.strip() else ALL)
    return Cut(lead, title, piece, Line((*rest.spans, *behind), line.number))


def _cut_text(survey: Survey, paragraph: Block, line: Line, count: int) -> Cut | None:
    text = line.text
    if quoted := _QUOTED.match(text):
        return _cut_at(paragraph, line, quoted.end(), quoted.end(), "quote")
    whole = _joined(paragraph.lines[:count])
    colon = _BY_COLON.match(text)
    words = survey.settings.lexicon.vocabulary.by
    is_linked = colon and first_of(line, colon.end(1)).links
    if colon and is_linked and count_words(colon[1]) <= 15 and not names.ends_with_name(text):
        # "Title by [Somebody](…): It was good."
        return _cut_at(paragraph, line, colon.end(1), colon.end(1) + 1, "by")
    by = _by_name(tuple(words)).match(text) if names.has_by(text[:120], words) else None
    if by and by.end() < len(text):
        return _cut_at(paragraph, line, by.end(), by.end(), "by")
    if line.length <= 40 and names.in_title(
        text, words, survey.is_ordinary, with_handles=False, is_whole=True
    ):
        if _is_byline_of_section(survey, paragraph):
            return None
        return Cut("speaker", line, Piece(paragraph.number, 0, 1), _joined(paragraph.lines[1:]))
    if shown := _cut_before_media(survey, paragraph, line) or _cut_before_person(paragraph, line):
        return shown
    if names.CLOCK.match(text.lstrip("*_ ★☆⭐🌟\ufe0f")):
        if read_slot(text) and count > 1:
            return _cut_below_time(survey, paragraph, count)
        return Cut("time", line, Piece(paragraph.number, 0, 1), _joined(paragraph.lines[1:]))
    is_long = line.length > LONGEST_PLAIN_TITLE or len(text) > LONGEST_TITLE
    if is_long or text.rstrip()[-1] in ENDS_OF_SENTENCES.replace("!", "").replace("?", ""):
        return None
    rest = _joined(paragraph.lines[1:count])
    if count > 1 and _is_name(survey, paragraph.lines[1]) and line.length > 1:
        return Cut("speaker", line, Piece(paragraph.number, 0, 1), rest)
    lead = "plain" if len(whole.text) == len(text) else "line"
    return Cut(lead, line, Piece(paragraph.number, 0, 1), rest)


def _cut_before_media(survey: Survey, paragraph: Block, line: Line) -> Cut | None:
    """Return the title that slides or a video stand behind: ``Queues ([slides](…)) - good``."""
    at = 0
    for span in line.spans:
        if span.address:
            break
        at += len(span.text)
    else:
        return None
    before = line.text[:at].rstrip()
    title = before[:-1].rstrip(" -–—:")
    if before[-1:] not in ("(", "[") or not 0 < count_words(title) <= LONGEST_PLAIN_TITLE:
        return None
    field = field_of_link(span.text, span.address, survey.settings.lexicon.vocabulary)
    if field not in ("slides", "video") or title[-1:] in ENDS_OF_SENTENCES.replace("?", ""):
        return None
    return _cut_at(paragraph, line, len(title), len(title), "shown")


def _cut_before_person(paragraph: Block, line: Line) -> Cut | None:
    """Return the title that a word for "of" and a link to somebody's page stand behind.

    In running text, that may be anybody's: the title is all that stands before it.
    """
    at = 0
    for span in line.spans:
        if span.address:
            break
        at += len(span.text)
    else:
        return None
    found = _OF_SOMEBODY.fullmatch(line.text[:at])
    if found is None or not is_person(span.address) or count_words(found[1]) < FEW_WORDS:
        return None
    return _cut_at(paragraph, line, found.end(1), found.end(1), "by")


def slot_of(block: Block) -> Slot | None:
    """Return the time that a paragraph of one line is, if it is nothing else."""
    if block.kind != "paragraph" or len(block.lines) != 1:
        return None
    return read_slot(block.text)


def slot_before(survey: Survey, block: Block) -> Slot | None:
    """Return the time that stands in a paragraph of its own before a block."""
    before = survey.before(block)
    return slot_of(before) if before is not None else None


def _cut_below_time(survey: Survey, paragraph: Block, count: int) -> Cut:
    """Return the title below a time that has a line of its own, or below that and a name."""
    at = 1
    if count > 2 and paragraph.lines[2].length <= LONGEST_PLAIN_TITLE:
        is_name, is_next = (_is_name(survey, paragraph.lines[at]) for at in (1, 2))
        at = 2 if is_name and not is_next else 1
    piece = Piece(paragraph.number, at, at + 1)
    return Cut("time", paragraph.lines[at], piece, _joined(paragraph.lines[at + 1 : count]))


def _is_name(survey: Survey, line: Line) -> bool:
    """Tell whether a line is a name and nothing else, also in capitals."""
    text = line.text.strip()
    return survey.settings.lexicon.names.is_plain(text.title() if text.isupper() else text)


def _is_byline_of_section(survey: Survey, paragraph: Block) -> bool:
    """Tell whether a paragraph right below a heading names its speakers: ``Ann Moore (Works)``."""
    if survey.before(paragraph) or survey.parent(paragraph).kind != "section":
        return False
    byline = survey.settings.lexicon.bylines.read(paragraph.first)
    return byline is not None and bool(byline.speakers)


def _cut_at(paragraph: Block, line: Line, end: int, start: int, lead: str) -> Cut:
    title, rest = _split(line, end)[0], _split(line, start)[1]
    behind = [span for other in paragraph.lines[1:] for span in (Span(" "), *other.spans)]
    piece = Piece(paragraph.number, 0, 1, 0, end if rest.text.strip() else ALL)
    return Cut(lead, title, piece, Line((*rest.spans, *behind), line.number))


def first_of(line: Line, at: int) -> Line:
    """Return a line up to a place."""
    return _split(line, at)[0]


def _split(line: Line, at: int) -> tuple[Line, Line]:
    before: list[Span] = []
    behind: list[Span] = []
    for span in line.spans:
        size = len(span.text)
        if at >= size:
            before.append(span)
        elif at <= 0:
            behind.append(span)
        else:
            before.append(span._replace(text=span.text[:at]))
            behind.append(span._replace(text=span.text[at:]))
        at -= size
    return Line(tuple(before), line.number), Line(tuple(behind), line.number)


def _joined(lines: Sequence[Line]) -> Line:
    spans: list[Span] = []
    for at, line in enumerate(lines):
        # Also behind one without words, such as a picture: places are counted in the whole.
        if at:
            spans.append(Span(" "))
        spans += line.spans
    return Line(tuple(spans), lines[0].number if lines else 0)


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
            cut = _cut_at(first, first.first, sign.start(), sign.end(), "plain")
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
    return Cut("mention", _joined(paragraph.lines), Piece(paragraph.number), Line())


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
