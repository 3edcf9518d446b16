"""Days and groups in tables of contents, also after what they are made of has changed."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.builds import PROJECTS, Build, edit

CONF = 'html_theme = "basic"\nhtml_sidebars = {"**": ["localtoc.html"]}\n'


def contents(page: BeautifulSoup) -> list[tuple[int, str, str]]:
    """Return depth, title and address of each entry of a page's own table of contents."""
    sidebar = page.select_one(".sphinxsidebarwrapper")
    assert isinstance(sidebar, Tag)
    return [
        (len(link.find_parents("ul")), link.get_text(), str(link["href"]))
        for link in sidebar.select("li a")
    ]


def test_in_the_place_where_they_stand(build: Build) -> None:
    built = build(PROJECTS / "company", conf=CONF)
    assert contents(built.html("lists/summary.html")) == [
        (1, "Summary", "#"),
        (2, "Tuesday, May 13, 2031", "#2031-05-13"),
        (2, "Monday, May 12, 2031", "#2031-05-12"),
        (2, "Behind", "#behind"),
    ]
    groups = built.html("lists/groups.html")
    assert contents(groups) == [
        (1, "Groups", "#"),
        (2, "By speaker", "#by-speaker"),
        (3, "Ann Ladle", "#speaker--ann-ladle"),
        (3, "Bob Crust", "#speaker--bob-crust"),
        (3, "Without a speaker", "#speaker--"),
        (3, "Behind the speakers", "#behind-the-speakers"),
        (2, "By day", "#by-day"),
        (3, "Sunday, June 1, 2031", "#2031-06-01"),
        (3, "Tuesday, May 13, 2031", "#2031-05-13"),
        (3, "Monday, May 12, 2031", "#2031-05-12"),
        (2, "None", "#none"),
    ]
    for _, _, address in contents(groups):
        assert address == "#" or groups.select_one(f'[id="{address[1:]}"]'), address


def test_of_two_lists_on_one_page_each_group_has_its_own_address(build: Build) -> None:
    text = "# T\n\n## A\n\n```{daily-summary}\n```\n\n## B\n\n```{talk-list}\n:group-by: day\n```\n"
    built = build(PROJECTS / "company", conf=CONF)
    (built.source / "twice.md").write_text("---\norphan: true\n---\n\n" + text, "utf-8")
    page = build().html("twice.html")
    addresses = [address for depth, _, address in contents(page) if depth == 3]
    assert len(addresses) == len(set(addresses)) == 6
    assert "#2031-05-12--2" in addresses
    assert {address[1:] for address in addresses} <= {tag["id"] for tag in page.select("[id]")}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_they_follow_what_has_changed(build: Build, jobs: str) -> None:
    built = build(PROJECTS / "company", conf=CONF)
    edit(built.source, "posts/ana-again.md", "2031-05-13", "2031-05-14")
    again = build(args=["-j", jobs])
    titles = [title for _, title, _ in contents(again.html("lists/summary.html"))]
    assert titles == ["Summary", "Wednesday, May 14, 2031", "Monday, May 12, 2031", "Behind"]


def test_pages_that_list_the_page_follow_too(build: Build) -> None:
    built = build(PROJECTS / "company")
    assert "Tuesday, May 13, 2031" in built.html("index.html").select_one(".toctree-wrapper").text
    edit(built.source, "posts/ana-again.md", "2031-05-13", "2031-05-14")
    listed = build().html("index.html").select_one(".toctree-wrapper").text
    assert "Wednesday, May 14, 2031" in listed
    assert "Tuesday, May" not in listed


def test_numbered_sections_are_numbered_in_every_build(build: Build) -> None:
    files = {
        "index.md": "# Home\n\n```{toctree}\n:numbered:\na\ns\n```\n",
        "a.md": "---\ntitle: A\ndate: 2031-05-12\n---\n\n* [T](https://x.org)\n\nTLDR: t\n",
        "s.md": "# S\n\n```{daily-summary}\n```\n",
    }
    built = build(files)
    first = built.text("s.html")
    assert "2.1. Monday" in built.html("s.html").get_text().replace("\xa0", " ")
    edit(built.source, "a.md", "TLDR: t", "TLDR: u")
    assert build().text("s.html").replace("<p>u</p>", "<p>t</p>") == first


def test_of_many_days_the_months_are_listed(build: Build) -> None:
    post = "---\ntitle: P\ndate: 2031-0{month}-{day:02}\n---\n\n* [T](https://x.org)\n\nTLDR: t\n"
    files = {
        f"p{month}-{day}.md": post.format(month=month, day=day)
        for month in (4, 5)
        for day in range(1, 22)
    }
    files["s.md"] = "# S\n\n```{daily-summary}\n:order: oldest\n```\n"
    page = build(files, conf=CONF).html("s.html")
    assert contents(page) == [
        (1, "S", "#"),
        (2, "April 2031", "#2031-04-01"),
        (2, "May 2031", "#2031-05-01"),
    ]
    assert len(page.select(".confnotes-day > section")) == 42
