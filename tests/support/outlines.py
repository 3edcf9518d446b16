"""Outlines for tests, from a compact notation that looks like Markdown.

Headings, paragraphs, lists (nested by indentation), quotes, lines drawn, tables and pictures, with
bold, italic, code and links in them: no more than that, and none of the odd cases of Markdown.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from textwrap import dedent
from typing import Any

from sphinxext_confnotes.recognition.events import About, about_conference
from sphinxext_confnotes.recognition.lexicon import Lexicon, load_lexicon
from sphinxext_confnotes.recognition.outline import Block, Line, Outline, Span
from sphinxext_confnotes.recognition.plan import Plan, PlannedTalk, Reason
from sphinxext_confnotes.recognition.recognise import recognise
from sphinxext_confnotes.recognition.survey import Settings

_HEADING = re.compile(r"(#{1,6}) (.*)")
_ITEM = re.compile(r"([-*+]|[0-9]+[.)]) +")
_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\((?P<to>[^)]*)\)"
)

CONFERENCE = About("key", "ExampleConf")


@functools.cache
def lexicon() -> Lexicon:
    """Return the words of all languages."""
    return load_lexicon()


def outline(text: str, title: str = "") -> Outline:
    """Return the outline of a post.

    :param title: of the front matter; without one, the first heading is the title.
    """
    lines = dedent(text).strip("\n").split("\n")
    numbers = count(1)
    blocks = list(_blocks(lines, 1, numbers))
    if title:
        page = Block("page", 0, 1, (Line((Span(title),), 1),), _nested(blocks))
        return Outline(page)
    first = next((block for block in blocks if block.kind == "section"), None)
    if first is None:
        return Outline(Block("page", 0, 0, (), tuple(blocks)), has_own_title=False)
    at = blocks.index(first)
    rest = [*blocks[:at], *blocks[at + 1 :]]
    page = Block("page", 0, first.line, first.lines, _nested(rest), first.level)
    return Outline(page)


def plan(
    text: str,
    *modes: str,
    title: str = "",
    about: About | None = CONFERENCE,
    path: tuple[str, ...] = ("notes",),
    **more: Any,
) -> Plan:
    """Return the plan of a post, by default one of a conference."""
    given = more.pop("given", {"title": title} if title else {})
    settings = Settings(
        lexicon(), modes or ("auto",), conference=about, path=path, given=given, **more
    )
    return recognise(outline(text, title), settings)


def ordinary(text: str, *modes: str, title: str = "A day", **more: Any) -> Plan:
    """Return the plan of a post that says nothing of a conference."""
    return plan(text, *modes, title=title, about=None, **more)


def found_about(text: str, title: str = "", given: Mapping[str, object] | None = None) -> Plan:
    """Return the plan of a post that is about a conference if it says so itself."""
    given = {**(given or {}), **({"title": title} if title else {})}
    made = outline(text, title)
    about = about_conference(given, ("post",), made.heading, lexicon().events)
    return recognise(made, Settings(lexicon(), conference=about, path=("post",), given=given))


def titles(plan: Plan, text: str, title: str = "") -> list[str]:
    """Return the words of the titles of a plan's talks."""
    return [words(talk, outline(text, title)) for talk in plan.talks]


def words(talk: PlannedTalk, made: Outline) -> str:
    """Return the words of a talk's title."""
    from sphinxext_confnotes.recognition.explain import words_of

    return words_of(talk.title, {block.number: block for block in made.page.walk()})


def lines(plan: Plan) -> list[int]:
    """Return the lines of a plan's talks."""
    return [talk.line for talk in plan.talks]


def left(plan: Plan) -> dict[int, Reason]:
    """Return why something was left, by its line."""
    return {one.line: one.reason for one in plan.left}


def kinds(talk: PlannedTalk) -> list[str]:
    """Return the kinds of a talk's parts, facts as their field."""
    return [part.field or part.kind for part in talk.parts]


