"""Every warning: its text, its subtype, its file and line; and what is done instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sphinxext_confnotes.warnings import Subtype
from tests.support.builds import PROJECTS, Build, Built, build_once

MISTAKES = PROJECTS / "mistakes"
WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module")
def mistakes(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, MISTAKES, "html", ["-n"])


def ours(built: Built) -> list[str]:
    return [line for line in built.warnings if "[confnotes." in line]


def test_every_mistake_has_its_warning(mistakes: Built) -> None:
    expected = (MISTAKES / "expected.txt").read_text("utf-8").splitlines()
    assert ours(mistakes) == expected


def test_no_other_warning_but_mysts_own(mistakes: Built) -> None:
    others = [line for line in mistakes.warnings if "[confnotes." not in line]
    # MyST can't read broken front matter either.
    assert others == [
        "front-matter.md:1: WARNING: Malformed YAML [myst.topmatter]",
        "half-written.md:1: WARNING: Malformed YAML [myst.topmatter]",
    ]


def test_every_subtype_is_among_them(mistakes: Built) -> None:
    subtypes = {line.rpartition("[confnotes.")[2].rstrip("]") for line in ours(mistakes)}
    # References are tested with the domain, files with publishing, programmes and other sites with
    # reading, posts that a document leaves out with rendering, contradictions below.
    others = {"reference", "publish", "programme", "other", "toctree", "contradiction"}
    assert subtypes | others == {subtype.value for subtype in Subtype}


@pytest.mark.parametrize(
    "name",
    ["half-written", "options", "outside", "same-names", "typed-in-a-corridor", "2031-05-16-toml"],
)
def test_no_word_of_a_mistaken_post_is_lost(mistakes: Built, name: str) -> None:
    source = (MISTAKES / f"{name}.md").read_text("utf-8")
    # Front matter isn't shown, and directives and their options aren't words of the text.
    text = re.sub(r"\A(---|\+\+\+)\n.*?\n\1\n", "", source, flags=re.DOTALL)
    text = re.sub(r"\{[a-z-]+\}|^:?name: .*$|\(https:[^)]*\)", " ", text, flags=re.MULTILINE)
    page = mistakes.html(f"{name}.html").select_one("div.body")
    assert page is not None
    missing = set(WORD.findall(text)) - set(WORD.findall(page.get_text(" ")))
    assert missing == set()


@pytest.mark.parametrize("name", ["options", "typed-in-a-corridor", "restructured"])
def test_nothing_dangerous_is_linked(mistakes: Built, name: str) -> None:
    page = mistakes.html(f"{name}.html")
    for element in page.select("[href], [src]"):
        address = str(element.get("href") or element.get("src")).lower()
        assert not address.startswith(("javascript:", "data:", "vbscript:", "//")), address


def test_a_post_whose_date_cannot_be_read_is_lifted_but_on_no_day(mistakes: Built) -> None:
    assert mistakes.html("front-matter.html").select_one(".confnotes-talk .confnotes-tldr")
    index = mistakes.html("conf-days.html").select_one("div.body")
    assert index is not None
    assert "Options" in index.get_text()
    assert "Frontmatter words" not in index.get_text()


def test_warnings_can_be_silenced(build: Build) -> None:
    built = build(MISTAKES, conf='suppress_warnings = ["confnotes"]\n')
    assert ours(built) == []
    built = build(conf='suppress_warnings = ["confnotes.option"]\n', args=["-E"])
    assert ours(built)
    assert not [line for line in ours(built) if "confnotes.option" in line]


def test_a_name_given_to_talks_with_two_addresses(build: Build) -> None:
    talk = "# {0}\n\n```{{talk}} [{0}](https://example.org/{0})\n:name: soup\n\nSome words.\n```\n"
    built = build({"a.md": talk.format("a"), "b.md": talk.format("b")}, args=["-j", "2"])
    assert built.warnings == [
        f"b.md:3: WARNING: talk 'soup': expected the {fact} that 'a' line 3 has for the same talk; "
        "lists show that one [confnotes.contradiction]"
        for fact in ("title", "address")
    ]


def test_a_name_given_to_one_talk_on_two_pages_is_no_mistake(build: Build) -> None:
    talk = "# {0}\n\n```{{talk}} [Soup](https://example.org/soup)\n:name: soup\n\nWords.\n```\n"
    assert build({"a.md": talk.format("a"), "b.md": talk.format("b")}).warnings == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"'{'long ' * 100}'", f"{'long ' * 20}…"),
        ("[[[[[x]]]]]", "[[[...]]]"),
        ("{a: &a [x, x], b: &b [*a, *a], c: &c [*b, *b], d: [*c, *c]}", "{'a': ['x', 'x']"),
        (r'"a\nb\u202e\ud800"', r"a\nb\u202e\ud800'"),
    ],
)
def test_a_message_shows_the_beginning_of_a_value(build: Build, value: str, expected: str) -> None:
    built = build({"post.md": f"---\ntitle: T\ndate: 2031-05-12\ndraft: {value}\n---\n"})
    (warning,) = ours(built)
    assert f"post.md:4: WARNING: front matter 'draft: {expected}" in warning
    assert len(warning) < 300


def test_the_documentation_names_no_other_subtypes() -> None:
    folder = Path(__file__).parents[1] / "docs"
    subtypes = {subtype.value for subtype in Subtype}
    for page in folder.rglob("*.md"):
        named = set(re.findall(r"\bconfnotes\.([a-z]+)\b(?!\.)", page.read_text("utf-8")))
        assert named - {"css", "js", "sty", "egg"} <= subtypes, page
    assert "ref." not in (folder / "warnings.md").read_text("utf-8")
