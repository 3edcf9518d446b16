"""HTML among notes: which tags go together, and the attributes of them."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinxext_confnotes.raw_html import change_attributes, drop_unmatched, reach, unmatched


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["<div>", "</div>"], [[], []]),
        (["<div>"], [["div"]]),
        (["</div>"], [["div"]]),
        (["</div>", "<div>"], [["div"], ["div"]]),
        (["<b><i></b></i>"], [["i", "i"]]),
        (["<br><img src=x><hr/>", "</br>"], [[], []]),
        # Ends that HTML doesn't ask for.
        (["<ul><li>a<li>b</ul><p>c"], [[]]),
        (["</li>"], [["li"]]),
        # A slash says something in XML alone.
        (["<div/>"], [["div"]]),
        (["<Speaker name='a' />", "<Video/>"], [[], []]),
        (["<svg><path d='m'/></svg><svg/>"], [[]]),
        # What takes all that follows.
        (["<!-- a", "<b>"], [[""], ["b"]]),
        (["<!-- <div> -->"], [[]]),
        (['<a href="'], [[""]]),
        (["<script>let a = '<div>'</script>"], [[]]),
        (["<script>let a"], [["script"]]),
        (["1 < 2 & 3 &#"], [[]]),
        (["a &# <b>"], [["b"]]),
        (["<DIV>", "</Div >"], [[], []]),
        (["<details><summary>a</summary>", "</details>"], [[], []]),
    ],
)
def test_tags_without_another_one(texts: list[str], left: list[list[str]]) -> None:
    assert [sorted(tag.name for tag in tags) for tags in unmatched(texts)] == left


def raw(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<b>a", "a"),
        ("<p>a</div>b</p>", "<p>a</p>b".replace("</p>b", "b</p>")),
        ("<style>p {", ""),
        ("a<script>let b", "a"),
        ("a <!-- b", "a "),
        ("ä\n<i>\nö</b>", "ä\n\nö"),
        ("<b>a</b>", "<b>a</b>"),
    ],
)
def test_only_those_are_taken_out(text: str, left: str) -> None:
    element = nodes.container("", raw(text), nodes.paragraph())
    drop_unmatched(element)
    assert "".join(node.astext() for node in element.children[:-1]) == left


@pytest.mark.parametrize(
    ("blocks", "reached"),
    [
        (["", "<div>", "", "</div>", ""], 5),
        (["", "<div>", "", "</p></div>", ""], 1),
        (["", "<div>", ""], 1),
        (["", "</div>", ""], 1),
        (["<i>", "</i>", "<b>", "<i>", "</i>", "</div>", "</b>"], 2),
        (["", "deep", ""], 1),
    ],
)
def test_how_far_blocks_hold_together(blocks: list[str], reached: int) -> None:
    deep = nodes.bullet_list("", nodes.list_item("", raw("</div>")))
    made = [raw(text) if "<" in text else deep if text else nodes.paragraph() for text in blocks]
    assert reach(made) == reached


def test_attributes_change_and_nothing_else() -> None:
    text = """<P  Class=a><img\nSRC = 'ä "x"&amp;y' alt=b/><a href=c>&nbsp;</a><!-- src="x"-->"""
    asked = []

    def change(element: str, name: str, value: str) -> str:
        asked.append((element, name, value))
        return f"<{value}>" if name in ("src", "href") else value

    assert change_attributes(text, change) == (
        """<P  Class=a><img\nSRC = "&lt;ä &quot;x&quot;&amp;y&gt;" alt=b/>"""
        """<a href="&lt;c&gt;">&nbsp;</a><!-- src="x"-->"""
    )
    assert ("img", "alt", "b/") in asked
