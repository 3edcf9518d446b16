"""One project in every theme, with the extension and, to compare with, without it.

What a page of the same theme has without notes is the theme's; all else is ours.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browsing import MATHJAX, Open, Site, Visitor, give_mathjax, serve
from tests.conftest import PROJECTS, optional_module, optional_package, run_sphinx
from tests.themes import THEMES, Theme

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = PROJECTS / "pages"

BARE = """
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_title_to_header = True
project = "Notes from a lighthouse"
copyright = "2032, the keepers"
html_title = "Lighthouse"
version = "1"
language = "en"
suppress_warnings = ["myst.header"]
"""

# In a process of its own: there are themes that replace parts of Sphinx for ever after.
ALONE = {"PYTHONWARNINGS": "ignore"}

# What is wrong with sphinx-design's tabs, which our documentation has, is not ours.
TABS = """
---
orphan: true
---

# Lamps

::::{tab-set}
:::{tab-item} By night
A light.
:::
::::
"""

FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(
    scope="session",
    params=[
        pytest.param(theme, id=theme.name, marks=pytest.mark.xdist_group(theme.name))
        for theme in THEMES
    ],
)
def theme(request: pytest.FixtureRequest) -> Theme:
    """Return one theme after the other; a group of tests is built for one at a time."""
    optional_module(request.param.name)
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


def build_bare(root: Path, theme: Theme, builder: str = "html") -> Path:
    """Build the project without the extension, and so without what its lists show."""
    source = root / "project" / "source"
    shutil.copytree(PAGES, source)
    for page in source.glob("lists/*.md"):
        page.write_text(FENCE.sub("", page.read_text("utf-8")), "utf-8")
    (source / "tabs.md").write_text(TABS.lstrip(), "utf-8")
    (source / "conf.py").write_text(BARE + theme.settings + MATHJAX, "utf-8")
    return run_sphinx(root, builder=builder, env=ALONE).out


def _with_mathjax(folder: Path) -> Path:
    optional_package("mathjax")
    give_mathjax(folder)
    return folder
