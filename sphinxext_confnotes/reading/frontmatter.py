"""The front matter of a post, or the field list at the beginning of a reStructuredText file.

`of_markdown` reads the text, because MyST passes values on as text without their lines, and
because other tools write their front matter otherwise (`headers`); `of_fields` reads the field list
of every other parser.  All return `RawFrontMatter`, which `defaults` completes;
`FrontMatter.read` makes typed values of it, and collects problems, which are reported only if the
document is a post or has notes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import itertools
import json
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinxext_confnotes.config import read_modes
from sphinxext_confnotes.dates import Moment, read_moment, read_timezone
from sphinxext_confnotes.notes.field_kinds import limited, read_items, unique
from sphinxext_confnotes.notes.records import Alias
from sphinxext_confnotes.reading import headers
from sphinxext_confnotes.reading.dated_paths import read_path
from sphinxext_confnotes.reading.headers import Header
from sphinxext_confnotes.reading.options import NO_TEXT
from sphinxext_confnotes.reading.permalinks import placeholders, read_address
from sphinxext_confnotes.reading.yaml_text import (
    LostError,
    NotAMappingError,
    read_entry,
    read_yaml,
    split,
)
from sphinxext_confnotes.recognition.patterns import Pattern, read_pattern
from sphinxext_confnotes.warnings import Subtype, shown, warn

T = TypeVar("T")


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

_FENCE = "---"
"""The shortest beginning of front matter in YAML."""
_FIRST_LINES = 16
"""More lines than most front matter has."""

ADDRESSES = ("permalink", "redirect_from", "aliases")
"""The keys for what leads to the post."""

NAME = ("given", "dropping-particle", "non-dropping-particle", "family")
"""The parts of an author's name in the order in which they are said."""

LISTS = ("tags", "authors", "redirect_from", "aliases", "talks", "not-talks")
"""The keys whose values are lists."""

_NAME = re.compile(r"[^\W_]*[^\W\d_]")
"""The beginning of a name."""

_TRUE = ("true", "yes", "on", "1")
_FALSE = ("false", "no", "off", "0")

_HIDDEN = ("draft", "private", "hidden")
"""The values of ``status`` for what isn't published, in Pelican and Nikola."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The typed front matter of a document."""

    title: str = ""
    title_line: int = 1
    is_post: bool = False
    """Whether a date or a conference is given; a post whose date can't be read is on no day."""
    date: dt.date | None = None
    until: dt.date | None = None
    """The last day, where there are several."""
    time: dt.time | None = None
    offset: dt.timedelta | None = None
    """The offset of the time from UTC, if it has one."""
    updated: dt.datetime | None = None
    timezone: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    conference: str = ""
    has_default_conference: bool = False
    """Whether it has the conference of its folder, and none of its own."""
    location: str = ""
    permalink: str = ""
    aliases: tuple[Alias, ...] = ()
    """The permalink and what else leads to the post."""
    draft: bool = False
    modes: tuple[str, ...] = ()
    """The forms that are talks; empty when the configuration decides."""
    not_talks: tuple[str, ...] = ()
    """Titles that are none of talks, with ``*`` for any words."""
    talk_title: Pattern | None = None
    """The way in which the titles of talks are made."""
    given: Mapping[str, object] = field(default_factory=dict, compare=False)
    """All of it as it was written, by the keys in small letters."""
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @classmethod
    def read(
        cls,
        given: RawFrontMatter,
        docname: str,
        names_conference: Callable[[str], bool] = lambda text: False,
    ) -> FrontMatter:
        """Return the typed values; without a date of its own, that of its path, or its folder's.

        There is a problem, at the key's line, with each date, time zone, flag, name, address or
        ``talks`` that can't be read.

        :param names_conference: tells whether an event is a conference, so that the document is a
            post without a date.
        """
        matter = _ValueReader(given)
        take, take_list = matter.take, matter.take_list
        moment = matter.take_date() or _moment_of_path(docname) or _default_date(given)
        date, time, until = moment or (None, None, None)
        title = take("title", _text, "", Subtype.FRONTMATTER)
        is_post = (
            date is not None
            or (given.is_own and matter.value("date") is not None)
            or _is_of_conference(given.given, names_conference)
        )
        # In documents that are no posts these keys belong to somebody else.
        aliases = (
            matter.take_addresses(docname, placeholders(docname, date, title)) if is_post else {}
        )
        return cls(
            title=title,
            title_line=matter.line("title"),
            is_post=is_post,
            date=date,
            until=until,
            time=time and time.replace(tzinfo=None),
            offset=time.utcoffset() if time else None,
            updated=take("updated", _moment, None, Subtype.DATE),
            timezone=take("timezone", _timezone, "", Subtype.TIMEZONE),
            tags=take_list("tags", _text),
            authors=take_list("authors", _person),
            conference=take("conference", _text, "", Subtype.FRONTMATTER),
            has_default_conference=given.has_default_conference,
            location=take("location", _text, "", Subtype.FRONTMATTER),
            permalink=next((alias.address for alias in aliases.get("permalink", ())), ""),
            aliases=tuple(itertools.chain.from_iterable(aliases.values())),
            draft=take("draft", _flag, False, Subtype.FRONTMATTER)
            or not take("published", _is_published, True, Subtype.FRONTMATTER)
            or _is_hidden(matter.value("status")),
            modes=take("talks", read_modes, (), Subtype.OPTION),
            not_talks=take_list("not-talks", _text),
            talk_title=take("talk-title", _pattern, None, Subtype.FRONTMATTER),
            given=given.given,
            problems=(*given.problems, *matter.problems),
        )

    def warn(self, docname: str) -> None:
        """Warn about what can't be read."""
        for subtype, message, line in self.problems:
            warn(subtype, message, (docname, line))


