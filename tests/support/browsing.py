"""Built pages in a real browser: a server for them, and a Chromium that is driven.

For the fixtures `browser` and `open_page`, the tests that serve a site, and
``docs/gallery.py``.  Mustn't import playwright, which not everybody has.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

HOST = "127.0.0.1"

OURS = "[class*='confnotes-']"
"""Selects all elements that the extension has made."""

NPM = Path(__file__).parents[2] / "build" / "npm" / "node_modules"
"""Where ``.ci/install_tools`` puts what ``.ci/package.json`` lists."""

# MathJax and its fonts from the site itself: nothing is loaded from elsewhere.  What it says for
# those who can't see is its own matter.
MATHJAX = """
mathjax_path = "npm/mathjax/tex-mml-chtml.js"
mathjax4_config = {
    "loader": {"paths": {"fonts": "[mathjax]/../@mathjax"}},
    "options": {"enableExplorer": False, "enableSpeech": False, "enableBraille": False},
}
"""
"""Settings for a ``conf.py``; `give_mathjax` does the rest."""

Open = Callable[..., "Page"]


@dataclass(frozen=True)
class Site:
    """A built project and its address."""

    folder: Path
    address: str


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site without a word, and the icon that browsers ask for."""

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve a folder; a page's search fetches pages, which it can't from files."""
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer((HOST, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, f"http://{HOST}:{server.server_port}")
        server.shutdown()


def give_mathjax(folder: Path) -> None:
    """Put MathJax where the pages in a folder look for it, if they were built with `MATHJAX`."""
    (folder / "_static" / "npm").symlink_to(NPM, target_is_directory=True)


class Visitor:
    """Opens pages, and remembers what went wrong on them."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.errors: list[str] = []
        """What scripts and the console say."""
        self.elsewhere: list[str] = []
        """Requests to other machines."""
        self._contexts: list[BrowserContext] = []

    def open(self, address: str, **options: Any) -> Page:
        """Open an address in a window of its own, with Playwright's options for a context."""
        context = self.browser.new_context(
            **{"viewport": {"width": 1000, "height": 700}, **options}
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._on_request)
        page.goto(address)
        return page

    def close(self) -> None:
        """Close all that was opened."""
        for context in self._contexts:
            context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _on_request(self, request: Request) -> None:
        # Files and data have no host.
        if urlsplit(request.url).hostname not in (None, HOST):
            self.elsewhere.append(request.url)


def settle(page: Page) -> None:
    """Wait until formulas are set and results are there."""
    page.evaluate("window.MathJax?.startup?.promise")
    if "search.html" in page.url:
        page.wait_for_load_state("networkidle")
