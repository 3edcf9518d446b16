"""Objections: what settles that a candidate is no talk, as tables.

Called by `recognise`; what speaks for a candidate is in `evidence`.  Imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from sphinxext_confnotes.recognition import hosts, names
from sphinxext_confnotes.recognition.candidates import Candidate
from sphinxext_confnotes.recognition.events import day_in, has_year
from sphinxext_confnotes.recognition.evidence import (
    FEW_WORDS,
    SEVERAL_STARS,
    Holds,
    below,
    has_speaker_in_title,
    is_address_of_talk,
    is_links,
)
from sphinxext_confnotes.recognition.plan import ALL, Reason
from sphinxext_confnotes.recognition.survey import (
    ENDS_OF_SENTENCES,
    Survey,
    leading_link,
    own_blocks,
    subsections,
)
from sphinxext_confnotes.recognition.times import leading_slot, without_slot
from sphinxext_confnotes.recognition.untold import is_announced_only, is_waiting
from sphinxext_confnotes.recognition.vocabulary import NUMBER_BEFORE, NoTalk, normalised
from sphinxext_confnotes.scripts import WIDE

LONGEST_GROUP = 100
"""Characters of a title over several talks."""

MOST_OF_REMARK = 20
"""Words of a paragraph that may say that talks follow."""

LONGEST_REMARK = 95
"""Characters of a paragraph that may say that a talk was missed."""

LONGEST_OF_EVENT = 14
"""Words of a heading that asks or reports of the conference: that of a talk may have more."""


class Objection(NamedTuple):
    """One thing that can speak against a candidate: it settles the matter."""

    reason: Reason
    holds: Holds


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
    """Tell whether a title is a label, or one with stars and what is said of them behind it."""
    title = candidate.title.text
    if survey.labels.whole(title) is not None:
        return True
    stars = SEVERAL_STARS.search(title) if candidate.form == "section" else None
    before = title[: stars.start()].strip() if stars else ""
    reason = survey.settings.lexicon.vocabulary.reason
    return bool(before) and bool(survey.labels.whole(before) or reason(before))


def is_entry_of_contents(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title leads to a place in its own page, or is an item that repeats a heading.

    One behind a title is the mark of a footnote.
    """
    number = candidate.block.number
    if candidate.lead == "contents":
        return True
    if number in survey.entries and number not in survey.ownership.labels:
        return True
    first = next((span for span in candidate.title.spans if span.text.strip()), None)
    return first is not None and first.address.startswith("#")


