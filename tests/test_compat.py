"""What the extension takes of Sphinx without a public way to it, on the Sphinx at hand."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinxext_confnotes.compat import builder_of


@pytest.mark.parametrize("builder", ["html", "text"])
def test_the_builder_is_found_without_a_deprecation(tmp_path: Path, builder: str) -> None:
    (tmp_path / "conf.py").touch()
    (tmp_path / "index.rst").write_text("Home\n====\n", "utf-8")
    app = SphinxTestApp(builder, srcdir=tmp_path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert builder_of(app.env) is app.builder
    finally:
        app.cleanup()
