"""Documents that nobody announces: texts that tests and other extensions parse by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.testing.restructuredtext import parse
from sphinx.util.docutils import docutils_namespace

from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.registry.domain import domain_of
from tests.support.builds import CONF, Build

DATED = ":date: 2031-05-12\n\nA day\n=====\n\n* `Soup <https://example.org>`__\n\nTLDR: Hot.\n"
TALK = "A day\n=====\n\n.. conf:talk:: Soup\n\n   .. conf:tldr:: Hot.\n"
PLAIN = "A page\n======\n\nWords, and :ref:`genindex`.\n"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Sphinx]:
    (tmp_path / "conf.py").write_text(CONF, "utf-8")
    for name in ("index", "a"):
        (tmp_path / f"{name}.rst").write_text(f":orphan:\n\n{PLAIN}", "utf-8")
    with docutils_namespace():
        yield Sphinx(tmp_path, tmp_path, tmp_path / "out", tmp_path / "doctrees", "dummy")


@pytest.mark.parametrize("is_built", [False, True])
def test_a_text_is_no_post_and_tells_the_next_one_nothing(app: Sphinx, is_built: bool) -> None:
    if is_built:
        app.build()
    first = parse(app, PLAIN, "a").pformat()
    announced: list[str] = []
    handler = app.connect("source-read", lambda app, docname, content: announced.append(docname))
    dated = parse(app, DATED, "a")
    app.disconnect(handler)
    # Up to 8.1 Sphinx's own helper announces what it parses as a document.
    assert bool(list(dated.findall(confnotes_talk))) == bool(announced)
    assert bool(domain_of(app.env).posts) == bool(announced)
    talks = parse(app, TALK, "a").findall(confnotes_talk)
    assert [talk["ids"] for talk in talks] == [["soup"]]
    assert parse(app, PLAIN, "a").pformat() == first
    app.env.clear_doc("a")
    app.build()


NESTED = """
from sphinx.testing.restructuredtext import parse
from sphinx.util.docutils import SphinxDirective


class Preview(SphinxDirective):
    has_content = True

    def run(self):
        docname = self.env.docname
        document = parse(self.env.events.app, "\\n".join(self.content), "preview")
        self.env.temp_data["docname"] = docname
        return document.children


def setup(app):
    app.add_directive("preview", Preview)
    return {"parallel_read_safe": True}
"""


def test_a_text_within_a_post_is_none_and_leaves_the_post_one(build: Build) -> None:
    preview = f"```{{preview}}\n{DATED}```\n"
    post = f"---\ndate: 2031-05-14\n---\n\n# A\n\n{preview}\n* [Bread](/b)\n\nTLDR: $x$\n"
    files = {"a.md": post, "b.md": f"# B\n\n{preview}"}
    built = build(files, conf=NESTED)
    assert built.warnings == []
    talks = built.doctree("a").findall(confnotes_talk)
    assert ["bread"] in [talk["ids"] for talk in talks]
    assert list(built.doctree("a").findall(nodes.math))
    assert not list(built.doctree("b").findall(confnotes_talk))
    days = built.html("conf-days.html").select_one("table.indextable")
    assert days is not None
    assert days.get_text(" ", strip=True).count("2031") == 2
