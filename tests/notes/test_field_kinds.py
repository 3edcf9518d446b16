"""Kinds of values of talk fields."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.notes.field_kinds import read_rating


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
        assert read_rating(text) == number

    @pytest.mark.parametrize(
        "text",
        ["", "0", "6", "-1", "3.5", "4/10", "four", "4 5", "☆☆", "★★★★★★", "★★ good", "x ★★", "٣"],
    )
    def test_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="a number from 1 to 5"):
            read_rating(text)
