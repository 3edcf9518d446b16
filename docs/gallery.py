"""Take the pictures of ``gallery.md``: the example conference in every theme.

From the checkout, with Chromium, the dependency group ``gallery``, and in ``build/npm`` what
``.ci/package.json`` lists (see ``.ci/install_tools``)::

    python -m docs.gallery
    python -m docs.gallery furo sphinx_rtd_theme

The pictures replace those in ``_static/gallery``.  Look at them before you keep them.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from docs._ext.views import VIEWS, View
from tests.support.browsing import MATHJAX, give_mathjax, serve
from tests.support.themes import THEMES, Theme

HERE = Path(__file__).parent
PICTURES = HERE / "_static" / "gallery"
CONF = """
extensions = ["sphinxext_confnotes"]
project = html_title = "WaitConf"
confnotes_timezone = "Europe/Stockholm"
confnotes_pages = {"speaker": 2, "tag": 3, "conference": 1}
confnotes_programmes = {"WaitConf": "waitconf.json"}
confnotes_others = {"slow-mondays": {"path": "others/slow-mondays.json", "name": "Slow Mondays"}}
"""
COLOURS = 128
"""As many as a picture may have: text needs few, and the files get small."""


SPACE = 24
"""What stands above the first thing in a picture, in pixels."""

UNWANTED = "#pst-back-to-top { display: none !important }"
"""Styles without what a theme shows to those who scroll up, as bars make us do."""

# Bars that stay at the top of the window while a page is scrolled: how far down they reach.
BAR = """
() => {
  const isBar = (element) => ["fixed", "sticky"].includes(getComputedStyle(element).position);
  const bars = document.elementsFromPoint(innerWidth / 2, 1).filter(isBar);
  return Math.max(0, ...bars.map((bar) => bar.getBoundingClientRect().bottom));
}
"""


def build(theme: Theme, root: Path) -> Path:
    """Build the conference in a theme, and return where its pages are."""
    source, out = root / "source", root / "html"
    shutil.copytree(HERE / "conference", source)
    (source / "conf.py").write_text(CONF + theme.settings + MATHJAX, "utf-8")
    # What leads out of the example leads nowhere here.
    command = ["sphinx", "-Q", "-d", str(root / "doctrees"), str(source), str(out)]
    # In a process of its own, since some themes leave their templates to those after them.
    if subprocess.run([sys.executable, "-m", *command], check=False).returncode:
        sys.exit(f"{theme.name} can't be built")
    give_mathjax(out)
    return out


def take(browser: Browser, address: str, view: View) -> Image.Image:
    """Return a picture of a page."""
    page = browser.new_page(
        viewport={"width": view.width, "height": view.height},
        color_scheme="dark" if view.is_dark else "light",
        reduced_motion="reduce",
    )
    response = page.goto(f"{address}/{view.page}")
    if not (response and response.ok):
        sys.exit(f"{view.page} isn't there")
    page.evaluate("window.MathJax?.startup?.promise")
    top, above = page.locator(view.at).first, SPACE
    # Themes show and hide their bars as a page is scrolled, and fade them.
    for _ in range(2):
        top.evaluate(f"element => scrollBy(0, element.getBoundingClientRect().top - {above})")
        page.wait_for_timeout(500)
        above = SPACE + page.evaluate(BAR)
    picture = Image.open(io.BytesIO(page.screenshot(style=UNWANTED)))
    page.close()
    return picture


def main(names: list[str]) -> None:
    """Take the pictures of the themes that are named, or of all."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for theme in THEMES:
            if names and theme.name not in names:
                continue
            with tempfile.TemporaryDirectory() as root, serve(build(theme, Path(root))) as site:
                for view in VIEWS:
                    path = PICTURES / f"{theme.name}-{view.name}.png"
                    picture = take(browser, site.address, view).convert("RGB")
                    picture.quantize(COLOURS).save(path, optimize=True)
                    print(path.name, path.stat().st_size)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
