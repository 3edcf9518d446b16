"""What is said of a talk in whichever form: its facts, its marks, the heading of a note.

Called by ``html`` and ``plain``, which decide how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes

from sphinxext_confnotes import words
from sphinxext_confnotes.dates import read_date, write_date
from sphinxext_confnotes.nodes import confnotes_talk, kind_of, label_key


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a talk."""

    name: str
    """The attribute that it is of."""
    text: str


def facts(talk: confnotes_talk, date_style: str, language: str) -> list[Fact]:
    """Return the facts of a talk in the order in which they are read, marks and tags apart."""
    found: list[Fact] = []

    def add(name: str, text: str) -> None:
        if text:
            found.append(Fact(name, named(talk, name, text)))

    if "kind" in talk:
        found.append(Fact("kind", words.kind(talk["kind"])))
    add("speakers", ", ".join(talk.get("speakers", [])))
    if "date" in talk:
        add("date", write_date(read_date(talk["date"])[0], date_style, language))
    time = talk.get("time", "").replace("-", "\N{EN DASH}")
    zone = talk.get("timezone", "")
    add("time", f"{time} ({zone})" if time and zone else time or zone)
    for name in ("room", "track", "conference"):
        add(name, talk.get(name, ""))
    return found


def named(talk: confnotes_talk, name: str, text: str) -> str:
    """Return a field of a talk with its name: its author's own word for it, or else the usual."""
    return words.named(talk.get(label_key(name)) or words.field(name), text)


def tags(talk: confnotes_talk) -> list[str]:
    """Return the tags of a talk."""
    return list(talk.get("tags", []))


def highlight(talk: confnotes_talk) -> str:
    """Return the words of a talk's highlight mark, or nothing."""
    return words.highlight(talk["highlight"]) if "highlight" in talk else ""


def rating(talk: confnotes_talk) -> str:
    """Return a talk's rating in figures, or nothing."""
    return named(talk, "rating", f"{talk['rating']}/5") if "rating" in talk else ""


def note_heading(note: nodes.Element) -> str:
    """Return the heading of a note: its author's own word for it, or else what it is."""
    heading = note.get("label") or words.heading(kind_of(note))
    return words.signed(heading, note["author"]) if note.get("author") else heading
