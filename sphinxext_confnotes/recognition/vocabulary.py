"""The vocabulary: the words that people write their notes with, in nine languages at once.

Read from ``languages/*.toml``, one file a language, by whoever begins a build, and handed on from
there.  All languages are in force together, since posts mix them: a German one says "Slides:".
Called by the other modules of this package and by ``reading``.  Imports neither Sphinx nor
docutils, and keeps nothing in the module.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files
from typing import Any

from sphinxext_confnotes.recognition.alternatives import alternatives
from sphinxext_confnotes.recognition.telling_words import TellingWords
from sphinxext_confnotes.scripts import WIDE

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "ja", "zh", "ko")
"""The languages that there is a file for.  A word that means one thing in one of them and another
in the next has the meaning of the first."""

LONGEST = 100
"""Characters of what is looked up.  Anything longer is a sentence, which no word is."""

_REST = "…"
"""Stands in the files for further words, before or behind those that are named."""


class NoTalk(StrEnum):
    """Why a title is that of no talk."""

    MEALS = "meals"
    """Food, drink, breaks and parties."""
    TRAVEL = "travel"
    """The way there and back, and where one sleeps."""
    VENUE = "venue"
    """The place, the organisation, booths and sponsors."""
    REGISTRATION = "registration"
    """Getting a badge."""
    OPENING = "opening"
    """Words before the first talk, of the conference or of the post."""
    CLOSING = "closing"
    """Words behind the last one."""
    MISSED = "missed"
    """Talks that the author didn't attend."""
    TO_WATCH = "to_watch"
    """Talks that the author means to watch."""
    RESOURCES = "resources"
    """Lists of links, and tables of contents."""
    OWN = "own"
    """A talk that the author gave."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of all languages, as `normalised`.

    Words that stand in a title or line, rather than being one, are sequences with the longest
    first, as regular expressions want alternatives.
    """

    labels: Mapping[str, str]
    """To one of `NOTE_KINDS` or `FIELDS`."""
    ordinary: frozenset[str]
    """Labels that say little by themselves of what they stand in: other documents have them."""
    parts: frozenset[str]
    """Headings of parts of talks, such as "Abstract" and "Questions"."""
    bios: frozenset[str]
    """Labels and headings of what the programme says of a speaker's life."""
    no_talk: Mapping[str, NoTalk]
    """Whole titles."""
    no_talk_within: Sequence[tuple[re.Pattern[str], NoTalk]]
    """Titles with further words, the most telling reasons first."""
    any_no_talk: re.Pattern[str]
    """Matches what one of these does."""
    words_of_no_talk: TellingWords
    """Of these."""
    article: re.Pattern[str]
    """Matches what may stand before any title that is no talk's: "The venue", "Meine Eindrücke"."""
    kinds: Mapping[str, str]
    """To one of `KINDS`."""
    heads: Mapping[str, str]
    """Heads of the columns of a table to one of `NOTE_KINDS` or `FIELDS`."""
    by: Sequence[str]
    """Words before a speaker, in a title too."""
    line_by: Sequence[str]
    """Words before a speaker, but only where nothing else stands in the line."""
    conjunctions: Sequence[str]
    """Words between two speakers."""
    origins: Sequence[str]
    """Words between a speaker and an organisation."""
    before_name: Sequence[str]
    """Titles of persons."""
    after_name: Sequence[str]
    """Titles and honorifics behind names."""
    not_names: frozenset[str]
    """Words of titles, roles and organisations, which stand in no name of a person."""
    roles: frozenset[str]
    """Those of them that say what somebody does, or where."""
    organisations: frozenset[str]
    """Organisations that are named as persons are."""
    rooms: Sequence[str]
    """Words in the names of rooms."""
    tracks: Sequence[str]
    """Words in the names of tracks."""
    halves: frozenset[str]
    """The halves of a day, as headings over its talks."""
    highlight: Sequence[str]
    """What begins a highlight mark in parentheses."""
    numbered_days: re.Pattern[str]
    """Matches the number of a conference's day, such as "Day 2"; the group that matched has it."""
    named_days: Mapping[str, int]
    """Days with a number in words, to their number; -1 is the last one."""

    def label(self, words: str) -> str | None:
        """Return what a label introduces."""
        return self.labels.get(_key(words))

    def head(self, words: str) -> str | None:
        """Return the field of a table's column."""
        return self.heads.get(_key(words))

    def kind(self, words: str) -> str | None:
        """Return the kind of talk that some words name."""
        return self.kinds.get(_key(words))

    def is_part(self, title: str) -> bool:
        """Tell whether a title is that of a part of a talk."""
        return NUMBER_BEFORE.sub("", _key(title)) in self.parts

    def is_bio(self, words: str) -> bool:
        """Tell whether a label or heading is over what is told of a speaker's life."""
        return _key(words) in self.bios

    def is_ordinary(self, label: str) -> bool:
        """Tell whether documents that are about no talk have a label as well."""
        return _key(label) in self.ordinary

    def reason(self, title: str) -> NoTalk | None:
        """Return why a title is that of no talk, if it plainly is."""
        key = NUMBER_BEFORE.sub("", _key(title))
        if found := self.no_talk.get(key):
            return found
        if article := self.article.match(key):
            bare = self.no_talk.get(key[article.end() :])
            # "My notes" are those on the talks.
            if bare and bare is not NoTalk.RESOURCES:
                return bare
        if not (self.words_of_no_talk.may_stand_in(key) and self.any_no_talk.search(key)):
            return None
        return next((why for pattern, why in self.no_talk_within if pattern.search(key)), None)

    def day_number(self, words: str) -> int | None:
        """Return which day of the conference some words name, from 1; -1 for the last one."""
        key = _key(words)
        if key in self.named_days:
            return self.named_days[key]
        found = self.numbered_days.fullmatch(key)
        return int(next(filter(None, found.groups()))) if found else None

    def with_labels(self, own: Mapping[str, str | None]) -> Vocabulary:
        """Return the vocabulary with a project's own labels; None takes a word away."""
        labels = dict(self.labels)
        for word, kind in own.items():
            if kind is None:
                labels.pop(normalised(word), None)
            else:
                labels[normalised(word)] = kind
        return replace(self, labels=labels)


