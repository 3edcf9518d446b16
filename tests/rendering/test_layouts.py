"""Lists of talks in each layout, grouped and not, as text and as HTML."""

from __future__ import annotations

import pytest
from bs4 import Tag
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support.builds import PROJECTS, Built, build_once

COMPANY = PROJECTS / "company"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, COMPANY, "text", ["-W", "-n"])


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, COMPANY, "html", ["-W", "-n"])


def lists(built: Built, page: str) -> list[Tag]:
    return list(built.html(f"{page}.html").select(".confnotes-list"))


@pytest.mark.parametrize("page", ["groups", "layouts", "summary"])
def test_text(text: Built, page: str, file_regression: FileRegressionFixture) -> None:
    file_regression.check(text.text(f"lists/{page}.txt"), encoding="utf-8")


def test_a_list_has_an_item_for_each_talk(html: Built) -> None:
    listed = lists(html, "lists/layouts")[0]
    assert "wide" in listed["class"]
    items = listed.select("ul > li.confnotes-item")
    titles = [item.select_one(".confnotes-title a") for item in items]
    assert [(a.get_text(), a["href"]) for a in titles if a] == [
        ("Bread", "../posts/ana.html#bread"),
        ("Pepper", "../posts/cy.html#pepper"),
        ("Salt", "../posts/ana-again.html#salt"),
        ("Soup: a service", "../posts/ana.html#soup-a-service"),
    ]
    assert ["confnotes-highlight" in item["class"] for item in items] == [False] * 3 + [True]
    assert [len(item.select(".confnotes-tldr")) for item in items] == [1, 1, 1, 2]
    assert not listed.select(".confnotes-comment")


def test_a_table_has_a_row_for_each_talk_and_no_empty_column(html: Built) -> None:
    table = lists(html, "lists/layouts")[1]
    assert [cell.get_text() for cell in table.select("th")] == [
        "Date", "Time", "Talk", "Speakers", "Conference", "Room", "Tags", "Rating", "Links",
        "Notes",
    ]  # fmt: skip
    rows = [[cell.get_text() for cell in row.select("td")] for row in table.select("tbody tr")]
    assert [row[2] for row in rows] == ["Soup: a service (Highlight)", "Bread", "Salt", "Pepper"]
    assert {len(row) for row in rows} == {10}
    assert rows[1][6:9] == ["", "4/5", ""]


def test_a_list_of_nothing_says_so_and_the_log_does_not(html: Built) -> None:
    assert html.warnings == []
    assert lists(html, "lists/groups")[-1].get_text().strip() == "No notes match."


def test_groups_are_sections_where_the_list_stands_in_one(html: Built) -> None:
    by_speaker, by_day, by_tag, _ = lists(html, "lists/groups")
    assert [section["id"] for section in by_speaker.select(".confnotes-group > section")] == [
        "speaker--ann-ladle",
        "speaker--bob-crust",
        "speaker--",
    ]
    assert [section["id"] for section in by_day.select(".confnotes-group > section")] == [
        "2031-06-01",
        "2031-05-13",
        "2031-05-12",
    ]
    assert not by_tag.select("section")
    assert [group["id"] for group in by_tag.select(".confnotes-group")] == [
        "tag--pots",
        "tag--soup",
        "tag--trip",
        "tag--",
    ]
