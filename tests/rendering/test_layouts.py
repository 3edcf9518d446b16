"""Lists of talks in each layout, grouped and not, as text and as HTML."""

from __future__ import annotations

from typing import get_args

import pytest
from bs4 import Tag
from docutils.utils import new_document
from pytest_regressions.file_regression import FileRegressionFixture

from sphinxext_confnotes.nodes import (
    Semantic,
    confnotes_talk,
    confnotes_talk_list,
    confnotes_title,
    kind_of,
)
from sphinxext_confnotes.notes.records import Layout
from sphinxext_confnotes.rendering.lowering.base import Lowering
from sphinxext_confnotes.rendering.lowering.html import LowerHtml
from sphinxext_confnotes.rendering.lowering.latex import LowerLatex
from sphinxext_confnotes.rendering.lowering.layouts import LAYOUTS, lay_out
from sphinxext_confnotes.rendering.lowering.man import LowerMan
from sphinxext_confnotes.rendering.lowering.plain import LowerPlain
from sphinxext_confnotes.rendering.lowering.text import LowerText
from tests.support.builds import CONF, PROJECTS, Build, Built, build_once

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
    assert [row[2] for row in rows] == ["Soup: a service ★Highlight", "Bread", "Salt", "Pepper"]
    assert {len(row) for row in rows} == {10}
    assert rows[1][6:9] == ["", "4/5", ""]


def test_a_mark_in_a_table_is_a_star_unless_it_says_more(build: Build) -> None:
    talks = "## Soup (Highlight)\n\nTLDR: Ladle.\n\n## Tea (Highlight of my day)\n\nTLDR: Pot.\n"
    table = "```{talk-list}\n:layout: table\n```\n"
    files = {"2031-05-12.md": f"# Post\n\n{talks}", "index.md": f"# Home\n\n{table}"}
    marks = build(files).html("index.html").select("table .confnotes-mark")
    assert [mark.get_text() for mark in marks] == ["★Highlight", "★ Highlight of my day"]
    unread = [part.get_text() for mark in marks for part in mark.select("[aria-hidden]")]
    unseen = [part.get_text() for mark in marks for part in mark.select(".confnotes-spoken")]
    assert (unread, unseen) == (["★"], ["Highlight"])


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


SEEING = (
    CONF
    + """
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxext_confnotes.nodes import confnotes_talk


class See(SphinxPostTransform):
    default_priority = 100

    def run(self):
        for talk in self.document.findall(confnotes_talk):
            talk["classes"].append("seen")


def setup(app):
    app.add_post_transform(See)
"""
)

STYLED = """\
:date: 2031-05-12

Kitchen
=======

.. role:: confnotes-tag

.. talk:: Soup
   :tags: hot

   .. tldr::

      With :confnotes-tag:`salt`.

      .. list-table::
         :class: confnotes-table

         * - Pot
           - Litres
         * - Big
           - 9
"""


def page_of(layout: str) -> str:
    return f"Talks\n=====\n\n.. talk-list::\n   :layout: {layout}\n   :notes: all\n"


PAGES = {f"{layout}.rst": page_of(layout) for layout in get_args(Layout)}


def test_talks_are_talks_to_others_until_they_are_written(build: Build) -> None:
    built = build({"conf.py": SEEING, "post.rst": STYLED, **PAGES}, args=["-W"])
    for layout, seen in (("cards", ".sd-card"), ("list", "li"), ("table", "tr")):
        assert len(built.html(f"{layout}.html").select(f".confnotes-list {seen}.seen")) == 1


@pytest.mark.parametrize("builder", ["html", "latex", "text", "man"])
def test_classes_of_ours_that_an_author_uses_make_nothing_ours(build: Build, builder: str) -> None:
    built = build({"post.rst": STYLED, **PAGES}, builder, args=["-W"])
    assert built.warnings == []
    if builder == "html":
        for layout, count in (("cards", 0), ("list", 0), ("table", 1)):
            shown = built.html(f"{layout}.html")
            assert len(shown.select("[aria-label=Talks]")) == count
            assert [tag.get_text() for tag in shown.select("a.confnotes-tag")] == ["hot"]


def test_every_layout_is_known() -> None:
    assert LAYOUTS.keys() == {*get_args(Layout)}


LOWERINGS = (LowerHtml, LowerLatex, LowerMan, LowerPlain, LowerText)


@pytest.mark.parametrize("lowering", LOWERINGS)
def test_another_layout_is_an_error(lowering: type[Lowering]) -> None:
    talk = confnotes_talk("", confnotes_title("", "Soup"))
    talk_list = confnotes_talk_list("", talk, layout="mosaic")
    with pytest.raises(KeyError, match="mosaic"):
        lay_out(talk_list, lowering(new_document("")))


@pytest.mark.parametrize("lowering", LOWERINGS)
def test_every_lowering_has_a_method_for_each_kind_of_node(lowering: type[Lowering]) -> None:
    methods = {name.removeprefix("lower_") for name in dir(lowering) if name.startswith("lower_")}
    assert methods == {kind_of(node()) for node in Semantic}
