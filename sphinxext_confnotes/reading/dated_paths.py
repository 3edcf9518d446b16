"""Dates in the names of files and folders, as blogs and hurried people date their posts.

Only a name that begins with year, month and day dates a post, or folders that are these; a number
that is no day of the calendar is a number.  Called by ``frontmatter``, ``permalinks`` and
``prose``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

INDEX = ("index", "readme")
"""The names of files that stand for their folder."""

_DATED = re.compile(
    r"(?P<year>\d{4}(?=[-_])|(?:19|20)\d\d)(?P<mark>[-_]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)"
    r"(?:[-_ ]+(?P<slug>.*))?",
    re.ASCII,
)
_DAY_OF_MONTH = re.compile(r"(?P<day>\d\d)(?:[-_ ]+(?P<slug>.*))?", re.ASCII)
_YEAR, _MONTH = re.compile(r"(?:19|20)\d\d", re.ASCII), re.compile(r"\d\d", re.ASCII)


class DatedPath(NamedTuple):
    """The path of a document, and what it says of its date."""

    date: dt.date | None
    slug: str
    """What stands behind the date in the name that has it; empty where nothing does."""
    parts: tuple[str, ...]
    """The folders, and the name that the document has without its date."""


def read_path(docname: str) -> DatedPath:
    """Return what the path of a document says.

    The date is that of the file's name; or of the folder that an index page or a README stands
    for; or of the file's folder, if that is a date and nothing else, or a day below a year and a
    month.
    """
    *folders, name = docname.split("/")
    if found := _read_name(folders, name):
        date, slug = found
        return DatedPath(date, slug, (*folders, slug or name))
    if not folders:
        return DatedPath(None, "", (name,))
    *above, folder = folders
    if found := _read_name(above, folder):
        date, slug = found
        if name.casefold() in INDEX:
            return DatedPath(date, slug, (*above, slug or folder))
        if not slug:
            return DatedPath(date, "", (*folders, name))
    return DatedPath(None, "", (*folders, name))


def _read_name(folders: list[str], name: str) -> tuple[dt.date, str] | None:
    """Return the date that a name begins with, and the words behind it."""
    if found := _DATED.fullmatch(name):
        year, month = found["year"], found["month"]
    elif found := _DAY_OF_MONTH.fullmatch(name):
        year, month = ("", "", *folders)[-2:]
        if not (_YEAR.fullmatch(year) and _MONTH.fullmatch(month)):
            return None
    else:
        return None
    try:
        date = dt.date(int(year), int(month), int(found["day"]))
    except ValueError:
        return None
    return date, found["slug"] or ""
