"""Posts in no toctree: no builder complains, and none loses them without a word."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.rendering.left_out import OF_TOCTREES
from tests.support.builds import Build

POST = """\
---
title: Day {name}
date: 2031-05-14
conference: SoupConf{more}
---

## Soup {name}

TLDR: Ladle {name} first.
"""
SUMMARY = "\n```{daily-summary}\n```\n"
LIST = "\n```{talk-list}\n:limit: 1\n```\n"


def files(index: str, more: str = "", names: str = "ab") -> dict[str, str]:
    posts = {f"posts/{name}.md": POST.format(name=name, more=more) for name in names}
    return {"index.md": f"# Home\n{index}", **posts}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "text", "xml", "man", *OF_TOCTREES])
def test_a_summary_has_what_they_say(build: Build, builder: str) -> None:
    built = build(files(SUMMARY), builder, conf="copyright = version = '1'\n")
    assert built.warnings == []
    texts = [path.read_bytes() for path in built.out.rglob("*") if path.is_file()]
    for name in "ab":
        assert any(f"Ladle {name} first".encode() in text for text in texts)


@pytest.mark.parametrize("builder", OF_TOCTREES)
@pytest.mark.parametrize(
    ("index", "missing"), [("", "2 posts: {} posts/a, posts/b;"), (LIST, "1 post: {} posts/b;")]
)
def test_what_no_list_shows_is_warned_about(
    build: Build, builder: str, index: str, missing: str
) -> None:
    expected = missing.format("expected a toctree or a list with the posts")
    end = "them out [confnotes.toctree]"
    assert build(files(index), builder).warnings == [
        f"index.md: WARNING: {expected} {builder} leaves {end}"
    ]


def test_a_few_of_many_are_named(build: Build) -> None:
    (warning,) = build(files("", names="abcdefgh"), "latex").warnings
    assert "8 posts:" in warning
    assert "posts posts/a, posts/b, posts/c, posts/d, posts/e and 3 more; latex" in warning


@pytest.mark.parametrize("builder", OF_TOCTREES)
def test_what_the_front_matter_calls_an_orphan_is_left_out_in_silence(
    build: Build, builder: str
) -> None:
    assert build(files("", "\norphan: true"), builder).warnings == []


def test_drafts_and_the_pages_of_a_toctree_are_not_missed(build: Build) -> None:
    toctree = "\n```{toctree}\nposts/a\n```\n"
    some = files(toctree) | {"posts/b.md": POST.format(name="b", more="\ndraft: true")}
    assert build(some, "latex").warnings == []


def test_each_leads_to_the_next(build: Build) -> None:
    some = files(SUMMARY)
    some["posts/b.md"] = some["posts/b.md"].replace("05-14", "05-15")
    built = build(some)
    (series,) = built.html("posts/b.html").select(".confnotes-series")
    assert {link["href"] for link in series.select("a")} == {"a.html"}


def test_pages_that_are_no_posts_are_still_missed(build: Build) -> None:
    (warning,) = build({"index.md": "# Home\n", "other.md": "# Other\n"}).warnings
    assert "isn't included in any toctree" in warning


@pytest.mark.parametrize("builder", OF_TOCTREES)
def test_a_title_leads_to_the_talk_where_the_post_is_left_out(build: Build, builder: str) -> None:
    address = "https://example.org/soup"
    some = files(SUMMARY) | {
        "posts/a.md": POST.format(name="a", more="").replace("## Soup a", f"## [Soup]({address})")
        + "\nComment: See {conf:talk}`Soup b`.\n"
    }
    built = build(some, builder)
    assert built.warnings == []
    (output,) = [path for path in built.out.iterdir() if path.suffix in (".tex", ".html", ".texi")]
    text = output.read_text("utf-8")
    assert address in text
    assert "document-posts" not in text
