"""The directive ``programme`` and lists as timetables: what they show, in each form."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from bs4 import Tag

from tests.support.builds import CONF, WRITING_BUILDERS, Build, Built, edit, times

ROWS: list[dict[str, Any]] = [
    {"title": "Who stands last in lines with many ends", "speakers": "Ana Ek", "room": "Hall",
     "date": "2031-05-12", "time": "09:30-10:15", "track": "Theory", "kind": "keynote"},
    {"title": "Simulating crowds on a laptop", "speakers": "Di Vo", "room": "Attic",
     "date": "2031-05-12", "time": "09:30", "url": "https://queues.example/crowds"},
    {"title": "Coffee for everybody who waits", "date": "2031-05-12", "time": "10:30",
     "kind": "break"},
    {"title": "Ticket machines <script>alert(1)</script> that remember", "date": "2031-05-13",
     "time": "09:00", "room": "Hall"},
]  # fmt: skip

ANA = """---
title: A day
date: 2031-05-12
conference: Queues
authors: [Ana, Zoe]
tags: [lines]
---

## Who stands last in lines (Highlight of my day)

TLDR: Nobody.
"""
BO = ANA.replace("[Ana, Zoe]", "Bo").replace("## Who stands last in lines (Highlight of my day)",
                                             "## Lines with many ends")  # fmt: skip


def project(page: str, **files: str) -> dict[str, str]:
    return {
        "conf.py": f'{CONF}confnotes_programmes = {{"Queues": "queues.json"}}\n',
        "queues.json": json.dumps(ROWS),
        "ana.md": ANA,
        "bo.md": BO,
        "page.md": f"# The programme\n\n{page}\n",
        **files,
    }


def programme(*options: str) -> str:
    return "\n".join(["```{programme}", *options, "```"])


def days(built: Built) -> list[Tag]:
    return list(built.html("page.html").select(".confnotes-group"))


def slots(built: Built) -> list[str]:
    return [
        " ".join(slot.get_text(" ").split())
        for slot in built.html("page.html").select(".confnotes-slot")
    ]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    from tests.support.builds import run_sphinx

    built = run_sphinx(tmp_path_factory.mktemp("programme"), project(programme()), args=["-W"])
    assert built.status == 0
    return built


class TestTable:
    def test_a_day_has_a_heading_and_a_table(self, shown: Built) -> None:
        headings = [heading.get_text() for heading in shown.html("page.html").select("h2")]
        assert [text.strip("¶") for text in headings] == [
            "Monday, May 12, 2031", "Tuesday, May 13, 2031",
        ]  # fmt: skip
        assert len(days(shown)) == 2

    def test_rows_and_columns_have_heads(self, shown: Built) -> None:
        table = days(shown)[0].select_one("table")
        assert table is not None
        assert [head.get_text() for head in table.select("thead th")] == [
            "Time", "Attic", "Hall", "Elsewhere",
        ]  # fmt: skip
        assert [head.get_text() for head in table.select("tbody th")] == ["09:30", "10:30"]
        around = table.find_parent("div", class_="confnotes-scroll")
        assert isinstance(around, Tag)
        assert (around["aria-label"], around["tabindex"]) == ("Timetable", "0")

    def test_who_has_notes_on_what(self, shown: Built) -> None:
        slot = days(shown)[0].select_one(".confnotes-noted")
        assert slot is not None
        links = [(link.get_text(), link["href"]) for link in slot.select("a")]
        assert links == [
            ("Who stands last in lines with many ends", "ana.html#who-stands-last-in-lines"),
            ("Ana, Zoe", "ana.html#who-stands-last-in-lines"),
            ("Bo", "bo.html#lines-with-many-ends"),
        ]
        assert "confnotes-highlight" in slot["class"]
        assert "★ Highlight of my day" in slot.get_text()
        assert "09:30–10:15 · Ana Ek · Theory" in slot.get_text()

    def test_blind_spots_can_be_seen(self, shown: Built) -> None:
        assert "Notes on 1 of 2 talks" in days(shown)[0].get_text()
        assert len(days(shown)[0].select(".confnotes-blind")) == 1
        link = days(shown)[0].select_one(".confnotes-blind a")
        assert link is not None
        assert link["href"] == "https://queues.example/crowds"

    def test_breaks_are_none(self, shown: Built) -> None:
        found = days(shown)[0].select_one(".confnotes-break")
        assert found is not None
        assert "Coffee" in found.get_text()

    def test_markup_of_strangers_is_text(self, shown: Built) -> None:
        assert "<script>alert" not in shown.text("page.html")
        assert "Ticket machines" in shown.text("page.html")

    def test_days_are_in_the_table_of_contents(self, shown: Built) -> None:
        assert '#2031-05-13"' in shown.text("page.html")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([":noted:"], ["Who"]),
        ([":day: 2031-05-13"], ["Ticket"]),
        ([":since: 2031-05-13"], ["Ticket"]),
        ([":highlights:"], ["Who"]),
        ([":author: Bo"], ["Who"]),
        ([":author: Cy"], []),
        ([":tags: lines"], ["Who"]),
        ([":speakers: di vo"], ["Simulating"]),
        ([":track: Theory"], ["Who"]),
        ([":kind: keynote"], ["Who"]),
        ([":conference: queues", ":until: 2031-05-12"], ["Simulating", "Who", "Coffee"]),
    ],
)
def test_filters(build: Build, options: list[str], expected: list[str]) -> None:
    built = build(project(programme(*options)), args=["-W"])
    found = built.html("page.html").select(
        ".confnotes-slot-title a, .confnotes-slot-title > span:not([class])"
    )
    titles = [one.get_text().split()[0] for one in found]
    assert [title for title in titles if title != "★"] == expected
    if not expected:
        assert "No notes match." in built.text("page.html")


def test_an_author_who_is_asked_for_is_named_alone(build: Build) -> None:
    built = build(project(programme(":author: Bo")), args=["-W"])
    (slot,) = slots(built)
    assert slot.endswith("Notes by Bo")


class TestWarnings:
    def test_a_conference_without_a_programme(self, build: Build) -> None:
        built = build(project(programme(":conference: Quees, Queues")))
        assert built.warnings == [
            "page.md:4: WARNING: 'programme': expected as 'conference' one that "
            "'confnotes_programmes' has (did you mean 'Queues'?); the others are shown "
            "[confnotes.programme]"
        ]
        assert len(days(built)) == 2

    def test_no_programme_at_all(self, build: Build) -> None:
        built = build({"page.md": f"# The programme\n\n{programme()}\n"})
        assert built.warnings == [
            "page.md:3: WARNING: 'programme': expected as 'conference' one that "
            "'confnotes_programmes' has (none); nothing is shown [confnotes.programme]"
        ]
        assert "No notes match." in built.text("page.html")

    def test_an_option_that_cannot_be_read(self, build: Build) -> None:
        built = build(project(programme(":day: someday")))
        assert built.warnings == [
            "page.md:4: WARNING: option 'day: someday' of 'programme': expected a date such as "
            "2023-12-10; it is left on the page as text [confnotes.date]"
        ]


@pytest.mark.parametrize("builder", WRITING_BUILDERS)
def test_every_builder_writes_it(build: Build, builder: str) -> None:
    page = f"{programme()}\n\n## Talks\n\n```{{talk-list}}\n:layout: timetable\n```"
    built = build(project(page), builder, conf='copyright = "2031, us"\nversion = "1"\n')
    assert [line for line in built.warnings if "confnotes" in line] == []
    assert built.status == 0


def test_as_text(build: Build) -> None:
    built = build(project(programme(":until: 2031-05-12")), "text", args=["-W"])
    assert (
        built.text("page.txt")
        == """The programme
*************


Monday, May 12, 2031
====================

Notes on 1 of 2 talks

09:30
   * Simulating crowds on a laptop (Attic; Di Vo)

   * Who stands last in lines with many ends (Highlight of my day;
     Hall; Theory; 09:30–10:15; Ana Ek); Notes by Ana, Zoe, Bo

10:30
   * Coffee for everybody who waits
"""
    )


class TestLists:
    def test_a_list_of_talks_in_that_layout(self, build: Build) -> None:
        post = ANA.replace("conference: Queues\n", "") + "\nTime: 11:00-11:30\n\nRoom: Cellar\n"
        page = "```{talk-list}\n:layout: timetable\n```"
        built = build(project(page, **{"ana.md": post}), args=["-W"])
        assert [head.get_text() for head in days(built)[0].select("thead th")] == [
            "Time", "Cellar", "Hall",
        ]  # fmt: skip
        # In its author's words.
        assert [slot.split(" · ")[0] for slot in slots(built)] == [
            "Hall Lines with many ends 09:30–10:15",
            "Cellar Who stands last in lines ★ Highlight of my day 11:00–11:30 Notes by Ana, Zoe",
        ]

    def test_days_are_in_the_order_that_is_asked_for(self, build: Build) -> None:
        later = BO.replace("05-12", "05-14").replace("Lines with many ends", "Soup for everybody")
        page = "```{{talk-list}}\n:layout: timetable\n:order: {}\n```"
        built = build(project(page.format("newest"), **{"c.md": later}), args=["-W"])
        assert [day["id"] for day in built.html("page.html").select("section section")] == [
            "2031-05-14", "2031-05-12",
        ]  # fmt: skip


def test_the_page_is_written_again_when_somebody_notes_something(build: Build) -> None:
    built = build(project(programme()), args=["-W"])
    path = built.source / "c.md"
    path.write_text(BO.replace("Lines with many ends", "Simulating crowds on a laptop"), "utf-8")
    assert "Notes on 2 of 2 talks" in build().text("page.html")


@pytest.mark.parametrize(
    ("old", "new"), [("## [Ek]", "## [Keynote] [Ek]"), ("example/1", "example/2")]
)
def test_the_page_is_not_written_again_for_what_it_does_not_show(
    build: Build, old: str, new: str
) -> None:
    post = ANA.replace("## Who stands last in lines", "## [Ek](https://a.example/1)")
    page = "```{talk-list}\n:layout: timetable\n```"
    home = "# Home\n\nNothing.\n"
    built = build(project(page, **{"ana.md": post, "index.md": home}))
    before = times(built)["page"]
    edit(built, "ana.md", old, new)
    assert times(build())["page"] == before


def test_hundreds_of_entries_take_no_time(build: Build) -> None:
    rows = [
        {"title": f"Talk {number} about lines of {number} people", "date": "2031-05-12",
         "time": f"{8 + number % 10:02}:00", "room": f"Room {number % 12}"}
        for number in range(500)
    ]  # fmt: skip
    begin = time.process_time()
    built = build(project(programme(), **{"queues.json": json.dumps(rows)}))
    assert len(slots(built)) == 500
    # A minute of processor time would be a square of their number.
    assert time.process_time() - begin < 60