def load_vocabulary(languages: Iterable[str] = LANGUAGES) -> Vocabulary:
    """Read the files of some languages and return their words together."""
    found = [read_language(language) for language in languages]
    within = _within(found)
    no_talk = [*itertools.chain(*within.values())]
    return Vocabulary(
        labels=_meanings(one["labels"] for one in found),
        ordinary=frozenset(normalised(word) for one in found for word in one["ordinary"]),
        parts=frozenset(normalised(word) for one in found for word in one["parts"]),
        bios=frozenset(normalised(word) for one in found for word in one["bios"]),
        no_talk={
            word: NoTalk(why) for word, why in _meanings(one["no_talk"] for one in found).items()
        },
        no_talk_within=[(re.compile(_with_rest(words)), why) for why, words in within.items()],
        any_no_talk=re.compile(_with_rest(no_talk)),
        words_of_no_talk=TellingWords.of(map(_known, no_talk)),
        article=re.compile(_before(word for one in found for word in one["articles"])),
        kinds=_meanings(one["kinds"] for one in found),
        heads=_meanings(one["tables"] for one in found),
        by=_sequence(found, "by"),
        line_by=_sequence(found, "line_by"),
        conjunctions=_sequence(found, "and"),
        origins=_sequence(found, "from"),
        before_name=_sequence(found, "before_name"),
        after_name=_sequence(found, "after_name"),
        not_names=frozenset(
            normalised(word) for one in found for word in (*one["not_names"], *one["roles"])
        ),
        roles=frozenset(normalised(word) for one in found for word in one["roles"]),
        organisations=frozenset(normalised(word) for one in found for word in one["organisations"]),
        rooms=_sequence(found, "rooms"),
        tracks=_sequence(found, "tracks"),
        halves=frozenset(normalised(word) for one in found for word in one["halves"]),
        highlight=_sequence(found, "highlight"),
        numbered_days=_numbered(word for one in found for word in one["days"]["numbered"]),
        named_days={
            normalised(word): number
            for one in reversed(found)
            for word, number in one["days"]["named"].items()
        },
    )


