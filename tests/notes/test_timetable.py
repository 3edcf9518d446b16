"""Timetables as plain data: days, columns, hours."""

from __future__ import annotations

import datetime as dt

from sphinxext_confnotes.notes.timetable import Slot, timetables

MONDAY, TUESDAY = dt.date(2031, 5, 12), dt.date(2031, 5, 13)
NINE, TEN, ONE = dt.time(9), dt.time(10), dt.time(1)


def slot(
    title: str, start: dt.time | None = NINE, day: dt.date | None = MONDAY, **more: str
) -> Slot:
    return Slot(title, day, day, start, **more)


def titles(slots: tuple[Slot, ...]) -> list[str]:
    return [one.title for one in slots]


def test_rooms_across_and_times_down() -> None:
    (day,) = timetables(
        [
            slot("B", TEN, room="Hall"),
            slot("A", room="Hall", track="Soup"),
            slot("C", room="attic"),
            slot("D", TEN),
        ]
    )
    assert (day.day, day.across, day.columns) == (MONDAY, "room", ("attic", "Hall", ""))
    assert [hour.start for hour in day.hours] == [NINE, TEN]
    assert [[titles(cell) for cell in hour.cells] for hour in day.hours] == [
        [["C"], ["A"], []],
        [[], ["B"], ["D"]],
    ]
    assert titles(day.slots) == ["C", "A", "B", "D"]


def test_tracks_where_there_are_no_rooms() -> None:
    (day,) = timetables([slot("A", track="Soup"), slot("B", track="Bread"), slot("C")])
    assert (day.across, day.columns) == ("track", ("Bread", "Soup", ""))


def test_one_column_where_there_is_neither() -> None:
    (day,) = timetables([slot("A"), slot("B", TEN)])
    assert (day.across, day.columns) == ("", ("",))


def test_several_talks_at_one_time_and_place() -> None:
    (day,) = timetables([slot("B", room="Hall"), slot("A", room="Hall")])
    assert titles(day.hours[0].cells[0]) == ["A", "B"]


def test_what_is_given_after_midnight_comes_last() -> None:
    night = Slot("Night", MONDAY, TUESDAY, ONE)
    (day,) = timetables([night, slot("A")])
    assert titles(day.slots) == ["A", "Night"]


def test_what_has_no_time_comes_behind_that() -> None:
    (day,) = timetables([slot("B", None), slot("A"), slot("C", None)])
    assert [hour.start for hour in day.hours] == [NINE, None]
    assert titles(day.slots) == ["A", "B", "C"]


def test_days_are_apart_and_those_without_a_date_last() -> None:
    slots = [slot("C", day=None), slot("B", day=TUESDAY), slot("A")]
    assert [day.day for day in timetables(slots)] == [MONDAY, TUESDAY, None]
    assert [day.day for day in timetables(slots, is_newest_first=True)] == [TUESDAY, MONDAY, None]


def test_the_order_of_what_is_given_does_not_matter() -> None:
    slots = [slot(title, time, room=room) for title, time, room in [
        ("A", NINE, "x"), ("A", NINE, "y"), ("B", TEN, "x"), ("C", None, ""),
    ]]  # fmt: skip
    assert timetables(slots) == timetables(reversed(slots))


def test_nothing() -> None:
    assert timetables([]) == []
