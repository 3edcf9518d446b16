"""Rooms behind speakers, where organisations stand as well."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.notes.records import Speaker
from tests.support.outlines import plan

ANN = Speaker("Ann Moore")


@pytest.mark.parametrize(
    ("behind", "speakers", "room"),
    [
        (" - Ann Moore - Hall A", (ANN,), "Hall A"),
        (" (Ann Moore, Room 4)", (ANN,), "Room 4"),
        (" by Ann Moore, Main Stage", (ANN,), "Main Stage"),
        (" - Ann Moore, Saal 3", (ANN,), "Saal 3"),
        (" (Ann Moore, Bo Lind, Blue Hall)", (ANN, Speaker("Bo Lind")), "Blue Hall"),
        (" - Ann Moore, Hall of Fame Inc", (Speaker("Ann Moore", "Hall of Fame Inc"),), ""),
        (" - Ann Moore, Stage Works", (Speaker("Ann Moore", "Stage Works"),), ""),
        (" - Ann Moore, Example Works", (Speaker("Ann Moore", "Example Works"),), ""),
    ],
)
def test_a_room_is_no_organisation(behind: str, speakers: tuple[Speaker, ...], room: str) -> None:
    text = f"## Queues at scale{behind}\n\nTLDR: Stand.\n\n## Bakeries - Cy Holm\n\nTLDR: Wait."
    found = plan(text, title="ExampleConf 2031").talks[0].facts
    assert (found.speakers, found.room) == (speakers, room)


def test_below_a_title_too() -> None:
    text = "## Queues at scale\n\nAnn Moore, Hall A\n\nTLDR: Stand."
    found = plan(text, title="ExampleConf 2031").talks[0].facts
    assert (found.speakers, found.room) == ((ANN,), "Hall A")
