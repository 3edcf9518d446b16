"""Lists of sentences, each about a talk and begun with who gave it."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.events import About
from sphinxext_confnotes.recognition.plan import Plan, Reason
from tests.support.outlines import lines, plan

TITLE = "WaitConf 2031"
NAMED = About("title", "waitconf")
REST = """
    - Bo Lindgren's new till looks easy to use! It rings when a line is empty.
    - **Cy Holmes** of Example Works showed how to wait in two lines at once
    """
FIRST = (
    "[Ann Moore](https://twitter.com/ann) spoke of queues as places. I liked that more than all."
)


def found(first: str = FIRST, rest: str = REST) -> Plan:
    return plan(f"\n    - {first}{rest}", title=TITLE, about=NAMED)


def test_are_talks() -> None:
    made = found()
    assert lines(made) == [1, 2, 3]
    assert {talk.reason for talk in made.talks} == {Reason.SPEAKER}


def test_name_their_speakers() -> None:
    names = [one.name for talk in found().talks for one in talk.facts.speakers]
    assert names == ["Ann Moore", "Bo Lindgren", "Cy Holmes"]


def test_are_called_by_their_first_sentence() -> None:
    ends = [talk.title.end for talk in found().talks]
    assert ends == [
        len("Ann Moore spoke of queues as places"),
        len("Bo Lindgren's new till looks easy to use!"),
        -1,
    ]


@pytest.mark.parametrize("line_end", [" ", "\n      "])
def test_are_called_so_over_several_lines(line_end: str) -> None:
    made = found(f"Ann Moore spoke of queues{line_end}as places, not as losses. I liked that.")
    more = line_end.count("\n")
    assert lines(made) == [1, 2 + more, 3 + more]
    assert made.talks[0].title.last == 1 + more


def test_behind_a_colon_may_stand_a_title() -> None:
    text = "Ann Moore: Queues. " + "I never thought that one could speak of them for so long, " * 2
    made = found(f"{text}and wait.")
    title = made.talks[0].title
    assert (title.start, title.end) == (len("Ann Moore: "), len("Ann Moore: Queues"))
    assert made.talks[0].facts.speakers == (Speaker("Ann Moore"),)


@pytest.mark.parametrize(
    "first",
    [
        "We had soup, and all of us liked that more than anything else.",
        "Ann Moore (the founder of WaitConf, who lives in the country with two cats)",
        "Ann Moore, Founder of WaitConf and of many other things in the country",
        "Ann Moore waited",
    ],
)
def test_are_most_of_a_section(first: str) -> None:
    rest = "\n    - Bo Lindgren's new till looks easy to use! It rings when a line is empty."
    assert not found(first, rest * 2).talks


def test_are_in_posts_of_conferences() -> None:
    assert not plan(f"\n    - {FIRST}{REST}", title="Soup 2031", about=None).talks


def test_may_be_long() -> None:
    text = "Ann Moore spoke of queues and of lines, and of all that stands between us and a till"
    assert lines(found(f"{text}, as long as it is open. I liked that.")) == [1, 2, 3]


def test_that_are_too_long_for_a_title_are_none() -> None:
    assert lines(found("Ann Moore spoke of " + "queues and " * 25 + "lines. I liked that.")) == [
        2,
        3,
    ]


def test_are_weighed_behind_sections() -> None:
    text = f"""
        ## Calming the bear

        A long text was told here, and everybody liked it more than the one before.

        ## Unlearn

        The talk was about what we have to forget before we can stand in a line.

        ## From many tills to one long line

        The talk was about places, and who may stand there when nobody looks.

        ## Lightning talks

        There were three of them:

        - {FIRST}
        - Bo Lindgren's new till looks easy to use! It rings when a line is empty.
        - **Cy Holmes** of Example Works showed how to wait in two lines at once

        ## Going home to go far: why lines are better in several towns

        The talk was about towns.
        """
    made = plan(text, title=TITLE, about=NAMED)
    assert lines(made) == [1, 5, 9, 17, 18, 19, 21]
