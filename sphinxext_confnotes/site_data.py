"""Data of other sites: reads a ``talks.json`` that strangers may have written, entry by entry.

Called by ``registry.other_sites``, which keeps the result.  Nothing raises for what a file holds:
what isn't as its schema says is left out, with a `Problem` that names its place.  Text becomes
text, addresses lead to the web or nowhere, and HTML is what ``sanitizing`` lets through.  Imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import pickle
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.kept_files import UNREADABLE, digest
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.field_kinds import (
    MOST_ITEMS,
    Address,
    Days,
    Field,
    Hours,
    Mark,
    Paragraphs,
    Rating,
    Speakers,
    Values,
    Words,
    Zone,
    unique,
)
from sphinxext_confnotes.notes.records import ELSEWHERE, Note, Place, Post, Speaker, Talk
from sphinxext_confnotes.notes.speakers import unique_speakers
from sphinxext_confnotes.programmes.entries import Problem
from sphinxext_confnotes.programmes.values import (
    LONGEST_LINE,
    LONGEST_TEXT,
    address_of,
    as_text,
    without_html,
    zone_of,
)
from sphinxext_confnotes.sanitizing import sanitize

FORMAT = 1
"""The version of the data that is read, as ``talks.json`` says it."""

VERSION = 1
"""The version of what `packed` writes."""

LARGEST = 64 * 2**20
"""Bytes of a file: a hundred times those of a site of a thousand talks."""

MOST_NOTES = 100
"""Notes of one talk or day."""

MOST_PROBLEMS = 10
"""Problems of one file that are told; of more there is but the number."""

DEEPEST = 50
"""Elements of HTML in each other.  What is nested deeper is shown as text."""

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""The characters that turn the direction of what follows, which may be words of the page."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_VOID = {"area", "br", "col", "hr", "img", "wbr"}

_KINDS = {"tldr", "comment"}


class SiteData(NamedTuple):
    """The content of one file."""

    posts: tuple[Post, ...] = ()
    """The posts with their talks and notes, as records of another site."""
    problems: tuple[Problem, ...] = ()


def read_site(content: bytes, key: str, name: str, address: str = "") -> SiteData:
    """Read the data of a site.

    :param key: what the project calls the site; no other site has it.
    :param name: its name on pages.
    :param address: its address, where the file doesn't tell; with a slash at its end.
    """
    if len(content) > LARGEST:
        return _failed(f"it has more than {LARGEST // 2**20} MiB")
    with gc_pause.paused():
        try:
            data = json.loads(
                content.decode("utf-8-sig"), parse_int=_number, parse_constant=lambda name: None
            )
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            return _failed("it isn't written in UTF-8", line)
        except json.JSONDecodeError as error:
            return _failed(f"it is no JSON: {error.msg}", error.lineno)
        except RecursionError:
            return _failed("it is nested too deep")
        if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
            return _failed("it isn't the talks.json of a site with conference notes")
        if data.get("version") != FORMAT:
            given = data.get("version")
            said = given if isinstance(given, int) else "no number"
            return _failed(f"the version of its format is {said}, and version {FORMAT} is read")
        reader = _Reader(key, name, address_of(data.get("site")) or address)
        posts = tuple(reader.posts(data["posts"]))
    return SiteData(posts, tuple(reader.told()))


def packed(data: SiteData) -> bytes:
    """Return data as bytes that `unpacked` reads in a fraction of the time of its file."""
    return pickle.dumps((VERSION, data), protocol=5)


def unpacked(content: bytes) -> SiteData | None:
    """Return data that `packed` wrote; None for bytes of another version, or broken ones.

    :param content: from a folder that nobody else writes to, as the environment's pickle is.
    """
    try:
        with gc_pause.paused():
            version, data = pickle.loads(content)
    except UNREADABLE:
        return None
    return data if version == VERSION and isinstance(data, SiteData) else None


def _failed(text: str, line: int = 0) -> SiteData:
    return SiteData(problems=(Problem(text, line),))


def _number(digits: str) -> int | None:
    """Return a number; None for one that nothing in the data is as long as."""
    return int(digits) if len(digits) < 20 else None


class _Unfit(Exception):  # noqa: N818 - no error, but what isn't as it should be
    """A value that isn't what the schema says, with the words for what was expected."""


