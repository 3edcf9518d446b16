"""Convert nodes to plain text, for titles, descriptions, calendars and data.

docutils' own ``astext`` joins what is separate on a page: a word and the number of its footnote,
two lines, two paragraphs.  Called by ``doctree``, ``reading``, ``registry`` and ``publishing``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import indent

from docutils import nodes

FOOTNOTE = "\x00"
"""A placeholder for the mark of a footnote, which is removed: it means nothing without its text."""

APART = "\x01"
"""A placeholder between two words that must stay apart."""

RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
"""The characters that Unicode has above and below the line."""

JOINING = re.compile(
    "a|abbr|b|bdi|bdo|button|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|meter|object|"
    "output|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
"""The elements of HTML that don't part the words before and behind their tags."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_NO_FOOTNOTES = re.compile(rf"\s*{FOOTNOTE}(?:\s*{FOOTNOTE})*(?=[\s.,;:!?)\]}}»”’]|$)")
_BETWEEN_WORDS = re.compile(rf"(?<=\w)[{FOOTNOTE}{APART}]+(?=\w)")
_BETWEEN_SPACES = re.compile(f" {APART}+ ")
_AROUND_BREAK = re.compile(r" *\n *")


def string_of(text: nodes.Text) -> str:
    """Return a text as it is shown, as its ``astext`` does, which looks for escapes at length."""
    return text.astext() if "\0" in text else str(text)


def line_of(node: nodes.Node, *, images: bool = True) -> str:
    """Return the words of a title, or of anything else that is one line.

    :param images: whether the texts that stand for images are a part of it.
    """
    return " ".join(_tidy(_words(node, images)).split())


def text_of(content: Iterable[nodes.Node], *, images: bool = True) -> str:
    """Return nodes as text: paragraphs with blank lines between them, items with a dash.

    :param images: whether the texts that stand for images are a part of it.
    """
    blocks: list[str] = []
    for is_inline, run in groupby(content, _is_inline):
        if is_inline:
            blocks.append(_tidy("".join(_words(node, images) for node in run)))
        else:
            blocks += (_block(node, images) for node in run)
    return "\n\n".join(block for block in blocks if block.strip())


def _block(node: nodes.Node, images: bool) -> str:
    if isinstance(node, nodes.Invisible) or not isinstance(node, nodes.Element):
        return ""
    if isinstance(node, nodes.literal_block | nodes.doctest_block):
        return node.astext().strip("\n")
    if isinstance(node, nodes.math_block):
        return node.astext().strip()
    if isinstance(node, nodes.line_block):
        return "\n".join(_block(line, images) for line in node.children)
    if isinstance(node, nodes.Sequential):
        return "\n".join(_item(item, images) for item in node.children)
    if isinstance(node, nodes.footnote):
        return text_of(
            [part for part in node.children if not isinstance(part, nodes.label)], images=images
        )
    if _separator(node) is not None and not any(map(_is_block, node.children)):
        return _tidy(_words(node, images))
    return text_of(node.children, images=images)


def _item(item: nodes.Node, images: bool) -> str:
    return "- " + indent(text_of(item.children, images=images), "  ").lstrip()


def _words(node: nodes.Node, images: bool) -> str:
    """Return the words of inline nodes, with what `_tidy` takes out."""
    if isinstance(node, nodes.Text):
        return string_of(node).replace("\n", " ")
    if isinstance(node, nodes.footnote_reference):
        return FOOTNOTE
    if isinstance(node, nodes.image):
        return f"{APART}{node.get('alt', '')}{APART}" if images else APART
    if isinstance(node, nodes.raw):
        return "".join(_breaks(node))
    if not isinstance(node, nodes.Element):
        return ""
    if isinstance(node, nodes.citation_reference):
        return f"{APART}[{node.astext()}]{APART}"
    if isinstance(node, nodes.Part) and type(node).astext is not nodes.Element.astext:
        # Some nodes say themselves how they read, such as the parameters of a function.
        return node.astext()
    words = (_separator(node) or "").join(_all_words(node.children, images))
    if isinstance(node, nodes.superscript):
        return _shifted(words, RAISED)
    return _shifted(words, LOWERED) if isinstance(node, nodes.subscript) else words


def _all_words(content: Iterable[nodes.Node], images: bool) -> Iterator[str]:
    """Yield the words of each node, raised and lowered between the tags of HTML for that."""
    shifts: list[dict[int, int]] = []
    for node in content:
        words = _words(node, images)
        yield _shifted(words, shifts[-1]) if shifts else words
        if isinstance(node, nodes.raw):
            for end, name in _tags(node):
                if name in ("sup", "sub") and not end:
                    shifts.append(RAISED if name == "sup" else LOWERED)
                elif name in ("sup", "sub") and shifts:
                    shifts.pop()


def _shifted(words: str, characters: dict[int, int]) -> str:
    """Return words above or below the line, where Unicode has all their characters there."""
    is_there = all(ord(character) in characters for character in words)
    return words.translate(characters) if is_there else words


def _breaks(node: nodes.raw) -> Iterator[str]:
    for _, name in _tags(node):
        if not JOINING.fullmatch(name):
            yield "\n"


def _tags(node: nodes.raw) -> list[tuple[str, str]]:
    """Return the tags of raw HTML: whether they are ends, and their names."""
    if "html" not in node.get("format", "").split():
        return []
    return [(end, name.lower()) for end, name in _TAG.findall(node.astext())]


def _tidy(words: str) -> str:
    if FOOTNOTE in words or APART in words:
        words = _BETWEEN_SPACES.sub(" ", _NO_FOOTNOTES.sub("", words))
        words = _BETWEEN_WORDS.sub(" ", words)
        words = words.replace(FOOTNOTE, "").replace(APART, "")
    return _AROUND_BREAK.sub("\n", words).strip() if "\n" in words else words.strip()


def _is_inline(node: nodes.Node) -> bool:
    """Tell whether a node is a part of a line; a signature, for one, is a line itself."""
    is_line = isinstance(node, nodes.Part)
    return isinstance(node, nodes.Text) or (isinstance(node, nodes.Inline) and not is_line)


def _is_block(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Body) and not isinstance(node, nodes.Inline)


def _separator(node: nodes.Element) -> str | None:
    """Return what stands between the parts of a line; nothing for what has paragraphs."""
    separator: str = node.child_text_separator
    return separator if separator != nodes.Element.child_text_separator else None
