"""``talks.json``: the records as data, and back.

The format is described by the JSON Schema in ``static/talks.schema.json``, in its version 2020-12
(https://json-schema.org/draft/2020-12).  Keys whose values aren't known are left out.

Called by ``publish``; and by `sphinxext_confnotes.load`, for which neither Sphinx nor docutils is
imported here.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxext_confnotes.dates import read_offset, read_time, write_offset, write_time
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.records import (
    Account,
    Alias,
    Merged,
    Note,
    Place,
    Post,
    Talk,
)
from sphinxext_confnotes.publishing.formats.json_text import write_json, write_list

if TYPE_CHECKING:
    from sphinxext_confnotes.publishing.site import Site

FILE = "talks.json"
VERSION = 1


class Data(NamedTuple):
    """The content of a data file."""

    posts: Sequence[Post]
    """The oldest first, each with its talks and their notes."""
    talks: Sequence[Merged]
    """The talks, each once, with what each post says of it."""


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of the file."""
    head = only_known({"version": VERSION, "site": site.base, "language": site.language})
    lists = {
        "conferences": [_written(one) for one in _conferences(site)],
        "posts": [
            site.parts.get("post", site.digest_of_post(post), partial(_written_post, site, post))
            for post in site.posts
        ],
        "talks": [
            site.parts.get("talk", site.digests[talk.place], partial(_written_talk, talk))
            for talk in site.talks
        ],
    }
    # Empty lists are kept, so that programs can rely on the keys.
    keys = [f' "{name}": {write_list(items, depth=1)}' for name, items in lists.items()]
    yield FILE, ",\n".join([write_json(head).removesuffix("\n}"), *keys]) + "\n}\n"


def _written(value: Mapping[str, Any]) -> str:
    return write_json(only_known(value))


def load(path: str | PathLike[str]) -> Data:
    """Read a data file back as records.

    :param path: of a ``talks.json``.
    :returns: posts and talks; places are documents and anchors, as in the project.
    :raises OSError: when it can't be read.
    :raises ValueError: when it isn't such a file, or one of another version.
    """
    data = json.loads(Path(path).read_text("utf-8"))
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError(f"{path}: expected the data of conference notes in version {VERSION}")
    try:
        posts = [_read_post(post) for post in data.get("posts", ())]
        accounts = {_id(talk): Account(post, talk) for post in posts for talk in post.talks}
        talks = [_read_merged(talk, accounts) for talk in data.get("talks", ())]
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path}: expected what the schema says, but {error!r}") from error
    return Data(posts, talks)


def only_known(value: Any) -> Any:
    """Return a value as JSON has it, without keys that have none."""
    if isinstance(value, Mapping):
        known = {key: only_known(inner) for key, inner in value.items()}
        return {key: inner for key, inner in known.items() if inner not in (None, "", [], False)}
    if isinstance(value, list | tuple):
        return [only_known(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _conferences(site: Site) -> list[dict[str, Any]]:
    """Return the conferences that posts or talks are of, in alphabetical order."""
    found: defaultdict[str, list[tuple[str, dt.date | None, Post]]] = defaultdict(list)
    for post in site.posts:
        things: list[Post | Talk] = [post, *site.talks_of(post)]
        for thing in things:
            if thing.conference:
                known = found[thing.conference.casefold()]
                known += [(thing.conference, day, post) for day in (thing.date, thing.until)]
    return [
        {
            "name": found[key][0][0],
            "from": min((date for _, date, _ in found[key] if date), default=None),
            "until": max((date for _, date, _ in found[key] if date), default=None),
            "posts": list(dict.fromkeys(post.docname for *_, post in found[key])),
        }
        for key in sorted(found)
    ]


def _post(site: Site, post: Post) -> dict[str, Any]:
    return {
        "id": post.docname,
        "title": post.title,
        "page": site.address(post.place),
        "date": post.date,
        "until": post.until,
        "time": post.time and write_time(post.time, None),
        "offset": write_offset(post.offset),
        "timezone": post.timezone,
        "conference": post.conference,
        "location": post.location,
        "tags": post.tags,
        "authors": post.authors,
        "permalink": post.permalink,
        "updated": post.updated,
        "aliases": [alias.address for alias in post.aliases],
        "notes": _notes(site, post),
        "talks": [_talk(site, talk) for talk in site.talks_of(post)],
    }


def _written_post(site: Site, post: Post) -> str:
    return _written(_post(site, post))


def _written_talk(talk: Merged) -> str:
    accounts = [_id(account.talk) for account in talk.accounts]
    return _written({**_fact_keys(talk.facts), "accounts": accounts})


def _talk(site: Site, talk: Talk) -> dict[str, Any]:
    return {
        **_fact_keys(talk),
        "page": site.address(talk.place),
        "named": talk.named,
        "notes": _notes(site, talk),
    }


def _notes(site: Site, thing: Talk | Post) -> list[dict[str, Any]]:
    return [
        {"kind": note.kind, "author": note.author, **said._asdict()}
        for note, said in zip(thing.notes, site.note_contents(thing), strict=True)
    ]


def _fact_keys(talk: Talk) -> dict[str, Any]:
    return {"id": _id(talk), "title": talk.title, **fields.to_data(talk), "filled": talk.filled}


def _id(talk: Talk) -> str:
    return f"{talk.place.docname}#{talk.name}"


def _read_post(post: Mapping[str, Any]) -> Post:
    return Post(
        docname=post["id"],
        title=post.get("title", ""),
        date=_read_date(post, "date"),
        until=_read_date(post, "until"),
        time=read_time(post["time"])[0] if "time" in post else None,
        offset=read_offset(post["offset"]) if "offset" in post else None,
        timezone=post.get("timezone", ""),
        conference=post.get("conference", ""),
        location=post.get("location", ""),
        tags=tuple(post.get("tags", ())),
        authors=tuple(post.get("authors", ())),
        permalink=post.get("permalink", ""),
        updated=dt.datetime.fromisoformat(post["updated"]) if "updated" in post else None,
        aliases=tuple(Alias(address) for address in post.get("aliases", ())),
        notes=_read_notes(post),
        talks=tuple(_read_talk(talk) for talk in post.get("talks", ())),
    )


def _read_talk(talk: Mapping[str, Any]) -> Talk:
    docname, _, name = talk["id"].rpartition("#")
    return Talk(
        name=name,
        title=talk["title"],
        place=Place(docname, name),
        line=0,
        named=talk.get("named", False),
        notes=_read_notes(talk),
        filled=tuple(talk.get("filled", ())),
        **fields.from_data(talk),
    )


def _read_notes(thing: Mapping[str, Any]) -> tuple[Note, ...]:
    return tuple(
        Note(
            kind=note["kind"],
            author=note.get("author", ""),
            source=note.get("source", ""),
            text=note.get("text", ""),
            html=note.get("html", ""),
        )
        for note in thing.get("notes", ())
    )


def _read_merged(talk: Mapping[str, Any], known: Mapping[str, Account]) -> Merged:
    accounts = tuple(known[name] for name in talk["accounts"])
    # Values that aren't merged are those of the first account.
    first = accounts[0].talk
    return Merged(_read_talk(talk)._replace(place=first.place, notes=first.notes), accounts)


def _read_date(thing: Mapping[str, Any], key: str) -> dt.date | None:
    return dt.date.fromisoformat(thing[key]) if key in thing else None