def is_day(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title is a day of the conference, or several of them.

    The conference may stand before it: "WaitConf Day 2".
    """
    title = candidate.title.text
    if is_day_title(survey, title) or _DAYS.match(title.strip()):
        return True
    if candidate.form == "section" and is_day_title(survey, _OTHER_DAY.sub("", title, count=1)):
        return True
    day = day_in(title) if candidate.form == "section" else ""
    before, _, behind = title.partition(day) if day else ("", "", "")
    events = survey.settings.lexicon.events
    if behind and not before.strip() and is_half(survey, behind.strip(" :：-–—")):
        return True
    is_name = bool(events.named_in(before)) or any(map(str.isdigit, before))
    return is_name and not behind.strip(" :：-–—") and len(before.split()) <= FEW_WORDS


_OTHER_DAY = re.compile(
    r"(?<=[0-9])(?:st|nd|rd|th|\.)?\s*(?:and|und|et|to|bis|[ye&–-])\s*[0-9]{1,2}(?=[^0-9:]|$)",
    re.IGNORECASE,
)
"""The second of two days: ``May 14th and 15th``."""

_DAYS = re.compile(
    r"(?:1[0-2]|0?[1-9])[/.](?:3[01]|[12][0-9]|0?[1-9])\.?$|(?:3[01]|[12][0-9])[/.](?:1[0-2]|0?[1-9])\.?$|"
    r"(?:(?:days|tage?|jours|d[ií]as|giorni) [0-9]\s*(?:[,&+/-]|and|und|et|y|e)\s*[0-9]|"
    r"[0-9]\s*[,、・&-]\s*[0-9]\s*日目|day ?0)(?:\W|$)",
    re.IGNORECASE,
)


def is_day_title(survey: Survey, title: str) -> bool:
    """Tell whether a title is a day: ``Day 2``, ``Friday 4 June``, ``2031-05-14``."""
    return survey.day_of(title) is not None


def is_group(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title only says that talks follow: "Talks", "Lightning talks".

    Of which day they are may stand beside it.
    """
    title = without_slot(candidate.title.text)
    if candidate.form == "section" and (day := day_in(title)):
        title = title.replace(day, "").strip(" :：-–—") or title
    if candidate.form == "section" and (
        is_track(survey, title) or _names_highlights(survey, title)
    ):
        return True
    if candidate.form == "section" and _is_numbered_word_for_talks(survey, title):
        return True
    if candidate.form == "section" and _announces_talks(candidate):
        return True
    if candidate.form == "section" and _ends_with_track(survey, candidate):
        return True
    if not _names_talks(survey, title):
        return False
    if not _is_of_talks(survey, title) and has_speaker_in_title(survey, candidate):
        return False
    if candidate.form == "section" and _is_about_several(survey, title):
        return True
    if candidate.form == "section" and _is_any_talks(survey, title):
        return True
    if candidate.form != "section":
        return candidate.form == "bold" or not candidate.body
    own = own_blocks(candidate.block)
    sections = len(subsections(candidate.block))
    if is_over_lightning(survey, candidate):
        return True
    titled = [
        item
        for block in own
        if block.kind == "list"
        for item in block.children
        if item.children and leading_link(item.children[0].first) is not None
    ]
    rows = any(block.kind == "table" for block in own)
    if _is_plural(survey, title):
        items = sum(len(block.children) for block in own if block.kind == "list")
        is_bare = len(title.split()) <= FEW_WORDS
        return is_bare or sections > 1 or items > 1 or rows
    said = [block for block in own if block.kind not in ("list", "table")]
    return (len(titled) > 1 or rows) and survey.words_in(said) <= 40


def _announces_talks(candidate: Candidate) -> bool:
    """Tell whether all that a heading is over says that talks follow: "The next 3 talks were …"."""
    own = own_blocks(candidate.block)
    if len(own) != 1 or own[0].kind != "paragraph" or len(own[0].lines) > 1:
        return False
    return own[0].first.length <= MOST_OF_REMARK and _FOLLOWING.search(own[0].text) is not None


_FOLLOWING = re.compile(
    r"\b(?:following|next)\s(?:\w+\s){0,2}(?:talks|sessions|presentations|posters|papers)\b|"
    r"\b(?:folgenden|nächsten)\s(?:\w+\s){0,2}(?:vorträge|talks|sessions)\b|"
    r"\b(?:talks|conférences|présentations)\s(?:suivante?s|qui suivent)\b|"
    r"\b(?:siguientes|próximas|seguintes)\s(?:\w+\s)?(?:charlas|ponencias|sesiones|palestras)\b|"
    r"\b(?:seguenti|prossimi)\s(?:\w+\s)?(?:talk|interventi|sessioni)\b",
    re.IGNORECASE,
)


def is_over_lightning(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a section is called lightning talks, one or several, with more than one in it.

    Each is an item, of one list or of many.
    """
    kind = survey.settings.lexicon.vocabulary.kind
    title = normalised(without_slot(candidate.title.text))
    if candidate.form != "section" or "lightning" not in map(kind, _singulars(title)):
        return False
    own = own_blocks(candidate.block)
    return sum(len(block.children) for block in own if block.kind == "list") > 1


def is_track(survey: Survey, title: str) -> bool:
    """Tell whether a title is a numbered track or room, or half a day: "Track 1", "Morning"."""
    vocabulary = survey.settings.lexicon.vocabulary
    if normalised(title) in vocabulary.tracks or is_half(survey, title):
        return True
    found = _TRACK.fullmatch(normalised(title))
    return found is not None and found[1] in (*vocabulary.rooms, *vocabulary.tracks)


def _ends_with_track(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title over sections ends with a word for tracks, without a space before."""
    if not subsections(candidate.block):
        return False
    words = [word for word in survey.settings.lexicon.vocabulary.tracks if not word.isascii()]
    return normalised(candidate.title.text).endswith(tuple(words))


def is_half(survey: Survey, words: str) -> bool:
    """Tell whether words mean half a day: "Morning"."""
    return normalised(words) in survey.settings.lexicon.vocabulary.halves


_TRACK = re.compile(r"(.+?)[\s:：#-]*(?:[0-9]{1,3}|[a-z]|[ivx]{1,4})")


def _names_highlights(survey: Survey, title: str) -> bool:
    """Tell whether a title says that what follows was best: "Highlights", "Other highlights"."""
    words = normalised(title).split()
    marks = survey.settings.lexicon.vocabulary.highlight
    return 0 < len(words) <= FEW_WORDS + 1 and (words[-1] in marks or " ".join(words) in marks)


def _is_of_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is nothing but a word for talks, one or several."""
    kind = survey.settings.lexicon.vocabulary.kind
    return any(map(kind, _singulars(normalised(title))))


def _is_any_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is a word for any talk, in a script whose words have no plural."""
    word = normalised(title)
    return bool(WIDE.search(word)) and survey.settings.lexicon.vocabulary.kind(word) in _ANY


_ANY = ("talk", "session")


def is_word_for_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is a word for several talks, or ends with one: "Track talks"."""
    last = normalised(title).rpartition(" ")[2]
    return not WIDE.search(last) and _is_plural(survey, last) and _is_of_talks(survey, last)


def _is_numbered_word_for_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is a number and a word for talks: "2. Talks"."""
    words = NUMBER_BEFORE.sub("", title.strip(), count=1)
    is_numbered = bool(words) and words != title.strip()
    return is_numbered and (_is_any_talks(survey, words) or is_word_for_talks(survey, words))


def _is_plural(survey: Survey, title: str) -> bool:
    kind = survey.settings.lexicon.vocabulary.kind
    word = normalised(title)
    return kind(word) is None or any(map(kind, {*_singulars(word)} - {word}))


_SESSION = re.compile(r"(.+?)\s+(?:[0-9]+|[ivx]+|[a-d])\b.*", re.IGNORECASE)


def _is_about_several(survey: Survey, title: str) -> bool:
    """Tell whether a title is about some talks, not one: "The talks on queues", "Other demos"."""
    whole = word = normalised(title)
    article = survey.settings.lexicon.vocabulary.article
    while found := article.match(word):
        word = word[found.end() :]
    words = word.split()
    # Of two words either may be the one for talks; of more, the rest says which talks.
    looked_at = words if len(words) == 2 else words[:1]
    return word != whole and any(names_several_talks(survey, one) for one in looked_at)


def names_several_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is one over several talks: "Lightning talks", "Session 3: Ranking"."""
    kind = survey.settings.lexicon.vocabulary.kind
    word = normalised(title)
    if any(map(kind, {*_singulars(word)} - {word})):
        return True
    numbered = _SESSION.fullmatch(word)
    # "Session 2" has several talks, "Keynote 2" is one.
    return bool(numbered and kind(numbered[1]) not in (None, "keynote"))


def _names_talks(survey: Survey, title: str) -> bool:
    """Tell whether a title is a word for talks, or a short one with such a word in the plural."""
    if len(title) > LONGEST_GROUP:
        return False
    kinds = survey.settings.lexicon.vocabulary.kinds
    word = normalised(title)
    if not kinds.keys().isdisjoint(_singulars(word)):
        return True
    words = _WORD.findall(word)
    if len(words) <= 12 and any(
        one not in kinds and not kinds.keys().isdisjoint(_singulars(one)) for one in words
    ):
        return True
    if word.isascii() or len(word) > 24 or any(one.isdigit() or one in ":：" for one in word):
        return False
    return any(one in word for one in kinds if len(one) > 1 and WIDE.search(one))


_WORD = re.compile(r"[^\W\d_]+")


def _singulars(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("n")


_DATE_BEHIND = re.compile(
    r"[\s,(–—-]+(?:[^\W\d_]{3,}\.? [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}|"
    r"[0-9]{1,2}\.? (?:de )?[^\W\d_]{3,} (?:de )?(?:19|20)[0-9]{2})\W*$"
)


def without_date(title: str) -> str:
    """Return a title of several words without the date that stands behind it."""
    topic = _DATE_BEHIND.sub("", title)
    return topic if topic.count(" ") >= FEW_WORDS else title


def is_title_of_event(survey: Survey, title: str) -> bool:
    """Tell whether a title is that of a conference, of a day of one, or of several talks."""
    events = survey.settings.lexicon.events
    return (
        bool(events.named_in(title) or day_in(title))
        or has_year(without_date(title))
        or is_day_title(survey, title)
        or events.is_report(title)
        or names_several_talks(survey, title)
        or (len(title.split()) <= FEW_WORDS and is_word_for_talks(survey, title))
    )


def is_title_again(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a heading says what the title of the page does."""
    if candidate.form != "section":
        return False
    if candidate.block.kind == "page":
        return is_title_of_event(survey, candidate.title.text)
    if _is_only_heading_of_event(survey, candidate):
        return True
    title = survey.outline.title
    own = normalised(candidate.title.text)
    words = set(own.split())
    is_name = bool(own) and own == normalised(survey.settings.lexicon.events.named_in(title))
    return (len(words) > 1 or is_name) and words <= set(normalised(title).split())


def _is_only_heading_of_event(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a heading names the conference, and is over everything that follows."""
    has_sibling = any(
        block.kind == "section" and block.level == candidate.block.level
        for block in survey.parent(candidate.block).children
        if block is not candidate.block
    )
    return (
        not has_sibling
        and len(subsections(candidate.block)) > 1
        and bool(survey.settings.lexicon.events.named_in(candidate.title.text))
    )


_YEAR_ALONE = re.compile(r"[\W_]*(?:(?:19|20)[0-9]{2})?[\W_]*")
_WHAT_IS = re.compile(
    r"\bwhat(?:'s| is)\b|\bwas ist\b|\bwat is\b|\bqu'est-ce que?\b|\bc'est quoi\b|\bqué es\b|"
    r"\bo que é\b|\bcos'è\b|\bche cos|とは|(?:이란|란)\W*$|是什[么麼]"
)


def is_about_event(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a heading is the name of a conference, or asks or reports of one."""
    is_head = candidate.form == "section" or candidate.lead == "head"
    if not is_head or subsections(candidate.block):
        return False
    title = normalised(candidate.title.text)
    name = survey.settings.lexicon.events.named_in(candidate.title.text)
    if not name or without_slot(candidate.title.text) != candidate.title.text:
        return False
    rest = title.replace(normalised(name), " ")
    if _YEAR_ALONE.fullmatch(rest) or _WHAT_IS.search(title):
        return True
    if survey.settings.lexicon.vocabulary.reason(rest):
        return True
    if candidate.title.length > LONGEST_OF_EVENT:
        return False
    is_question = candidate.title.text.rstrip().endswith(("?", "？"))
    is_of_event = is_question or survey.settings.lexicon.events.is_report(title)
    return is_of_event and not has_speaker_in_title(survey, candidate)


def is_question(title: str) -> bool:
    """Tell whether a title asks something."""
    return _QUESTION.search(title.strip()) is not None


_QUESTION = re.compile(r"[?？؟]\W*$|(?:どう|どんな|どこ|なぜ|何|誰|いつ).*か$")


def is_meeting(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a heading leads to the page of a whole meeting."""
    return candidate.form == "section" and any(
        hosts.is_meeting(link.address) for link in candidate.title.links
    )


def is_reference(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a paragraph is a link and nothing else, behind the text that it belongs to.

    Links to talks stand one below the other, lead to a talk with its speaker, or have something
    said behind them.
    """
    if candidate.form != "paragraph" or candidate.lead != "link":
        return False
    is_of_talk = any(is_address_of_talk(survey, link.address) for link in candidate.title.links)
    if is_of_talk and has_speaker_in_title(survey, candidate):
        return False
    before = survey.before(candidate.block)
    return (
        before is not None
        and before.kind == "paragraph"
        and not is_links(before.first)
        and not candidate.body
        and not candidate.rest.text.strip()
    )


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

    What was missed, is still to be watched, was asked, or are links.  A paragraph right before a
    list may say so as well; "See also:" is none over items with notes of their own.
    """
    vocabulary = survey.settings.lexicon.vocabulary
    for section in survey.sections_around(candidate.block):
        label = survey.labels.whole(section.text) if candidate.form == "section" else None
        if label is not None and label.kind == "qa":
            return Reason.PART
        why = vocabulary.reason(section.text)
        if why == "resources" and label is not None:
            # "Notes" may be over the notes on each talk.
            continue
        if why is not None and why not in ("own", "opening"):
            return _REASONS[why]
    if candidate.form == "item":
        before = survey.before(survey.parent(candidate.block))
        if before is not None and before.kind == "paragraph" and len(before.lines) <= 3:
            line = before.lines[-1].text
            why = vocabulary.reason(line)
            is_over_list = (
                line.rstrip().endswith((":", "：")) or survey.parent(before).kind == "item"
            )
            is_over_links = (
                why == "resources"
                and is_over_list
                and not survey.ownership.labels.get(candidate.block.number)
            )
            if why is not None and (why in ("missed", "to_watch") or is_over_links):
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


def is_playlist(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title leads to a list of videos: those of more than one talk."""
    first = next((span for span in candidate.title.spans if span.text.strip()), None)
    return first is not None and _PLAYLIST.search(first.address) is not None


_PLAYLIST = re.compile(r"//(?:www\.|m\.)?youtube\.com/playlist\b")


def is_missed(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether the first words below a title say that it wasn't attended."""
    reason = survey.settings.lexicon.vocabulary.reason
    paragraphs = (block for block in below(candidate) if block.kind == "paragraph")
    first = [block.text for block in itertools.islice(paragraphs, 2) if len(block.text) > 20]
    # A long sentence says it at its end: "She spoke of queues, but I had to leave."
    ends = (_END_OF_SENTENCE.match(text) for text in first if len(text) > LONGEST_REMARK)
    said = (*(text[:LONGEST_REMARK] for text in first), *(end[1] for end in ends if end))
    return any(reason(text) == "missed" for text in said)


_END_OF_SENTENCE = re.compile(r"[^.!?。]{0,180}[,;–—]\s([^,;.!?–—。]{15,95})[.!?。]")


def is_sentence(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a title says something rather than being called something.

    A link or bold words that a sentence goes on with are part of that.
    """
    text = candidate.title.text.strip()
    if candidate.form in ("section", "page", "row"):
        return candidate.form == "section" and _SAID.search(text) is not None
    words = candidate.title.length
    if candidate.lead == "told":
        return False
    if candidate.lead in ("link", "bold", "quote", "by", "shown"):
        is_short = words < 4 or candidate.form != "item"
        return (is_short and _goes_on(survey, candidate)) or words > 30
    if text[:1].islower() and words > 4:
        return True
    if candidate.lead == "speaker":
        return False
    if _UNFINISHED.search(text):
        return True
    return (words > 8 and text[-1:] in ENDS_OF_SENTENCES) or words > 16


_SAID = re.compile(r"(?:니다|[아어]요|です|ます|でした|ました)[.。]$")
"""The end of a whole sentence in Korean or Japanese, which a heading may have, too."""

_UNFINISHED = re.compile(
    "(?:[았었였했왔갔됐렸찼하나]고|[는은인한던]데|지만|면서|[관련]해서|에서는|에는|[하했였]던)$"
)
"""The end of a clause in Korean that another one follows."""


def _goes_on(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a sentence goes on behind a title, in small letters or without a space.

    One that has a line of its own is none.
    """
    if candidate.piece.end == ALL or leading_slot(candidate.title.text.strip()):
        # Behind a time stands a title, whatever follows.
        return False
    rest = candidate.rest.text
    by = survey.settings.lexicon.vocabulary.by
    before_speakers = (*by, *names.FROM) if candidate.lead == "quote" else by
    if not rest.strip() or names.behind_title(rest[:80], before_speakers):
        return False
    if is_links(candidate.rest) or (
        candidate.lead in ("by", "bold") and has_speaker_in_title(survey, candidate)
    ):
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
    if why := reason_of_title(survey, candidate.title.text):
        return _REASONS[why.value]
    for one in BEHIND_WORDS:
        if one.holds(survey, candidate):
            return one.reason
    return is_below_no_talk(survey, candidate)


def reason_of_title(survey: Survey, title: str) -> NoTalk | None:
    """Return why a title is that of no talk, also where it names a day: "Conclusion of day 2"."""
    reason = survey.settings.lexicon.vocabulary.reason
    title = without_slot(title)
    day = day_in(title)
    if found := reason(title) or (reason(title.partition(day)[0]) if day else None):
        return found
    twice = _TWICE.fullmatch(title.strip())
    if twice and all(map(WIDE.match, twice[2])) and reason(twice[1]):
        # "Introduction 简介" says it in two languages.
        return reason(twice[2])
    if remark := _REMARK.fullmatch(title.strip()):
        # "(missed the panel)" is no title.
        return NoTalk.MISSED if reason(remark[1]) is NoTalk.MISSED else None
    # "Opening (Ann Moore)" is a talk, but "Lunch (by the lake)" and "Venue: the lake" are none.
    sign = _BRACKET_OR_COLON.search(title)
    around = reason(title[: sign.start()]) if sign else None
    return around if around in BREAKS else None


_TWICE = re.compile(r"([A-Za-z][A-Za-z' -]{1,40}?)\s*[/|(（·-]?\s*([^\x00-\u02ff）]+)[)）]?")
_REMARK = re.compile(r"[(（](\S+)(?:\s[^()（）]*)?[)）]")
_BRACKET_OR_COLON = re.compile("[(（:：]")
BREAKS = (NoTalk.MEALS, NoTalk.TRAVEL, NoTalk.VENUE, NoTalk.REGISTRATION)
"""What nobody is named behind who gave it."""


BEFORE_WORDS: tuple[Objection, ...] = (
    Objection(Reason.CONTENTS, is_entry_of_contents),
    Objection(Reason.DAY, is_day),
    Objection(Reason.IS_LABEL, is_label),
)
"""What speaks against a candidate before the vocabulary's words for what is no talk do."""

BEHIND_WORDS: tuple[Objection, ...] = (
    Objection(Reason.GROUP, is_group),
    Objection(Reason.GROUP, is_title_again),
    Objection(Reason.GROUP, is_meeting),
    Objection(Reason.VENUE, is_about_event),
    Objection(Reason.PART, is_part),
    Objection(Reason.PART, is_in_note),
    Objection(Reason.UNTOLD, is_waiting),
    Objection(Reason.UNTOLD, is_announced_only),
    Objection(Reason.SENTENCE, is_sentence),
    Objection(Reason.MISSED, is_missed),
    Objection(Reason.RESOURCES, is_playlist),
    Objection(Reason.RESOURCES, is_reference),
)
"""What speaks against one after these words."""
