"""Copies of notes on a page in another folder: every link followed, every id counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.builds import PROJECTS, Built, build_once
from tests.support.thorough import first_quick

SUMMARY = {"html": "pages/overview/summary.html", "dirhtml": "pages/overview/summary/index.html"}


@pytest.fixture(scope="module", params=first_quick(["html", "dirhtml", "singlehtml"]))
def rich(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "rich", request.param, ["-W", "-n"])


def page_of(built: Built) -> str:
    return SUMMARY.get(built.builder, "index.html")


def is_of_sphinx(element: Tag) -> bool:
    """Tell whether a link is one of those that Sphinx 9.0 itself gives two anchors."""
    return str(element.get("href", "")).count("#") > 1


def ids(page: Path) -> list[str]:
    soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
    return [element["id"] for element in soup.select("[id]")]


def test_the_project_builds_without_warnings(rich: Built) -> None:
    assert rich.warnings == []


def test_every_link_of_the_summary_leads_somewhere(rich: Built) -> None:
    page = rich.out / page_of(rich)
    summary = rich.html(page_of(rich)).select_one(".confnotes-summary")
    assert summary is not None
    followed = Counter()
    for element in summary.select("[href], [src]"):
        address = urlsplit(element.get("href") or element["src"])
        if address.scheme or (rich.builder == "singlehtml" and is_of_sphinx(element)):
            followed["elsewhere"] += 1
            continue
        target = (page.parent / unquote(address.path)).resolve() if address.path else page
        if target.is_dir():
            target /= "index.html"
        assert target.is_file(), element
        followed[target.suffix] += 1
        if address.fragment:
            assert unquote(address.fragment) in ids(target), element
    # A summary without links would pass as well.
    assert followed[".html"] > 15
    assert followed[".png"] == 3
    assert followed[".csv"] == 3


def test_no_id_stands_twice(rich: Built) -> None:
    summary = rich.html(page_of(rich)).select_one(".confnotes-summary")
    assert summary is not None
    of_summary = {element["id"] for element in summary.select("[id]")}
    assert {"2031-05-12", "2031-05-13", "2031-05-14", "confnotes-copy-1"} <= of_summary
    for page in rich.out.rglob("*.html"):
        twice = {name for name, count in Counter(ids(page)).items() if count > 1}
        if rich.builder == "singlehtml":
            # There Sphinx itself puts documents with footnotes of one number together.
            twice &= of_summary
        assert twice == set(), page


def test_what_is_copied_is_all_there(rich: Built) -> None:
    summary = rich.html(page_of(rich)).select_one(".confnotes-summary")
    assert summary is not None
    assert len(summary.select(".confnotes-talk")) == 6
    assert [span.get_text() for span in summary.select("span.math")] == [
        r"\(a \leq b\)",
        r"\(x\)",
    ]
    assert summary.select_one("div.math") is not None
    assert summary.select_one("table") is not None
    assert summary.select_one("blockquote") is not None
    assert summary.select_one("div.highlight-python") is not None
    captions = [text.get_text() for text in summary.select("figcaption .caption-text")]
    assert captions == ["A pot with a caption", "Another caption"]


def test_a_footnote_mark_leads_to_the_footnote(rich: Built) -> None:
    summary = rich.html(page_of(rich)).select_one(".confnotes-summary")
    assert summary is not None
    (mark,) = summary.select("sup a")
    page, fragment = str(mark["href"]).split("#")
    target = rich.out / page_of(rich) if not page else (rich.out / page_of(rich)).parent / page
    target = target / "index.html" if target.is_dir() else target
    soup = BeautifulSoup(target.read_text("utf-8"), "html5lib")
    (footnote,) = soup.select(f"aside.footnote#{fragment}")
    assert "A footnote about depth." in footnote.get_text()


def test_titles_lead_to_the_talk_in_its_post(rich: Built) -> None:
    summary = rich.html(page_of(rich)).select_one(".confnotes-summary")
    assert summary is not None
    (title,) = [a for a in summary.select(".sd-card-title a") if "Bread rises" in a.get_text()]
    assert str(title["href"]).endswith("#bread-rises")
