"""Each kind of programme that is read: the files in ``tests/projects/programmes``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry, Problem, Programme, packed, unpacked
from sphinxext_confnotes.programmes.reading import KINDS, read_programme

FILES = Path(__file__).parent.parent / "projects" / "programmes"

ANA, BO = Speaker("Ana Ek"), Speaker("Bo Lind")
TITLE = "Who stands last? Fairness in lines with many ends"
GUID = "1d6b3d4e-5f60-4718-8293-a4b5c6d7e80"
TWO = dt.timedelta(hours=2)

DEFAULTS = Entry("")._asdict()


def read(name: str) -> Programme:
    return read_programme((FILES / name).read_bytes())


def said(entry: Entry) -> dict[str, Any]:
    """Return what is known of an entry."""
    return {name: value for name, value in entry._asdict().items() if value != DEFAULTS[name]}


def at(day: int, start: str, end: str = "", month: int = 5) -> dict[str, Any]:
    """Return the attributes of something on one day."""
    date = dt.date(2031, month, day)
    times = {"start": dt.time.fromisoformat(start)}
    if end:
        times["end"] = dt.time.fromisoformat(end)
    return {"day": date, "date": date, **times}


BERLIN = {"zone": "Europe/Berlin", "offset": TWO}

FIRST = {
    "title": TITLE,
    "room": "Blue Hall",
    "track": "Theory",
    **at(12, "10:00", "10:45"),
    **BERLIN,
}

EXPECTED: dict[str, list[dict[str, Any]]] = {
    "frab.json": [
        {
            **FIRST,
            "speakers": (ANA, BO),
            "kind": "keynote",
            "abstract": "Nobody wants to.\n\nBut somebody has to & does.",
            "url": "https://queues.example/2031/talk/QUE7ED/",
            "slides": "https://queues.example/2031/media/last-slides.pdf",
            "paper": "https://queues.example/papers/last.pdf",
            "ids": (f"{GUID}1", "QUE7ED", "11", "qdays31-11-who-stands-last"),
        },
        {
            "title": "Night lines",
            "room": "Blue Hall",
            "kind": "talk",
            "url": "https://queues.example/2031/talk/12/",
            "ids": (f"{GUID}2", "12", "qdays31-12-night-lines"),
            **at(12, "23:30", "00:30"),
            "until": dt.date(2031, 5, 13),
            **BERLIN,
        },
        {
            "title": "Last orders at the bar",
            "speakers": (Speaker("Cy Ro"),),
            "room": "Blue Hall",
            "track": "Practice",
            "kind": "workshop",
            "abstract": "Bring a coin.",
            "url": "https://queues.example/2031/talk/13/",
            "ids": (f"{GUID}3", "13", "qdays31-13-last-orders"),
            **at(13, "01:00", "01:30"),
            "day": dt.date(2031, 5, 12),
            **BERLIN,
        },
    ],
    "hub.json": [
        {
            **FIRST,
            "speakers": (ANA,),
            "kind": "talk",
            "abstract": "Nobody wants to. But somebody has to.",
            "url": "https://queues.example/hub/event/last/",
            "slides": "https://queues.example/s.pdf",
            "addresses": ("https://plan.queues.example/talk/QUE7ED/",),
            "ids": (f"{GUID}1", "QUE7ED", "qdays31-last"),
        }
    ],
    "pretalx.xml": [
        {
            **FIRST,
            "speakers": (ANA, BO),
            "kind": "keynote",
            "abstract": "Nobody wants to.\n\nBut somebody has to.",
            "url": "https://queues.example/2031/talk/QUE7ED/",
            "slides": "https://queues.example/media/last-slides.pdf",
            "video": "https://media.queues.example/v/11",
            "paper": "https://queues.example/papers/last.pdf",
            "addresses": ("https://plan.queues.example/qdays31/talk/QUE7ED/",),
            "ids": (f"{GUID}1", "QUE7ED", "11", "QUE7ED-who-stands-last"),
        }
    ],
    "pentabarf.xml": [
        {
            "title": "Folding maps & umbrellas",
            "speakers": (Speaker("Dee Orr"),),
            "room": "K.1.105",
            "track": "Main tracks",
            "abstract": "Both resist.\n\nFirst:\n\n- maps\n\n- umbrellas where a < b",
            "slides": "https://fold.example/a/folding.pdf",
            "video": "https://video.fold.example/folding.webm",
            "ids": ("6245", "folding"),
            **at(1, "10:00", "10:50", month=2),
        },
        {
            "title": "Folding in the dark",
            "room": "K.1.105",
            "ids": ("6246", "dark"),
            **at(2, "00:30", "01:30", month=2),
            "day": dt.date(2031, 2, 1),
        },
        {
            "title": "Unfolding",
            "room": "Hall",
            "ids": ("6247",),
            **at(2, "09:30", "09:40", month=2),
        },
    ],
    "wafer.xml": [
        {
            "title": "Standing still",
            "speakers": (Speaker("Thandi Mo"),),
            "room": "Main",
            "kind": "talk",
            "abstract": "It looks easy.\n\nIt isn't.",
            "url": "https://za.queues.example/talks/4-standing-still/",
            "ids": ("5b4b5a9e-3cf4-5b8f-8d3e-62fd17bd6d0a", "4", "qcza-4-standing-still"),
            **at(8, "09:30", "10:15", month=10),
            "zone": "Africa/Johannesburg",
            "offset": TWO,
        }
    ],
    "osem.xml": [
        {
            "title": "Drawing a line",
            "speakers": (Speaker("Eva Fox"),),
            "room": "Attic",
            "track": "Art",
            "kind": "workshop",
            "abstract": "With chalk.",
            "ids": ("d1f7a5f0-6e0d-4a1b-a5f3-17f6ed6be5d0", "77", "77-drawing-a-line"),
            **at(1, "13:00", "13:30", month=6),
            "offset": TWO,
        }
    ],
    "virtual-orals-posters.json": [
        {
            "title": "Waiting Is All You Do: A Theory of $\\infty$-Long Lines",
            "speakers": (Speaker("Ana Ek", "Lund University"), BO),
            "room": "Hall C",
            "track": "Theory",
            "kind": "oral",
            "abstract": "We wait. And prove it.",
            "url": "https://queueml.example/virtual/2031/oral/70123",
            "slides": "https://queueml.example/media/queueml-2031/Slides/70123.pdf",
            "paper": "https://openreview.net/forum?id=aBcD123",
            "ids": ("8f14e45fceea167a5a36dedd4bea2543", "70123", "/virtual/2031/oral/70123"),
            **at(12, "08:45", "09:00", month=12),
            "zone": "Etc/GMT+8",
            "offset": dt.timedelta(hours=-8),
        },
        {
            "title": "Cutting In Considered Harmful",
            "speakers": (Speaker("Cy Ro", "Mill Lab"),),
            "kind": "poster",
            "url": "https://queueml.example/virtual/2031/poster/70124",
            "ids": ("c9f0f895fb98ab9159f51fd0297e236d", "70124", "/virtual/2031/poster/70124"),
        },
    ],
    "virtual-export.json": [
        {
            "title": "Waiting Is All You Do",
            "speakers": (ANA, BO),
            "kind": "poster",
            "abstract": "We wait.",
            "url": "https://queuecv.example/virtual/2031/poster/22138",
        }
    ],
    "sessionize-all.json": [
        {
            "title": "Lines that lead nowhere",
            "speakers": (Speaker("Ana Ek", "Head of lines, Oven Lab"),),
            "room": "Blue Hall",
            "track": "Geometry",
            "kind": "workshop",
            "abstract": "A tour.\n\nWith maps.",
            "video": "https://video.example/852916",
            "ids": ("852916",),
            **at(1, "09:00", "09:45", month=3),
        },
        {"title": "Lunch", "ids": ("852917",), "is_break": True, **at(1, "12:00", month=3)},
    ],
    "sessionize-grid.json": [
        {
            "title": "Hello and welcome",
            "speakers": (ANA,),
            "room": "Blue Hall",
            "track": "Geometry",
            "ids": ("5",),
            **at(1, "09:00", "09:10", month=3),
            "zone": "UTC",
            "offset": dt.timedelta(),
        }
    ],
    "calendar.ics": [
        {
            "title": "Who stands last? Fairness in lines, with many ends",
            "speakers": (ANA,),
            "room": "Blue Hall",
            "track": "Theory",
            "abstract": "Nobody wants to.\n\nBut somebody has to.",
            "url": "https://queues.example/2031/talk/QUE7ED/",
            "ids": ("11@qdays31@queues.example",),
            **at(12, "10:00", "10:45"),
            **BERLIN,
        },
        {
            "title": "Night lines",
            "ids": ("12@queues.example",),
            **at(12, "23:30", "00:30"),
            "until": dt.date(2031, 5, 13),
            "zone": "Europe/Lisbon",
            "offset": dt.timedelta(hours=1),
        },
        {
            "title": "Exhibition of ropes",
            "ids": ("13@queues.example",),
            "day": dt.date(2031, 5, 12),
            "date": dt.date(2031, 5, 12),
            "until": dt.date(2031, 5, 13),
        },
    ],
    "starred.ics": [
        {
            "title": "Who stands - last",
            "speakers": (ANA, BO),
            "room": "Blue Hall",
            "url": "https://queues.example/2031/talk/QUE7ED/",
            "ids": ("pretalx-qdays31-QUE7ED@queues.example", "QUE7ED"),
            **at(12, "10:00", "10:45"),
            **BERLIN,
        }
    ],
    "sheet.csv": [
        {
            "title": "Who stands last?",
            "speakers": (Speaker("Ana Ek", "Oven Lab"), BO),
            "room": "Blue Hall",
            "kind": "keynote",
            "abstract": "Nobody wants to.\n\nBut somebody has to.",
            **at(12, "10:00", "10:45"),
        },
        {"title": "Night lines", **at(12, "23:30", "00:30"), "until": dt.date(2031, 5, 13)},
    ],
    "typed.yaml": [
        {
            "title": "Who stands last?",
            "speakers": (Speaker("Ana Ek", "Oven Lab"), BO),
            "room": "Blue Hall",
            "kind": "keynote",
            "url": "https://queues.example/2031/talk/QUE7ED/",
            "ids": ("QUE7ED",),
            **at(12, "10:00", "10:45"),
            **BERLIN,
        },
        {"title": "3.10", "speakers": (Speaker("Cy Ro"),), **at(12, "14:00"), **BERLIN},
    ],
    "pretalx-api.json": [
        {
            "title": "Who stands last?",
            "speakers": (ANA,),
            "room": "Blue Hall",
            "track": "Theory",
            "kind": "talk",
            "abstract": "Nobody wants to.",
            "ids": ("QUE7ED",),
            **at(12, "10:00", "10:45"),
            "offset": TWO,
        }
    ],
}

UNTITLED = "an entry has no title, and is left out"

PROBLEMS = {
    "hub.json": Problem(UNTITLED, place="schedule.events[1]"),
    "pretalx.xml": Problem(UNTITLED, line=50),
    "virtual-export.json": Problem(UNTITLED, place="results[1]"),
    "calendar.ics": Problem(UNTITLED, line=31),
    "sheet.csv": Problem(UNTITLED, line=7),
    "typed.yaml": Problem(UNTITLED, line=19),
}


def test_all_files_are_expected() -> None:
    assert sorted(EXPECTED) == sorted(path.name for path in FILES.iterdir())


@pytest.mark.parametrize("name", EXPECTED)
class TestEachKind:
    def test_entries(self, name: str) -> None:
        assert [said(entry) for entry in read(name).entries] == EXPECTED[name]

    def test_entries_without_a_title(self, name: str) -> None:
        expected = (PROBLEMS[name],) if name in PROBLEMS else ()
        assert read(name).problems == expected

    def test_the_name_of_the_file_says_nothing(self, name: str) -> None:
        """Nor do a mark of the byte order, and lines that end as on Windows."""
        content = (FILES / name).read_bytes()
        if b"\r\n" not in content:
            content = content.replace(b"\n", b"\r\n")
        assert read_programme(b"\xef\xbb\xbf" + content) == read(name)

    def test_it_can_be_kept(self, name: str) -> None:
        assert unpacked(packed(read(name))) == read(name)


def test_what_was_kept_and_is_broken_is_read_again() -> None:
    kept = packed(read("frab.json"))
    assert unpacked(kept[:-9]) is None
    assert unpacked(b"") is None
    assert unpacked(b"\x80\x05K\x01.") is None
    assert unpacked(kept.replace(b"Collection", b"x")) is not None


@pytest.mark.parametrize(
    ("name", "conference"),
    [
        ("frab.json", "Queue Days 2031"),
        ("pentabarf.xml", "FOLD 2031"),
        ("calendar.ics", "Queue Days 2031"),
        ("typed.yaml", "Queue Days 2031"),
        ("sheet.csv", ""),
    ],
)
def test_files_may_name_their_conference(name: str, conference: str) -> None:
    assert read(name).name == conference


NO_KIND = f"nothing in it has a title and a fact; what is read is {KINDS}"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem("it is empty")),
        (b" \n", Problem("it is empty")),
        (b"title\n\xff\xfe", Problem("it isn't written in UTF-8", line=2)),
        (b'{"schedule":\n  x}', Problem("it is no JSON: Expecting value", line=2)),
        (b"[" * 100_000, Problem("it is no programme: it is nested too deep")),
        (b'{"a": [1, 2]}', Problem(NO_KIND)),
        (b"null", Problem(NO_KIND)),
        (b"Some words about a conference.", Problem(NO_KIND)),
        (b'{"schedule": {"conference": {"days": []}}}', Problem("it has no entries")),
        (b"<schedule>\n<a></b></schedule>", Problem("it is no XML: mismatched tag", line=2)),
        (b"<rss/>", Problem("its XML is no schedule: it begins with <rss>")),
        (b"<schedule/>", Problem("it has no entries")),
        (
            b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><schedule>&c;</schedule>',
            Problem("its XML declares entities, which programmes need none of"),
        ),
        (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><schedule>&x;</schedule>',
            Problem("its XML declares entities, which programmes need none of"),
        ),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", Problem("it has no entries")),
        (b"BEGIN:VCALENDAR\nwords\n", Problem("it is no calendar that can be read")),
        (b"title,room\n", Problem("it has no entries")),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, problem: Problem) -> None:
    assert read_programme(content) == Programme(problems=(problem,))


def test_broken_yaml_is_told_with_its_line() -> None:
    (problem,) = read_programme(b"talks:\n- title: a\n  room: [b\n").problems
    assert problem.line == 4
    assert problem.text.startswith("it is no YAML (did not find expected ',' or ']')")


def test_one_moment_in_two_zones() -> None:
    """Python takes both beginnings for equal."""
    rows = b"title,start\na,2031-05-12T08:00:00Z\nb,2031-05-12T10:00:00+02:00\n"
    first, second = read_programme(rows).entries
    assert said(first) == {"title": "a", **at(12, "08:00"), "zone": "UTC", "offset": dt.timedelta()}
    assert said(second) == {"title": "b", **at(12, "10:00"), "offset": TWO}


def test_entries_without_a_title_are_told_once() -> None:
    lines = ["title,room", "a,b", ",c", "d,e", ",f"]
    found = read_programme("\n".join(lines).encode())
    text = "2 entries have no title, and are left out; this is the first"
    assert found.problems == (Problem(text, line=3),)
    assert [entry.title for entry in found.entries] == ["a", "d"]
