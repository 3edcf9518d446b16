"""What a post says of itself: its front matter, or a reStructuredText file's field list.

`of_markdown` reads the text, because MyST passes values on as text without their lines;
`of_fields` reads the field list of every other parser.  Both give `Given`, key to value and line;
`FrontMatter.read` makes typed values of it and warns about what can't be read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import itertools
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeVar

import yaml
from docutils import nodes

from sphinxext_confnotes.config import read_modes
from sphinxext_confnotes.dates import DATE_IN_NAME, read_moment, read_timezone
from sphinxext_confnotes.reading.fields import items, limited, unique
from sphinxext_confnotes.reading.permalinks import placeholders, read_address
from sphinxext_confnotes.records import Alias
from sphinxext_confnotes.warnings import Subtype, shown, warn

T = TypeVar("T")

Given = dict[str, tuple[object, int]]
"""Key as in `KEYS` to value and line."""

KEYS = {
    "title": "title",
    "date": "date",
    "updated": "updated",
    "modified": "updated",
    "date-modified": "updated",
    "last_modified_at": "updated",
    "lastmod": "updated",
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
    "draft": "draft",
    "published": "published",
}
"""The keys that are read, by their spellings in Jekyll, Hugo, Quarto and ablog.  All others are
left to whom they are for."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Where PyYAML was built with LibYAML that one is ten times as fast."""

_LONGEST = 5000
"""Characters of front matter that are left to LibYAML, which ends Python by a segmentation fault
where lists are nested ten thousand deep; PyYAML's own raises an error."""

_FENCE = re.compile(r"---[ \t]*")
_LINE = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
"""What YAML has escapes for, and neither UTF-8 nor XML can hold."""

_TRUE = ("true", "yes", "on", "1")
_FALSE = ("false", "no", "off", "0")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The typed front matter of a document."""

    title: str = ""
    title_line: int = 1
    is_post: bool = False
    """Whether a date is given; a post whose date can't be read is one without a day."""
    date: dt.date | None = None
    time: dt.time | None = None
    offset: dt.timedelta | None = None
    """From UTC, of the time, where one stands behind it."""
    updated: dt.datetime | None = None
    timezone: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    conference: str = ""
    location: str = ""
    permalink: str = ""
    aliases: tuple[Alias, ...] = ()
    """The permalink and what else leads to the post."""
    draft: bool = False
    modes: tuple[str, ...] = ()
    """What is taken for a talk; empty when the configuration decides."""

    @classmethod
    def read(cls, given: Given, docname: str) -> FrontMatter:
        """Return the typed values; a document named ``YYYY-MM-DD-…`` has that date, failing all.

        Warns, at the key's line, about a date, time zone, flag, address or ``talks`` that can't be
        read.
        """
        matter = _Reader(given, docname)
        take = matter.take
        named: tuple[dt.date | None, dt.time | None] = (_date_of_name(docname), None)
        date, time = take("date", _date, named, Subtype.DATE)
        title = take("title", _text, "", Subtype.FRONTMATTER)
        is_post = date is not None or given.get("date", (None,))[0] is not None
        # In other documents these are somebody else's matter.
        aliases = matter.take_addresses(placeholders(docname, date, title)) if is_post else {}
        return cls(
            title=title,
            title_line=matter.line("title"),
            is_post=is_post,
            date=date,
            time=time and time.replace(tzinfo=None),
            offset=time.utcoffset() if time else None,
            updated=take("updated", _moment, None, Subtype.DATE),
            timezone=take(
                "timezone", lambda zone: read_timezone(_text(zone)), "", Subtype.TIMEZONE
            ),
            tags=take("tags", _words, (), Subtype.FRONTMATTER),
            authors=take("authors", _words, (), Subtype.FRONTMATTER),
            conference=take("conference", _text, "", Subtype.FRONTMATTER),
            location=take("location", _text, "", Subtype.FRONTMATTER),
            permalink=next((alias.address for alias in aliases.get("permalink", ())), ""),
            aliases=tuple(itertools.chain.from_iterable(aliases.values())),
            draft=take("draft", _flag, False, Subtype.FRONTMATTER)
            or not take("published", _flag, True, Subtype.FRONTMATTER),
            modes=take("talks", read_modes, (), Subtype.OPTION),
        )


