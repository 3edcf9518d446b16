"""What a talk's fields may hold, each read in one place for both forms.

A directive's option and a field label of the prose form (``Speaker:``, ``Slides:``) go through
`FIELDS`; front matter and filters use the same readers.  A reader takes the author's text and
returns the value of the node's attribute, or raises `ValueError` saying what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sphinxext_confnotes import labels
from sphinxext_confnotes.addresses import EXPECTED, leaves_project, read_address
from sphinxext_confnotes.dates import read_moment, read_time, read_timezone, write_days, write_time
from sphinxext_confnotes.notes.records import ADDRESS_FIELDS
from sphinxext_confnotes.warnings import Subtype

MOST_ITEMS = 100
"""Items of a list.  Each talk stands with all its tags in the group of each of them, which with
ten times as many makes a hundred times as much to write."""


NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
"""What YAML has escapes for, and neither UTF-8 nor XML can hold."""

_SEPARATOR = re.compile(r"(?<!\\),")
_COMMA = re.compile(r"(\\*),")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a talk."""

    read: Callable[[str], object]
    """From text to attribute value; raises `ValueError` with what was expected."""
    subtype: Subtype = Subtype.OPTION
    """Of the warning about a value that can't be read."""

    def read_on(self, docname: str, value: str) -> object:
        """Return the value of a field that stands in a document.

        :raises ValueError: when it can't be read, or is the path of a file outside the project,
            which building the page would publish.
        """
        read = self.read(value)
        if self.subtype is Subtype.URL and leaves_project(str(read), docname):
            raise ValueError(EXPECTED)
        return read


def text(value: str) -> str:
    """Return a text on one line.

    :raises ValueError: when it is empty.
    """
    if line := " ".join(value.split()):
        return line
    raise ValueError("some text")


def items(value: str) -> list[str]:
    r"""Split a list at its commas; ``\,`` is a comma in an item.

    :raises ValueError: when there is no item, or more than `MOST_ITEMS`.
    """
    parts = (part.replace(r"\,", ",") for part in _SEPARATOR.split(value))
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


def _date(value: str) -> str:
    date, _, until = read_moment(value)
    return write_days(date, until)


def _time(value: str) -> str:
    return write_time(*read_time(value))


FIELDS: dict[str, Field] = {
    "url": Field(read_address, Subtype.URL),
    "speakers": Field(items),
    "date": Field(_date, Subtype.DATE),
    "time": Field(_time, Subtype.TIME),
    "timezone": Field(read_timezone, Subtype.TIMEZONE),
    "conference": Field(text),
    "track": Field(text),
    "room": Field(text),
    "kind": Field(text),
    "tags": Field(items),
    "highlight": Field(lambda value: " ".join(value.split())),
    "rating": Field(labels.rating),
    **{name: Field(read_address, Subtype.URL) for name in ADDRESS_FIELDS},
}
"""The fields of a talk; each is an option of the directive and an attribute of the node."""
