"""Reads a programme from the bytes of a file, of whatever kind that is.

The kind is told by what stands in the file: names of files say little, and exports are saved under
any.  Called by the layers that read files, which keep the result; imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import json
import re

import yaml

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.programmes.calendars import is_calendar, read_calendar
from sphinxext_confnotes.programmes.entries import Problem, Programme, failed
from sphinxext_confnotes.programmes.plain_yaml import read_plain_yaml
from sphinxext_confnotes.programmes.schedule_json import is_schedule, read_schedule
from sphinxext_confnotes.programmes.sessionize import read_sessions, sessions_of
from sphinxext_confnotes.programmes.tables import header_of, read_csv, read_rows
from sphinxext_confnotes.programmes.virtual_site import papers_of, read_papers

KINDS = (
    "schedule.json or schedule.xml of frab, pretalx and their like, the JSON of a virtual site or "
    "of Sessionize, iCalendar, or CSV, YAML or JSON with named columns"
)
"""The kinds of files that are read, for a warning."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")


def read_programme(content: bytes) -> Programme:
    """Read a file.

    :returns: its entries, and what was wrong with it; never raises for what a file holds.
    """
    with gc_pause.paused():
        return _read(content)


def _read(content: bytes) -> Programme:
    is_utf16 = content.startswith(_UTF16)
    if _XML.match(content) or (is_utf16 and content[2:4].strip(b"\0") == b"<"):
        # Imported here because most programmes need no XML.
        from sphinxext_confnotes.programmes.schedule_xml import read_xml

        return read_xml(content)
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        return failed("it isn't written in UTF-8", content.count(b"\n", 0, error.start) + 1)
    if not text.strip():
        return failed("it is empty")
    if is_calendar(text):
        return read_calendar(text)
    if separator := header_of(text):
        return read_csv(text, separator)
    if text.lstrip()[0] in "{[":
        return _read_json(text)
    return _read_yaml(text)


def _read_json(text: str) -> Programme:
    try:
        data = _parsed(text)
    except json.JSONDecodeError as error:
        return failed(f"it is no JSON: {error.msg}", error.lineno)
    except RecursionError:
        return failed("it is no programme: it is nested too deep")
    if is_schedule(data):
        return read_schedule(data)
    if sessions_of(data):
        return read_sessions(data)
    if papers := papers_of(data):
        return read_papers(papers)
    return _read_rows(data)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError:
        # Python refuses to make numbers of very many digits.
        return json.loads(text, parse_int=str)


def _read_yaml(text: str) -> Programme:
    try:
        data = read_plain_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return failed(
            f"it is no YAML ({error.problem}), nor another kind that is read: {KINDS}", line
        )
    except yaml.YAMLError as error:
        reason = str(error).partition("\n")[0]
        return failed(f"it is no YAML ({reason}), nor another kind that is read: {KINDS}")
    return _read_rows(data)


def _unknown(reason: str | None, line: int = 0) -> Programme:
    return failed(f"it is no YAML ({reason}), nor another kind that is read: {KINDS}", line)


def _read_rows(data: object) -> Programme:
    found = read_rows(data)
    if found.entries or found.problems != (Problem("it has no entries"),):
        return found
    return failed(f"nothing in it has a title and a fact; what is read is {KINDS}")
