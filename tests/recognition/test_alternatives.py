"""Many words as one regular expression."""

from __future__ import annotations

import re

import pytest

from sphinxext_confnotes.recognition.alternatives import alternatives

WORDS = ["bread", "breadth", "rolls", "roll call", "php[tek]", "c++", "ロール"]


@pytest.mark.parametrize("word", WORDS)
def test_matches_each_word_whole(word: str) -> None:
    assert re.fullmatch(alternatives(WORDS), word)


def test_matches_the_longest() -> None:
    found = re.match(alternatives(WORDS), "breadthwise")
    assert found is not None
    assert found[0] == "breadth"


@pytest.mark.parametrize("text", ["", "brea", "roll", "breads", "phpt", "c"])
def test_matches_nothing_else(text: str) -> None:
    assert not re.fullmatch(alternatives(WORDS), text)


def test_one_word() -> None:
    assert alternatives(["bread"]) == "bread"
