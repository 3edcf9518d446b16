"""The links that add a talk or a day to a calendar: where they are, and that none is dead."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from tests.support.builds import CONF, Build, Built
from tests.support.directive_posts import post, talk
from tests.support.published_files import calendar
from tests.support.thorough import first_quick

FRONT = """\
---
title: {title}
date: 2031-05-{day}
author: {author}
tags: {tags}
conference: SoupConf
---
"""

SUMMARY = "---\norphan: true\n---\n\n# Summary\n\n```{daily-summary}\n```\n"
LIST = "---\norphan: true\n---\n\n# List\n\n```{talk-list}\n```\n"
INDEX = "# Home\n"


def front(title: str, day: int = 12, author: str = "Ana", tags: str = "trip") -> str:
    header = FRONT.format(title=title, day=day, author=author, tags=tags)
    return header.replace("---\ntitle", "---\norphan: true\ntitle")


def links(built: Built, name: str) -> list[tuple[str, str]]:
    """Return text and file of the links of a page, of which none may be dead."""
    found = []
    for link in built.html(name).select(".confnotes-calendar a"):
        address = str(link["href"])
        assert address.isascii()
        path = unquote(urljoin(f"/{name}", address)).removeprefix("/")
        assert (built.out / path).is_file(), path
        found.append((link.get_text(), path))
    return found


def titles(built: Built, name: str) -> list[str]:
    return [str(event["SUMMARY"]) for event in calendar(built, name).events]


WANTED = "confnotes_calendar_links = True\n"

FILES = {
    "conf.py": CONF + WANTED,
    "index.md": INDEX,
    "posts/a.md": post(
        talk("Soup", time="09:00", tldr="Hot."),
        talk("Bread", tldr="It rises."),
        talk("Salt", time="11:00", date="2031-05-13"),
        front=front("A"),
    ),
    "posts/b.md": post(talk("Pepper", tldr="Black."), front=front("B")),
    "lists/summary.md": SUMMARY,
    "lists/list.md": LIST,
    "lists/table.md": LIST.replace("```{talk-list}\n", "```{talk-list}\n:layout: table\n"),
}

SOUP = ("Add to calendar", "calendar/posts/a/talk-soup.ics")
SALT = ("Add to calendar", "calendar/posts/a/talk-salt.ics")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_talks_with_a_time_and_their_days_have_links(build: Build, builder: str) -> None:
    built = build(FILES, builder)
    end = "/index.html" if builder == "dirhtml" else ".html"
    assert links(built, f"posts/a{end}") == [SOUP, SALT]
    assert not links(built, f"posts/b{end}")
    assert links(built, f"lists/list{end}") == [SALT, SOUP]
    assert not links(built, f"lists/table{end}")
    assert links(built, f"lists/summary{end}") == [
        ("Add day to calendar", "calendar/posts/a/2031-05-13.ics"),
        SALT,
        ("Add day to calendar", "calendar/posts/a/2031-05-12.ics"),
        SOUP,
    ]
    assert titles(built, "calendar/posts/a/2031-05-12.ics") == ["Soup"]
    assert titles(built, SALT[1]) == ["Salt"]
    whole = {str(event["UID"]) for event in calendar(built).events}
    assert {str(event["UID"]) for event in calendar(built, SALT[1]).events} < whole
    assert len(list((built.out / "calendar").rglob("*.ics"))) == 4


def test_the_link_stands_behind_the_time(build: Build) -> None:
    built = build(FILES)
    (facts,) = built.html("posts/a.html").select("#soup .confnotes-facts")
    assert facts.get_text() == "Time: 09:00 Add to calendar"


@pytest.mark.parametrize("conf", [f"confnotes_publish = ['data']\n{WANTED}", ""])
def test_links_are_there_where_they_and_the_calendar_are_wanted(build: Build, conf: str) -> None:
    assert links(build(FILES), "posts/a.html")
    (Path(build().source) / "conf.py").write_text(CONF + conf)
    built = build()
    for name in ("posts/a.html", "lists/summary.html", "lists/list.html"):
        assert not built.html(name).select(".confnotes-calendar")
    assert not (built.out / SOUP[1]).exists()
    assert (built.out / "talks.ics").exists() is (not conf)


def test_drafts_have_none(build: Build) -> None:
    draft = FILES["posts/a.md"].replace("title:", "draft: true\ntitle:")
    built = build(FILES | {"posts/a.md": draft})
    assert not links(built, "posts/a.html")
    assert not (built.out / "calendar").exists()


@pytest.mark.parametrize(
    ("published", "left"),
    [
        ({"until": "2031-05-12"}, [SOUP]),
        ({"tags": "trip"}, [SOUP, SALT]),
        ({"tags": "other"}, []),
        # The oldest talk of all; which that is, other pages say.
        ({"limit": "1"}, [SOUP, SALT]),
    ],
)
def test_filters(build: Build, published: dict[str, str], left: list[tuple[str, str]]) -> None:
    built = build(FILES, conf=f"confnotes_published = {published!r}\n")
    assert links(built, "posts/a.html") == left
    assert [link for link in links(built, "lists/list.html") if "day" not in link[0]] == left[::-1]


def test_what_a_post_says_of_all_its_talks_takes_links_away(build: Build) -> None:
    """On pages that show nothing else of it."""
    built = build(FILES, conf="confnotes_published = {'tags': 'trip'}\n")
    assert len(links(built, "lists/summary.html")) == 4
    assert len(links(built, "lists/list.html")) == 2
    path = built.source / "posts/a.md"
    path.write_text(path.read_text("utf-8").replace("tags: trip", "tags: other"), "utf-8")
    built = build()
    assert not links(built, "lists/summary.html")
    assert not links(built, "lists/list.html")
    assert not links(built, "posts/a.html")
    assert not list((built.out / "calendar").rglob("*.ics"))


def test_times_that_come_and_go(build: Build) -> None:
    build(FILES)
    path = Path(build().source) / "posts/a.md"
    path.write_text(path.read_text("utf-8").replace(":time: 09:00\n", ""), "utf-8")
    built = build()
    assert links(built, "posts/a.html") == links(built, "lists/list.html") == [SALT]
    assert len(links(built, "lists/summary.html")) == 2
    assert not (built.out / SOUP[1]).exists()


def test_a_talk_of_two_people_has_a_link_wherever_its_time_is_shown(build: Build) -> None:
    address = "https://example.org/soup"
    files = FILES | {
        "posts/a.md": post(talk("Soup", url=address, tldr="Hot."), front=front("A")),
        "posts/b.md": post(talk("Soup", url=address, time="09:00"), front=front("B", author="Bo")),
    }
    built = build(files)
    assert not links(built, "posts/a.html")
    assert links(built, "posts/b.html") == [("Add to calendar", "calendar/posts/b/talk-soup.ics")]
    assert links(built, "lists/list.html") == [SOUP]
    (one,), (other,) = (
        calendar(built, f"calendar/posts/{name}/talk-soup.ics").events for name in "ab"
    )
    assert one == other
    assert one["DESCRIPTION"] == "Hot."
    # The page that isn't written again has still no dead link.
    path = built.source / "posts/b.md"
    path.write_text(path.read_text("utf-8").replace(":time: 09:00\n", ""), "utf-8")
    built = build()
    for name in ("posts/a.html", "posts/b.html", "lists/list.html", "lists/summary.html"):
        assert not links(built, name)


def test_a_filter_asks_a_page_for_what_the_page_says(build: Build) -> None:
    address = "https://example.org/soup"
    options = {"url": address, "time": "09:00"}
    files = FILES | {
        "posts/a.md": post(talk("Soup", kind="talk", **options), front=front("A")),
        "posts/b.md": post(talk("Soup", kind="keynote", **options), front=front("B", author="Bo")),
    }
    built = build(files, conf="confnotes_published = {'kind': 'keynote'}\n")
    assert links(built, "posts/b.html") == [("Add to calendar", "calendar/posts/b/talk-soup.ics")]
    assert not links(built, "posts/a.html")
    assert not links(built, "lists/list.html")


def test_a_talk_in_a_note_of_another_one(build: Build) -> None:
    inner = talk("Inner", time="10:00")
    outer = f"`````{{talk}} Outer\n:time: 09:00\n\n{inner}\n`````"
    noted = f"``````{{talk}} Noted\n:time: 08:00\n\n`````{{comment}}\n{inner}\n`````\n``````"
    built = build(FILES | {"posts/a.md": post(outer, noted, front=front("A"))})
    for name in ("posts/a.html", "lists/summary.html", "lists/list.html"):
        assert links(built, name)


@pytest.mark.parametrize(
    "title", first_quick(["x" * 400, "長" * 400, "con", "../../../etc", "a/b\\c", "2031-05-12"], 2)
)
def test_any_title_makes_a_file(build: Build, title: str) -> None:
    built = build(FILES | {"posts/ä ö/a.md": post(talk(title, time="09:00"), front=front("C"))})
    ((_, path),) = links(built, "posts/ä ö/a.html")
    folder, _, name = path.rpartition("/")
    assert folder == "calendar/posts/ä ö/a"
    assert len(name) < 120
    assert name.startswith("talk-")