def digest_of_words() -> str:
    """Return a digest of all that `load_vocabulary` makes its words of, and of what makes them."""
    room = files(__package__)
    made_of = [
        room.joinpath(name) for name in ("vocabulary.py", "alternatives.py", "telling_words.py")
    ]
    made_of += [room.joinpath("languages", f"{language}.toml") for language in LANGUAGES]
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_of)).hexdigest()


def read_language(language: str) -> dict[str, Any]:
    """Return what the file of a language says, as TOML has it."""
    path = files(__package__).joinpath("languages", f"{language}.toml")
    return tomllib.loads(path.read_text("utf-8"))


@functools.lru_cache(maxsize=4096)
def normalised(words: str) -> str:
    """Return words without regard to case, width and spaces, or to the signs around them.

    Signs are punctuation, symbols and emoji: "▶ **Q&A:**" is "q&a".
    """
    words = unicodedata.normalize("NFKC", words).casefold().replace("’", "'")
    start, end = 0, len(words)
    while start < end and _is_sign(words[start]):
        start += 1
    while end > start and _is_sign(words[end - 1]):
        end -= 1
    return " ".join(words[start:end].split())


NUMBER_BEFORE = re.compile(r"[0-9]{1,2}[.)、．]\s*(?![0-9])")
"""Before a heading, where somebody counted them: "2. Trends"."""


def _key(words: str) -> str:
    return normalised(words) if len(words) <= LONGEST else ""


def _is_sign(character: str) -> bool:
    if character.isalnum():
        return False
    # Joiners and selectors stand in emoji, and are no signs themselves.
    return unicodedata.category(character)[0] in "PSZC" or character == "\ufe0f"


def _meanings(tables: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, str]:
    """Return the words of some tables to their keys, the first meaning of each."""
    found: dict[str, str] = {}
    for table in tables:
        for meaning, words in table.items():
            for word in words:
                if _REST not in word:
                    found.setdefault(normalised(word), meaning)
    return found


def _within(languages: Sequence[Mapping[str, Any]]) -> Mapping[NoTalk, Sequence[str]]:
    """Return the words that further ones may stand around, the most telling reasons first."""
    # Food is behind them: "what I would have liked to see after lunch" is a list of missed talks.
    reasons = dict.fromkeys((NoTalk.MISSED, NoTalk.TO_WATCH, *NoTalk))
    found = {
        why: [word for one in languages for word in one["no_talk"].get(why, ()) if _REST in word]
        for why in reasons
    }
    return {why: words for why, words in found.items() if words}


def _with_rest(words: Iterable[str]) -> str:
    """Return a pattern for words of the files that have further ones around them.

    Those with the same edges stand together, so that an edge is looked for once for all of them.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for word in words:
        known = _known(word)
        # In scripts without spaces there are no edges of words to keep to.
        left, right = ("" if WIDE.match(sign) else r"\b" for sign in (known[0], known[-1]))
        edges = (
            left if word.startswith(_REST) else r"\A",
            right if word.endswith(_REST) else r"\Z",
        )
        found.setdefault(edges, []).append(known)
    return "|".join(f"{left}(?:{alternatives(one)}){right}" for (left, right), one in found.items())


def _known(word: str) -> str:
    """Return what stands between further words."""
    return normalised(word.strip(_REST))


def _before(words: Iterable[str]) -> str:
    """Return a pattern for words at the start: one with an apostrophe has no space behind it."""
    return (
        r"\A(?:"
        + "|".join(re.escape(word) + ("" if word.endswith("'") else r"\s") for word in words)
        + ")"
    )


def _numbered(words: Iterable[str]) -> re.Pattern[str]:
    patterns = (re.escape(normalised(word.replace("{n}", "0"))) for word in words)
    return re.compile("|".join(one.replace("0", "([1-9][0-9]?)") for one in patterns))


def _sequence(languages: Iterable[Mapping[str, Any]], key: str) -> tuple[str, ...]:
    found = dict.fromkeys(normalised(word) for one in languages for word in one[key])
    return tuple(sorted(found, key=len, reverse=True))
