"""A real post, unedited, in every builder, with the extension as the whole configuration."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest

from tests.support.builds import WRITING_BUILDERS, Build, Built
from tests.support.thorough import first_quick

POST = Path(__file__).parents[2] / "shared" / "posts" / "new_orleans.md"
# What Sphinx itself wants of any project for an EPUB, and no network for its links.
ARGS = ["-W", "-n", "-D", "version=1", "-D", "copyright=2023", "-D", "linkcheck_ignore=https?:"]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    if not POST.is_file():
        if os.environ.get("CONFNOTES_CI"):
            pytest.fail(f"{POST} isn't there")
        pytest.skip(f"{POST} isn't there")
    return {
        "posts/new_orleans.md": POST.read_text("utf-8"),
        "pages/summary.md": "# Summary\n\n```{daily-summary}\n```\n",
    }


@pytest.mark.parametrize("builder", first_quick([*WRITING_BUILDERS, "linkcheck", "dummy"]))
def test_it_builds_without_warnings(build: Build, files: dict[str, str], builder: str) -> None:
    built = build(files, builder, args=ARGS)
    assert (built.status, built.warnings) == (0, [])


@pytest.mark.parametrize("page", ["posts/new_orleans.html", "pages/summary.html"])
def test_its_talks_are_structured(build: Build, files: dict[str, str], page: str) -> None:
    html = build(files).html(page)
    found = {
        name: len(html.select(f".confnotes-{name}"))
        for name in ("talk", "tldr", "comment", "highlight")
    }
    assert found == {"talk": 4, "tldr": 4, "comment": 4, "highlight": 1}
    formulas = [formula.get_text() for formula in html.select(".confnotes-comment .math")]
    assert formulas == [r"\( \min \{  f(x):g(x)\leq 0  \}  \)", r"\(f,g\)"]
    assert html.select("script[src*=mathjax]")


def test_it_is_one_entry_with_one_title(build: Build, files: dict[str, str]) -> None:
    built = build(files)
    home = built.html("index.html")
    entries = home.select(".toctree-wrapper li.toctree-l1")
    assert len(entries) == 2
    assert entries[0].a is not None
    assert entries[0].a.get_text() == "Blog Post: Neurips2023"
    assert [h1.get_text() for h1 in built.html("posts/new_orleans.html").select("div.body h1")] == [
        "Blog Post: Neurips2023¶"
    ]


def test_its_talks_are_in_the_inventory(build: Build, files: dict[str, str]) -> None:
    assert sum(" conf:talk " in line for line in inventory(build(files))) == 4


def inventory(built: Built) -> list[str]:
    data = (built.out / "objects.inv").read_bytes()
    return zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
