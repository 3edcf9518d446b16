"""Pages on paper: all that is on the page, and nothing that paper can't do."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.support.browsing import Open, Site, settle

WORD = re.compile(r"[^\W_]{2,}")

LOOKS = """
() => {
  const style = (name) => getComputedStyle(document.querySelector(name));
  return [style(".confnotes-links .sd-btn").backgroundColor, style(".confnotes-talk").boxShadow];
}
"""


@pytest.mark.tools("pdftotext")
@pytest.mark.parametrize("name", ["posts/lamps.html", "lists/summary.html", "lists/cards.html"])
def test_every_word_is_on_paper(open_page: Open, site: Site, tmp_path: Path, name: str) -> None:
    # As long as a list is, its controls are on the screen, and long comments folded.
    page = open_page(f"{site.address}/{name}")
    settle(page)
    path = tmp_path / "page.pdf"
    page.pdf(path=path)
    layout = ["pdftotext", "-raw", path, "-"]
    text = subprocess.run(layout, capture_output=True, check=True, text=True).stdout
    # Lines, and words in them, are broken as they fit.
    printed = re.sub(r"[\s\u00ad\u2010-]+", "", text).casefold()
    missing = {word for word in words(site.folder / name) if word not in printed}
    assert missing == set()
    assert "filterthesetalks" not in printed
    assert "addtocalendar" not in printed


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
