"""The text of a new post: an item with empty notes for each talk of a day.

Called by the command line, which knows the folder's defaults and writes the file.  Imports neither
Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from sphinxext_confnotes.dates import write_time
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.joining import Joiner, Wanted

LABELS = ("TLDR", "Comment")
"""The notes that wait for their text."""

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~$=%^]|&(?=[#\w])")
"""Signs that mean something in a line of Markdown, MyST or Obsidian."""


def talks_of(
    entries: Sequence[Entry], day: dt.date, mine: Sequence[Entry] | None = None
) -> list[Entry]:
    """Return the talks of a day, in the order of time.

    :param entries: the conference's programme, which may have none.
    :param mine: the entries of a calendar of those that somebody has chosen, of any day.  What the
        programme says of them is taken, where it has them.
    """
    found = list(entries)
    if mine is not None:
        joiner = Joiner(entries)
        chosen = [one for one in mine if day in (one.day, one.date)]
        found = [joiner.join(_wanted(one)).entry or one for one in chosen]
    # What is given after midnight is of the day before.
    of_day = (one for one in dict.fromkeys(found) if one.day == day and not one.is_break)
    return sorted(of_day, key=_by_time)


def post_text(
    front_matter: Mapping[str, Any], talks: Sequence[Entry], *, tells_facts: bool = False
) -> str:
    """Return the text of a post in Markdown.

    :param front_matter: all its keys and values; dates are dates.
    :param tells_facts: whether to write who speaks, when and where.  A post whose conference has a
        programme in the project gets that from there.
    """
    head = yaml.safe_dump(dict(front_matter), sort_keys=False, allow_unicode=True, width=1000)
    items = ("\n".join(_item(talk, tells_facts=tells_facts)) for talk in talks)
    return "\n".join([f"---\n{head}---\n", *items])


def escaped(text: str) -> str:
    """Return a text on one line as Markdown that says it."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _item(talk: Entry, *, tells_facts: bool) -> Iterator[str]:
    title = escaped(talk.title)
    address = talk.url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    yield f"- [{title}](<{address}>)" if address else f"- **{title}**"
    for label, value in _facts(talk) if tells_facts else ():
        yield f"\n  {label}: {value}"
    for label in LABELS:
        yield f"\n  {label}:"
    yield ""


def _facts(talk: Entry) -> Iterator[tuple[str, str]]:
    if talk.speakers:
        yield "Speakers", ", ".join(map(_name, talk.speakers))
    if talk.start:
        yield "Time", write_time(talk.start, None if talk.until else talk.end)
    if talk.room:
        yield "Room", escaped(talk.room)


def _name(speaker: Speaker) -> str:
    # A comma would part the name.
    name = escaped(speaker.name).replace(",", "\\,")
    return f"{name} ({escaped(speaker.affiliation)})" if speaker.affiliation else name


def _wanted(entry: Entry) -> Wanted:
    return Wanted(entry.title, (entry.url,), entry.ids, entry.day)


def _by_time(entry: Entry) -> tuple[dt.date, dt.time, str]:
    return entry.date or dt.date.max, entry.start or dt.time.max, entry.room
