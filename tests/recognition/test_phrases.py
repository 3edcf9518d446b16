"""Phrases are found as a regular expression of all of them would find them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_confnotes.recognition.phrases import Phrases

YEAR = re.compile(r" ?[0-9]{4}")
FOUND = [
    ("we met at pycon", "pycon"),
    ("pycon", "pycon"),
    ("pycon2031", "pycon"),
    ("pyconde 2031", "pyconde"),
    ("pycon us, then home", "pycon us"),
    ("(pycon)", "pycon"),
    ("my_pycon", "pycon"),
    ("pycontas", ""),
    ("minipycon", ""),
    ("cafés", ""),
    ("in the café", "café"),
    ("notes of the大会2031", "大会"),
    ("pycon之旅", "pycon"),
    ("在pycon的一天", "pycon"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_whole_words(text: str, found: str) -> None:
    known = Phrases(["pycon", "pycon us", "café", "大会"], endings=("de", "us"), ended=["pycon"])
    span = known.find(text) or (0, 0)
    assert text[slice(*span)] == found


def test_what_has_to_follow() -> None:
    known = Phrases(["workshop"], behind=YEAR)
    assert known.find("a workshop, a workshop 2031") == (14, 27)
    assert known.find("a workshop of 2031") is None


def test_all_and_what_is_left() -> None:
    known = Phrases(["trip", "trip report", "notes"])
    text = "notes: trip report and trips"
    assert [text[slice(*span)] for span in known.all(text)] == ["notes", "trip report"]
    assert known.without(text) == " :   and trips"


WORDS = st.lists(
    st.text("abé大 -", min_size=2, max_size=5).filter(lambda word: word.strip() == word),
    min_size=1,
    max_size=6,
)


@given(WORDS, st.text("abé大会 -_1", max_size=20))
def test_as_a_regular_expression_would(words: list[str], text: str) -> None:
    ordered = sorted(words, key=len, reverse=True)
    wide = [re.escape(word) for word in ordered if "大" in word]
    narrow = [re.escape(word) for word in ordered if "大" not in word]
    parts = [rf"(?<![^\W_大会])(?:{'|'.join(narrow)})(?![^\W\d_大会])"] if narrow else []
    pattern = re.compile("|".join([*parts, *wide]))
    expected = [found.span() for found in pattern.finditer(text)]
    assert [*Phrases(words).all(text)] == expected
