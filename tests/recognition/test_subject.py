"""Whether a post reports of a conference that neither its title nor its tags make known."""

from __future__ import annotations

import re

import pytest

from sphinxext_confnotes.recognition import objections
from sphinxext_confnotes.recognition.events import About
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.recognise import Choice
from sphinxext_confnotes.recognition.survey import Settings, Survey
from tests.support.outlines import CONFERENCE, left, lexicon, lines, ordinary, outline, plan

EVENTS = lexicon().events

LINKED = "\n\n".join(
    f"## [{title}](https://example.org/sessions/{at})\n\nStand in line, and bring a book with you."
    for at, title in enumerate(("Queues for beginners", "Queues for experts", "Queues for kings"))
)
"""Talks that would be no more than links in any other post."""

NAMED = "\n\n".join(
    f"## {title}\n\n{speaker}\n\nStand in line, and bring a book with you."
    for title, speaker in (
        ("Queues for beginners", "by Ann Moore"),
        ("Queues for experts", "by Bo Lind"),
        ("Queues for kings", "by Cy Holm"),
        ("Queues for cats", "by Di Berg"),
    )
)
"""Talks with their speakers below the titles."""


class TestNameWithYear:
    """A name with a year may be a conference's, if the post tells of talks as well."""

    @pytest.mark.parametrize("name", ["quux2031", "quux-2031", "2031-quux-lund", "2031-3quux"])
    def test_name_of_a_file(self, name: str) -> None:
        assert len(ordinary(LINKED, title="", path=("notes", name)).talks) == 3

    def test_title(self) -> None:
        assert len(ordinary(LINKED, title="Quux Lund 2031").talks) == 3

    @pytest.mark.parametrize(
        "name", ["goals-2031", "2031-03-04-quux", "books2031", "quux-2031-wrap-up", "quux", "2031"]
    )
    def test_other_names_with_years(self, name: str) -> None:
        found = ordinary(LINKED, title="", path=("notes", name))
        assert not found.talks
        assert set(left(found).values()) <= {Reason.NO_CONFERENCE, Reason.GROUP}

    def test_no_talks_without_evidence(self) -> None:
        text = "\n\n".join(f"## Queues for cat {n}\n\nWait here for a while." for n in "abcd")
        assert not ordinary(text, title="Quux Lund 2031").talks

    def test_two_are_not_enough(self) -> None:
        text = LINKED.partition("## [Queues for kings]")[0]
        assert not ordinary(text, title="", path=("notes", "quux2031")).talks


class TestWordsOfTheText:
    """A text that speaks of a conference and its talks again and again may tell of them."""

    SAID = (
        "Last week I was at a conference in Lund. The speakers of the first session gave good "
        "talks, the keynote was long, and the last talk of the conference was best.\n\n"
    )

    def test_talks_with_speakers(self) -> None:
        assert len(ordinary(self.SAID + NAMED, title="Three days by the sea").talks) == 4

    def test_links_are_not_enough(self) -> None:
        assert not ordinary(self.SAID + LINKED, title="Three days by the sea").talks

    def test_slides_below_somebody(self) -> None:
        """Slides alone may be those of an author who speaks a lot."""
        text = "\n\n".join(
            f"## {topic} without any fear\n\n[Ann {topic}](https://twitter.com/{topic}) gave a talk"
            f" at the conference.\n\n[Slides](https://speakerdeck.com/w/{topic})"
            for topic in ("Queues", "Lines", "Tills", "Doors", "Bread")
        )
        assert len(ordinary(text).talks) == 5
        own = re.sub(r"\[Ann \w+\]\(\S+\)", "I", text)
        assert not ordinary(own).talks

    def test_words_are_needed(self) -> None:
        assert not ordinary("It was warm.\n\n" + NAMED, title="Three days by the sea").talks

    @pytest.mark.parametrize("title", ["Talks", "My talks", "Agenda"])
    def test_lists_of_talks(self, title: str) -> None:
        assert not ordinary(self.SAID + NAMED, title=title).talks


