"""The facts, marks and headings of a talk, in the words that every lowering uses.

Called by the lowerings, which decide how these look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from docutils import nodes

from sphinxext_confnotes import wording
from sphinxext_confnotes.dates import read_date, read_moment, write_date
from sphinxext_confnotes.doctree import leading_link
from sphinxext_confnotes.nodes import confnotes_talk, field_label, note_label, title_of
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.field_kinds import Days, Field, Hours, Speakers, Word, Words
from sphinxext_confnotes.notes.records import Speaker


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a talk."""

    name: str
    """The attribute that it is of."""
    value: str
    """The value in words."""
    text: str
    """The same behind its name, where it needs one."""


class Block(NamedTuple):
    """A fact of a talk that is a text of its own."""

    name: str
    """The attribute that it is of."""
    heading: str
    paragraphs: list[str]


def heading(by: str, name: str, date_style: str, language: str) -> str:
    """Return the heading of a day or of a group of talks.

    :param by: what the talks are grouped by, as in `records.GroupBy`.
    :param name: what they have in common, as in `records.Group`.
    """
    if not name:
        return wording.without(by)
    if by == "day":
        return write_date(read_date(name)[0], date_style, language)
    return wording.kind(name) if by == "kind" else name


def facts_of(talk: confnotes_talk, date_style: str, language: str) -> list[Fact]:
    """Return the facts of a talk in the order in which they are read, marks and tags apart."""
    found = []
    for field in fields.FACTS:
        if value := _in_words(field, talk, date_style, language):
            text = named(talk, field.name, value) if field.is_named else value
            found.append(Fact(field.name, value, text))
    return found


def _in_words(field: Field, talk: confnotes_talk, date_style: str, language: str) -> str:
    """Return the value of a field in the words of a page; nothing where there is none."""
    match field:
        case Hours():
            time = talk.get(field.name, "").replace("-", "\N{EN DASH}")
            zone = talk.get("timezone", "")
            return wording.added(time, zone) if time and zone else time or zone
        case _ if field.name not in talk:
            return ""
        case Speakers():
            return wording.listed(map(_speaker, field.from_node(talk.attributes)[field.name]))
        case Words():
            return wording.listed(talk[field.name])
        case Days():
            date, _, until = read_moment(talk[field.name])
            return write_date(date, date_style, language, until)
        case Word():
            return wording.kind(talk[field.name])
        case _:
            return str(talk[field.name])


def blocks(talk: confnotes_talk) -> list[Block]:
    """Return the facts of a talk that are texts of their own."""
    return [
        Block(name, field_label(talk, name), talk[name].split("\n\n"))
        for name in fields.FOLDED
        if name in talk
    ]


def _speaker(speaker: Speaker) -> str:
    return wording.added(*speaker) if speaker.affiliation else speaker.name


def said(talk: confnotes_talk, found: list[Fact]) -> list[str]:
    """Return marks and facts of a talk, each in words."""
    texts = [highlight(talk), rating(talk), *(fact.text for fact in found)]
    return [text for text in texts if text]


def listed_tags(talk: confnotes_talk) -> str:
    """Return the tags of a talk behind their name, or nothing."""
    listed = wording.listed(tags(talk))
    return named(talk, "tags", listed) if listed else ""


def everything(talk: confnotes_talk, found: list[Fact]) -> str:
    """Return marks, facts and tags of a talk on one line."""
    return on_one_line([*said(talk, found), *filter(None, [listed_tags(talk)])])


def on_one_line(texts: list[str]) -> str:
    """Return what is said of a talk on one line."""
    return wording.together(texts)


def named(talk: confnotes_talk, name: str, text: str) -> str:
    """Return a field of a talk with its name."""
    return wording.named(field_label(talk, name), text)


def tags(talk: confnotes_talk) -> list[str]:
    """Return the tags of a talk."""
    return list(talk.get("tags", []))


def classes(talk: confnotes_talk) -> list[str]:
    """Return the classes of a talk: that of a highlight, and its author's."""
    marked = ["confnotes-highlight"] if "highlight" in talk else []
    return [*marked, *talk["classes"]]


def highlight(talk: confnotes_talk) -> str:
    """Return the words of a talk's highlight mark, or nothing."""
    return wording.highlight(talk["highlight"]) if "highlight" in talk else ""


def stars(talk: confnotes_talk) -> str:
    """Return a talk's rating in stars."""
    rating: int = talk["rating"]
    return "★" * rating + "☆" * (5 - rating)


def rating(talk: confnotes_talk) -> str:
    """Return a talk's rating in figures, or nothing."""
    return named(talk, "rating", wording.rating(talk["rating"])) if "rating" in talk else ""


def is_headed_by_page(talk: confnotes_talk) -> bool:
    """Tell whether the title of the page that a talk is shown on is the talk's."""
    return bool(talk.get("of-page")) and talk.place is None


def title_and_byline(talk: confnotes_talk) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Return what a title consists of up to the link that leads it, and what stands behind that.

    Without such a link all of it is title.
    """
    title = title_of(talk)
    children = list(title.children)
    link = leading_link(title)
    if link is None:
        return children, []
    end = next(i + 1 for i, child in enumerate(children) if link in child.findall())
    return children[:end], children[end:]


def note_heading(note: nodes.Element) -> str:
    """Return the heading of a note: its name, with its author where it names one."""
    heading = note_label(note)
    return wording.added(heading, note["author"]) if note.get("author") else heading
