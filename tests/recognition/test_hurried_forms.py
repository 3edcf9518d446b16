"""Ways of writing talks that hurried reports have, and what only looks like them."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition import names
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


class TestQuestions:
    """Headings that ask how it was are what a report is told under."""

    TEXT = "\n\n".join(
        f"### {heading}\n\nThe hall was full before the doors were open."
        for heading in (
            "Where did we sit?",
            "How did the day go?",
            "What had we hoped for (and seen)?",
            "Would we wait again?",
        )
    )

    def test_are_no_talks(self) -> None:
        found = plan(self.TEXT, title=TITLE, about=NAMED)
        assert not found.talks
        assert set(left(found).values()) == {Reason.SENTENCE}

    def test_may_be_titles_where_somebody_spoke(self) -> None:
        text = self.TEXT.replace("sit?", "sit? (Ann Moore)")
        assert lines(plan(text, title=TITLE, about=NAMED))[0] == 1

    def test_in_japanese(self) -> None:
        text = "\n\n".join(
            f"## {heading}\n\n会場は満員だった。列がとても長かった。"
            for heading in ("どんな話が出たか", "なぜ行ったか", "どうだったか")
        )
        assert not plan(text, title="WaitConf 2031に参加", about=NAMED).talks

    def test_of_the_audience(self) -> None:
        """What stands below "Q&A" was asked, whatever it looks like."""
        text = """
            ## Queues for beginners (Ann Moore)

            Stand in line.

            ## Q&A

            ### Opening a second line

            Ask the baker.

            ### Closing the first line for good

            Nobody knows.
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1]


class TestLabelledNames:
    """``##### Speaker: Ann Moore`` is all the title that a talk may have."""

    def test_are_titles(self) -> None:
        text = """
            ## Day 1

            ##### Speaker: Ann Moore

            - Stand in line.

            #### Speaker: Bo Lind

            - Bring a book.

            ## Day 2

            ##### Speaker: Cy Holm

            - Open two tills.
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [3, 7, 13]

    def test_are_bylines_of_what_they_stand_in(self) -> None:
        text = "\n\n".join(
            f"## Queues {at} for beginners\n\n### Speaker: {name}\n\nStand in line."
            for at, name in enumerate(("Ann Moore", "Bo Lind", "Cy Holm"))
        )
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 7, 13]

    def test_sign_the_page(self) -> None:
        text = """
            ## Presenter: Ann Moore

            ### Waiting

            - Stand in line.

            ## Tills

            - Open two.
            """
        assert lines(plan(text, about=None)) == [1]


class TestHonours:
    """``ann (@ann) さん`` below a title is its speaker."""

    @pytest.mark.parametrize(
        "name", ["**ann（[@ann](https://x.com/ann)）さん**", "bo さん", "ann氏"]
    )
    def test_are_bylines(self, name: str) -> None:
        text = "\n\n".join(
            f"### {at}. {topic}の話\n\n{name}\n\n楽しかった。"
            for at, topic in enumerate(("列", "パン屋", "窓口"), 1)
        )
        found = plan(text, title="WaitConf 2031", about=NAMED)
        assert {talk.reason for talk in found.talks} == {Reason.SPEAKER}
        assert len(found.talks) == 3


class TestRatings:
    """A label with stars and what is said of them isn't the next talk."""

    def test_are_parts(self) -> None:
        text = "\n\n".join(
            f"### Queues - {name}\n\nStand in line.\n\n#### Verdict ⭐⭐⭐☆☆, {said}\n\nOk."
            for name, said in (
                ("Ann Moore", "well told"),
                ("Bo Lind", "too long"),
                ("Cy Holm", "too short"),
            )
        )
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 9, 17]


class TestTwoDays:
    @pytest.mark.parametrize(
        "heading",
        ["May 14th and 15th, 2031", "14-15 May 2031", "14. und 15. Mai 2031", "Day 1 morning"],
    )
    def test_are_no_talks(self, heading: str) -> None:
        text = f"""
            ## {heading}

            ### Queues for beginners (Ann Moore)

            Stand in line.

            ### Queues for experts (Bo Lind)

            Open a second line.
            """
        found = plan(text, title=TITLE, about=NAMED)
        assert lines(found) == [3, 7]
        assert left(found)[1] is Reason.DAY


