"""Ways of writing talks that hurried reports have, and what only looks like them."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.events import About
from sphinxext_confnotes.recognition.plan import Reason
from tests.support.outlines import kinds, left, lines, plan

TITLE = "WaitConf 2031"
NAMED = About("title", "waitconf")


class TestPartsThatRepeat:
    """Sections in which the same headings stand are told of in one way, so they are talks."""

    TEXT = """
        ## Lines we love

        The hall was full before the doors were open.

        ### Said

        Stand still.

        ## Open tills

        Nobody had come to sit at the back this time.

        ### Said

        Move on.
        """

    def test_make_short_headings_talks(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [1, 9]

    def test_are_in_each_of_them(self) -> None:
        text = self.TEXT.replace("### Said", "### Seen", 1)
        assert not plan(text, title=TITLE, about=NAMED).talks


class TestNamesInBold:
    """``[Title](…) **Ann Moore**``."""

    def test_behind_links_are_speakers(self) -> None:
        text = """
            - [Queues](https://github.com/waiting/notes) **Ann Moore**
            - [Lines](https://github.com/waiting/lines) **Bo Lindgren**
            - [Tills](https://github.com/waiting/tills) *Cy Holmes*
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [1, 2, 3]
        assert {talk.reason for talk in found.talks} == {Reason.SPEAKER}

    def test_are_names(self) -> None:
        text = """
            - [Queues](https://github.com/waiting/notes) **read this**
            - [Lines](https://github.com/waiting/lines) **and that**
            - [Tills](https://github.com/waiting/tills) **or not**
            """
        assert not plan(text, title=TITLE).talks


class TestQuotesBehindNames:
    @pytest.mark.parametrize("quotes", ["''", "“”", "「」", '""'])
    def test_are_titles(self, quotes: str) -> None:
        first, last = quotes
        text = "\n\n".join(
            f"### {n}. Ann {first}Of queues and of lines{last}\n\nIt moved." for n in (1, 2, 3)
        )
        assert lines(plan(text, title=TITLE)) == [1, 5, 9]


class TestWordsForAnyTalk:
    """In Japanese, Korean and Chinese they have no plural: no talk is called so."""

    @pytest.mark.parametrize("word", ["세션", "セッション", "講演"])
    def test_are_over_talks(self, word: str) -> None:
        found = plan(f"## {word}\n\n행렬 이야기를 많이 들었다.", title=TITLE)
        assert not found.talks
        assert left(found)[1] is Reason.GROUP

    def test_may_be_a_keynote(self) -> None:
        assert lines(plan("## 키노트\n\n행렬 이야기를 많이 들었다.", title=TITLE)) == [1]


class TestDaysBehindNames:
    @pytest.mark.parametrize("heading", ["WaitConf Day 1", "WC2031 Day 1", "Day 1 Talk Highlights"])
    def test_are_over_talks(self, heading: str) -> None:
        text = f"""
            # {heading}

            ## Queues without any fear at all

            - Stand in line.

            ## Lines without any end in sight

            - Bring a book.
            """
        assert lines(plan(text, title=TITLE)) == [3, 7]


class TestRemarks:
    """A heading in brackets is said of a talk, rather than its title."""

    TEXT = """
        ## Queues without any fear at all

        - Stand in line.

        ## (missed Ann’s talk)

        ## Lines without any end in sight

        - Bring a book.
        """

    def test_what_was_missed(self) -> None:
        found = plan(self.TEXT, title=TITLE)
        assert lines(found) == [1, 7]
        assert left(found)[5] is Reason.MISSED

    def test_other_remarks_may_be_titles(self) -> None:
        text = self.TEXT.replace("(missed Ann’s talk)", "(Ann’s talk)\n\n        - She waited.")
        assert lines(plan(text, title=TITLE)) == [1, 5, 9]


class TestVenuesWithColons:
    def test_are_no_talks(self) -> None:
        text = """
            ## Venue: the old bakery in town

            It was warm.

            ## Queues: the old and the new

            Stand in line.

            ## Lines: the long and the short

            Bring a book.
            """
        found = plan(text, title=TITLE)
        assert lines(found) == [5, 9]
        assert left(found)[1] is Reason.VENUE


class TestPagesThatAreCalledTalks:
    """``# Ann Moore's keynote``, and notes in lists."""

    TEXT = """
        # Ann Moore keynote

        - Stand in line.
        - Bring a book.

        ## Tills

        - Open two.
        """

    def test_are_talks(self) -> None:
        found = plan(self.TEXT, about=None)
        assert [talk.form for talk in found.talks] == ["page"]

    def test_were_noted(self) -> None:
        text = self.TEXT.replace("- ", "It took me weeks to write this, but now it is there. ")
        assert not plan(text, about=None).talks

    @pytest.mark.parametrize("title", ["My keynote", "Keynotes", "Session 3", "Lunch talk of mine"])
    def test_are_called_one_of_somebody_else(self, title: str) -> None:
        text = self.TEXT.replace("Ann Moore keynote", title)
        assert not plan(text, about=None).talks

    def test_nothing_but_the_word(self) -> None:
        text = (
            "# Keynote\n\nIt took them weeks to write this, and they said so.\n\n## Tills\n\nTwo."
        )
        assert [talk.form for talk in plan(text, about=None).talks] == ["page"]


class TestLightningTalks:
    def test_are_held_at_conferences(self) -> None:
        text = """
            # Lightning talks

            ## Queues for beginners

            - Stand in line.

            ## Lines for experts

            - Bring a book.

            ## Tills for kings

            - Open two.

            ## Doors

            - Close them.
            """
        assert lines(plan(text, about=None)) == [3, 7, 11, 15]
        assert not plan(text.replace("Lightning talks", "Shops"), about=None).talks


class TestListsOfTalks:
    """``WaitConf talks``, which the conference keeps: links and speakers alone."""

    TEXT = "\n\n".join(
        f"## Queues {n} without any fear\n\n[Slides](https://speakerdeck.com/{n})\n\n"
        f"By [Ann Moore](https://example.org/{n})"
        for n in "abc"
    )

    def test_are_no_reports(self) -> None:
        found = plan(self.TEXT, title="WaitConf 2031 talks")
        assert not found.talks
        assert set(left(found).values()) == {Reason.NO_REPORT}

    def test_say_nothing(self) -> None:
        text = self.TEXT.replace("\n\nBy", "\n\nI waited in vain for the slides.\n\nBy")
        assert len(plan(text, title="WaitConf 2031 talks").talks) == 3

    def test_are_called_so(self) -> None:
        assert len(plan(self.TEXT, title=TITLE).talks) == 3


class TestTitlesLikeThoseOfManuals:
    """``How to wait`` may be a talk's, in the folder of a conference."""

    TEXT = "# How to wait in a line\n\nAnn Moore, Bakery Ltd\n\n- Stand still.\n- Bring a book."

    def test_in_the_folder_of_a_conference(self) -> None:
        found = plan(
            self.TEXT, path=("waitconf-2031", "waiting"), about=About("path", "waitconf-2031")
        )
        assert [talk.form for talk in found.talks] == ["page"]

    def test_elsewhere(self) -> None:
        assert not plan(
            self.TEXT, path=("posts", "waiting"), about=About("words", "conference")
        ).talks


class TestSummariesOverLists:
    """``Summary`` alone on a line, without a colon."""

    TEXT = """
        ## Queues without any fear

        Comment: I waited.

        Summary

        - All is well.
        """

    def test_are_labels(self) -> None:
        assert kinds(plan(self.TEXT, title=TITLE).talks[0]) == ["comment", "tldr"]

    def test_stand_over_a_list(self) -> None:
        found = plan(self.TEXT.replace("- All", "All"), title=TITLE)
        assert kinds(found.talks[0]) == ["comment"]

    def test_are_summaries(self) -> None:
        found = plan(self.TEXT.replace("Summary", "Notes"), title=TITLE)
        assert kinds(found.talks[0]) == ["comment"]


class TestPagesWithBothNotes:
    TEXT = """
        # Making lines shorter

        Ann Moore & Bo Lindgren

        ## Tills

        It takes two of them.

        ## Takeaways

        - Open the other one.

        ## My thoughts

        I would.
        """

    def test_are_talks_of_whom_they_name(self) -> None:
        found = plan(self.TEXT, about=None)
        assert [talk.form for talk in found.talks] == ["page"]
        assert {"tldr", "comment"} <= set(kinds(found.talks[0]))

    def test_need_both(self) -> None:
        assert not plan(self.TEXT.replace("My thoughts", "Doors"), about=None).talks

    def test_name_somebody(self) -> None:
        text = self.TEXT.replace("Ann Moore & Bo Lindgren", "It was warm in there.")
        assert not plan(text, about=None).talks

    def test_have_no_front_matter_that_says_who_wrote_them(self) -> None:
        assert not plan(self.TEXT, about=None, given={"date": "2031-05-12"}).talks
