"""The hooks, and the fixtures that more than one module of tests asks for."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from hypothesis import HealthCheck, settings

from tests.support.browsing import Open, Visitor
from tests.support.builds import Build, build_without_extension, run_sphinx, words_of
from tests.support.tools import BROWSER, is_installed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A machine may be busy, and no test is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests in a browser, before pytest chooses by markers."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.tools(*BROWSER))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose tools aren't there; in CI, where they have to be, fail."""
    needed = {tool for marker in item.iter_markers("tools") for tool in marker.args}
    if missing := sorted(tool for tool in needed if not is_installed(tool)):
        reason = f"not installed: {', '.join(missing)}"
        if os.environ.get("CONFNOTES_CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds in the test's own folder; see `run_sphinx`."""
    return functools.partial(run_sphinx, tmp_path)


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the words that the prose posts of ``rich`` have when they are built without us."""
    plain = build_without_extension(tmp_path_factory.mktemp("plain"), "dummy")
    text = " ".join(
        text
        for docname in ("posts/monday", "posts/tuesday")
        for node in plain.doctree(docname)
        if not isinstance(node, nodes.docinfo)
        for text in node.findall(nodes.Text)
    )
    # Stars are a mark, not words, and are shown as a rating.
    found = words_of(text.translate(str.maketrans("", "", "★☆")))
    titles = {"monday", "the", "soup", "tuesday", "bread", "butter"}
    assert len(found) > 100
    return found | titles


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium without a window."""
    # Not everybody has it.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens an address, and look afterwards that nothing went wrong."""
    visitor = Visitor(browser)
    yield visitor.open
    visitor.close()
    assert visitor.errors + visitor.elsewhere == []
