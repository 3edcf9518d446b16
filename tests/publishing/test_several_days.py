"""What lasts several days: on its first day in the lists, and with its last in all that says so."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from icalendar import Calendar

from sphinxext_confnotes import load
from tests.support.builds import Build, Built, build_once
from tests.support.published_files import check_published

MONDAY, WEDNESDAY = dt.date(2031, 5, 12), dt.date(2031, 5, 14)

FILES = {
    "conf.py": 'extensions = ["sphinxext_confnotes"]\nhtml_baseurl = "https://example.org/"\n',
    "index.md": "# H\n\n```{daily-summary}\n```\n\n```{talk-list}\n:layout: list\n```\n",
    "camp.md": "---\ntitle: Camp\ndate: 12-14 May 2031\nconference: BreadConf\n---\n"
    "* [Flour](https://example.org/flour)\n  Time: 14:00-15:00\n\n  TLDR: x\n\n"
    ":::{talk} Oven\n:date: May 13, 2031\n:time: 09:00\n\nx\n:::\n\n"
    ":::{talk} Hike\n:date: 30 May - 2 June 2031\n\nx\n:::\n",
    "day.md": "---\ntitle: Day\ndate: 2031-05-15\nconference: BreadConf\n---\nText.\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("files")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return build_once(tmp_path_factory, folder, "html")


def test_is_valid(built: Built) -> None:
    assert [line for line in built.warnings if "confnotes." in line] == []
    check_published(built)


def test_the_data_has_both_ends(built: Built) -> None:
    data = json.loads(built.text("talks.json"))
    camp = next(post for post in data["posts"] if post["id"] == "camp")
    assert (camp["date"], camp["until"]) == ("2031-05-12", "2031-05-14")
    days = [(talk["title"], talk["date"], talk.get("until")) for talk in camp["talks"]]
    assert days == [
        ("Flour", "2031-05-12", "2031-05-14"),
        ("Oven", "2031-05-13", None),
        ("Hike", "2031-05-30", "2031-06-02"),
    ]
    (conference,) = data["conferences"]
    assert (conference["from"], conference["until"]) == ("2031-05-12", "2031-06-02")


def test_the_data_is_read_back(built: Built) -> None:
    data = load(built.out / "talks.json")
    assert [(post.date, post.until) for post in data.posts] == [
        (MONDAY, WEDNESDAY),
        (dt.date(2031, 5, 15), None),
    ]
    flour = next(talk.facts for talk in data.talks if talk.facts.title == "Flour")
    assert (flour.date, flour.until) == (MONDAY, WEDNESDAY)


def test_the_calendar_has_whole_days(built: Built) -> None:
    calendar = Calendar.from_ical(built.text("talks.ics"))
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    ends = {
        name: (event["DTSTART"].dt, "DTEND" in event and event["DTEND"].dt)
        for name, event in events.items()
    }
    # On which of the days a time is, nobody knows; the end isn't a part of the event.
    assert ends == {
        "Flour": (MONDAY, dt.date(2031, 5, 15)),
        "Oven": (dt.datetime(2031, 5, 13, 9), False),
        "Hike": (dt.date(2031, 5, 30), dt.date(2031, 6, 3)),
    }
    transparent = {name for name, event in events.items() if event.get("TRANSP") == "TRANSPARENT"}
    assert transparent == {"Flour", "Hike"}


def test_search_engines_are_told(built: Built) -> None:
    script = built.html("camp.html").select_one('script[type="application/ld+json"]')
    assert script
    article = json.loads(script.string or "")
    assert article["datePublished"] == "2031-05-12"
    events = [(e["name"], e["startDate"], e.get("endDate")) for e in article["mentions"]]
    assert events == [
        ("Flour", "2031-05-12", "2031-05-14"),
        ("Oven", "2031-05-13T09:00:00", None),
        ("Hike", "2031-05-30", "2031-06-02"),
    ]


def test_it_can_be_cited(built: Built) -> None:
    items = json.loads(built.text("talks.csl.json"))
    assert [item["event-date"]["date-parts"] for item in items] == [
        [[2031, 5, 12], [2031, 5, 14]],
        [[2031, 5, 13]],
        [[2031, 5, 30], [2031, 6, 2]],
    ]


def test_pages_say_it_in_words(built: Built) -> None:
    camp = built.html("camp.html").get_text(" ")
    assert "Friday, May 30, 2031 – Monday, June 2, 2031" in camp
    # In the head of the post, in the series, and in a list, where a talk stands under no day.
    assert camp.count("Monday, May 12, 2031 – Wednesday, May 14, 2031") == 2
    items = built.html("index.html").select("li.confnotes-item")
    days = {item.select_one("a").get_text(): item.get_text(" ") for item in items}  # type: ignore[union-attr]
    assert "May 12, 2031 – May 14, 2031" in days["Flour"]
    assert "confnotes-on-2031-05-12" in items[-1]["class"] + items[0]["class"]


def test_it_stands_on_its_first_day(built: Built) -> None:
    page = built.html("index.html")
    assert [section["id"] for section in page.select("section section")] == [
        "2031-05-30",
        "2031-05-15",
        "2031-05-13",
        "2031-05-12",
    ]


def test_a_page_shows_a_new_last_day(build: Build) -> None:
    build(FILES)
    built = build({**FILES, "camp.md": FILES["camp.md"].replace("12-14 May", "12-13 May")})
    assert "May 12, 2031 – May 13, 2031" in built.html("index.html").get_text(" ")
    days = "Monday, May 12, 2031 – Tuesday, May 13, 2031"
    assert days in built.html("day.html").get_text(" ")


def test_two_accounts(build: Build) -> None:
    """The last day is that of whose first day it is."""
    talk = "---\ntitle: {0}\ndate: {0}\n---\n* [Flour](https://example.org/flour)\n\n  TLDR: x\n"
    dates = {"a": "2031-05-12", "b": "13-14 May 2031"}
    built = build({f"{name}.md": talk.format(date) for name, date in dates.items()}, "confnotes")
    (flour,) = load(built.out / "talks.json").talks
    assert (flour.facts.date, flour.facts.until) == (MONDAY, None)
