"""Directives of others under the names of ours stay theirs, whenever they are added."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinxext_confnotes.nodes import (
    confnotes_comment,
    confnotes_summary,
    confnotes_talk,
    confnotes_talk_list,
    confnotes_tldr,
)
from tests.support.builds import CONF, Build, write

OURS: dict[str, type[nodes.Element]] = {
    "talk": confnotes_talk,
    "tldr": confnotes_tldr,
    "comment": confnotes_comment,
    "daily-summary": confnotes_summary,
    "talk-list": confnotes_talk_list,
}
THEIRS = """
from docutils.parsers.rst import Directive


class Hidden(Directive):
    has_content = True

    def run(self):
        return []


def add(app, config=None):
    app.add_directive("{name}", Hidden)


def setup(app):
    {how}
    return {{"parallel_read_safe": True}}
"""
PATH = "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n"
AT_ONCE = "add(app)"
LATER = 'app.connect("config-inited", add)'
ORDERS = {
    "before": ("theirs_{number}, sphinxext_confnotes", AT_ONCE),
    "behind": ("sphinxext_confnotes, theirs_{number}", AT_ONCE),
    "behind, late": ("sphinxext_confnotes, theirs_{number}", LATER),
    "in conf.py": ("", AT_ONCE),
}


def project(name: str, order: str) -> dict[str, str]:
    """Return a project in which somebody else has a directive of one of our names."""
    listed, how = ORDERS[order]
    theirs = THEIRS.format(name=name, how=how)
    number = f"{name}_{order}".translate(str.maketrans("-, ", "___"))
    extensions = f"extensions = {listed.format(number=number).split(', ')}\n"
    return {
        "conf.py": PATH + extensions if listed else CONF + theirs,
        f"theirs_{number}.py": theirs,
        "index.rst": f"A\n=\n\n.. {name}::\n\n   Secret\n\n.. conf:{name}::\n",
        "a.md": f"# A\n\n```{{{name}}}\nSecret\n```\n",
    }


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("name", OURS)
def test_a_directive_of_others_stays_theirs(build: Build, name: str, order: str) -> None:
    built = build(project(name, order), "text")
    assert [line for line in built.warnings if "register" in line] == []
    assert "Secret" not in built.text("index.txt") + built.text("a.txt")
    assert len(list(built.doctree("index").findall(OURS[name]))) == 1


def test_it_is_said_once(tmp_path: Path) -> None:
    write(tmp_path, project("comment", "before"))
    said = io.StringIO()
    path = list(sys.path)
    with docutils_namespace():
        app = Sphinx(tmp_path, tmp_path, tmp_path / "o", tmp_path / "d", "dummy", status=said)
        app.build()
    sys.path[:] = path
    expected = "confnotes: directive 'comment' is somebody else's; ours is 'conf:comment'"
    assert said.getvalue().count(expected) == 1
    assert said.getvalue().count("somebody else's") == 1


def test_ours_of_an_earlier_project_arent_taken_for_somebody_elses(tmp_path: Path) -> None:
    write(tmp_path, {"conf.py": CONF, "index.md": "# A\n\n```{comment}\nC\n```\n"})
    said = io.StringIO()
    with docutils_namespace():
        for out in ("one", "two"):
            app = Sphinx(
                tmp_path, tmp_path, tmp_path / out, tmp_path / f"{out}-d", "dummy", status=said
            )
            app.build()
            assert list(app.env.get_doctree("index").findall(confnotes_comment))
    assert "somebody else's" not in said.getvalue()
