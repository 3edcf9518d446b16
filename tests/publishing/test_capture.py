"""What is published of a page, whatever is on it: as the page's own writer has written it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

import feedparser
import pytest
from sphinx.cmd.build import build_main

from tests.support.builds import PROJECTS, Build, Built, build_once, edit, write
from tests.support.dangers import dangers, parse
from tests.support.published_files import data
from tests.support.thorough import first_quick

BASE = 'html_baseurl = "https://notes.example.org/"\n'

CONF = f"""
import sys
sys.path.insert(0, {str(PROJECTS)!r})

project = "Pantry"
extensions = [
    "sphinx.ext.autodoc",
    "sphinx.ext.todo",
    "sphinx.ext.viewcode",
    "odd_nodes",
    "sphinxext_confnotes",
]
todo_include_todos = True
myst_enable_extensions = ["deflist", "fieldlist"]
confnotes_feed_limit = 0
"""

ADMONITIONS = re.findall(
    r"\S+",
    """
    attention caution danger error hint important note tip warning seealso todo
    admonition|Title topic|Title sidebar|Title dropdown|Title card|Title
    versionadded|1.2 versionchanged|1.2 deprecated|1.2 versionremoved|1.2
    epigraph compound container parsed-literal code-block|python box rubric+ centered+
    py:function|f@(a,b,*,c=1) py:class|C@(a) py:attribute|a@ py:module+|m@ c:function|int&c@(int&a)
    js:function|j@(a,[b]) rst:directive|d@ option|--o@ confval|c@ envvar|E@ describe|X
    """,
)
"""Directives, ``|`` before an argument and ``+`` where what is said is the argument."""

OTHERS = {
    "hlist": "```{hlist}\n* WORD\n* two\n* three\n```",
    "glossary": "```{glossary}\nterm @\n  WORD\n```",
    "productionlist": ":::{productionlist} g@: `g@` | WORD\n:::",
    "autofunction": "WORD\n\n```{eval-rst}\n.. autofunction:: textwrap.indent\n   :no-index:\n```",
    "tabs": "````{tab-set}\n```{tab-item} One\nWORD\n```\n```{tab-item} Two\n2\n```\n````",
    "grid": "````{grid} 2\n```{grid-item-card} One\nWORD\n```\n````",
    "table": "```{list-table} Caption\n* - WORD\n  - two\n```",
    "figure": "```{figure} https://example.org/x.png\n:alt: x\n\nWORD\n```",
    "captioned": "```{code-block} python\n:caption: WORD\n:linenos:\n\nx = 1\n```",
    "quote": "> WORD\n>\n> > within",
    "definitions": "term\n: WORD\n\nother\n: $x$",
    "fields": "Fields:\n\n:field: WORD\n:other: $x$",
    "list": "1. WORD $a < b$\n2. $$c$$\n   - a\n\n   - b",
    "formula": "WORD $a$ and\n\n$$\nb < c\n$$\n",
    "numbered": "WORD\n\n```{math}\n:label: eq@\na\n```",
    "footnote": "WORD[^n@]\n\n[^n@]: Below.",
    "raw": '<div class="x">\n\nWORD\n\n</div>\n\n<!-- hidden -->',
    "only": "```{only} html\nWORD\n```",
    "heading": "WORD {kbd}`Ctrl+C` {menuselection}`A --> B` {abbr}`X (y)` {py:func}`f`",
    "image": "WORD ![alt](https://example.org/x.png) {download}`conf.py`",
    "target": "(label-@)=\n\nWORD {ref}`x <label-@>`",
}

PLACES = ("opening", "tldr", "comment", "between", "section", "day")

POST = """---
title: A post
date: 2031-05-12
conference: PantryConf
---

{opening}

::::::::{{talk}} Crumb
:url: https://example.org/crumb
:time: 09:00
:timezone: UTC

:::::::{{tldr}}
{tldr}
:::::::

:::::::{{comment}}
{comment}
:::::::
::::::::

{between}

## Corridor

{section}

