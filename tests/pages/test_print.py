"""Pages on paper: all that is on the page, and nothing that paper can't do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.support.browsing import Open, Site, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORD = re.compile(r"[^\W_]{2,}")

LOOKS = """
() => {
  const style = (name) => getComputedStyle(document.querySelector(name));
  return [style(".confnotes-links .sd-btn").backgroundColor, style(".confnotes-talk").boxShadow];
}
"""


@pytest.mark.tools("pdftotext")
def test_no_column_of_a_table_is_cut_off(open_page: Open, site: Site, tmp_path: Path) -> None:
    name = "lists/table.html"
    printed = on_paper(open_page(f"{site.address}/{name}"), tmp_path)
    soup = BeautifulSoup((site.folder / name).read_text("utf-8"), "html5lib")
    cells = soup.select(".confnotes-table tbody td")
    assert len(cells) > 10
    texts = " ".join(cell.get_text(" ") for cell in cells)
    assert {word for word in WORD.findall(texts) if word.casefold() not in printed} == set()


@pytest.mark.tools("pdftotext")
@pytest.mark.parametrize("name", ["posts/lamps.html", "lists/summary.html", "lists/cards.html"])
def test_every_word_is_on_paper(open_page: Open, site: Site, tmp_path: Path, name: str) -> None:
    # As long as a list is, its controls are on the screen, and long comments folded.
    page = open_page(f"{site.address}/{name}")
    settle(page)
    printed = on_paper(page, tmp_path)
    missing = {word for word in words(site.folder / name) if word not in printed}
    assert missing == set()
    assert "filterthesetalks" not in printed
    assert "addtocalendar" not in printed


def on_paper(page: Page, folder: Path) -> str:
    """Return the text of a page on paper in lower case: lines and words are broken as they fit."""
    path = folder / "page.pdf"
    page.pdf(path=path)
    layout = ["pdftotext", "-raw", path, "-"]
    text = subprocess.run(layout, capture_output=True, check=True, text=True).stdout
    return re.sub(r"[\s\u00ad\u2010-]+", "", text).casefold()


def words(page: Path) -> set[str]:
    """Return the words of the notes on a page.

    Formulas are set, code is cut at its edge, nobody can follow a link to a calendar, and what
    only screen readers read isn't seen.
    """
    soup = BeautifulSoup(page.read_text("utf-8"), "html5lib")
    kinds = ".math, pre, table, .headerlink, .confnotes-calendar, .confnotes-spoken"
    for left_out in soup.select(kinds):
        left_out.decompose()
    texts = " ".join(block.get_text(" ") for block in soup.select(".confnotes-talk"))
    return {word.casefold() for word in WORD.findall(texts)}


def test_paper_has_no_shadows_and_no_fills(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.address}/posts/lamps.html")
    page.emulate_media(media="print")
    assert page.evaluate(LOOKS) == ["rgba(0, 0, 0, 0)", "none"]


def test_a_page_is_printed_in_the_light(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.address}/lists/cards.html?sort=x", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator(".confnotes-controls").is_hidden()
