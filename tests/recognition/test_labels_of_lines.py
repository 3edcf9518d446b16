"""Labels read off lines and titles, as the lines of an outline have them."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.labels import LONGEST_LABEL, Label
from sphinxext_confnotes.recognition.outline import Line
from tests.support.outlines import lexicon, outline


def line(text: str) -> Line:
    """Return the line that some notation is."""
    return outline(text, "A title").page.children[0].first


def read(text: str, *, is_alone: bool = False) -> Label | None:
    """Return the label of a line."""
    return lexicon().labels.of_line(line(text), is_alone=is_alone)


class TestSigns:
    @pytest.mark.parametrize(
        ("text", "rest"),
        [
            ("TLDR: tight", " tight"),
            ("TLDR:tight", "tight"),
            ("TL;DR: text", " text"),
            ("TL:DR: text", " text"),
            ("TLDR： wide", " wide"),
            ("TLDR - with a dash", "with a dash"),
            ("TLDR – with another", "with another"),
            ("TLDR — with a third", "with a third"),
            ("**TLDR:** bold", " bold"),
            ("**TLDR**: bold", " bold"),
            ("**TL;DR** Moving data", " Moving data"),
            ("**TLDR** - dash", " dash"),
            ("tldr plan for bursts", " plan for bursts"),
            ("TL;DR L = λW", " L = λW"),
            ("*Takeaways:* italic", " italic"),
            ("Key takeaways:", ""),
            ("정리: 한국어", " 한국어"),
            ("内容回顾：中文", "中文"),
            ("まとめ：日本語", "日本語"),
        ],
    )
    def test_behind_the_word(self, text: str, rest: str) -> None:
        found = read(text)
        assert found is not None
        assert found.kind == "tldr"
        assert line(text).text[found.end :] == rest

    @pytest.mark.parametrize("word", ["Takeaways", "Key takeaways", "My thoughts", "느낀점"])
    def test_nothing_where_a_line_is_alone(self, word: str) -> None:
        assert read(word, is_alone=True) is not None
        assert read(word) is None
        assert read(f"**{word}**") is not None

    @pytest.mark.parametrize(
        "text",
        [
            "",
            ":",
            "TLDR is a habit",
            "TLDRs are many",
            "The TLDR: it was short",
            "My summary of it: long",
            "Notes on notes: meta",
            "Notes - on paper",
            "Video - the movie",
            "**Notes** are short",
            "**Video** killed it",
            "[Verdict - a library](https://example.org)",
            "x" * LONGEST_LABEL + " TLDR: too late",
        ],
    )
    def test_no_label(self, text: str) -> None:
        assert read(text or " .") is None


class TestKinds:
    @pytest.mark.parametrize(
        ("text", "kind", "word"),
        [
            ("My take: good", "comment", "My take"),
            ("Why it matters: cheap", "comment", "Why it matters"),
            ("Verdict: go", "comment", "Verdict"),
            ("Speaker: Ann Moore", "speakers", "Speaker"),
            ("Recording: https://example.org", "video", "Recording"),
            ("GitHub: https://example.org", "code", "GitHub"),
            ("Abstract: long", "abstract", "Abstract"),
            ("Q&A: somebody asked", "qa", "Q&A"),
            ("Takeaways for us: many", "tldr", "Takeaways for us"),
            ("Summary, thoughts: both", "comment", "Summary, thoughts"),
            ("정리, 느낀점: 둘 다", "comment", "정리, 느낀점"),
        ],
    )
    def test_of_words(self, text: str, kind: str, word: str) -> None:
        found = read(text)
        assert found is not None
        assert (found.kind, found.word) == (kind, word)

    @pytest.mark.parametrize("text", ["Comment (Ann): x", "Comment by Ann: x", "Notes (Ann): x"])
    def test_authors(self, text: str) -> None:
        found = read(text)
        assert found is not None
        assert (found.kind, found.author) == ("comment", "Ann")

    @pytest.mark.parametrize("text", ["TLDR (Ann): x", "Speaker (Ann): x", "Comment (): x"])
    def test_no_authors(self, text: str) -> None:
        assert read(text) is None

    @pytest.mark.parametrize(
        ("text", "heading"),
        [("TLDR: x", ""), ("comment: x", ""), ("TL;DR: x", "TL;DR"), ("My take: x", "My take")],
    )
    def test_heading_is_the_word_unless_it_names_the_kind(self, text: str, heading: str) -> None:
        found = read(text)
        assert found is not None
        assert found.heading == heading

    def test_ordinary_words_say_little(self) -> None:
        ordinary, telling = read("Summary: x"), read("TLDR: x")
        assert ordinary is not None
        assert telling is not None
        assert ordinary.is_ordinary
        assert not telling.is_ordinary