class _ValueReader:
    """Reads values, and notes those that can't be read, at the lines of their keys."""

    def __init__(self, given: RawFrontMatter) -> None:
        self.given = given.values
        self.problems: list[Problem] = []

    def value(self, key: str) -> object:
        return self.given.get(key, (None, 1))[0]

    def line(self, key: str) -> int:
        return self.given.get(key, (None, 1))[1]

    def take(self, key: str, reader: Callable[[object], T], default: T, subtype: Subtype) -> T:
        value = self.value(key)
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
            message = f"front matter '{key}: {shown(value)}': expected {expected}; it is ignored"
            self.problems.append(Problem(subtype, message, self.line(key)))
            return default

    def take_date(self) -> Moment | None:
        """Return the date, if there is one that can be read."""
        written = (key for key in DATES if self.value(key) is not None)
        key = next((key for key in written if key != "published" or _is_date(self.value(key))), "")
        return self.take(key, read_moment, None, Subtype.DATE)

    def take_list(
        self, key: str, reader: Callable[[object], str], subtype: Subtype = Subtype.FRONTMATTER
    ) -> tuple[str, ...]:
        """Return the items of a list, or of a text with commas, that can be read."""
        value = self.value(key)
        if isinstance(value, list | Mapping) or key not in LISTS:
            listed = value if isinstance(value, list) else [value]
            read = [
                self.read(key, item, reader, "", subtype) for item in listed if item is not None
            ]
            found = list(unique(read))
            return tuple(self.read(key, found, lambda _: limited(found), [], subtype))
        return self.take(key, _words, (), subtype)

    def take_addresses(
        self, docname: str, values: Mapping[str, str]
    ) -> dict[str, tuple[Alias, ...]]:
        """Return what leads to the post, by the key that it stands behind.

        :param values: see `read_address`.
        """
        found = {}
        for key in ADDRESSES:
            # Hugo resolves aliases relative to the folder of the post.
            folder = f"/{posixpath.dirname(docname)}" if key == "aliases" else "/"
            address = functools.partial(read_address, folder=folder, values=values)
            texts = self.take_list(key, _text, Subtype.PERMALINK)
            if key == "aliases":
                # Those of Obsidian are other names of the note.
                texts = tuple(text for text in texts if "/" in text or "." in text)
            read = (self.read(key, text, address, "", Subtype.PERMALINK) for text in texts)
            found[key] = tuple(Alias(path, self.line(key)) for path in read if path)
        return found


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
    return given if is_over_title or _ValueReader(given).take_date() else NO_FRONT_MATTER


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


