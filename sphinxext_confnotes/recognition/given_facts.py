"""Facts that the front matter of a page that is one talk says of it.

Only keys that nothing else than a talk has are read, since blogs have keys of their own, such as
``url``, ``author`` and ``time``.  What can't be read is left alone for the same reason.  Called by
``facts`` and ``evidence``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.notes.speakers import read_speaker, split_outside_parentheses
from sphinxext_confnotes.recognition.lexicon import Lexicon
from sphinxext_confnotes.recognition.plan import Facts
from sphinxext_confnotes.recognition.speakers import read_speakers
from sphinxext_confnotes.recognition.times import Slot, read_slot

WORDS = ("room", "track")
ADDRESSES = ("slides", "video", "code", "paper")
STARTS = ("start time", "starttime", "start")
ENDS = ("end time", "endtime", "end")
LONGEST = 200
"""Characters of a value."""
LONGEST_NAME = 60
WORKS_FOR = ("affiliation", "organization", "organisation", "company")
"""Keys of a speaker who is a mapping."""

_NO_NAME = re.compile(r"://|^\W*$|^(?:tb[acd]|n/?a|none|unknown|various)$", re.IGNORECASE)


def given_facts(given: Mapping[str, object], lexicon: Lexicon) -> Facts:
    """Return the facts of a talk that its page's front matter says."""
    values = {_words_of(key): value for key, value in given.items()}
    slot = _slot(values)
    fields = {
        field: value.strip()
        for key, value in values.items()
        if (field := lexicon.vocabulary.label(key)) in (*WORDS, *ADDRESSES)
        and isinstance(value, str)
        and 0 < len(value.strip()) <= LONGEST
    }
    return Facts(
        speakers=given_speakers(given, lexicon),
        start=slot.start if slot else None,
        end=slot.end if slot else None,
        room=fields.get("room", ""),
        track=fields.get("track", ""),
        addresses=tuple(
            (field, fields[field])
            for field in ADDRESSES
            if fields.get(field, "").startswith(("https://", "http://"))
        ),
    )


def given_speakers(given: Mapping[str, object], lexicon: Lexicon) -> tuple[Speaker, ...]:
    """Return the speakers whom a front matter names: as a text, a list of them, or mappings."""
    for key, value in given.items():
        # Who wrote a page needn't have given the talk that it is about.
        if lexicon.vocabulary.label(_words_of(key)) != "speakers" or "author" in key.casefold():
            continue
        if found := tuple(_speakers(value, lexicon)):
            return found
    return ()


def _speakers(value: object, lexicon: Lexicon) -> Iterator[Speaker]:
    if isinstance(value, str):
        # Names may be links to notes of Obsidian.
        text = value.strip(" []")
        yield from read_speakers(text, lexicon.names, is_labelled=True) or _as_written(text)
    elif isinstance(value, Mapping):
        name = value.get("name")
        works_for = (value.get(key) for key in WORKS_FOR)
        if isinstance(name, str) and 0 < len(name.strip()) <= LONGEST:
            at = next((one for one in works_for if isinstance(one, str)), "")
            yield Speaker(name.strip(), at.strip()[:LONGEST])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _speakers(one, lexicon)


def _as_written(text: str) -> tuple[Speaker, ...]:
    """Return the names of a list that its author made, whatever they look like."""
    names = [name.strip(" []") for name in split_outside_parentheses(text)]
    are_names = all(0 < len(name) <= LONGEST_NAME and not _NO_NAME.search(name) for name in names)
    return tuple(map(read_speaker, names)) if are_names else ()


def _slot(values: Mapping[str, object]) -> Slot | None:
    start, end = (
        next((str(values[key]) for key in keys if values.get(key)), "") for keys in (STARTS, ENDS)
    )
    return read_slot(f"{start}-{end}" if end else start) or read_slot(start)


def _words_of(key: str) -> str:
    return key.replace("_", " ").replace("-", " ").casefold()
