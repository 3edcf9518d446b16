"""Headings are found as the parser finds them, mostly without it."""

from __future__ import annotations

from random import Random

import pytest
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinxext_confnotes.reading.markdown_headings import Heading, find_headings

SYNTAX = ("colon_fence", "dollarmath")
MORE = ("amsmath", "attrs_block", "deflist", "fieldlist", "substitution", "tasklist")

PLAIN = {
    "two levels": ("# One\n\n## Two #\nwords", [Heading(0, 1, 1), Heading(2, 3, 2)]),
    "without words": ("#\n##\t\n", [Heading(0, 1, 1), Heading(1, 2, 2)]),
    "behind front matter": ("---\n# no\na: b\n---\n# One", [Heading(4, 5, 1)]),
    "behind code": ("```\n# no\n```\n# One", [Heading(3, 4, 1)]),
    "behind a directive in another": (
        "::::{a}\n:::{b}\n# no\n:::\n::::\n# One",
        [Heading(5, 6, 1)],
    ),
    "behind a formula": ("words\n\n$$\n# no\n$$\n# One", [Heading(5, 6, 1)]),
    "behind a line": ("words\n\n---\n\n# One", [Heading(4, 5, 1)]),
    "behind an item with code": ("- a\n\n      # no\n# One", [Heading(3, 4, 1)]),
    "no headings": ("#no\n\n####### no\n\n\\# no\n\n> # no\n\n- # no\n", []),
}

DOUBTFUL = {
    "underlined": ("One\n===\n\nTwo\nwords\n---", [Heading(0, 2, 1, True), Heading(3, 6, 2, True)]),
    "in an item": ("- a\n\n  # no", []),
    "indented": ("   # One", [Heading(0, 1, 1)]),
    "in HTML": ("<div>\n# no\n</div>", []),
    "in code that doesn't end": ("```\n# no", []),
    "behind code in an item": ("- a\n  ```\n# One\n  ```\n# no", [Heading(2, 3, 1)]),
    "in code with another end": ("~~~\n~~\n# no\n ~~~~\n# One", [Heading(4, 5, 1)]),
    "head of a table": ("# no | a\n--- | ---", []),
    "front matter with another end": ("---\na: b\n...\n# One", [Heading(3, 4, 1)]),
    "in a formula with text around it": ("a $$\n$$\n# One", [Heading(2, 3, 1)]),
}


def _parser(*more: str) -> MarkdownIt:
    config = MdParserConfig(enable_extensions={*SYNTAX, *more})
    return create_md_parser(config, RendererHTML)


def _no_parser() -> MarkdownIt:
    raise AssertionError("needs no parser")


@pytest.mark.parametrize("name", PLAIN)
def test_plain_headings_are_found_without_a_parser(name: str) -> None:
    source, expected = PLAIN[name]
    assert find_headings(source, _no_parser, is_myst=True) == expected
    assert find_headings(source, _parser, is_myst=False) == expected


@pytest.mark.parametrize("name", DOUBTFUL)
def test_doubtful_headings_are_left_to_the_parser(name: str) -> None:
    source, expected = DOUBTFUL[name]
    assert find_headings(source, _parser, is_myst=True) == expected
    with pytest.raises(AssertionError, match="needs no parser"):
        find_headings(source, _no_parser, is_myst=True)


LINES = (
    *("# a", "## b #", "###", "#no", "####### no", "", "", "", "text", "  text", "    # code"),
    *("\t# code", "- item", "* item", "1. item", "  - nested", "> quote", "> # quote", "- # item"),
    *("```", "```python", "````", "``` `x", "~~~", "~~~~", "::: note", ":::", "::::", "---"),
    *("===", "- ", "$$", "x $$", "$$x$$", "a | b", "|---|", "--- | ---", "...", "[a]: b"),
    *('"t', "[^1]: foo", "+++", "% comment", "(t)=", "{#a}", ": def", ":a: b", "<br>", "## b\\"),
    *("&nbsp;", "`code", "code`", "***", "{{ x }}", "a: b", "\\$$", "$$ (a)", "\x0c# x", "  ```"),
    *("\u2028# x", "# \u2028x", "   :::"),
)


@pytest.mark.parametrize("seed", range(20))
def test_random_lines_have_the_headings_of_the_parser(seed: int) -> None:
    random = Random(seed)
    parsers = (_parser(), _parser(*MORE))
    for _ in range(100):
        lines = ["---"] * (random.random() < 0.2)
        lines += random.choices(LINES, k=random.randint(1, 12))
        source = "\n".join(lines)
        for parser in parsers:
            found = find_headings(source, lambda parser=parser: parser, is_myst=True)
            assert found == find_headings(source, lambda parser=parser: parser, is_myst=False)
