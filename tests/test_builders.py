"""Every builder: no warning, no word lost, no semantic node left."""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path

import pytest
from docutils import nodes

from tests.conftest import (
    PROJECTS,
    WRITING_BUILDERS,
    Built,
    build_once,
    build_without_extension,
    run_sphinx,
)

PROSE = ("posts/monday", "posts/tuesday")
WORD = re.compile(r"[^\W_]+")
# Stars are a mark, not words, and are shown as a rating.
MARKS = "★☆"


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the words that the prose posts have when they are built without the extension."""
    plain = build_without_extension(tmp_path_factory.mktemp("plain"), "dummy")
    text = " ".join(_body(plain, docname) for docname in PROSE)
    found = words_of(text.translate(str.maketrans("", "", MARKS)))
    titles = {"monday", "the", "soup", "tuesday", "bread", "butter"}
    assert len(found) > 100
    return found | titles


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def _body(built: Built, docname: str) -> str:
    doctree = built.doctree(docname)
    content = [node for node in doctree.children if node.tagname != "docinfo"]
    return " ".join(text for node in content for text in node.findall(nodes.Text))


@pytest.fixture(scope="module", params=WRITING_BUILDERS)
def rich(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "rich", request.param, ["-W", "-n"])


def output(built: Built) -> str:
    """Return all text that a builder wrote, markup and all, with its escapes undone."""
    if built.builder == "epub":
        with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
            pages = [book.read(name).decode() for name in book.namelist() if "xhtml" in name]
        return html.unescape("\n".join(pages))
    if built.builder == "json":
        files = built.out.rglob("*.fjson")
        return html.unescape(
            "\n".join(json.loads(f.read_text("utf-8")).get("body", "") for f in files)
        )
    suffixes = {
        "latex": ".tex", "text": ".txt", "man": ".1", "texinfo": ".texi", "xml": ".xml",
        "pseudoxml": ".pseudoxml", "gettext": ".pot",
    }  # fmt: skip
    suffix = suffixes.get(built.builder, ".html")
    text = "\n".join(f.read_text("utf-8") for f in built.out.rglob(f"*{suffix}"))
    if built.builder == "gettext":
        # A long message goes over several lines.
        text = text.replace('"\n"', "")
    return html.unescape(text)


def test_no_word_is_lost(rich: Built, words: set[str]) -> None:
    assert rich.warnings == []
    # What man calls a font stands right before the word; references show numbers for names.
    text = re.sub(r"\\(f[A-Z]|e)", " ", output(rich)) + " boil figure"
    if rich.builder == "gettext":
        # Sphinx gives translators no code, unless it is asked to.
        text += " def return"
    assert sorted(words - words_of(text)) == []


def test_semantic_elements_are_in_xml_alone(rich: Built) -> None:
    has_elements = "<confnotes_talk" in output(rich)
    assert has_elements == (rich.builder in ("xml", "pseudoxml"))


@pytest.mark.parametrize("builder", ["dummy", "linkcheck"])
def test_builders_without_output(tmp_path: Path, builder: str) -> None:
    args = ["-W", "-n", "-D", "linkcheck_ignore=https://example.org"]
    built = run_sphinx(tmp_path, PROJECTS / "rich", builder, args=args)
    assert (built.status, built.warnings) == (0, [])


def test_a_builder_that_nobody_named_gets_ordinary_nodes(tmp_path: Path) -> None:
    conf = PROJECTS / "strict_builder.py"
    (tmp_path / "project" / "source").mkdir(parents=True)
    (tmp_path / "project" / "source" / "strict_builder.py").write_bytes(conf.read_bytes())
    built = run_sphinx(
        tmp_path,
        PROJECTS / "rich",
        "strict",
        conf="import sys\n"
        'sys.path.insert(0, __file__.rpartition("/")[0])\n'
        'extensions.append("strict_builder")\n',
        args=["-W"],
    )
    assert (built.status, built.warnings) == (0, [])
