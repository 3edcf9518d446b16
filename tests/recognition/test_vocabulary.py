"""The words of the languages: each file, and all of them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import sphinxext_confnotes.recognition as package
from sphinxext_confnotes.recognition.kinds import FIELDS, KINDS, NOTE_KINDS
from sphinxext_confnotes.recognition.vocabulary import (
    LANGUAGES,
    LONGEST,
    NoTalk,
    load_vocabulary,
    normalised,
    read_language,
)

VOCABULARY = load_vocabulary()

LISTS = (
    "by",
    "line_by",
    "and",
    "articles",
    "from",
    "before_name",
    "after_name",
    "not_names",
    "roles",
    "organisations",
    "rooms",
    "tracks",
    "halves",
    "highlight",
    "ordinary",
    "parts",
    "bios",
)
TABLES = {
    "labels": {*NOTE_KINDS, *FIELDS},
    "tables": {*NOTE_KINDS, *FIELDS} - {"tags", "conference", "qa"},
    "kinds": set(KINDS),
    "no_talk": set(NoTalk),
}


def lists(language: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    yield from ((key, language[key]) for key in LISTS)
    for table in TABLES:
        yield from ((f"{table}.{key}", words) for key, words in language[table].items())


def test_each_file_is_that_of_a_language() -> None:
    folder = Path(str(files(package) / "languages"))
    assert sorted(path.stem for path in folder.iterdir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
class TestFile:
    def test_has_the_keys_of_all(self, language: str) -> None:
        found = read_language(language)
        assert set(found) == {*LISTS, *TABLES, "days"}
        assert set(found["days"]) == {"numbered", "named"}
        for table, keys in TABLES.items():
            assert set(found[table]) == keys, table

    def test_has_words_where_every_language_has_some(self, language: str) -> None:
        found = read_language(language)
        for key in ("tldr", "comment", "title", "speakers", "time", "room", "slides", "video"):
            assert found["labels"][key], key
        assert all(found["no_talk"].values())
        assert found["days"]["numbered"]
        assert found["days"]["named"]

    def test_has_each_word_once(self, language: str) -> None:
        for key, words in lists(read_language(language)):
            found = [normalised(word) for word in words]
            assert "" not in found, key
            assert sorted(found) == sorted(set(found)), key
            assert all(word == word.strip() and len(word) <= LONGEST for word in words), key

    @pytest.mark.parametrize("table", TABLES)
    def test_has_each_word_with_one_meaning(self, language: str, table: str) -> None:
        found: dict[str, str] = {}
        for key, words in read_language(language)[table].items():
            for word in words:
                assert found.setdefault(word, key) == key, word

    def test_has_the_number_of_a_day_once(self, language: str) -> None:
        for word in read_language(language)["days"]["numbered"]:
            assert word.count("{n}") == 1

    def test_calls_labels_ordinary_that_are_some(self, language: str) -> None:
        found = read_language(language)
        known = {normalised(word) for words in found["labels"].values() for word in words}
        known |= set(VOCABULARY.labels)
        assert {normalised(word) for word in found["ordinary"]} <= known


@pytest.mark.parametrize("table", TABLES)
def test_no_word_means_two_things_in_two_languages(table: str) -> None:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for key, words in read_language(language)[table].items():
            for word in map(normalised, words):
                assert found.setdefault(word, key) == key, f"{word} in {language}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("TL;DR", "tl;dr"),
        ("  Key\tTakeaways:  ", "key takeaways"),
        ("▶️ Q&A", "q&a"),
        ("**My thoughts**", "my thoughts"),
        ("【感想】", "感想"),
        ("Ｑ＆Ａ", "q&a"),
        ("Why I’d watch it", "why i'd watch it"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_normalised(words: str, expected: str) -> None:
    assert normalised(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Key takeaways", "tldr"),
        ("Talk Summary", "tldr"),
        ("Session summary", "tldr"),
        ("Executive summary", "tldr"),
        ("My thoughts", "comment"),
        ("Major Takeaways", "tldr"),
        ("Take-home message", "tldr"),
        ("Wichtigste Erkenntnisse", "tldr"),
        ("Ce que je retiens", "tldr"),
        ("Lo más importante", "tldr"),
        ("Mensagem principal", "tldr"),
        ("I punti chiave", "tldr"),
        ("持ち帰り", "tldr"),
        ("주요 포인트", "tldr"),
        ("主要内容", "tldr"),
        ("Meine Eindrücke", "comment"),
        ("Le mie impressioni", "comment"),
        ("My comment", "comment"),
        ("My notes", "comment"),
        ("Why I liked it", "comment"),
        ("Why I loved it", "comment"),
        ("Why it matters", "comment"),
        ("Verdict", "comment"),
        ("Link", "url"),
        ("Recording", "video"),
        ("GitHub", "code"),
        ("Abstract", "abstract"),
        ("Q&A", "qa"),
        ("Topic", "title"),
        ("Referentin", "speakers"),
        ("à retenir", "tldr"),
        ("Comentario", "comment"),
        ("Palestrante", "speakers"),
        ("In sintesi", "tldr"),
        ("感想", "comment"),
        ("内容回顾", "tldr"),
        ("느낀점", "comment"),
        ("Queues", None),
        ("By", None),
        ("Note", None),
        ("x" * LONGEST + "y", None),
    ],
)
def test_labels(words: str, expected: str | None) -> None:
    assert VOCABULARY.label(words) == expected


def test_labels_of_a_project_s_own() -> None:
    own = VOCABULARY.with_labels({"My €0.02": "comment", "Notes": None, "Topic": "track"})
    assert own.label("my €0.02") == "comment"
    assert own.label("notes") is None
    assert own.label("topic") == "track"
    assert VOCABULARY.label("notes") == "comment"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Lunch", NoTalk.MEALS),
        ("🍕 Mittagspause", NoTalk.MEALS),
        ("Lunch with the sponsors", NoTalk.MEALS),
        ("Coffee break!", NoTalk.MEALS),
        ("Getting there", NoTalk.TRAVEL),
        ("Le lieu", NoTalk.VENUE),
        ("Credenciamento", NoTalk.REGISTRATION),
        ("はじめに", NoTalk.OPENING),
        ("Closing remarks", NoTalk.CLOSING),
        ("Talks I missed", NoTalk.MISSED),
        ("Great talks that I missed", NoTalk.MISSED),
        ("Workshops I couldn't attend, sadly", NoTalk.MISSED),
        ("聞けなかったセッション", NoTalk.MISSED),
        ("To watch", NoTalk.TO_WATCH),
        ("What I still want to watch", NoTalk.TO_WATCH),
        ("Further reading", NoTalk.RESOURCES),
        ("My talk", NoTalk.OWN),
        ("Lunchboxes at scale", None),
        ("Trends to watch in 2031", None),
        ("Missed opportunities in queueing", None),
        ("Opening the second line", None),
        ("Breakfast of queues", None),
        ("Welcome to the machine", None),
        ("Travel planning with queues", None),
    ],
)
def test_titles_of_no_talk(title: str, expected: NoTalk | None) -> None:
    assert VOCABULARY.reason(title) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Day 2", 2),
        ("Day1:", 1),
        ("DAY 10", 10),
        ("2nd day", 2),
        ("Day two", 2),
        ("Tag 3", 3),
        ("Erster Tag", 1),
        ("Jour 2", 2),
        ("2ème jour", 2),
        ("Primer día", 1),
        ("2º dia", 2),
        ("Giorno 1", 1),
        ("2日目", 2),
        ("第二天", 2),
        ("第2天", 2),
        ("둘째날", 2),
        ("1일차", 1),
        ("Last day", -1),
        ("Day 0", None),
        ("Day 100", None),
        ("Day of the queues", None),
        ("Tags 3", None),
        ("2", None),
    ],
)
def test_numbers_of_days(words: str, expected: int | None) -> None:
    assert VOCABULARY.day_number(words) == expected


def test_words_within_lines_have_the_longest_first() -> None:
    for words in (VOCABULARY.by, VOCABULARY.line_by, VOCABULARY.origins, VOCABULARY.highlight):
        assert list(map(len, words)) == sorted(map(len, words), reverse=True)


def test_kinds_heads_and_parts() -> None:
    assert VOCABULARY.kind("Keynote:") == "keynote"
    assert VOCABULARY.kind("table ronde") == "panel"
    assert VOCABULARY.kind("queue") is None
    assert VOCABULARY.head("Speaker(s)") == "speakers"
    assert VOCABULARY.head("Titre") == "title"
    assert VOCABULARY.head("Where") is None
    assert VOCABULARY.is_part("Abstract:")
    assert not VOCABULARY.is_part("Queues")
    assert VOCABULARY.is_ordinary("Summary")
    assert not VOCABULARY.is_ordinary("TLDR")


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("The venue", NoTalk.VENUE),
        ("Unser Hotel", NoTalk.TRAVEL),
        ("L'hébergement", NoTalk.TRAVEL),
        ("Our lunch", NoTalk.MEALS),
        ("My notes", None),
        ("The queue", None),
        ("Their venue", None),
    ],
)
def test_articles_before_what_is_no_talk(title: str, why: NoTalk | None) -> None:
    assert VOCABULARY.reason(title) == why