class TestSlidesInBrackets:
    """``Title ([slides](…)) - it was good``, in items and with plain words before."""

    TEXT = """
        Of all that we heard, these were best:

        - Queues for beginners ([slides](https://example.org/1.pdf)) - how to stand in line
        - Lines for experts ([video](https://youtu.be/1), [slides](https://example.org/2)) - ok
        - Tills ([slides](https://speakerdeck.com/w/3)) - open two of them, and close one at night
        """

    def test_stand_behind_titles(self) -> None:
        found = plan(self.TEXT, title=TITLE, about=NAMED)
        assert lines(found) == [3, 4, 5]
        assert {talk.reason for talk in found.talks} == {Reason.LINK}

    def test_lead_elsewhere(self) -> None:
        text = self.TEXT.replace("slides]", "more]").replace("video]", "more]")
        text = text.replace("speakerdeck.com", "example.org").replace("youtu.be", "example.org")
        assert not plan(text, title=TITLE, about=NAMED).talks


class TestLinksToSpeakers:
    """``Title de [Name](…)``: a word that means "of" stands before a link to somebody."""

    TEXT = """
        Este año escuché:

        - Colas para principiantes de [Ann](https://twitter.com/ann)
        - Un libro para esperar de [Bo Lind](https://twitter.com/bo)
        - Dos cajas abiertas de [Cy](https://twitter.com/cy)
        """

    def test_stand_behind_titles(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [3, 4, 5]

    def test_lead_to_persons(self) -> None:
        text = self.TEXT.replace("twitter.com", "example.org")
        assert not plan(text, title=TITLE, about=NAMED).talks


class TestLightningTalksInLists:
    TEXT = """
        ## Keynote: Waiting for the end

        Ann Moore told us to stand in line.

        ## Queues for beginners

        The talk was about bread. Stand in line.

        ## Lightning talk

        - Lines in the rain

          It was short.

        - Tills in the sun

          It was shorter.

        ## Queues for experts

        The speaker had opened a second line.
        """

    def test_are_talks(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [1, 5, 11, 15, 19]

    def test_one_of_them(self) -> None:
        """With one item, the heading may be that of the talk itself."""
        text = self.TEXT.replace("- Tills in the sun\n\n          It was shorter.", "")
        assert 9 in lines(plan(text, title=TITLE, about=NAMED))

    def test_behind_addresses(self) -> None:
        """An address alone is no heading of the list below it."""
        text = self.TEXT.replace("  It was short.", "https://example.org/rain")
        text = text.replace("  It was shorter.", "https://example.org/sun")
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 5, 19]
        text = text.replace("example.org", "youtu.be")
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 5, 11, 15, 19]


class TestPagesOfOneTalk:
    BODY = "## Waiting\n\nStand in line.\n\n## Tills\n\nOpen two."

    def test_are_called_as_their_video(self) -> None:
        text = f"# Ann Moore - Queues for all - PyCon 2031\n\n{self.BODY}"
        assert lines(plan(text, path=("pycon2031", "README"), about=NAMED)) == [1]

    def test_are_called_as_their_folder(self) -> None:
        """What has headings of its level is about one talk where the folder is called by it."""
        text = f"# Queues Simplified (Ann Moore)\n\nNow.\n\n{self.BODY}".replace("## ", "# ")
        path = ("PyCon2031_Queues_Simplified", "README")
        assert lines(plan(text, path=path, about=About("path", "pycon"))) == [1]
        path = ("PyCon2031", "README")
        assert len(plan(text, path=path, about=About("path", "pycon")).talks) != 1

    def test_have_a_date_behind_their_topic(self) -> None:
        text = f"# What makes a good queue? - May 14, 2031\n\n{self.BODY}".replace("## ", "# ")
        path = ("meetups", "2031-05-14-what-makes-a-good-queue")
        assert lines(plan(text, path=path, about=About("path", "meetups"))) == [1]

    @pytest.mark.parametrize(("title", "talks"), [("Keynote 2", [1]), ("Session 2", [])])
    def test_are_keynotes_with_numbers(self, title: str, talks: list[int]) -> None:
        text = f"# {title}\n\n## Queues and all about them\n\n- Stand in line.\n- Bring a book."
        assert lines(plan(text, path=("waitconf", "x"), about=About("path", "waitconf"))) == talks


