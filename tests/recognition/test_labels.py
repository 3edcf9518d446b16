"""The grammar of labels, as texts have them: the usual ones and a project's own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinxext_confnotes.recognition.labels import LONGEST_LABEL, Labels, tags_in
from sphinxext_confnotes.recognition.outline import Line, Span
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


def with_own(own: Mapping[str, str | None]) -> Labels:
    """Return the labels of a project that has some of its own."""
    return Labels(VOCABULARY.with_labels(own))


USUAL = Labels(VOCABULARY)

# What the documentation promises, written out again: a word lost from the table shows here.
PROMISED = [
    ("TLDR", "tldr"),
    ("TL;DR", "tldr"),
    ("Summary", "tldr"),
    ("Takeaway", "tldr"),
    ("Takeaways", "tldr"),
    ("Key points", "tldr"),
    ("Comment", "comment"),
    ("Comments", "comment"),
    ("My take", "comment"),
    ("Notes", "comment"),
    ("My notes", "comment"),
    ("Personal notes", "comment"),
    ("My personal notes", "comment"),
    ("Thoughts", "comment"),
    ("Impression", "comment"),
    ("Impressions", "comment"),
    ("Conclusion", "comment"),
    ("Conclusions", "comment"),
    ("Speaker", "speakers"),
    ("Speakers", "speakers"),
    ("Presenter", "speakers"),
    ("Presenters", "speakers"),
    ("Time", "time"),
    ("Room", "room"),
    ("Track", "track"),
    ("Tags", "tags"),
    ("Rating", "rating"),
    ("Abstract", "abstract"),
    ("Slides", "slides"),
    ("Video", "video"),
    ("Paper", "paper"),
    ("Code", "code"),
]


class TestUsualLabels:
    @pytest.mark.parametrize(("word", "kind"), PROMISED)
    def test_at_the_start_of_a_text(self, word: str, kind: str) -> None:
        label = USUAL.at_start(f"{word}: it was short")
        assert label is not None
        assert (label.kind, label.word, label.author) == (kind, word, "")
        assert f"{word}: it was short"[label.end :] == " it was short"

    @pytest.mark.parametrize(("word", "kind"), PROMISED)
    @pytest.mark.parametrize("cased", [str.upper, str.lower, str.title, str.swapcase])
    def test_in_any_case(self, word: str, kind: str, cased: type[str]) -> None:
        label = USUAL.at_start(f"{cased(word)}: text")
        assert label is not None
        assert (label.kind, label.word) == (kind, cased(word))

    @pytest.mark.parametrize(("word", "kind"), PROMISED)
    @pytest.mark.parametrize("form", ["{}", "{}:", "{}：", "  {} : "])
    def test_as_a_whole_title(self, word: str, kind: str, form: str) -> None:
        label = USUAL.whole(form.format(word))
        assert label is not None
        assert (label.kind, label.word) == (kind, word)

    @pytest.mark.parametrize(
        ("text", "rest"),
        [
            ("TLDR:tight", "tight"),
            ("TLDR : spaced", " spaced"),
            ("TLDR： wide", " wide"),
            ("TLDR:", ""),
            ("  TLDR: indented", " indented"),
            ("TLDR: a: b", " a: b"),
            ("Key  \t points: x", " x"),
            ("My\nnotes: x", " x"),
        ],
    )
    def test_spaces_and_colons(self, text: str, rest: str) -> None:
        label = USUAL.at_start(text)
        assert label is not None
        assert text[label.end :] == rest

    @pytest.mark.parametrize(
        "text",
        [
            "",
            ":",
            ": TLDR",
            "TLDR",
            "TLDR it was short",
            "The TLDR: it was short",
            "TLDRs: many",
            "My summary of it: long",
            "Notes on notes: meta",
            "- TLDR: not here",
            "TLDR (Ada): a summary has no author",
            "Speaker (Ada): nor has a field",
            "Comment (): nobody",
            "Comment by: nobody",
            "Comment (Ada) (Bob): two at once",
        ],
    )
    def test_no_label_at_the_start(self, text: str) -> None:
        assert USUAL.at_start(text) is None

    @pytest.mark.parametrize("text", ["", ":", "A summary", "Summary of it", "Summary: long"])
    def test_no_whole_label(self, text: str) -> None:
        assert USUAL.whole(text) is None

    @pytest.mark.parametrize(
        ("word", "is_note"), [("TLDR", True), ("Thoughts", True), ("Room", False), ("Tags", False)]
    )
    def test_notes_and_fields_differ(self, word: str, is_note: bool) -> None:
        label = USUAL.whole(word)
        assert label is not None
        assert label.is_note is is_note

    @pytest.mark.parametrize(
        ("text", "heading"),
        [
            ("TLDR", ""),
            ("tldr", ""),
            ("Comment", ""),
            ("COMMENT", ""),
            ("TL;DR", "TL;DR"),
            ("Comments", "Comments"),
            ("My take", "My take"),
        ],
    )
    def test_heading_is_the_word_unless_it_names_the_kind(self, text: str, heading: str) -> None:
        label = USUAL.whole(text)
        assert label is not None
        assert label.heading == heading


class TestAuthors:
    @pytest.mark.parametrize(
        ("text", "word", "author"),
        [
            ("Comment (Ada): x", "Comment", "Ada"),
            ("Comment(Ada): x", "Comment", "Ada"),
            ("Comment ( Ada Lovelace ): x", "Comment", "Ada Lovelace"),
            ("comments by Ada: x", "comments", "Ada"),
            ("Comments BY Ada Lovelace: x", "Comments", "Ada Lovelace"),
            ("My take (Bö): x", "My take", "Bö"),
            ("Notes by 山田： x", "Notes", "山田"),
            ("Notes（山田）： x", "Notes", "山田"),
        ],
    )
    def test_of_a_comment(self, text: str, word: str, author: str) -> None:
        label = USUAL.at_start(text)
        assert label is not None
        assert (label.kind, label.word, label.author) == ("comment", word, author)
        assert text[label.end :] == " x"

    def test_in_a_whole_title(self) -> None:
        label = USUAL.whole("Thoughts by Ada")
        assert label is not None
        assert label.author == "Ada"


class TestOwnLabels:
    def test_are_added(self) -> None:
        labels = with_own({"Zusammenfassung": "tldr", "Vortragende": "speakers"})
        found = [labels.whole("zusammenfassung"), labels.whole("Vortragende"), labels.whole("TLDR")]
        assert [label and label.kind for label in found] == ["tldr", "speakers", "tldr"]

    def test_replace_a_usual_one(self) -> None:
        label = with_own({"NOTES": "tldr"}).at_start("Notes: x")
        assert label is not None
        assert label.kind == "tldr"

    def test_none_takes_one_away(self) -> None:
        labels = with_own({"conclusion": None})
        assert labels.whole("Conclusion") is None
        assert labels.whole("Conclusions") is not None

    def test_none_for_an_unknown_word_means_nothing(self) -> None:
        assert with_own({"Never heard": None}).whole("TLDR") is not None

    @pytest.mark.parametrize(
        ("word", "text"), [("TL:DR", "TL:DR: x"), ("a：b:c", "A：B:C: x"), ("要約", "要約： x")]
    )
    def test_may_hold_colons_and_any_script(self, word: str, text: str) -> None:
        label = with_own({word: "tldr"}).at_start(text)
        assert label is not None
        assert text[label.end :] == " x"

    def test_may_be_signed(self) -> None:
        label = with_own({"Meinung": "comment"}).at_start("Meinung (Ada): x")
        assert label is not None
        assert label.author == "Ada"

    def test_leave_the_usual_ones_of_others_alone(self) -> None:
        with_own({"TLDR": None, "Mine": "comment"})
        assert USUAL.whole("TLDR") is not None
        assert USUAL.whole("Mine") is None


class TestLongTexts:
    """Only the beginning of a text can be a label, so only the beginning is looked at."""

    def test_a_label_ends_within_the_longest_label(self) -> None:
        word = "w" * (LONGEST_LABEL - 1)
        labels = with_own({word: "tldr", f"{word}w": "tldr"})
        assert labels.at_start(f"{word}: x") is not None
        assert labels.at_start(f"{word}w: x") is None
        assert labels.whole(f"{word}w") is not None
        assert labels.whole(f"{word}ww") is None

    @pytest.mark.parametrize("filler", ["a", ":", "a:", "(", "Comment ", "Comment by ", "Comment("])
    def test_no_more_than_that_is_handed_on(
        self, filler: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked_up: list[str] = []

        def look_up(self: Labels, text: str, end: int) -> None:
            looked_up.append(text)

        monkeypatch.setattr(Labels, "_look_up", look_up)
        text = filler * (1_000_000 // len(filler))
        assert USUAL.at_start(text) is None
        assert USUAL.whole(text) is None
        assert len(looked_up) <= LONGEST_LABEL
        assert all(len(text) < LONGEST_LABEL for text in looked_up)


class TestCallouts:
    @pytest.mark.parametrize(
        ("name", "title", "kind", "heading"),
        [
            ("tldr", "", "tldr", ""),
            ("TLDR", "", "tldr", ""),
            ("abstract", "", "tldr", "Abstract"),
            ("SUMMARY", "In short", "tldr", "In short"),
            ("note", "My take", "comment", "My take"),
            ("tldr", "Comment", "comment", ""),
            ("comment", "Ana's", "comment", "Ana's"),
            ("zusammenfassung", "", "tldr", "Zusammenfassung"),
        ],
    )
    def test_notes(self, name: str, title: str, kind: str, heading: str) -> None:
        label = USUAL.of_callout(name, Line((Span(title),) if title else ()))
        assert label is not None
        assert (label.kind, label.heading) == (kind, heading)

    def test_a_title_with_markup_is_no_heading(self) -> None:
        label = USUAL.of_callout("summary", Line((Span("It is "), Span("long", "bold"))))
        assert label is not None
        assert label.heading == "Summary"

    @pytest.mark.parametrize(
        ("name", "title"),
        [("note", ""), ("note", "Mind this"), ("speaker", ""), ("question", "Q&A"), ("x-y", "z")],
    )
    def test_no_notes(self, name: str, title: str) -> None:
        assert USUAL.of_callout(name, Line((Span(title),))) is None


class TestTags:
    @pytest.mark.parametrize(
        ("text", "tags"),
        [
            ("#a", ["a"]),
            (" #a-b  #c/d_e #2031-May #été", ["a-b", "c/d_e", "2031-May", "été"]),
            ("#a#b", ["a", "b"]),
            ("#1", []),
            ("#2031-05", []),
            ("#a and #b", []),
            ("# a", []),
            ("#a, #b", []),
            ("", []),
        ],
    )
    def test_lines_of_tags(self, text: str, tags: list[str]) -> None:
        assert tags_in(text) == tags

    def test_a_long_line_is_read_in_good_time(self) -> None:
        assert tags_in("#a1" * 50_000 + "!") == []
