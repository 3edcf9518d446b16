"""The typed front matter of a post.

`FrontMatter.read` makes it of what ``raw_frontmatter`` found, and collects problems, which are
reported only if the document is a post or has notes.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import itertools
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from sphinxext_confnotes.config import read_modes
from sphinxext_confnotes.dates import Moment, is_date, read_moment, read_timezone
from sphinxext_confnotes.notes.field_kinds import limited, read_items, unique
from sphinxext_confnotes.notes.records import Alias
from sphinxext_confnotes.reading.dated_paths import read_path
from sphinxext_confnotes.reading.options import NO_TEXT
from sphinxext_confnotes.reading.permalinks import placeholders, read_address
from sphinxext_confnotes.reading.raw_frontmatter import DATES, LISTS, Problem, RawFrontMatter
from sphinxext_confnotes.warnings import Subtype, shown, warn

if TYPE_CHECKING:
    from sphinxext_confnotes.recognition.patterns import Pattern

T = TypeVar("T")


ADDRESSES = ("permalink", "redirect_from", "aliases")
"""The keys for what leads to the post."""

NAME = ("given", "dropping-particle", "non-dropping-particle", "family")
"""The parts of an author's name in the order in which they are said."""

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
        slug = take("slug", _text, "", Subtype.PERMALINK) if is_post else ""
        values = placeholders(docname, date, title, slug)
        aliases = matter.take_addresses(docname, values) if is_post else {}
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
        key = next((key for key in written if key != "published" or is_date(self.value(key))), "")
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


def words_of_name(docname: str) -> str:
    """Return the title that a document's file name makes, its date apart."""
    name = read_path(docname).parts[-1]
    words = re.split(r"[-_\s]+", name)
    return " ".join(words).strip().capitalize() or name


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
    # Imported here because few posts have one.
    from sphinxext_confnotes.recognition.patterns import read_pattern

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


def _is_published(value: object) -> bool:
    """Read whether something is published, or when it was."""
    return is_date(value) or _flag(value)


def _is_hidden(status: object) -> bool:
    return isinstance(status, str) and status.strip().lower() in _HIDDEN


def _flag(value: object) -> bool:
    word = _text(value).lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError("true or false")