class _Reader:
    """The reading of one file."""

    def __init__(self, key: str, name: str, base: str) -> None:
        self._key = key
        self._name = name
        self._base = base
        self._problems: list[Problem] = []
        self._count = 0

    def told(self) -> Iterator[Problem]:
        """Yield the problems, the first of them if there are many."""
        yield from self._problems
        if self._count > len(self._problems):
            yield Problem(f"{self._count - len(self._problems)} more problems aren't told")

    def _note(self, place: str, expected: str, done: str = "it is left out") -> None:
        self._count += 1
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(f"expected {expected}; {done}", place=place))

    def posts(self, data: Sequence[object]) -> Iterator[Post]:
        """Yield the posts, without those that can't be read."""
        if not self._base and data:
            self._note("site", "an http(s) address", "nothing leads there without a 'url'")
        known: set[str] = set()
        for number, one in enumerate(data):
            place = f"posts[{number}]"
            try:
                post = self._post(_mapping(one), place)
                if post.docname in known:
                    raise _Unfit("an id that no other post has")
            except _Unfit as expected:
                self._note(place, str(expected))
                continue
            known.add(post.docname)
            yield post

    def _post(self, data: Mapping[str, object], place: str) -> Post:
        docname = f"{ELSEWHERE}{self._key}/{_required(data, 'id')}"
        page = self._address(data, place)
        title = self._optional(data, "title", _line, place)
        read: Values = {}
        for name, reader in _POST.items():
            if value := self._optional(data, name, reader, place):
                read[name] = value
        if not (read.get("until") and read.get("date") and read["until"] > read["date"]):
            read.pop("until", None)
        post = Post(
            docname=docname,
            title=title or _required(data, "id"),
            site=self._name,
            page=page,
            notes=tuple(self._notes(data, page, place)),
            **read,
        )
        talks = tuple(self._talks(data, post, place))
        shown = post.title, post.page, post.site, [note.digest for note in post.notes]
        return post._replace(talks=talks, digest=digest(shown)[:16])

    def _talks(self, data: Mapping[str, object], post: Post, place: str) -> Iterator[Talk]:
        known: set[str] = set()
        for number, one in enumerate(self._optional(data, "talks", _list, place) or ()):
            at = f"{place}.talks[{number}]"
            try:
                talk = self._talk(_mapping(one), post, at)
                if talk.name in known:
                    raise _Unfit("an id that no other talk has")
            except _Unfit as expected:
                self._note(at, str(expected))
                continue
            known.add(talk.name)
            yield talk

    def _talk(self, data: Mapping[str, object], post: Post, place: str) -> Talk:
        name = _required(data, "id").rpartition("#")[2]
        title = _required(data, "title")
        if not name:
            raise _Unfit("an id with a name behind '#'")
        page = self._address(data, place)
        facts: Values = {
            "date": post.date,
            "conference": post.conference,
            "timezone": post.timezone,
        }
        for field in fields.FIELDS:
            if any(key in data for key in field.keys):
                try:
                    facts |= _fact(field, data, page or self._base)
                except _Unfit as expected:
                    self._note(f"{place}.{field.keys[0]}", str(expected))
        filled = self._optional(data, "filled", _words, place) or ()
        talk = Talk(
            name=name,
            title=title,
            place=Place(post.docname, name, page),
            line=0,
            named=data.get("named") is True,
            notes=tuple(self._notes(data, page, place)),
            filled=tuple(one for one in filled if one in fields.BY_NAME),
            **facts,
        )
        return talk._replace(digest=digest(talk._replace(notes=()))[:16])

    def _address(self, data: Mapping[str, object], place: str) -> str:
        """Return the address of a page; nothing where the site's isn't known."""
        given = data.get("page")
        if not isinstance(given, str):
            raise _Unfit("the address of a page")
        found = address_of(given, self._base)
        if not found and self._base:
            self._note(f"{place}.page", "an http(s) address", "nothing leads there")
        return found

    def _notes(self, data: Mapping[str, object], page: str, place: str) -> Iterator[Note]:
        listed = self._optional(data, "notes", _list, place) or []
        if len(listed) > MOST_NOTES:
            self._note(f"{place}.notes", f"at most {MOST_NOTES} notes", "the others are left out")
        for number, one in enumerate(listed[:MOST_NOTES]):
            try:
                yield _note(_mapping(one), page or self._base)
            except _Unfit as expected:
                self._note(f"{place}.notes[{number}]", str(expected))

    def _optional(
        self,
        data: Mapping[str, object],
        name: str,
        read: Callable[[object], Any],
        place: str,
    ) -> Any:
        """Return a value, or None where there is none that can be read."""
        if name not in data:
            return None
        try:
            return read(data[name])
        except _Unfit as expected:
            self._note(f"{place}.{name}", str(expected))
            return None


