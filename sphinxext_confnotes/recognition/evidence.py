"""Evidence: what speaks for a candidate, as a table with weights.

A convention of somebody else's is a new row here.  Weights are in points: a group of candidates
is taken for talks from `recognise.ENOUGH` points on.  Called by `recognise`; imports neither Sphinx
nor docutils.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from sphinxext_confnotes.recognition import names
from sphinxext_confnotes.recognition.alternatives import alternatives
from sphinxext_confnotes.recognition.candidates import Candidate
from sphinxext_confnotes.recognition.cuts import slot_before
from sphinxext_confnotes.recognition.given_facts import given_speakers
from sphinxext_confnotes.recognition.hosts import field_of, field_of_link, is_elsewhere, is_person
from sphinxext_confnotes.recognition.outline import Block, Line
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.speakers import leading_speakers
from sphinxext_confnotes.recognition.survey import Survey, own_blocks, subsections
from sphinxext_confnotes.recognition.telling_words import TellingWords
from sphinxext_confnotes.recognition.times import without_slot
from sphinxext_confnotes.recognition.vocabulary import normalised

Holds = Callable[[Survey, Candidate], bool]

LONGEST_LEAD = 200
"""Characters of a line that may begin with a name."""

LONGEST_KIND = 30
"""Characters of what stands before a title and says what kind of talk it is."""

MOST_OF_KEYNOTE = 5
"""Words of a title that ends with a word for keynotes."""

FEW_WORDS = 2
"""Up to which nothing is said."""

MOST_BYLINES = 2
"""Lines of a paragraph that says who spoke, and no more."""

NEAR = 3
"""Blocks below a title that are looked at for bylines and links."""

_STARS = re.compile(r"[★☆⭐🌟]|:star2?:")
SEVERAL_STARS = re.compile(r"(?:(?:[★☆⭐🌟]\ufe0f?|:star2?:)\s?){2}")
_POINTS = re.compile(
    r".\s[-–—([]*(?:[0-5](?:[.,]5)?\s?/\s?5|(?:[0-9]|10)(?:[.,]5)?\s?/\s?10)[)\]]*\W*$"
)
"""A rating in points behind a title: "Queues (4/5)"."""
_BEHIND_KIND = re.compile(r"\s*[:：]|\s*[-–—]+\s")
_NUMBER_BEHIND = re.compile(r"\s*#?[0-9]{1,2}$")
_CODE = re.compile(
    r"\s*(?P<code>[\[(【]?(?!R?Q)[A-Z]{1,4}-?[0-9]{1,4}(?:-[0-9]{1,2})?[\])】]?)(?:\s|[:：]|$)"
)
_QUOTED = re.compile(
    r"""(?:[0-9]{1,2}[.)]\s*)?(?:[^\W\d_][^"“„«「『《‘']{0,30}\s)?"""
    r"""(?:"[^"]+"|[“„][^“”]+[”“]|«[^»]+»|「.+」|『.+』|《.+》|[‘'][^‘’']{8,}[’'])"""
)
_SENTENCE_WORDS = 14
_PROGRAMMES = (
    "sched.co",
    "sched.com",
    "sessionize.com",
    "papercall.io",
    "pretalx.com",
    "fortee.jp",
)


class Evidence(NamedTuple):
    """One thing that can speak for a candidate."""

    name: str
    weight: float
    holds: Holds
    why: str
    """A sentence for the author."""
    reason: Reason | None = None
    """What the talk is found by, where this alone tells it; None for what only helps."""


def has_note(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a TLDR or comment stands in a candidate."""
    return bool(survey.ownership.labels.get(candidate.block.number))


def is_announced(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the conference's programme has a candidate that says something of its own."""
    return survey.announced.get(candidate.block.number) is Reason.PROGRAMME


def has_several_stars(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a row of stars, which is a rating, stands in the title or beside it."""
    return any(
        SEVERAL_STARS.search(text) for text in (candidate.title.text, candidate.rest.text[:30])
    )


def has_stars(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether stars or points stand in the title, alone below it, or behind a label."""
    if _STARS.search(candidate.title.text) or _STARS.search(candidate.rest.text[:30]):
        return True
    if _POINTS.search(candidate.title.text):
        return True
    first = next(iter(below(candidate)), None)
    if first is None:
        return False
    label = survey.labels_of(first)[0]
    is_rating = label is not None and label.kind == "rating"
    return is_rating or bool(_STARS.search(first.text) and not re.search(r"\w\w\w", first.text))


def has_speaker(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a speaker stands in the title or below it, or in a page's front matter."""
    settings = survey.settings
    if candidate.form == "page" and given_speakers(settings.given, settings.lexicon):
        return True
    return has_speaker_in_title(survey, candidate) or has_byline(survey, candidate)


def has_speaker_in_title(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title names a speaker: ``Title by X``, ``Title - X``, ``Title (X)``."""
    if candidate.lead == "told":
        return True
    by = survey.settings.lexicon.vocabulary.by
    behind = candidate.rest.text[:80]
    is_section = candidate.form in ("section", "page")
    return (
        names.in_title(candidate.title.text, by, survey.is_ordinary, with_handles=is_section)
        or names.behind_title(behind, by)
        or _is_name_in_bold(survey, candidate.rest)
        or (
            candidate.lead == "by" and any(is_person(link.address) for link in candidate.rest.links)
        )
    )


def _is_name_in_bold(survey: Survey, rest: Line) -> bool:
    """Tell whether nothing but a name in bold or italics stands behind a title."""
    return rest.is_emphasised and survey.settings.lexicon.names.is_plain(rest.text.strip())


def has_byline(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a line right below the title is a speaker's."""
    vocabulary = survey.settings.lexicon.vocabulary
    by = (*vocabulary.by, *vocabulary.line_by)
    for line in bylines(survey, candidate):
        if label := survey.labels.of_line(line, is_alone=True):
            if label.kind == "speakers":
                return True
        elif line.length <= _SENTENCE_WORDS and names.is_byline(line.text.strip(), by):
            return True
    return False


def has_labelled_byline(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a line right below the title has a label for speakers."""
    return any(
        (label := survey.labels.of_line(line, is_alone=True)) and label.kind == "speakers"
        for line in bylines(survey, candidate)
    )


def line_of_name(candidate: Candidate) -> str:
    """Return the line right below a title if it may be somebody's name, in letters of any size."""
    first = next(iter(candidate.body), None)
    if first is None or first.kind != "paragraph" or len(candidate.body) < FEW_WORDS:
        return ""
    text = first.first.text.strip()
    return text if len(first.lines) <= MOST_BYLINES and names.may_be_name(text) else ""


def code_before(candidate: Candidate) -> str:
    """Return the code of a session that a title begins with: ``[A-1] Queues``, ``CMP305 Lines``."""
    found = _CODE.match(candidate.title.text)
    return found["code"] if found else ""


def is_signed(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a line right below the title signs a talk: a name with where it works."""
    by = survey.settings.lexicon.vocabulary.by
    return any(names.is_signature(line.text, by) for line in bylines(survey, candidate))


def bylines(survey: Survey, candidate: Candidate) -> Iterator[Line]:
    """Yield the lines in which a speaker may stand: the first two below the title.

    Pictures and lines of links may stand between.  A list is one of speakers only where it is
    short and nothing is in its items.
    """
    for block in own_text(candidate):
        if len(block.lines) > 1:
            at = candidate.piece.first if candidate.lead == "time" else 0
            yield from (*block.lines[1:at], *block.lines[at + 1 : at + 3])
            return
    for block in candidate.body[:NEAR]:
        if block.kind in ("figure", "rule", "hidden", "html"):
            continue
        if block.kind == "paragraph" and is_links(block.first) and not _is_person(survey, block):
            continue
        if block.kind == "section":
            if may_be_byline(survey, candidate, block):
                yield block.first
        elif block.kind == "paragraph":
            label = survey.labels_of(block)[-1]
            # Behind a long line a sentence goes on, whoever it names.
            yield from block.lines[: 2 if block.first.length <= _SENTENCE_WORDS else 1]
            if label and label.kind == "speakers":
                continue
        elif block.kind == "list" and _is_flat(block):
            first = block.children[0].children[0]
            if not is_links(first.first) or _is_person(survey, first):
                yield first.first
        return


def _is_person(survey: Survey, paragraph: Block) -> bool:
    """Tell whether a line of links is the name of somebody, or leads to where people are."""
    known = survey.settings.lexicon.names
    return known.is_plain(paragraph.first.text) or any(
        is_person(link.address) for link in paragraph.first.links
    )


def may_be_byline(survey: Survey, candidate: Candidate, section: Block) -> bool:
    """Tell whether the first heading in a section is a byline of its own.

    It has a label for speakers, or begins with a word for them; or else it has such a word or a
    plain name, and isn't one of several topics.
    """
    lexicon = survey.settings.lexicon
    by = (*lexicon.vocabulary.by, *lexicon.vocabulary.line_by)
    label = survey.labels.of_line(section.first, is_alone=True)
    if label is not None and label.kind == "speakers":
        return True
    if names.leads_with_by(section.text, lexicon.vocabulary.by):
        return True
    if any(map(lexicon.vocabulary.kind, re.findall(r"[^\W\d_]+", section.text))):
        return False
    return not _has_sibling(survey, candidate, section) and (
        names.has_by(f" {section.text}", by)
        or lexicon.names.is_plain(section.text)
        or bool(leading_speakers(section.text[:LONGEST_LEAD], lexicon.names)[0])
    )


def _has_sibling(survey: Survey, candidate: Candidate, section: Block) -> bool:
    """Tell whether a heading is one of several of its level that are no parts of a talk.

    A byline may be written as a heading of its own, but topics and titles are headings as well.
    """
    is_part = survey.settings.lexicon.vocabulary.is_part
    return any(
        other is not section and other.level == section.level and not is_part(other.text)
        for other in candidate.body
        if other.kind == "section"
    )


def is_links(line: Line) -> bool:
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
    if candidate.form in ("paragraph", "bold") and slot_before(survey, candidate.block):
        return True
    if candidate.lead == "time" or names.CLOCK.search(candidate.title.text[:60]):
        return True
    short = (line for line in lines_below(candidate, NEAR) if line.length <= 12)
    return any(names.CLOCK.search(line.text) for line in short)


def names_kind(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title says what kind of talk it is: ``Keynote: …``, ``[Poster] …``."""
    text = without_slot(candidate.title.text.strip())
    kind = survey.settings.lexicon.vocabulary.kind
    if kind(text):
        return kind(text) != "social"
    words = re.findall(r"[^\W\d_]+", text)
    if 1 < len(words) <= MOST_OF_KEYNOTE and kind(words[-1]) == "keynote":
        # "The Moores' keynote".
        return True
    if words and kind(words[0]) == "keynote":
        behind = text.partition(words[0])[2].lstrip()
        if names.leads_with_by(behind, survey.settings.lexicon.vocabulary.by):
            return True
    if (sign := _BEHIND_KIND.search(text)) and sign.start() < LONGEST_KIND:
        before = text[: sign.start()]
        if candidate.form != "section":
            # "Talk 2: …"; but "Session 2: …" is rather over several, as a heading.
            before = _NUMBER_BEHIND.sub("", before)
        words = re.findall(r"[^\W\d_]+", before)
        # "Keynote de fermeture - …" and "Closing keynote: …" have a word more.
        if kind(before) or "keynote" in {kind(word) for word in (words[:1] + words[-1:])}:
            return True
    return any(kind(one) for one in re.findall(r"[\[(]([^\[\]()]{3,25})[\])]", text))


def leads_with_link(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a link to another page, for the most part."""
    if candidate.form not in ("section", "page") and candidate.lead not in ("link", "bold"):
        return False
    linked = sum(len(one.text) for one in candidate.title.links if is_elsewhere(one.address))
    return linked > 0.6 * len(candidate.title.text.strip(" #"))


def is_listed(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the title of a section is that of a link in a list, as of talks' pages."""
    title = candidate.title.text
    return candidate.form == "section" and normalised(title) in survey.linked_titles


def leads_to_talk(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a link to a talk's own page on the site of a conference."""
    return leads_with_link(survey, candidate) and any(
        _is_page_of_talk(one.address) for one in candidate.title.links
    )


def has_media(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a link near the title leads to where talks' videos, slides and papers are."""
    if candidate.lead == "shown":
        return True
    vocabulary = survey.settings.lexicon.vocabulary
    below = list(lines_below(candidate, 6))
    near = [candidate.title, *(line for line in below if is_links(line) or line.length < 8)]
    return any(
        field_of_link(link.text, link.address, vocabulary) in ("slides", "video", "paper")
        or _is_on_programme(link.address)
        for line in near
        for link in line.links
    ) or any(
        field_of(line.text.strip()) in ("slides", "video", "paper")
        for line in below
        if line.text.lstrip().startswith(("http://", "https://")) and line.length == 1
    )


def is_quoted(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title stands in quotes, with no more than a name before it."""
    return _QUOTED.fullmatch(candidate.title.text.strip()) is not None


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
    text = " ".join(line.text for line in lines_below(candidate, NEAR))
    text = f"{candidate.rest.text} {text}"[:600].casefold()
    return _WORDS_OF_TALKS.may_stand_in(text) and TALKED.search(text) is not None


def names_person(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the first words below a title name somebody: its speaker, mostly."""
    known = survey.settings.lexicon.names
    for line in lines_below(candidate, NEAR):
        if any(is_person(link.address) for link in line.links):
            return True
        if any(span.emphasis and known.is_plain(span.text) for span in line.visible):
            return True
        if leading_speakers(line.text[:LONGEST_LEAD], known)[0]:
            return True
    return False


def has_parts(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a heading stands in it that others like it have as well: "My notes"."""
    return candidate.form == "section" and any(
        normalised(section.text) in survey.repeated for section in subsections(candidate.block)
    )


def is_noted(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether what is said about it was noted in lists, rather than told."""
    listed = sum(
        survey.words_in([block])
        for block in _in_sections(candidate.body)
        if block.kind in ("list", "code") and survey.parent(block).kind in ("page", "section")
    )
    return listed > 0.5 * survey.words_in(candidate.body)


def _in_sections(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield some blocks, and those that stand in sections among them."""
    for block in blocks:
        yield block
        if block.kind == "section":
            yield from _in_sections(block.children)


def is_title_like(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title has the length of one, and doesn't end like a sentence."""
    text = candidate.title.text.strip()
    return 1 <= candidate.title.length <= _SENTENCE_WORDS and text[-1:] not in ",;:。，"


_OF_TALKS = (
    "talk", "talks", "talked", "presented", "presentation", "presents", "presenter", "presenters",
    "speaker", "session", "keynote", "slides", "audience", "speech", "demo", "demoed",
    "demonstrated",
    "vortrag", "sprach", "stellte", "zeigte", "referent", "folien",
    "conférence", "présenté", "présentation", "présente", "orateur", "speakeur",
    "charla", "ponencia", "presentó", "ponente", "palestra", "apresentou", "apresentação",
    "presentazione", "relatore", "ha parlato",
)  # fmt: skip
_WORDS_OF_TALKS = TellingWords.of(_OF_TALKS)
TALKED = re.compile(
    rf"\b{alternatives(_OF_TALKS)}\b|"
    r"発表|登壇|講演|セッション|スライド|演讲|講者|讲师|分享|議程|발표|세션|연사|키노트"
)

SPEAKER = Evidence(
    "speaker", 3, has_speaker, "a speaker is named in its title or below it", Reason.SPEAKER
)

FOR: tuple[Evidence, ...] = (
    Evidence("note", 4, has_note, "it has a TLDR or a comment", Reason.LABEL),
    # It settles the matter for a candidate, and says little of those that are written like it.
    Evidence(
        "programme", 0.25, is_announced, "the programme of its conference has it", Reason.PROGRAMME
    ),
    Evidence("stars", 3, has_stars, "it has stars", Reason.STARS),
    SPEAKER,
    Evidence(
        "pattern", 4, fits_pattern, "its title is made as the front matter says", Reason.PATTERN
    ),
    Evidence("time", 2, has_time, "a time stands in its title or below it", Reason.TIME),
    Evidence("kind", 2.5, names_kind, "its title says what kind of talk it is", Reason.KIND),
    Evidence("link", 1.5, leads_with_link, "its title is a link", Reason.LINK),
    Evidence("page", 1.5, leads_to_talk, "its title is a link to a talk's page", Reason.LINK),
    Evidence("listed", 2, is_listed, "a link in a list is called like it", Reason.LINK),
    Evidence("media", 1.5, has_media, "slides, a video or a paper are linked", Reason.LINK),
    Evidence("quoted", 1, is_quoted, "its title stands in quotes"),
    Evidence("abstract", 1, has_abstract, "a quote stands below its title"),
    Evidence("talked", 0.75, speaks_of_talk, "its first words speak of a talk"),
    Evidence("person", 0.5, names_person, "somebody is named below its title"),
    Evidence("noted", 0.25, is_noted, "it was noted in lists"),
    Evidence("parts", 0.75, has_parts, "headings stand in it that others have as well"),
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

SIGNED = Evidence(
    "signed",
    3,
    lambda survey, candidate: False,
    "the first lines below the titles in the post are made alike, and may be names",
    Reason.SPEAKER,
)
"""Found for a whole group as well."""

CODED = Evidence(
    "coded",
    1.5,
    lambda survey, candidate: False,
    "titles in the post have the code of a session before them",
)
"""Found for a whole group as well."""


SHARE = 0.6
"""Of a group, from which on something is how the post does it."""


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


def lines_below(candidate: Candidate, most: int) -> Iterator[Line]:
    """Yield the first lines below a title, those of its own paragraph before all others."""
    own = (line for block in own_text(candidate) for line in block.lines[1:])
    others = (line for block in below(candidate) for line in block.lines)
    return itertools.islice(itertools.chain(own, others), most)


_TALK_IN_PATH = re.compile(
    r"/[^?#]*(?:talk|session|schedule|program|presentation|speaker|agenda|lecture|vortrag|vortraeg|"
    r"conferenc|event|charla|palestra|timetable|20[0-9]{2})",
    re.IGNORECASE,
)


_PAGE_OF_TALK = re.compile(
    r"/(?:talk|session|presentation|lecture|contribution|vortrag|charla|palestra)s?/[^/]+/?$",
    re.IGNORECASE,
)


_PAGE_OF_EVENT = re.compile(
    r"/(?:talk|session|presentation|lecture|event|schedule|program|programme)s?/[^/]+",
    re.IGNORECASE,
)


def is_address_of_talk(survey: Survey, address: str) -> bool:
    """Tell whether an address looks like that of a talk: on a conference's site, or a video's."""
    if field_of(address) in ("slides", "video", "paper") or _is_on_programme(address):
        return True
    path = _path_of(address)
    return bool(_TALK_IN_PATH.match(path)) or _is_on_site_of_conference(survey, address)


def is_event_of_conference(survey: Survey, address: str) -> bool:
    """Tell whether an address is that of a talk on the site of a conference."""
    is_page = _PAGE_OF_EVENT.search(_path_of(address)) is not None
    return is_page and _is_on_site_of_conference(survey, address)


def _is_on_site_of_conference(survey: Survey, address: str) -> bool:
    """Tell whether the host of an address names a conference."""
    host = host_of(address).replace(".", " ").replace("-", " ")
    return bool(survey.settings.lexicon.events.named_in(host))


def _is_on_programme(address: str) -> bool:
    """Tell whether an address is on a site of programmes."""
    return host_of(address).removeprefix("www.") in _PROGRAMMES


def _is_page_of_talk(address: str) -> bool:
    return bool(_PAGE_OF_TALK.search(_path_of(address)))


def _path_of(address: str) -> str:
    """Return the path of an address; nothing where it has none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """Return the host of an address; nothing where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