class TestListsOfPapers:
    def test_are_no_reports(self) -> None:
        """Nobody hears more than a hundred talks."""
        papers = "\n\n".join(
            f"[Queues {at}](https://arxiv.org/abs/2401.{at:05}) by Ann Moore" for at in range(120)
        )
        found = plan(f"# Papers\n\n{papers}", title=TITLE, about=NAMED)
        assert not found.talks
        few = "\n\n".join(papers.split("\n\n")[:20])
        assert len(plan(f"# Papers\n\n{few}", title=TITLE, about=NAMED).talks) == 20


class TestWordsTwice:
    """Words for no talk in two languages: ``Introduction 简介``."""

    @pytest.mark.parametrize("heading", ["Introduction 简介", "Summary / 总结", "More (更多)"])
    def test_are_no_talks(self, heading: str) -> None:
        text = f"""
            ## {heading}

            The hall was full before the doors were open.

            ## Queues for beginners 排队

            Ann Moore told us to stand in line.

            ## Queues for experts 排长队

            Bo Lind opened a second line.

            ## Queues for kings 国王

            There is none.
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [5, 9, 13]


class TestMissedAtTheEnd:
    def test_of_a_sentence(self) -> None:
        text = """
            ## Queues for beginners (Ann Moore)

            Stand in line.

            ## Queues for experts (Bo Lind)

            He closed the day with all that is known of second lines, of bread and of waiting for
            """
        missed = f"{text.rstrip()} both, but I wasn't able to attend it. I heard it was good."
        assert lines(plan(missed, title=TITLE, about=NAMED)) == [1]
        heard = f"{text.rstrip()} both, and I sat in the first row of all. I liked it."
        assert lines(plan(heard, title=TITLE, about=NAMED)) == [1, 5]


class TestLongHeadingsWithConferences:
    def test_may_be_talks(self) -> None:
        """What asks or reports of a conference in many words is called so by its speaker."""
        short, long = (
            "Was WaitConf any good?",
            (
                "Bread stands in the queue! A report of WaitConf, or how we came to wait for all"
                " that we wanted?"
            ),
        )
        text = f"""
            ## {short}

            The hall was full.

            ## {long}

            Ann Moore told us to stand in line.

            ## Queues for beginners (Bo Lind)

            The talk was about a second line.

            ## Queues for experts (Cy Holm)

            The talk was about a third.
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [5, 9, 13]


