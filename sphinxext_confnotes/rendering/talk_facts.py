"""The facts, marks and headings of a talk, in the words that every lowering uses.

Called by the lowerings, which decide how these look.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from docutils import nodes

from sphinxext_confnotes import wording
from sphinxext_confnotes.dates import read_date, read_moment, write_date
from sphinxext_confnotes.doctree import ancestors, find, leading_link
from sphinxext_confnotes.nodes import (
    confnotes_day,
    confnotes_group,
    confnotes_post,
    confnotes_talk,
    field_label,
    note_label,
    title_of,
)
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.field_kinds import Days, Field, Hours, Speakers, Word, Words
from sphinxext_confnotes.notes.records import Speaker

CALLED = re.compile(r"[^\W\d_]{2}|[^\W\d_a-zA-Z]")
"""Letters enough for a word, in a value that may be a number alone."""

GROUPED = {"day": "date", **{field.group: field.name for field in fields.FACTS if field.group}}
"""Map what talks are grouped by to the facts that they have in common then."""


class Fact(NamedTuple):
    """One fact of a talk."""

    name: str
    """The attribute that it is of."""
    value: str
    """The value in words."""
    label: str
    """Its name on the page; nothing where it is never named."""
    explains_itself: bool
    """Whether the name says nothing that a reader doesn't see."""

    @property
    def text(self) -> str:
        """Return the value behind its name, for lines that look alike."""
        return wording.named(self.label, self.value) if self.label else self.value

    @property
    def shown(self) -> str:
        """Return the same without the name, where that isn't needed."""
        return self.value if self.explains_itself else self.text


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


def facts_of(
    talk: confnotes_talk,
    date_style: str,
    language: str,
    *,
    left_out: Collection[str] = (),
    own_words: Collection[str] = (),
) -> list[Fact]:
    """Return the facts of a talk in the order in which they are read, marks and tags apart.

    :param left_out: fields that the page says around the talk.
    :param own_words: labels in lower case that the project has made, and that may therefore say
        more than which field it is.
    """
    found: list[Fact] = []
    attributes = talk.attributes
    for field in fields.FACTS:
        name = field.name
        is_known = name in attributes or (name == "time" and "timezone" in attributes)
        if not is_known or name in left_out:
            continue
        value = _in_words(field, talk, date_style, language)
        label = "" if field.naming == "none" else field_label(talk, name)
        explains_itself = field.naming != "shown" and label.lower() not in own_words
        found.append(Fact(name, value, label, explains_itself))
    return _in_their_places(found)


def _in_their_places(found: list[Fact]) -> list[Fact]:
    """Return facts of which none is taken for another where it stands.

    A room is known by standing between time and speakers, and by being called something; and a
    zone without a time is no time.
    """
    names = [fact.name for fact in found]
    for at, fact in enumerate(found):
        match fact.name:
            case "room":
                is_between = names[at - 1 : at + 2 : 2] == ["time", "speakers"] if at else False
                is_clear = is_between and bool(CALLED.search(fact.value))
            case "time":
                is_clear = ":" in fact.value
            case _:
                continue
        if not is_clear:
            found[at] = fact._replace(explains_itself=False)
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


def speakers(talk: confnotes_talk) -> Sequence[Speaker]:
    """Return the speakers of a talk."""
    field = next(field for field in fields.FACTS if isinstance(field, Speakers))
    found: Sequence[Speaker] = field.from_node(talk.attributes)[field.name]
    return found


def _speaker(speaker: Speaker) -> str:
    return wording.added(*speaker) if speaker.affiliation else speaker.name


def said_by_heading(talk: confnotes_talk) -> Collection[str]:
    """Return the fields of which the heading of a talk's day or group says all."""
    part = talk.parent
    if isinstance(part, confnotes_post):
        part = part.parent
    if isinstance(part, confnotes_day):
        by, name = "day", part["date"]
    elif isinstance(part, confnotes_group):
        by, name = part["by"], part["name"]
    else:
        return ()
    field = GROUPED.get(by, "")
    value = talk.get(field)
    return (field,) if isinstance(value, str) and value.casefold() == name.casefold() else ()


def said(talk: confnotes_talk, found: list[Fact]) -> list[str]:
    """Return marks and facts of a talk, each in words."""
    texts = [highlight(talk), rating(talk), *(fact.text for fact in found)]
    return [text for text in texts if text]


def listed_tags(talk: confnotes_talk) -> str:
    """Return the tags of a talk behind their name, or nothing."""
    listed = wording.listed(tags(talk))
    return named(talk, "tags", listed) if listed else ""


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
    """Tell whether the title of the page that a talk is shown on is all that its own would be.

    It isn't where it doesn't lead to the talk's address.
    """
    if not talk.get("of-page") or talk.place is not None:
        return False
    address = talk.get("url")
    titles = (part for around in ancestors(talk) for part in around[:1])
    return not address or any(
        link.get("refuri") == address
        for title in titles
        if isinstance(title, nodes.title)
        for link in find(title, nodes.reference)
    )


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
