"""The fields of a talk: one table, which all that reads, keeps or shows a talk goes through.

A new field is a row of `FIELDS`, an attribute of `Talk`, a key in ``static/talks.schema.json``,
and a word for it in ``wording`` and the catalogues.  Its label in prose stands in ``labels``.  A
test holds all of these against the rows.

Called by ``reading`` (options and labels), ``registry`` (records), ``merging``, ``query``,
``rendering`` (facts and columns) and ``publishing``.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sphinxext_confnotes.addresses import normalised_address, page_of
from sphinxext_confnotes.notes.field_kinds import (
    Address,
    Days,
    Field,
    Hours,
    Mark,
    Paragraphs,
    Rating,
    Speakers,
    Text,
    Values,
    Word,
    Words,
    Zone,
)
from sphinxext_confnotes.notes.records import Account, Merged, Post, Talk

_FILE = "An `http(s)` address, or a path that doesn't lead out of the project. Each becomes a link."


def _page(account: Account) -> str:
    """Return the address of a talk but for a place in its page.

    Who links one says of the talk what others do.
    """
    return normalised_address(page_of(account.talk.url))


def _own_date(account: Account) -> object:
    """Return the date of a talk that isn't its post's: a post may be written a day later."""
    return account.talk.date if account.talk.date != account.post.date else None


def _time(account: Account) -> object:
    return account.talk.start and (account.talk.start, account.talk.timezone)


FIELDS: Sequence[Field] = (
    Address(
        "url",
        "The talk's address. Defaults to the target of the title's link.",
        compared=_page,
        noun="address",
        shown="title",
    ),
    Speakers(
        "speakers",
        "A list of names. Each can have an affiliation in parentheses: "
        "`Ana Ruiz (Example Lab), Bo Chen`.",
        shown="fact",
        naming="spoken",
        order=4,
        column="behind",
        is_filter=True,
        group="speaker",
        citation="authors",
    ),
    Days(
        "date",
        "The day or days of the talk, if they differ from the post's. See "
        "[the format of dates](/frontmatter.md#dates).",
        is_inherited=True,
        compared=_own_date,
        shown="fact",
        naming="spoken",
        order=1,
        column="before",
    ),
    Hours(
        "time",
        "`14:00` or `14:00-14:45`.",
        compared=_time,
        shown="fact",
        naming="spoken",
        order=2,
        column="before",
    ),
    Zone(
        "timezone",
        "An IANA name. Defaults to the post's time zone.",
        is_inherited=True,
        goes_with="time",
    ),
    Text(
        "conference",
        "A text. Defaults to the post's conference.",
        is_inherited=True,
        shown="fact",
        naming="spoken",
        order=7,
        column="behind",
        is_filter=True,
        group="conference",
        citation="conference",
    ),
    Text(
        "track",
        "A text.",
        compared=lambda account: account.talk.track.casefold(),
        shown="fact",
        order=6,
        column="behind",
        is_filter=True,
        group="track",
    ),
    Text(
        "room",
        "A text.",
        compared=lambda account: account.talk.room.casefold(),
        shown="fact",
        naming="spoken",
        order=3,
        column="behind",
        calendar="LOCATION",
        event="location",
    ),
    Word(
        "kind",
        "`talk`, `keynote`, `poster`, `tutorial`, `workshop`, `panel` or any other word.",
        compared=lambda account: account.talk.kind.casefold(),
        shown="fact",
        naming="none",
        order=5,
        column="behind",
        is_filter=True,
        group="kind",
    ),
    Words(
        "tags",
        "A list.",
        shown="tags",
        column="behind",
        is_filter=True,
        group="tag",
        calendar="CATEGORIES",
        citation="tags",
    ),
    Mark("highlight", "No value, or the reason why the talk is a highlight.", shown="mark"),
    Rating(
        "rating",
        "A number from 1 to 5, or stars. A rating of 5 also marks a highlight.",
        shown="stars",
        column="behind",
    ),
    Paragraphs(
        "abstract",
        "The programme's text about the talk, of one or several paragraphs.",
        shown="folded",
        calendar="DESCRIPTION",
    ),
    Address("slides", _FILE, shown="link"),
    Address("video", _FILE, shown="link"),
    Address("paper", _FILE, shown="link"),
    Address("code", _FILE, shown="link"),
    Text(
        "announced",
        "The title in [the conference's programme](/programmes.md), where yours is another one.",
        shown="fact",
        order=8,
    ),
    Text(
        "entry",
        "The identifier of the talk in the conference's programme, such as the code of pretalx. "
        "It is found for talks that have the same title or address there.",
    ),
)
"""The fields, in the order in which they are listed, published, and have columns."""

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}

FACTS = sorted((field for field in FIELDS if field.shown == "fact"), key=lambda row: row.order)
"""The fields in the line of facts, in their order there."""

FOLDED = tuple(field.name for field in FIELDS if field.shown == "folded")
"""The fields that are blocks of a talk, in their order there."""

UNLISTED = tuple(field.name for field in FACTS if not field.column)
"""The fields in the line of facts that have no column in tables."""

INHERITED = tuple(field.name for field in FIELDS if field.is_inherited)
"""The fields that a talk has of its post, where it doesn't say otherwise."""

