"""The front matter of a document as it was written, wherever it stands.

`of_markdown` reads the text, because MyST passes values on as text without their lines, and
because other tools write their front matter otherwise (`headers`); `of_fields` reads the field list
of every other parser.  All return `RawFrontMatter`, by the keys that are known here, which
``defaults`` completes and ``frontmatter`` makes typed values of.
"""

from __future__ import annotations

import contextlib
import functools
import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinxext_confnotes.dates import is_date
from sphinxext_confnotes.reading import headers
from sphinxext_confnotes.reading.headers import Header
from sphinxext_confnotes.reading.yaml_text import (
    LostError,
    NotAMappingError,
    read_entry,
    read_yaml,
    split,
)
from sphinxext_confnotes.warnings import Subtype


class Problem(NamedTuple):
    """A warning that is issued only if the document is a post or has notes."""

    subtype: Subtype
    message: str
    line: int


class RawFrontMatter(NamedTuple):
    """Front matter as it was written."""

    values: Mapping[str, tuple[object, int]]
    """Key as in `KEYS` to value and line."""
    problems: tuple[Problem, ...] = ()
    given: Mapping[str, object] = MappingProxyType({})
    """All that was written, by the keys in small letters."""
    is_own: bool = True
    """Whether nobody else writes dates there, so that one that can't be read makes a post, too."""
    header: Header | None = None
    """The front matter of another tool that it was read from."""
    default_date: object = None
    """The date of a document that has none of its own."""
    has_default_conference: bool = False
    """Whether the conference isn't the document's own."""


NO_FRONT_MATTER = RawFrontMatter({})

DATES = (
    "date",
    "event_start",
    "pubdatetime",
    "pubdate",
    "publishdate",
    "date_published",
    "published",
    "created",
)
"""The keys for the date of a post, in small letters; the first one that a post has is taken.  When
something is to take place says more of a conference day than when it was published."""

KEYS = {
    "title": "title",
    "updated": "updated",
    "modified": "updated",
    "date-modified": "updated",
    "last_modified_at": "updated",
    "lastmod": "updated",
    "slug": "slug",
    "permalink": "permalink",
    "url": "permalink",
    "redirect_from": "redirect_from",
    "aliases": "aliases",
    "tags": "tags",
    "tag": "tags",
    "author": "authors",
    "authors": "authors",
    "conference": "conference",
    "event": "conference",
    "location": "location",
    "timezone": "timezone",
    "talks": "talks",
    "not-talks": "not-talks",
    "not_talks": "not-talks",
    "talk-title": "talk-title",
    "talk_title": "talk-title",
    "draft": "draft",
    "status": "status",
    **{key: key for key in DATES},
}
"""The keys that are read, by their spellings in Jekyll, Hugo, Quarto, Pelican and ablog.  All
others are left to whom they are for."""

TABLES = ("taxonomies", "params", "extra", "nikola")
"""The keys below which Zola, Hugo and Nikola keep further ones."""

IN_TABLES = ("date", "tags", "authors", "conference", "location", "timezone")
"""The keys that are read there, too."""

LISTS = ("tags", "authors", "redirect_from", "aliases", "talks", "not-talks")
"""The keys whose values are lists."""


_FENCE = "---"
"""The shortest beginning of front matter in YAML."""
_FIRST_LINES = 16
"""More lines than most front matter has."""


def of_markdown(source: str) -> RawFrontMatter:
    """Read the front matter of a Markdown text.

    Broken YAML is read again line by line, so that a colon too much in the title doesn't cost the
    post its date.
    """
    lines = re.sub(r"\r\n?", "\n", source).split("\n")
    if header := headers.find_header(lines):
        return of_header(header)
    end = _closing_fence(lines)
    if end is None:
        return NO_FRONT_MATTER
    try:
        entries = list(read_yaml("\n".join(lines[1:end])))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        problem = error.problem or "it"
    except (yaml.YAMLError, RecursionError, NotAMappingError) as error:
        line, problem = 1, str(error) if isinstance(error, NotAMappingError) else "it"
    else:
        # Lines are counted from the one behind the fence.
        return _known(
            {written: value for written, value, _ in entries},
            {written: number + 1 for written, _, number in entries},
        )
    values: dict[str, object] = {}
    places: dict[str, int] = {}
    lost = []
    for written, number, entry in split(lines[1:end]):
        if key := _key(written):
            try:
                values[written], places[written] = read_entry(entry, key in LISTS), number + 1
            except LostError:
                lost.append(f"'{written}' of line {number + 1}")
    without = f", without {' and '.join(lost)}" if lost else ""
    message = f"front matter: expected YAML ({problem}); it is read line by line instead{without}"
    return _known(values, places, (Problem(Subtype.FRONTMATTER, message, min(line, end)),))


def of_header(header: Header) -> RawFrontMatter:
    """Read the front matter of another tool."""
    problems: tuple[Problem, ...] = ()
    if header.problem:
        message, line = header.problem
        problems = (Problem(Subtype.FRONTMATTER, f"front matter: {message}", line),)
    return _known(header.values, header.lines, problems)._replace(header=header)


