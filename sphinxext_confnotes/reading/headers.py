"""The front matter of other tools: TOML, and the headers of Hexo, Pelican and Nikola.

MyST reads YAML alone, between two fences.  `find_header` finds what another tool takes for a post's
front matter, in Markdown, and `find_comments` in reStructuredText; `as_yaml` hands it on to MyST,
on the same lines.
What only looks like a header is the text of its author, so a header has to say what notes don't.
Called by ``raw_frontmatter`` and ``headings``; imports nothing that knows what the keys mean.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import yaml

from sphinxext_confnotes.dates import is_date
from sphinxext_confnotes.reading.toml_text import read_toml
from sphinxext_confnotes.reading.yaml_text import NotAMappingError, read_yaml
from sphinxext_confnotes.recognition.kinds import FIELDS, NOTE_KINDS

LONGEST = 500
"""Lines of a header."""

ORDINARY = (
    "title",
    "subtitle",
    "date",
    "modified",
    "author",
    "authors",
    "lang",
    "keywords",
    "summary",
    "description",
)
"""Keys of Pelican's headers (https://docs.getpelican.com/en/latest/content.html#file-metadata) that
people also put over notes."""

TELLING = ("slug", "category", "tags", "status", "save_as", "template", "translation")
"""Keys of such headers that nobody puts over notes."""

OF_HEXO = (*TELLING, "layout", "categories", "permalink", "comments", "toc")
"""Those of Hexo (https://hexo.io/docs/front-matter)."""

OF_TALKS = {*FIELDS, *NOTE_KINDS, "speaker", "presenter"} - {
    *ORDINARY,
    *TELLING,
    "url",
    "conference",
}
"""Words that are no keys of a header: notes about a talk begin with them."""

LISTS = ("author", "authors", "tags", "keywords")
"""Keys whose items may be separated by semicolons."""

_FENCE = re.compile(r"\+\+\+[ \t]*")
_PAIR = re.compile(r" {0,3}([A-Za-z][\w-]*):[ \t]*(.*)", re.ASCII)
_MORE = re.compile(r"(?: {4}|\t)[ \t]*(\S.*)")
_END = re.compile(r"[ \t]*|(?:---|\.\.\.)[ \t]*")
_END_OF_HEXO = re.compile(r"-{3,}[ \t]*")
_COMMENT = re.compile(r"\.\. ([A-Za-z][\w-]*):(?!:)(?:[ \t]+(.*))?[ \t]*", re.ASCII)
_MORE_OF_COMMENT = re.compile(r"[ \t]+(\S.*)")

_UNREADABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What YAML refuses, or takes for the end of a line, and JSON leaves as it is."""


class Header(NamedTuple):
    """The front matter of another tool."""

    values: Mapping[str, object]
    """What was written, as JSON has it, in its order."""
    lines: Mapping[str, int]
    """Key, or ``table.key``, to its line in the file."""
    length: int
    """The lines of the file that it takes, with what separates it from the text."""
    problem: tuple[str, int] | None = None
    """What is wrong with it, with the line in the file."""


def find_header(lines: Sequence[str]) -> Header | None:
    """Return the header at the beginning of a Markdown file; None where MyST reads all of it."""
    first = lines[0]
    if _FENCE.fullmatch(first):
        return _toml(lines)
    if first.startswith("<!--"):
        return _nikola_in_html(lines)
    return _hexo(lines) or _pelican(lines) if _PAIR.match(first) else None


def find_comments(source: str) -> Header | None:
    """Return Nikola's header at the beginning of a reStructuredText file, which is comments.

    See https://getnikola.com/handbook.html.
    """
    text = source.lstrip()
    if not text.startswith(".. "):
        return None
    start = source[: len(source) - len(text)].count("\n")
    header = itertools.takewhile(str.strip, text.splitlines())
    return _nikola([""] * start + list(header), start)


def as_yaml(source: str, header: Header) -> str:
    """Return a Markdown source with its header as front matter in YAML.

    All lines below stay where they are: YAML has JSON, which is on one line.
    """
    lines = re.sub(r"\r\n?", "\n", source).split("\n")
    values = {key.strip().lower(): value for key, value in header.values.items()}
    text = _UNREADABLE.sub(_escaped, json.dumps(values, ensure_ascii=False))
    empty = [""] * (header.length - 3)
    return "\n".join(["---", text, *empty, "---", *lines[header.length :]])


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def _toml(lines: Sequence[str]) -> Header | None:
    """Return TOML between two fences, rather than text between two of MyST's block breaks."""
    fences = (number for number, line in enumerate(lines) if _FENCE.fullmatch(line))
    end = next(itertools.islice(fences, 1, None), 0)
    read = read_toml(lines[1:end]) if end else None
    if read is None:
        return None
    problem = None
    if read.problem:
        why, line = read.problem
        lost = " and ".join(f"'{key}' of line {line + 1}" for key, line in read.lost)
        message = f"expected TOML ({why}); it is read line by line instead"
        problem = f"{message}, without {lost}" if lost else message, line + 1
    # The fence is the first line.
    places = {key: line + 1 for key, line in read.lines.items()}
    return Header(read.values, places, end + 1, problem)


def _hexo(lines: Sequence[str]) -> Header | None:
    """Return YAML that only ends with a fence, as Hexo reads it.

    See https://github.com/hexojs/hexo-front-matter.
    """
    head = lines[:LONGEST]
    end = next((at for at, line in enumerate(head) if _END_OF_HEXO.fullmatch(line)), 0)
    try:
        entries = list(read_yaml("\n".join(lines[:end])))
    except (yaml.YAMLError, RecursionError, NotAMappingError):
        return None
    found = {key.lower(): value for key, value, _ in entries}
    if end < 2 or not found.get("title") or found.keys() & OF_TALKS:
        return None
    if found.keys().isdisjoint(OF_HEXO) and not is_date(str(found.get("date"))):
        return None
    return Header(found, {key.lower(): line for key, _, line in entries}, end + 1)


def _pelican(lines: Sequence[str]) -> Header | None:
    """Return a header as Python-Markdown's ``meta`` extension reads it, for Pelican.

    See https://python-markdown.github.io/extensions/meta_data/.
    """
    found: dict[str, str] = {}
    places: dict[str, int] = {}
    key, end = "", 0
    for end, line in enumerate(lines[:LONGEST], 1):
        if _END.fullmatch(line):
            break
        if pair := _PAIR.fullmatch(line):
            key = pair[1].lower()
            if pair[2].startswith("//"):
                return None
            found[key] = f"{found[key]}, {pair[2].strip()}" if key in found else pair[2].strip()
            places.setdefault(key, end)
        elif more := _MORE.fullmatch(line):
            found[key] = f"{found[key]} {more[1].strip()}".strip()
        else:
            return None
    is_telling = not found.keys().isdisjoint(TELLING)
    is_known = found.keys() <= {*ORDINARY, *TELLING}
    if not found.get("title") or found.keys() & OF_TALKS:
        return None
    if is_telling or (is_known and is_date(found.get("date", ""))):
        return Header(_with_lists(found), places, end)
    return None


def _nikola_in_html(lines: Sequence[str]) -> Header | None:
    """Return Nikola's header in a comment of HTML, as it is in Markdown."""
    if lines[0].strip() != "<!--":
        return None
    end = next((at for at, line in enumerate(lines[:LONGEST]) if line.strip() == "-->"), 0)
    inside = [line.strip() and line for line in lines[1:end]]
    start = next((at for at, line in enumerate(inside) if line), None)
    if start is None:
        return None
    header = _nikola(inside, start)
    if header is None:
        return None
    places = {key: line + 1 for key, line in header.lines.items()}
    return header._replace(lines=places, length=end + 1)


def _nikola(lines: Sequence[str], start: int) -> Header | None:
    """Return the lines from one on, if they are a header."""
    found: dict[str, str] = {}
    places: dict[str, int] = {}
    key = ""
    for number, line in enumerate(lines[start : start + LONGEST], start + 1):
        if pair := _COMMENT.fullmatch(line):
            key = pair[1].lower()
            found[key] = (pair[2] or "").strip()
            places.setdefault(key, number)
        elif key and (more := _MORE_OF_COMMENT.fullmatch(line)):
            found[key] = f"{found[key]} {more[1].strip()}".strip()
        elif line.strip():
            return None
    is_header = found.get("title") and ("slug" in found or is_date(found.get("date", "")))
    return Header(_with_lists(found), places, 0) if is_header else None


def _with_lists(found: Mapping[str, str]) -> dict[str, object]:
    """Return values with lists where semicolons separate items, and None for what is empty."""
    return {
        key: [item.strip() for item in text.split(";") if item.strip()]
        if key in LISTS and ";" in text
        else text or None
        for key, text in found.items()
    }
