"""Stars and highlight marks."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.labels import (
    find_highlight,
    find_stars,
    has_highlight_phrase,
    rating,
)


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
        mark = find_highlight(text)
        assert mark is not None
        assert mark.reason == reason
        assert mark.highlight
        assert mark.rating is None
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
        assert find_highlight(text) is None

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
        assert (mark.highlight, mark.rating, mark.reason) == (True, None, "")
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
        assert (mark.rating, mark.highlight) == (rating, highlight)
        assert f"A talk {stars} by Ada"[mark.start : mark.end] == stars

    @pytest.mark.parametrize(
        "text", ["", "no star", "☆", "☆☆☆☆☆", "★★★★★★", "★" * 100_000, ":starfish:", "***", "* *"]
    )
    def test_neither(self, text: str) -> None:
        assert find_stars(text) is None


class TestRating:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("1", 1),
            (" 5 ", 5),
            ("4/5", 4),
            ("4 / 5", 4),
            ("3 of 5", 3),
            ("3 out of 5", 3),
            ("★", 1),
            ("★★★☆☆", 3),
            (" :star: :star: ", 2),
            ("★★★★★", 5),
        ],
    )
    def test_read(self, text: str, number: int) -> None:
        assert rating(text) == number

    @pytest.mark.parametrize(
        "text",
        ["", "0", "6", "-1", "3.5", "4/10", "four", "4 5", "☆☆", "★★★★★★", "★★ good", "x ★★", "٣"],
    )
    def test_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="a number from 1 to 5"):
            rating(text)