def of_notebook(source: str) -> RawFrontMatter:
    """Read the metadata of a notebook, which MyST-NB takes for front matter."""
    try:
        metadata = json.loads(source)["metadata"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return NO_FRONT_MATTER  # MyST-NB reports what is wrong.
    if not isinstance(metadata, Mapping):
        return NO_FRONT_MATTER
    return _known(metadata, {})


def of_fields(document: nodes.document) -> RawFrontMatter:
    """Read the field list at a document's beginning, as reStructuredText has it.

    One behind the title, as Pelican has it, counts if it has a date.
    """
    found = _fields(document)
    given = _of_list(found)._replace(is_own=False)
    is_over_title = found is None or found.parent is document
    has_date = any(is_date(given.values[key][0]) for key in DATES if key in given.values)
    return given if is_over_title or has_date else NO_FRONT_MATTER


def put_over_title(document: nodes.document) -> None:
    """Put the field list behind the title of a post before it, as if it had been written there.

    One with other keys than front matter has may be notes, and stays.
    """
    found = _fields(document)
    if found is None or found.parent is document:
        return
    keys = {node[0].astext().strip().lower() for node in found.findall(nodes.field)}
    if keys <= {*KEYS, *headers.ORDINARY, *headers.TELLING}:
        page = found.parent
        page.remove(found)
        document.insert(document.index(page), found)


def _fields(document: nodes.document) -> nodes.field_list | None:
    """Return the field list at a document's beginning, or behind the title there."""
    first = next((node for node in document if not is_before_fields(node)), None)
    if isinstance(first, nodes.section):
        first = next((node for node in first[1:] if not is_before_fields(node)), None)
    return first if isinstance(first, nodes.field_list) else None


def _of_list(found: nodes.field_list | None) -> RawFrontMatter:
    values: dict[str, object] = {}
    places: dict[str, int] = {}
    for node in found.findall(nodes.field) if found else ():
        written = node[0].astext()
        values[written], places[written] = _of_body(node[1]), node.line or 1
    return _known(values, places)


def _known(
    values: Mapping[str, object], places: Mapping[str, int], problems: tuple[Problem, ...] = ()
) -> RawFrontMatter:
    """Return front matter by its known keys, those in tables too.

    :param places: key, or ``table.key``, to its line; others are on that of their table, or the
        first one.
    """
    known: dict[str, tuple[object, int]] = {}
    given: dict[str, object] = {}
    inner: list[tuple[str, object, int]] = []
    for written, value in values.items():
        name, line = str(written).strip().lower(), places.get(written, 1)
        given[name] = value
        if name in TABLES and isinstance(value, Mapping):
            inner += [
                (str(key), kept, places.get(f"{written}.{key}", line))
                for key, kept in value.items()
            ]
        elif name == "date" and isinstance(value, Mapping):
            # Material for MkDocs has several dates there.
            known.update((key, (kept, line)) for key, kept in value.items() if key in DATES)
            if "updated" in value:
                known["updated"] = value["updated"], line
        elif key := _key(name):
            known[key] = value, line
    for written, value, line in inner:
        given.setdefault(written.strip().lower(), value)
        if (key := _key(written)) in IN_TABLES and value is not None:
            known.setdefault(key, (value, line))
    return RawFrontMatter(known, problems, given)


def is_before_fields(node: nodes.Node) -> bool:
    """Tell whether a node may stand before a document's field list."""
    return isinstance(node, nodes.PreBibliographic)


def _of_body(body: nodes.Node) -> object:
    first = next(iter(body.children), None)
    if isinstance(first, nodes.bullet_list | nodes.enumerated_list):
        return [item.astext() for item in first.children]
    bare = body.deepcopy()
    for text in list(bare.findall(nodes.Text)):
        # Only this escape matters here; docutils marks each with a NUL.
        text.parent.replace(text, nodes.Text(text.replace("\0,", r"\,")))
    value = bare.astext().strip()
    if value.startswith(("[", "{")):
        # Lists and mappings arrive as JSON.
        with contextlib.suppress(ValueError, RecursionError):
            return json.loads(value)
    return value or None


def _closing_fence(lines: Sequence[str]) -> int | None:
    """Return the number of the line that closes front matter in YAML, from 0, as MyST finds it.

    The parser looks at each character of what it is given, which takes as long as all else here.
    So it is asked only where fences aren't plain ones, and given the first lines only, and twice as
    many as long as there is no front matter.
    """
    if not lines[0].startswith(_FENCE):
        return None
    ends = (at for at in range(1, len(lines)) if lines[at].lstrip().startswith((_FENCE, "...")))
    end = next(ends, 0)
    if lines[0] == lines[end] == _FENCE and end:
        return end
    number = _FIRST_LINES
    while True:
        # Whole lines: a last one of spaces alone is more than the rule can read.
        text = "".join(f"{line}\n" for line in lines[:number])
        first = next(iter(_parser().parse(text)), None)
        if first and first.type == "front_matter" and first.map:
            return first.map[1] - 1
        if number >= len(lines):
            return None
        number *= 2


@functools.cache
def _parser() -> MarkdownIt:
    """Return a parser of front matter.

    It reads code as well, because a fence that is indented like code closes nothing.
    """
    return MarkdownIt("zero").enable("code").disable("inline").use(front_matter_plugin)


def _key(written: str) -> str | None:
    return KEYS.get(written.strip().lower())