class TestNoReports:
    """Pages that name a conference and are something else."""

    ABOUT = About("title", "exampleconf")

    def test_manuals(self) -> None:
        text = (
            "## Installation of queues\n\nStand in line.\n\n## Installation\n\nTake a number.\n\n"
            "## Usage\n\nWait until it is called.\n\n## Troubleshooting\n\nAsk somebody else.\n"
        )
        found = plan(text, title="ExampleConf 2031", about=self.ABOUT)
        assert not found.talks
        assert Reason.NO_REPORT in left(found).values()

    def test_one_heading_of_manuals_may_be_a_talk(self) -> None:
        text = NAMED.replace("Queues for cats", "Troubleshooting")
        assert len(plan(text, title="ExampleConf 2031", about=self.ABOUT).talks) == 4

    @pytest.mark.parametrize("heading", ["Date & Time", "Fecha y lugar", "日時"])
    def test_invitations(self, heading: str) -> None:
        text = f"## {heading}\n\nThursday at nine.\n\n{NAMED}"
        assert not plan(text, title="ExampleConf 2031", about=self.ABOUT).talks

    OFFER = "I'm giving these talks, and have a {} for those of you who want to come.\n\n"

    @pytest.mark.parametrize(
        "offer",
        ["discount code", "Rabattcode", "kod promocyjny", "reserve your spot", "割引コード"],
    )
    def test_who_offers_tickets_has_attended_nothing(self, offer: str) -> None:
        text = self.OFFER.format(offer) + NAMED
        assert not plan(text, title="ExampleConf 2031", about=self.ABOUT).talks

    def test_a_report_may_offer_tickets_for_another_one(self) -> None:
        text = self.OFFER.format("discount code") + NAMED
        found = plan(text, title="Recap: ExampleConf 2031", about=self.ABOUT)
        assert len(found.talks) == 4

    def test_notes_may_speak_of_such_offers(self) -> None:
        text = self.OFFER.format("discount code") + NAMED + "\nTLDR: Wait.\n"
        assert plan(text, title="ExampleConf 2031", about=self.ABOUT).talks


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CHI 2031", "chi 2031"),
        ("isca31", "isca31"),
        ("Why chi matters", ""),
        ("Notes from Quux-con Europe", "Quux-con"),
        ("The pro-con list", ""),
        ("パンのミートアップ", "ミートアップ"),
        ("php[tek] 2031", "php[tek]"),
    ],
)
def test_named_in(text: str, name: str) -> None:
    assert EVENTS.named_in(text) == name


class TestRegularHeadings:
    """Long headings with a text each are talks where nothing else of a conference's post is."""

    ABOUT = About("title", "breadconf")
    TEXT = "It stood in a hall that nobody had seen before."

    def test_long_titles(self) -> None:
        text = "\n\n".join(
            f"## How we {did} it, and did so on each and every day of the week and night\n\n"
            f"{self.TEXT}"
            for did in ("baked", "counted", "ate")
        )
        assert lines(plan(text, title="BreadConf 2031", about=self.ABOUT)) == [1, 5, 9]

    def test_short_ones_are_topics(self) -> None:
        text = "\n\n".join(f"## {title}\n\n{self.TEXT}" for title in ("Ovens", "Rolls", "Cake"))
        assert not plan(text, title="BreadConf 2031", about=self.ABOUT).talks

    def test_some_among_others_are_topics(self) -> None:
        text = "\n\n".join(
            f"## {title}\n\n{self.TEXT}"
            for title in (
                "How we baked it, and did so on each and every day of the week and night",
                "How we ate it, and did so on each and every day of the week and night",
                "What it cost us, and does so on each and every day of the week and night",
                "Lunch",
                "Venue",
            )
        )
        assert not plan(text, title="BreadConf 2031", about=self.ABOUT).talks


class TestSignedPages:
    """A page that is signed as talks are is one, where no front matter says whose it is."""

    TEXT = """
        # Queues for beginners
        SIGNED

        ## Standing

        - Stand in line.

        ## Waiting

        - Bring a book with you.
        """

    @pytest.mark.parametrize(
        "signed",
        [
            "by Ann Moore (Example Works)",
            "**by Ann Moore @annmoore**",
            "#### by Ann Moore (Example Works)",
            "@annmoore",
        ],
    )
    def test_is_a_talk(self, signed: str) -> None:
        found = ordinary(self.TEXT.replace("SIGNED", signed), title="", path=("notes", "queues"))
        assert [talk.form for talk in found.talks] == ["page"]

    @pytest.mark.parametrize(
        "signed",
        ["by Ann Moore", "by Ann Moore (2031)", "Ann Moore (Example Works)", "Mail @annmoore"],
    )
    def test_other_lines(self, signed: str) -> None:
        found = ordinary(self.TEXT.replace("SIGNED", signed), title="", path=("notes", "queues"))
        assert not found.talks

    @pytest.mark.parametrize("name", ["README", "index"])
    def test_not_the_first_page_of_something(self, name: str) -> None:
        text = self.TEXT.replace("SIGNED", "by Ann Moore (Example Works)")
        assert not ordinary(text, title="", path=("notes", name)).talks

    def test_not_where_a_front_matter_says_whose_it_is(self) -> None:
        text = self.TEXT.replace("SIGNED", "by Ann Moore (Example Works)")
        given = {"author": "Ann Moore"}
        assert not ordinary(text, title="", path=("notes", "queues"), given=given).talks