def _mapping(value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise _Unfit("a mapping")


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise _Unfit("a list")


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise _Unfit("a text")
    text = " ".join(_clean(value).split())
    if len(text) > LONGEST_LINE:
        raise _Unfit(f"a text of at most {LONGEST_LINE} characters")
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Unfit("a text")
    if len(value) > LONGEST_TEXT:
        raise _Unfit(f"a text of at most {LONGEST_TEXT} characters")
    return _clean(value).strip()


def _clean(value: str) -> str:
    """Return a text without characters that no page can have, or that turn the words behind it."""
    return value if value.isprintable() else _BIDI.sub("", as_text(value))


def _words(value: object) -> tuple[str, ...]:
    found = tuple(unique(map(_line, _list(value))))
    if len(found) > MOST_ITEMS:
        raise _Unfit(f"a list of at most {MOST_ITEMS}")
    return found


def _day(value: object) -> dt.date:
    try:
        return dt.date.fromisoformat(_line(value))
    except ValueError:
        raise _Unfit("a date such as 2031-05-12") from None


def _zone(value: object) -> str:
    if found := zone_of(value):
        return found
    raise _Unfit("the IANA name of a time zone")


def _required(data: Mapping[str, object], name: str) -> str:
    try:
        found = _line(data.get(name))
    except _Unfit:
        found = ""
    if found:
        return found
    raise _Unfit(f"a text of at most {LONGEST_LINE} characters as '{name}'")


_POST: Mapping[str, Callable[[object], Any]] = {
    "date": _day,
    "until": _day,
    "timezone": _zone,
    "conference": _line,
    "location": _line,
    "tags": _words,
    "authors": _words,
}
"""The keys of a post that may be missing, and what reads them."""


def _fact(field: Field, data: Mapping[str, object], base: str) -> Values:
    """Return what a talk has of a field, as attributes of its record."""
    value = data.get(field.name)
    match field:
        case Speakers():
            given = data.get("affiliations")
            known = given if isinstance(given, dict) else {}
            names = _words(value if value is not None else [])
            pairs = (Speaker(name, _line(known.get(name, ""))) for name in names)
            return {field.name: unique_speakers(pairs)}
        case Words():
            return {field.name: _words(value)}
        case Days():
            days = {key: _day(data[key]) for key in field.keys if key in data}
            return days if "date" in days else {}
        case Hours():
            try:
                return field.read(_line(value))
            except ValueError:
                raise _Unfit("a time such as 14:00 or 14:00-14:45") from None
        case Mark():
            reason = _line(data.get("reason", ""))
            return {field.name: True, "reason": reason} if value is True else {}
        case Rating():
            if type(value) is int and 1 <= value <= 5:
                return {field.name: value}
            raise _Unfit("a number from 1 to 5")
        case Address():
            if address := address_of(value, base):
                return {field.name: address}
            raise _Unfit("an http(s) address")
        case Zone():
            return {field.name: _zone(value)}
        case Paragraphs():
            return {field.name: _text(value)}
    return {field.name: _line(value)}


def _note(data: Mapping[str, object], base: str) -> Note:
    """Return a note, whose HTML is safe on any page."""
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise _Unfit("as 'kind' one of tldr, comment")
    author = _line(data.get("author", ""))
    text, given = _text(data.get("text", "")), data.get("html", "")
    # Of HTML that is far too long, the text may do.
    is_long = text and isinstance(given, str) and len(given) > LONGEST_TEXT
    markup = "" if is_long else _text(given)
    if markup and not text:
        text = _clean(without_html(markup)).strip()
    markup = _safe(markup, base) if markup else ""
    if not markup:
        markup = "\n".join(f"<p>{html.escape(part)}</p>" for part in _paragraphs(text))
    if not markup:
        raise _Unfit("html or text")
    return Note(
        kind="tldr" if kind == "tldr" else "comment",
        author=author,
        digest=digest(kind, author, text, markup)[:16],
        text=text,
        html=markup,
    )


def _safe(markup: str, base: str) -> str:
    """Return HTML that is safe; nothing for what is nested too deep."""
    found = sanitize(markup, base)
    depth = 0
    for end, name in _TAG.findall(found):
        if name not in _VOID:
            depth += -1 if end else 1
        if depth > DEEPEST:
            return ""
    return found


def _paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n\s*\n", text):
        if part.strip():
            yield part.strip()