def _nested(blocks: list[Block]) -> tuple[Block, ...]:
    """Put what follows a heading into its section."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.kind == "section":
            end = next(
                (
                    i
                    for i in range(at, len(blocks))
                    if blocks[i].kind == "section" and blocks[i].level <= block.level
                ),
                len(blocks),
            )
            block = replace(block, children=_nested(blocks[at:end]))
            at = end
        found.append(block)
    return tuple(found)


def _blocks(lines: list[str], line: int, numbers: Iterator[int]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        text = lines[at]
        if not text.strip():
            at += 1
        elif heading := _HEADING.match(text):
            own = (Line(tuple(_spans(heading[2])), line + at),)
            yield Block("section", next(numbers), line + at, own, (), len(heading[1]))
            at += 1
        elif text.strip() == "---":
            yield Block("rule", next(numbers), line + at)
            at += 1
        elif _ITEM.match(text):
            block, at = _list(lines, at, line, numbers)
            yield block
        elif text.startswith(("> ", "|")):
            sign = text[0]
            end = _end(lines, at, lambda one, sign=sign: not one.startswith(sign))  # type: ignore[misc]
            make = _quote if sign == ">" else _table
            yield make(lines[at:end], line + at, numbers)
            at = end
        else:
            end = _end(lines, at, _ends_paragraph)
            own = tuple(
                Line(tuple(_spans(one.strip())), line + at + i)
                for i, one in enumerate(lines[at:end])
            )
            kind = "figure" if text.startswith("![") else "paragraph"
            yield Block(kind, next(numbers), line + at, own if kind == "paragraph" else ())
            at = end


def _ends_paragraph(line: str) -> bool:
    return not line.strip() or bool(_HEADING.match(line) or _ITEM.match(line))


def _end(lines: list[str], at: int, is_end: Any) -> int:
    return next((i for i in range(at + 1, len(lines)) if is_end(lines[i])), len(lines))


def _list(lines: list[str], at: int, line: int, numbers: Iterator[int]) -> tuple[Block, int]:
    number, start, bullet, items = next(numbers), at, lines[at][0], []
    name = bullet if bullet in "-*+" else "1."
    while at < len(lines) and (mark := _ITEM.match(lines[at])):
        if (lines[at][0] if lines[at][0] in "-*+" else "1.") != name:
            break
        end = at + 1
        while end < len(lines) and (lines[end].startswith("  ") or not lines[end].strip()):
            end += 1
        while not lines[end - 1].strip():
            end -= 1
        own = next(numbers)
        inner = [lines[at][mark.end() :], *(dedent_by(one) for one in lines[at + 1 : end])]
        items.append(Block("item", own, line + at, (), tuple(_blocks(inner, line + at, numbers))))
        at = end
        following = next((i for i in range(at, len(lines)) if lines[i].strip()), len(lines))
        if following < len(lines) and _ITEM.match(lines[following]):
            at = following
    return Block("list", number, line + start, (), tuple(items), 0, name), at


def dedent_by(line: str, width: int = 2) -> str:
    """Return a line without the indentation of an item's content."""
    return line[width:] if line.startswith(" " * width) else line


def _quote(lines: list[str], line: int, numbers: Iterator[int]) -> Block:
    number = next(numbers)
    inner = [one.removeprefix(">").removeprefix(" ") for one in lines]
    return Block("quote", number, line, (), tuple(_blocks(inner, line, numbers)))


def _table(lines: list[str], line: int, numbers: Iterator[int]) -> Block:
    number, rows = next(numbers), []
    for at, text in enumerate(lines):
        if re.fullmatch(r"[|\s:-]+", text):
            continue
        row, cells = next(numbers), []
        for cell in text.strip().strip("|").split("|"):
            own = next(numbers)
            inner: tuple[Block, ...] = ()
            if cell.strip():
                said = (Line(tuple(_spans(cell.strip())), line + at),)
                inner = (Block("paragraph", next(numbers), line + at, said),)
            cells.append(Block("cell", own, line + at, (), inner))
        rows.append(Block("row", row, line + at, (), tuple(cells), 0, "head" if not rows else ""))
    return Block("table", number, line, (), tuple(rows))


def _spans(text: str, emphasis: Any = "") -> Iterator[Span]:
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Span(text[at : found.start()], emphasis)
        if found["bold"]:
            yield from _spans(found["bold"], "bold")
        elif found["italic"]:
            yield from _spans(found["italic"], "italic")
        elif found["code"]:
            yield Span(found["code"], emphasis, is_code=True)
        else:
            yield Span(found["link"], emphasis, found["to"])
        at = found.end()
    if at < len(text):
        yield Span(text[at:], emphasis)


def line_of(*parts: str | tuple[str, str]) -> Line:
    """Return a line of words, ``("*", words)`` in italics, and ``(address, words)``."""
    spans = []
    for part in parts:
        if isinstance(part, str):
            spans.append(Span(part))
        elif part[0] in {"*", "**"}:
            spans.append(Span(part[1], "italic" if part[0] == "*" else "bold"))
        else:
            spans.append(Span(part[1], address=part[0]))
    return Line(tuple(spans))
