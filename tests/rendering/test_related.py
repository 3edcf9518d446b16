"""What posts show of each other: who else has noted a talk, and the posts of a conference."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests.support.builds import PROJECTS, Build, Built, build_once


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "company", "html", ["-W", "-n"])


def also(built: Built, page: str) -> list[tuple[str, str]]:
    links = built.html(page).select(".confnotes-talk .confnotes-also a")
    return [(link.get_text(), str(link["href"])) for link in links]


def series(built: Built, page: str) -> Tag | None:
    return built.html(page).select_one(".confnotes-series")


def test_a_talk_says_who_else_has_noted_it(company: Built) -> None:
    assert also(company, "posts/ana.html") == [("Bo", "bo.html#soup-a-service")]
    assert also(company, "posts/bo.html") == [("Ana", "ana.html#soup-a-service")]
    assert also(company, "posts/cy.html") == []


def test_ones_own_other_post_is_named_by_its_title(build: Build) -> None:
    matter = "---\ntitle: Day {0}\ndate: 2031-05-0{0}\nauthor: Ana\n---\n"
    post = matter + "\n* [T](https://x.org)\n\nTLDR: t\n"
    built = build({"a.md": post.format(1), "b.md": post.format(2)})
    assert also(built, "a.html") == [("Day 2", "b.html#t")]


def test_the_posts_of_a_conference_are_in_their_order(company: Built) -> None:
    nav = series(company, "posts/bo.html")
    assert nav is not None
    assert "SoupConf" in nav.get_text()
    assert [item.get_text().strip() for item in nav.select("ol > li")] == [
        "Monday, May 12, 2031: Ana on Monday",
        "Monday, May 12, 2031: Bo on Monday",
        "Tuesday, May 13, 2031: Ana on Tuesday",
    ]
    links = {kind: nav.select_one(f".confnotes-{kind} a") for kind in ("previous", "next")}
    assert {kind: str(a["href"]) for kind, a in links.items() if a} == {
        "previous": "ana.html",
        "next": "ana-again.html",
    }


def test_the_ends_of_a_series_have_one_neighbour(company: Built) -> None:
    first, last = series(company, "posts/ana.html"), series(company, "posts/ana-again.html")
    assert first is not None
    assert last is not None
    assert not first.select(".confnotes-previous")
    assert not last.select(".confnotes-next")


def test_a_post_without_a_conference_has_none(company: Built) -> None:
    assert series(company, "posts/cy.html") is None


@pytest.mark.parametrize(
    ("builder", "page"), [("singlehtml", "index.html"), ("text", "posts/bo.txt")]
)
def test_where_no_page_can_be_gone_to_there_is_none(build: Build, builder: str, page: str) -> None:
    text = build(PROJECTS / "company", builder).text(page)
    assert "Also noted by" in text
    assert "Previous: " not in text


def test_of_a_long_series_only_the_neighbours_are_shown(build: Build) -> None:
    matter = "---\ntitle: Day {0}\ndate: 2031-05-{0}\nconference: Long\n---\n\nWords.\n"
    built = build({f"d{day}.md": matter.format(day) for day in range(10, 23)})
    nav = series(built, "d15.html")
    assert nav is not None
    assert [link.get_text() for link in nav.select("a")] == ["Day 14", "Day 16"]
