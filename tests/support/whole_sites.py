"""The questions that are asked of all pages of a site together: its links, and its search index."""

from __future__ import annotations

import json
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from bs4 import BeautifulSoup

from tests.support.builds import Built


def dead_links(built: Built) -> set[tuple[str, str]]:
    """Return the links between pages that lead nowhere, with where they stand."""
    sources = {path: path.read_text("utf-8") for path in built.out.rglob("*.html")}
    soups = {path: BeautifulSoup(text, "html5lib") for path, text in sources.items()}
    anchors = {path: {tag["id"] for tag in soup.select("[id]")} for path, soup in soups.items()}
    dead = set()
    for path, soup in soups.items():
        here = path.relative_to(built.out).as_posix()
        for link in soup.select(".body a[href], [role=main] a[href]"):
            address, _, anchor = str(link["href"]).partition("#")
            if ":" in address:
                continue
            there = normpath(join(dirname(here), unquote(address))) if address else here
            target = built.out / there
            target = target / "index.html" if target.is_dir() else target
            is_there = target in anchors and (not anchor or unquote(anchor) in anchors[target])
            if not is_there and not (target.is_file() and target.suffix != ".html"):
                dead.add((here, str(link["href"])))
    return dead


def search_index(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js")
    return dict(json.loads(text.removeprefix("Search.setIndex(").removesuffix(")")))
