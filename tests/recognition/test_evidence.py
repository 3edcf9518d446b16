"""Each piece of evidence for a talk, and what each objection stops."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition import evidence
from sphinxext_confnotes.recognition.recognise import Choice
from sphinxext_confnotes.recognition.survey import Settings, Survey
from tests.support.outlines import CONFERENCE, lexicon, outline

LISTED = "- [Queues](https://example.org/1)\n- [Lines](https://example.org/2)"

HELD = [
    ("note", "## Queues\n\nTLDR: Stand."),
    ("note", "## Queues\n\n### Takeaways\n\nStand."),
    ("stars", "## Queues ★★★\n\nStand."),
    ("stars", "## Queues\n\n★★★☆☆\n\nStand."),
    ("stars", "## Queues (4/5)"),
    ("stars", "## Queues - 7.5/10"),
    ("stars", "## Queues\n\nRating: 4/5\n\nStand."),
    ("speaker", "## Queues by Ann Moore"),
    ("speaker", "## Queues - Ann Moore"),
    ("speaker", "## Queues (Ann Moore, Example Works)"),
    ("speaker", "## Queues — [Ann Moore](https://example.org)"),
    ("speaker", "## Queues - Ann Moore of Example Works"),
    ("speaker", "## Queues par Ann Moore"),
    # What is behind the dash is no name, but what is in brackets behind it is one.
    ("speaker", "## Queues - Cold Water (Ann Moore)\n\nThere was cold water."),
    ("speaker", "## Waiting by Cold Water - Ann Moore\n\nThere was cold water."),
    ("speaker", "## Queues by Ann Moore\n\nSee @ann and example.org/moore, or moore-pages."),
    ("speaker", "## Queues by Ann Moore\n\nWe read no more by moore."),
    ("speaker", "## 《排队的艺术》-刘磊，Example 专家"),
    ("speaker", "## 「行列」 - Ann Moore"),
    ("speaker", "## Queues - @annmoore"),
    ("speaker", "## Queues (@annmoore)"),
    ("speaker", "## @annmoore: Queues"),
    ("speaker", "## Queues\n\nAnn Moore, Example Works"),
    ("speaker", "## Queues\n\nby Ann Moore"),
    ("speaker", "## Queues\n\n**Ann Moore**"),
    ("speaker", "## Queues\n\nSpeaker: Ann Moore"),
    ("speaker", "## Queues\n\n**[Ann Moore](https://example.org/ann)**\n\nStand."),
    ("speaker", "## Queues\n\n- Ann Moore ([@ann](https://example.org))\n- 10:00"),
    ("speaker", "## Queues\n\n### Ann Moore\n\nStand."),
    ("speaker", "## Queues\n\n### Speaker: Ann Moore\n\nStand.\n\n### Waiting rooms\n\nWait."),
    ("speaker", "## Queues\n\n### Ann Moore\n\nStand.\n\n### Slides\n\nNone."),
    ("speaker", "## Queues\n\n### by Ann Moore\n\nStand.\n\n### Waiting rooms\n\nWait."),
    ("speaker", "**Queues in lines**, Ann Moore\n\nStand."),
    ("time", "## 09:30 Queues"),
    ("time", "## 10h30 : Queues"),
    ("time", "## Queues\n\n- 11:30 – 12:10 #waiting"),
    ("kind", "## Keynote: Queues"),
    ("kind", "## [Poster] Queues"),
    ("kind", "## Keynote de fermeture - La file"),
    ("kind", "## Workshop – Queues"),
    ("kind", "## Closing keynote: Queues"),
    ("kind", "## Queues (workshop)"),
    ("kind", "## 13:00 - Keynote: Queues"),
    ("link", "## [Queues](https://example.org/1)"),
    ("link", "- [Queues](https://example.org/1): how to stand"),
    ("page", "- [Queues](https://example.org/2031/session/QX7)"),
    ("page", "- [Queues](https://example.org/talks/queues/): how to stand"),
    ("listed", f"## Queues\n\nStand.\n\n## Lines\n\nWait.\n\n## All of them\n\n{LISTED}"),
    ("media", "## Queues\n\n[Slides](https://example.org/1)"),
    ("media", "## Queues\n\nhttps://www.youtube.com/watch?v=1\n\nStand in line."),
    ("media", "## [Queues](https://www.youtube.com/watch?v=1)"),
    ("quoted", '## "Queues for beginners"'),
    ("quoted", "## 《排队的艺术》"),
    ("abstract", "## Queues\n\n> How to stand in line."),
    ("talked", "## Queues\n\nThe speaker told how to stand in line."),
    ("person", "## Queues\n\n[Ann](https://twitter.com/ann) told how to stand in line."),
    ("person", "## Queues\n\n**Ann Moore** told how to stand in line."),
    ("noted", "## Queues\n\n- Stand in line.\n- Wait."),
    ("parts", "## Queues\n\n### Quoted\n\nNo.\n\n## Lines\n\n### Quoted\n\nYes."),
    ("text", "## Queues\n\nStand in line."),
    ("title", "## Queues for beginners"),
]

NOT_HELD = [
    ("listed", f"## Waiting\n\nStand.\n\n## Lines\n\nWait.\n\n## All of them\n\n{LISTED}"),
    ("stars", "## Queues\n\nFive stars, it was said."),
    ("stars", "## Queues on 4/5 of them"),
    ("stars", "## Queues 2/3"),
    ("speaker", "## Queues: the next step"),
    ("speaker", "## 《排队的艺术》 and more of it"),
    ("speaker", "## Queues\n\n- [Baker's Talk](https://youtu.be/1)\n- [More](https://youtu.be/2)"),
    ("speaker", "## Queues - something of the title"),
    # What looks like names stands in small letters elsewhere, which names don't.
    ("speaker", "## Learning by Cold Water\n\nIt takes cold and warm water."),
    ("speaker", "## Queues - Cold Water\n\nThere was cold water."),
    ("speaker", "## Queues (Cold Water)\n\nThere was cold water."),
    ("speaker", "## Queues\n\n### Ann Moore - Doors\n\nOpen.\n\n### Bo Lind - Lines\n\nWait."),
    ("speaker", "## Queues\n\n### Waiting Rooms\n\nStand.\n\n### Second Line\n\nStand."),
    ("speaker", "## Case study: waiting"),
    ("speaker", "## Queues\n\nIt was Ann Moore who stood there."),
    ("speaker", "## Queues\n\nStand in line. Wait. Bring a book."),
    ("time", "## Queues\n\nWe stood there from 09:30 on and waited for someone to open the door."),
    ("time", "## Version 1.30 of queues"),
    ("kind", "## A keynote about keynotes"),
    ("kind", "## Why nobody who waited for so long liked the keynote: an answer"),
    ("link", "## Queues, see [there](https://example.org/1)"),
    ("link", "## [Queues](#queues)"),
    ("page", "- [All of it](https://example.org/sessions)"),
    ("page", "- [Queues](https://example.org/talkative/queues)"),
    (
        "media",
        "## Queues\n\nAs a video said (see [it](https://www.youtube.com/watch?v=1)) he waited.",
    ),
    ("text", "## Queues\n\nNo."),
]


def held(text: str) -> set[str]:
    """Return the evidence of the first candidate of a post."""
    made = outline(text, "A title")
    choice = Choice(Survey(made, Settings(lexicon(), conference=CONFERENCE)))
    first = min(
        (one for members in choice.groups.values() for one in members),
        key=lambda one: one.candidate.block.number,
    )
    return {one.name for one in first.evidence}


@pytest.mark.parametrize(("name", "text"), HELD)
def test_holds(name: str, text: str) -> None:
    assert name in held(text)


@pytest.mark.parametrize(("name", "text"), NOT_HELD)
def test_does_not_hold(name: str, text: str) -> None:
    assert name not in held(text)


def test_each_is_tried() -> None:
    """Evidence that no test has is evidence that nobody has seen work."""
    names = {one.name for one in evidence.FOR}
    # The pattern of a front matter and the programme of a conference are tried with whole posts.
    assert names - {"pattern", "programme"} == {name for name, _ in HELD}


def test_each_has_a_weight_and_a_sentence() -> None:
    for one in (*evidence.FOR, evidence.ORDER, evidence.SIGNED, evidence.CODED):
        assert one.weight > 0
        assert one.why
        assert one.reason is None or one.reason.is_found
