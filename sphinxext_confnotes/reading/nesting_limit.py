"""Limit nesting before MyST parses a post.

MyST recurses once per level, so a few hundred levels of emphasis or directives raise RecursionError
and end the build; markdown-it caps lists and quotes, but silently drops the rest.  What is nested
deeper than the limits becomes text.  Called by ``headings`` with the source of a post.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence, Set

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sphinxext_confnotes.warnings import Subtype, warn

MOST_EMPHASIS = 50
MOST_DIRECTIVES = 20
"""Levels that are read."""

CODE = ("{code", "{sourcecode", "{math", "{raw")
"""The beginnings of directives whose content isn't Markdown."""

_QUOTE = "blockquote"
_HOLDERS = ("list_item", _QUOTE)
_MARKER = re.compile(r"[ \t]*(\d{1,9}(?=[.)](?:[ \t]|$))|(?=>)|(?=[-*+](?:[ \t]|$)))")
"""The marker of an item or a quote, up to the character that a backslash would escape."""
_BEFORE_MARKERS = re.compile(r"[ \t>*+.)\d-]*")
_DEEP_LINE = re.compile(r"^[ \t>*+.)\d-]{20}", re.MULTILINE)
"""A line that may be in as many lists and quotes as nobody reads."""
MOST_PLACES = 20
"""Places with lists or quotes that are too deep which are made into text; each is a parse."""

_EMPHASIS = re.compile(r"(?<!\\)[*_]")
_BLANK = re.compile(r"\n[ \t]*\n")
_DIRECTIVE = re.compile(r"[`~:]{3}\s*\{")
_FENCE = re.compile(r"(?P<before>[\s>*+.)\d-]*)(?P<fence>`{3,}|~{3,}|:{3,})(?P<name>[^`]*)")


def limit_nesting(source: str, get_parser: Callable[[], MarkdownIt], docname: str) -> str:
    """Return a source with a backslash before what would begin too deep a level.

    Warns, with the line, about each place.
    """
    if not _may_be_deep(source):
        return source
    lines = source.split("\n")
    code = _bound_directives(lines, docname)
    for start, end in _paragraphs(lines, code):
        text = "\n".join(lines[start:end])
        # Each level has two signs, so only paragraphs with many need to be parsed.
        is_long = len(_EMPHASIS.findall(text)) > 2 * MOST_EMPHASIS
        if is_long and _depth(get_parser().parseInline(text)) > MOST_EMPHASIS:
            lines[start:end] = _EMPHASIS.sub(r"\\\g<0>", text).split("\n")
            _warn("emphasis in emphasis", MOST_EMPHASIS, (docname, start + 1))
    if _DEEP_LINE.search("\n".join(lines)):
        _bound_lists(lines, get_parser(), docname)
    return "\n".join(lines)


def _may_be_deep(source: str) -> bool:
    """Tell whether a source has as many signs in one place as too many levels take."""
    texts = _BLANK.split(source)
    return (
        len(_DIRECTIVE.findall(source)) > MOST_DIRECTIVES
        or any(text.count("*") + text.count("_") > 2 * MOST_EMPHASIS for text in texts)
        or _DEEP_LINE.search(source) is not None
    )


def blocks(source: str, parser: MarkdownIt) -> list[Token]:
    """Return the blocks of a source, whose inline Markdown isn't parsed."""
    tokens: list[Token] = []
    parser.block.parse(source, parser, {}, tokens)
    return tokens


def _bound_lists(lines: list[str], parser: MarkdownIt, docname: str) -> None:
    most = parser.options["maxNesting"]
    for _ in range(MOST_PLACES):
        found = _too_deep(blocks("\n".join(lines), parser), most - 1)
        if found is None:
            return
        start, number = found
        what = "lists, each of two levels, and quotes in each other"
        _warn(what, most, (docname, start + 1))
        column = _column(lines[start], number)
        for row in range(start, len(lines)):
            text = lines[row]
            if text.strip() and not _BEFORE_MARKERS.fullmatch(text[:column]):
                break
            if marker := _MARKER.match(text, column):
                lines[row] = f"{text[: marker.end()]}\\{text[marker.end() :]}"


def _too_deep(tokens: Sequence[Token], level: int) -> tuple[int, int] | None:
    """Return line of the first item or quote on a level, and which of the markers there is its."""
    holders: list[tuple[str, int]] = []
    for token in tokens:
        kind, _, way = token.type.rpartition("_")
        if kind in _HOLDERS and way == "open" and token.map:
            line = token.map[0]
            holders.append((kind, line))
            if token.level >= level:
                # Only quotes repeat their marker on each line.
                return line, sum(kind == _QUOTE or at == line for kind, at in holders)
        elif kind in _HOLDERS:
            holders.pop()
    return None


def _column(line: str, number: int) -> int:
    """Return where a marker of a line begins, the first being number one."""
    column = end = 0
    for _ in range(number):
        if marker := _MARKER.match(line, end):
            column, end = marker.start(1), marker.end() + 1
    return column


def _bound_directives(lines: list[str], docname: str) -> set[int]:
    """Put a backslash before the fences that are too deep; return the numbers of lines of code."""
    open_fences: list[tuple[str, bool]] = []
    too_deep = 0
    code = set()
    for number, line in enumerate(lines):
        if open_fences and not open_fences[-1][1]:
            code.add(number)
        found = _FENCE.fullmatch(line)
        if not found:
            continue
        fence, name = found["fence"], found["name"].strip()
        is_directive = name.startswith("{") and not name.startswith(CODE)
        closed = None if name else _closed_by(fence, open_fences)
        if closed is not None:
            del open_fences[closed:]
            too_deep = 0
        elif open_fences and not open_fences[-1][1]:
            # Inside code a fence is code.
            continue
        elif len(open_fences) < MOST_DIRECTIVES and (is_directive or not too_deep):
            open_fences.append((fence, is_directive))
        elif is_directive or too_deep:
            if not too_deep:
                place = docname, number + 1
                _warn("directives in directives", MOST_DIRECTIVES, place)
            too_deep += 1 if is_directive else -1
            lines[number] = f"{found['before']}\\{line[found.start('fence') :]}"
    return code


def _closed_by(fence: str, open_fences: Sequence[tuple[str, bool]]) -> int | None:
    """Return which of the open fences a bare one closes: the outermost that it is as long as."""
    return next(
        (
            place
            for place, (opened, _) in enumerate(open_fences)
            if opened[0] == fence[0] and len(opened) <= len(fence)
        ),
        None,
    )


def _paragraphs(lines: Sequence[str], code: Set[int]) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of the rows of lines between blank ones and code."""

    def is_text(number: int) -> bool:
        return bool(lines[number].strip()) and number not in code

    for found, numbers in itertools.groupby(range(len(lines)), is_text):
        if found:
            start, *others = numbers
            yield start, start + len(others) + 1


def _depth(tokens: Sequence[Token]) -> int:
    inline = [token for parent in tokens for token in parent.children or ()]
    return max(itertools.accumulate(token.nesting for token in inline), default=0)


def _warn(what: str, most: int, place: tuple[str, int]) -> None:
    message = f"{what}: expected at most {most} levels; what is deeper is left as text"
    warn(Subtype.NESTING, message, place)