LINKS = tuple(field.name for field in FIELDS if field.shown == "link")
"""The fields that are links below a talk, in their order there."""

COMPARED = sorted((field for field in FIELDS if field.compared), key=lambda row: row.order)
"""The fields that accounts of a talk have to agree in, as a card has them."""


def from_node(attributes: Mapping[str, Any], post: Post) -> Values:
    """Return what a record has of a talk's fields.

    :param attributes: of the talk's node.
    :param post: the post that it stands in, whose facts it may have.
    """
    values: Values = {}
    for field in FIELDS:
        if found := field.from_node(attributes):
            values |= found
        elif field.is_inherited:
            values |= {name: getattr(post, name) for name in field.attributes}
    return values


def to_data(talk: Talk) -> Values:
    """Return a talk's fields by the keys of the data."""
    return {key: value for field in FIELDS for key, value in field.to_data(talk).items()}


def from_data(data: Mapping[str, Any]) -> Values:
    """Return what a record has of the fields of a talk in the data."""
    return {name: value for field in FIELDS for name, value in field.from_data(data).items()}


def merged(talks: Sequence[Talk]) -> Values:
    """Return what a record has of the fields of a talk that several accounts say.

    :param talks: the accounts, the earliest first; at least one.
    """
    values: Values = {}
    filled = []
    for field in FIELDS:
        leads = BY_NAME[field.goes_with] if field.goes_with else field
        known = [talk for talk in talks if leads.is_known(talk)]
        # Somebody who was there knows better than the programme.
        told = [talk for talk in known if leads.name not in talk.filled]
        if known and not told and field is leads:
            filled.append(field.name)
        values |= field.merged(told or (known if field.goes_with else talks) or talks)
    return {**values, "filled": tuple(filled)}


def in_node(talk: Talk, names: Sequence[str]) -> Values:
    """Return the attributes of a node that some fields of a record are, as far as lists show them.

    What a talk has of its post is left aside: whether that is shown is up to the list.
    """
    found: Values = {}
    for field in map(BY_NAME.__getitem__, names):
        if _is_listed(field):
            found |= field.to_node(field.values_of(talk))
    return found


def _is_listed(field: Field) -> bool:
    return field.shown not in ("", "title") and not field.is_inherited


def added(own: Talk, said: Talk) -> Values:
    """Return the attributes of a node that a record has and another hasn't.

    What a talk has of its post is left aside: whether that is shown is up to the list.
    """
    found: Values = {}
    if own is said:
        return found
    for field in FIELDS:
        values = field.values_of(said)
        if not _is_listed(field) or values == field.values_of(own):
            continue
        found |= field.to_node(values)
        for other in FIELDS:
            if other.goes_with == field.name:
                found |= other.to_node(other.values_of(said))
    return found


def words(talk: Merged | Talk, field: Field) -> Sequence[str]:
    """Return what a talk is found by in a field; a merged one has also what its posts say."""
    if isinstance(talk, Talk):
        return field.words(talk)
    match field.name:
        case "conference":
            return talk.conferences
        case "tags":
            return talk.tags
        case _:
            return field.words(talk.facts)


def published(
    talk: Merged | Talk, output: Literal["calendar", "citation", "event"], part: str
) -> list[str]:
    """Return the words of all fields that make one part of an output, as `Field` has these."""
    rows = (field for field in FIELDS if getattr(field, output) == part)
    return [word for field in rows for word in words(talk, field)]
