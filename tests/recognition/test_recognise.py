"""Which blocks of a post are talks, and why: each form, and each reason."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sphinxext_confnotes.recognition.events import About
from sphinxext_confnotes.recognition.patterns import read_pattern
from sphinxext_confnotes.recognition.plan import Reason
from tests.support.outlines import found_about, left, lines, ordinary, outline, plan, titles

TITLE = "ExampleConf 2031"


class TestForms:
    """Each way in which people write talks, in posts about a conference."""

    def test_sections(self) -> None:
        text = """
            ## Queues for beginners

            Stand in line, and bring a book with you.

            ## Queues for experts

            Open a second line before the first one moves.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 5]
        assert {talk.form for talk in found.talks} == {"section"}

    @pytest.mark.parametrize("level", ["#", "##", "###", "####"])
    def test_sections_of_any_level(self, level: str) -> None:
        text = "\n\n".join(
            f"{level} Queues {n} - Ann Moore\n\nStand in line, and bring a book." for n in "abc"
        )
        assert len(plan(text, title=TITLE).talks) == 3

    def test_several_first_headings(self) -> None:
        """Where nothing else is the title, the first talk is the first heading."""
        text = """
            # Queues for beginners (Ann Moore)

            Stand in line.

            ## History

            Bakeries came first.

            # Queues for experts (Bo Lind)

            Open a second line.

            # Queues for kings (Cy Holm)

            There is none.
            """
        found = plan(text)
        assert lines(found) == [1, 9, 13]
        assert [talk.form for talk in found.talks] == ["page", "section", "section"]
        assert [part.kind for part in found.talks[0].parts] == ["byline", "text", "heading", "text"]

    def test_sections_below_days(self) -> None:
        text = """
            ## Day 1

            ### Queues for beginners

            Stand in line, and bring a book with you.

            ### Queues for experts

            Open a second line before the first one moves.

            ## Friday 4 June

            ### Queues for kings

            There is none, since kings never stand in line.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [3, 7, 13]
        assert len(found.days) == 2
        assert [talk.day for talk in found.talks] == [found.days[0]] * 2 + [found.days[1]]

    def test_sections_on_two_levels(self) -> None:
        text = """
            ## Queues for beginners (Ann Moore)

            Stand in line.

            ## Lightning talks

            ### A bolt of lines (Bo Lind)

            It was short.

            ### Lines at sea (Cy Holm)

            It was shorter.

            ## Queues for experts (Di Berg)

            Open a second line.
            """
        assert lines(plan(text, title=TITLE)) == [1, 7, 11, 15]

    def test_items_that_lead_with_a_link(self) -> None:
        text = """
            - [Queues for beginners](https://example.org/1): how to stand in line
            - [Queues for experts](https://example.org/2): how to open a second one
            - [Queues for kings](https://example.org/3): there is none
            """
        found = plan(text, title=TITLE)
        assert titles(found, text, TITLE) == [
            "Queues for beginners",
            "Queues for experts",
            "Queues for kings",
        ]

    def test_items_in_bold(self) -> None:
        text = """
            - **Queues for beginners** by Ann Moore: how to stand in line
            - **Queues for experts** by Bo Lind: how to open a second one
            """
        assert lines(plan(text, title=TITLE)) == [1, 2]

    def test_items_with_text_below(self) -> None:
        text = """
            - Queues for beginners
              - how to stand in line, and when
            - Queues for experts
              - how to open a second one, and why
            - Queues for kings
              - there is none, and nobody knows why
            """
        assert lines(plan(text, title=TITLE)) == [1, 3, 5]

    def test_lists_of_one_with_what_stands_behind(self) -> None:
        text = """
            - **Queues for beginners**

            Ann Moore told how to stand in line.

            - **Queues for experts**

            Bo Lind told how to open a second one.

            - **Queues for kings**

            There is none.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 5, 9]
        assert all(talk.parts for talk in found.talks)

    def test_paragraphs_that_lead_with_a_link(self) -> None:
        text = """
            [Queues for beginners](https://example.org/1)
            by Ann Moore

            [Queues for experts](https://example.org/2)
            by Bo Lind
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 4]

    def test_lines_in_bold(self) -> None:
        text = """
            **Queues for beginners (Ann Moore)**

            It was about how to stand in line.

            **Queues for experts (Bo Lind)**

            It was about how to open a second one.
            """
        found = plan(text, title=TITLE)
        assert [talk.form for talk in found.talks] == ["bold", "bold"]

    def test_lines_that_name_speakers(self) -> None:
        text = """
            Queues for beginners - Ann Moore, Head of Waiting

            How to stand in line.

            Queues for experts - Bo Lind, Head of Doors

            How to open a second one.

            Queues for kings - Cy Holm

            There is none.
            """
        assert lines(plan(text, title=TITLE)) == [1, 5, 9]

    def test_rows_of_a_table(self) -> None:
        text = """
            | Title | Speaker | Comment |
            | --- | --- | --- |
            | Queues for beginners | Ann Moore | Clear |
            | Queues for experts | Bo Lind | Too fast |
            """
        found = ordinary(text)
        assert [talk.reason for talk in found.talks] == [Reason.TABLE] * 2

    def test_rows_of_a_table_with_a_column_of_its_own(self) -> None:
        text = """
            | Title | Author(s) | Why I was there |
            | --- | --- | --- |
            | Queues for beginners | Ann Moore | I wanted to stand in line |
            | Queues for experts | Bo Lind | A second one was opened |
            """
        assert len(plan(text, title=TITLE).talks) == 2
        assert not plan(text.replace("Why I was there", "Room"), title=TITLE).talks

    def test_a_page(self) -> None:
        text = """
            # Queues for beginners

            Ann Moore (Example Works)

            ## Terminology

            A line is what stands behind you.

            ## What to look for

            The end of it.
            """
        found = plan(text, about=About("path", "exampleconf"))
        assert [talk.form for talk in found.talks] == ["page"]
        assert found.talks[0].reason == Reason.SPEAKER or found.talks[0].reason == Reason.PAGE

    def test_items_below_the_notes_of_a_section(self) -> None:
        """A section with notes is a talk though others stand under it."""
        text = """
            ## Queues for beginners

            TLDR: Stand in line.

            - [A poster](https://example.org/p)

              TLDR: Small.

            - [Another one](https://example.org/q)

              TLDR: Big.
            """
        assert lines(ordinary(text)) == [1, 5, 9]


class TestFound:
    """Each reason for which something is a talk."""

    def test_label(self) -> None:
        found = ordinary("## Queues\n\nTLDR: Stand in line.")
        assert [talk.reason for talk in found.talks] == [Reason.LABEL]

    def test_stars(self) -> None:
        text = """
            - ★★★★★ [Queues for beginners](https://example.org/1)
            - ★★☆☆☆ [Queues for experts](https://example.org/2)
            """
        assert [talk.reason for talk in ordinary(text).talks] == [Reason.STARS] * 2

    def test_speaker(self) -> None:
        text = "## Queues (Ann Moore)\n\nStand.\n\n## Lines (Bo Lind)\n\nWait."
        assert {talk.reason for talk in plan(text, title=TITLE).talks} == {Reason.SPEAKER}

    def test_time(self) -> None:
        text = "## 09:30 Queues\n\nStand in line with me.\n\n## 10:30 Lines\n\nWait for me there."
        assert {talk.reason for talk in plan(text, title=TITLE).talks} == {Reason.TIME}

    def test_kind(self) -> None:
        text = "## Keynote: Queues\n\nStand in line.\n\n## Workshop: Lines\n\nWait for me."
        assert {talk.reason for talk in plan(text, title=TITLE).talks} == {Reason.KIND}

    def test_link(self) -> None:
        text = (
            "## [Queues](https://example.org/1)\n\nStand in line with a book.\n\n"
            "## [Lines](https://example.org/2)\n\nWait for me over there, please."
        )
        assert {talk.reason for talk in plan(text, title=TITLE).talks} == {Reason.LINK}

    def test_siblings(self) -> None:
        text = (
            "## Queues\n\nStand in line with a book.\n\n## Lines\n\nWait for me over there, please."
        )
        assert {talk.reason for talk in plan(text, title=TITLE).talks} == {Reason.SIBLINGS}

    def test_page(self) -> None:
        text = "# Queues for beginners\n\nStand in line with a book, and wait for the others."
        found = plan(text, about=About("path", "exampleconf"))
        assert [talk.reason for talk in found.talks] == [Reason.PAGE]

    def test_pattern(self) -> None:
        text = "## Ann Moore on Queues\n\nStand.\n\n## Bo Lind on Lines\n\nWait."
        found = plan(text, title=TITLE, talk_title=read_pattern("{speakers} on {title}"))
        assert [talk.reason for talk in found.talks] == [Reason.PATTERN] * 2
        assert [talk.facts.speakers[0].name for talk in found.talks] == ["Ann Moore", "Bo Lind"]
        assert titles(found, text, TITLE) == ["Queues", "Lines"]

    @pytest.mark.parametrize(
        ("mode", "text"),
        [
            ("h2", "## Queues\n\n## Lunch"),
            ("h3", "### Queues\n\n### Lunch"),
            ("links", "- [Queues](https://example.org/1)\n- [Lines](https://example.org/2)"),
            ("paragraphs", "[Queues](https://example.org/1)\n\n[Lines](https://example.org/2)"),
            ("tables", "| Title | Time |\n| --- | --- |\n| Queues | 9:00 |\n| Lines | 10:00 |"),
        ],
    )
    def test_forced(self, mode: str, text: str) -> None:
        found = ordinary(text, mode)
        assert len(found.talks) == 2
        assert {talk.reason for talk in found.talks} <= {Reason.FORCED, Reason.TABLE}

    def test_forced_page(self) -> None:
        found = ordinary("Stand in line.", "page", title="Queues")
        assert [(talk.form, talk.reason) for talk in found.talks] == [("page", Reason.FORCED)]


WITH_OTHERS = """
## Queues for beginners (Ann Moore)

Stand in line.

## {}

{}

## Queues for experts (Bo Lind)

Open a second line.
"""


class TestLeft:
    """Each reason for which something is none."""

    @pytest.mark.parametrize(
        ("title", "reason"),
        [
            ("Lunch", Reason.MEALS),
            ("12:30 Lunch", Reason.MEALS),
            ("10:30 - 11:00 | Coffee break", Reason.MEALS),
            ("Mittagspause", Reason.MEALS),
            ("Hotel", Reason.TRAVEL),
            ("The venue", Reason.VENUE),
            ("Registration", Reason.REGISTRATION),
            ("Opening remarks", Reason.OPENING),
            ("Final thoughts", Reason.CLOSING),
            ("Takeaways of the day", Reason.CLOSING),
            ("Fazit des ersten Tages", Reason.CLOSING),
            ("おわりに", Reason.CLOSING),
            ("Talks I missed", Reason.MISSED),
            ("To watch", Reason.TO_WATCH),
            ("Further reading", Reason.RESOURCES),
            ("My own talk", Reason.OWN),
            ("Evening banquet – at the town hall", Reason.MEALS),
            ("コーヒー", Reason.MEALS),
            ("¡Hasta el año que viene!", Reason.CLOSING),
            ("Bis zum nächsten Jahr!", Reason.CLOSING),
            ("Mon expérience en tant que speaker", Reason.OWN),
            ("公式サイト", Reason.RESOURCES),
            ("Highlights", Reason.GROUP),
            ("The job fair", Reason.VENUE),
            ("L'hébergement", Reason.TRAVEL),
            ("Notre voyage", Reason.TRAVEL),
            ("Lunch (by the lake, in the sun)", Reason.MEALS),
            ("ExampleConf Drink-Up", Reason.MEALS),
            ("ExampleConf sponsors", Reason.VENUE),
            ("ブースぶらぶら", Reason.VENUE),
            ("Leia também", Reason.RESOURCES),
            ("Les tendances", Reason.CLOSING),
            ("But first, my breakfast", Reason.OPENING),
            ("聴いてないけど見たいもの", Reason.MISSED),
            ("ExampleConf", Reason.GROUP),
            ("What is ExampleConf?", Reason.VENUE),
            ("E o que é a ExampleConf?", Reason.VENUE),
            ("ExampleConf 2031とは", Reason.VENUE),
            ("What did I like about the ExampleConf?", Reason.VENUE),
            ("My highlights of ExampleConf", Reason.VENUE),
            ("Day 2", Reason.DAY),
            ("Days 2 and 3", Reason.DAY),
            ("11/29", Reason.DAY),
            ("30.11.", Reason.DAY),
            ("2,3日目（Conference）", Reason.DAY),
            ("Takeaways", Reason.IS_LABEL),
        ],
    )
    def test_by_its_words(self, title: str, reason: Reason) -> None:
        found = plan(WITH_OTHERS.format(title, "It rained all day, and we had soup."), title=TITLE)
        assert lines(found) == [1, 9]
        assert left(found)[5] == reason

    def test_off(self) -> None:
        found = plan("## Queues\n\nTLDR: Stand in line.", "none", title=TITLE)
        assert not found.talks
        assert left(found) == {1: Reason.OFF}

    def test_not_talks(self) -> None:
        text = WITH_OTHERS.format("Some soup", "It was warm, and there was enough.")
        found = plan(text, title=TITLE, not_talks=("some *",))
        assert left(found)[5] == Reason.NOT_TALKS

    def test_not_talks_below_a_heading(self) -> None:
        text = """
            ## Queues (Ann Moore)

            Stand in line.

            ## Lines (Bo Lind)

            Wait.

            ## Seen elsewhere

            ### Doors (Cy Holm)

            TLDR: Open them.
            """
        found = plan(text, title=TITLE, not_talks=("Seen elsewhere",))
        assert lines(found) == [1, 5]
        assert left(found)[11] == Reason.NOT_TALKS

    def test_what_is_left_out_changes_nothing_else(self) -> None:
        """Else the headings over what is left out would be talks."""
        text = "\n\n".join(
            f"## The {part} of the long day\n\nWe went there, sat down and took some notes.\n\n"
            f"### Queues for {whom} (Ann Moore)\n\nStand in line."
            for part, whom in (("morning", "beginners"), ("rest", "experts"), ("end", "kings"))
        )
        assert len(plan(text, title=TITLE).talks) == 3
        assert not plan(text, title=TITLE, not_talks=("queues *",)).talks

    def test_no_conference(self) -> None:
        found = ordinary("## Queues\n\nStand in line.\n\n## Lines\n\nWait.")
        assert not found.talks
        assert left(found) == {1: Reason.NO_CONFERENCE, 5: Reason.NO_CONFERENCE}

    @pytest.mark.parametrize(
        "title", ["ExampleConf 2031 is coming", "Programme of ExampleConf", "Release notes"]
    )
    def test_no_report(self, title: str) -> None:
        found = plan("## Queues (Ann Moore)\n\nStand.\n\n## Lines (Bo Lind)\n\nWait.", title=title)
        assert not found.talks
        assert set(left(found).values()) == {Reason.NO_REPORT}

    def test_what_only_the_programme_says(self) -> None:
        """A speaker's life is told by programmes; with a line of one's own it is a talk."""
        announced = "> Room 3, 45 minutes\n\n- Speaker: Bo Lind\n- Bio: Bo has {} queues.\n"
        text = WITH_OTHERS.format("Lines", announced.format("three"))
        assert left(plan(text, title=TITLE))[5] == Reason.UNTOLD
        assert 5 in lines(plan(text.replace("three queues.", "three.\n\nIt was fun."), title=TITLE))

        programme = "\n".join(f"## Queues {n}\n\n{announced.format(n)}" for n in ("one", "two"))
        found = plan(f"{programme}\n## By the door (Cy Holm)\n\nWarm.", title=TITLE)
        assert not found.talks
        assert Reason.NO_REPORT in left(found).values()

    def test_items_below_a_line_for_links(self) -> None:
        text = """
            Talks:

            - [Queues for beginners](https://youtu.be/1) by Ann Moore
            - [Queues for experts](https://youtu.be/2) by Bo Lind

            {}:

            - [The long door](https://youtu.be/3) by Cy Holm
            - [The short door](https://youtu.be/4) by Di Rask
            """
        assert lines(plan(text.format("And then"), title=TITLE)) == [3, 4, 8, 9]
        found = plan(text.format("See also"), title=TITLE)
        assert lines(found) == [3, 4]
        assert left(found)[8] == Reason.RESOURCES
        noted = text.format("See also").replace(
            "by Di Rask", f"by Di Rask\n\n{14 * ' '}TLDR: Narrow."
        )
        assert 9 in lines(plan(noted, title=TITLE))

    def test_a_word_before_a_list_of_talks(self) -> None:
        text = "More.\n\n* [Queues](https://example.org/1)\n\nTLDR: Stand in line."
        assert lines(ordinary(text)) == [3]

    def test_entries_of_contents(self) -> None:
        text = """
            - [Queues for beginners](#queues)
            - [Queues for experts](#experts)

            ## Queues for beginners (Ann Moore)

            Stand in line.

            ## Queues for experts (Bo Lind)

            Open a second one.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [4, 8]
        assert left(found)[1] == Reason.CONTENTS

    def test_a_report_in_a_file_of_another_name(self) -> None:
        text = "## Queues (Ann Moore)\n\nStand.\n\n## Lines (Bo Lind)\n\nWait."
        path = ("exampleconf-picks",)
        assert lines(plan(text, title="Notes of ExampleConf", path=path)) == [1, 5]
        assert not plan(text, title="ExampleConf", path=path).talks

    def test_a_readme_in_the_folder_of_a_conference(self) -> None:
        text = "## Queues (Ann Moore)\n\nStand.\n\n## Lines (Bo Lind)\n\nWait."
        assert lines(plan(text, title=TITLE, path=("exampleconf", "readme"))) == [1, 5]
        assert lines(plan(text, title=TITLE, path=("readme",))) == [1, 5]
        assert not plan(text, title="queue-tools", path=("readme",)).talks

    def test_links_behind_a_kind_or_a_name_with_quotes(self) -> None:
        text = """
            - Talk about [queues for beginners](https://youtu.be/1), by Ann Moore
            - Palestra sobre [filas longas](https://youtu.be/2), que foi muito legal
            - Cy Holm : « [Les files pour les rois](https://youtu.be/3) »
            """
        assert lines(plan(text, title=TITLE)) == [1, 2, 3]

    def test_sections_below_a_heading_for_notes(self) -> None:
        text = """
            ## Notes

            ### Queues for beginners

            Speaker: Ann Moore

            ### Queues for experts

            Speaker: Bo Lind
            """
        assert lines(plan(text, title=TITLE)) == [3, 7]

    def test_titles_below_the_name_of_a_conference(self) -> None:
        text = """
            # ExampleConf

            I was there in the afternoon.

            ## Queues for beginners

            Ann Moore stood in line.

            ## Queues for experts

            Bo Lind opened a second one.
            """
        found = plan(text, title="My ExampleConf notes")
        assert lines(found) == [5, 9]
        assert left(found)[1] == Reason.GROUP

    def test_one_long_topic_among_short_ones(self) -> None:
        text = """
            ## What is it?

            It is the conference of those who wait.

            ## I want to start some of that waiting in my own bakery, too!

            Begin with a small door.

            ## Doors

            Open them.

            ## Lines

            Stand there.
            """
        assert not plan(text, title=TITLE, about=About("title", "ExampleConf")).talks

    def test_short_titles_of_what_is_told_as_talks(self) -> None:
        text = """
            ## Queues

            The speaker told how to stand in line.

            ## Doors

            Next was a talk on how to open them.

            ## Lines

            This presentation was about waiting.
            """
        found = plan(text, title="ExampleConf - Day 2: doors, lines and rain", about=None)
        assert not found.talks
        about = About("title", "ExampleConf")
        found = plan(text, title="ExampleConf - Day 2: doors, lines and rain", about=about)
        assert lines(found) == [1, 5, 9]

    def test_links_behind_what_they_belong_to(self) -> None:
        text = """
            ## Announced

            ### Queues

            They stand in line from now on, it was said.

            [Queues, all that is new](https://example.org/2031/queues)

            ### Doors

            They open from both sides, it was said.

            [Doors, all that is new](https://example.org/2031/doors)
            """
        found = plan(text, title=TITLE, about=About("title", "ExampleConf"))
        assert not found.talks
        assert left(found)[7] == Reason.RESOURCES

    def test_one_without_a_speaker_among_those_with_one(self) -> None:
        others = "\n\n".join(
            f"## Queues {n}\n\nSpeaker: Ann Moore\n\nStand in line." for n in "abcd"
        )
        text = f"{others}\n\n## There is always tomorrow\n\nIt will be as long as today."
        assert lines(plan(text, title=TITLE)) == [1, 7, 13, 19]
        told = text.replace("It will be", "The talk will be")
        assert lines(plan(told, title=TITLE)) == [1, 7, 13, 19, 25]

    def test_a_file_called_by_a_conference(self) -> None:
        """What has no title of its own, and a conference in its name, is no talk of that one."""
        text = "We were there with a stand.\n\nIt rained all day, and we had soup."
        path = ("notes", "the long queues of pycon lund")
        assert not plan(text, about=About("path", "pycon"), path=path).talks
        found = plan(text, about=About("path", "pycon"), path=("pycon-2031", "the long queues"))
        assert [talk.form for talk in found.talks] == ["page"]

    def test_a_file_of_lightning_talks(self) -> None:
        text = """
            - Queues for beginners
              - Stand in line.
              - Bring a book.
            - Queues for experts
              - Open a second one.
              - Close the first.
            - Queues for kings
              - There is none.
              - They wait for you.
            """
        found = plan(
            text, about=About("path", "exampleconf"), path=("exampleconf", "lightning talks")
        )
        assert lines(found) == [1, 4, 7]

    def test_a_list_of_other_links(self) -> None:
        text = """
            Talks:

            - [Queues for beginners](https://youtu.be/1)

              How to stand in line.

            - [Queues for experts](https://youtu.be/2)

              How to open a second one.

            - [Queues for kings](https://youtu.be/3)

              There is none.

            I also ate at:

            - [The Long Spoon](https://example.org/spoon)
            - [Two Plates](https://example.org/plates)
            """
        assert lines(plan(text, title=TITLE)) == [3, 7, 11]

    def test_group_with_a_time(self) -> None:
        text = """
            ## 13:30 - Lightning talks

            ### [Queues for beginners](https://example.org/1)

            Stand in line.

            ### [Queues for experts](https://example.org/2)

            Open a second one.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [3, 7]
        assert left(found)[1] == Reason.GROUP

    def test_group(self) -> None:
        text = """
            ## Talks

            ### Queues for beginners

            Stand in line, and bring a book with you.

            ### Queues for experts

            Open a second line before the first one moves.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [3, 7]
        assert left(found)[1] == Reason.GROUP

    def test_group_without_a_word_for_talks(self) -> None:
        text = """
            ## Web

            ### Queues for beginners (Ann Moore)

            Stand in line.

            ### Queues for experts (Bo Lind)

            Open a second line.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [3, 7]
        assert left(found)[1] == Reason.GROUP

    def test_parts_come_again_and_again(self) -> None:
        text = """
            ## Queues for beginners (Ann Moore)

            ### What it was

            A talk about lines, for those who have never stood in one.

            ### What was odd

            No line in sight.

            ## Queues for experts (Bo Lind)

            ### What it was

            Another talk about lines.

            ### What was odd

            Two lines, and both were short.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 11]
        assert left(found)[3] == Reason.PART

    def test_sentence(self) -> None:
        text = """
            - [Queues for beginners](https://example.org/1): how to stand in line
            - [Queues for experts](https://example.org/2): how to open a second one
            - [Bread](https://example.org/3) was what we had for lunch
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 2]
        assert left(found)[3] == Reason.SENTENCE

    def test_weak(self) -> None:
        text = "## Queues\n\nStand in line, and wait for the others."
        found = plan(text, title="Thoughts", about=About("words", "conference"))
        assert not found.talks
        assert left(found) == {1: Reason.WEAK}

    def test_missed_as_the_text_says(self) -> None:
        text = WITH_OTHERS.format("Doors (Cy Holm)", "Sadly I couldn't attend this one.")
        assert left(plan(text, title=TITLE))[5] == Reason.MISSED

    def test_rule(self) -> None:
        found = ordinary("## Queues\n\nTLDR: Stand in line.\n\n---\n\nWe had soup.")
        assert left(found)[7] == Reason.RULE

    def test_unclear(self) -> None:
        text = """
            ## Queues for beginners

            TLDR: Stand in line.

            *Queues for experts*

            TLDR: Open a second one.
            """
        found = ordinary(text)
        assert left(found)[7] == Reason.UNCLEAR

    def test_each_reason_has_a_sentence(self) -> None:
        from sphinxext_confnotes.recognition.explain import WHY

        assert set(WHY) == set(Reason)


class TestWithoutConference:
    """Posts that say nothing of one: labelled talks alone."""

    def test_only_the_labelled_ones(self) -> None:
        text = """
            ## Queues for beginners

            TLDR: Stand in line.

            ## Evening

            We had soup.
            """
        assert lines(ordinary(text)) == [1]

    @pytest.mark.parametrize("mark", ["- ", "* ", "1. "])
    def test_items_with_a_label_in_their_next_line(self, mark: str) -> None:
        """Where there is no empty line before a label, it is in the paragraph of the title."""
        text = f"""
            {mark}Queues for beginners
              TLDR: Stand in line.
            {mark}Queues for experts
              Comment: Too long.
              TLDR: Open a second line.
            {mark}Queues for kings
            """
        assert titles(ordinary(text), text) == ["Queues for beginners", "Queues for experts"]

    def test_two_labelled_ones_make_a_conference(self) -> None:
        text = """
            ## Queues for beginners

            TLDR: Stand in line.

            ## Queues for experts

            TLDR: Open a second one.

            ## Queues for kings by Ann Moore

            There is none.
            """
        assert lines(ordinary(text)) == [1, 5, 9]

    @pytest.mark.parametrize(
        "text",
        [
            "## Overall\n\nSummary: It was long.",
            "## Recipe\n\nNotes: More salt.",
            "## A project\n\n### Summary\n\nIt works.",
        ],
    )
    def test_words_that_others_use_make_none(self, text: str) -> None:
        assert not ordinary(text).talks

    def test_a_word_of_an_essay_makes_none(self) -> None:
        text = "".join(f"## Chapter {n}\n\nMuch was said.\n\n" for n in "abcde")
        assert not ordinary(f"{text}### Takeaways\n\nLittle was.").talks

    def test_one_label_heading_is_enough(self) -> None:
        assert lines(ordinary("## Queues\n\nAbout lines.\n\n### Takeaways\n\nStand.")) == [1]

    def test_other_headings_are_no_matter(self) -> None:
        text = """
            ## Queues

            ### Abstract

            It is about lines.

            ### The maths

            One and one.

            ### TLDR

            Stand.
            """
        assert lines(ordinary(text)) == [1]

    def test_a_page_with_a_labelled_speaker(self) -> None:
        text = "# Queues for beginners\n\n## Speaker: Ann Moore\n\nStand.\n\n## Doors\n\nWait."
        found = plan(text, about=None)
        assert [talk.form for talk in found.talks] == ["page"]
        assert not plan(text.replace("Speaker: ", ""), about=None).talks

    def test_two_titles_with_speakers_and_videos(self) -> None:
        text = """
            # Queues for beginners by Ann Moore

            https://www.youtube.com/watch?v=1

            Stand in line.

            # Queues for experts by Bo Lind

            https://www.youtube.com/watch?v=2

            Open a second one.
            """
        assert lines(plan(text, about=None)) == [1, 7]
        assert not plan(text.replace("https://www.youtube.com/", ""), about=None).talks

    def test_books_with_their_authors(self) -> None:
        authors = ("Ann Moore", "Bo Lind", "Cy Holm")
        text = "\n\n".join(f"## All about queues by {one}\n\nI read it twice." for one in authors)
        assert not ordinary(text).talks
        assert len(ordinary(text.replace("I read it", "The speaker said it")).talks) == 3
        assert len(ordinary(text.replace(" by ", " - ")).talks) == 3


class TestAbout:
    """Whether a post is about a conference."""

    SECTIONS = (
        "## How to stand in a line\n\nStand in line with a book.\n\n"
        "## What lines have done for us\n\nWait for me over there, please.\n\n"
        "## Doors that open by themselves\n\nOpen them all at once."
    )

    @pytest.mark.parametrize(
        ("title", "given"),
        [
            ("PyCon Lund 2031", {}),
            ("My week at RubyConf 2031", {}),
            ("Meetup in Lund, Day 2", {}),
            ("Rückblick auf die Konferenz 2031", {}),
            ("Notes, day 2", {"conference": "ExampleConf"}),
            ("Report of Monday, 2031", {"tags": ["conference", "python"]}),
        ],
    )
    def test_it_is(self, title: str, given: dict[str, object]) -> None:
        found = found_about(self.SECTIONS, title, given)
        assert found.conference
        assert len(found.talks) == 3

    @pytest.mark.parametrize(
        ("title", "given"),
        [
            ("What I cooked in 2031", {}),
            ("Holidays", {"tags": ["travel"]}),
            ("Ten days in Lund", {}),
            ("The icon, the beacon and the falcon", {}),
        ],
    )
    def test_it_is_not(self, title: str, given: dict[str, object]) -> None:
        found = found_about(self.SECTIONS, title, given)
        assert not found.conference
        assert not found.talks

    def test_three_speakers_in_titles_say_so(self) -> None:
        text = "\n\n".join(
            f"## {title} by {name}\n\nThe talk was long."
            for title, name in [("Queues", "Ann Moore"), ("Lines", "Bo Lind"), ("Doors", "Cy Holm")]
        )
        assert len(found_about(text, "A day in Lund").talks) == 3

    SIGNED = "\n\n".join(
        f"## {title}\n\n**{name}**\n\n- Stand in line.\n- Bring a book."
        for title, name in [("Queues", "Ann Moore"), ("Lines", "Bo Lind"), ("Doors", "Cy Holm")]
    )

    def test_speakers_below_titles_say_so_under_a_name_with_a_year(self) -> None:
        assert len(found_about(self.SIGNED, "QQQ North 2031").talks) == 3
        assert not found_about(self.SIGNED, "Our team").talks

    def test_two_speakers_say_so_in_what_is_called_a_report(self) -> None:
        text = """
            ## Queues by Ann Moore

            The talk was long.

            ## Lines by Bo Lind

            The talk was short.

            ## Doors

            Nobody came.
            """
        assert len(found_about(text, "Lund, notes of the morning").talks) == 3
        assert not found_about(text, "Lund in the morning").talks

    def test_a_line_before_all_headings_says_so(self) -> None:
        text = "QQQ2031 - Day 1\n\n" + "\n".join(
            f"- **{title}** (Ann Moore)\n\n    - Stand in line." for title in ("Queues", "Doors")
        )
        assert outline(text).heading == "QQQ2031 - Day 1"
        assert len(found_about(text).talks) == 2

    @pytest.mark.parametrize("first", ["[QQQ](https://example.org) day 1", "- Day 1", "x " * 13])
    def test_a_line_that_is_no_heading(self, first: str) -> None:
        assert not outline(f"{first}\n\nStand in line.").heading

    @pytest.mark.parametrize(
        ("title", "number"),
        [("Lund 2031", 4), ("Talks", 0), ("Agenda", 0), ("Speakers", 0), ("My talks 2031", 0)],
    )
    def test_keynotes_say_so(self, title: str, number: int) -> None:
        text = "\n\n".join(
            f"## {heading}\n\n- Stand in line.\n- Bring a book."
            for heading in ("Monday keynote", "Queues for beginners", "Lines", "Second keynote")
        )
        assert len(found_about(text, title).talks) == number

    def test_headings_beside_the_name_of_the_conference(self) -> None:
        """Its title isn't one of its talks, though it is a heading like theirs."""
        talks = "\n\n".join(
            f"# {title}\n\n- Stand in line.\n- Bring a book."
            for title in ("Queues", "Lines", "Doors that don't open", "Books")
        )
        found = plan(f"# Notes from ExampleConf 2031\n\n{talks}", about=None, path=("README",))
        assert not found.talks
        found = plan(
            f"# Notes from ExampleConf 2031\n\n{talks}",
            about=About("title", "exampleconf"),
            path=("README",),
        )
        assert len(found.talks) == 4

    @pytest.mark.parametrize(
        ("headings", "speakers"),
        [
            (["Ann Moore"], ["Ann Moore"]),
            (["Speaker: Ann Moore", "Waiting"], ["Ann Moore"]),
            (["Open Doorways", "Waiting"], []),
        ],
    )
    def test_a_heading_below_a_title_is_a_speaker(
        self, headings: list[str], speakers: list[str]
    ) -> None:
        """Beside headings of topics, one that looks like a name is one of these."""
        below = "\n\n".join(f"### {heading}\n\nStand in line." for heading in headings)
        found = plan(f"## Queues for beginners\n\n{below}\n\n## Lines\n\nWait here.")
        assert [one.name for one in found.talks[0].facts.speakers] == speakers

    def test_a_title_that_looks_like_one_over_talks(self) -> None:
        """Among talks, what has a speaker of its own below is one, whatever its title is about."""
        titles = ["Queues that move", "Crafting Great Presentations", "Lines", "Open doors"]
        text = "\n\n".join(
            f"## {title}\n\n*by Ann Moore*\n\nStand in line." for title in [*titles, "Talks"]
        )
        assert lines(plan(text, title="ExampleConf 2031")) == [1, 7, 13, 19]

    def test_titles_in_paragraphs_below_sessions(self) -> None:
        slides = "[Slides](https://speakerdeck.com/x/y)"
        text = f"""
            ## Early in the morning

            Queues: from doors to counters - [Ann Moore](https://twitter.com/ann)
            {slides}

            Lines that never move - Bo Lind
            {slides}

            ## Late at night

            Doors that never open - Cy Holm
            {slides}
            """
        found = plan(text, title="ExampleConf 2031")
        assert lines(found) == [3, 6, 11]
        assert [[one.name for one in talk.facts.speakers] for talk in found.talks] == [
            ["Ann Moore"],
            ["Bo Lind"],
            ["Cy Holm"],
        ]

    def test_links_below_other_highlights_are_no_talks(self) -> None:
        """Beside a list of talks, one of which half leads elsewhere is a list of something else."""
        text = """
            ## Highlights

            - [Queues](https://example.org/2031/talk/queues): it was long.
            - [Lines](https://example.org/2031/talk/lines): it was short.
            - [Doors](https://example.org/2031/talk/doors): it was open.

            ## Other highlights

            - [Soup 3 is out](https://example.com/soup)
            - [Bread 4 is near](https://example.com/2031/bread)
            """
        assert lines(plan(text, title="ExampleConf 2031")) == [3, 4, 5]

    def test_one_talk_is_not_how_the_others_are_written(self) -> None:
        """A talk of another level than all others doesn't keep those from being talks."""
        text = """
            ## The opening of doors

            Ann Moore

            - Doors open at nine.
            """ + "".join(
            f"\n\n            # {title}\n\n            - Stand in line."
            for title in ("Queues for beginners", "Lines that never move at all", "Books")
        )
        assert len(plan(text, title="Notes from ExampleConf 2031").talks) == 4

    @pytest.mark.parametrize("lead", ["**{}**", "[{}](https://example.org/x)"])
    def test_speakers_in_brackets_behind_what_leads(self, lead: str) -> None:
        text = "\n".join(
            f"- {lead.format(title)} (Ann Moore, Works)\n    - Stand in line."
            for title in ("Queues", "Doors")
        )
        found = plan(text, title="ExampleConf 2031")
        assert [talk.reason for talk in found.talks] == [Reason.SPEAKER, Reason.SPEAKER]


class TestTalksAroundOtherTalks:
    """Sections that are talks because of what stands in or beside them."""

    def test_sections_under_lightning_talks_that_name_nobody(self) -> None:
        text = """
            ## Queues for beginners - Ann Moore

            Stand in line, and bring a book with you.

            ## Queues for experts - Bo Lind

            Open a second line before the first one moves.

            ## Lightning talks

            #### Bakeries

            They came first, says whoever bakes.

            #### Buses

            They come in threes, as was to be shown.
            """
        assert lines(plan(text, title=TITLE)) == [1, 5, 11, 15]

    def test_headings_beside_lightning_talks_with_speakers(self) -> None:
        text = """
            ## Keynote

            Waiting is what we do most, and nobody teaches it.

            ## How we stopped counting the people who wait

            Nobody had ever looked at the numbers.

            ## A short history of bread and of its lines

            Bakeries came first, then came the lines.

            ## Power hour (lightning talks on waiting)

            ### Queues for beginners - Ann Moore

            Stand in line, and bring a book with you.

            ### Queues for experts - Bo Lind

            Open a second line before the first one moves.
            """
        assert lines(plan(text, title=TITLE)) == [1, 5, 9, 15, 19]

    def test_topics_beside_talks_with_speakers(self) -> None:
        """Where none of them is plainly a talk, they are what else is told."""
        text = """
            ## What I thought about the town before

            It is by the sea, and it rained.

            ## What I thought about the town behind that

            It is by the sea, and it didn't rain.

            ## Talks

            ### Queues for beginners - Ann Moore

            Stand in line, and bring a book with you.

            ### Queues for experts - Bo Lind

            Open a second line before the first one moves.
            """
        assert lines(plan(text, title=TITLE)) == [11, 15]

    def test_note_in_one_of_several_talks_below_a_topic(self) -> None:
        """A note says that its section is a talk, not that the one around is."""
        text = """
            ## Bread is ten years old

            The party was held in an old bakery, with a cake.

            ### Queues for beginners by Ann Moore

            Stand in line. TLDR: bring a book.

            ### Queues for experts by Bo Lind

            Open a second line before the first one moves.

            TLDR: one line isn't enough.

            ### Queues for kings by Cy Holm

            There is none.
            """
        assert lines(plan(text, title=TITLE)) == [5, 9, 15]

    def test_item_without_link_in_list_of_linked_talks(self) -> None:
        text = """
            ## What we liked

            - [Queues for beginners](https://example.org/talks/1) by Ann Moore. Stand in line.
            - [Queues for experts](https://example.org/talks/2) by Bo Lind. Open another one.
            - Queues for kings by Cy Holm. There is none, and nobody waits.
            """
        assert lines(plan(text, title=TITLE)) == [3, 4, 5]

    def test_note_behind_list_of_remarks(self) -> None:
        """A link among what was noted is no talk that the note could be about."""
        text = "\n\n".join(
            f"""## How to wait, part {n}

- it takes a while, mostly
- nobody likes it
- [bread](https://example.org/bread) helps

TLDR: bring a book."""
            for n in ("one", "two", "three")
        )
        assert lines(plan(text, title=TITLE)) == [1, 9, 17]

    def test_footnote_behind_title(self) -> None:
        text = "\n\n".join(
            f"## Queues for {who} - {name}[{n}](#note-{n})\n\nStand in line, and bring a book."
            for n, (who, name) in enumerate(
                [("beginners", "Ann Moore"), ("experts", "Bo Lind"), ("kings", "Cy Holm")], 1
            )
        )
        assert lines(plan(text, title=TITLE)) == [1, 5, 9]

    def test_heading_with_word_for_talks_is_no_byline(self) -> None:
        """The first heading of a section may look like a name."""
        text = """
            ## Links will come later

            ### Waiting Room Panel

            Ann Moore and others spoke about it for an hour.

            ## Day 1

            ### Queues for beginners - Bo Lind

            Stand in line, and bring a book with you.

            ### Queues for experts - Cy Holm

            Open a second line before the first one moves.
            """
        assert 1 not in lines(plan(text, title=TITLE))

    def test_bold_titles_with_speakers_below_word_for_talks(self) -> None:
        text = """
            ## Keynotes

            **Queues for beginners - Ann Moore**

            Stand in line, and bring a book with you.

            **Queues for experts - Bo Lind**

            Open a second line before the first one moves.

            **Queues for kings - Cy Holm**

            There is none, and nobody ever waited in it.
            """
        assert lines(plan(text, title=TITLE)) == [3, 7, 11]

    def test_korean_names_behind_dashes(self) -> None:
        text = """
            ## 줄 서는 방법 - 김하나 -

            줄을 서고 책을 가져오세요.

            ## 전문가를 위한 줄 -이두리-

            첫 번째 줄이 움직이기 전에 두 번째 줄을 여세요.
            """
        assert [talk.reason for talk in plan(text, title=TITLE).talks] == [Reason.SPEAKER] * 2

    def test_conference_that_only_its_report_names(self) -> None:
        """Its talks have to tell it, too: by who gave them."""
        talks = """
            ## Queues for beginners

            Ann Moore

            Stand in line, and bring a book with you.

            ## Queues for experts

            Bo Lind

            Open a second line before the first one moves.
            """
        topics = """
            ## The way there by train and by boat

            It was long, and it rained.

            ## The town and everything that is in it

            It is by the sea.
            """
        assert lines(found_about(talks, "Notes from Crafting 2031")) == [1, 7]
        assert not found_about(talks, "Crafting in my kitchen").talks
        assert not found_about(topics, "Trip report: Norway").talks

    def test_long_bold_titles_below_heading_for_talks(self) -> None:
        """A topic may stand between; where no heading is for talks, bold words are emphasis."""
        text = """
            ## {}

            ### About waiting

            **How we stopped counting the people who wait**

            Nobody had ever looked at the numbers.

            **A short history of bread and its lines**

            Bakeries came first, then came the lines.

            **Why two lines are never quite enough**

            The other one is always faster than yours.
            """
        assert lines(plan(text.format("Favourite talks"), title=TITLE)) == [5, 9, 13]
        assert not plan(text.format("What I think"), title=TITLE).talks


class TestLinksInParagraphs:
    """Paragraphs that lead with links: to papers that are told of, or to what belongs to talks."""

    def test_papers_below_short_topics(self) -> None:
        paper = """
            [{title}](https://aclanthology.org/2031.acl-long.{number})

            * They let bakers stand in line, and count the loaves that are left.
            * Closely related to [earlier lines](https://arxiv.org/abs/2031.0{number}).
            """
        text = dedent(
            """
            ## Focus on counting

            Many papers counted loaves this year, and some of these counted crumbs.

            ## Paper overview

            What follows are my notes about papers that I liked.
            """
        ) + "".join(
            dedent(paper).format(title=title, number=number)
            for number, title in enumerate(
                ("Ovens are all you need", "Sourdough without labels", "A survey of crumbs"), 1
            )
        )
        assert titles(found_about(text, "Notes from ACL 2031"), text, "Notes") == [
            "Ovens are all you need",
            "Sourdough without labels",
            "A survey of crumbs",
        ]

    def test_what_comes_again_and_again(self) -> None:
        talk = """
            ## {title}

            The line was longer than the oven, and nobody knew why.

            [Watch it on the site](https://youtu.be/{title})

            Summary: {title} is a matter of time.
            """
        text = "".join(dedent(talk).format(title=one) for one in ("Queueing", "Kneading", "Baking"))
        found = plan(text, title=TITLE)
        assert titles(found, text, TITLE) == ["Queueing", "Kneading", "Baking"]
        assert [[part.kind for part in talk.parts] for talk in found.talks] == [
            ["text", "tldr"]
        ] * 3


class TestShortTitles:
    """Sections that are called by a word or two, such as the name of who spoke."""

    def test_below_words_for_talks(self) -> None:
        text = """
            # Keynotes

            ## Ann Moore

            Stand in line, and bring a book with you.

            ## The bakers

            They count loaves.

            # Track talks

            ## Crumbs

            Open a second line before the first one moves.

            ## Bo

            Nobody knows where the line ends.
            """
        assert lines(found_about(text, given={"conference": ""})) == []
        found = plan(text, about=About("title", "day1"), path=("examplecon", "day1"))
        assert lines(found) == [3, 7, 13, 17]

    def test_below_one_word_for_talks_and_a_topic(self) -> None:
        text = """
            # Workshops

            ## Mentoring

            Many came, and all of them stayed.

            ## Meeting

            Nobody came.

            # People

            ## Old friends

            There were some.
            """
        assert lines(plan(text, about=About("title", "day1"), path=("examplecon", "day1"))) == []

    @pytest.mark.parametrize(
        "heads",
        [
            ("Day 1", "Day 2"),
            ("Talks", "Workshops"),
            ("Track A", "Track B"),
            ("Morning", "In the afternoon"),
            ("Vormittag", "Nachmittag"),
            ("午前", "午後"),
        ],
    )
    def test_below_heads_that_are_over_talks(self, heads: tuple[str, str]) -> None:
        first, second = heads
        text = f"""
            ## {first}

            ### Bread

            Stand in line, and bring a book with you.

            ### Soup in lines

            They count spoons there.

            ## {second}

            ### Clocks

            Nobody knows what time it is.
            """
        about = About("title", "waitconf")
        assert lines(plan(text, title="WaitConf 2031", about=about)) == [3, 7, 13]
        other = text.replace(first, "What was cold").replace(second, "And warm")
        assert not plan(other, title="WaitConf 2031", about=about).talks


class TestLinesThatMayBeNames:
    """First lines that may be names are, where most sections have one each."""

    TEXT = """
        # Queues for beginners

        ann moore

        ## Standing

        Stand in line.

        # Queues for experts

        bo lind - Example Works

        ## Second lines

        Open one.

        # Kings

        Cy holm
        Works on waiting

        There is no line for kings.
        """
    ABOUT = About("title", "waitconf")

    def test_are_speakers(self) -> None:
        found = plan(self.TEXT, title="WaitConf 2031", about=self.ABOUT)
        assert lines(found) == [1, 9, 17]
        assert {talk.reason for talk in found.talks} == {Reason.SPEAKER}

    @pytest.mark.parametrize(
        "other", ["quite some queue.", "a line which was longer", "ann moore", "stand"]
    )
    def test_other_lines(self, other: str) -> None:
        text = self.TEXT.replace("bo lind - Example Works", other)
        assert not plan(text, title="WaitConf 2031", about=self.ABOUT).talks


class TestNamesAsTitles:
    """Headings that are names are those of speakers, where most of a level are."""

    ABOUT = About("title", "waitconf")

    @staticmethod
    def text(*titles: str) -> str:
        return "\n\n".join(f"## {title}\n\nIt was cold while we waited." for title in titles)

    def test_are_talks(self) -> None:
        text = self.text("Ann Moore", "Bo Lind", "Cy Holm", "On waiting")
        found = plan(text, title="WaitConf 2031", about=self.ABOUT)
        assert lines(found) == [1, 5, 9, 13]

    @pytest.mark.parametrize(
        "titles",
        [
            ("Ann Moore", "Bo Lind", "On waiting", "On lines"),
            ("Ann Moore", "Bo Lind", "Bo Lind"),
            ("Cold While", "While Waited", "Waited Cold"),
        ],
    )
    def test_few_or_ordinary_words_are_none(self, titles: tuple[str, ...]) -> None:
        found = plan(self.text(*titles), title="WaitConf 2031", about=self.ABOUT)
        assert not found.talks


class TestTitlesInRunningText:
    """Titles that no heading has, with the names of speakers behind or below them."""

    def test_in_italics(self) -> None:
        text = """
            *An introduction to queues* by Ann Moore: Stand in line, and bring a book with you.

            *Lines for experts* by Bo Lind. Open a second one before the first one moves.

            *It* was cold there by the lake.
            """
        assert lines(found_about(text, "WaitConf 2031")) == [1, 3]

    def test_over_names(self) -> None:
        text = """
            An introduction to queues
            Ann Moore

            Stand in line, and bring a book with you.

            ---

            Lines for experts
            Bo Lind

            - Open a second one.
            """
        found = found_about(text, "WaitConf 2031")
        assert lines(found) == [1, 8]
        assert {talk.reason for talk in found.talks} == {Reason.SPEAKER}


class TestTitlesWithoutHeadings:
    """Titles in bold or in quotes, with what is told of them and nothing else that tells them."""

    TITLES = (
        "An introduction to waiting in queues",
        "How bakeries learned to count at last",
        "The last one always closes the door",
        "Paper tickets considered harmful in small shops",
    )

    def bold(self, count: int) -> str:
        return "\n\n".join(f"**{one}**\n\nIt was cold there." for one in self.TITLES[:count])

    def test_bold_lines_that_are_all_heads(self) -> None:
        assert len(found_about(self.bold(4), "WaitConf 2031").talks) == 4

    def test_bold_lines_beside_sections_or_few_of_them(self) -> None:
        assert not found_about(self.bold(3), "WaitConf 2031").talks
        assert not found_about("## What I think\n\n" + self.bold(4), "WaitConf 2031").talks
        assert not found_about(self.bold(4), "On queues").talks

    def test_items_in_quotes(self) -> None:
        text = "\n".join(f'- "{one}": it was cold there.' for one in self.TITLES)
        assert len(found_about(text, "WaitConf 2031").talks) == 4
        assert not found_about(text.replace('"', "**"), "WaitConf 2031").talks


def test_one_plain_talk_says_nothing_of_the_only_heading_beside_it() -> None:
    text = """
        ## Back to school, on the benches of old

        It was cold there.

        ## The talks of Thursday

        ### Queues for beginners (Ann Moore)

        Stand in line.

        ### Queues for experts (Bo Lind)

        Open a second one.

        ## Closing keynote: a fine story of old tickets

        It was told by the lake.
        """
    about = About("title", "waitconf")
    found = plan(text, title="WaitConf 2031", about=about)
    assert 1 not in lines(found)
    assert {7, 11} <= set(lines(found))


class TestBesideNamedTalks:
    """Among sections that name their speakers, one that doesn't says as much, or is none."""

    NAMED = "\n\n".join(
        f"## Queues {n} (Ann Moore)\n\nStand in line, and bring a book with you." for n in "abcd"
    )
    ABOUT = About("title", "waitconf")

    def test_as_much_is_said(self) -> None:
        text = f"{self.NAMED}\n\n## Old lines\n\n" + "Nobody knows who came first. " * 5
        assert len(plan(text, title="WaitConf 2031", about=self.ABOUT).talks) == 5

    def test_less_is_said(self) -> None:
        text = f"{self.NAMED}\n\n## Old lines\n\nNobody knows them."
        assert len(plan(text, title="WaitConf 2031", about=self.ABOUT).talks) == 4


class TestCodesOfSessions:
    """Short titles are those of talks where most have the code of a session before them."""

    ABOUT = About("title", "waitconf")

    @staticmethod
    def text(*codes: str) -> str:
        titles = zip(codes, ("Bread", "Soup in lines", "Clocks"), strict=True)
        return "\n\n".join(f"## {code} {title}\n\nIt was cold there." for code, title in titles)

    @pytest.mark.parametrize(
        "codes",
        [
            ("[A1]", "[A2]", "[B1]"),
            ("A-1", "B-1", "C-2"),
            ("【A-1】", "【A-2】", "【A-3】"),
            ("CMP305:", "DEV304:", "ARC201:"),
        ],
    )
    def test_are_talks(self, codes: tuple[str, ...]) -> None:
        found = plan(self.text(*codes), title="WaitConf 2031", about=self.ABOUT)
        assert lines(found) == [1, 5, 9]

    @pytest.mark.parametrize(
        "codes", [("Q1", "Q2", "Q3"), ("A1", "A1", "A1"), ("1.", "2.", "3."), ("A1", "On", "With")]
    )
    def test_others_are_none(self, codes: tuple[str, ...]) -> None:
        assert not plan(self.text(*codes), title="WaitConf 2031", about=self.ABOUT).talks


class TestFewShortTitles:
    """Two or three short headings are topics, unless something else tells that they are talks."""

    TEXT = """
        ## What came first

        The speaker told of the first queue that there was.

        ## Later

        In her talk she told of the next one.

        ## Cats

        Their talk was short, since cats never stand in line.
        """
    ABOUT = About("title", "waitconf")

    def test_are_topics(self) -> None:
        assert not plan(self.TEXT, title="WaitConf 2031", about=self.ABOUT).talks

    def test_are_talks_of_a_day(self) -> None:
        found = plan(self.TEXT, title="WaitConf 2031, day 2", about=self.ABOUT)
        assert lines(found) == [1, 5, 9]

    def test_are_talks_beside_a_plain_one(self) -> None:
        text = self.TEXT.replace("Cats", "Cats (Cy Holm)")
        assert lines(plan(text, title="WaitConf 2031", about=self.ABOUT)) == [1, 5, 9]

    def test_four_are_talks(self) -> None:
        text = self.TEXT + "\n\n        ## Kings\n\n        The talk told of none.\n"
        assert len(plan(text, title="WaitConf 2031", about=self.ABOUT).talks) == 4


class TestNamesByTheirSurnames:
    """Korean and Chinese names, which are one word each."""

    def test_with_where_they_work_behind_commas(self) -> None:
        text = """
            ### Session 1

            - Counting Loaves without Labels，王小明，北京大学
            - Ovens at Scale: a Survey，李雷，面包研究院

              > 两个数据集

            - Sourdough in the Wild，韩梅梅，清华大学
            """
        found = plan(text, about=About("path", "eccv"), path=("eccv2031", "note"))
        assert lines(found) == [3, 4, 8]
        assert [[one.name for one in talk.facts.speakers] for talk in found.talks] == [
            ["王小明"],
            ["李雷"],
            ["韩梅梅"],
        ]
        assert found.talks[0].facts.speakers[0].affiliation == "北京大学"

    def test_lists_of_words(self) -> None:
        text = """
            ### 方法

            - 设计，开发，测试
            - 高性能，低成本，易用
            - 金融，文章，石油
            """
        found = plan(text, about=About("path", "eccv"), path=("eccv2031", "note"))
        assert not any(talk.form == "item" for talk in found.talks)


class TestBesideTalks:
    """What stands in posts about a conference beside the talks."""

    def test_quoted_titles_with_speakers_below_a_topic(self) -> None:
        text = """
            ### Old friends and the sun that always shines

            It was warm.

            ### A very special event

            These were the best.

            **“Looking at crumbs” von Ann Moore**

            She showed slides of crumbs.

            **“The dark loaf” von Bo Lind**

            He showed a loaf.

            **“Bread that keeps a secret” von Cy Holm**

            It told nothing.

            ### What was not so good about it

            One talk was too long, and nobody said so.
            """
        found = plan(text, title="BreadConf 2031", about=About("title", "breadconf"))
        assert lines(found) == [9, 13, 17]
        assert left(found)[5] is Reason.GROUP

    def test_links_that_were_copied_with_the_name_of_their_site(self) -> None:
        talk = """
            ## {title} by {name}

            [{title} - Speaker Deck](https://speakerdeck.com/example/{number})

            - It was about lines.
            """
        text = "[BreadConf 2031 | connpass](https://connpass.example.org/1)\n\n" + "".join(
            dedent(talk).format(title=title, name=name, number=number)
            for number, (title, name) in enumerate(
                (("Crumbs in lines", "Ann Moore"), ("Loaves in rows", "Bo Lind"))
            )
        )
        found = plan(text, title="BreadConf 2031", about=About("title", "breadconf"))
        assert {talk.form for talk in found.talks} == {"section"}
        assert len(found.talks) == 2

    @pytest.mark.parametrize(
        "title",
        ["Track 1", "Room B", "トラック2", "Salle 3", "Hörsaal C", "Afternoon session", "午後の部"],
    )
    def test_tracks_and_rooms(self, title: str) -> None:
        text = (
            f"## {title}\n\nStand in line, and bring a book.\n\n## Queues for beginners\n\nOne.\n"
        )
        assert left(plan(text, title=TITLE))[1] is Reason.GROUP

    def test_the_name_of_the_conference(self) -> None:
        text = """
            ## Codemotion

            It takes place in many countries, and this year it did so again.

            ## Queues for beginners

            Stand in line, and bring a book with you.

            ## Queues for experts

            Open a second line before the first one moves.
            """
        assert lines(plan(text, title="Codemotion 2031")) == [5, 9]

    def test_titles_below_a_heading_for_talks(self) -> None:
        text = """
            ## 見たトーク

            ### 行列に並ぶための完全なガイド

            並んで、本を持ってきてください。

            ### パンくずを数えない技術について

            数えないのが一番です。

            ### 列が動く前に二番目の列を開く

            誰も気付きませんでした。
            """
        found = plan(
            text, title="パンカンファレンスに参加した", about=About("title", "カンファレンス")
        )
        assert lines(found) == [3, 7, 11]

    @pytest.mark.parametrize(("count", "is_read"), [(12, True), (30, False)])
    def test_a_list_of_more_than_anybody_hears(self, count: int, is_read: bool) -> None:
        text = "\n".join(
            f"- [Queues of the {n}th kind](https://examplecon.org/talks/{n}) - [slides](https://s.org/{n})"
            for n in range(count)
        )
        assert bool(plan(text, title=TITLE, about=About("title", "x")).talks) is is_read


class TestBelowTimes:
    """Titles below a time that has a line, or a paragraph, of its own."""

    def test_in_one_paragraph(self) -> None:
        text = """
            10:00 - 10:40
            Queues for beginners
            Ann Moore (Example Works)
            Stand in line, and bring a book with you, she said, for it takes long.

            - lines are long

            10:45 - 11:25
            BO LIND
            THE LINES OF THE OTHERS
            Open a second line before the first one moves, since nobody will look.

            12:15 - 1:15
            LUNCH
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 8]
        assert titles(found, text, TITLE) == ["Queues for beginners", "THE LINES OF THE OTHERS"]
        facts = [talk.facts for talk in found.talks]
        assert [[one.name for one in fact.speakers] for fact in facts] == [
            ["Ann Moore"],
            ["BO LIND"],
        ]
        assert [f"{fact.start:%H:%M}-{fact.end:%H:%M}" for fact in facts] == [
            "10:00-10:40",
            "10:45-11:25",
        ]
        assert left(found)[13] is Reason.MEALS

    def test_in_a_paragraph_of_its_own(self) -> None:
        text = """
            11:00am

            **Queues for beginners**

            Stand in line, and bring a book with you.

            2:30pm

            The lines of the others
            Bo Lind (Example Works)

            Open a second line before the first one moves.
            """
        found = plan(text, title=TITLE)
        assert titles(found, text, TITLE) == ["Queues for beginners", "The lines of the others"]
        assert [f"{talk.facts.start:%H:%M}" for talk in found.talks] == ["11:00", "14:30"]
        assert [part.kind for part in found.talks[0].parts] == ["text"]


class TestSpeakersInLinks:
    """Titles whose link has the speakers in it as well."""

    def test_behind_dashes(self) -> None:
        text = """
            ### [Queues for beginners - Ann Moore](https://example.org/a.pdf)

            Stand in line, and bring a book with you.

            ### [The *lines* of the others - Bo Lind / Cy Moss](https://example.org/b.pdf)

            Open a second line before the first one moves.

            ### Filas para quem espera por dia - Dee Park

            Open a third line.
            """
        found = plan(text, title=TITLE)
        assert titles(found, text, TITLE) == [
            "Queues for beginners",
            "The *lines* of the others",
            "Filas para quem espera por dia",
        ]
        assert [[one.name for one in talk.facts.speakers] for talk in found.talks] == [
            ["Ann Moore"],
            ["Bo Lind", "Cy Moss"],
            ["Dee Park"],
        ]

    def test_labels_of_speakers_in_chinese(self) -> None:
        text = """
            **排队的艺术**

            演讲人：王小明

            - 先到先得

            ------

            **Building a better line**

            演讲人：Bo Lind，Example Works

            排队的人越来越多。

            **排队系统的架构**

            演讲人：李华

            排队的人都知道。
            """
        found = plan(text, title="排队大会2031见闻录")
        assert lines(found) == [1, 9, 15]
        names = [talk.facts.speakers[0].name for talk in found.talks]
        assert names == ["王小明", "Bo Lind", "李华"]


class TestNoTitles:
    """What looks like titles, in posts of real conferences."""

    @pytest.mark.parametrize("title", ["1. Overview", "2. Trends", "3) Tendances", "4. Fazit"])
    def test_numbered_headings(self, title: str) -> None:
        text = f"""
            ## {title}

            It was all about lines.

            ## Queues for beginners, by Ann Moore

            Stand in line, and bring a book with you.

            ## The lines of the others, by Bo Lind

            Open a second line before the first one moves.
            """
        assert lines(plan(text, title=TITLE)) == [5, 9]

    def test_lists_of_videos(self) -> None:
        text = """
            - [QueueConf 2031 in pictures](https://www.youtube.com/playlist?list=PL0)

            ## [Queues for beginners](https://queueconf.org/talks/1)

            Stand in line, and bring a book with you.

            ## [The lines of the others](https://queueconf.org/talks/2)

            Open a second line before the first one moves.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [3, 7]
        assert left(found)[1] is Reason.RESOURCES

    def test_clauses_in_korean(self) -> None:
        text = """
            * 오전 9시부터 줄을 서기 시작하였고

              사람이 많았다.

            * 커피와 빵이 있었는데

              맛있었다.

            * 줄이 점점 길어졌지만

              책을 읽었다.
            """
        assert not plan(text, title="줄서기 컨퍼런스 2031 후기").talks

    def test_speakers_behind_titles_with_colons(self) -> None:
        text = """
            Queues for beginners - [Ann Moore](https://twitter.com/annmoore)
            [Presentation](https://videos.example.org/1)

            Waiting in lines: from books to bread - [Bo Lind](https://twitter.com/bolind)
            [Presentation](https://videos.example.org/2)

            The lines of the others - [Cy Moss](https://twitter.com/cymoss)
            [Presentation](https://videos.example.org/3)
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 4, 7]
        assert titles(found, text, TITLE)[1] == "Waiting in lines: from books to bread"

    def test_days_with_ids_behind_them(self) -> None:
        text = """
            ## Saturday {#saturday}

            ### Waiting in line

            Queues are long, says [Ann Moore](https://example.org/1).

            ### Bread for all

            A loaf a day, says [Bo Lind](https://example.org/2).

            ## Sunday {#sunday}

            ### Books for all

            A book a day.
            """
        assert lines(plan(text, title=TITLE)) == [3, 7, 13]


def test_workshops_over_lines_with_speakers() -> None:
    text = """
        ## Opening talk - Dee Park

        Everybody waited.

        ## [Waiting in Practice](https://queueconf.org/workshops/1)

        Queues for beginners - [Ann Moore](https://twitter.com/annmoore)
        [Presentation](https://videos.example.org/1)

        Waiting in lines: from books to bread - [Bo Lind](https://twitter.com/bolind)
        [Presentation](https://videos.example.org/2)

        The lines of the others - [Cy Moss](https://twitter.com/cymoss)
        [Presentation](https://videos.example.org/3)
        """
    found = plan(text, title=TITLE)
    assert lines(found) == [1, 7, 10, 13]
    assert left(found)[5] is Reason.GROUP


def test_titles_over_addresses() -> None:
    text = """
        Here is all that I went to.

        Queues for beginners
        [youtube](https://www.youtube.com/watch?v=1)
        [speakerdeck](https://speakerdeck.com/annmoore/queues)

        Waiting in lines: from books to bread
        [youtube](https://www.youtube.com/watch?v=2)

        The lines of the others
        [youtube](https://www.youtube.com/watch?v=3)

        A second line for everybody
        [youtube](https://www.youtube.com/watch?v=5)

        Counting the people before you
        [youtube](https://www.youtube.com/watch?v=6)

        ## List of talks missed

        The end of the queue
        [youtube](https://www.youtube.com/watch?v=4)
        """
    found = plan(text, title="Talks I attended", about=About("title", "talks i attended"))
    assert lines(found) == [3, 7, 10, 13, 16]
    assert titles(found, text, "Talks I attended")[0] == "Queues for beginners"
    assert left(found)[19] is Reason.MISSED


def test_levels_with_speakers_on_either_side() -> None:
    text = """
        ## Keynotes

        #### Ann Moore - Lund Queues

        She likes bread.

        #### Bo Lind - Lund Books

        He likes books.

        #### Cy Moss - Example Works

        She likes lines.

        ## Waiting in line - Dee Park

        It took long.

        ## Bread for all - Eve Lowe

        A loaf a day.

        ## Books for everybody - Flo Marsh

        A book a day.
        """
    names = [[one.name for one in talk.facts.speakers] for talk in plan(text, title=TITLE).talks]
    assert names == [
        ["Ann Moore"],
        ["Bo Lind"],
        ["Cy Moss"],
        ["Dee Park"],
        ["Eve Lowe"],
        ["Flo Marsh"],
    ]


class TestTalksThatWaitForTheirNotes:
    """As ``new`` writes them: they are none until something is said."""

    @pytest.mark.parametrize(
        "text",
        [
            "- **Queues**\n\n  TLDR:\n\n  Comment:",
            "- [Queues](https://a.example)\n\n  Speakers: Ann Moore\n\n  Time: 10:00\n\n  TLDR:\n\n"
            "  Comment:",
            "- **Queues**\n  TLDR:\n  Comment:\n- milk",
            "## Queues\n\nTLDR:\n\nComment:",
            "## Queues\n\nTLDR:\nComment:",
        ],
    )
    def test_are_none(self, text: str) -> None:
        found = plan(text, title=TITLE)
        assert found.talks == ()
        assert Reason.UNTOLD in left(found).values()

    @pytest.mark.parametrize(
        "text",
        [
            "- **Queues**\n\n  TLDR: Stand.\n\n  Comment:",
            "- **Queues**\n\n  TLDR:\n\n  Comment: Too long.",
            "- **Queues**\n\n  It was long.\n\n  TLDR:\n\n  Comment:",
            "- **Queues**: they were long\n\n  TLDR:\n\n  Comment:",
            "- **Queues**\n\n  TLDR:\n\n  - Stand.\n\n  Comment:",
            "## Queues\n\nTLDR:\n\nComment:\n\n![](queue.jpg)",
            # Its text may have been lost.
            "- **Queues**\n\n  TLDR:",
        ],
    )
    def test_are_some_when_something_is_said(self, text: str) -> None:
        assert len(plan(text, title=TITLE).talks) == 1


class TestHeadsOverLists:
    """Plain lines over lists, in posts without any heading."""

    TEXT = "\n\n".join(
        f"{title}\n\n- Stand in line.\n- Bring a book with you."
        for title in ("Queues for beginners", "Queues for experts", "Bread", "Queues of cats")
    )
    ABOUT = About("title", "breadconf")

    def test_are_talks(self) -> None:
        found = plan(self.TEXT, title="BreadConf 2031", about=self.ABOUT)
        assert lines(found) == [1, 6, 11, 16]
        assert [talk.reason for talk in found.talks] == [Reason.SIBLINGS] * 4

    def test_items_of_their_lists_are_notes(self) -> None:
        text = self.TEXT.replace("- Stand in line.", "- Stand in line\n  - quietly, and look ahead")
        text = text.replace("- Bring a book with you.", "- Bring a book\n  - by somebody you like")
        found = plan(text, title="BreadConf 2031", about=self.ABOUT)
        assert [talk.form for talk in found.talks] == ["paragraph"] * 4

    def test_introductions_with_a_colon_are_none(self) -> None:
        text = self.TEXT.replace("beginners", "beginners:").replace("Bread", "Bread:")
        assert not plan(text, title="BreadConf 2031", about=self.ABOUT).talks

    def test_not_below_headings(self) -> None:
        text = f"## Rolls\n\nThey were warm.\n\n{self.TEXT}"
        assert not plan(text, title="BreadConf 2031", about=self.ABOUT).talks

    def test_names_of_conferences_are_none(self) -> None:
        text = "\n\n".join(
            f"{name} {year}\n\n- Queues for beginners\n- Queues for experts"
            for name, year in (("BreadConf", 2030), ("RollConf", 2031), ("OvenConf", 2031)) * 2
        )
        assert not plan(text, title="BreadConf 2031", about=self.ABOUT).talks


class TestLinksBehindText:
    """Paragraphs that are a link alone behind the text that they belong to."""

    def test_links_of_what_is_told_are_none(self) -> None:
        text = "\n\n".join(
            f"## Queues in the long winter for {whom}\n\nStand in line, and bring a book.\n\n"
            f"[A book on {whom}](https://example.org/talks/{whom}) is worth a look."
            for whom in ("beginners", "experts", "kings", "cats")
        )
        found = plan(text, title="BreadConf 2031", about=About("title", "breadconf"))
        assert lines(found) == [1, 7, 13, 19]

    def test_links_with_a_note_behind_the_text_of_short_headings(self) -> None:
        text = "\n\n".join(
            f"## {name}\n\nStand in line, and bring a book.\n\n"
            f"[The book of {name}](https://example.org/{name})\n\nIt is long."
            for name in ("Cats", "Dogs", "Kings", "Queens")
        )
        found = plan(text, title="BreadConf 2031", about=About("title", "breadconf"))
        assert not [talk for talk in found.talks if talk.form == "paragraph"]

    def test_links_to_talks_with_speakers_are_talks(self) -> None:
        text = "\n\n".join(
            f"I liked what they said of {whom}.\n\n"
            f"[Queues for {whom} - Ann Moore, Queue Works](https://youtu.be/{whom})"
            for whom in ("beginners", "experts", "kings")
        )
        found = plan(text, title="BreadConf 2031", about=About("title", "breadconf"))
        assert lines(found) == [3, 7, 11]


def test_a_heading_one_level_too_high_with_a_label_for_its_speaker() -> None:
    text = """
        ## Queues for beginners

        - Speaker: Ann Moore

        Stand in line.

        ### Queues for experts

        - Speaker: Bo Lind

        Open a second line.

        ### Queues for kings

        - Speaker: Cy Holm

        There is none.
        """
    found = plan(text, title="BreadConf 2031", about=About("title", "breadconf"))
    assert lines(found) == [1, 7, 13]


def test_items_that_are_only_words_for_notes_are_none() -> None:
    text = """
        ## How the tool works

        1. Talk into it
        2. Get a page with:
           - Key takeaways
           - Comments
        3. Copy it
        """
    assert not plan(text, title=TITLE).talks
    # Under such a word something may be said.
    said = """
        - Queues for beginners
          - Key takeaways
            - It is short
        - Queues for experts
          - My thoughts
            - Longer
        """
    found = plan(said, title=TITLE)
    assert [(talk.line, talk.parts[0].kind) for talk in found.talks] == [
        (1, "tldr"),
        (4, "comment"),
    ]
