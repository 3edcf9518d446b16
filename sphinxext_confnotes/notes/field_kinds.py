"""Kinds of talk fields: how a value is read, kept, merged and written back.

The table in ``fields`` has a row of one of these kinds for each field of a talk, and says of each
attribute what it is for.  A talk's value is kept three times: in the record (`Talk`), by
attributes of that; on the node in the doctree, by the field's name; and in ``talks.json``, by keys
of that.  The record's values are the ones that the others are converted from and to.

Imports neither Sphinx nor docutils: a warning's subtype stands here by its value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from itertools import zip_longest
from typing import Any, ClassVar, Literal

from sphinxext_confnotes.addresses import read_address
from sphinxext_confnotes.dates import read_moment, read_time, read_timezone, write_days, write_time
from sphinxext_confnotes.marks import find_stars
from sphinxext_confnotes.notes.records import Account, Speaker, Talk
from sphinxext_confnotes.notes.speakers import (
    SEPARATOR,
    read_speaker,
    split_outside_parentheses,
    unique_speakers,
)

MOST_ITEMS = 100
"""Items of a list.  Each talk stands with all its tags in the group of each of them, which with
ten times as many makes a hundred times as much to write."""

Values = dict[str, Any]
"""Values by the attributes of a record or node, or by the keys of the data."""

_BLANK_LINE = re.compile(r"\n\s*\n")
_COMMA = re.compile(r"(\\*),")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a talk whose value is one attribute of the record and of the node, and one key."""

    subtype: ClassVar[str] = "option"
    """The subtype of the warning about a value that can't be read."""

    name: str
    """The option of the directive, the attribute of the node, and what a label introduces."""
    about: str
    """The description of its values, in Markdown, for the documentation."""
    _: KW_ONLY
    is_inherited: bool = False
    """Whether a talk without it has its post's."""
    goes_with: str = ""
    """The field without which it says nothing: merged talks have both from one account."""
    compared: Callable[[Account], object] | None = None
    """What accounts of one talk have to agree in, as it is compared; nothing where they may
    differ."""
    noun: str = ""
    """The word for it in a warning, if that isn't its name."""
    shown: Literal["", "title", "fact", "mark", "stars", "folded", "tags", "link"] = ""
    """As what a talk's card shows it: as the link of the title, in the line of facts, as the mark
    of highlights, in stars, as a block that is folded, as badges, or as a link."""
    naming: Literal["shown", "spoken", "none"] = "shown"
    """Whether its name stands before it, where it is shown as a fact; only for those who can't see
    the page, because the value explains itself in its place; or for nobody."""
    order: int = 0
    """The place in the line of facts."""
    column: Literal["", "before", "behind"] = ""
    """Whether tables have a column for it, before or behind that of titles.  The columns are in
    the order of the rows."""
    is_filter: bool = False
    """Whether lists can be filtered by it."""
    group: str = ""
    """The value of ``group-by`` for lists that are grouped by it."""
    calendar: Literal["", "LOCATION", "CATEGORIES", "DESCRIPTION"] = ""
    """The property of a calendar's event that has its words
    (https://www.rfc-editor.org/rfc/rfc5545#section-3.8)."""
    citation: Literal["", "authors", "conference", "tags"] = ""
    """The part of a citation that has its words."""
    event: Literal["", "location"] = ""
    """The property of https://schema.org/Event that has its words."""

    @property
    def attributes(self) -> tuple[str, ...]:
        """Return the attributes of the record; the first one tells whether the value is known."""
        return (self.name,)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys of the data."""
        return (self.name,)

    def read(self, text: str) -> Values:
        """Read what an author wrote.

        :returns: attributes of the record.
        :raises ValueError: saying what was expected.
        """
        return {self.name: read_text(text)}

    def values_of(self, talk: Talk) -> Values:
        """Return the attributes that the record of a talk has of the field."""
        return {name: getattr(talk, name) for name in self.attributes}

    def is_known(self, talk: Talk) -> bool:
        """Tell whether a talk has a value."""
        return bool(getattr(talk, self.attributes[0]))

    def words(self, talk: Talk) -> Sequence[str]:
        """Return the words that a talk is found, grouped and published by."""
        value = self.to_node(self.values_of(talk)).get(self.name)
        return (str(value),) if value else ()

    def to_node(self, values: Values) -> Values:
        """Return the attributes of a node, those that have no value left out."""
        return {self.name: values[self.name]} if values[self.name] else {}

    def from_node(self, attributes: Mapping[str, Any]) -> Values:
        """Return the attributes of the record; none where the node hasn't the field."""
        return {self.name: attributes[self.name]} if self.name in attributes else {}

    def to_data(self, talk: Talk) -> Values:
        """Return the keys of the data, with what may be nothing."""
        return self.values_of(talk)

    def from_data(self, data: Mapping[str, Any]) -> Values:
        """Return the attributes of the record; none where the data hasn't the field."""
        return self.from_node(data)

    def merged(self, talks: Sequence[Talk]) -> Values:
        """Return what several accounts of a talk say together: what the first says that has it."""
        return self.values_of(next(filter(self.is_known, talks), talks[0]))


