"""Posts of other tools, with the settings that the documentation has for them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.support.builds import run_sphinx

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLES = DOCS / "examples" / "moving"
PNG = DOCS / "conference" / "progress.png"

SPEAKERS = {"Why kettles sing": ["Rosa Wirth"], "Limescale at scale": ["Bo Falk"]}
HOME = "---\norphan: true\n---\n\n# Home\n\n```{daily-summary}\n```\n"
PICTURES = {"jekyll": "assets/kettle.png", "hugo": "static/kettle.png"}
SHOWN = {"jekyll": "![A kettle](/assets/kettle.png)", "hugo": "![A kettle](/kettle.png)"}
WRITTEN = {"jekyll": "_images/kettle.png", "hugo": "kettle.png"}
"""A picture of the site, in a post and where it is written to."""
REDIRECTS = {
    "jekyll": ("2031/05/12/kettleconf.html",),
    "hugo": ("2031/kettles/index.html", "posts/kettleconf/index.html"),
    "quarto": (),
}
LINKS = {
    "jekyll": "/2031/05/12/kettleconf.html",
    "hugo": "/posts/kettleconf/#limescale-at-scale",
    "quarto": "/posts/kettleconf/",
}
"""An old address, as other pages link it."""


@pytest.mark.parametrize("name", ["jekyll", "hugo", "quarto", "obsidian"])
def test_posts_are_read_as_they_are(name: str, tmp_path: Path) -> None:
    source = tmp_path / "project" / "source"
    shutil.copytree(EXAMPLES / name, source)
    if name in PICTURES:
        (source / PICTURES[name]).parent.mkdir()
        shutil.copyfile(PNG, source / PICTURES[name])
        post = next(source.rglob("*kettleconf*/index.md"), None) or next(source.rglob("*conf.md"))
        post.write_text(f"{post.read_text('utf-8')}\n{SHOWN[name]}\n", "utf-8")
    link = f"\n[The first day]({LINKS[name]})\n" if name in LINKS else ""
    (source / "index.md").write_text(HOME + link, "utf-8")
    built = run_sphinx(tmp_path, args=["-W", "-n"])
    assert built.status == 0, built.errors
    data = json.loads((built.out / "talks.json").read_text("utf-8"))
    found = {
        talk["title"]: talk.get("speakers", []) for post in data["posts"] for talk in post["talks"]
    }
    if name == "obsidian":
        assert found == {**SPEAKERS, "Limescale at scale": []}
        assert not any("lids" in page.read_text("utf-8") for page in built.out.rglob("*.html"))
    else:
        assert found == SPEAKERS
        assert name not in WRITTEN or (built.out / WRITTEN[name]).is_file()
        for redirect in REDIRECTS[name]:
            assert "kettleconf" in (built.out / redirect).read_text("utf-8")
    assert {post["date"] for post in data["posts"]} == {"2031-05-12"}


def test_the_page_has_them_all() -> None:
    page = (DOCS / "moving.md").read_text("utf-8")
    shown = re.findall(r"\{literalinclude\} examples/moving/(\S+)", page)
    assert shown == [
        *(f"{name}/conf.py" for name in ("jekyll", "hugo", "quarto", "obsidian")),
        "notes.code-snippets",
    ]


def test_the_snippets_are_whole() -> None:
    snippets = json.loads((EXAMPLES / "notes.code-snippets").read_text("utf-8"))
    assert {one["prefix"] for one in snippets.values()} == {"talk", "day"}
