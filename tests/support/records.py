"""Records of posts and talks, made without a build."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sphinxext_confnotes.notes.records import Place, Post, Speaker, Talk


def talk(name: str, **fields: Any) -> Talk:
    """Return a talk; speakers may be given as names."""
    fields.setdefault("title", name)
    speakers = fields.pop("speakers", ())
    fields["speakers"] = tuple(
        Speaker(speaker) if isinstance(speaker, str) else speaker for speaker in speakers
    )
    return Talk(name=name, place=Place("anywhere", name), line=1, **fields)


def post(docname: str, *talks: Talk, date: str = "2023-12-10", **fields: Any) -> Post:
    """Return a post whose talks have its date and place, as ``extract`` gives it to them."""
    day = dt.date.fromisoformat(date) if date else None
    dated = tuple(
        talk._replace(date=talk.date or day, place=Place(docname, talk.name)) for talk in talks
    )
    return Post(docname, docname.title(), date=day, talks=dated, **fields)
