"""Evidence: what speaks for a candidate and what against it, as a table with weights.

A convention of somebody else's is a new row here.  Weights are in points: a group of candidates
is taken for talks from `recognise.ENOUGH` points on.  Called by `recognise`; imports neither Sphinx
nor docutils.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from sphinxext_confnotes.recognition.candidates import Candidate
from sphinxext_confnotes.recognition.outline import Block, Line
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.survey import ENDS_OF_SENTENCES, Survey, own_blocks, words_in
from sphinxext_confnotes.recognition.vocabulary import normalised

Holds = Callable[[Survey, Candidate], bool]

NEAR = 3
"""Blocks below a title that are looked at for bylines and links."""

_NAME = (
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)?[^\W\d_a-z][\w'’.-]*"
    r"(?:\s+(?:(?:de|da|do|dos|di|van|von|der|la|le|el|bin|al|y|e)\s+)*[^\W\d_a-z][\w'’.-]*){1,3}"
)
_NAMES = rf"{_NAME}(?:\s*(?:,|&|\+|/|\band\b|\bund\b|\bet\b|\by\b)\s*{_NAME})*"
_WHOLE_NAMES = re.compile(
    rf"\W*{_NAMES}\s*(?:[,(\[|@–—-].{{0,100}})?\W*", re.DOTALL
)
_BEHIND_DASH = re.compile(rf".{{4,}}?\s(?:-+|–|—)\s+\W*{_NAMES}\W*(?:[,(\[|@–—-].*)?")
_IN_BRACKETS = re.compile(rf".{{4,}}\((?:by\s+)?{_NAMES}(?:\s*[,–-].*)?\)\W*")
_CLOCK = re.compile(
    r"(?<![\d.:])(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?![\d.])|\s?h\b|\s?[ap]\.?m\b)(?!\s*%)", re.IGNORECASE
)
_STARS = re.compile(r"[★☆⭐🌟]|:star2?:")
_MEDIA = re.compile(
    r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com|slideslive\.com|media\.ccc\.de|speakerdeck\.com|"
    r"slideshare\.net|arxiv\.org|openreview\.net|doi\.org|sched\.com?|sessionize\.com|ustream\.tv|"
    r"infoq\.com|papercall\.io|noti\.st|confreaks\.(?:com|tv))$"
)
_SENTENCE_WORDS = 14


class Evidence(NamedTuple):
    """One thing that can speak for a candidate."""

    name: str
    weight: float
    holds: Holds
    why: str
    """A sentence for the author."""
    reason: Reason | None = None
    """What the talk is found by, where this alone tells it; None for what only helps."""


class Objection(NamedTuple):
    """One thing that can speak against a candidate: it settles the matter."""

    reason: Reason
    holds: Holds


# For


def has_note(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a TLDR or comment stands in a candidate."""
    return bool(survey.ownership.labels.get(candidate.block.number))


