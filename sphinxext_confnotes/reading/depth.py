"""What is nested too deep in a Markdown post, made into text before it is parsed.

Called by ``headings`` with the source of a post.  Parsers and writers call themselves for each
level, and Python ends that, and with it the whole build, at some hundred of them.  MyST bounds
lists and quotes itself, at twenty; emphasis and directives are bounded here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from sphinxext_confnotes.warnings import Subtype, warn

MOST_EMPHASIS = 50
MOST_DIRECTIVES = 20
"""Levels that are read."""

_EMPHASIS = re.compile(r"(?<!\\)[*_]")
_FENCE = re.compile(r"(?P<before>[\s>*+.)\d-]*)(?P<fence>`{3,}|~{3,}|:{3,})(?P<name>[^`]*)")


def bounded(source: str, parse: Callable[[str], Sequence[Token]], docname: str) -> str:
    """Return a source with a backslash before what would begin too deep a level.

    Warns, with the line, about each place.

    :param parse: from inline Markdown to its tokens.
    """
    lines = source.split("\n")
    _bound_directives(lines, docname)
    for start, end in _paragraphs(lines):
        text = "\n".join(lines[start:end])
        # Each level has a sign at its beginning and one at its end, so that few have to be parsed.
        if len(_EMPHASIS.findall(text)) > 2 * MOST_EMPHASIS and _depth(parse(text)) > MOST_EMPHASIS:
            lines[start:end] = _EMPHASIS.sub(r"\\\g<0>", text).split("\n")
            _warn("emphasis", MOST_EMPHASIS, docname, start)
    return "\n".join(lines)


def _bound_directives(lines: list[str], docname: str) -> None:
    open_fences: list[tuple[str, bool]] = []
    too_deep = 0
    for number, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if not found:
            continue
        fence, name = found["fence"], found["name"].strip()
        is_directive = name.startswith("{")
        closed = None if name else _closed_by(fence, open_fences)
        if closed is not None:
            del open_fences[closed:]
            too_deep = 0
        elif open_fences and not open_fences[-1][1]:
            # What stands in code is code.
            continue
        elif len(open_fences) < MOST_DIRECTIVES and (is_directive or not too_deep):
            open_fences.append((fence, is_directive))
        elif is_directive or too_deep:
            if not too_deep:
                _warn("directives", MOST_DIRECTIVES, docname, number)
            too_deep += 1 if is_directive else -1
            lines[number] = f"{found['before']}\\{line[found.start('fence') :]}"


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


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield beginning and end of the rows of lines between blank ones."""
    for is_text, numbers in itertools.groupby(range(len(lines)), lambda n: bool(lines[n].strip())):
        if is_text:
            start, *others = numbers
            yield start, start + len(others) + 1


def _depth(tokens: Sequence[Token]) -> int:
    inline = [token for parent in tokens for token in parent.children or ()]
    return max(itertools.accumulate(token.nesting for token in inline), default=0)


def _warn(what: str, most: int, docname: str, line: int) -> None:
    warn(
        Subtype.NESTING,
        f"{what} in {what}: expected at most {most} levels; what is deeper is left as text",
        (docname, line + 1),
    )
