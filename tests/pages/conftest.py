"""One project in every theme, with the extension and, to compare with, without it.

What a page of the same theme has without notes is the theme's; all else is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import MATHJAX, Open, Site, Visitor, give_mathjax, serve
from tests.support.builds import run_sphinx
from tests.support.pages_without_notes import ALONE, PAGES, build_bare
from tests.support.themes import THEMES, Theme

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(
            theme,
            id=theme.name,
            marks=[
                pytest.mark.xdist_group(theme.name),
                pytest.mark.tools(f"python:{theme.name}", "npm:mathjax"),
            ],
        )
        for theme in THEMES
    ],
)
def theme(request: pytest.FixtureRequest) -> Theme:
    """Return one theme after the other; a group of tests is built for one at a time."""
    return request.param


@pytest.fixture(scope="session")
def site(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return the project with everything."""
    built = run_sphinx(
        tmp_path_factory.mktemp(theme.name),
        PAGES,
        conf=theme.settings + MATHJAX,
        args=["-W", "-n"],
        env=ALONE,
    )
    assert built.warnings == []
    with serve(_with_mathjax(built.out)) as site:
        yield site


@pytest.fixture(scope="session")
def bare(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return its posts as plain Markdown, which is what the theme looks like without us."""
    with serve(_with_mathjax(build_bare(tmp_path_factory.mktemp("bare"), theme))) as site:
        yield site


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens an address; what themes say in the console is their matter."""
    visitor = Visitor(browser)
    yield visitor.open
    visitor.close()
    assert visitor.elsewhere == []


def _with_mathjax(folder: Path) -> Path:
    give_mathjax(folder)
    return folder
