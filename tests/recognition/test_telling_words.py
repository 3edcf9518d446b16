"""The words that tell whether a search of a text may find anything."""

from __future__ import annotations

import itertools

import pytest

from sphinxext_confnotes.recognition.telling_words import TellingWords
from sphinxext_confnotes.recognition.vocabulary import (
    LANGUAGES,
    NoTalk,
    load_vocabulary,
    read_language,
)

VOCABULARY = load_vocabulary()

AROUND = [
    (why, word)
    for language in LANGUAGES
    for why, words in read_language(language)["no_talk"].items()
    for word in words
    if "…" in word
]
"""The words of all languages that further ones may stand around, with what they say."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Waiting by Ann Moore", True),
        ("WAITING BY ANN MOORE", True),
        ("Presented (by Ann)", True),
        ("Waiting, a cura di Ann", True),
        ("Standing by", True),
        ("Nearby and bypassed", False),
        ("A little to the left", False),
        ("発表者 Ann Moore", True),
        ("待ち行列", True),
        ("Queues für alle", False),
        ("", False),
    ],
)
def test_a_text_has_the_longest_word_of_a_phrase(text: str, expected: bool) -> None:
    assert TellingWords.of(["by", "a cura di", "発表者"]).may_stand_in(text) is expected


@pytest.mark.parametrize(("why", "words"), AROUND)
def test_no_phrase_of_any_language_is_overlooked(why: str, words: str) -> None:
    title = words.replace("…", " queues ").strip()
    found = VOCABULARY.reason(title)
    assert found is not None
    # What says two things is taken for the most telling one.
    reasons = list(dict.fromkeys((NoTalk.MISSED, NoTalk.TO_WATCH, *NoTalk)))
    assert reasons.index(found) <= reasons.index(NoTalk(why))


def test_the_phrases_are_many() -> None:
    assert {why for why, _ in AROUND} >= {NoTalk.MISSED, NoTalk.CLOSING, NoTalk.MEALS}
    assert len(list(itertools.groupby(AROUND))) > 100
