"""What the author of a Markdown post has hidden, taken out before anything reads it.

Obsidian doesn't show what stands between two ``%%``, and no browser what stands in an HTML comment
(https://help.obsidian.md/syntax#Comments).  MyST would publish both.  Called by ``headings`` with
the source of a post.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinxext_confnotes.reading.depth import CODE, blocks
from sphinxext_confnotes.warnings import Subtype, warn

SIGN = "%%"

FENCES = ("fence", "colon_fence")

NO_MARKDOWN = ("code_block", "math_block", "math_block_label", "amsmath", "front_matter")
"""Blocks in which nothing is hidden, beside fences."""

_MAY_HIDE = re.compile(r"%%|<!--")
_TOKEN = re.compile(
    r"""\\[\\`%<]                                                    # escaped
    | (?P<ticks>(?<!`)`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)  # code
    | (?P<comment><!--)
    | (?P<sign>(?<![\d%])%%(?!%))
    """,
    re.DOTALL | re.VERBOSE,
)
_OPTIONS = re.compile(r"(?:[ \t]*:[^:\n]+:(?:[ \t][^\n]*)?\n)*")
"""The options of a directive, which are no Markdown."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_NO_BREAK = re.compile(r"[^\r\n]+")


class Revealed(NamedTuple):
    """A source without what is hidden in it."""

    source: str
    """With as many lines."""
    has_hidden: bool


def without_hidden(source: str, get_parser: Callable[[], MarkdownIt], docname: str) -> Revealed:
    """Return a Markdown source without what is hidden, code left alone.

    What stands between two signs goes with them; of an HTML comment only what it says, so that
    blocks begin and end where they did.  Warns about a sign that begins a line, and so is meant to
    hide something, and that nothing closes.
    """
    if not _MAY_HIDE.search(source):
        return Revealed(source, has_hidden=False)
    code = _lines_of_code(blocks(source, get_parser()), get_parser, 0)
    masked = "\n".join(
        "\0" * len(line) if number in code else line
        for number, line in enumerate(source.split("\n"))
    )
    spans = list(_spans(masked, docname))
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [source[end:start], _NO_BREAK.sub("", source[start:stop])]
        end = stop
    return Revealed("".join([*pieces, source[end:]]), has_hidden=bool(spans))


def _spans(text: str, docname: str) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of what is hidden."""
    at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        if found["comment"]:
            close = text.find("-->", at)
            if close < 0:
                # Nothing ends it, nor any other one behind.
                text = text.replace("<!--", "\0" * 4)
            elif text[at:close].strip("\0 \n"):
                yield at, close
                at = close
        elif found["sign"]:
            close = text.find(SIGN, at)
            line = text.rfind("\n", 0, found.start()) + 1
            begins_line = not text[line : found.start()].strip(" \t>")
            paragraph = _BLANK_LINE.search(text, at)
            is_inline = close >= 0 and (paragraph is None or close < paragraph.start())
            if is_inline or (begins_line and close >= 0):
                at = close + len(SIGN)
                yield found.start(), at
            elif begins_line:
                warn(
                    Subtype.HIDDEN,
                    f"'{SIGN}': expected another one that ends what is hidden; "
                    "what follows it is shown",
                    (docname, text.count("\n", 0, line) + 1),
                )


def _lines_of_code(
    tokens: list[Token], get_parser: Callable[[], MarkdownIt], offset: int
) -> set[int]:
    """Return the numbers of the lines that are code or formulas, those in directives too."""
    found: set[int] = set()
    for token in tokens:
        if token.map is None:
            continue
        first, end = token.map
        if token.type in FENCES:
            name = token.info.strip()
            if name.startswith("{") and not name.startswith(CODE):
                inner = blocks(token.content, get_parser())
                # The fences themselves aren't code between backticks; the last may be missing.
                last = first + 1 + len(token.content.splitlines())
                found |= {offset + first, *range(offset + last, offset + end)}
                options = _count_options(token.content)
                found |= set(range(offset + first + 1, offset + first + 1 + options))
                found |= _lines_of_code(inner, get_parser, offset + first + 1)
            else:
                found |= set(range(offset + first, offset + end))
        elif token.type in NO_MARKDOWN:
            found |= set(range(offset + first, offset + end))
    return found


def _count_options(content: str) -> int:
    """Return the number of lines with options at the beginning of a directive's content."""
    options = _OPTIONS.match(content)
    return options[0].count("\n") if options else 0
