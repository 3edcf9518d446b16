"""Talks that several people have noted, where lists show them."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests.support.builds import PROJECTS, WRITING_BUILDERS, Build, Built, build_once
from tests.support.thorough import first_quick

COMPANY = PROJECTS / "company"


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, COMPANY, "html", ["-W", "-n"])


def soup(built: Built, page: str) -> Tag:
    """Return the first card of the talk on a page."""
    cards = built.html(f"{page}.html").select(".confnotes-talk")
    return next(card for card in cards if "Soup:" in card.get_text())


def labels(card: Tag) -> list[str]:
    return [label.get_text() for label in card.select(".confnotes-label")]


@pytest.mark.parametrize("page", ["lists/summary", "lists/groups"])
def test_a_talk_is_shown_once_with_the_notes_of_all(company: Built, page: str) -> None:
    card = soup(company, page)
    assert labels(card) == ["TLDR (Ana)", "Comment (Ana)", "TLDR (Bo)", "Comment (Cy)"]
    title = card.select_one(".confnotes-title a")
    assert title is not None
    assert title["href"] == "../posts/ana.html#soup-a-service"
    assert "confnotes-highlight" in card["class"]
    facts = card.select_one(".confnotes-facts")
    assert facts is not None
    for fact in ("Ann Ladle", "09:00–09:30", "Kitchen"):
        assert fact in facts.get_text()
    assert [link["href"] for link in card.select(".confnotes-links a")] == [
        "https://example.org/slides.pdf"
    ]


def test_on_a_summary_the_other_post_has_the_rest_alone(company: Built) -> None:
    posts = company.html("lists/summary.html").select(".confnotes-post")
    assert [len(post.select(".confnotes-talk")) for post in posts] == [1, 2, 0]


def test_of_one_author_a_list_shows_the_notes_of_that_one(company: Built) -> None:
    card = soup(company, "lists/layouts")
    assert labels(card) == ["TLDR (Bo)", "Comment (Cy)"]
    title = card.select_one(".confnotes-title a")
    assert title is not None
    assert title["href"] == "../posts/bo.html#soup-a-service"


def test_each_post_keeps_its_own_note_unsigned(company: Built) -> None:
    assert labels(soup(company, "posts/ana")) == ["TLDR", "Comment"]
    assert labels(soup(company, "posts/bo")) == ["TLDR", "Comment (Cy)"]


@pytest.mark.parametrize("builder", first_quick([*WRITING_BUILDERS, "dummy"]))
def test_every_builder_is_content(build: Build, builder: str) -> None:
    built = build(COMPANY, builder, args=["-W", "-n", "-j", "2"])
    assert (built.status, built.warnings) == (0, [])


@pytest.mark.parametrize("builder", ["html", "xml", "latex"])
def test_a_list_within_a_note_stays_at_home(build: Build, builder: str) -> None:
    post = (
        "---\ntitle: P\ndate: 2031-05-12\n---\n\n::::{talk} T\n:::{tldr}\nOnce.\n\n"
        "```{talk-list}\n:layout: list\n```\n:::\n::::\n"
    )
    built = build({"p.md": post, "s.md": "# S\n\n```{daily-summary}\n```\n"}, builder, args=["-W"])
    assert built.warnings == []
    if builder == "html":
        assert len(built.html("p.html").select(".confnotes-list")) == 1
        assert not built.html("s.html").select(".confnotes-list")


def test_broken_links_are_reported_where_they_were_written(build: Build) -> None:
    post = (
        "---\ntitle: Day\ndate: 2031-05-12\n---\n\n* [T](http://127.0.0.1:9/t)\n\n  TLDR: Said.\n"
    )
    lists = "# A\n\n```{daily-summary}\n```\n\n```{talk-list}\n:layout: table\n```\n"
    built = build({"z.md": post, "a.md": lists}, "linkcheck")
    reported = [line for line in built.warnings if "broken link" in line]
    assert [line.split(": ")[0] for line in reported] == ["z.md:6"]
