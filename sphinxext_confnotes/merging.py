"""Making one talk of what several people noted of it.

Called by ``lookups``; `contradictions` by ``domain``.  Imports neither Sphinx nor docutils.

Talks of different posts are one talk when they have the same given name or the same address.
An address that a post gives to several talks, as that of the programme, tells nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from sphinxext_confnotes.records import ADDRESS_FIELDS, Account, Merged, Post, Talk

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(enc|mi)")
"""Parameters that say where somebody came from, not where to.

Those of https://en.wikipedia.org/wiki/UTM_parameters and the identifiers of clicks that
advertising and mailing services add."""

Key = tuple[str, str]


def identity(address: str) -> str:
    """Return what is the same in all spellings of an address; nothing for one of a local file.

    Scheme, user, default port, letter case of the host, trailing slash, fragment and tracking
    parameters are left aside (https://www.rfc-editor.org/rfc/rfc3986#section-6).
    """
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.fullmatch(name.lower())
    ]
    found = f"{parts.hostname}{port}{parts.path.rstrip('/')}"
    return f"{found}?{urlencode(query)}" if query else found


def merge(posts: Sequence[Post]) -> list[Merged]:
    """Return the talks of posts, each once, the earlier before the later.

    :param posts: in an order that doesn't change from build to build.
    """
    accounts = sorted(
        (Account(post, talk) for post in posts for talk in post.talks),
        key=lambda account: (account.talk.date or dt.date.max, account.post.docname),
    )
    first_with: dict[Key, int] = {}
    # Each account to an earlier one of the same talk, which in the end is the talk's first.
    earlier = list(range(len(accounts)))

    def first_of(place: int) -> int:
        while earlier[place] != place:
            earlier[place] = earlier[earlier[place]]
            place = earlier[place]
        return place

    for place, keys in enumerate(_keys(accounts)):
        # Its name may be that of one talk and its address that of another one.
        known = [first_of(first_with.setdefault(key, place)) for key in keys]
        for first in known:
            earlier[first] = min(known)
        if known:
            earlier[place] = min(known)
    talks: defaultdict[int, list[Account]] = defaultdict(list)
    for place, account in enumerate(accounts):
        talks[first_of(place)].append(account)
    return [_merged(found) for found in talks.values()]


def contradictions(talk: Merged) -> Iterator[tuple[str, Account, Account]]:
    """Yield what accounts of a talk disagree in: the fact, who says it first, and who otherwise.

    Titles are compared without regard to case and punctuation, addresses by `identity`.
    """
    if len(talk.accounts) == 1:
        # As most are, so that most need no look at their addresses and titles.
        return
    first: dict[str, tuple[object, Account]] = {}
    for account in talk.accounts:
        for name, value in _comparable(account).items():
            if value:
                said, by = first.setdefault(name, (value, account))
                if said != value:
                    yield name, by, account


def _keys(accounts: Sequence[Account]) -> Iterator[list[Key]]:
    """Yield what each account is recognised by."""
    addresses = [identity(account.talk.url) for account in accounts]
    posts = [account.post.docname for account in accounts]
    counts = Counter(zip(posts, addresses, strict=True))
    shared = {address for (_, address), count in counts.items() if count > 1}
    for account, address in zip(accounts, addresses, strict=True):
        found = []
        if address and address not in shared:
            found.append(("address", address))
        if account.talk.named:
            found.append(("name", account.talk.name))
        yield found


def _merged(accounts: Sequence[Account]) -> Merged:
    talks = [account.talk for account in accounts]
    if len(talks) == 1:
        return Merged(talks[0], tuple(accounts))

    def first_with(name: str) -> Talk:
        return next((talk for talk in talks if getattr(talk, name)), talks[0])

    addresses = {name: address for talk in reversed(talks) for name, address in talk.addresses}
    dated, timed, marked = first_with("date"), first_with("start"), first_with("highlight")
    facts = talks[0]._replace(
        date=dated.date,
        until=dated.until,
        start=timed.start,
        end=timed.end,
        timezone=timed.timezone,
        url=first_with("url").url,
        speakers=tuple(dict.fromkeys(name for talk in talks for name in talk.speakers)),
        conference=first_with("conference").conference,
        track=first_with("track").track,
        room=first_with("room").room,
        kind=first_with("kind").kind,
        tags=tuple(dict.fromkeys(tag for talk in talks for tag in talk.tags)),
        highlight=marked.highlight,
        reason=marked.reason,
        rating=first_with("rating").rating,
        addresses=tuple((name, addresses[name]) for name in ADDRESS_FIELDS if name in addresses),
    )
    return Merged(facts, tuple(accounts))


def _comparable(account: Account) -> dict[str, object]:
    talk = account.talk
    return {
        "title": re.sub(r"[\W_]+", " ", talk.title.casefold()).strip(),
        "address": identity(talk.url),
        "date": talk.date if talk.date != account.post.date else None,
        "time": talk.start and (talk.start, talk.timezone),
        "room": talk.room.casefold(),
        "track": talk.track.casefold(),
        "kind": talk.kind.casefold(),
    }
