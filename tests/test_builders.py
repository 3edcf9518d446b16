"""Every builder: no warning, no word lost, no semantic node left."""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.builds import PROJECTS, WRITING_BUILDERS, Built, build_once, run_sphinx, words_of


@pytest.fixture(scope="module", params=WRITING_BUILDERS)
def rich(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "rich", request.param, ["-W", "-n"])


def output(built: Built) -> str:
    """Return all text that a builder wrote, markup and all, with its escapes undone."""
    if built.builder == "epub":
        with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
            pages = [book.read(name).decode() for name in book.namelist() if "xhtml" in name]
        return html.unescape("\n".join(pages))
    if built.builder == "json":
        files = built.out.rglob("*.fjson")
        return html.unescape(
            "\n".join(json.loads(f.read_text("utf-8")).get("body", "") for f in files)
        )
    suffixes = {
        "latex": ".tex", "text": ".txt", "man": ".1", "texinfo": ".texi", "xml": ".xml",
        "pseudoxml": ".pseudoxml", "gettext": ".pot",
    }  # fmt: skip
    suffix = suffixes.get(built.builder, ".html")
    text = "\n".join(f.read_text("utf-8") for f in built.out.rglob(f"*{suffix}"))
    if built.builder == "gettext":
        # A long message goes over several lines.
        text = text.replace('"\n"', "")
    return html.unescape(text)


def test_no_word_is_lost(rich: Built, words: set[str]) -> None:
    assert rich.warnings == []
    # What man calls a font stands right before the word; references show numbers for names.
    text = re.sub(r"\\(f[A-Z]|e)", " ", output(rich)) + " boil figure"
    if rich.builder == "gettext":
        # Sphinx gives translators no code, unless it is asked to.
        text += " def return"
    assert sorted(words - words_of(text)) == []


def test_semantic_elements_are_in_xml_alone(rich: Built) -> None:
    has_elements = "<confnotes_talk" in output(rich)
    assert has_elements == (rich.builder in ("xml", "pseudoxml"))


@pytest.mark.parametrize("builder", ["dummy", "linkcheck"])
def test_builders_without_output(tmp_path: Path, builder: str) -> None:
    args = ["-W", "-n", "-D", "linkcheck_ignore=https://example.org"]
    built = run_sphinx(tmp_path, PROJECTS / "rich", builder, args=args)
    assert (built.status, built.warnings) == (0, [])


def test_the_summary_and_its_days_are_in_the_navigation_of_an_epub(tmp_path: Path) -> None:
    built = run_sphinx(tmp_path, PROJECTS / "rich", "epub")
    with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
        files = {Path(name).name: book.read(name) for name in book.namelist()}
    nav = BeautifulSoup(files["nav.xhtml"], "xml").find("nav")
    assert isinstance(nav, Tag)
    page = nav.find(href="pages/overview/summary.xhtml")
    assert page is not None
    assert page.parent is not None
    in_nav = {str(a["href"]): a.get_text() for a in page.parent.select("a")}
    in_ncx = {
        str(point.content["src"]): point.navLabel.get_text().strip()
        for point in BeautifulSoup(files["toc.ncx"], "xml").find_all("navPoint")
    }
    expected = {"pages/overview/summary.xhtml": "All days"} | {
        f"pages/overview/summary.xhtml#2031-05-{12 + number}": f"{day}, May {12 + number}, 2031"
        for number, day in enumerate(("Monday", "Tuesday", "Wednesday"))
    }
    assert in_nav == expected
    assert expected.items() <= in_ncx.items()
    summary = BeautifulSoup(files["summary.xhtml"], "xml")
    assert all(summary.find(id=f"2031-05-{day}") for day in (12, 13, 14))
