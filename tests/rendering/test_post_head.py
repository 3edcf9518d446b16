"""The head of a post: what it says, where it stands, and who else says it already."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from sphinxext_confnotes.config import HEAD
from sphinxext_confnotes.rendering.post_head import minutes_of
from tests.support.builds import Build

POST = """---
title: A day of <kettles>
date: 2031-05-12
updated: 2031-05-20
author: [Ann Ouncer, Bo Crumb]
conference: KettleConf
location: Leeds
tags: [tea, water & fire]
---

A word before.

```{talk} Steam
```
"""
ALL = f"confnotes_head = {HEAD}\n"
DRAFT = "---\ntitle: Not yet\ndate: 2031-05-13\ntags: [tea]\ndraft: true\n---\n\nWords.\n"
BARE = "---\ntitle: Bare\nconference: KettleConf\n---\n\nWords.\n"
FILES = {"posts/a.md": POST, "draft.md": DRAFT, "plain.md": "# Plain\n\nWords.\n", "bare.md": BARE}


def head(page: BeautifulSoup) -> dict[str, str]:
    """Return the parts of the head of a page, as they are seen."""
    for spoken in page.select(".confnotes-head .confnotes-spoken"):
        spoken.extract()
    return {part["class"][0]: part.get_text() for part in page.select(".confnotes-head > span")}


def test_it_says_what_the_post_says_of_itself(build: Build) -> None:
    built = build(FILES, conf=ALL, args=["-W"])
    page = built.html("posts/a.html")
    line = page.select_one("h1 + p.confnotes-head")
    assert line
    assert line.select("time")[0]["datetime"] == "2031-05-12"
    assert [(tag.get_text(), tag["href"]) for tag in line.select("a")] == [
        ("KettleConf", "../conf/conference/kettleconf.html"),
        ("tea", "../conf-tags.html#cap-T"),
        ("water & fire", "../conf-tags.html#cap-W"),
    ]
    assert line.select_one(".confnotes-tags > .confnotes-spoken")
    assert head(page) == {
        "confnotes-date": "Monday, May 12, 2031",
        "confnotes-authors": "Ann Ouncer, Bo Crumb",
        "confnotes-conference": "KettleConf",
        "confnotes-location": "Leeds",
        "confnotes-tags": "tea, water & fire",
        "confnotes-reading-time": "1 min read",
        "confnotes-updated": "Updated Tuesday, May 20, 2031",
    }
    assert head(built.html("bare.html")) == {
        "confnotes-conference": "KettleConf",
        "confnotes-reading-time": "1 min read",
    }
    assert not built.html("plain.html").select(".confnotes-head")


def test_the_mark_of_a_draft_is_a_part_of_it(build: Build) -> None:
    page = build(FILES, args=["-W"]).html("draft.html")
    assert not page.select(".confnotes-head a")
    assert not page.select("p.confnotes-draft")
    assert next(iter(head(page).items())) == ("confnotes-draft", "Draft")
    page = build(FILES, conf="confnotes_head = []\n").html("draft.html")
    assert page.select("p.confnotes-draft")


def test_every_part_can_be_left_out(build: Build) -> None:
    built = build(FILES, conf="confnotes_head = ['tags']\n", args=["-W"])
    assert [*head(built.html("posts/a.html"))] == ["confnotes-tags"]
    assert not built.html("bare.html").select(".confnotes-head")
    # Pages are written again for that alone.
    built = build({}, conf="confnotes_head = ['date']\n", args=["-W"])
    assert [*head(built.html("posts/a.html"))] == ["confnotes-date"]


INDEX = "# Home\n\n```{toctree}\nposts/a\nbare\n```\n"
LINE = "Monday, May 12, 2031 · Ann Ouncer, Bo Crumb · KettleConf · Leeds · Tags: tea, water & fire"


@pytest.mark.parametrize(
    ("builder", "file", "line"),
    [
        ("text", "posts/a.txt", LINE),
        ("latex", "*.tex", LINE.replace("&", r"\&")),
        ("singlehtml", "index.html", '<time datetime="2031-05-12">Monday, May 12, 2031</time>'),
        ("epub", "posts/a.xhtml", '<time datetime="2031-05-12">Monday, May 12, 2031</time>'),
        ("dirhtml", "posts/a/index.html", 'href="../../conf-tags/#cap-T"'),
    ],
)
def test_other_builders(build: Build, builder: str, file: str, line: str) -> None:
    built = build({**FILES, "index.md": INDEX}, builder)
    (path,) = built.out.glob(file)
    assert line in " ".join(path.read_text("utf-8").split())


def test_machines_find_no_head_in_what_a_post_says(build: Build) -> None:
    conf = "html_baseurl = 'https://notes.example/'\nconfnotes_publish = ['metadata', 'feed']\n"
    built = build(FILES, conf=conf)
    assert 'name="description" content="A word before."' in built.text("posts/a.html")
    assert "Ouncer, Bo" not in built.text("feed.xml")
    assert "confnotes-head" not in build(FILES, "xml").text("posts/a.xml")


ABLOG = """
from types import SimpleNamespace

def setup(app):
    app.connect("builder-inited", lambda app: setattr(app.env, "ablog_posts", {"posts/a": {}}))

html_sidebars = {"posts/*": [%r]}
"""


@pytest.mark.parametrize(
    ("template", "is_left_out"), [("searchbox.html", False), ("postcard.html", True)]
)
def test_ablog_says_it_in_the_sidebar(build: Build, template: str, is_left_out: bool) -> None:
    files = {**FILES, "_templates/postcard.html": ""}
    conf = ABLOG % template + "templates_path = ['_templates']\n"
    page = build(files, conf=conf).html("posts/a.html")
    assert bool(page.select(".confnotes-head")) != is_left_out


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word " * 238, 1),
        ("word " * 500, 2),
        ("字" * 900, 3),
        ("字" * 300 + " x" * 238, 2),
    ],
)
def test_reading_time(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes
