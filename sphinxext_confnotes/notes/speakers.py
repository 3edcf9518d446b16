"""Speakers as they are listed in a field: names, each perhaps with an affiliation behind it.

Called by ``field_kinds``.  Imports neither Sphinx nor docutils.  A wrong affiliation is worse than
none: what isn't plainly one stays a part of the name, so that all words are shown all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sphinxext_confnotes.notes.records import Speaker

SEPARATOR = re.compile(r"(?<!\\),")
"""The separator of the items of a list."""

_SIGN = re.compile(r"(?<!\\),|[(（)）]")
_IN_PARENTHESES = re.compile(
    r"(?P<name>[^()（）]*[^()（）\s])\s*[(（]\s*(?P<behind>[^()（）]+?)\s*[)）]"
)

_OTHER_SIGN = re.compile(r"[/@:;?!=<>\"“”„«»]")
"""Signs of pronouns, accounts, times, questions and nicknames."""

_OTHER_WORD = re.compile(
    r"(?:she|he|they|remote(?:ly)?|online|virtual(?:ly)?|video|recorded|moderator|host|chair|session|"
    r"panel(?:ist)?|speaker|presenter|organi[sz]er|keynote|talk|poster|workshop|tutorial|day|part|"
    r"phd|dr|prof|jr|sr|née?|tb[acd])\b",
    re.IGNORECASE,
)
"""The first words in parentheses that are no affiliation."""

_KANA = re.compile(r"[\u3040-\u30ff]")


def read_speaker(text: str) -> Speaker:
    """Return a name, with its affiliation where one stands in parentheses behind it.

    What is in the parentheses is one when it begins with a capital and is in the same letters as
    the name.  Pronouns, ways to take part, parts of a programme, times, accounts, nicknames, and
    the name in another script are none.
    """
    found = _IN_PARENTHESES.fullmatch(text)
    if not found or not _is_affiliation(found["behind"], found["name"]):
        return Speaker(text)
    return Speaker(found["name"], found["behind"])


def unique_speakers(speakers: Iterable[Speaker]) -> tuple[Speaker, ...]:
    """Return speakers, each name once, with the first affiliation that is said of it."""
    found: dict[str, Speaker] = {}
    for speaker in speakers:
        if speaker.name not in found or not found[speaker.name].affiliation:
            found[speaker.name] = speaker
    return tuple(found.values())


def split_outside_parentheses(value: str) -> list[str]:
    r"""Split a list at its commas, but not at ``\,`` and between parentheses.

    Where these aren't all closed, they say nothing.
    """
    parts, start, depth = [], 0, 0
    for sign in _SIGN.finditer(value):
        if sign[0] != ",":
            depth = depth + 1 if sign[0] in "(（" else max(depth - 1, 0)
        elif not depth:
            parts.append(value[start : sign.start()])
            start = sign.end()
    return SEPARATOR.split(value) if depth else [*parts, value[start:]]


def _is_affiliation(text: str, name: str) -> bool:
    begins_as_one = text[0].isalpha() and not text[0].islower()
    if not begins_as_one or _OTHER_SIGN.search(text) or _OTHER_WORD.match(text):
        return False
    # A Japanese name may have its reading behind it.
    is_reading = all(_KANA.match(letter) for letter in text if letter.isalpha())
    return not is_reading and _has_capitals(text) == _has_capitals(name)


def _has_capitals(text: str) -> bool:
    """Tell whether a text is in letters of which there are capitals."""
    return text.lower() != text.upper()