:::::::{{tldr}}
{day}
:::::::
"""


def _blocks() -> Iterator[tuple[str, str]]:
    for written in ADMONITIONS:
        name, _, argument = written.partition("|")
        is_argument = name.endswith("+")
        name = name.rstrip("+")
        title = argument.replace("&", " ") or ("WORD" if is_argument else "")
        if argument and is_argument:
            title += "\n```\n\nWORD\n\n```{rubric} x"
        content = "" if is_argument else "WORD\n\nSecond paragraph.\n"
        yield name.replace(":", "-"), f"```{{{name}}} {title}\n{content}```"
    yield from OTHERS.items()


BLOCKS = dict(_blocks())


def word(name: str, place: str) -> str:
    return f"w{re.sub('[^a-z]', '', name)}{place}"


def _post(name: str, block: str) -> str:
    filled = {
        place: block.replace("WORD", word(name, place)).replace("@", f"_{place}")
        for place in PLACES
    }
    return POST.format(**filled)


# A name of its own for what is described: documents share their names.
FILES = {
    f"{name}.md": _post(name, block.replace("@", f"_{name.replace('-', '_')}@"))
    for name, block in BLOCKS.items()
}


def project(factory: pytest.TempPathFactory, builder: str, conf: str = BASE) -> Built:
    source = factory.mktemp("source")
    write(source, {"conf.py": CONF + conf, **FILES})
    return build_once(factory, source, builder, ["-j", "2"])


@pytest.fixture(scope="module", params=first_quick(["html", "dirhtml"]))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return project(tmp_path_factory, request.param)


def entries(built: Built) -> Mapping[str, str]:
    """Return the documents of the posts in the feed to their HTML."""
    feed = feedparser.parse(built.text("feed.xml"), sanitize_html=False)
    return {entry.id.rpartition("/")[2]: entry.content[0].value for entry in feed.entries}


def check_data(built: Built) -> None:
    """Look whether each note is there, in HTML and as text."""
    for post in data(built)["posts"]:
        notes = post["talks"][0]["notes"] + post["notes"]
        for note, place in zip(notes, ("tldr", "comment", "day"), strict=True):
            assert word(post["id"], place) in note["html"]
            assert word(post["id"], place) in note["text"]
            assert not dangers(parse(note["html"]))
            assert "confnotes" not in note["html"]


def test_every_node_is_published(built: Built) -> None:
    assert (built.status, built.warnings) == (0, [])
    found = entries(built)
    assert found.keys() == BLOCKS.keys()
    for name, html in found.items():
        assert [place for place in PLACES if word(name, place) not in html] == [], name
        assert not dangers(parse(html))
        assert "confnotes" not in html
    check_data(built)


@pytest.mark.parametrize("builder", first_quick(["confnotes", "json"]))
def test_by_other_builders_too(tmp_path_factory: pytest.TempPathFactory, builder: str) -> None:
    built = project(tmp_path_factory, builder)
    assert (built.status, built.warnings) == (0, [])
    if builder == "confnotes":
        check_data(built)
    else:
        assert word("seealso", "tldr") in json.loads(built.text("seealso.fjson"))["body"]


def test_pages_are_as_they_are_without(
    built: Built, tmp_path_factory: pytest.TempPathFactory
) -> None:
    conf = f"{BASE}confnotes_publish = []\n"
    plain = project(tmp_path_factory, built.builder, conf)
    head = re.compile(r"^.*(<meta |application/(atom\+xml|ld\+json)).*\n", re.MULTILINE)
    pages = [path.relative_to(plain.out).as_posix() for path in plain.out.rglob("*.html")]
    assert len(pages) > len(BLOCKS)
    # The page of a conference links what is published.
    link = re.compile(r" ?<span><a [^>]*talks\.ics.*?</span>")
    for page in pages:
        text = link.sub("", built.text(page))
        assert head.sub("", text) == head.sub("", plain.text(page)), page
    assert built.text("searchindex.js") == plain.text("searchindex.js")


def test_what_an_author_writes_like_a_mark_stays(build: Build) -> None:
    comment = "<!--confnotes-0123456789abcdef-0-->"
    # What a comment of Markdown says is hidden.
    raw = f"```{{raw}} html\n{comment}\n```\n"
    built = build({"a.md": POST.format_map(dict.fromkeys(PLACES, raw))}, conf=BASE)
    assert built.text("a.html").count(comment) == len(PLACES)
    assert "<!--confnotes" not in built.text("a.html").replace(comment, "")


FORMULAS = dict.fromkeys(PLACES, "One $a<b$ and\n\n$$\nc < d\n$$\n")


@pytest.mark.parametrize("renderer", ["mathjax", "imgmath"])
def test_formulas_are_text_whoever_writes_them(build: Build, renderer: str) -> None:
    conf = f"{BASE}extensions.append('sphinx.ext.{renderer}')\nimgmath_latex = 'no-such-program'\n"
    built = build({"a.md": POST.format_map(FORMULAS)}, conf=conf)
    (html,) = entries(built).values()
    assert html.count("<code>a&lt;b</code>") == html.count("<pre>c &lt; d</pre>") == len(PLACES)
    note = data(built)["posts"][0]["talks"][0]["notes"][0]
    assert note["html"] == "<p>One <code>a&lt;b</code> and</p>\n<pre>c &lt; d</pre>"
    assert note["text"] == "One a<b and\n\nc < d"


def test_what_belongs_to_the_page_stays_there(build: Build) -> None:
    other = "---\ntitle: Other\ndate: 2031-05-13\nconference: PantryConf\n---\n\n"
    other += "* [Crumb](https://example.org/crumb)\n\n  TLDR: Mine.\n"
    text = POST.format_map(dict.fromkeys(PLACES, "Words.")) + "\n```{toctree}\nsub\n```\n"
    files = {"a.md": text, "b.md": other, "sub.md": "# Below\n", "index.md": "# Home\n"}
    conf = f"{BASE}html_permalinks_icon = '<b>#</b>'\nconfnotes_calendar_links = True\n"
    built = build(files, conf=conf)
    page, html = built.html("a.html"), parse(entries(built)["a"])
    for found in (
        ".confnotes-series",
        ".confnotes-also",
        ".confnotes-calendar",
        ".headerlink",
        ".toctree-wrapper a",
    ):
        assert page.select(found)
    assert "Also noted" in page.get_text()
    assert "Also noted" not in html.get_text()
    assert "Below" not in html.get_text()
    assert "#" not in html.get_text()
    assert [link["href"] for link in html.select("a")] == ["https://example.org/crumb"]
    assert [title.get_text() for title in html.select("h2")] == ["Crumb", "Corridor"]


def test_a_link_that_only_looks_like_one_of_a_heading_stays(build: Build) -> None:
    link = '<a class="headerlink" href="https://example.org/">Sales</a>'
    built = build({"a.md": POST.format_map(dict.fromkeys(PLACES, link))}, conf=BASE)
    assert entries(built)["a"].count(">Sales</a>") == len(PLACES)


def test_classes_of_ours_make_no_notes(build: Build) -> None:
    fake = (
        ":::{container} confnotes-talk\n:name: fake\n:::{container} confnotes-tldr\n\nNo.\n:::\n:::"
    )
    built = build({"a.md": POST.format_map({**dict.fromkeys(PLACES, "x"), "between": fake})})
    post = data(built)["posts"][0]
    assert [note["text"] for note in post["notes"]] == ["x"]
    assert [note["text"] for note in post["talks"][0]["notes"]] == ["x", "x"]


def test_a_long_comment_is_published_without_what_folds_it(build: Build) -> None:
    built = build({"a.md": POST.format_map(dict.fromkeys(PLACES, "Words " * 200))}, conf=BASE)
    assert "<details" in built.text("a.html")
    comment = data(built)["posts"][0]["talks"][0]["notes"][1]
    assert comment["html"] == f"<p>{'Words ' * 199}Words</p>"


class TestWhatIsKept:
    """Pages are written again where it isn't known what they say, and only there."""

    FILES: ClassVar = {
        "index.md": "# Home\n",
        "a.md": POST.format_map(dict.fromkeys(PLACES, "Ladle.")),
        "b.md": POST.format_map(dict.fromkeys(PLACES, "Spoon.")).replace("05-12", "05-13"),
        "plain.md": "# Plain\n",
    }
    CONF = f"{BASE}confnotes_feed_limit = 1\n"

    def written(self, built: Built, build: Build, *args: str) -> set[str]:
        """Build once more; return the pages that were written, of those that aren't the first."""
        pages = [built.out / f"{name}.html" for name in ("a", "b", "plain")]
        for page in pages:
            os.utime(page, (2_000_000_000, 2_000_000_000))
        build(args=args)
        return {page.stem for page in pages if page.stat().st_mtime != 2_000_000_000}

    def test_nothing_is_written_when_nothing_has_changed(self, build: Build) -> None:
        assert self.written(build(self.FILES, conf=self.CONF), build) == set()

    def test_when_the_file_is_lost(self, build: Build) -> None:
        built = build(self.FILES, conf=self.CONF)
        before = built.text("talks.json"), built.text("feed.xml")
        for path in built.doctrees.glob("confnotes-contents-*"):
            path.unlink()
        assert self.written(built, build, "-j", "2") == {"a", "b"}
        assert (built.text("talks.json"), built.text("feed.xml")) == before
        assert self.written(built, build) == set()

    def test_when_a_post_comes_into_the_feed(self, build: Build) -> None:
        built = build(self.FILES, conf=self.CONF)
        assert "Ladle." not in built.text("feed.xml")
        edit(built, "b.md", "2031-05-13", "2031-05-10")
        assert self.written(built, build) == {"a", "b"}
        (html,) = entries(built).values()
        assert html.count("Ladle.") == len(PLACES)

    def test_a_build_of_one_page_leaves_the_files(self, build: Build) -> None:
        built = build(self.FILES, conf=self.CONF)
        before = built.text("talks.json")
        for path in built.doctrees.glob("confnotes-contents-*"):
            path.unlink()
        edit(built, "b.md", "Spoon.", "Fork.")
        options = ["-q", "-b", "html", "-d", str(built.doctrees)]
        page = str(built.source / "b.md")
        assert build_main([*options, str(built.source), str(built.out), page]) == 0
        assert "Fork." in built.text("b.html")
        assert built.text("talks.json") == before
        build()
        assert "Fork." in built.text("talks.json")
        assert "Ladle." in built.text("talks.json")

    def test_no_small_files_are_left(self, build: Build) -> None:
        built = build(self.FILES, conf=self.CONF, args=["-j", "2"])
        assert len([*built.doctrees.glob("confnotes-*")]) == len(
            [path for path in built.doctrees.glob("confnotes-*") if path.is_file()]
        )
