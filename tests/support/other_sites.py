"""The data of other sites, as tests have it: what `talks.json` says, in few words."""

from __future__ import annotations

import json
from typing import Any


def talk(name: str, title: str, note: str = "", **facts: Any) -> dict[str, Any]:
    """Return what a post says of a talk, with one TLDR if there is a note."""
    post = facts.pop("post", "day")
    notes = [{"kind": "tldr", "html": f"<p>{note}</p>", "text": note}] if note else []
    return {
        "id": f"{post}#{name}",
        "title": title,
        "page": f"https://other.example/{post}.html#{name}",
        **({"notes": notes} if notes else {}),
        **facts,
    }


def post(name: str = "day", *talks: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """Return a post; on 12 May 2031 by Bo, unless it is said otherwise."""
    return {
        "id": name,
        "title": f"Their {name}",
        "page": f"https://other.example/{name}.html",
        "date": "2031-05-12",
        "authors": ["Bo"],
        "talks": list(talks),
        **facts,
    }


def site(*posts: dict[str, Any], **keys: Any) -> str:
    """Return the file of a site."""
    data = {
        "version": 1,
        "site": "https://other.example/",
        "language": "en",
        "conferences": [],
        "posts": list(posts),
        "talks": [],
        **keys,
    }
    return json.dumps(data, indent=1)
