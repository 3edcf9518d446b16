"""Titles cut out of the lines of a paragraph: what it leads with, and what is behind that.

A link, bold words, words in quotes, a line before a name or a time, or plain words.  Called by
`candidates`, for items as for paragraphs.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sphinxext_confnotes.recognition import names
from sphinxext_confnotes.recognition.hosts import field_of_link, is_person
from sphinxext_confnotes.recognition.outline import Block, Line, Span, count_words
from sphinxext_confnotes.recognition.plan import ALL, Piece
from sphinxext_confnotes.recognition.survey import (
    ENDS_OF_SENTENCES,
    LONGEST_BEFORE,
    LONGEST_TITLE,
    Cut,
    Survey,
    leading_link,
)
from sphinxext_confnotes.recognition.times import Slot, read_slot

FEW_WORDS = 3
"""Words of an item that may only say when or where the talks below it were."""

LONGEST_PLAIN_TITLE = 18
"""Words of a plain line that may be a title."""

_QUOTED = re.compile(
    r"""\s*(?:"[^"]{5,}"|“[^”]{5,}”|„[^“”]{5,}[“”]|«[^»]{5,}»|「[^」]{3,}」|『[^』]{3,}』)"""
)

BEFORE_TEXT = re.compile(r"\s*[:：]\s*|\s+[-–—|]+\s+|[.。](?:\s+|$)")
"""What stands between a title and what is told of it in the same line."""

_OF_SOMEBODY = re.compile(r"([^\W_a-z][^.!?;]{3,90}?)\s(?:de|di|da|do|von|van|con|com|avec)\s")
"""A title and a word that stands before speakers where a link to somebody follows."""

_POSSESSIVE = re.compile(r"(?:[^\W\d_a-z][\w'’-]+ ){1,2}[^\W\d_a-z][\w-]+['’]s? [\"“]?")
"""The name of somebody whose talk is called as what stands behind says."""

_BY_COLON = re.compile(r"(.{8,}?):\s+\S")


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
    behind = _emphasis_behind(survey, paragraph)
    if behind is not None:
        is_bold = "bold" in first.spans[behind - 1].emphasis
        return _cut(paragraph, first, behind, "bold" if is_bold else "quote")
    return _cut_text(survey, paragraph, first, count)


def _cut_italic(survey: Survey, paragraph: Block) -> Cut | None:
    """Return the title in italics that a word for speakers and a name stand behind."""
    first = paragraph.first
    end = next((at for at, span in enumerate(first.spans) if not span.emphasis), 0)
    rest = Line(first.spans[end:]).text
    by = survey.settings.lexicon.vocabulary.by
    if survey.parent(paragraph).kind == "item":
        # "*Queues* from Ann Moore was fun."
        by = (*by, *names.FROM)
    return _cut(paragraph, first, end, "quote") if end and names.leads_with_by(rest, by) else None


def _emphasis_behind(survey: Survey, paragraph: Block) -> int | None:
    """Return where a title in bold or italics ends that whose it is, or its kind stands before.

    In items, "Ann Moore's *Queues* was fun."; anywhere, "The next talk, **Queues**, was fun.".
    """
    spans = paragraph.first.spans
    at = next((at for at, span in enumerate(spans) if span.emphasis), 0)
    before = "".join(span.text for span in spans[:at])
    if not 0 < len(before) <= LONGEST_BEFORE or len(spans[at].text.strip()) <= 3:
        return None
    words = re.findall(r"[^\W\d_]+", before)
    kind = survey.settings.lexicon.vocabulary.kind
    is_kind = 0 < len(words) <= FEW_WORDS and before.rstrip()[-1:] in ",:" and kind(words[-1])
    is_owned = survey.parent(paragraph).kind == "item" and _POSSESSIVE.fullmatch(before)
    return at + 1 if is_kind or is_owned else None


def _link_behind_kind(survey: Survey, line: Line) -> int | None:
    """Return the place of a link with only a kind of talk before it: ``The workshop [X](…)``.

    A few small words may follow that, as in ``Talk about [X](…)``.
    """
    at, before = _before_link(line)
    words = re.findall(r"[^\W\d_]+", before)
    if at is None or not 1 <= len(words) <= FEW_WORDS + 1:
        return None
    kind = survey.settings.lexicon.vocabulary.kind
    is_about = bool(kind(words[0])) and all(word.islower() for word in words[1:])
    return at if (kind(words[-1]) and len(words) <= FEW_WORDS) or is_about else None


def _link_behind_name(line: Line) -> int | None:
    """Return the place of the only link of a line with only names before it: ``Ann: [X](…)``."""
    if len(line.links) != 1:
        return None
    at, before = _before_link(line)
    before = before.rstrip(" \t\xa0\u202f\"“„«‘‚‹'")
    return at if len(before) <= LONGEST_BEFORE and names.leads(before) else None


def _before_link(line: Line) -> tuple[int | None, str]:
    """Return the place of the first link of a line, and the words before it; none without one."""
    at = next((at for at, span in enumerate(line.spans) if span.address), None)
    return at, "".join(span.text for span in line.spans[: at or 0])


def _cut(paragraph: Block, line: Line, spans: int, lead: str) -> Cut:
    end = sum(len(span.text) for span in line.spans[:spans])
    title, rest = Line(line.spans[:spans], line.number), Line(line.spans[spans:], line.number)
    behind = [span for other in paragraph.lines[1:] for span in (Span(" "), *other.spans)]
    piece = Piece(paragraph.number, 0, 1, 0, end if rest.text.strip() else ALL)
    return Cut(lead, title, piece, Line((*rest.spans, *behind), line.number))