class Text(Field):
    """A text on one line."""


class Paragraphs(Field):
    """A text of one paragraph or several, with blank lines between them."""

    def read(self, text: str) -> Values:
        """Read paragraphs, each onto one line."""
        parts = (" ".join(part.split()) for part in _BLANK_LINE.split(text))
        if paragraphs := list(filter(None, parts)):
            return {self.name: "\n\n".join(paragraphs)}
        raise ValueError("some text")


class Word(Field):
    """A text that pages have in the project's language, where it is a usual word."""


class Zone(Field):
    """A time zone: an IANA name."""

    subtype = "timezone"

    def read(self, text: str) -> Values:
        """Read the name of a zone."""
        return {self.name: read_timezone(text)}


class Address(Field):
    """An address that may be linked."""

    subtype = "url"

    def read(self, text: str) -> Values:
        """Read an address, of which it isn't known yet whether it leaves the project."""
        return {self.name: read_address(text)}


class Rating(Field):
    """Stars, from 1 to 5."""

    def read(self, text: str) -> Values:
        """Read a number, or stars."""
        return {self.name: read_rating(text)}


class Words(Field):
    """A list of words; merged, it has those of all accounts."""

    def read(self, text: str) -> Values:
        """Read a list with commas."""
        return {self.name: tuple(read_items(text))}

    def words(self, talk: Talk) -> Sequence[str]:
        """Return the items."""
        found: tuple[str, ...] = getattr(talk, self.name)
        return found

    def to_node(self, values: Values) -> Values:
        """Return the items as a list, as docutils has them."""
        return {self.name: list(values[self.name])} if values[self.name] else {}

    def from_node(self, attributes: Mapping[str, Any]) -> Values:
        """Return the items as a tuple, as records have them."""
        return {self.name: tuple(attributes[self.name])} if self.name in attributes else {}

    def merged(self, talks: Sequence[Talk]) -> Values:
        """Return the items of all accounts, each once."""
        return {self.name: tuple(unique(word for talk in talks for word in self.words(talk)))}


class Speakers(Words):
    """Names of speakers, each perhaps with an affiliation; all but a card goes by the names.

    On the node and in the data the affiliations stand apart, so that a list of names is one.
    """

    @property
    def keys(self) -> tuple[str, ...]:
        """Return those of the names, and of a mapping of names to affiliations."""
        return (self.name, "affiliations")

    def read(self, text: str) -> Values:
        """Read a list in which commas between parentheses are no separators."""
        items = read_items(text, split_outside_parentheses)
        return {self.name: unique_speakers(map(read_speaker, items))}

    def words(self, talk: Talk) -> Sequence[str]:
        """Return the names."""
        return talk.speaker_names

    def to_node(self, values: Values) -> Values:
        """Return the names, and a list of as many affiliations if there is any."""
        speakers: Sequence[Speaker] = values[self.name]
        affiliations = [speaker.affiliation for speaker in speakers]
        found = {self.name: [speaker.name for speaker in speakers], "affiliations": affiliations}
        return {name: value for name, value in found.items() if any(value)}

    def from_node(self, attributes: Mapping[str, Any]) -> Values:
        """Return the speakers."""
        if self.name not in attributes:
            return {}
        names = attributes[self.name]
        pairs = zip_longest(names, attributes.get("affiliations", ()), fillvalue="")
        return {self.name: tuple(Speaker(*pair) for pair in pairs)}

    def to_data(self, talk: Talk) -> Values:
        """Return the names, and the affiliations by name."""
        affiliations = {one.name: one.affiliation for one in talk.speakers if one.affiliation}
        return {self.name: talk.speaker_names, "affiliations": affiliations or None}

    def from_data(self, data: Mapping[str, Any]) -> Values:
        """Return the speakers."""
        affiliations = data.get("affiliations", {})
        names = data.get(self.name, ())
        return {self.name: tuple(Speaker(name, affiliations.get(name, "")) for name in names)}

    def merged(self, talks: Sequence[Talk]) -> Values:
        """Return the speakers of all accounts, each once by name."""
        return {self.name: unique_speakers(one for talk in talks for one in talk.speakers)}


