"""Which names of files and folders date a post, and which don't."""

from __future__ import annotations

import datetime as dt

import pytest

from sphinxext_confnotes.reading.dated_paths import read_path

DAY = dt.date(2031, 5, 12)


@pytest.mark.parametrize(
    ("docname", "slug", "name"),
    [
        ("2031-05-12-new-orleans", "new-orleans", "new-orleans"),
        ("posts/2031-05-12-new-orleans", "new-orleans", "new-orleans"),
        ("2031-05-12", "", "2031-05-12"),
        ("2031-05-12-", "", "2031-05-12-"),
        ("2031-05-12-1", "1", "1"),
        ("2031-05-12 Day one", "Day one", "Day one"),
        ("2031-05-12_day", "day", "day"),
        ("2031_05_12", "", "2031_05_12"),
        ("2031_05_12_day", "day", "day"),
        ("20310512", "", "20310512"),
        ("20310512-day", "day", "day"),
        ("2031/05/12/day", "", "day"),
        ("blog/2031/05/12/day", "", "day"),
        ("2031/05/12-day", "day", "day"),
        ("2031/05/12", "", "12"),
        ("2031-05-12/day", "", "day"),
        ("20310512/day", "", "day"),
        ("2031-05-12-waitconf/index", "waitconf", "waitconf"),
        ("notes/2031-05-12-waitconf/README", "waitconf", "waitconf"),
        ("2031/05/12-waitconf/index", "waitconf", "waitconf"),
        ("2031-05-12/index", "", "2031-05-12"),
        ("2030-01-01/2031-05-12-day", "day", "day"),
    ],
)
def test_dated(docname: str, slug: str, name: str) -> None:
    found = read_path(docname)
    assert (found.date, found.slug, found.parts[-1]) == (DAY, slug, name)


@pytest.mark.parametrize(
    "docname",
    [
        "day",
        "on-2031-05-12-new",
        "2031-5-12-day",
        "2031-05",
        "2031-05/day",
        "2031/05/day",
        "2031/05/1-day",
        "2031/5/12-day",
        "2031/05/120",
        "31/05/12-day",
        "05/12-day",
        "12-day",
        "2031-02-30-day",
        "2031/02/30-day",
        "2031-05_12-day",
        "2031-05-123",
        "2031.05.12",
        "2031-05-12.1",
        "203105121",
        "20311312-day",
        "12345678-ticket",
        "30310512-ticket",
        "2031-05-12-waitconf/talk",
        "2031-05-12/deeper/talk",
        "2031-05-12-waitconf/deeper/index",
        "20310512ticket",
        "2031٠5-12",
    ],
)
def test_not_dated(docname: str) -> None:
    assert read_path(docname) == (None, "", tuple(docname.split("/")))


def test_the_folders_stay() -> None:
    assert read_path("a/2031-05-12-b").parts == ("a", "b")
    assert read_path("a/2031-05-12-b/index").parts == ("a", "b")
    assert read_path("2031/05/12/b").parts == ("2031", "05", "12", "b")
