"""Paragraphs cut into lines: nothing is lost, and what isn't cut stays the same nodes."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from myst_parser.parsers.docutils_ import Parser

from sphinxext_confnotes.reading.prose.lines import (
    Line,
    divide,
    join,
    replace_text,
    split,
    strip,
    trim,
)
from sphinxext_confnotes.reading.prose.outline import OutlinedPage
from sphinxext_confnotes.reading.prose.pieces import dissect
from sphinxext_confnotes.recognition.labels import Label
from sphinxext_confnotes.recognition.lexicon import load_lexicon
from sphinxext_confnotes.recognition.plan import Piece

LEXICON = load_lexicon()


def markdown(source: str) -> nodes.paragraph:
    """Return the first paragraph of a Markdown text."""
    settings = get_default_settings(Parser)
    settings.myst_enable_extensions = {"dollarmath"}
    document = new_document("test.md", settings)
    Parser().parse(source, document)
    return next(document.findall(nodes.paragraph))


def rest(source: str) -> nodes.paragraph:
    """Return the first paragraph of a reStructuredText."""
    return next(publish_doctree(source).findall(nodes.paragraph))


WHOLE = (nodes.raw, nodes.image)


def show(inline: list[nodes.Node]) -> str:
    """Return inline nodes as markup, so that they can be compared."""
    return nodes.paragraph("", "", *[node.deepcopy() for node in inline]).pformat()


def words(inline: list[nodes.Node]) -> str:
    return "".join("\n" if isinstance(node, nodes.raw) else node.astext() for node in inline)


PARAGRAPHS = {
    "one line": markdown("one line"),
    "soft breaks": markdown("one\ntwo\nthree"),
    "hard breaks by spaces": markdown("one  \ntwo  \nthree"),
    "hard breaks by backslash": markdown("one\\\ntwo"),
    "emphasis": markdown("**TLDR**: *one*\n**two** three"),
    "emphasis over lines": markdown("**one\ntwo** three\nfour"),
    "break next to emphasis": markdown("one **two**\n*three*\nfour"),
    "link": markdown("[one](https://example.org) by **Ada**\nTLDR: two"),
    "image": markdown("![one](one.png)\ntwo ![](two.png)"),
    "code": markdown("`one`\n`two\nthree`"),
    "formula": markdown("$x$ and $y$\nz"),
    "formula over several lines": markdown("a $x +\ny +\nz$ b\nTLDR: c"),
    "display formula within": markdown("a $$x +\ny$$ b\nTLDR: c"),
    "raw html": markdown("one <br> two<sup>3</sup>\nfour"),
    "entities": markdown("a &amp; b &nbsp;\nc"),
    "reST": rest("one\ntwo *three*\nfour"),
    "reST emphasis over lines": rest("one **two\nthree** four\nfive"),
    "reST break at either side": rest("*one*\n*two*\n\\ three"),
    "reST link": rest("`one <https://example.org>`__\ntwo"),
}


@pytest.mark.parametrize("paragraph", PARAGRAPHS.values(), ids=PARAGRAPHS)
class TestRoundTrip:
    def test_join_undoes_split(self, paragraph: nodes.paragraph) -> None:
        before = paragraph.pformat()
        assert show(join(split(paragraph.children))) == before
        assert paragraph.pformat() == before

    def test_no_line_holds_a_break_outside_markup(self, paragraph: nodes.paragraph) -> None:
        for line in split(paragraph.children):
            assert not any("\n" in node for node in line.inline if isinstance(node, nodes.Text))

    def test_words_survive_cuts_anywhere(self, paragraph: nodes.paragraph) -> None:
        lines = split(paragraph.children)
        for at in range(len(lines) + 1):
            first, second = words(join(lines[:at])), words(join(lines[at:]))
            assert f"{first}\n{second}".split() == words(paragraph.children).split()

    def test_words_survive_divisions_anywhere(self, paragraph: nodes.paragraph) -> None:
        text = words(paragraph.children)
        for at in range(len(text) + 1):
            before, behind = divide([node.deepcopy() for node in paragraph.children], at)
            assert (words(before) + words(behind)).split() == text.split() or (
                "".join((words(before) + words(behind)).split()) == "".join(text.split())
            )


class TestSplit:
    def test_offsets_are_lines_of_the_source(self) -> None:
        lines = split(markdown("one\ntwo  \nthree $x\ny$\n**four\nfive**\nsix").children)
        found = [(line.offset, line.text().split()[0]) for line in lines]
        assert found == [(0, "one"), (1, "two"), (2, "three"), (4, "four"), (6, "six")]

    def test_a_hard_break_is_one_break(self) -> None:
        lines = split(markdown("one  \ntwo").children)
        assert [line.text() for line in lines] == ["one", "two"]
        assert all(isinstance(node, nodes.raw | nodes.Text) for node in lines[0].end)

    def test_a_formula_over_several_lines_is_within_one(self) -> None:
        lines = split(markdown("a $x +\ny$ b\nTLDR: c").children)
        assert len(lines) == 2
        assert lines[1].text() == "TLDR: c"

    def test_nothing(self) -> None:
        assert join(split([])) == []


def label_of(paragraph: nodes.paragraph) -> Label | None:
    """Return the label that a paragraph begins with."""
    page = OutlinedPage().outline(None, [paragraph], nodes.section()).page
    return LEXICON.labels.of_line(page.children[0].first)


class TestLabelOfALine:
    @pytest.mark.parametrize(
        ("source", "rest"),
        [
            ("TLDR: it was *short*", "it was *short*"),
            ("**TLDR:** it was", "it was"),
            ("**TLDR**: it was", "it was"),
            ("*TLDR*: it was", "it was"),
            ("*TLDR:* it was", "it was"),
            ("***TLDR:*** it was", "it was"),
            ("**TLDR : it was**", "**it was**"),
            ("*TLDR: it was `short`*", "*it was `short`*"),
            ("**TLDR:** **it** was", "**it** was"),
            ("**TLDR** it was", "it was"),
            ("TLDR - it was", "it was"),
            ("**TLDR** – it was", "it was"),
            ("TLDR — it was", "it was"),
            ("**TLDR**", ""),
            ("*TLDR:*", ""),
            ("TLDR: $x$ `c` ![](i.png)", "$x$ `c` ![](i.png)"),
            ("TLDR:[a](https://example.org)", "[a](https://example.org)"),
        ],
    )
    def test_and_what_is_behind_it(self, source: str, rest: str) -> None:
        paragraph = markdown(source)
        label = label_of(paragraph)
        assert label is not None
        assert label.word == "TLDR"
        _, *behind = dissect(paragraph, [Piece(0, 0, 1, 0, label.end), Piece(0, 0, 1, label.end)])
        inline = [node for segment in behind for node in trim(join(segment.lines))]
        expected = markdown(rest).pformat() if rest else nodes.paragraph().pformat()
        assert show(inline) == expected

    @pytest.mark.parametrize(
        "source",
        [
            "TLDR",
            "TLDR was a habit",
            "**My** take",
            "`TLDR:` it was",
            "[TLDR:](https://example.org) it was",
            "[TLDR](https://example.org): it was",
            "$TLDR:$ it was",
            "The **TLDR:** it was",
        ],
    )
    def test_none(self, source: str) -> None:
        assert label_of(markdown(source)) is None

    @pytest.mark.parametrize("source", [r"TLDR\: one", r"**TLDR**\ : one", r"TL\ DR: one"])
    def test_with_an_escape_of_restructuredtext(self, source: str) -> None:
        paragraph = rest(source)
        label = label_of(paragraph)
        assert label is not None
        _, behind = divide(paragraph.children, label.end)
        assert words(strip(behind)) == "one"


class TestDivide:
    def test_keeps_the_nodes_behind_the_place(self) -> None:
        code, text = nodes.literal("", "b"), nodes.Text("c")
        _, behind = divide([nodes.Text("a: "), code, text], 3)
        assert behind[0] is code
        assert behind[1] is text

    def test_within_nested_markup(self) -> None:
        before, behind = divide([nodes.strong("", "", nodes.emphasis("", "TLDR: one"))], 6)
        assert show(trim(before)) == show([nodes.strong("", "", nodes.emphasis("", "TLDR:"))])
        assert show(trim(behind)) == show([nodes.strong("", "", nodes.emphasis("", "one"))])

    def test_leaves_nodes_without_text_behind_the_place(self) -> None:
        image = nodes.image(uri="i.png")
        assert divide([nodes.Text("a:"), image], 2)[1] == [image]


def test_markup_may_be_cut_twice() -> None:
    paragraph = markdown("[Keynote: lids](https://example.org) fall")
    found = dissect(paragraph, [Piece(0, 0, 1, 0, 8), Piece(0, 0, 1, 9, 13), Piece(0, 0, 1, 14)])
    inline = [trim(join(one.lines)) for one in found]
    assert [words(nodes) for nodes in inline] == ["Keynote:", "lids", "fall"]


def test_what_is_between_pieces_is_a_segment_of_its_own() -> None:
    paragraph = markdown("one two *three* four\n![](i.png)\nfive")
    found = dissect(paragraph, [Piece(0, 0, 1, 4, 7), Piece(0, 0, 1, 14, 18), Piece(0, 2)])
    assert [(one.place, words(join(one.lines)).strip()) for one in found] == [
        (-1, "one"),
        (0, "two"),
        (-1, "three"),
        (1, "four"),
        (-1, ""),
        (2, "five"),
    ]


class TestStrip:
    @pytest.mark.parametrize(
        ("texts", "left"),
        [
            ([" a "], ["a"]),
            ([" ", "\n", "a", " "], ["a"]),
            ([" "], []),
            ([" a ", " b "], ["a ", " b"]),
        ],
    )
    def test_texts(self, texts: list[str], left: list[str]) -> None:
        assert [str(node) for node in strip([nodes.Text(text) for text in texts])] == left

    def test_only_at_the_ends_and_not_in_markup(self) -> None:
        inline = [nodes.strong("", " a "), nodes.Text(" b "), nodes.literal("", " c ")]
        before = show(inline)
        assert show(strip(inline)) == before


class TestReplaceText:
    def test_in_text_and_emphasis_but_not_in_links_and_code(self) -> None:
        paragraph = markdown("a **a *a* [a](https://example.org) `a`**")
        replace_text(paragraph, lambda text: text.replace("a", "b"))
        expected = markdown("b **b *b* [a](https://example.org) `a`**")
        assert paragraph.pformat() == expected.pformat()

    def test_none_takes_a_text_away_and_what_that_empties(self) -> None:
        paragraph = markdown("a **b** `c`")
        replace_text(paragraph, lambda text: None)
        assert [type(node) for node in paragraph.children] == [nodes.literal]

    def test_equal_texts_are_each_changed_in_their_place(self) -> None:
        paragraph = nodes.paragraph("", "", nodes.Text("a"), nodes.image(), nodes.Text("a"))
        count = iter("xy")
        replace_text(paragraph, lambda text: next(count))
        assert [str(paragraph[0]), str(paragraph[2])] == ["x", "y"]


def test_a_line_knows_its_words() -> None:
    assert Line([nodes.strong("", "a"), nodes.Text(" b")]).text() == "a b"
