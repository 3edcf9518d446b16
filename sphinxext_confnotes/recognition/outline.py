"""The outline of a post: its blocks as plain data, without the markup they were written in.

Made by ``reading.prose.outline`` from a doctree, read by all else in ``recognition``.  A block
has a number, by which `reading` finds its node again when a plan is carried out.  Imports neither
Sphinx nor docutils, and everything here can be written as JSON and read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from sphinxext_confnotes.scripts import UNSPACED

Kind = Literal[
    "page",
    "section",
    "paragraph",
    "list",
    "item",
    "quote",
    "callout",
    "table",
    "row",
    "cell",
    "rule",
    "code",
    "figure",
    "html",
    "talk",
    "note",
    "hidden",
    "other",
]
"""What a block is.  A *rule* is a horizontal line, a *callout* an admonition; a *talk* and a *note*
are those that directives made; a *hidden* block has no words that are shown."""

KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]

Emphasis = Literal["", "bold", "italic", "bold-italic"]


SHORT = 12
"""Words of a line that may be the title of a page."""


class Span(NamedTuple):
    """A stretch of text with one markup."""

    text: str
    emphasis: Emphasis = ""
    address: str = ""
    """Where a link leads; empty when the span is none."""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph, or a title, as its author typed it."""

    spans: tuple[Span, ...] = ()
    number: int = 0
    """Of the source, from 1; 0 when it isn't known."""
    # Asked for again and again, and so put together once.
    text: str = field(init=False, repr=False, compare=False)
    """Its words."""
    length: int = field(init=False, repr=False, compare=False)
    """The number of words; in scripts without spaces, about two characters make one."""
    links: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    """Its links, each once even where markup changes in it."""

    def __post_init__(self) -> None:
        """Put together what is made of its spans."""
        text = "".join([span.text for span in self.spans])
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "length", count_words(text))
        object.__setattr__(self, "links", _links(self.spans))

    @property
    def visible(self) -> tuple[Span, ...]:
        """Its spans that have words."""
        return tuple([span for span in self.spans if span.text.strip()])

    @property
    def is_emphasised(self) -> bool:
        """Whether all its words are bold or italic."""
        return bool(self.visible) and all(span.emphasis for span in self.visible)

    @property
    def emphasised_lead(self) -> str:
        """The bold or italic words that it begins with; empty when there are none."""
        lead = ""
        for span in self.spans:
            if span.text.strip() and not span.emphasis:
                break
            lead += span.text
        return lead.strip()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a post, with the blocks in it."""

    kind: Kind
    number: int
    """Unique in the outline, in the order of the source."""
    line: int = 0
    """Of the source, from 1; 0 when it isn't known."""
    lines: tuple[Line, ...] = ()
    """The title of a section or of a callout, the text of a paragraph, the words of HTML."""
    children: tuple[Block, ...] = ()
    level: int = 0
    """Of a section, as its heading was written: 2 for ``##``; of the page 0, where its title is no
    heading."""
    name: str = ""
    """The bullet of a list, ``1.`` for numbered ones; the kind of a callout; ``head`` for the first
    row of a table; the address of a figure."""
    text: str = field(init=False, repr=False, compare=False)
    """The words of its own lines, joined."""

    def __post_init__(self) -> None:
        """Put together what is made of its lines."""
        text = " ".join([line.text.strip() for line in self.lines]) if self.lines else ""
        object.__setattr__(self, "text", text)

    @property
    def first(self) -> Line:
        """Its first line; an empty one when it has none."""
        return self.lines[0] if self.lines else Line(number=self.line)

    def walk(self) -> Iterator[Block]:
        """Yield it and every block in it, in the order of the source."""
        waiting = [self]
        while waiting:
            block = waiting.pop()
            yield block
            waiting += reversed(block.children)


@dataclass(frozen=True, slots=True)
class Outline:
    """A post: the page with its title, which has all other blocks in it."""

    page: Block
    """Of the kind *page*, with the number 0: its lines are the title, wherever that stands."""
    has_own_title: bool = True
    """Whether its author wrote the title, rather than a file's name being all there is."""

    @property
    def title(self) -> str:
        """The words of the title."""
        return self.page.text if self.has_own_title else ""

    @property
    def heading(self) -> str:
        """The words of the title, or those of a short first line over a page without one."""
        first = next(iter(self.page.children), None)
        if self.has_own_title or first is None or first.kind != "paragraph":
            return self.title
        is_short = len(first.lines) == 1 and first.first.length <= SHORT
        is_title = is_short and not first.first.links and first.text[-1:] not in ".!?:;,…。！？："
        return first.text if is_title else ""


def _links(spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    before = ""
    for span in spans:
        if span.address:
            if span.address == before:
                found[-1] = found[-1]._replace(text=found[-1].text + span.text)
            else:
                found.append(span)
        before = span.address
    return tuple(found)


def count_words(text: str) -> int:
    """Return how many words a text has; of wide letters, about two make one."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(UNSPACED.findall(text)) // 2


def to_data(block: Block) -> dict[str, Any]:
    """Return a block as JSON has it, without what is empty."""
    data: dict[str, Any] = {"kind": block.kind, "number": block.number}
    if block.line:
        data["line"] = block.line
    if block.level:
        data["level"] = block.level
    if block.name:
        data["name"] = block.name
    if block.lines:
        data["lines"] = [
            {"number": line.number, "spans": [list(span) for span in line.spans]}
            for line in block.lines
        ]
    if block.children:
        data["children"] = [to_data(child) for child in block.children]
    return data


def from_data(data: Mapping[str, Any]) -> Block:
    """Return the block that `to_data` wrote."""
    lines: Sequence[Mapping[str, Any]] = data.get("lines", ())
    return Block(
        data["kind"],
        data["number"],
        data.get("line", 0),
        tuple(Line(tuple(Span(*span) for span in one["spans"]), one["number"]) for one in lines),
        tuple(from_data(child) for child in data.get("children", ())),
        data.get("level", 0),
        data.get("name", ""),
    )