def has_stars(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether stars stand in the title, or alone below it."""
    if _STARS.search(candidate.title.text) or _STARS.search(candidate.rest.text[:30]):
        return True
    first = next(iter(below(candidate)), None)
    return bool(first and _STARS.search(first.text) and not re.search(r"\w\w\w", first.text))


def has_speaker(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a speaker stands in the title or below it."""
    return has_speaker_in_title(survey, candidate) or has_byline(survey, candidate)


def has_speaker_in_title(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title names a speaker: ``Title by X``, ``Title - X``, ``Title (X)``."""
    text = candidate.title.text.strip(" #*>")
    words = "|".join(re.escape(one) for one in survey.settings.vocabulary.by)
    behind = candidate.rest.text[:80]
    if re.search(rf"\S\W+(?:{words})\s+(?:the\s+)?\W*(?-i:{_NAME})", text, re.IGNORECASE):
        return True
    if re.match(rf"\W*(?:{words})\s+\W*(?-i:{_NAME})", behind, re.IGNORECASE):
        return True
    if re.match(rf"\W*[-–—]+\s*\W*{_NAMES}\W*$", behind):
        return True
    return bool(_BEHIND_DASH.fullmatch(text) or _IN_BRACKETS.fullmatch(text))


def has_byline(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a line below the title is a speaker's."""
    vocabulary = survey.settings.vocabulary
    words = "|".join(re.escape(one) for one in (*vocabulary.by, *vocabulary.line_by))
    for line in list(lines_below(candidate))[:NEAR]:
        text = line.text.strip()
        label = survey.labels.of_line(line, is_alone=True)
        if label and label.kind == "speakers":
            return True
        if re.match(rf"\W*(?:{words})\s*:?\s+\W*(?-i:{_NAME})", text, re.IGNORECASE):
            return line.length <= _SENTENCE_WORDS
        if line.length <= _SENTENCE_WORDS and _WHOLE_NAMES.fullmatch(text) and text[-1] not in ".:!?":
            return True
    return False


def has_time(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a clock stands in the title, or in a short line below it."""
    if _CLOCK.search(candidate.title.text[:60]):
        return True
    short = (line for line in list(lines_below(candidate))[:NEAR] if line.length <= 12)
    return any(_CLOCK.search(line.text) for line in short)


def names_kind(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title says what kind of talk it is: ``Keynote: …``, ``[Poster] …``."""
    text = candidate.title.text.strip()
    kind = survey.settings.vocabulary.kind
    if kind(text) and kind(text) != "social":
        return True
    before, colon, _ = text.partition(":")
    if colon and kind(before):
        return True
    return any(kind(one) for one in re.findall(r"[\[(]([^\[\]()]{3,25})[\])]", text))


def leads_with_link(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a link to another page."""
    return any(_is_elsewhere(link.address) for link in candidate.title.links)


def has_media(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a link near the title leads to where talks' videos, slides and papers are."""
    vocabulary = survey.settings.vocabulary
    near = [candidate.title, candidate.rest, *list(lines_below(candidate))[:6]]
    return any(
        _is_media(link.address)
        or vocabulary.label(link.text) in ("slides", "video", "paper", "abstract")
        for line in near
        for link in line.links
    )


def has_abstract(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a quote stands right below the title."""
    first = next(iter(candidate.body), None)
    return first is not None and first.kind == "quote"


def has_text(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a candidate says something of its own."""
    if candidate.form == "section":
        return words_in(own_blocks(candidate.block)) > 5
    return words_in(candidate.body) + candidate.rest.length > 5


def speaks_of_talk(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the first words below a title speak of a talk, or of who gave it."""
    text = " ".join(line.text for line in list(lines_below(candidate))[:NEAR])
    text = f"{candidate.rest.text} {text}"[:600].casefold()
    return bool(_TALKED.search(text))


def is_title_like(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title has the length of one, and doesn't end like a sentence."""
    text = candidate.title.text.strip()
    return 1 <= candidate.title.length <= _SENTENCE_WORDS and text[-1:] not in ",;:。，"


_TALKED = re.compile(
    r"\b(?:talk(?:s|ed)?|present(?:ed|ation|s|er|ers)|speaker|session|keynote|slides|audience|"
    r"vortrag|sprach|stellte|zeigte|referent|folien|"
    r"conférence|présenté|présentation|présente|orateur|speakeur|"
    r"charla|ponencia|presentó|ponente|palestra|apresentou|apresentação|"
    r"presentazione|relatore|ha parlato|speech|demo(?:ed|nstrated)?)\b|"
    r"発表|登壇|講演|セッション|スライド|演讲|講者|讲师|分享|議程|발표|세션|연사|키노트"
)

FOR: tuple[Evidence, ...] = (
    Evidence("note", 4, has_note, "it has a TLDR or a comment", Reason.LABEL),
    Evidence("stars", 3, has_stars, "it has stars", Reason.STARS),
    Evidence("speaker", 3, has_speaker, "a speaker is named in its title or below it", Reason.SPEAKER),
    Evidence("time", 2, has_time, "a time stands in its title or below it", Reason.TIME),
    Evidence("kind", 2.5, names_kind, "its title says what kind of talk it is", Reason.KIND),
    Evidence("link", 1.5, leads_with_link, "its title is a link", Reason.LINK),
    Evidence("media", 1.5, has_media, "slides, a video or a paper are linked", Reason.LINK),
    Evidence("abstract", 1, has_abstract, "a quote stands below its title"),
    Evidence("talked", 0.75, speaks_of_talk, "its first words speak of a talk"),
    Evidence("text", 1, has_text, "something is said about it"),
    Evidence("title", 0.5, is_title_like, "it has the length of a title"),
)


# Against


def is_excluded(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the front matter says that a candidate, or what it stands below, is no talk."""
    patterns = survey.settings.not_talks
    if not patterns:
        return False
    titles = [candidate.title.text, *(one.text for one in survey.sections_around(candidate.block))]
    return any(_fits(pattern, title) for pattern in patterns for title in titles)


def _fits(pattern: str, title: str) -> bool:
    parts = (re.escape(normalised(part)) for part in pattern.split("*"))
    return re.fullmatch(r"\s*.*\s*".join(parts), normalised(title)) is not None


def is_label(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a label."""
    return survey.labels.whole(candidate.title.text) is not None


def is_entry_of_contents(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title leads to a place in its own page."""
    return candidate.group.key == "contents" or any(
        link.address.startswith("#") for link in candidate.title.links
    )


def is_day(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a day of the conference."""
    return is_day_title(survey, candidate.title.text)


_DATE_ONLY = re.compile(
    r"\W*(?:\d{8}|\d{4}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./](?:\d{2,4})?)\W*"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes "
    "miércoles jueves viernes sábado domingo segunda terça quarta quinta sexta lunedì martedì "
    "mercoledì giovedì venerdì sabato domenica"
).split()
_MONTHS = (
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero "
    "marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro "
    "março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno "
    "luglio settembre ottobre dicembre"
).split()


def is_day_title(survey: Survey, title: str) -> bool:
    """Tell whether a title is a day: ``Day 2``, ``Friday 4 June``, ``2031-05-14``."""
    day_number = survey.settings.vocabulary.day_number
    text = title.strip(" #*:：-–—")
    if _DATE_ONLY.fullmatch(text) or day_number(text) is not None:
        return True
    head = re.split(r"\s*[-–—:(|,：（]\s*", text)[0]
    if day_number(head) is not None:
        return True
    words = re.findall(r"[^\W\d_]+", text.casefold())
    known = sum(word in _DAYS or word in _MONTHS for word in words)
    return bool(known) and len(words) <= known + 2 and (
        bool(re.search(r"\d", text)) or words[0] in _DAYS and len(words) <= 2
    )


def is_part(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is that of a part of talks: such come again and again."""
    title = candidate.title.text
    if survey.settings.vocabulary.is_part(title):
        return True
    is_kind = survey.settings.vocabulary.kind(title) is not None
    return candidate.form == "section" and not is_kind and normalised(title) in survey.repeated


def is_below_no_talk(survey: Survey, candidate: Candidate) -> Reason | None:
    """Return why what stands below a heading is no talk, where that heading says so.

    What was missed, is still to be watched, or are links; a paragraph right before a list may say
    the first two as well.
    """
    vocabulary = survey.settings.vocabulary
    for section in survey.sections_around(candidate.block):
        why = vocabulary.reason(section.text)
        if why in ("missed", "to_watch", "resources"):
            return _REASONS[why]
    if candidate.form == "item":
        before = survey.before(survey.parent(candidate.block))
        if before is not None and before.kind == "paragraph" and len(before.lines) <= 3:
            why = vocabulary.reason(before.lines[-1].text)
            if why in ("missed", "to_watch", "resources"):
                return _REASONS[why]
    return None


_REASONS = {
    "meals": Reason.MEALS,
    "travel": Reason.TRAVEL,
    "venue": Reason.VENUE,
    "registration": Reason.REGISTRATION,
    "opening": Reason.OPENING,
    "closing": Reason.CLOSING,
    "missed": Reason.MISSED,
    "to_watch": Reason.TO_WATCH,
    "resources": Reason.RESOURCES,
    "own": Reason.OWN,
}


def is_sentence(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title says something rather than being called something."""
    text = candidate.title.text.strip()
    if candidate.form in ("section", "page", "row"):
        return False
    if candidate.group.key in ("link", "bold", "quote", "by") and len(text) > 3:
        return False
    words = candidate.title.length
    return words > 8 and text[-1:] in ENDS_OF_SENTENCES or words > 16


def objection(survey: Survey, candidate: Candidate) -> Reason | None:
    """Return the first thing that settles that a candidate is no talk, if anything does."""
    for one in AGAINST:
        if one.holds(survey, candidate):
            return one.reason
    if why := survey.settings.vocabulary.reason(candidate.title.text):
        return _REASONS[why.value]
    return is_below_no_talk(survey, candidate)


AGAINST: tuple[Objection, ...] = (
    Objection(Reason.NOT_TALKS, is_excluded),
    Objection(Reason.CONTENTS, is_entry_of_contents),
    Objection(Reason.DAY, is_day),
    Objection(Reason.IS_LABEL, is_label),
    Objection(Reason.PART, is_part),
    Objection(Reason.SENTENCE, is_sentence),
)
"""What speaks against a candidate, beside the vocabulary's words for what is no talk."""


# Looking


def own_text(candidate: Candidate) -> tuple[Block, ...]:
    """Return the paragraph that the title is cut out of."""
    block = candidate.block
    if block.kind == "item":
        return block.children[:1]
    return (block,) if block.kind == "paragraph" else ()


def below(candidate: Candidate) -> Iterator[Block]:
    """Yield the paragraphs below a title, those of items too, up to `NEAR` blocks."""
    body: Sequence[Block] = candidate.body
    for block in body[:NEAR]:
        if block.kind == "section":
            # A byline may be written as a heading of its own.
            if block is body[0]:
                yield block
            return
        for part in block.walk():
            if part.kind == "paragraph":
                yield part


def lines_below(candidate: Candidate) -> Iterator[Line]:
    """Yield the lines below a title, those of its own paragraph first."""
    for block in own_text(candidate):
        yield from block.lines[1:]
    for block in below(candidate):
        yield from block.lines


def _is_elsewhere(address: str) -> bool:
    return not address.startswith("#") and bool(address)


def _is_media(address: str) -> bool:
    return "://" in address[:12] and bool(_MEDIA.search(_host(address)))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
