"""A document without notes: the same doctree and page as without the extension."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

import pytest
from sphinx.cmd.build import build_main

from tests.conftest import Build, Built
from tests.publishing.test_data import edit

DOCUMENT = """# A page

TLDR: not lifted.

Comment: not lifted either.

* [A link](https://example.org) (Highlight of my day)

TLDR: still not.

### A heading that jumps

Speakers: nobody ★★★

$a$ and

:::{note}
A note.
:::
"""
RST = """
A page
======

TLDR: not lifted.

* `A link <https://example.org>`__

Comment: not lifted either.
"""
POST = """---
title: P
date: 2031-05-12
---

* [T](https://example.org)

TLDR: t
"""
WITHOUT = """
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""


def test_doctree_and_page_are_the_same(build: Build) -> None:
    files = {
        "a.md": DOCUMENT,
        "titled.md": "---\ntitle: Not shown\n---\n\n" + DOCUMENT,
        "b.rst": RST,
        "refers.md": "# R\n\n{ref}`genindex` {any}`a` [](#genindex)\n",
    }
    with_us = build(files, folder="with")
    without = build({**files, "conf.py": WITHOUT}, folder="without")
    assert [w for w in with_us.warnings if "confnotes" in w] == []
    assert with_us.warnings == without.warnings
    for name in ("a", "titled", "b", "refers", "index"):
        ours, theirs = (
            built.doctree(name).pformat().replace(str(built.source), "")
            for built in (with_us, without)
        )
        # Each domain has a namespace in the document's XML attributes.
        assert re.sub(r' xmlns:conf="[^"]*"', "", ours) == theirs
        assert with_us.text(f"{name}.html") == without.text(f"{name}.html")


def test_only_pages_with_notes_link_the_style_sheet(build: Build) -> None:
    built = build({"p.md": POST, "a.md": "# A\n", "s.md": "# S\n\n```{daily-summary}\n```\n"})
    linked = {
        path.stem for path in built.out.glob("*.html") if "confnotes.css" in path.read_text("utf-8")
    }
    assert linked == {"p", "s", "conf-days"}
    assert (built.out / "_static" / "confnotes.css").is_file()


LISTS = {
    "p.md": POST,
    "a.md": "# A\n",
    "s.md": "# S\n\n```{daily-summary}\n```\n",
    "t.md": "# T\n\n```{talk-list}\n```\n",
}


def scripted(built: Built) -> set[str]:
    """Return the names of the pages that link the script."""
    pages = [page for page in built.out.iterdir() if page.suffix in (".html", ".xhtml", ".fjson")]
    return {page.stem for page in pages if "confnotes.js" in page.read_text("utf-8")}


@pytest.mark.parametrize(
    ("builder", "pages"),
    [("html", {"s", "t"}), ("singlehtml", {"index"}), ("epub", set()), ("json", set())],
)
def test_only_pages_with_lists_link_the_script_where_it_is_run(
    build: Build, builder: str, pages: set[str]
) -> None:
    built = build(LISTS, builder)
    assert scripted(built) == pages
    assert (built.out / "_static" / "confnotes.css").is_file()
    assert (built.out / "_static" / "confnotes.js").is_file() == bool(pages)


def test_the_script_can_be_switched_off(build: Build) -> None:
    built = build(LISTS, conf="confnotes_controls = False\n")
    assert scripted(built) == set()
    assert not (built.out / "_static" / "confnotes.js").exists()


def test_the_single_page_of_a_project_without_lists_doesnt_link_the_script(build: Build) -> None:
    assert scripted(build({"p.md": POST, "a.md": "# A\n"}, "singlehtml")) == set()


def test_a_myst_parser_that_is_listed_already_is_respected(build: Build) -> None:
    conf = """
extensions = ["sphinxext_confnotes", "myst_parser"]
myst_enable_extensions = ["deflist"]
"""
    post = POST.replace("TLDR: t", "TLDR: $x$\n\nTerm\n: Definition")
    built = build({"conf.py": conf, "p.md": post})
    assert built.warnings == []
    page = built.html("p.html")
    assert page.select_one(".confnotes-tldr .math")
    assert page.select_one("dl dt")


EMPTY = """
project = "P"
html_baseurl = "https://example.org/"
html_extra_path = ["extra"]
confnotes_published = {"colour": "red"}
confnotes_feeds = ["tag", "rss"]
"""


class TestAProjectWithoutNotes:
    """Gets no file of ours, and hears nothing of us."""

    FILES: ClassVar = {
        "a.md": "# A\n\nSee {any}`b`.\n",
        "b.md": "---\nredirect_from: /old.html\n---\n\n# B\n",
        "extra/talks.json": "Mine.",
        "extra/feed.xml": "Mine.",
    }

    @pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "json", "latex"])
    def test_the_files_are_the_same(self, build: Build, builder: str) -> None:
        with_us = build(self.FILES, builder, conf=EMPTY, folder="with")
        conf = f"{WITHOUT}{EMPTY}"
        without = build({**self.FILES, "conf.py": conf}, builder, folder="without")
        assert with_us.warnings == without.warnings
        assert _names(with_us.out) == _names(without.out)
        assert not [path for path in with_us.doctrees.iterdir() if "confnotes" in path.name]

    def test_nothing_is_said(self, build: Build, capsys: pytest.CaptureFixture[str]) -> None:
        built = build(self.FILES)
        options = ["-E", "-d", str(built.doctrees), str(built.source), str(built.out)]
        assert build_main(options) == 0
        assert "confnotes" not in "".join(capsys.readouterr())
        edit(built, "b.md", "redirect_from: /old.html", "title: B\ndate: 2031-05-12")
        assert build_main(options) == 0
        assert "confnotes: without an absolute html_baseurl" in "".join(capsys.readouterr())

    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_until_there_are_some(self, build: Build, jobs: str) -> None:
        files = {"a.md": "# A\n", "b.md": "# B\n"}
        built = build(files, conf='html_baseurl = "https://example.org/"\n')
        empty = _names(built.out)
        (built.source / "post.md").write_text(POST, "utf-8")
        build(args=["-j", jobs])
        fresh = build(built.source, conf="", folder="fresh")
        assert _names(built.out) == _names(fresh.out) > empty
        assert (built.out / "_static" / "confnotes.css").is_file()
        # What was published goes with the posts.
        (built.source / "post.md").unlink()
        build(args=["-j", jobs])
        assert not [*built.out.glob("talks.*"), *built.out.glob("feed.*")]


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}
