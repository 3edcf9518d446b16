"""A build that reads nothing: what it imports, and that it derives nothing again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import sphinxext_confnotes
from sphinxext_confnotes import late
from tests.support import other_sites

PACKAGE = "sphinxext_confnotes."

CONF = """
extensions = ["sphinxext_confnotes"]

def note(app, exception):
    import sys
    from pathlib import Path

    Path(app.outdir, "loaded.txt").write_text("\\n".join(sys.modules))

def setup(app):
    app.connect("build-finished", note, priority=999)
"""

POST = """---
date: 2031-05-12
conference: WaitConf
---

# A day

* [Soup](https://example.org/soup)

TLDR: Ladle first.
"""

PAGE = "# Home\n\n```{toctree}\na\n```\n\n"


def loaded(source: Path) -> set[str]:
    """Return the modules of the package that a build has loaded."""
    command = [sys.executable, "-m", "sphinx", "-q", str(source), str(source / "out")]
    subprocess.run(command, check=True, capture_output=True)
    names = (source / "out" / "loaded.txt").read_text().split()
    return {name.removeprefix(PACKAGE) for name in names if name.startswith(PACKAGE)}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "index.md").write_text(f"{PAGE}```{{daily-summary}}\n```\n")
    (tmp_path / "a.md").write_text(POST)
    return tmp_path


def test_nothing_is_read_derived_or_written(source: Path) -> None:
    first = loaded(source)
    again = loaded(source)
    rooms = ("reading", "recognition.recognise", "notes.lookups", "notes.query", "registry.extract")
    rooms += ("rendering.expand", "rendering.lowering", "publishing.formats", "publishing.capture")
    rooms += ("overviews.making", "overviews.cards", "notes.overviews")
    for room in rooms:
        assert any(name.startswith(room) for name in first), room
        assert not [name for name in again if name.startswith(room)]


def test_a_project_without_notes_loads_little(source: Path) -> None:
    (source / "index.md").write_text(f"{PAGE}Text.\n")
    (source / "a.md").write_text("# A page\n\nText.\n")
    loaded(source)
    again = loaded(source)
    assert {name for name in again if name.startswith(("publishing", "rendering"))} == {
        "publishing",
        "publishing.builder",
        "rendering",
        "rendering.stale_pages",
    }
    assert not [name for name in again if name.startswith("reading")]


def test_other_sites_are_read_once(source: Path) -> None:
    assert "site_data" not in loaded(source)
    with (source / "conf.py").open("a") as conf:
        conf.write("confnotes_others = {'them': 'them.json'}\n")
    them = other_sites.site(other_sites.post("day", other_sites.talk("tea", "Tea", "Late.")))
    (source / "them.json").write_text(them)
    assert "rendering.other_accounts" in loaded(source)
    assert "Late." in (source / "out" / "index.html").read_text()
    before = (source / "out" / "index.html").stat().st_mtime_ns
    again = loaded(source)
    assert not [name for name in again if name.startswith(("rendering.expand", "notes.lookups"))]
    assert (source / "out" / "index.html").stat().st_mtime_ns == before


def test_what_was_kept_can_go(source: Path) -> None:
    (source / "other.md").write_text("---\norphan: true\n---\n\n# Other\n")
    loaded(source)
    before = {page: page.read_text() for page in (source / "out").glob("conf-*.html")}
    assert before
    kept = next((source / "out" / ".doctrees").glob("confnotes-derived-*"))
    for content in (None, b"", b"\x80"):
        kept.unlink()
        if content is not None:
            kept.write_bytes(content)
        # Up to 8.1 Sphinx writes no indices when nothing was read.
        (source / "other.md").write_text(f"---\norphan: true\n---\n\n# Other {content!r}\n")
        loaded(source)
        assert {page: page.read_text() for page in before} == before
        assert kept.stat().st_size > 10


def test_everything_that_is_loaded_late_is_there() -> None:
    text = Path(sphinxext_confnotes.__file__).read_text("utf-8")
    places = [part for part in text.split('"') if ":" in part and " " not in part]
    assert len(places) > 20
    for place in places:
        assert callable(late.load(place)), place
