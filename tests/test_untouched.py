"""A document without notes: the same doctree and page as without the extension."""

from __future__ import annotations

import cProfile
import pstats
import re
from pathlib import Path
from typing import ClassVar

import pytest
from docutils import nodes
from sphinx.cmd.build import build_main

from tests.support.builds import CONF, Build, Built, edit
from tests.support.thorough import first_quick

DOCUMENT = """# A page

TLDR: not lifted.

Comment: not lifted either.

* [A link](https://example.org) (Highlight of my day)

TLDR: still not.

### A heading that jumps

Speakers: nobody ★★★

The soup is $5, the bread $10, and $a$.

:::{note}
A note.
:::

$$
b
$$
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


SYNTAX = """# {title}

:::{{note}}
Of $a and $b
:::

{{math}}`x`

{{{{word}}}}
"""
DATE = "date: 2031-05-12"
MYST = "myst: {substitutions: {word: ladle}}"


def reads(built: Built, docname: str) -> tuple[bool, bool, bool]:
    """Return whether a page is read with colon fences, dollars and substitutions."""
    page = built.doctree(docname)
    formulas = [node.astext() for node in page.findall(nodes.math)]
    return (
        bool(list(page.findall(nodes.note))),
        "a and " in formulas,
        "ladle" in page.astext(),
    )


@pytest.mark.parametrize(
    ("given", "jobs"),
    [(None, "1"), (None, "2"), (["substitution"], "1"), ({"dollarmath"}, "2")],
)
def test_posts_alone_are_read_with_what_they_need(
    build: Build, given: list[str] | None, jobs: str
) -> None:
    conf = "" if given is None else f"myst_enable_extensions = {given!r}\n"
    text = SYNTAX.format(title="A")
    # Enough for several workers (Sphinx has them for more than five), each with posts and pages.
    files = {
        f"{name}{number:02}.md": f"{head}{text}"
        for number in range(4)
        for name, head in {
            "a": "",
            "b": f"---\n{DATE}\n---\n",
            "c": f"---\n{MYST}\n---\n",
            "d": f"---\n{DATE}\n{MYST}\n---\n",
            "e": f"---\n{DATE}\nmyst: {{enable_extensions: [substitution]}}\n---\n",
        }.items()
    }
    files["index.md"] = "# Home\n\n```{toctree}\n:glob:\n*\n```\n"
    built = build(files, "dummy", conf=conf, args=["-j", jobs])
    has = set(given or ())
    fences, dollars, words = (name in has for name in ("colon_fence", "dollarmath", "substitution"))
    for number in range(4):
        assert reads(built, f"a{number:02}") == (fences, dollars, False)
        assert reads(built, f"b{number:02}") == (True, True, False)
        assert reads(built, f"c{number:02}") == (fences, dollars, words)
        assert reads(built, f"d{number:02}") == (True, True, words)
        # What a post's own front matter lists is all that it is read with, as MyST has it.
        assert reads(built, f"e{number:02}") == (False, False, False)


def test_what_a_post_includes_is_read_as_the_post_is(build: Build) -> None:
    files = {
        "2031-05-12-a.md": "# A\n\n```{include} part.txt\n```\n",
        "b.md": "# B\n\n```{include} part.txt\n```\n",
        "part.txt": ":::{note}\n$x$\n:::\n",
    }
    built = build(files, "dummy")
    assert built.warnings == []
    assert list(built.doctree("2031-05-12-a").findall(nodes.math))
    assert not list(built.doctree("b").findall(nodes.math))


@pytest.mark.parametrize("is_on", [True, False])
def test_mathjax_sees_the_formulas_of_a_post_wherever_they_are_shown(
    build: Build, is_on: bool
) -> None:
    """It leaves out what MyST marks, if MyST has told it where the formulas are."""
    conf = 'myst_enable_extensions = ["dollarmath"]\n' if is_on else ""
    files = {
        "2031-05-12-a.md": "# A\n\n* [T](https://example.org)\n\nTLDR: $x$\n",
        "2031-05-13-b.md": "B.\n\n* [U](https://example.org/u)\n\nTLDR: $x$\n",
        "s.md": "# S\n\n```{daily-summary}\n```\n",
    }
    built = build(files, conf=conf)
    for name in ("2031-05-12-a", "2031-05-13-b", "s"):
        page = built.html(f"{name}.html")
        assert page.select_one(".math")
        assert bool(page.select(".mathjax_ignore")) == is_on
        assert ("processHtmlClass" in built.text(f"{name}.html")) == is_on


def test_a_project_has_its_sources_first(build: Build) -> None:
    """Sites render templates in front matter; whatever they connect, and when."""
    render = """
