"""Marks of footnotes in copies, where a theme shows the footnotes elsewhere."""

from __future__ import annotations

import pytest

from tests.support.builds import Build

SIDENOTES = '''
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

extensions = ["sphinxext_confnotes"]


class Aside(SphinxPostTransform):
    """Put each footnote where its mark stands, as sphinx-book-theme does."""

    default_priority = 1
    formats = ("html",)

    def run(self, **kwargs):
        for footnote in list(self.document.findall(nodes.footnote)):
            for mark in list(self.document.findall(nodes.footnote_reference)):
                if mark["refid"] in footnote["ids"]:
                    mark.replace_self(nodes.inline("", footnote[1].astext()))
            footnote.parent.remove(footnote)


def setup(app):
    app.add_post_transform(Aside)
'''
POSTS = {
    "in a note": "* [Crumb](https://c)\n\n  TLDR: Yeast[^a], twice[^a].\n\n[^a]: Fresh.\n",
    "in what opens the day": "First[^a].\n\n* [Crumb](https://c)\n\n  TLDR: No.\n\n[^a]: Fresh.\n",
}


@pytest.mark.parametrize("case", POSTS)
@pytest.mark.parametrize("conf", ["", SIDENOTES])
def test_a_mark_leads_to_an_anchor_that_is_there(build: Build, case: str, conf: str) -> None:
    files = {
        "post.md": f"---\ntitle: Day\ndate: 2031-05-12\n---\n\n{POSTS[case]}",
        "other.md": "# Other\n\nWords[^b].\n\n[^b]: Below.\n",
        "pages/all.md": "# All\n\n```{daily-summary}\n```\n",
    }
    built = build(files | ({"conf.py": conf} if conf else {}), args=["-W"])
    assert built.warnings == []
    marks = built.html("pages/all.html").select(".confnotes-summary sup a")
    assert len(marks) == POSTS[case].count("[^a]") - 1
    for mark in marks:
        page, anchor = str(mark["href"]).split("#")
        assert page == "../post.html"
        (found,) = built.html("post.html").select(f"[id='{anchor}']")
        assert "Fresh." in found.get_text()
    # A page that is no post is left alone.
    assert bool(built.html("other.html").select("p[id]")) is False


def test_nothing_is_added_where_footnotes_stay(build: Build) -> None:
    built = build({"post.md": f"---\ntitle: Day\ndate: 2031-05-12\n---\n\n{POSTS['in a note']}"})
    assert built.html("post.html").select("p[id]") == []
