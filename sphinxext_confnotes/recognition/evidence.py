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

from sphinxext_confnotes.recognition import names
from sphinxext_confnotes.recognition.candidates import Candidate
from sphinxext_confnotes.recognition.events import day_in, has_year
from sphinxext_confnotes.recognition.hosts import field_of, field_of_link, is_person
from sphinxext_confnotes.recognition.outline import Block, Line
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.speakers import leading_speakers
from sphinxext_confnotes.recognition.survey import (
    ENDS_OF_SENTENCES,
    Survey,
    leading_link,
    own_blocks,
    subsections,
)
from sphinxext_confnotes.recognition.vocabulary import NoTalk, normalised

Holds = Callable[[Survey, Candidate], bool]

LONGEST_GROUP = 100
"""Characters of a title over several talks."""

LONGEST_LEAD = 200
"""Characters of a line that may begin with a name."""

FEW_WORDS = 2
"""Up to which nothing is said."""

NEAR = 3
"""Blocks below a title that are looked at for bylines and links."""

_STARS = re.compile(r"[★☆⭐🌟]|:star2?:")
_SEVERAL_STARS = re.compile(r"(?:(?:[★☆⭐🌟]\ufe0f?|:star2?:)\s?){2}")
_SENTENCE_WORDS = 14
_PROGRAMMES = ("sched.co", "sched.com", "sessionize.com", "papercall.io", "pretalx.com")


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


