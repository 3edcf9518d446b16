"""Which blocks of a post are talks where the conference has a programme, and their exact titles."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.joining import Joiner
from sphinxext_confnotes.recognition.days import Span
from sphinxext_confnotes.recognition.explain import words_of
from sphinxext_confnotes.recognition.plan import Plan, Reason
from tests.support.outlines import left, outline, plan, titles

MONDAY, TUESDAY = dt.date(2031, 5, 12), dt.date(2031, 5, 13)
ANA, BO = Speaker("Ana Ek", "Oven Lab"), Speaker("Bo Lind")

FAIR = Entry(
    "Who stands last? Fairness in lines with many ends",
    (ANA, BO),
    MONDAY,
    MONDAY,
    room="Blue Hall",
    url="https://queues.example/talk/QUE7ED/",
    ids=("QUE7ED",),
)
SENSORS = Entry("Measuring patience with cheap sensors", (BO,), MONDAY, MONDAY)
CROWDS = Entry("Simulating crowds on a laptop", (), TUESDAY, TUESDAY)
LUNCH = Entry("Lunch is a solved problem", (ANA,), TUESDAY, TUESDAY)
WORKSHOP = Entry("Workshop on ropes and posts", (), TUESDAY, TUESDAY, kind="workshop")
TITLE = "ExampleConf 2031"

ENTRIES = (FAIR, SENSORS, CROWDS, LUNCH, WORKSHOP)
JOIN = Joiner(ENTRIES, "ExampleConf").join


def planned(text: str, *modes: str, **more: Any) -> Plan:
    return plan(text, *modes, title=more.pop("title", TITLE), join=JOIN, **more)


def why(found: Plan) -> list[Reason]:
    return [talk.reason for talk in found.talks]


class TestTalks:
    def test_a_heading_among_others(self) -> None:
        text = """
            ## Getting there

            The train was late, and so was I.

            ## Simulating crowds on a laptop

            It fits into memory, said the speaker.

            ## The town

            It has a river.
            """
        found = planned(text, title="My days")
        assert titles(found, text, "My days") == ["Simulating crowds on a laptop"]
        assert why(found) == [Reason.PROGRAMME]

    def test_whatever_else_is_said(self) -> None:
        text = """
            ## Lunch is a solved problem

            Queues there are shorter than the food is good.
            """
        assert len(planned(text).talks) == 1
        assert plan(text, title=TITLE).talks == ()

    @pytest.mark.parametrize(
        "text",
        [
            "- Simulating crowds on a laptop: it all fits into memory, nearly.\n- milk\n- bread",
            "- **Simulating crowds on a laptop** It all fits into memory.\n- milk",
            "**Simulating crowds on a laptop**\n\nIt all fits into memory.",
            "[Crowds](https://queues.example/talk/QUE7ED/): it all fits into memory.",
            "- Simulating crowds on a laptop\n\n  ![](crowd.jpg)",
            "- Simulating crowds on a laptop\n\n  TLDR: small.",
            "- Simulating crowds on a laptop\n  - it all fits into memory\n- milk",
            "- Simulating crowds on a laptop ★★★★☆\n- milk",
            "- [Crowds](https://queues.example/talk/QUE7ED/): meh\n- milk",
            "- Simulating crowds on a laptop (Highlight of my day)\n- milk",
            "#### Simulating crowds on a laptop\n\n> We fit them into memory.",
        ],
    )
    def test_of_each_form(self, text: str) -> None:
        assert len(planned(text).talks) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "- Simulating crowds on a laptop\n- Measuring patience with cheap sensors",
            "- [Who stands last?](https://queues.example/talk/QUE7ED/) ([slides](https://a.example/s.pdf))",
            "- **Who stands last? Fairness in lines with many ends** by Ana Ek, Blue Hall",
            "- [Who stands last?](https://queues.example/talk/QUE7ED/): Ann Moore",
            "## Simulating crowds on a laptop\n\n[Video](https://youtu.be/abc)",
            "## Who stands last? Fairness in lines with many ends\n\nAna Ek and Bo Lind, Oven Lab",
            "## Measuring patience with cheap sensors\n\nSpeaker: Bo Lind\n\nRoom: Blue Hall",
            "- Simulating crowds on a laptop\n\n  TLDR:\n\n  Comment:",
            "- Simulating crowds on a laptop\n- Measuring patience with cheap sensors\n\n"
            "That was all of the morning, and I was tired.",
        ],
    )
    def test_not_of_which_nothing_is_said(self, text: str) -> None:
        found = planned(text, title="My days")
        assert found.talks == ()
        assert Reason.UNTOLD in {one.reason for one in found.left}

    @pytest.mark.parametrize(
        "text",
        [
            "- Missed, because they were full: [Crowds](https://queues.example/talk/QUE7ED/) and "
            "others.\n- milk",
            "- Missed, as it was full: Simulating crowds on a laptop.\n- milk",
            "- I came too late for Simulating crowds on a laptop\n- milk",
            "- Something else: it was better than Simulating crowds on a laptop\n- milk",
        ],
    )
    def test_not_what_is_mentioned(self, text: str) -> None:
        assert planned(text).talks == ()

    def test_not_what_was_missed(self) -> None:
        text = """
            ## Missed

            - [Who stands last?](https://queues.example/talk/QUE7ED/): they say that it was good.
            """
        assert planned(text).talks == ()

    def test_what_the_post_leaves_out(self) -> None:
        text = "## Simulating crowds on a laptop\n\nIt all fits into memory."
        assert planned(text, not_talks=("*crowds*",)).talks == ()
        assert planned(text, "none").talks == ()
        assert planned(text, "labelled").talks == ()

    def test_what_the_post_forces(self) -> None:
        text = "- [Who stands last?](https://queues.example/talk/QUE7ED/)\n- [B](https://b.example)"
        assert len(planned(text, "links").talks) == 2

    def test_siblings_are_talks_as_before(self) -> None:
        text = """
            ## Simulating crowds on a laptop (Cy Ro)

            It fits into memory, said the speaker.

            ## Something that nobody announced (Ann Moore)

            It was about tickets, and how they tear.

            ## Measuring patience with cheap sensors (Bo Lind)

            Nobody is as patient as a sensor.
            """
        assert len(planned(text).talks) == 3

    def test_parts_of_a_talk_stay_in_it(self) -> None:
        text = """
            ## Simulating crowds on a laptop

            It all fits into memory, as I said to a friend.

            - [Who stands last?](https://queues.example/talk/QUE7ED/) says more about that.

            ### Questions

            There were none.
            """
        assert titles(planned(text), text, TITLE) == ["Simulating crowds on a laptop"]

    def test_a_workshop_with_its_talks(self) -> None:
        text = """
            ## Workshop on ropes and posts

            - Simulating crowds on a laptop: it all fits into memory.
            - Measuring patience with cheap sensors: nobody is that patient.
            """
        found = planned(text)
        assert len(found.talks) == 2
        assert left(found)[1] is Reason.GROUP

    def test_one_talk_of_several_places(self) -> None:
        text = """
            The best:

            - Simulating crowds on a laptop: see what I wrote below of it.

            ## Simulating crowds on a laptop

            It all fits into memory, said the speaker.
            """
        found = planned(text)
        assert [talk.form for talk in found.talks] == ["section"]

    def test_the_page(self) -> None:
        text = "It all fits into memory, said the speaker."
        found = planned(text, title="Simulating crowds on a laptop")
        assert [(talk.form, talk.reason) for talk in found.talks] == [("page", Reason.PROGRAMME)]

    def test_the_day_of_its_section(self) -> None:
        text = """
            ## Day 1

            ### Fairness in lines with many ends

            Whoever comes last is last.

            ## Day 2

            ### Who stands last by Cy Ro

            TLDR: Nobody knows, and it may be another talk.
            """
        found = planned(text, span=Span(MONDAY, TUESDAY))
        assert [talk.joined.entry for talk in found.talks if talk.joined] == [FAIR, None]


class TestTitles:
    @pytest.mark.parametrize(
        ("written", "title", "speakers"),
        [
            ("Who stands last? Fairness in lines with many ends", 0, ()),
            ("Ana Ek: Who stands last? Fairness in lines with many ends", "Who", (ANA,)),
            ("Who stands last? (Lind)", "Who stands last?", (BO,)),
            ("Who stands last - Ek and Lind", "Who stands last", (ANA, BO)),
            ("10:00 Fairness in lines with many ends", "Fairness in lines with many ends", ()),
            ("Fairness in lines with many ends ★★★", "Fairness in lines with many ends", ()),
            ("Who stands last, Lind (Highlight of my day)", "Who stands last", (BO,)),
        ],
    )
    def test_and_speakers_are_told_apart(
        self, written: str, title: str | int, speakers: tuple[Speaker, ...]
    ) -> None:
        text = f"## {written}\n\nWhoever comes last is last, said they."
        (talk,) = planned(text).talks
        expected = written if title == 0 else str(title)
        if title == "Who":
            expected = "Who stands last? Fairness in lines with many ends"
        blocks = {block.number: block for block in outline(text, TITLE).page.walk()}
        assert words_of(talk.title, blocks) == expected
        assert talk.facts.speakers == speakers

    def test_a_name_in_a_title_is_no_speaker(self) -> None:
        entry = Entry("Waiting for Ann Moore", (BO,))
        text = "## Waiting for Ann Moore\n\nShe never came, said the speaker."
        (talk,) = plan(text, title=TITLE, join=Joiner((entry,)).join).talks
        assert talk.facts.speakers == ()

    def test_what_is_set_off_in_a_line_with_text(self) -> None:
        text = "- **Bo Lind: Measuring patience with cheap sensors** Nobody is as patient as they."
        (talk,) = planned(text).talks
        blocks = {block.number: block for block in outline(text, TITLE).page.walk()}
        assert words_of(talk.title, blocks) == "Measuring patience with cheap sensors"
        assert talk.facts.speakers == (BO,)


def test_no_post_without_a_programme_is_joined() -> None:
    found = plan("## Simulating crowds\n\nTLDR: small.", title=TITLE)
    assert [talk.joined for talk in found.talks] == [None]
