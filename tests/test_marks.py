"""Stars and highlight marks."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.marks import (
    find_highlight,
    find_stars,
    has_highlight_phrase,
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
    mark = find_highlight(f"Lines ({words})", VOCABULARY.highlight)
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
    assert find_highlight(text, VOCABULARY.highlight) is None


class TestHighlights:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("A talk (Highlight)", "Highlight"),
            ("A talk (highlight of my day) indeed", "highlight of my day"),
            ("A talk ( My highlight! )", "My highlight!"),
            ("(the HIGHLIGHTS of it all) A talk", "the HIGHLIGHTS of it all"),
            ("One (aside) and (Highlight: the demo)", "Highlight: the demo"),
        ],
    )
    def test_in_parentheses(self, text: str, reason: str) -> None:
        mark = find_highlight(text, VOCABULARY.highlight)
        assert mark is not None
        assert mark.reason == reason
        assert mark.is_highlight
        taken = text[mark.start : mark.end]
        assert (taken[0], taken[1:-1].strip(), taken[-1]) == ("(", reason, ")")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Highlight",
            "Highlighting code",
            "(highlighting code)",
            "(a highlight)",
            "(no highlight)",
            "(highlight",
            "highlight)",
            "(highlight (nested))",
        ],
    )
    def test_no_mark(self, text: str) -> None:
        assert find_highlight(text, VOCABULARY.highlight) is None

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("This was the highlight of my day.", True),
            ("Highlight  of\nthe Day", True),
            ("The highlight of the evening", False),
            ("spotlighthighlight of my day", False),
            ("highlight of my days", False),
            ("", False),
        ],
    )
    def test_phrase(self, text: str, found: bool) -> None:
        assert has_highlight_phrase(text) is found


class TestStars:
    @pytest.mark.parametrize("star", ["★", "⭐", "⭐\ufe0f", "🌟", ":star:", ":star2:"])
    def test_one_is_a_highlight(self, star: str) -> None:
        text = f"before {star} after"
        mark = find_stars(text)
        assert mark is not None
        assert (mark.is_highlight, mark.rating, mark.reason) == (True, 0, "")
        assert text[mark.start : mark.end] == star

    @pytest.mark.parametrize(
        ("stars", "rating", "highlight"),
        [
            ("★★", 2, False),
            ("★☆", 1, False),
            ("★☆☆☆☆", 1, False),
            ("★★★☆☆", 3, False),
            ("★★★★☆", 4, False),
            ("★★★★★", 5, True),
            ("★ ★ ★", 3, False),
            ("⭐⭐⭐", 3, False),
            (":star: :star:", 2, False),
            (":star::star::star:", 3, False),
            ("🌟\ufe0f🌟\ufe0f", 2, False),
        ],
    )
    def test_a_row_is_a_rating(self, stars: str, rating: int, highlight: bool) -> None:
        mark = find_stars(f"A talk {stars} by Ada")
        assert mark is not None
        assert (mark.rating, mark.is_highlight) == (rating, highlight)
        assert f"A talk {stars} by Ada"[mark.start : mark.end] == stars

    @pytest.mark.parametrize(
        "text", ["", "no star", "☆", "☆☆☆☆☆", "★★★★★★", "★" * 100_000, ":starfish:", "***", "* *"]
    )
    def test_neither(self, text: str) -> None:
        assert find_stars(text) is None
