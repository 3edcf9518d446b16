"""Read TOML with the line of each key, also where it is broken.

Hugo and Zola have front matter in TOML (https://toml.io/en/v1.0.0).  ``tomllib`` says nothing of
lines, and refuses the whole for one quote too few; so statements are found, too, and where the
whole is no TOML each is read by itself.  Called by ``headers``.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinxext_confnotes.reading.yaml_text import LostError, read_entry

LONGEST = 200
"""Lines of a statement."""

_KEY = re.compile(r"""[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([\w-]+))[ \t]*=[ \t]*(.*)""")
_PLACE = re.compile(r" *\(at (?:line (\d+), column \d+|end of document)\)")
_UNFINISHED = "at end of document"
"""The words of ``tomllib`` for a statement that may go on in the next line."""


class TomlText(NamedTuple):
    """A text in TOML."""

    values: Mapping[str, object]
    """Text, numbers, flags, None, or lists and mappings of such; what JSON has.  Numbers with a
    point, dates and times are text."""
    lines: Mapping[str, int]
    """Key, or ``table.key``, to its line, from 1."""
    problem: tuple[str, int] | None = None
    """Why it isn't TOML as a whole, with the line."""
    lost: Sequence[tuple[str, int]] = ()
    """The keys of which the value can't be made out, with their lines."""


class _Statement(NamedTuple):
    number: int
    """The line where it begins, from 0."""
    lines: Sequence[str]
    values: dict[str, object] | None
    """None where it is broken."""


def read_toml(lines: Sequence[str]) -> TomlText | None:
    """Return what lines of TOML say; None where they begin with none, or say nothing."""
    try:
        whole, problem = _load(lines), None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        whole, problem = None, _described(error, len(lines))
    values: dict[str, object] = {}
    places: dict[str, int] = {}
    lost: list[tuple[str, int]] = []
    table = ""
    for statement in _statements(lines):
        at = statement.number + 1
        read = statement.values
        if read is None:
            key, value = _read_broken(statement.lines[0])
            if not key:
                if not values:
                    return None
                continue
            if isinstance(value, LostError):
                lost.append((key, at))
                continue
            read = {key: value}
        elif statement.lines[0].lstrip().startswith("["):
            table = next(iter(read), "")
            places.setdefault(table, at)
            values.setdefault(table, read[table])
            continue
        inner = values.get(table) if table else values
        if isinstance(inner, dict):
            inner.update(read)
        for key, value in read.items():
            places.setdefault(f"{table}.{key}" if table else key, at)
            if isinstance(value, dict) and not table:
                # A dotted key, or a table on one line.
                places.update((f"{key}.{name}", at) for name in value)
    if whole is None and not values:
        return None
    found = _typed(whole if whole is not None else values)
    assert isinstance(found, dict)
    return TomlText(found, places, problem, lost) if found else None


def _load(lines: Sequence[str]) -> dict[str, object]:
    return tomllib.loads("\n".join(lines), parse_float=str)


def _described(error: Exception, length: int) -> tuple[str, int]:
    if isinstance(error, RecursionError):
        return "too deep", 1
    message = str(error)
    place = _PLACE.search(message)
    line = int(place[1]) if place and place[1] else length
    words = _PLACE.sub("", message)
    return words[:1].lower() + words[1:], max(1, min(line, length))


def _statements(lines: Sequence[str]) -> Iterator[_Statement]:
    """Yield each statement, the comments and empty lines apart."""
    number = 0
    while number < len(lines):
        statement = _statement(lines, number)
        if statement.values or statement.values is None:
            yield statement
        number += len(statement.lines)


def _statement(lines: Sequence[str], start: int) -> _Statement:
    for end in range(start + 1, min(start + LONGEST, len(lines)) + 1):
        try:
            return _Statement(start, lines[start:end], _load(lines[start:end]))
        except RecursionError:
            break
        except tomllib.TOMLDecodeError as error:
            if _UNFINISHED not in str(error):
                break
    return _Statement(start, lines[start : start + 1], None)


def _read_broken(line: str) -> tuple[str, object]:
    """Return the key of a line that is no TOML, and its value as YAML or as text.

    The key is empty where the line has none, and the value an error where it can't be made out.
    """
    found = _KEY.fullmatch(line)
    if found is None:
        return "", None
    key, rest = found[1] or found[2] or found[3], found[4].strip()
    try:
        return key, read_entry([f"key: {rest}"], is_list=rest.startswith("["))
    except LostError as error:
        return key, error


def _typed(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value
