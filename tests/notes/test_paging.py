"""The division of lists into pages, as plain data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_confnotes.notes.paging import months, split
from sphinxext_confnotes.notes.records import Day, Selection

START = dt.date(2031, 5, 1)


def newest_first(count: int, step: int = 1) -> list[Day]:
    return [Day(START + dt.timedelta(days=step * number)) for number in reversed(range(count))]


def pages_of(selection: Selection, days: Sequence[Day]) -> dict[str, list[Day]]:
    """Return pages by their names, the document's own apart."""
    return {sheet.name: list(sheet.parts) for sheet in split(selection, days)[1:]}


COUNT = st.integers(0, 60)
SIZE = st.integers(1, 12)


@given(count=COUNT, size=SIZE, order=st.sampled_from(["newest", "oldest"]))
def test_pages_have_everything_in_its_order(
    count: int, size: int, order: Literal["newest", "oldest"]
) -> None:
    days = newest_first(count) if order == "newest" else newest_first(count)[::-1]
    sheets = split(Selection(paginate=size, order=order), days)
    assert [day for sheet in sheets for day in sheet.parts] == days
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    full = sheets[1:] if order == "newest" else sheets[:-1]
    assert all(len(sheet.parts) == size for sheet in full)
    if order == "newest" and count >= size:
        assert size <= len(sheets[0].parts) < 2 * size


@given(count=COUNT, more=COUNT, size=SIZE)
def test_what_is_newer_changes_no_page(count: int, more: int, size: int) -> None:
    selection = Selection(paginate=size)
    before = pages_of(selection, newest_first(count))
    after = pages_of(selection, newest_first(count + more))
    assert {name: after[name] for name in before} == before


@given(count=COUNT, more=COUNT, size=SIZE)
def test_with_the_oldest_first_only_the_last_page_grows(count: int, more: int, size: int) -> None:
    selection = Selection(paginate=size, order="oldest")
    before = pages_of(selection, newest_first(count)[::-1])
    after = pages_of(selection, newest_first(count + more)[::-1])
    for name in list(before)[:-1]:
        assert after[name] == before[name]


@pytest.mark.parametrize("period", ["year", "month"])
@given(count=COUNT, more=COUNT)
def test_years_and_months_that_are_over_stay(
    period: Literal["year", "month"], count: int, more: int
) -> None:
    selection = Selection(paginate=period)
    before = pages_of(selection, newest_first(count, 11))
    after = pages_of(selection, newest_first(count + more, 11))
    assert {name: after[name] for name in before} == before
    assert all(
        day.date.isoformat().startswith(name) for name, days in after.items() for day in days
    )


def test_each_page_knows_its_months() -> None:
    selection = Selection(paginate=3)
    sheets = split(selection, newest_first(9, 10))
    found = [
        [(month.date.month, month.part) for month in some] for some in months(selection, sheets)
    ]
    assert found == [[(7, 0), (6, 2)], [(6, 0), (5, 2)], [(5, 0)]]
