"""What the extension takes of Sphinx without a public way to it, on the Sphinx at hand."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinxext_confnotes.compat import builder_of, needs_a_document
from tests.support.builds import Build


@pytest.mark.parametrize(("formula", "loads"), [("$x$", True), ("x", False)])
def test_a_page_loads_mathjax_for_the_formulas_that_it_shows(
    build: Build, formula: str, loads: bool
) -> None:
    post = f"---\ntitle: A\ndate: 2031-05-14\n---\n\n* [T](https://t)\n\nTLDR: {formula}\n"
    built = build({"a.md": post, "s.md": "# S\n\n```{daily-summary}\n```\n"})
    for page in ("a.html", "s.html"):
        assert bool(built.html(page).select("script[src*=mathjax]")) == loads


@pytest.fixture(params=["html", "text"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SphinxTestApp]:
    (tmp_path / "conf.py").touch()
    (tmp_path / "index.rst").write_text("Home\n====\n", "utf-8")
    app = SphinxTestApp(request.param, srcdir=tmp_path)
    yield app
    app.cleanup()


@pytest.fixture(autouse=True)
def no_deprecation() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def test_the_builder_is_found(app: SphinxTestApp) -> None:
    assert builder_of(app.env) is app.builder


def test_pages_are_asked_for_without_a_document(build: Build) -> None:
    conf = """
def note(app):
    from pathlib import Path
    Path(app.outdir, "asked.txt").touch()
    return []

def setup(app):
    app.connect("html-collect-pages", note)
"""
    built = build({"index.md": "# Home\n"}, conf=conf)
    (built.out / "asked.txt").unlink()
    build()
    assert (built.out / "asked.txt").exists() != needs_a_document()
