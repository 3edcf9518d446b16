"""What belongs to a talk: notes, facts, bylines and text, and where it ends."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.explain import words_of
from sphinxext_confnotes.recognition.plan import Part, Plan, PlannedTalk
from tests.support.outlines import kinds, lines, ordinary, outline, plan, titles

TITLE = "ExampleConf 2031"


def said(found: Plan, text: str, title: str = "A day") -> list[list[tuple[str, str]]]:
    """Return kind and words of all parts of each talk."""
    blocks = {block.number: block for block in outline(text, title).page.walk()}

    def of(part: Part) -> tuple[str, str]:
        words = " ".join(words_of(piece, blocks) for piece in part.pieces)
        return part.field or part.kind, words

    return [[of(part) for part in talk.parts] for talk in found.talks]


class TestParts:
    def test_labels_cut(self) -> None:
        text = """
            ## Queues

            About lines.

            TLDR: Stand in line.

            Bring a book.

            Comment (Ann): Unfair.
            Room: Blue hall
            It was dark.
            """
        found = ordinary(text)
        assert said(found, text) == [
            [
                ("text", "About lines."),
                ("tldr", "Stand in line. Bring a book."),
                ("comment", "Unfair."),
                ("room", "Blue hall"),
                ("text", "It was dark."),
            ]
        ]
        assert found.talks[0].parts[2].author == "Ann"

    def test_the_label_keeps_its_word(self) -> None:
        found = ordinary("## Queues\n\nKey takeaways: Stand.\n\nMy thoughts: So I did.")
        assert [part.label for part in found.talks[0].parts] == ["Key takeaways", "My thoughts"]

    def test_headings_are_labels(self) -> None:
        text = """
            ## Queues

            ### Abstract

            Lines.

            ### Takeaways

            - Stand.

            ### The maths

            One and one.
            """
        assert said(ordinary(text), text) == [
            [
                ("abstract", "Lines."),
                ("tldr", "Stand."),
                ("heading", "The maths"),
                ("text", "One and one."),
            ]
        ]

    def test_labels_in_items(self) -> None:
        text = "## Queues\n\n- Stand.\n- TLDR: Wait.\n- Comment: Unfair.\n- More."
        assert said(ordinary(text), text) == [
            [("text", "Stand."), ("tldr", "Wait."), ("comment", "Unfair. More.")]
        ]

    def test_a_list_behind_a_field(self) -> None:
        text = """
            # Queues

            **Speakers**

            - Ann Moore, Example Works
            - Bo Lind, Example Works

            **Notes**

            - Stand in line.
            """
        found = plan(text, about=None)
        assert [talk.form for talk in found.talks] == ["page"]
        assert [one.name for one in found.talks[0].facts.speakers] == ["Ann Moore", "Bo Lind"]
        assert kinds(found.talks[0]) == ["speakers", "comment"]

    @pytest.mark.parametrize(
        "text",
        [
            "- speaker: say what the programme says\n- room: never the one by the kitchen",
            "It is for the\nspeaker: say what is there.",
        ],
    )
    def test_words_of_fields_in_ordinary_text(self, text: str) -> None:
        found = ordinary(f"## Queues\n\nTLDR: Stand in line.\n\n{text}")
        assert kinds(found.talks[0]) == ["tldr"]

    def test_an_address_is_no_comment(self) -> None:
        found = ordinary("## Queues\n\nNotes: https://example.org/notes", "h2")
        assert kinds(found.talks[0]) == ["text"]

    def test_two_notes_of_one_talk(self) -> None:
        text = "## Queues\n\nTLDR: Stand.\n\nTLDR: Wait."
        found = ordinary(text)
        assert kinds(found.talks[0]) == ["tldr", "tldr"]
        assert not found.left


class TestTitles:
    def test_facts_around_it(self) -> None:
        text = """
            ## 09:30-10:15 (Blue hall): Queues for beginners (Ann Moore, Example Works)

            Stand in line.

            ## 10:30-11:15 (Red hall): Queues for experts (Bo Lind, Example Works)

            Open a second one.
            """
        found = plan(text, title=TITLE)
        assert titles(found, text, TITLE) == ["Queues for beginners", "Queues for experts"]
        facts = found.talks[0].facts
        assert (facts.room, [one.name for one in facts.speakers]) == ("Blue hall", ["Ann Moore"])
        assert facts.start is not None
        assert f"{facts.start:%H:%M}" == "09:30"

    @pytest.mark.parametrize(
        ("others", "named"),
        [
            (["Things that went wrong", "A second try"], False),
            (["Takeaways", "Further reading"], True),
            ([], True),
            (["Grid Tables", "Simple Tables", "more of them"], False),
        ],
    )
    def test_a_heading_beside_other_topics_names_nobody(
        self, others: list[str], named: bool
    ) -> None:
        headings = "".join(f"### {other}\n\nText.\n\n" for other in others)
        found = ordinary(f"## Queues\n\n### Wooden Benches\n\nText.\n\n{headings}", "h2")
        assert [one.name for one in found.talks[0].facts.speakers] == ["Wooden Benches"] * named

    def test_bylines(self) -> None:
        text = """
            ## Queues for beginners

            *Ann Moore (Example Works)*

            Stand in line.

            ## Queues for experts

            *Bo Lind (Example Works)*

            Open a second one.
            """
        found = plan(text, title=TITLE)
        assert [kinds(talk) for talk in found.talks] == [["byline", "text"]] * 2
        assert [talk.facts.speakers[0].name for talk in found.talks] == ["Ann Moore", "Bo Lind"]

    @pytest.mark.parametrize("sign", ["-", "–", "—", ".", ","])
    def test_label_behind_a_speaker_on_one_line(self, sign: str) -> None:
        gap = "" if sign in ".," else " "
        text = f"- [Queues](https://example.org/1) by Ann Moore{gap}{sign} TLDR: Stand in line."
        (talk,) = plan(text, title=TITLE).talks
        assert kinds(talk) == ["byline", "tldr"]
        assert [speaker.name for speaker in talk.facts.speakers] == ["Ann Moore"]

    def test_stars_behind_a_link(self) -> None:
        text = "- **[Queues](https://example.org/1)** ⭐⭐⭐⭐⭐\n\n  TLDR: Stand."
        found = ordinary(text)
        assert titles(found, text, "A day") == ["Queues"]
        assert found.talks[0].facts.rating == 5

    def test_text_behind_a_link(self) -> None:
        text = "- [Queues](https://example.org/1): how to stand\n- [Lines](https://example.org/2)"
        found = ordinary(text, "links")
        assert titles(found, text, "A day") == ["Queues", "Lines"]
        assert said(found, text) == [[("text", ": how to stand")], []]

    def test_lines_behind_a_link(self) -> None:
        text = "[Queues](https://example.org/1)\nI could stand in any line.\nReally."
        found = ordinary(text, "paragraphs")
        assert titles(found, text, "A day") == ["Queues"]
        assert said(found, text) == [[("text", "I could stand in any line. Really.")]]


class TestEnds:
    def test_at_a_line_drawn(self) -> None:
        text = "## Queues\n\nTLDR: Stand.\n\n---\n\nWe had soup."
        assert said(ordinary(text), text) == [[("tldr", "Stand.")]]

    def test_at_the_next_talk_of_another_form(self) -> None:
        text = """
            ## Queues

            TLDR: Stand.

            - [A poster](https://example.org/p)

              TLDR: Small.
            """
        assert said(ordinary(text), text) == [[("tldr", "Stand.")], [("tldr", "Small.")]]

    def test_unindented_notes_behind_an_item(self) -> None:
        text = """
            - [Queues](https://example.org/1)

            TLDR: Stand.

            Bring a book.

            - [Lines](https://example.org/2)

            Comment: Long.
            """
        assert said(ordinary(text), text) == [
            [("tldr", "Stand. Bring a book.")],
            [("comment", "Long.")],
        ]

    def test_without_a_link_a_note_is_no_other_talks(self) -> None:
        text = """
            - Queues for beginners

            TLDR: Stand.

            - Queues for experts

            TLDR: Open a second one.
            """
        assert said(plan(text, title=TITLE), text, TITLE) == [
            [("tldr", "Stand.")],
            [("tldr", "Open a second one.")],
        ]

    def test_closing_words_behind_a_list_are_of_none(self) -> None:
        text = """
            - [Queues](https://example.org/1): how to stand
            - [Lines](https://example.org/2): how to wait

            That was all.
            """
        found = plan(text, title=TITLE)
        assert said(found, text, TITLE)[1] == [("text", ": how to wait")]


class TestDay:
    def test_before_the_first_talk(self) -> None:
        found = ordinary("TLDR: Soup.\n\n## Queues\n\nTLDR: Stand.")
        assert [part.line for part in found.day_notes] == [1]
        assert lines(found) == [3]

    def test_as_a_section(self) -> None:
        found = plan("## TL;DR\n\nSoup.\n\n## Queues (Ann Moore)\n\nStand.", title=TITLE)
        assert [(part.kind, part.line) for part in found.day_notes] == [("tldr", 1)]
        assert lines(found) == [5]

    def test_dates(self) -> None:
        text = """
            ## Day 1 - 13 May 2031

            ### Queues (Ann Moore)

            Stand.

            ## 2031-05-14

            ### Lines (Bo Lind)

            Wait.
            """
        found = plan(text, title=TITLE)
        assert [str(talk.facts.date) for talk in found.talks] == ["2031-05-13", "2031-05-14"]


class TestTables:
    def test_cells_are_notes_and_facts(self) -> None:
        text = """
            | Title | Speaker | Slides | Thoughts | Length |
            | --- | --- | --- | --- | --- |
            | [Queues](https://x.org/1) | Ann Moore | [here](https://x.org/s) | Clear | 5 |
            | Lines | Bo Lind | | Too fast | 9 |
            """
        found = ordinary(text)
        assert [kinds(talk) for talk in found.talks] == [
            ["speakers", "slides", "comment", "text"],
            ["speakers", "comment", "text"],
        ]

    @pytest.mark.parametrize(
        "heads",
        ["Where | What", "Time | Title", "Title | Speaker", "Name | Comment"],
    )
    def test_other_tables(self, heads: str) -> None:
        assert not ordinary(f"| {heads} |\n| --- | --- |\n| Queues | Ann Moore |").talks


def test_what_is_planned_can_be_compared() -> None:
    """Plans are plain data: the same outline gives the same plan."""
    text = "## Queues (Ann Moore)\n\nTLDR: Stand.\n\n- More."
    assert ordinary(text) == ordinary(text)
    assert isinstance(ordinary(text).talks[0], PlannedTalk)


class TestBreaks:
    """Lines behind a talk that say nothing of it, where talks are no sections."""

    NOTED = "**Queues at scale** (Ann Moore)\n\nTLDR: Stand in line.\n\n{}\n\n" + (
        "**Virtual queues** (Bo Lind)\n\nTLDR: Go home."
    )

    @pytest.mark.parametrize(
        "line",
        [
            *("Lunch", "lunch: soup", "Dinner was soup again", "Coffee break", "12:00 Lunch"),
            *("Mittagessen: Suppe", "Flight: late", "**Bakery queues, which I skipped**"),
        ],
    )
    def test_a_break_is_in_no_note(self, line: str) -> None:
        text = self.NOTED.format(line)
        notes = [part for talk in said(plan(text, title=TITLE), text, TITLE) for part in talk]
        assert ("tldr", "Stand in line.") in notes
        assert ("tldr", "Go home.") in notes

    @pytest.mark.parametrize(
        "line",
        [
            "Lunch queues are the worst of all, and nobody has ever measured how long they take "
            "in the end",
            "Dinner is next",
            "So we did.",
            "Travellers wait for free",
        ],
    )
    def test_what_goes_on_is(self, line: str) -> None:
        text = self.NOTED.format(line)
        notes = [part for talk in said(plan(text, title=TITLE), text, TITLE) for part in talk]
        assert ("tldr", f"Stand in line. {line}") in notes

    def test_nor_is_it_in_a_section_that_goes_on(self) -> None:
        text = "## Queues\n\nTLDR: Stand.\n\nLunch: soup\n\n## Lines\n\nTLDR: Wait."
        notes = [part for talk in said(plan(text, title=TITLE), text, TITLE) for part in talk]
        assert ("tldr", "Stand. Lunch: soup") in notes


class TestStars:
    """A line of stars alone rates the talk, wherever it stands in it."""

    @pytest.mark.parametrize(
        ("text", "rating"),
        [
            ("TLDR: Stand.\n★★★☆☆", 3),
            ("TLDR: Stand.\n\n⭐⭐⭐⭐", 4),
            ("TLDR: Stand.\n\n⭐ ⭐\n\nBring a book.", 2),
            ("About lines.\n\n★★★☆☆\n\nTLDR: Stand.\n\n★★", 3),
            ("TLDR: Stand. ★★★", 0),
            ("TLDR: Stand.\n\n★★★ it was", 0),
            ("TLDR: Stand.\n\n☆☆☆", 0),
        ],
    )
    def test_rating(self, text: str, rating: int) -> None:
        text = f"## Queues\n\n{text}\n"
        found = plan(text, title=TITLE)
        assert found.talks[0].facts.rating == rating
        notes = dict(said(found, text, TITLE)[0])
        assert notes["tldr"].startswith("Stand.")
        assert ("★★★☆☆" in notes["tldr"]) is False

    def test_one_star_is_a_highlight(self) -> None:
        found = plan("## Queues\n\nTLDR: Stand.\n\n⭐\n", title=TITLE)
        assert (found.talks[0].facts.is_highlight, found.talks[0].facts.rating) == (True, 0)

    def test_a_second_row_stays_text(self) -> None:
        text = "## Queues\n\nTLDR: Stand.\n\n★★\n\n★★★\n"
        found = said(plan(text, title=TITLE), text, TITLE)
        assert found == [[("tldr", "Stand."), ("byline", "★★"), ("text", "★★★")]]
