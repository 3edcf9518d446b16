"""Several files of one conference."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.combining import combined
from sphinxext_confnotes.programmes.entries import Entry, Programme
from sphinxext_confnotes.programmes.reading import read_programme

FILES = Path(__file__).parent.parent / "projects" / "programmes"
MONDAY = dt.date(2031, 5, 12)
LAST = Entry("Who stands last?", day=MONDAY, date=MONDAY, ids=("1",))


def of(*entries: Entry) -> Programme:
    return Programme(entries)


def test_each_fact_is_from_the_first_file_that_has_it() -> None:
    first = LAST._replace(room="Blue Hall", url="https://a.example/1")
    second = LAST._replace(
        title="who stands last",
        speakers=(Speaker("Ana Ek"),),
        room="Red Hall",
        start=dt.time(10),
        end=dt.time(11),
        url="https://b.example/1",
        ids=("QUE7ED", "1"),
    )
    assert combined([of(first), of(second)]) == (
        first._replace(
            speakers=second.speakers,
            start=second.start,
            end=second.end,
            ids=("1", "QUE7ED"),
            addresses=("https://b.example/1",),
        ),
    )


def test_what_is_given_twice_stays() -> None:
    morning, evening = LAST._replace(start=dt.time(9)), LAST._replace(start=dt.time(18))
    assert combined([of(morning, evening)]) == (morning, evening)
    assert combined([of(morning), of(evening)]) == (morning, evening)
    assert combined([of(LAST, LAST)]) == (LAST, LAST)
    assert combined([of(morning, evening), of(evening, morning)]) == (morning, evening)


def test_another_day_is_another_talk() -> None:
    tuesday = LAST._replace(day=dt.date(2031, 5, 13))
    assert combined([of(LAST), of(tuesday)]) == (LAST, tuesday)


def test_zones_are_compared() -> None:
    berlin = LAST._replace(start=dt.time(10), zone="Europe/Berlin", offset=dt.timedelta(hours=2))
    lisbon = LAST._replace(start=dt.time(9), zone="Europe/Lisbon", offset=dt.timedelta(hours=1))
    assert combined([of(berlin), of(lisbon)]) == (berlin,)


def test_a_schedule_and_its_calendar() -> None:
    files = [read_programme((FILES / name).read_bytes()) for name in ("pretalx.xml", "frab.json")]
    titles = [entry.title for entry in combined(files)]
    assert len(titles) == len(set(titles)) == 3