def words_of_name(docname: str) -> str:
    """Return the title that a document's file name makes, its date apart."""
    name = read_path(docname).parts[-1]
    words = re.split(r"[-_\s]+", name)
    return " ".join(words).strip().capitalize() or name


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
    So it is given the first lines only, and twice as many as long as there is no front matter.
    """
    if not lines[0].startswith(_FENCE):
        return None
    # With code, because a fence that is indented like code closes nothing.
    parser = MarkdownIt("zero").enable("code").use(front_matter_plugin)
    number = _FIRST_LINES
    while True:
        # Whole lines: a last one of spaces alone is more than the rule can read.
        text = "".join(f"{line}\n" for line in lines[:number])
        first = next(iter(parser.parse(text)), None)
        if first and first.type == "front_matter" and first.map:
            return first.map[1] - 1
        if number >= len(lines):
            return None
        number *= 2


def _key(written: str) -> str | None:
    return KEYS.get(written.strip().lower())


def _moment_of_path(docname: str) -> Moment | None:
    date = read_path(docname).date
    return Moment(date) if date else None


def _default_date(given: RawFrontMatter) -> Moment | None:
    with contextlib.suppress(ValueError):
        return read_moment(given.default_date)
    return None


def _is_of_conference(given: Mapping[str, object], names_conference: Callable[[str], bool]) -> bool:
    """Tell whether a document says that it is of a conference.

    Other projects have such keys for a switch, a number, or an event of another kind.
    """
    conference, event = given.get("conference"), given.get("event")
    if isinstance(conference, str) and _NAME.match(conference.strip()):
        return conference.strip().lower() not in (*_TRUE, *_FALSE)
    return isinstance(event, str) and names_conference(event)


def _moment(value: object) -> dt.datetime | None:
    date, time, _ = read_moment(value).of_one_day()
    return dt.datetime.combine(date, time or dt.time())


def _timezone(value: object) -> str:
    return read_timezone(_text(value))


def _text(value: object) -> str:
    if isinstance(value, list | Mapping):
        raise ValueError("a text")
    # Flags are written as in JSON.
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return " ".join(NO_TEXT.sub("", text).split())


def _words(value: object) -> tuple[str, ...]:
    text = _text(value)
    return tuple(read_items(text)) if text else ()


def _pattern(value: object) -> Pattern | None:
    text = _text(value)
    return read_pattern(text) if text else None


def _person(value: object) -> str:
    """Read an author: a name, or a mapping that has it, as Hugo, Jekyll and Quarto write it.

    MyST's own tool writes the ``id`` by which the project knows the author.
    """
    if not isinstance(value, Mapping):
        return _text(value)
    value = {str(key).lower(): inner for key, inner in value.items()}
    name = value.get("name", value)
    if isinstance(name, Mapping):
        # The parts are those of CSL (https://docs.citationstyles.org/en/stable/specification.html#name).
        parts = [name["literal"]] if name.get("literal") else [name.get(part) for part in NAME]
        name = " ".join(_text(part) for part in parts if part)
    name = name or value.get("id")
    if not name:
        raise ValueError("an author with a name")
    return _text(name)


def _is_date(value: object) -> bool:
    with contextlib.suppress(ValueError):
        return bool(read_moment(value))
    return False


def _is_published(value: object) -> bool:
    """Read whether something is published, or when it was."""
    return _is_date(value) or _flag(value)


def _is_hidden(status: object) -> bool:
    return isinstance(status, str) and status.strip().lower() in _HIDDEN


def _flag(value: object) -> bool:
    word = _text(value).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("true or false")
