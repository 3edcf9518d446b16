"""The outline of a doctree: what recognition is told of a post."""

from __future__ import annotations

import io

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from sphinxext_confnotes.reading.prose.outline import OutlinedPage
from sphinxext_confnotes.recognition.outline import Block, Line, Outline, Span
from tests.support import outlines

SETTINGS = {
    "_disable_config": True,
    "doctitle_xform": False,
    "halt_level": 6,
    "myst_enable_extensions": ["colon_fence"],
    "report_level": 5,
    "warning_stream": io.StringIO(),
}


def parsed(text: str, *, is_markdown: bool = True) -> tuple[Outline, OutlinedPage]:
    """Return the outline of a text whose title is in its front matter."""
    parser = {"parser": Parser()} if is_markdown else {}
    document = publish_doctree(text, settings_overrides=SETTINGS, **parser)
    title = nodes.title("", "A title")
    title.line = 0
    levels = {
        at: len(line) - len(line.lstrip("#"))
        for at, line in enumerate(text.split("\n"), 1)
        if line.startswith("#")
    }
    page = OutlinedPage(levels=levels if is_markdown else None)
    return page.outline(title, document.children, document), page


def without_numbers(block: Block) -> object:
    """Return what a block is but for its number, and for the lines that it stands on.

    MyST fills an empty cell, and says what it thinks of headings; neither has words.
    """
    return (
        block.kind,
        block.level,
        block.name,
        tuple(line.spans for line in block.lines),
        [
            without_numbers(child)
            for child in block.children
            if child.kind != "hidden" and (child.text or child.kind != "paragraph")
        ],
    )


SAMPLES = [
    "## Queues\n\nStand in *line*, and **wait** for `it`.\n\n### [Lines](https://example.org/1)\n\nWait.",
    "- [Queues](https://example.org/1): how\n  to stand\n- **Lines**\n\n  TLDR: Wait.",
    "1. Queues\n2. Lines",
    "Queues\nAnn Moore\n\n---\n\nLines",
    "> How to stand.\n\nWait.",
    "| Title | Speaker |\n| --- | --- |\n| Queues | Ann Moore |\n| Lines | |",
]


@pytest.mark.parametrize("text", SAMPLES)
def test_is_what_the_notation_of_tests_makes(text: str) -> None:
    """So tests with plain data are tests of what people write."""
    made, _ = parsed(text)
    expected = outlines.outline(text, "A title")
    assert without_numbers(made.page) == without_numbers(expected.page)


@pytest.mark.parametrize("text", SAMPLES)
def test_numbers_lead_to_nodes(text: str) -> None:
    made, page = parsed(text)
    blocks = list(made.page.walk())
    assert [block.number for block in blocks] == list(range(len(blocks)))
    for block in blocks[1:]:
        node = page.elements[block.number]
        assert all(line.text.strip() in " ".join(node.astext().split()) for line in block.lines)


def test_lines_are_those_of_the_source() -> None:
    text = (
        "## Queues\n\nStand in line.\nWait.\n\n- One\n- Two\n  more\n\n"
        "## Lines\n\n**Wait**  \nhere."
    )
    made, _ = parsed(text)
    numbers = {line.text: line.number for block in made.page.walk() for line in block.lines}
    written = text.split("\n")
    for words, number in numbers.items():
        if words != "A title":
            assert words in written[number - 1].replace("**", "")


def test_levels_are_those_that_were_written() -> None:
    made, _ = parsed("### Day 1\n\n## Queues\n\n#### Part")
    sections = [block for block in made.page.walk() if block.kind == "section"]
    assert [section.level for section in sections] == [3, 2, 4]


def test_levels_elsewhere_are_depths() -> None:
    made, _ = parsed("Queues\n======\n\nPart\n----\n\nx\n\nLines\n======\n\ny", is_markdown=False)
    sections = [block for block in made.page.walk() if block.kind == "section"]
    assert [section.level for section in sections] == [2, 3, 2]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("a\n\n---\n\nb", "rule", ""),
        ("```\nx\n```", "code", ""),
        ("![a queue](queue.png)", "figure", "queue.png"),
        (":::{note}\nx\n:::", "callout", "note"),
        ("<div>\n</div>", "html", ""),
        ("% hidden", "hidden", ""),
        ("* x", "list", "*"),
        ("1. x", "list", "1."),
    ],
)
def test_kinds(text: str, kind: str, name: str) -> None:
    made, _ = parsed(text)
    assert (kind, name) in [(block.kind, block.name) for block in made.page.children]


def test_links_keep_their_words_together() -> None:
    line = Line((Span("a "), Span("b", "bold", "x"), Span(" c", "", "x"), Span("d", "", "y")))
    assert [(link.text, link.address) for link in line.links] == [("b c", "x"), ("d", "y")]