class _Reader:
    """Reads values, and warns about those that can't be read, at the lines of their keys."""

    def __init__(self, given: Given, docname: str) -> None:
        self.given = given
        self.docname = docname

    def line(self, key: str) -> int:
        return self.given.get(key, (None, 1))[1]

    def take(self, key: str, reader: Callable[[object], T], default: T, subtype: Subtype) -> T:
        value = self.given.get(key, (None, 1))[0]
        return default if value is None else self.read(key, value, reader, default, subtype)

    def read(
        self,
        key: str,
        value: object,
        reader: Callable[[object], T],
        default: T,
        subtype: Subtype,
    ) -> T:
        try:
            return reader(value)
        except ValueError as expected:
            warn(
                subtype,
                f"front matter '{key}: {shown(value)}': expected {expected}; it is ignored",
                (self.docname, self.line(key)),
            )
            return default

    def take_addresses(self, values: Mapping[str, str]) -> dict[str, tuple[Alias, ...]]:
        """Return what leads to the post, by the key that it stands behind.

        :param values: see `read_address`.
        """
        none: tuple[str, ...] = ()
        found = {}
        for key, reader in ADDRESSES.items():
            # Hugo takes aliases to be in the folder of the post.
            folder = f"/{posixpath.dirname(self.docname)}" if key == "aliases" else "/"
            address = functools.partial(read_address, folder=folder, values=values)
            texts = self.take(key, reader, none, Subtype.PERMALINK)
            read = (self.read(key, text, address, "", Subtype.PERMALINK) for text in texts)
            found[key] = tuple(Alias(path, self.line(key)) for path in read if path)
        return found


def of_markdown(source: str, docname: str) -> Given:
    """Read the front matter of a Markdown text.

    Broken YAML is read again line by line, so that a colon too much in the title doesn't cost the
    post its date; TOML isn't read.  Both are warned about.
    """
    lines = source.split("\n")
    if lines and re.fullmatch(r"\+\+\+[ \t]*", lines[0]):
        warn(
            Subtype.FRONTMATTER,
            "front matter between '+++' lines is TOML, expected YAML between '---' lines; "
            "it stays in the text",
            (docname, 1),
        )
        return {}
    if not lines or not _FENCE.fullmatch(lines[0]):
        return {}
    end = next((i for i, line in enumerate(lines[1:], 1) if line.startswith("---")), None)
    if end is None:
        return {}
    try:
        return dict(_of_yaml("\n".join(lines[1:end])))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark else 1
        problem = error.problem or "it"
    except (yaml.YAMLError, RecursionError, _NotAMappingError) as error:
        line, problem = 1, str(error) if isinstance(error, _NotAMappingError) else "it"
    warn(
        Subtype.FRONTMATTER,
        f"front matter: expected YAML ({problem}); it is read line by line instead",
        (docname, min(line, end)),
    )
    return dict(_of_lines(lines[1:end]))


def of_notebook(source: str, docname: str) -> Given:
    """Read the metadata of a notebook, which MyST-NB takes for front matter."""
    try:
        metadata = json.loads(source)["metadata"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}  # MyST-NB says what is wrong with it.
    if not isinstance(metadata, Mapping):
        return {}
    return {known: (value, 1) for key, value in metadata.items() if (known := _key(key))}