def has_several_stars(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a row of stars, which is a rating, stands in the title or beside it."""
    return any(
        _SEVERAL_STARS.search(text) for text in (candidate.title.text, candidate.rest.text[:30])
    )


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
    by = survey.settings.lexicon.vocabulary.by
    behind = candidate.rest.text[:80]
    is_section = candidate.form in ("section", "page")
    return names.in_title(candidate.title.text, by, with_handles=is_section) or names.behind_title(
        behind, by
    )


def has_byline(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a line right below the title is a speaker's."""
    if any(
        (label := survey.labels.of_line(line, is_alone=True)) and label.kind == "speakers"
        for line in bylines(survey, candidate)
    ):
        return True
    return any(True for _ in lines_of_speakers(survey, candidate))


def lines_of_speakers(survey: Survey, candidate: Candidate) -> Iterator[Line]:
    """Yield the lines right below a title that are a speaker's, and have no label."""
    vocabulary = survey.settings.lexicon.vocabulary
    by = (*vocabulary.by, *vocabulary.line_by)
    for line in bylines(survey, candidate):
        text = line.text.strip()
        if not text or line.length > _SENTENCE_WORDS or survey.labels.of_line(line, is_alone=True):
            continue
        if names.is_byline(text, by):
            yield line


def bylines(survey: Survey, candidate: Candidate) -> Iterator[Line]:
    """Yield the lines in which a speaker may stand: the first two below the title.

    Pictures and lines of links may stand between.  A list is one of speakers only where it is
    short and nothing is in its items.
    """
    for block in own_text(candidate):
        if len(block.lines) > 1:
            yield from block.lines[1:3]
            return
    for block in candidate.body[:NEAR]:
        if block.kind in ("figure", "rule", "hidden", "html"):
            continue
        if block.kind == "paragraph" and _is_links(block.first):
            continue
        if block.kind == "section":
            # A byline may be written as a heading of its own.
            yield block.first
        elif block.kind == "paragraph":
            label = survey.labels_of(block)[-1]
            yield from block.lines[:2]
            if label and label.kind == "speakers":
                continue
        elif block.kind == "list" and _is_flat(block):
            yield block.children[0].children[0].first
        return


def _is_links(line: Line) -> bool:
    """Tell whether a line has nothing but links."""
    return bool(line.links) and not any(
        sign.isalpha() for span in line.spans if not span.address for sign in span.text
    )


def _is_flat(items: Block) -> bool:
    """Tell whether a list is short, and each item one paragraph."""
    return len(items.children) <= 4 and all(
        [part.kind for part in item.children] == ["paragraph"] for item in items.children
    )


def fits_pattern(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is made as ``talk-title`` in the front matter says."""
    pattern = survey.settings.talk_title
    names_known = survey.settings.lexicon.names
    return pattern is not None and pattern.match(candidate.title.text, names_known) is not None


def has_time(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a clock stands in the title, or in a short line below it."""
    if names.CLOCK.search(candidate.title.text[:60]):
        return True
    short = (line for line in list(lines_below(candidate))[:NEAR] if line.length <= 12)
    return any(names.CLOCK.search(line.text) for line in short)


def names_kind(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title says what kind of talk it is: ``Keynote: …``, ``[Poster] …``."""
    text = candidate.title.text.strip()
    kind = survey.settings.lexicon.vocabulary.kind
    if kind(text):
        return kind(text) != "social"
    before, colon, _ = text.partition(":")
    if colon and kind(before):
        return True
    return any(kind(one) for one in re.findall(r"[\[(]([^\[\]()]{3,25})[\])]", text))


def leads_with_link(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a link to another page, for the most part."""
    if candidate.form not in ("section", "page") and candidate.lead not in ("link", "bold"):
        return False
    linked = sum(len(one.text) for one in candidate.title.links if _is_elsewhere(one.address))
    return linked > 0.6 * len(candidate.title.text.strip(" #"))


def has_media(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a link near the title leads to where talks' videos, slides and papers are."""
    vocabulary = survey.settings.lexicon.vocabulary
    below = list(lines_below(candidate))[:6]
    near = [candidate.title, *(line for line in below if _is_links(line) or line.length < 8)]
    return any(
        field_of_link(link.text, link.address, vocabulary) in ("slides", "video", "paper")
        or _is_on_programme(link.address)
        for line in near
        for link in line.links
    )


def is_quoted(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title stands in quotes."""
    text = candidate.title.text.strip()
    return bool(text) and text[0] in '"“„«「『' and text[-1] in '"”“»」』'


def has_abstract(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a quote stands right below the title."""
    first = next(iter(candidate.body), None)
    return first is not None and first.kind == "quote"


def has_text(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a candidate says something of its own."""
    return survey.words_in(candidate.body) + candidate.rest.length > FEW_WORDS


def has_own_text(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a section says something before its first sub-section."""
    return survey.words_in(own_blocks(candidate.block)) > FEW_WORDS


def speaks_of_talk(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the first words below a title speak of a talk, or of who gave it."""
    text = " ".join(line.text for line in list(lines_below(candidate))[:NEAR])
    text = f"{candidate.rest.text} {text}"[:600].casefold()
    return bool(_TALKED.search(text))


def names_person(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the first words below a title name somebody: its speaker, mostly."""
    known = survey.settings.lexicon.names
    for line in list(lines_below(candidate))[:NEAR]:
        if any(is_person(link.address) for link in line.links):
            return True
        if any(span.emphasis and known.is_plain(span.text) for span in line.visible):
            return True
        if leading_speakers(line.text[:LONGEST_LEAD], known)[0]:
            return True
    return False


def is_noted(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether what is said about it was noted in lists, rather than told."""
    listed = sum(
        survey.words_in([block])
        for outer in candidate.body
        for block in outer.walk()
        if block.kind in ("list", "code") and survey.parent(block).kind in ("page", "section")
    )
    return listed > 0.5 * survey.words_in(candidate.body)


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

SPEAKER = Evidence(
    "speaker", 3, has_speaker, "a speaker is named in its title or below it", Reason.SPEAKER
)

FOR: tuple[Evidence, ...] = (
    Evidence("note", 4, has_note, "it has a TLDR or a comment", Reason.LABEL),
    Evidence("stars", 3, has_stars, "it has stars", Reason.STARS),
    SPEAKER,
    Evidence(
        "pattern", 4, fits_pattern, "its title is made as the front matter says", Reason.PATTERN
    ),
    Evidence("time", 2, has_time, "a time stands in its title or below it", Reason.TIME),
    Evidence("kind", 2.5, names_kind, "its title says what kind of talk it is", Reason.KIND),
    Evidence("link", 1.5, leads_with_link, "its title is a link", Reason.LINK),
    Evidence("media", 1.5, has_media, "slides, a video or a paper are linked", Reason.LINK),
    Evidence("quoted", 1, is_quoted, "its title stands in quotes"),
    Evidence("abstract", 1, has_abstract, "a quote stands below its title"),
    Evidence("talked", 0.75, speaks_of_talk, "its first words speak of a talk"),
    Evidence("person", 0.5, names_person, "somebody is named below its title"),
    Evidence("noted", 0.25, is_noted, "it was noted in lists"),
    Evidence("text", 1, has_text, "something is said about it"),
    Evidence("title", 0.5, is_title_like, "it has the length of a title"),
)


ORDER = Evidence(
    "order",
    3,
    lambda survey, candidate: False,
    "titles in the post are made alike, and name their speakers",
    Reason.SPEAKER,
)
"""Found for a whole group, by `titles.Titles.find_order`."""


SHARE = 0.6
"""Of a group, from which on something is how the post does it."""


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
    return candidate.lead == "contents" or any(
        link.address.startswith("#") for link in candidate.title.links
    )


def is_day(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a day of the conference."""
    return is_day_title(survey, candidate.title.text)


def is_day_title(survey: Survey, title: str) -> bool:
    """Tell whether a title is a day: ``Day 2``, ``Friday 4 June``, ``2031-05-14``."""
    return survey.day_of(title) is not None


def is_group(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title only says that talks follow: "Talks", "Lightning talks"."""
    if not _names_talks(survey, candidate.title.text) or has_speaker_in_title(survey, candidate):
        return False
    if candidate.form != "section":
        return candidate.form == "bold" or not candidate.body
    own = own_blocks(candidate.block)
    sections = len(subsections(candidate.block))
    titled = [
        item
        for block in own
        if block.kind == "list"
        for item in block.children
        if item.children and leading_link(item.children[0].first) is not None
    ]
    rows = any(block.kind == "table" for block in own)
    if _is_plural(survey, candidate.title.text):
        items = sum(len(block.children) for block in own if block.kind == "list")
        is_bare = len(candidate.title.text.split()) <= FEW_WORDS
        return is_bare or sections > 1 or items > 1 or rows
    said = [block for block in own if block.kind not in ("list", "table")]
    return (len(titled) > 1 or rows) and survey.words_in(said) <= 40


def _is_plural(survey: Survey, title: str) -> bool:
    kind = survey.settings.lexicon.vocabulary.kind
    word = normalised(title)
    return kind(word) is None or any(map(kind, {*_singulars(word)} - {word}))


_SESSION = re.compile(r"(.+?)\s+(?:[0-9]+|[ivx]+|[a-d])\b.*", re.IGNORECASE)


def names_several_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is one over several talks: "Lightning talks", "Session 3: Ranking"."""
    kind = survey.settings.lexicon.vocabulary.kind
    word = normalised(title)
    if any(map(kind, {*_singulars(word)} - {word})):
        return True
    numbered = _SESSION.fullmatch(word)
    return bool(numbered and kind(numbered[1]) is not None)


def _names_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is a word for talks, or a short one with such a word in the plural."""
    if len(title) > LONGEST_GROUP:
        return False
    kinds = survey.settings.lexicon.vocabulary.kinds
    word = normalised(title)
    if any(one in kinds for one in _singulars(word)):
        return True
    words = re.findall(r"[^\W\d_]+", word)
    if len(words) <= 12 and any(
        one not in kinds and any(other in kinds for other in _singulars(one)) for one in words
    ):
        return True
    if word.isascii() or len(word) > 24 or any(one.isdigit() or one in ":：" for one in word):
        return False
    return any(one in word for one in kinds if len(one) > 1 and _WIDE.search(one))


def _singulars(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("n")


_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def is_title_of_event(survey: Survey, title: str) -> bool:
    """Tell whether a title is that of a conference, of a day of one, or of several talks."""
    events = survey.settings.lexicon.events
    return (
        bool(events.named_in(title) or day_in(title))
        or has_year(title)
        or is_day_title(survey, title)
        or events.is_report(title)
        or names_several_talks(survey, title)
    )


def is_title_again(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a heading says what the title of the page does."""
    if candidate.form != "section":
        return False
    if candidate.block.kind == "page":
        return is_title_of_event(survey, candidate.title.text)
    title = survey.outline.title
    words = set(normalised(candidate.title.text).split())
    return len(words) > 1 and words <= set(normalised(title).split())


def is_in_note(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether an item stands in a list right behind a label: it is what that introduces."""
    if candidate.form != "item":
        return False
    return survey.is_in_note(survey.parent(candidate.block))


def is_part(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is that of a part of talks: such come again and again."""
    title = candidate.title.text
    if survey.settings.lexicon.vocabulary.is_part(title):
        return True
    is_kind = survey.settings.lexicon.vocabulary.kind(title) is not None
    return candidate.form == "section" and not is_kind and normalised(title) in survey.repeated


def is_below_no_talk(survey: Survey, candidate: Candidate) -> Reason | None:
    """Return why what stands below a heading is no talk, where that heading says so.

    What was missed, is still to be watched, or are links; a paragraph right before a list may say
    the first two as well.
    """
    vocabulary = survey.settings.lexicon.vocabulary
    for section in survey.sections_around(candidate.block):
        why = vocabulary.reason(section.text)
        if why is not None and why not in ("own", "opening"):
            return _REASONS[why]
    if candidate.form == "item":
        before = survey.before(survey.parent(candidate.block))
        if before is not None and before.kind == "paragraph" and len(before.lines) <= 3:
            why = vocabulary.reason(before.lines[-1].text)
            if why in ("missed", "to_watch"):
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


def is_missed(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the first words below a title say that it wasn't attended."""
    reason = survey.settings.lexicon.vocabulary.reason
    first = [block for block in below(candidate) if block.kind == "paragraph"][:2]
    return any(reason(block.text[:95]) == "missed" for block in first if len(block.text) > 20)


def is_sentence(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title says something rather than being called something.

    A link or bold words that a sentence goes on with are part of that.
    """
    if candidate.form in ("section", "page", "row"):
        return False
    text = candidate.title.text.strip()
    words = candidate.title.length
    if candidate.lead in ("link", "bold", "quote", "by"):
        is_short = words < 4 or candidate.form != "item"
        return (is_short and _goes_on(survey, candidate)) or words > 30
    if text[:1].islower() and words > 4:
        return True
    if candidate.lead == "speaker":
        return False
    return (words > 8 and text[-1:] in ENDS_OF_SENTENCES) or words > 16


def _goes_on(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a sentence goes on behind a title, in small letters or without a space."""
    rest = candidate.rest.text
    if not rest.strip() or names.behind_title(rest[:80], survey.settings.lexicon.vocabulary.by):
        return False
    if _is_links(candidate.rest):
        return False
    first = rest.lstrip()[0]
    if first in "(（[":
        return False
    is_wide = "\u3040" <= first <= "\u30ff" or "\uac00" <= first <= "\ud7af"
    return first.islower() or (is_wide and not rest[0].isspace()) or (first in ",、，")


def objection(survey: Survey, candidate: Candidate) -> Reason | None:
    """Return the first thing that settles that a candidate is no talk, if anything does."""
    for one in BEFORE_WORDS:
        if one.holds(survey, candidate):
            return one.reason
    if why := _reason_of(survey, candidate.title.text):
        return _REASONS[why.value]
    for one in BEHIND_WORDS:
        if one.holds(survey, candidate):
            return one.reason
    return is_below_no_talk(survey, candidate)


def _reason_of(survey: Survey, title: str) -> NoTalk | None:
    """Return why a title is that of no talk, also where it names a day: "Conclusion of day 2"."""
    reason = survey.settings.lexicon.vocabulary.reason
    day = day_in(title)
    return reason(title) or (reason(title.partition(day)[0]) if day else None)


BEFORE_WORDS: tuple[Objection, ...] = (
    Objection(Reason.NOT_TALKS, is_excluded),
    Objection(Reason.CONTENTS, is_entry_of_contents),
    Objection(Reason.DAY, is_day),
    Objection(Reason.IS_LABEL, is_label),
)
"""What speaks against a candidate before the vocabulary's words for what is no talk do."""

BEHIND_WORDS: tuple[Objection, ...] = (
    Objection(Reason.GROUP, is_group),
    Objection(Reason.GROUP, is_title_again),
    Objection(Reason.PART, is_part),
    Objection(Reason.PART, is_in_note),
    Objection(Reason.SENTENCE, is_sentence),
    Objection(Reason.MISSED, is_missed),
)
"""What speaks against one after these words."""


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


_TALK_IN_PATH = re.compile(
    r"/[^?#]*(?:talk|session|schedule|program|presentation|speaker|agenda|lecture|vortrag|vortraeg|"
    r"conferenc|event|charla|palestra|timetable|20[0-9]{2})",
    re.IGNORECASE,
)


def is_address_of_talk(survey: Survey, address: str) -> bool:
    """Tell whether an address looks like that of a talk: on a conference's site, or a video's."""
    if field_of(address) in ("slides", "video", "paper") or _is_on_programme(address):
        return True
    try:
        path = urlsplit(address).path
    except ValueError:
        return False
    host = host_of(address).replace(".", " ").replace("-", " ")
    return bool(_TALK_IN_PATH.match(path) or survey.settings.lexicon.events.named_in(host))


def _is_on_programme(address: str) -> bool:
    """Tell whether an address is on a site of programmes."""
    return host_of(address).removeprefix("www.") in _PROGRAMMES


def host_of(address: str) -> str:
    """Return the host of an address; nothing where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
