"""Programmes that somebody typed: names of columns, and what stands in them."""

from __future__ import annotations

import datetime as dt
import json

import pytest
import yaml

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes import plain_yaml
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.reading import read_programme

MONDAY = dt.date(2031, 5, 12)


def one(**columns: object) -> Entry:
    """Return the only entry of a file with one row."""
    (entry,) = read_programme(json.dumps([{"title": "x", "room": "y", **columns}]).encode()).entries
    return entry


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator: str) -> None:
    content = f"title{separator}room\nx{separator}y\n".encode()
    assert read_programme(content).entries == (Entry("x", room="y"),)


def test_only_titles() -> None:
    found = read_programme(b"title\nWho stands last, and why\nNight lines\n")
    assert [entry.title for entry in found.entries] == ["Who stands last, and why", "Night lines"]


@pytest.mark.parametrize(
    "header", ["Title", "TITLE", " talk title ", "Session Title", "talk_title", "sessionTitle"]
)
def test_names_of_the_title(header: str) -> None:
    assert read_programme(f"{header},Speaker(s)\nx,Ana Ek\n".encode()).entries == (
        Entry("x", (Speaker("Ana Ek"),)),
    )


def test_the_title_comes_before_what_may_be_one() -> None:
    assert one(name="Ana", session="Morning", summary="About x").title == "x"


def test_a_person_is_no_row() -> None:
    people = [{"name": "Ana Ek", "code": "ABC123", "bio": "x"}]
    assert read_programme(json.dumps({"people": people}).encode()).entries == ()


@pytest.mark.parametrize("null", ["", "~", "null"])
def test_nothing_in_yaml(null: str) -> None:
    assert read_programme(f"- title: {null}\n  room: y\n- title: a\n  room: {null}\n".encode()) == (
        read_programme(b"- title:\n  room: y\n- title: a\n  room:\n")
    )


def test_quoted_words_are_no_nothing() -> None:
    (entry,) = read_programme(b"- title: 'null'\n  room: y\n").entries
    assert entry.title == "null"


def test_yaml_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"- title: ~\n  room: y\n- {title: a, room: 3.10}\n"
    expected = read_programme(content)
    monkeypatch.setattr(plain_yaml, "_LOADER", yaml.SafeLoader)
    assert read_programme(content) == expected
    assert [entry.room for entry in expected.entries] == ["3.10"]


@pytest.mark.parametrize(
    ("columns", "start", "end"),
    [
        ({"time": "10:00-10:45"}, "10:00", "10:45"),
        ({"time": "10:00"}, "10:00", ""),
        ({"start": "10:00", "end": "10:45"}, "10:00", "10:45"),
        ({"start": "10:00:00"}, "10:00", ""),
        ({"start": "2 pm", "end": "2:30 pm"}, "14:00", "14:30"),
        ({"start": "10:00", "duration": "45"}, "10:00", "10:45"),
        ({"start": "10:00", "duration": 45}, "10:00", "10:45"),
        ({"start": "10:00", "duration": "0:45"}, "10:00", "10:45"),
        ({"start": "10:00", "duration": "45 min"}, "10:00", "10:45"),
        ({"start": "10:00", "duration": "PT45M"}, "10:00", "10:45"),
        ({"start": "2031-05-12T10:00:00", "end": "2031-05-12 10:45"}, "10:00", "10:45"),
        ({"start": "10:00", "end": "10:00"}, "10:00", "10:00"),
        ({"start": "soon"}, "", ""),
        ({"start": "25:00"}, "", ""),
    ],
)
def test_times(columns: dict[str, object], start: str, end: str) -> None:
    entry = one(date="2031-05-12", **columns)
    assert entry.date == MONDAY
    assert [f"{time:%H:%M}" if time else "" for time in (entry.start, entry.end)] == [start, end]


@pytest.mark.parametrize("date", ["12 May 2031", "12. Mai 2031", "2031/5/12", "May 12, 2031"])
def test_dates(date: str) -> None:
    assert one(date=date).date == MONDAY


@pytest.mark.parametrize("date", ["12/05/2031", "Monday", "soon", "2031-02-30", ["2031-05-12"], 12])
def test_what_is_no_date(date: object) -> None:
    assert one(date=date, time="10:00") == Entry("x", room="y")


@pytest.mark.parametrize(
    "speakers",
    [
        "Ana Ek (Oven Lab), Bo",
        "Ana Ek (Oven Lab); Bo",
        ["Ana Ek (Oven Lab)", "Bo"],
        [{"name": "Ana Ek", "company": "Oven Lab"}, "Bo"],
    ],
)
def test_speakers(speakers: object) -> None:
    assert one(speakers=speakers).speakers == (Speaker("Ana Ek", "Oven Lab"), Speaker("Bo"))


def test_an_affiliation_of_its_own() -> None:
    assert one(speaker="Ana Ek", company="Oven Lab").speakers == (Speaker("Ana Ek", "Oven Lab"),)
    assert one(speaker="Ana, Bo", company="Oven Lab").speakers == (Speaker("Ana"), Speaker("Bo"))