class TestFilesInFoldersOfConferences:
    """A file called by a topic, in the folder of a conference, tells of one talk."""

    TEXT = """
        # Queues for beginners - Ann Moore of Example Works

        Stand in line.

        # The first rule of lines

        Bring a book with you.
        """

    def test_a_second_heading_is_a_part(self) -> None:
        found = plan(self.TEXT, about=About("path", "waitconf"), path=("waitconf-2031", "queues"))
        assert [(talk.form, talk.line) for talk in found.talks] == [("page", 1)]

    def test_two_talks_in_a_file_called_by_the_conference(self) -> None:
        path = ("notes", "waitconf-2031")
        found = plan(self.TEXT, about=About("path", "waitconf"), path=path)
        assert lines(found) == [1, 5]


class TestTopicsBehindConferences:
    """A title that goes on behind a conference is a talk's, where a speaker stands below it."""

    TEXT = """
        # WaitConf 2031: queueing
        SIGNED

        ## Standing

        Stand in line.

        ## Waiting

        Bring a book with you.
        """

    def test_with_a_speaker(self) -> None:
        text = self.TEXT.replace("SIGNED", "*Ann Moore* - **Example Works** - *@annmoore*")
        assert [talk.form for talk in plan(text).talks] == ["page"]

    def test_without_one(self) -> None:
        text = self.TEXT.replace("SIGNED", "It was cold there.")
        assert not plan(text, about=About("title", "waitconf")).talks

    @pytest.mark.parametrize("title", ["WaitConf: report", "WaitConf: day 1", "WaitConf 2031"])
    def test_titles_without_topics(self, title: str) -> None:
        text = self.TEXT.replace("SIGNED", "*Ann Moore* - **Example Works** - *@annmoore*")
        found = plan(text.replace("WaitConf 2031: queueing", title))
        assert not [talk for talk in found.talks if talk.form == "page"]


class TestHeadingsOfTheFirstLevel:
    """In a file without a title, each of several first headings is over a talk."""

    TITLES = ("Queues in bakeries", "The last loaf", "Waiting without any clocks", "Old doors")

    def text(self, titles: tuple[str, ...] = TITLES) -> str:
        return "\n\n".join(f"# {title}\n\nIt was cold there, as ever." for title in titles)

    def test_in_a_file_called_by_a_name_and_a_year(self) -> None:
        assert len(ordinary(self.text(), title="", path=("notes", "quux2031")).talks) == 4

    @pytest.mark.parametrize("name", ["queues", "books2031", "2031-05-12-quux"])
    def test_in_other_files(self, name: str) -> None:
        assert not ordinary(self.text(), title="", path=("notes", name)).talks

    def test_topics_of_a_course(self) -> None:
        text = self.text(("Heat", "Light", "Sound and noise", "Mass"))
        assert not ordinary(text, title="", path=("notes", "physics2031")).talks

    def test_short_titles_in_a_file_called_by_a_conference(self) -> None:
        text = self.text(("Bread", "Old doors", "Clocks", "Spoons"))
        about = About("title", "waitconf")
        assert len(plan(text, about=about, path=("notes", "waitconf")).talks) == 4
        assert not plan(text, about=about, title="WaitConf 2031").talks


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        *(("1. 话题", True), ("2. Talks", True), ("3) Sessions", True), ("Talks", True)),
        *(("4. 패널 QnA", False), ("5. On the way there", False), ("2. Talking to friends", False)),
    ],
)
def test_a_number_may_stand_before_a_word_for_talks(heading: str, expected: bool) -> None:
    made = outline(f"## {heading}\n\nStand in line.\n", "A title")
    survey = Survey(made, Settings(lexicon(), conference=CONFERENCE))
    (section,) = Choice(survey).sections.values()
    assert objections.is_group(survey, section.candidate) is expected


class TestAddressBelowTitle:
    """A page with the address of a talk on a conference's site below its title tells of that."""

    @pytest.mark.parametrize(
        ("address", "talks"),
        [
            ("https://fosdem.org/2031/schedule/event/queues/", 1),
            ("<https://fosdem.org/2031/schedule/event/queues/>", 1),
            ("https://fosdem.org/2031/", 0),
            ("https://example.org/2031/schedule/event/queues/", 0),
            ("See https://fosdem.org/2031/schedule/event/queues/", 0),
        ],
    )
    def test_tells_a_talk(self, address: str, talks: int) -> None:
        text = f"{address}\n\nStand in line, and bring a book.\n\n- It may take a while.\n"
        assert len(ordinary(text, title="Queues", path=("queues",)).talks) == talks
