"""Finds the entries of a programme by what leads to them: addresses, identifiers and codes.

Called by ``joining``.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

from sphinxext_confnotes.addresses import normalised_address
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.titles import folded, is_telling

OTHER_PAGES = ("track", "tracks", "speaker", "speakers", "person", "people", "room", "rooms", "tag")
"""Parts of addresses before the short name of something else than a talk."""

_SLASHES = re.compile(r"//+")
_PAPER = re.compile(r"(openreview\.net)/pdf\?|(arxiv\.org)/(?:pdf|html)/")
_VERSION = re.compile(r"(arxiv\.org/abs/[0-9.]+?)(?:v[0-9]+)?(?:\.pdf)?")
_DISTINCT = re.compile(
    r"(?=.*[A-Z0-9])[A-Z0-9]{6}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{32}"
)
"""Identifiers that are no words: codes of pretalx, and universally unique ones."""
_YEAR = re.compile(r"(?<![^/])(?:19|20)[0-9]{2}(?![^/])")
_CODE = re.compile(r"(?<![\w-])[A-Z0-9]{6}(?![\w-])")


@dataclass(frozen=True)
class Addresses:
    """The addresses and identifiers of the entries of one conference.

    :param entries: of all its files.
    :param name: the conference, which may be a part of the names of hosts.
    """

    entries: Sequence[Entry]
    name: str = ""

    @functools.cached_property
    def _addresses(self) -> Mapping[str, Sequence[int]]:
        """Map the last parts of addresses to the entries that have such."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for address in _addresses_of(entry):
                found[_last_part(address)].append(number)
        return found

    @functools.cached_property
    def _ids(self) -> Mapping[str, Sequence[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for one in entry.ids:
                found[one].append(number)
        return found

    @functools.cached_property
    def _years(self) -> frozenset[str]:
        days = (day for entry in self.entries for day in (entry.day, entry.date))
        return frozenset(str(day.year) for day in days if day)

    @functools.cached_property
    def _hosts(self) -> frozenset[str]:
        """The hosts of the conference: those that its entries have pages on."""
        hosts = Counter(_host(entry.url) for entry in self.entries if entry.url)
        return frozenset(host for host, number in hosts.items() if 3 * number >= hosts.total())

    def by_address(self, addresses: Iterable[str]) -> list[int]:
        """Return the numbers of the entries that the first known address leads to."""
        for address in addresses:
            key = normalised_address(_as_abstract(address))
            if not key:
                continue
            found = [
                number
                for number in self._addresses.get(_last_part(key), ())
                if any(
                    normalised_address(one) == key for one in _addresses_of(self.entries[number])
                )
            ]
            if found := found or list(self._in_address(address)):
                return found
        return []

    def _in_address(self, address: str) -> Iterator[int]:
        """Yield the entries whose identifier is a part of an address."""
        try:
            parts = urlsplit(address)
            values = [value for _, value in parse_qsl(parts.query)]
        except ValueError:
            return
        path = _SLASHES.sub("/", unquote(parts.path)).rstrip("/")
        years = set(_YEAR.findall(path))
        if years and self._years and not years & self._years:
            # Last year's talks have their pages on the same host.
            return
        segments = [
            one.removesuffix(".html")
            for before, one in pairwise(path.split("/"))
            if before.lower() not in OTHER_PAGES
        ]
        is_own = self._is_own_host(parts.hostname or "")
        # What is behind the code of a talk is its title.
        codes = [one.partition("-")[0] for one in segments]
        for one in dict.fromkeys((path, *segments, *values, *codes)):
            if is_own or one == path or _DISTINCT.fullmatch(one):
                yield from self._ids.get(one, ()) if one and not _is_small(one) else ()

    def _is_own_host(self, host: str) -> bool:
        """Tell whether a host is the conference's: entries have pages there, or it has its name."""
        labels = set(host.lower().split("."))
        names = {word for word in folded(self.name) if is_telling(word) and len(word) > 3}
        return host in self._hosts or bool(labels & names)

    def by_id(self, ids: Iterable[str], title: str) -> list[int]:
        """Return the numbers of the entries with an identifier, or with a code in a title."""
        codes = [one for one in _CODE.findall(title) if _DISTINCT.fullmatch(one)]
        for one in (*ids, *codes):
            if found := self._ids.get(one.strip()):
                return list(found)
        return []


def _addresses_of(entry: Entry) -> Iterator[str]:
    for address in (entry.url, entry.paper, entry.video, entry.slides, *entry.addresses):
        if address:
            yield _as_abstract(address)


def _as_abstract(address: str) -> str:
    """Return the address of the page of a paper, for that of its file."""
    if "openreview.net/pdf" in address or "arxiv.org/" in address:
        address = _PAPER.sub(
            lambda found: f"{found[1]}/forum?" if found[1] else f"{found[2]}/abs/", address
        )
        address = _VERSION.sub(r"\1", address)
    return address


def _last_part(address: str) -> str:
    return unquote(address.rstrip("/").rpartition("/")[2])


def _host(address: str) -> str:
    return address.split("/", 3)[2].lower() if address.count("/") > 1 else ""


def _is_small(text: str) -> bool:
    """Tell whether an identifier is too short to be told from a page's number or a year."""
    return text.isdecimal() and len(text) < 5
