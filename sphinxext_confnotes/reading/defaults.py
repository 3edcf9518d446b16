"""The front matter that a project has for whole folders: ``confnotes_defaults``.

`check` is called when the configuration is there; `of_document` and `complete` by ``headings``, for
each document before its front matter is read.  What a post says itself wins.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sphinx.application import Sphinx
from sphinx.config import Config as SphinxConfig
from sphinx.util.matching import patmatch

from sphinxext_confnotes.config import PREFIX, place_of
from sphinxext_confnotes.notes.field_kinds import read_items
from sphinxext_confnotes.reading.frontmatter import ADDRESSES, FrontMatter
from sphinxext_confnotes.reading.permalinks import placeholders, read_address
from sphinxext_confnotes.reading.raw_frontmatter import DATES, KEYS, LISTS, RawFrontMatter
from sphinxext_confnotes.warnings import Subtype, shown, warn

NAME = f"{PREFIX}defaults"

OWN = (
    *("title", "updated", "slug"),
    *(key for key in ADDRESSES if key != "permalink"),
    *(key for key in DATES if key not in ("date", "published")),
)
"""The keys that a post alone can have."""

ALLOWED = {key: known for key, known in KEYS.items() if known not in OWN}
"""The keys that a folder can have, in all their spellings, to the known ones."""

JOINED = tuple(key for key in LISTS if key not in (*OWN, "talks"))
"""The keys of which the items of all are taken."""


def check(app: Sphinx, config: SphinxConfig) -> None:
    """Take out every entry that can't be read, and warn about it.

    Handler of ``config-inited``, after the one of ``config``.
    """
    kept: dict[str, Mapping[str, object]] = {}
    for pattern, values in config[NAME].items():
        if isinstance(pattern, str) and isinstance(values, Mapping):
            problems = {key: why for key, value in values.items() if (why := _problem(key, value))}
            kept[pattern] = {key: value for key, value in values.items() if key not in problems}
            messages = [f"[{pattern!r}]: {why}" for why in problems.values()]
        else:
            messages = [
                f"[{shown(pattern)!r}] = {shown(values)}: expected a mapping of keys to values "
                "behind a pattern; it is ignored"
            ]
        for message in messages:
            warn(Subtype.CONFIG, f"{NAME}{message}", place_of(NAME, app, entry=str(pattern)))
    config[NAME] = kept


def _problem(key: object, value: object) -> str:
    """Return what is wrong with a key and its value; nothing where nothing is."""
    if key not in ALLOWED:
        names = ", ".join(dict.fromkeys(ALLOWED.values()))
        return f"'{shown(key)}': expected one of {names}; it is ignored"
    if ALLOWED[key] == "permalink":
        return _problem_of_permalink(value)
    read = FrontMatter.read(RawFrontMatter({ALLOWED[key]: (value, 1)}), "")
    return read.problems[0].message if read.problems else ""


def _problem_of_permalink(value: object) -> str:
    """Return what is wrong with the address of all posts of a folder, which must tell them apart.

    What is in it that not every post has, such as a date, is told of the post that hasn't.
    """
    addresses = []
    for name in ("some", "other"):
        try:
            values = placeholders(f"2000-01-02-{name}", dt.date(2000, 1, 2), "")
            addresses.append(read_address(value, folder="/", values=values))
        except ValueError as error:
            return f"'permalink': expected {error}; it is ignored"
    if addresses[0] == addresses[1]:
        return "'permalink': expected ':title' or ':slug' in it; it is ignored"
    return ""


def of_document(docname: str, defaults: Mapping[str, Mapping[str, object]]) -> Mapping[str, object]:
    """Return the front matter that the patterns for a document have, by known keys.

    Of several patterns a later one wins; lists are joined.

    :param defaults: pattern, as in ``exclude_patterns``, to keys and values.
    """
    found: dict[str, object] = {}
    for pattern, values in defaults.items():
        if patmatch(docname, pattern.removeprefix("/")):
            for written, value in values.items():
                key = ALLOWED[written]
                found[key] = _joined(found.get(key), value) if key in JOINED else value
    return found


def complete(given: RawFrontMatter, defaults: Mapping[str, object]) -> RawFrontMatter:
    """Return the front matter of a document, completed by that of its folder.

    :param defaults: as `of_document` returns it.
    """
    if not defaults:
        return given
    values, written = dict(given.values), dict(given.given)
    for key, value in defaults.items():
        own, line = values.get(key, (None, 1))
        if key == "date":
            continue
        if key in JOINED and own is not None:
            value = _joined(own, value)
        elif own is not None:
            continue
        values[key] = value, line
        written[key] = value
    return given._replace(
        values=values,
        given=written,
        default_date=defaults.get("date"),
        has_default_conference=written.get("conference") is not given.given.get("conference"),
    )


def _joined(first: object, second: object) -> list[object]:
    return [*_items(first), *_items(second)]


def _items(value: object) -> Iterator[object]:
    if isinstance(value, list | tuple):
        yield from value
    elif isinstance(value, str):
        yield from read_items(value) if value.strip() else ()
    elif value is not None:
        yield value
