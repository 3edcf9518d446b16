"""Posts that are notebooks, read by MyST-NB: as files of Jupyter, and as text."""

from __future__ import annotations

import json

import pytest
from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_tldr
from tests.support.builds import Build, Built

pytestmark = pytest.mark.tools("python:myst_nb")

CONF = (
    'extensions = ["myst_nb", "sphinxext_confnotes"]\nnb_execution_mode = "off"\n'
    # Sphinx changes its own default, so that builds of one process would share the suffixes.
    'source_suffix = {".rst": "restructuredtext"}\n'
)
TEXT = "# A day\n\n* [Soup](https://example.org)\n\nTLDR: Of $a and $b.\n\n:::{note}\nHot.\n:::\n"
AS_TEXT = "file_format: mystnb\nkernelspec: {name: python3, display_name: Python}\n"


def notebook(metadata: dict[str, object]) -> str:
    cell = {"cell_type": "markdown", "id": "one", "metadata": {}, "source": TEXT}
    return json.dumps({"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def kinds(built: Built, docname: str) -> tuple[bool, bool, bool]:
    """Return whether a page has notes, formulas and colon fences."""
    page = built.doctree(docname)
    found = (list(page.findall(kind)) for kind in (confnotes_tldr, nodes.math, nodes.note))
    return tuple(map(bool, found))  # type: ignore[return-value]


def test_notebooks_are_read_as_posts_are_and_others_as_they_were(build: Build) -> None:
    files = {
        "conf.py": CONF,
        "jupyter.ipynb": notebook({"date": "2031-05-12", "title": "A day"}),
        "2031-05-13-named.ipynb": notebook({}),
        "text.md": f"---\n{AS_TEXT}date: '2031-05-14'\n---\n\n{TEXT}",
        "markdown.md": f"---\ndate: 2031-05-15\n---\n\n{TEXT}",
        "other.ipynb": notebook({"title": "A day"}),
        "other-text.md": f"---\n{AS_TEXT}---\n\n{TEXT}",
        "index.md": "# Home\n\n```{toctree}\n:glob:\n*\n```\n",
    }
    built = build(files)
    assert [line for line in built.warnings if "confnotes" in line] == []
    for post in ("jupyter", "2031-05-13-named", "text", "markdown"):
        assert kinds(built, post) == (True, True, True), post
    for other in ("other", "other-text"):
        assert kinds(built, other) == (False, False, False), other


def test_nikola_keeps_what_it_says_of_a_notebook_below_a_key(build: Build) -> None:
    said = {"title": "A day", "slug": "day", "date": "2031-05-12 09:00:00", "tags": "a, b"}
    built = build({"conf.py": CONF, "a.ipynb": notebook({"nikola": said}), "index.md": "# Home\n"})
    (post,) = json.loads(built.text("talks.json"))["posts"]
    assert (post["date"], post["tags"]) == ("2031-05-12", ["a", "b"])