def _cut_text(survey: Survey, paragraph: Block, line: Line, count: int) -> Cut | None:
    text = line.text
    if quoted := _QUOTED.match(text):
        return cut_at(paragraph, line, quoted.end(), quoted.end(), "quote")
    whole = joined(paragraph.lines[:count])
    colon = _BY_COLON.match(text)
    words = survey.settings.lexicon.vocabulary.by
    is_linked = colon and first_of(line, colon.end(1)).links
    if colon and is_linked and count_words(colon[1]) <= 15 and not names.ends_with_name(text):
        # "Title by [Somebody](…): It was good."
        return cut_at(paragraph, line, colon.end(1), colon.end(1) + 1, "by")
    by = _by_name(tuple(words)).match(text) if names.has_by(text[:120], words) else None
    if by and by.end() < len(text):
        return cut_at(paragraph, line, by.end(), by.end(), "by")
    if line.length <= 40 and names.in_title(
        text, words, survey.is_ordinary, with_handles=False, is_whole=True
    ):
        if _is_byline_of_section(survey, paragraph):
            return None
        return Cut("speaker", line, Piece(paragraph.number, 0, 1), joined(paragraph.lines[1:]))
    if shown := _cut_before_media(survey, paragraph, line) or _cut_before_person(paragraph, line):
        return shown
    if names.CLOCK.match(text.lstrip("*_ ★☆⭐🌟\ufe0f")):
        if read_slot(text) and count > 1:
            return _cut_below_time(survey, paragraph, count)
        return Cut("time", line, Piece(paragraph.number, 0, 1), joined(paragraph.lines[1:]))
    is_long = line.length > LONGEST_PLAIN_TITLE or len(text) > LONGEST_TITLE
    if is_long or text.rstrip()[-1] in ENDS_OF_SENTENCES.replace("!", "").replace("?", ""):
        return None
    rest = joined(paragraph.lines[1:count])
    if count > 1 and _is_name(survey, paragraph.lines[1]) and line.length > 1:
        return Cut("speaker", line, Piece(paragraph.number, 0, 1), rest)
    lead = "plain" if len(whole.text) == len(text) else "line"
    return Cut(lead, line, Piece(paragraph.number, 0, 1), rest)


@functools.cache
def _by_name(words: tuple[str, ...]) -> re.Pattern[str]:
    """Match "Title by Some Body", with a comma, a full stop, a colon or a dash behind it."""
    name = r"[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]+){1,2}"
    names = rf"{name}(?:\s*(?:,|&|et|and|und|y|e)\s+{name})*"
    return re.compile(
        rf"\S.{{3,80}}?\s(?:{'|'.join(map(re.escape, words))})\s+{names}(?=[,.:;]\s|\s[-–—]|$)"
    )


def _cut_before_media(survey: Survey, paragraph: Block, line: Line) -> Cut | None:
    """Return the title that slides or a video stand behind: ``Queues ([slides](…)) - good``."""
    at, before = _before_link(line)
    if at is None:
        return None
    span, before = line.spans[at], before.rstrip()
    title = before[:-1].rstrip(" -–—:")
    if before[-1:] not in ("(", "[") or not 0 < count_words(title) <= LONGEST_PLAIN_TITLE:
        return None
    field = field_of_link(span.text, span.address, survey.settings.lexicon.vocabulary)
    if field not in ("slides", "video") or title[-1:] in ENDS_OF_SENTENCES.replace("?", ""):
        return None
    return cut_at(paragraph, line, len(title), len(title), "shown")


def _cut_before_person(paragraph: Block, line: Line) -> Cut | None:
    """Return the title that a word for "of" and a link to somebody's page stand behind.

    In running text, that may be anybody's: the title is all that stands before it.
    """
    at, before = _before_link(line)
    found = _OF_SOMEBODY.fullmatch(before)
    if at is None or found is None or count_words(found[1]) < FEW_WORDS:
        return None
    if not is_person(line.spans[at].address):
        return None
    return cut_at(paragraph, line, found.end(1), found.end(1), "by")


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
    return Cut("time", paragraph.lines[at], piece, joined(paragraph.lines[at + 1 : count]))


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


def cut_at(paragraph: Block, line: Line, end: int, start: int, lead: str) -> Cut:
    """Return a title that ends at a place of the first line, with the rest from another one on."""
    title, rest = split(line, end)[0], split(line, start)[1]
    behind = [span for other in paragraph.lines[1:] for span in (Span(" "), *other.spans)]
    piece = Piece(paragraph.number, 0, 1, 0, end if rest.text.strip() else ALL)
    return Cut(lead, title, piece, Line((*rest.spans, *behind), line.number))


def first_of(line: Line, at: int) -> Line:
    """Return a line up to a place."""
    return split(line, at)[0]


def split(line: Line, at: int) -> tuple[Line, Line]:
    """Return a line up to a place, and from it on."""
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


def joined(lines: Sequence[Line]) -> Line:
    """Return several lines as one, with spaces between them."""
    spans: list[Span] = []
    for at, line in enumerate(lines):
        # Also behind one without words, such as a picture: places are counted in the whole.
        if at:
            spans.append(Span(" "))
        spans += line.spans
    return Line(tuple(spans), lines[0].number if lines else 0)
