"""What an entry adds to a talk: only what is empty, and nothing that contradicts its author."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.filling import fill

MONDAY, TUESDAY = dt.date(2031, 5, 12), dt.date(2031, 5, 13)
TEN, QUARTER = dt.time(10), dt.time(10, 45)

ENTRY = Entry(
    "Who stands last?",
    speakers=(Speaker("Ana Ek", "Oven Lab"),),
    day=MONDAY,
    date=MONDAY,
    start=TEN,
    end=QUARTER,
    zone="Europe/Berlin",
    offset=dt.timedelta(hours=2),
    room="Blue Hall",
    track="Theory",
    kind="keynote",
    abstract="Nobody wants to.",
    url="https://queues.example/1",
    slides="https://queues.example/s",
    video="https://queues.example/v",
    paper="https://queues.example/p",
)

TIMES = {"date": MONDAY, "start": TEN, "end": QUARTER, "timezone": "Europe/Berlin"}
OTHERS = {
    name: getattr(ENTRY, name)
    for name in ("speakers", "room", "track", "kind", "abstract", "url", "slides", "video", "paper")
}


def filled(own: dict[str, Any], entry: Entry = ENTRY, **inherited: Any) -> dict[str, Any]:
    return fill(own, inherited, "Who stands last?", entry).values


def test_everything_that_is_empty() -> None:
    assert filled({}) == {**TIMES, **OTHERS}


def test_every_field_is_one_of_a_talk() -> None:
    known = {name for field in fields.FIELDS for name in field.attributes}
    assert filled({}).keys() <= known


def test_nothing_that_its_author_gave() -> None:
    own = {**dict.fromkeys(OTHERS, "own"), "speakers": (Speaker("Bo"),), "date": MONDAY}
    assert filled({**own, "start": TEN}) == {}
    assert filled({"room": ""}) == {**TIMES, **OTHERS}


def test_the_day_of_its_post_is_not_said_again() -> None:
    assert "date" not in filled({}, date=MONDAY)
    assert filled({}, date=TUESDAY)["date"] == MONDAY


def test_no_time_on_a_day_that_its_author_contradicts() -> None:
    assert filled({"date": TUESDAY}) == OTHERS


def test_no_end_for_a_start_of_its_author() -> None:
    assert filled({"start": dt.time(9)}) == {"date": MONDAY, **OTHERS}


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", {"date": MONDAY, "start": TEN, "end": QUARTER}),
        ("Europe/London", {"date": MONDAY, "start": dt.time(9), "end": dt.time(9, 45)}),
        ("Asia/Tokyo", {"date": MONDAY, "start": dt.time(17), "end": dt.time(17, 45)}),
        ("Pacific/Auckland", {"date": MONDAY, "start": dt.time(20), "end": dt.time(20, 45)}),
        ("Nowhere", {"date": MONDAY, "start": TEN, "end": QUARTER}),
    ],
)
def test_times_are_those_of_the_zone_of_the_post(zone: str, expected: dict[str, Any]) -> None:
    assert filled({}, timezone=zone) == {**expected, **OTHERS}


def test_a_zone_may_have_another_day() -> None:
    evening = ENTRY._replace(start=dt.time(20), end=dt.time(20, 45))
    expected = {"date": TUESDAY, "start": dt.time(3), "end": dt.time(3, 45)}
    assert filled({}, evening, timezone="Asia/Tokyo") == {**expected, **OTHERS}
    assert filled({"date": MONDAY}, evening, timezone="Asia/Tokyo") == OTHERS


def test_only_the_offset_is_known() -> None:
    """The place isn't: its time is right, but has no zone."""
    entry = ENTRY._replace(zone="")
    assert filled({}, entry) == {"date": MONDAY, "start": TEN, "end": QUARTER, **OTHERS}


def test_a_talk_across_midnight_has_no_end() -> None:
    night = ENTRY._replace(start=dt.time(23, 30), end=dt.time(0, 30), until=TUESDAY)
    found = filled({}, night)
    assert (found["start"], found.get("end"), found.get("until")) == (dt.time(23, 30), None, None)


def test_a_talk_while_clocks_go_back_has_no_end() -> None:
    night = ENTRY._replace(start=dt.time(2, 45), end=dt.time(2, 15))
    assert "end" not in filled({}, night)


def test_something_of_several_days() -> None:
    days = Entry("Ropes", day=MONDAY, date=MONDAY, until=TUESDAY)
    assert filled({}, days) == {"date": MONDAY, "until": TUESDAY}
    assert filled({}, days, date=MONDAY) == {"date": MONDAY, "until": TUESDAY}
    assert filled({"date": MONDAY}, days) == {}


def test_the_ends_of_time() -> None:
    first = ENTRY._replace(date=dt.date.min, day=dt.date.min)
    assert filled({}, first, timezone="Etc/GMT+12") == {"date": dt.date.min, **OTHERS}


@pytest.mark.parametrize(
    ("own", "published"),
    [
        ("Who stands last?", ""),
        ("who stands last", ""),
        ("Who stands last!", ""),
        ("Standing last", "Who stands last?"),
        ("Who stands", "Who stands last?"),
    ],
)
def test_the_title_as_it_was_published(own: str, published: str) -> None:
    assert fill({}, {}, own, ENTRY).title == published
