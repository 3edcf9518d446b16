"""Stars and highlight marks."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.marks import (
    find_highlight,
    find_stars,
    stars_around,
    whole_stars,
)
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "rating", "is_highlight"),
    [
        ("⭐⭐⭐⭐⭐", 5, True),
        ("★★★☆☆", 3, False),
        ("★ ★ ★", 3, False),
        (":star::star:", 2, False),
        ("⭐", 0, True),
    ],
)
def test_stars_alone(text: str, rating: int, is_highlight: bool) -> None:
    mark = whole_stars(f" {text} ")
    assert mark
    assert (mark.rating, mark.is_highlight) == (rating, is_highlight)


@pytest.mark.parametrize("text", ["", "☆☆☆", "★★★★★★", "★★ Lines", "Lines"])
def test_no_stars_alone(text: str) -> None:
    assert whole_stars(text) is None


def test_stars_on_both_sides() -> None:
    assert [mark.rating for mark in stars_around("⭐ Lines ⭐")] == [0, 0]
    assert [mark.rating for mark in stars_around("★★★ Lines ★★★")] == [3, 3]
    assert [mark.rating for mark in stars_around("★★★☆☆ Lines")] == [3]
    assert stars_around("★★★ Lines ★★") == []
    assert stars_around("Lines with ★★ in them") == []
    assert stars_around("Lines") == []


def test_the_first_stars() -> None:
    mark = find_stars("Lines ★★★★ again")
    assert mark
    assert (mark.start, mark.end, mark.rating) == (6, 10, 4)
    assert find_stars("Lines") is None


@pytest.mark.parametrize(
    "words",
    [
        "Highlight",
        "highlight of my day",
        "my highlight of the week",
        "The highlight: lines",
        "Höhepunkt",
        "coup de cœur",
        "最高",
    ],
)
def test_highlights(words: str) -> None:
    mark = find_highlight(f"Lines ({words})", VOCABULARY)
    assert mark
    assert (mark.start, mark.reason) == (6, words)


@pytest.mark.parametrize(
    "text",
    [
        "Lines (Highlighting syntax)",
        "列 (推荐系统)",
        "Lines (2031)",
        "Highlight",
        "Lines ()",
        "(x" * 200,
    ],
)
def test_no_highlights(text: str) -> None:
    assert find_highlight(text, VOCABULARY) is None
