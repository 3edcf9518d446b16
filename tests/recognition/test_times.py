"""Times, rooms and tracks in lines."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinxext_confnotes.recognition.times import (
    leading_slot,
    read_room,
    read_slot,
    read_track,
    without_slot,
)
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("text", "times", "rest"),
    [
        ("09:30-10:15 (Blue hall): Lines", "09:30-10:15", " (Blue hall): Lines"),
        ("09:30 – 10:15 Lines", "09:30-10:15", " Lines"),
        ("09:30 -> 10:15 : Lines", "09:30-10:15", " : Lines"),
        ("9:30: Lines", "09:30", ": Lines"),
        ("1:15 - 1:55 Lines", "13:15-13:55", " Lines"),
        ("11:30 - 1:15 Lines", "11:30-13:15", " Lines"),
        ("01:15 - 01:55 Lines", "01:15-01:55", " Lines"),
        ("10:00 Lines", "10:00", " Lines"),
        ("10h30 : Lines", "10:30", " : Lines"),
        ("10h30-11h Lines", "10:30-11:00", " Lines"),
        ("14h : Lines", "14:00", " : Lines"),
        ("14 Uhr: Schlangen", "14:00", ": Schlangen"),
        ("14.30 Uhr – Schlangen", "14:30", " – Schlangen"),
        ("10.30-11.15: Lines", "10:30-11:15", ": Lines"),
        ("10 am: Lines", "10:00", ": Lines"),
        ("10am Lines", "10:00", " Lines"),
        ("10:30a Lines", "10:30", " Lines"),
        ("2:00p", "14:00", ""),
        ("2:30 p.m. Lines", "14:30", " Lines"),
        ("9:00 Lines", "09:00", " Lines"),
        ("2-3 pm Lines", "14:00-15:00", " Lines"),
        ("11:00-1:00 pm Lines", "11:00-13:00", " Lines"),
        ("12 am | Lines", "00:00", " | Lines"),
        ("午後2:30", "14:30", ""),
        ("14時30分〜15時: 列", "14:30-15:00", ": 列"),
        ("오후 2시", "14:00", ""),
    ],
)
def test_slots(text: str, times: str, rest: str) -> None:
    slot = leading_slot(text)
    assert slot
    assert "-".join(f"{time:%H:%M}" for time in (slot.start, slot.end) if time) == times
    assert text[slot.stop :] == rest


@pytest.mark.parametrize(
    "text",
    [
        "24h of waiting",
        "14h Lines",
        "10.10 is out",
        "10.10-10.20 is out",
        "4:30 Lines",
        "16:9 displays",
        "25:00 Lines",
        "10:60 Lines",
        "13 am: Lines",
        "11:00-10:00: Lines",
        "10:00% of all",
        "10:00abc",
        "3D queues",
        "10 people: Lines",
        "2031: Lines",
        "Lines at 10:00",
        "",
    ],
)
def test_no_slots(text: str) -> None:
    assert leading_slot(text) is None


def test_a_text_without_its_slot() -> None:
    assert without_slot("12:30 Lunch") == "Lunch"
    assert without_slot("10:00-10:30 | Queues") == "Queues"
    assert without_slot("24 queues") == "24 queues"


def test_a_whole_slot() -> None:
    slot = read_slot("**(09:30-10:15)**")
    assert slot
    assert (slot.start, slot.end) == (dt.time(9, 30), dt.time(10, 15))
    assert read_slot("09:30 Lines") is None
    assert read_slot("Lines") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blue hall", "Blue hall"),
        ("Room  5", "Room 5"),
        ("Saal 1", "Saal 1"),
        ("Sala Magna", "Sala Magna"),
        ("A1", "A1"),
        ("H.1302", "H.1302"),
        ("UB2.252A", "UB2.252A"),
        ("第一会议室", "第一会议室"),
        ("Hall", ""),
        ("PHP 7", ""),
        ("Lines", ""),
        ("No room at the inn, or in the hall", ""),
        ("Is there room?", ""),
        ("2031", ""),
        ("", ""),
    ],
)
def test_rooms(text: str, expected: str) -> None:
    assert read_room(text, VOCABULARY) == expected


def test_codes_of_rooms_are_read_only_where_they_may_stand() -> None:
    assert read_room("A1", VOCABULARY, has_code=False) == ""
    assert read_room("Room A1", VOCABULARY, has_code=False) == "Room A1"


def test_tracks() -> None:
    assert read_track("Track 2", VOCABULARY) == "Track 2"
    assert read_track("Python track", VOCABULARY) == "Python track"
    assert read_track("track", VOCABULARY) == ""
    assert read_track("Keeping on the track of all the queues", VOCABULARY) == ""
