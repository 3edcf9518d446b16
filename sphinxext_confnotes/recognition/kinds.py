"""The kinds of notes, of facts and of talks, and the ways in which talks are found: their names.

Read by ``config`` in every build, so nothing is imported here; `vocabulary` has their words.
"""

from __future__ import annotations

NOTE_KINDS = ("tldr", "comment")

FIELDS = (
    "title",
    "speakers",
    "time",
    "date",
    "room",
    "track",
    "kind",
    "tags",
    "rating",
    "url",
    "slides",
    "video",
    "paper",
    "code",
    "conference",
    "abstract",
    "qa",
)
"""What labels may introduce beside notes, in the order of the files."""

KINDS = (
    "talk",
    "keynote",
    "poster",
    "tutorial",
    "workshop",
    "panel",
    "lightning",
    "demo",
    "social",
)
"""Kinds of talks."""

MODES = (
    "auto",
    "labelled",
    "links",
    "paragraphs",
    "tables",
    "h1",
    "h2",
    "h3",
    "h4",
    "page",
    "none",
)
"""What ``talks`` may be in a front matter."""