def of_fields(document: nodes.document) -> Given:
    """Read the field list at a document's beginning, as reStructuredText has it."""
    first = next((node for node in document if not is_before_fields(node)), None)
    given: Given = {}
    if isinstance(first, nodes.field_list):
        for field in first.findall(nodes.field):
            value: object = field[1].astext().strip()
            if isinstance(value, str) and value.startswith("["):
                # Lists arrive as JSON.
                with contextlib.suppress(ValueError):
                    value = json.loads(value)
            if key := _key(field[0].astext()):
                given[key] = value, field.line or 1
    return given


def is_before_fields(node: nodes.Node) -> bool:
    """Tell whether a node may stand before a document's field list."""
    return isinstance(node, nodes.PreBibliographic)


def words_of_name(docname: str) -> str:
    """Return the title that a document's file name makes, its date apart."""
    name = PurePosixPath(docname).name
    dated = DATE_IN_NAME.fullmatch(name)
    words = re.split(r"[-_\s]+", dated["slug"] if dated else name)
    return " ".join(words).strip().capitalize() or name


class _NotAMappingError(Exception):
    """The YAML is well formed but holds no keys."""


def _of_yaml(text: str) -> Iterator[tuple[str, tuple[object, int]]]:
    try:
        yield from _of_loader((_LOADER if len(text) <= _LONGEST else yaml.SafeLoader)(text))
    except yaml.YAMLError:
        # Again by the one that says the same of what is wrong everywhere.
        yield from _of_loader(yaml.SafeLoader(text))


def _of_loader(loader: Any) -> Iterator[tuple[str, tuple[object, int]]]:
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            raise _NotAMappingError("keys and values, one a line")
        for key_node, value_node in root.value:
            if key := _key(str(key_node.value)):
                try:
                    value = loader.construct_object(value_node, deep=True)
                except ValueError:
                    # A date that doesn't exist; what its author typed goes into the warning.
                    value = value_node.value
                yield key, (value, key_node.start_mark.line + 2)
    finally:
        loader.dispose()


def _of_lines(lines: list[str]) -> Iterator[tuple[str, tuple[object, int]]]:
    for number, line in enumerate(lines, 2):
        found = _LINE.fullmatch(line)
        if found and (key := _key(found[1])) and found[2]:
            value = found[2].strip()
            if value[0] == value[-1] and value[0] in "'\"":
                value = value[1:-1]
            yield key, (value.strip(), number)


def _key(written: str) -> str | None:
    return KEYS.get(written.strip().lower())


def _date_of_name(docname: str) -> dt.date | None:
    found = DATE_IN_NAME.fullmatch(PurePosixPath(docname).name)
    try:
        return dt.date.fromisoformat(found["date"]) if found else None
    except ValueError:
        return None


def _date(value: object) -> tuple[dt.date | None, dt.time | None]:
    return read_moment(value)


def _moment(value: object) -> dt.datetime | None:
    date, time = read_moment(value)
    moment = dt.datetime.combine(date, time or dt.time())
    offset = moment.utcoffset()
    # Of Python's own kind, whatever has read it.
    return moment if offset is None else moment.replace(tzinfo=dt.timezone(offset))


def _timezone(value: object) -> str:
    return read_timezone(_text(value))


def _text(value: object) -> str:
    if isinstance(value, list | Mapping):
        raise ValueError("a text")
    return " ".join(_NO_TEXT.sub("", str(value)).split())


def _words(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        # Authors may be mappings with a name, as Hugo's and Quarto's are.
        names = (item.get("name", "") if isinstance(item, Mapping) else item for item in value)
        return tuple(limited(list(unique(_text(name) for name in names if name is not None))))
    if isinstance(value, Mapping):
        raise ValueError("a list")
    text = _text(value)
    return tuple(items(text)) if text else ()


def _one_or_more(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(unique(_text(item) for item in values if item is not None))


def _flag(value: object) -> bool:
    word = _text(value).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("true or false")


ADDRESSES: Mapping[str, Callable[[object], tuple[str, ...]]] = {
    "permalink": _one_or_more,
    "redirect_from": _words,
    "aliases": _words,
}
"""The keys for what leads to the post, and how they are read."""