def render(app, docname, source):
    source[0] = source[0].replace("{{title}}", "A title").replace("{{day}}", "2031-05-12")


def setup(app):
    app.connect("source-read", render)
"""
    post = "---\ntitle: '{{title}}'\ndate: '{{day}}'\n---\n\n## Soup\n"
    for names in ('"templates", "sphinxext_confnotes"', '"sphinxext_confnotes", "templates"', ""):
        path = 'import sys\nsys.path.insert(0, ".")\nsys.path.insert(0, __file__[:-8])\n'
        conf = f"{path}extensions = [{names}]\n" if names else CONF + render
        files = {"templates.py": render, "conf.py": conf, "a.md": post}
        built = build(files, folder=f"of {len(names)} {names[:4]}".replace('"', ""))
        assert built.warnings == []
        assert built.html("a.html").select("h1")[0].get_text().startswith("A title")
        assert (built.out / "conf-days.html").exists()


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
confnotes_feeds = ["tag", "rss", "json"]
"""


class TestAProjectWithoutNotes:
    """Gets no file of ours, and hears nothing of us."""

    FILES: ClassVar = {
        "a.md": "# A\n\nSee {any}`b`.\n",
        "b.md": "---\nredirect_from: /old.html\n---\n\n# B\n",
        "extra/talks.json": "Mine.",
        "extra/feed.xml": "Mine.",
    }

    @pytest.mark.parametrize(
        "builder", first_quick(["html", "dirhtml", "singlehtml", "epub", "json", "latex"], 2)
    )
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

    @pytest.mark.parametrize("jobs", first_quick(["1", "2"]))
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


@pytest.mark.thorough
def test_a_project_without_notes_costs_next_to_nothing(build: Build) -> None:
    """Counted in calls of functions, which are the same on every machine."""
    pages = {
        f"p{number}.md": f"---\ntitle: P\n---\n# P\n\n{DOCUMENT}\n{{ref}}`genindex`\n"
        for number in range(40)
    }
    calls = []
    for conf in (CONF, WITHOUT):
        files = {**pages, "conf.py": conf}
        build(files, folder="imports everything")
        with cProfile.Profile() as profile:
            build(files, folder=f"of {len(conf)}")
        calls.append(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
    assert calls[0] / calls[1] < 1.02


PRICES = {
    "two prices": "The soup is $5, the bread $10.",
    "formulas between two dollars": "Where $$t$$ indexes time, and $$p$$ patience.",
    "spaces inside": "So $ \\min \\{ x \\} $ is it.",
    "figures": "With probability $1/k$, or $2$.",
}


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        (PRICES["two prices"], []),
        (PRICES["formulas between two dollars"], ["t", "p"]),
        (PRICES["spaces inside"], ["\\min \\{ x \\}"]),
        (PRICES["figures"], ["1/k", "2"]),
    ],
    ids=PRICES,
)
def test_dollars_of_posts(build: Build, text: str, formulas: list[str]) -> None:
    built = build({"a.md": f"---\ndate: 2031-05-12\n---\n\n# A\n\n{text}\n"}, "dummy")
    kinds = nodes.math, nodes.math_block
    found = [node for node in built.doctree("a").findall(nodes.Element) if isinstance(node, kinds)]
    assert [node.astext().strip() for node in found] == formulas
