"""Patterns of titles: ``talk-title: "{title} by {speakers}"`` of a front matter.

`read_pattern` reads what an author wrote there, `Pattern.match` a title with it.  Called by
``reading``, ``survey`` and ``facts``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.speakers import Names, read_speakers
from sphinxext_confnotes.recognition.times import Slot, read_slot

FIELDS = ("title", "speakers", "time", "room", "kind", "track")
"""What a pattern may have in braces."""

EXPECTED = "a pattern such as '{title} by {speakers}'"

LONGEST = 400
"""Characters of a title that are looked at."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_TOUCHING = re.compile(r"(?=\{([^{}]*)\}\s*\{([^{}]*)\})")
"""Two fields with nothing between them; a time can be told from what stands beside it."""

_CLOCK = r"[0-9]{1,2}[0-9:.h]*(?:\s?[ap]\.?m\.?)?"
_DASH = re.compile(r"[-–—]+")


@dataclass(frozen=True, slots=True)
class Match:
    """The parts of a title that matches a pattern."""

    start: int
    end: int
    """The title's own words are between them."""
    speakers: tuple[Speaker, ...] = ()
    slot: Slot | None = None
    room: str = ""
    kind: str = ""
    track: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of the titles of a post."""

    expression: re.Pattern[str]
    """With a group for each field."""

    def match(self, text: str, names: Names) -> Match | None:
        """Return what a title says.

        Nothing when it isn't made so, or when what stands for a time or for speakers can't be read.
        """
        found = self.expression.fullmatch(text) if len(text) <= LONGEST else None
        if not found:
            return None
        parts = {key: " ".join(value.split()) for key, value in found.groupdict().items()}
        speakers = read_speakers(parts.get("speakers", ""), names, is_labelled=True)
        slot = read_slot(parts.get("time", ""))
        if ("speakers" in parts and not speakers) or ("time" in parts and not slot):
            return None
        return Match(
            *found.span("title"),
            speakers=speakers,
            slot=slot,
            room=parts.get("room", ""),
            kind=parts.get("kind", ""),
            track=parts.get("track", ""),
        )


def read_pattern(text: str) -> Pattern:
    """Return the pattern that an author wrote.

    Spaces and dashes match others of their kind, letters those of any case.  Where words could be
    of two fields, the title takes the most: the last *by* stands before the speakers.

    :raises ValueError: when it isn't one, with what was expected.
    """
    text = " ".join(text.split())
    fields = _FIELD.findall(text)
    if re.search("[{}]", _FIELD.sub("", text)):
        raise ValueError(f"{EXPECTED}, with a brace on either side of each field")
    for field in fields:
        if field not in FIELDS:
            names = ", ".join(f"{{{one}}}" for one in FIELDS)
            raise ValueError(f"{EXPECTED}, of {names}; not {{{field}}}")
    if "title" not in fields:
        raise ValueError(f"{EXPECTED}, with {{title}}")
    if len(set(fields)) < len(fields):
        raise ValueError(f"{EXPECTED}, with each field once")
    if any("time" not in pair for pair in _TOUCHING.findall(text)):
        raise ValueError(f"{EXPECTED}, with a sign or a word between two fields")
    if fields == ["title"]:
        raise ValueError(f"{EXPECTED}, with more than {{title}}")
    parts = _FIELD.split(text)
    expression = "".join(
        _group(part) if index % 2 else _literal(part) for index, part in enumerate(parts)
    )
    return Pattern(re.compile(rf"\s*{expression}\s*", re.IGNORECASE))


def _group(field: str) -> str:
    if field == "time":
        return rf"(?P<time>{_CLOCK}(?:\s*(?:[-–—~]|to|bis|à)\s*{_CLOCK})?)"
    return rf"(?P<{field}>\S.*)" if field == "title" else rf"(?P<{field}>\S.*?)"


def _literal(text: str) -> str:
    pieces = [
        r"\s*[-–—]+\s*" if _DASH.fullmatch(piece) else re.escape(piece) for piece in text.split()
    ]
    if not pieces:
        return r"\s+" if text else ""
    inner = r"\s+".join(pieces)
    left = r"\s+" if text.startswith(" ") else ""
    right = r"\s+" if text.endswith(" ") else ""
    return f"{left}{inner}{right}".replace(r"\s+\s*", r"\s+").replace(r"\s*\s+", r"\s+")
