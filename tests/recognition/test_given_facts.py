"""Facts in the front matter of a page that is one talk."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.given_facts import given_facts
from sphinxext_confnotes.recognition.plan import Facts, Reason
from tests.support.outlines import lexicon, plan

ANN, BO = Speaker("Ann Moore"), Speaker("Bo Lind")
DI = (Speaker("Di Berg"), Speaker("madonna"))
"""Names that don't look like some."""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {}),
        ({"speaker": "Ann Moore"}, {"speakers": (ANN,)}),
        ({"Speakers": ["Ann Moore", "Bo Lind"]}, {"speakers": (ANN, BO)}),
        ({"presenters": "Ann Moore, Bo Lind"}, {"speakers": (ANN, BO)}),
        (
            {"speakers": [{"name": "Ann Moore", "company": "Example Works"}, {"name": " "}]},
            {"speakers": (Speaker("Ann Moore", "Example Works"),)},
        ),
        ({"speakers": ["[[Di Berg]]", "madonna"]}, {"speakers": DI}),
        ({"speaker": "[[Di Berg]], madonna"}, {"speakers": DI}),
        ({"speaker": "https://example.org/ann"}, {}),
        ({"author": "Ann Moore", "authors": ["Bo Lind"]}, {}),
        ({"speaker": None, "speakers": [1, {}], "room": ["x"], "track": ""}, {}),
        ({"room": "Hall A", "track": "Lines"}, {"room": "Hall A", "track": "Lines"}),
        ({"room": "x" * 300}, {}),
        ({"start_time": "14:00"}, {"start": dt.time(14)}),
        ({"start-time": "2pm", "end-time": "3pm"}, {"start": dt.time(14), "end": dt.time(15)}),
        ({"start": "14:00", "end": "soon"}, {"start": dt.time(14)}),
        ({"start": "2031-05-12", "time": "14:00"}, {}),
        (
            {"slides": "https://example.org/s", "video": "lines.mp4", "url": "https://x.org"},
            {"addresses": (("slides", "https://example.org/s"),)},
        ),
    ],
)
def test_given_facts(given: dict[str, Any], expected: dict[str, Any]) -> None:
    assert given_facts(given, lexicon()) == Facts(**expected)


TEXT = "Somebody told how to stand in line, and why, and for how long it takes.\n"
GIVEN = {"title": "Queues at scale", "speakers": ["Ann Moore"], "start_time": "14:00"}


def test_a_page_with_a_speaker_is_a_talk() -> None:
    found = plan(TEXT, title="Queues at scale", given=GIVEN)
    assert [talk.reason for talk in found.talks] == [Reason.PAGE]
    assert found.talks[0].facts == Facts(speakers=(ANN,), start=dt.time(14))


def test_it_is_said_of_no_other_talk() -> None:
    text = "## Virtual queues (Bo Lind)\n\nTLDR: Go home.\n\n## Bakeries (Cy Holm)\n\nTLDR: Bread."
    found = plan(text, title="ExampleConf 2031", given={**GIVEN, "title": "ExampleConf 2031"})
    assert [talk.facts.speakers for talk in found.talks] == [(BO,), (Speaker("Cy Holm"),)]
    assert all(talk.facts.start is None for talk in found.talks)
