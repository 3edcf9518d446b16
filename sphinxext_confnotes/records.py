"""The plain data of posts and talks, as the environment keeps it.

Written by ``collecting``, kept by ``domain``, selected by ``query``, read by everything that
shows notes.  Imports neither Sphinx nor docutils, so that a record can be pickled, compared and
exported without either.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

NoteKind = Literal["tldr", "comment"]
"""What a note is: what the talk said, or what its author thinks."""

ADDRESS_FIELDS = ("slides", "video", "paper", "code")
"""The fields of a talk that hold an address, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a document and an anchor in it."""

    docname: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One TLDR or comment."""

    kind: NoteKind
    author: str = ""
    """Empty when the note is its post's author's own."""
    digest: str = ""
    """Of the note's content; equal digests look the same."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One thing attended: a talk, keynote, poster, tutorial, workshop or panel."""

    name: str
    """Unique in its document, its anchor there, and never empty."""
    title: str
    place: Place
    line: int
    """The line of the author's source, from 1; 0 when it isn't known."""
    date: dt.date | None = None
    """The talk's own date, or else its post's."""
    start: dt.time | None = None
    end: dt.time | None = None
    timezone: str = ""
    """An IANA name, for example ``Europe/Berlin``."""
    url: str = ""
    speakers: tuple[str, ...] = ()
    conference: str = ""
    track: str = ""
    room: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    """The talk's own; those of its post are the post's."""
    highlight: bool = False
    reason: str = ""
    """The words of the highlight mark."""
    rating: int | None = None
    """1 to 5."""
    addresses: tuple[tuple[str, str], ...] = ()
    """Pairs of one of `ADDRESS_FIELDS` and the address."""
    notes: tuple[Note, ...] = ()
    named: bool = False
    """Whether the name was given by the author, rather than made from the title."""
    labels: tuple[str, ...] = ()
    """What ``ref`` finds the talk by."""
    digest: str = ""
    """Of what another page shows of the talk itself, its notes apart."""


@dataclass(frozen=True, slots=True)
class Post:
    """A document with notes.  With a date it is a post; without, only its talks count."""

    docname: str
    title: str
    date: dt.date | None = None
    time: dt.time | None = None
    """Of the front matter's date; None when it named a day only."""
    timezone: str = ""
    conference: str = ""
    location: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    permalink: str = ""
    draft: bool = False
    """Left out of every list, feed and export."""
    has_tldr: bool = False
    """Whether the day has a TLDR of its own."""
    talks: tuple[Talk, ...] = ()
    digest: str = ""
    """Of what another page shows of the post itself, its talks apart."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a ``daily-summary`` asks for.  Empty filters let everything through.

    Words are compared without regard to case.  Each entry of `tags` is a group whose words must
    all be there; one group is enough.
    """

    conference: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    speakers: tuple[str, ...] = ()
    track: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    """Both ends are included."""
    highlights: bool = False
    limit: int | None = None
    notes: Literal["all", "tldr"] = "all"
    """Which notes of a talk are shown."""
    sort: Literal["source", "time", "title", "speaker", "rating"] = "source"
    order: Literal["newest", "oldest"] = "newest"


@dataclass(frozen=True, slots=True)
class Shown:
    """What one post contributes to one day."""

    post: Post
    talks: tuple[Talk, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a summary."""

    date: dt.date
    posts: tuple[Shown, ...] = field(default=())