class Days(Field):
    """A day, or the first and the last of several."""

    subtype = "date"

    @property
    def attributes(self) -> tuple[str, ...]:
        """Return those of the first day and the last one."""
        return (self.name, "until")

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the same names."""
        return self.attributes

    def read(self, text: str) -> Values:
        """Read a date, of which a time is left aside."""
        date, _, until = read_moment(text)
        return {self.name: date, "until": until}

    def to_node(self, values: Values) -> Values:
        """Return the days as one text: ``2031-05-12`` or ``2031-05-12/2031-05-14``."""
        date: dt.date | None = values[self.name]
        return {self.name: write_days(date, values["until"])} if date else {}

    def from_node(self, attributes: Mapping[str, Any]) -> Values:
        """Return the days of such a text."""
        return self.read(attributes[self.name]) if self.name in attributes else {}

    def from_data(self, data: Mapping[str, Any]) -> Values:
        """Return the days, which have a key each."""
        return {key: dt.date.fromisoformat(data[key]) for key in self.keys if key in data}


class Hours(Field):
    """The start of a talk, and perhaps its end."""

    subtype = "time"

    @property
    def attributes(self) -> tuple[str, ...]:
        """Return those of beginning and end."""
        return ("start", "end")

    def read(self, text: str) -> Values:
        """Read one or two times."""
        return dict(zip(self.attributes, read_time(text), strict=True))

    def to_node(self, values: Values) -> Values:
        """Return the times as one text: ``14:00`` or ``14:00-14:45``."""
        start: dt.time | None = values["start"]
        return {self.name: write_time(start, values["end"])} if start else {}

    def from_node(self, attributes: Mapping[str, Any]) -> Values:
        """Return the times of such a text."""
        return self.read(attributes[self.name]) if self.name in attributes else {}

    def to_data(self, talk: Talk) -> Values:
        """Return what the node has."""
        return self.to_node(self.values_of(talk))


class Mark(Field):
    """A mark that its author may give a reason for."""

    @property
    def attributes(self) -> tuple[str, ...]:
        """Return those of the mark and its reason."""
        return (self.name, "reason")

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the same names."""
        return self.attributes

    def read(self, text: str) -> Values:
        """Read a reason, which may be empty."""
        return {self.name: True, "reason": " ".join(text.split())}

    def to_node(self, values: Values) -> Values:
        """Return the reason: an empty one is a mark as well."""
        return {self.name: values["reason"]} if values[self.name] else {}

    def from_node(self, attributes: Mapping[str, Any]) -> Values:
        """Return the mark and the reason."""
        if self.name not in attributes:
            return {}
        return {self.name: True, "reason": attributes[self.name]}

    def from_data(self, data: Mapping[str, Any]) -> Values:
        """Return the mark and the reason, which have a key each."""
        return {key: data[key] for key in self.keys if key in data}


def read_text(value: str) -> str:
    """Return a text on one line.

    :raises ValueError: when it is empty.
    """
    if line := " ".join(value.split()):
        return line
    raise ValueError("some text")


def read_items(value: str, split: Callable[[str], Iterable[str]] = SEPARATOR.split) -> list[str]:
    r"""Split a list at its commas; ``\,`` is a comma in an item.

    :param split: what splits it, if commas in some places are no separators.
    :raises ValueError: when there is no item, or more than `MOST_ITEMS`.
    """
    parts = (part.replace(r"\,", ",") for part in split(value))
    if found := list(unique(" ".join(part.split()) for part in parts)):
        return limited(found)
    raise ValueError("a comma-separated list")


def with_backslashes(value: str, text: str, source: str) -> str:
    r"""Return a list with ``\,`` where that was written, of which parsers leave the comma alone.

    :param value: the list, which is the end of a line.
    :param text: the line without markup.
    :param source: the line as it was written.  One with other commas than the text, as in the
        address of a link, tells nothing.
    """
    found = _COMMA.findall(source)
    if len(found) != text.count(","):
        return value
    parts = value.split(",")
    escaped = (len(backslashes) % 2 for backslashes in found[len(found) - len(parts) + 1 :])
    return parts[0] + "".join(
        (r"\," if is_kept else ",") + part for is_kept, part in zip(escaped, parts[1:], strict=True)
    )


def limited(words: list[str]) -> list[str]:
    """Return the words of a list.

    :raises ValueError: when there are more than `MOST_ITEMS`.
    """
    if len(words) <= MOST_ITEMS:
        return words
    raise ValueError(f"a list of at most {MOST_ITEMS}")


def unique(words: Iterable[str]) -> Iterable[str]:
    """Return words in their order, each once, without the empty ones."""
    return dict.fromkeys(word for word in words if word)


def read_rating(text: str) -> int:
    """Read a rating: ``4``, ``4/5``, ``4 of 5`` or stars.

    :raises ValueError: when it is none from 1 to 5.
    """
    text = text.strip()
    number = re.fullmatch(r"([1-5])(?:\s*(?:/|of|out of)\s*5)?", text)
    if number:
        return int(number[1])
    stars = find_stars(text)
    if stars and stars.start == 0 and stars.end == len(text):
        return stars.rating or 1
    raise ValueError("a number from 1 to 5")
