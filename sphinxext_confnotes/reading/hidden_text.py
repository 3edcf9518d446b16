"""Remove what the author of a Markdown post has hidden, before anything reads it.

Obsidian doesn't show what stands between two ``%%`` (https://help.obsidian.md/syntax#Comments), and
no browser shows an HTML comment; MyST would publish both.  MyST can't be given a rule for posts
alone, so ``headings`` calls this with the source.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinxext_confnotes.reading.nesting_limit import CODE, blocks
from sphinxext_confnotes.warnings import Subtype, warn

SIGN = "%%"

FENCES = ("fence", "colon_fence")
TEXTS = ("inline", "html_block", "myst_line_comment")

NO_MARKDOWN = ("code_block", "math_block", "math_block_label", "amsmath", "front_matter")
"""Blocks in which nothing is hidden, beside fences."""

_MAY_HIDE = re.compile(r"%%|<!--")
_TOKEN = re.compile(
    r"""\\[\\`%<]                                                    # escaped
    | (?P<ticks>(?<!`)`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)  # code
    | <!---?>                                                        # an empty comment
    | (?P<comment><!--)
    | (?P<sign>(?<![\d%])%%(?!%))
    """,
    re.DOTALL | re.VERBOSE,
)
_OPTIONS = re.compile(r"(?:[ \t]*:[^:\n]+:(?:[ \t][^\n]*)?\n)*")
"""The options of a directive, which are no Markdown."""
_NO_BREAK = re.compile(r"[^\r\n]+")


class Revealed(NamedTuple):
    """A source without what is hidden in it."""

    source: str
    """The source, with the same number of lines."""
    has_hidden: bool


def without_hidden(source: str, get_parser: Callable[[], MarkdownIt], docname: str) -> Revealed:
    """Return a Markdown source without what is hidden, code left alone.

    What stands between two signs goes with them; of an HTML comment only what it says, so that
    blocks begin and end where they did.  Warns about a sign that begins a line, and so is meant to
    hide something, and that nothing closes.
    """
    if not _MAY_HIDE.search(source):
        return Revealed(source, has_hidden=False)
    # Markdown normalizes line ends the same way.
    source = re.sub(r"\r\n?", "\n", source)
    layout = _Layout()
    _lay_out(blocks(source, get_parser()), get_parser, 0, layout)
    masked = "\n".join(
        "\0" * len(line) if number in layout.code else line
        for number, line in enumerate(source.split("\n"))
    )
    spans = list(_spans(masked, layout, docname))
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [source[end:start], _NO_BREAK.sub("", source[start:stop])]
        end = stop
    return Revealed("".join([*pieces, source[end:]]), has_hidden=bool(spans))


@dataclass
class _Layout:
    """The lines of a source by what they are, numbered from 0."""

    code: set[int] = field(default_factory=set)
    """Lines of code, of formulas, of options, and of fences."""
    ends: dict[int, int] = field(default_factory=dict)
    """Lines of text and HTML to where their block ends."""


def _spans(text: str, layout: _Layout, docname: str) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of what is hidden."""
    starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text) + 1]
    at = 0
    while found := _TOKEN.search(text, at):
        at = found.end()
        line = bisect.bisect_right(starts, found.start()) - 1
        if line not in layout.ends:
            continue
        end_of_block = starts[layout.ends[line]]
        if found["comment"]:
            close = text.find("-->", at, end_of_block)
            if close >= 0 and text[at:close].strip("\0 \n"):
                yield at, close
                at = close
        elif found["sign"]:
            begins_line = not text[starts[line] : found.start()].strip(" \t>")
            close = text.find(SIGN, at, len(text) if begins_line else end_of_block)
            if close >= 0:
                at = close + len(SIGN)
                yield found.start(), at
            elif begins_line:
                warn(
                    Subtype.HIDDEN,
                    f"'{SIGN}': expected another one that ends what is hidden; "
                    "what follows it is shown",
                    (docname, line + 1),
                )


def _lay_out(
    tokens: list[Token], get_parser: Callable[[], MarkdownIt], offset: int, layout: _Layout
) -> None:
    """Note what the lines of some blocks are, those in directives too."""
    for token in tokens:
        if token.map is None:
            continue
        first, end = offset + token.map[0], offset + token.map[1]
        name = token.info.strip() if token.type in FENCES else ""
        if name.startswith("{") and not name.startswith(CODE):
            # The fences themselves aren't code between backticks; the last may be missing.
            last = first + 1 + len(token.content.splitlines())
            options = _count_options(token.content)
            layout.code |= {*range(first, first + 1 + options), *range(last, end)}
            _lay_out(blocks(token.content, get_parser()), get_parser, first + 1, layout)
        elif token.type in (*FENCES, *NO_MARKDOWN):
            layout.code |= set(range(first, end))
        elif token.type in TEXTS:
            layout.ends |= dict.fromkeys(range(first, end), end)


def _count_options(content: str) -> int:
    """Return the number of lines with options at the beginning of a directive's content."""
    options = _OPTIONS.match(content)
    return options[0].count("\n") if options else 0