class TestTimesInBoldWords:
    def test_make_titles_of_them_whatever_follows(self) -> None:
        text = """
            **9:30 Queues for beginners** by Ann Moore
            stand in line

            **10:45 Queues for experts (Bo Lind)**
            A second line.

            **13:00 Queues on a boat**, Heiki + Anu
            The demo failed twice.
            tldr: wait at the harbour

            **Lunch**, soup again
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 4, 7]


class TestPlainLinesOverNotes:
    TEXT = """
        Long queue for the badges.

        Hold music
        he played it live
        tldr - silence is worst

        Waiting is a feature

        Takeaway: delete the timeouts.

        One line, many tills (Ann Moore)
        TLDR: half the wait.
        """

    def test_are_titles_in_reports(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [3, 7, 11]

    def test_are_none_elsewhere(self) -> None:
        assert lines(plan(self.TEXT, title="Bread", about=None)) == [11]

    def test_are_none_in_a_talk(self) -> None:
        text = """
            ## Hold music

            Full room

            TLDR: Silence is worst.

            Second thoughts

            Comment: Not always.

            ## Waiting is a feature

            TLDR: Delete the timeouts.
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 11]

    def test_one_alone_is_a_line_before_the_day(self) -> None:
        text = """
            A long day

            TLDR: Soup.

            ## Hold music (Ann Moore)

            Silence is worst.
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [5]


class TestSentencesBehindLinks:
    TEXT = """
        - [Queues](https://waitconf.example/sessions/1) by Ann Moore
        - [Lines](https://waitconf.example/sessions/2) by Bo Lind
        - [Tills](https://waitconf.example/sessions/3) was fun from start to end
        """

    def test_go_on_about_talks_among_others(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [1, 2, 3]

    def test_go_on_about_anything(self) -> None:
        text = self.TEXT.replace("waitconf.example/sessions/3", "example.org/tills")
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 2]


class TestTalksThatFollow:
    """``The following 2 talks are about bread.`` is all that a heading over talks may have."""

    TEXT = """
        # Bread

        The following 2 talks are about bread.

        # Queues for beginners with [Ann Moore](https://twitter.com/ann)

        - Stand in line.

        # Queues for experts with [Bo Lind](https://twitter.com/bo)

        - Open a second line.

        # Queues for kings with [Cy Holm](https://twitter.com/cy)

        - There is none.
        """

    def test_are_below_their_topic(self) -> None:
        found = plan(self.TEXT, title=TITLE, about=NAMED)
        assert lines(found) == [5, 9, 13]
        assert left(found)[1] is Reason.GROUP

    def test_are_told_of(self) -> None:
        text = self.TEXT.replace("The following 2 talks are about bread.", "A talk about bread.")
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 5, 9, 13]


class TestNamesAsHeadings:
    """A heading that is a name alone, below that of a talk, says who gave it."""

    TEXT = """
        ### Robots!

        ##### Ann Moore ([@ann](https://twitter.com/ann))

        [Ann Moore](https://twitter.com/ann) gave a talk that was fun, and a machine greeted us.

        ### Short talks

        Each had five minutes, and none of them was late.

        ### Sorting lines without a comparison

        #### Bo Lindgren

        ### Keeping a place for somebody else

        #### Cy Holmes

        He showed how, with a hat.
        """

    def test_are_no_talks_of_their_own(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [1, 11, 15]

    def test_are_where_several_stand_below_a_topic(self) -> None:
        text = """
            ### Robots

            #### Ann Moore

            She built one on stage, and it greeted the front row.

            #### Bo Lindgren

            He sorted the audience by height.
            """
        found = left(plan(text, title=TITLE, about=NAMED))
        assert Reason.PART not in found.values()


class TestLinksThatWereMentioned:
    """Paragraphs that lead with a link of a word or two, which leads anywhere."""

    TEXT = """
        [the soup kitchen](https://soup.example/)

        Everybody was fed there before the doors were open.

        [lines.example](https://lines.example/) - it counts how many of us wait, and where.

        [a map](https://maps.example/line) - of all lines in town.

        ## Waiting for fun and profit

        The audience had to queue for the first ten minutes, and nobody left.

        [waitstat](https://waitstat.example/)

        It was shown on every screen of the hall.

        ## [Everything waits, and nobody helps](https://twitter.com/cy)

        Half of the room put up a hand when asked who had ever skipped a line.

        [line report](https://lines.example/test)

        It tells which of them moves.

        [ticketd](https://blog.example/ticketd) - gives out numbers, and takes them back.
        """

    def test_are_no_talks(self) -> None:
        assert lines(plan(self.TEXT, title=TITLE, about=NAMED)) == [9, 17]

    def test_may_be_where_titles_are_long(self) -> None:
        text = "\n\n".join(
            f"[{title}](https://lines.example/{n})\n\nHalf of the room had waited for this one."
            for n, title in enumerate(
                ("How to wait in two lines", "Why queues are never fair", "What a till can't do")
            )
        )
        assert len(plan(text, title=TITLE, about=NAMED).talks) == 3


class TestKeynotesInLists:
    """Items that say that they are a keynote, among links to talks."""

    @pytest.mark.parametrize(
        "item", ["Keynote by Ann Moore!", "Closing keynote- questions and answers"]
    )
    def test_are_talks(self, item: str) -> None:
        text = f"""
            1. [How to wait in two lines](https://waitconf.example/talk/1)
            2. [Why queues are never fair](https://waitconf.example/talk/2)
            3. {item}
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 2, 3]

    def test_are_called_so(self) -> None:
        text = """
            1. [How to wait in two lines](https://waitconf.example/talk/1)
            2. [Why queues are never fair](https://waitconf.example/talk/2)
            3. I walked around and met old friends
            """
        assert lines(plan(text, title=TITLE, about=NAMED)) == [1, 2]


class TestKoreanWords:
    """Short lines of Korean words below a title are no names: one has a common surname first."""

    TEXT = """
        - 완전 관리형
            - {first}
            - 예약 백업 제공
        - 비교 불가 유연성
            - 다운 타임 없이 조정
            - 높은 설정 자유도
        """

    def test_sign_nothing(self) -> None:
        found = plan(self.TEXT.format(first="자동화된 클러스터 생성"), title=TITLE)
        assert all(talk.reason is not Reason.SPEAKER for talk in found.talks)

    @pytest.mark.parametrize(
        ("line", "is_byline"),
        [("김하나 대기웍스", True), ("자동화된 클러스터 생성", False), ("Ann Moore", True)],
    )
    def test_may_be_a_name(self, line: str, *, is_byline: bool) -> None:
        assert names.is_byline(line, ("by",)) is is_byline


class TestNamesBehindLongLines:
    """A sentence goes on behind a long line, and names people: none of them has signed it."""

    TEXT = """
        ## How did all of you come to wait here?

        I asked. And since that was all that it took, nearly all of them came. So did
        Ann Moore, Bo Lindgren, Cy Holmes,
        and I thank them.

        ## So, what happened with the soup?

        It was gone before the first of us had found the line for it.

        ## Any last words?

        Stand still.
        """

    def test_are_no_speakers(self) -> None:
        assert not plan(self.TEXT, title=TITLE, about=NAMED).talks

    def test_may_be_behind_short_ones(self) -> None:
        text = self.TEXT.replace("I asked. And since that was all that it took, nearly", "Nearly")
        text = text.replace("Nearly all of them came. So did", "In the hall")
        assert plan(text, title=TITLE, about=NAMED).talks


class TestHeadingsOfMeetings:
    """Headings that lead to where one registers are over whole meetings."""

    @pytest.mark.parametrize(
        "address", ["https://waiting.connpass.com/event/7/", "https://www.eventbrite.com/e/7"]
    )
    def test_are_no_talks(self, address: str) -> None:
        text = "\n\n".join(
            f"## [Waiting together, number {n}]({address}{n})\n\nWe stood and spoke of queues."
            for n in range(3)
        )
        found = plan(text, title=TITLE, about=NAMED)
        assert not found.talks
        assert Reason.GROUP in left(found).values()

    def test_are_only_those(self) -> None:
        text = "\n\n".join(
            f"## [Waiting together, number {n}](https://waitconf.example/{n})\n\nWe stood there."
            for n in range(3)
        )
        assert len(plan(text, title=TITLE, about=NAMED).talks) == 3

    def test_make_meetings_of_those_beside_them(self) -> None:
        text = "\n\n".join(
            f"## [Waiting, number {n}]({address})\n\nWe stood there, and spoke of queues and soup."
            for n, address in enumerate(
                ("https://a.connpass.com/event/7/", "https://peatix.com/event/8", "https://x.org/9")
            )
        )
        assert not plan(text, title=TITLE, about=NAMED).talks


class TestHeadingsThatAreSentences:
    @pytest.mark.parametrize(
        "heading", ["들은 주제만 정리해 보겠습니다.", "とても楽しかったです。"]
    )
    def test_are_no_talks(self, heading: str) -> None:
        found = plan(f"## {heading}\n\nTLDR: Stand still.", title=TITLE)
        assert left(found)[1] is Reason.SENTENCE

    def test_end_with_a_full_stop(self) -> None:
        assert lines(plan("## 우리는 이렇게 기다립니다\n\nTLDR: Stand still.", title=TITLE)) == [1]


class TestHeadingsThatRepeat:
    """Sections of one name are talks where each has a note, and parts of the page where one has."""

    def test_with_notes_are_talks(self) -> None:
        text = "\n\n".join(
            f"## Day {n}\n\n### Queues\n\nTLDR: Stand still.\n\n### Soup {n}\n\nTLDR: It was hot."
            for n in (1, 2)
        )
        assert len(plan(text, title=TITLE, about=NAMED).talks) == 4

    def test_are_parts_where_one_has_a_note(self) -> None:
        text = """
            ## Setting up

            ### Working in a box

            Open it, and go in.

            ## Notes

            ### Working in a box

            tl;dr: `Shift + P`
            """
        assert not plan(text, title="Queue reports", about=NAMED).talks


class TestHeadingsThatAListOfLinksRepeats:
    """A list of what was heard, with links to the site of the conference, and headings below it."""

    LIST = "- [Waiting](https://waitconf.example/1)\n- [Soup](https://waitconf.example/2)\n"

    def test_are_the_talks(self) -> None:
        text = f"## Day 1\n\n{self.LIST}\n### Waiting\n\nWe stood.\n\n### Soup\n\nIt was hot."
        found = plan(text, title=TITLE)
        assert lines(found) == [6, 10]
        assert left(found)[3] is Reason.CONTENTS

    def test_are_not_where_none_does(self) -> None:
        text = f"## Day 1\n\n{self.LIST}\n### Queues\n\nWe stood.\n\n### Bread\n\nIt was hot."
        assert lines(plan(text, title=TITLE)) == [3, 4]

    def test_keep_notes_that_stand_behind_the_items(self) -> None:
        text = (
            "* [Waiting](https://waitconf.example/1)\n\nTLDR: Stand still.\n\n"
            "* [Soup](https://waitconf.example/2)\n\nTLDR: Eat it.\n\n"
            "## Waiting\n\nWe stood.\n\n## Soup\n\nIt was hot."
        )
        assert lines(plan(text, title=TITLE))[:2] == [1, 5]

    def test_keep_notes_that_stand_in_the_list(self) -> None:
        text = self.LIST.replace("\n", "\n  TLDR: Stand still.\n") + "\n## Soup\n\nIt was hot."
        assert lines(plan(text, title=TITLE)) == [1, 3]


class TestTitlesBehindWhoseTheyAre:
    """Titles in bold or italics, with a name or a word for talks before them."""

    def test_in_items(self) -> None:
        text = """
            * *Waiting for others* by Ann Moore was a joy.
            * *Waiting for none* from Bo Lind told how long it takes.
            * Cy Holm's *Waiting in line* was the best of all of them.
            """
        assert lines(plan(text, title=TITLE)) == [1, 2, 3]

    def test_in_paragraphs(self) -> None:
        text = "\n\n".join(
            f"{before} talk, **Waiting for {n} others**, by {name}, was a joy to hear."
            for n, (before, name) in enumerate(
                (("The first", "Ann Moore"), ("Next", "Bo Lind"), ("Last", "Cy Holm"))
            )
        )
        assert lines(plan(text, title=TITLE)) == [1, 3, 5]

    def test_with_the_speaker_in_them(self) -> None:
        text = "\n\n".join(
            f"**Waiting for {n} others by {name}** was great to hear, and is to be heard again."
            for n, name in enumerate(("Ann Moore", "Bo Lind", "Cy Holm"))
        )
        assert lines(plan(text, title=TITLE)) == [1, 3, 5]

    def test_are_words_of_sentences_behind_others(self) -> None:
        text = "\n\n".join(
            f"We all knew that *waiting {n}* would take a while, so we took a book with us."
            for n in range(3)
        )
        assert not plan(text, title=TITLE).talks


class TestHeadingsOverSections:
    """Titles that end with a word for tracks, without spaces, and plurals with articles."""

    def test_of_a_track(self) -> None:
        parts = "\n\n".join(
            f"1{n}:00 - 1{n}:30\n\n### 行列の話 その{n}\n\n"
            "#### 登壇者\n\nAnn さん\n\n#### 感想\n\n面白かった。"
            for n in range(3)
        )
        found = plan(f"## Waitingトラック\n\n{parts}", title=TITLE)
        assert lines(found) == [5, 17, 29]
        assert left(found)[1] is Reason.GROUP

    @pytest.mark.parametrize(
        "heading", ["The talks on queues", "Les conférences sur la soupe", "Other demos"]
    )
    def test_of_several_talks(self, heading: str) -> None:
        text = f"## {heading}\n\nThere were many of them, and they were long."
        assert left(plan(text, title=TITLE))[1] is Reason.GROUP
