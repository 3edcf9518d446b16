"""The headings of a Markdown source, as MyST will find them: none in quotes, lists and fences.

Where each heading plainly stands by itself, they are found line by line, which takes a small part
of what a parse does; whatever leaves a doubt is left to the parser.  Called by ``headings``, knows
nothing of posts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from markdown_it import MarkdownIt

from sphinxext_confnotes.reading.nesting_limit import blocks

# Each begins with a line feed, which is searched for at once where nothing else would be.
_VERBATIM = re.compile(
    r"""
    \n(?:
      (?<=\A\n)---\n (?:(?![ ]{0,3}(?:-{3}|\.{3}))[^\n]*\n)* ---$          # front matter
      | (?P<fence>(?P<sign>[`~:])(?P=sign){2,}+) (?:(?<!`)[^\n]*|[^`\n]*) \n
        (?:(?![ ]{0,3}(?P=fence))[^\n]*\n)* (?P=fence)[ \t]*$               # code, directives
      | (?<=\n\n)\$\$\n (?:(?![^\n]*\$\$)[^\n]+\n)+ \$\$$                  # formulas
    )
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What stands in lines that are no Markdown, and plainly ends."""

_DOUBTFUL = re.compile(
    r"""
    \n(?:
      (?<=\A\n)---                                          # front matter with another end
      | [ ]{1,3}\#                                          # it may stand in the item of a list
      | [ ]{0,3}(?:<[A-Za-z/!?]|\$\$|\\begin|`{3}|~{3}|:{3})  # it may take lines that follow
      | (?<=[^\n]\n)[ \t|:]*[-=][-=|:\ \t]*$               # it may underline the line before
    )
    """,
    re.MULTILINE | re.VERBOSE,
)
_HEADING = re.compile(r"\n(?P<signs>\#{1,6})(?=[ \t]|$)", re.MULTILINE)


class Heading(NamedTuple):
    """A heading, with its place in the source."""

    line: int
    """Where it begins, from 0."""
    end: int
    """Behind its last line."""
    level: int
    is_underlined: bool = False


def find_headings(
    source: str, get_parser: Callable[[], MarkdownIt], *, is_myst: bool
) -> list[Heading]:
    """Return the headings of a source, in their order.

    :param source: with line feeds between its lines.
    :param is_myst: whether it is read with the rules of MyST for blocks, and none of them is
        switched off.
    """
    bare = _VERBATIM.sub(_blank, f"\n{source}") if is_myst else ""
    if not is_myst or _DOUBTFUL.search(bare):
        return _parsed(source, get_parser())
    found: list[Heading] = []
    line = at = 0
    for heading in _HEADING.finditer(bare):
        line += bare.count("\n", at, heading.start())
        at = heading.start()
        found.append(Heading(line, line + 1, len(heading["signs"])))
    return found


def _blank(lines: re.Match[str]) -> str:
    return "\n" * lines[0].count("\n")


def _parsed(source: str, parser: MarkdownIt) -> list[Heading]:
    return [
        Heading(token.map[0], token.map[1], int(token.tag[1]), not token.markup.startswith("#"))
        for token in blocks(source, parser)
        if token.type == "heading_open" and token.level == 0 and token.map
    ]
