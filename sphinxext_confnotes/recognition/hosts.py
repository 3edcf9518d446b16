"""Hosts: what an address leads to, by the site that it is on.

One table, `HOSTS`, and what can be read off addresses of papers.  Called by ``titles``,
``bylines``, ``evidence`` and what writes citations; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from sphinxext_confnotes.recognition.vocabulary import Vocabulary

HOSTS = {
    "paper": (
        "aclanthology.org",
        "aclweb.org/anthology",
        "arxiv.org",
        "biorxiv.org",
        "dl.acm.org",
        "doi.org",
        "dx.doi.org",
        "jmlr.org/papers",
        "openaccess.thecvf.com",
        "openreview.net",
        "papers.nips.cc",
        "papers.neurips.cc",
        "proceedings.mlr.press",
        "proceedings.neurips.cc",
    ),
    "video": (
        "media.ccc.de",
        "peertube.",
        "pyvideo.org",
        "slideslive.com",
        "vimeo.com",
        "youtu.be",
        "youtube.com",
        "youtube-nocookie.com",
    ),
    "slides": (
        "docs.google.com/presentation",
        "noti.st",
        "slides.com",
        "slideshare.net",
        "speakerdeck.com",
    ),
    "code": (
        "bitbucket.org",
        "codeberg.org",
        "github.com",
        "gist.github.com",
        "gitlab.com",
        "sr.ht",
    ),
}
"""Sites by the field of a talk that an address on them is; with the beginning of the path where
only a part of a site is meant.  One that ends with a full stop is the first part of many names."""

PEOPLE = (
    "bsky.app",
    "fosstodon.org",
    "hachyderm.io",
    "linkedin.com/in",
    "mastodon.social",
    "medium.com",
    "plus.google.com",
    "threads.net",
    "twitter.com",
    "x.com",
)
"""Sites whose addresses are mostly those of persons."""

MEETINGS = (
    "atnd.org",
    "connpass.com",
    "doorkeeper.jp",
    "eventbrite.",
    "kokucheese.com",
    "peatix.com",
    "techplay.jp",
)
"""Sites whose addresses are those of whole meetings, where one registers for them."""

_EMBEDDED = {
    "speakerdeck": "slides",
    "slideshare": "slides",
    "docswell": "slides",
    "youtube": "video",
}
"""What Zenn and others embed as ``@[speakerdeck](…)``, with a code for the address."""

_NO_FILES = {"github.com", "gitlab.com", "codeberg.org", "bitbucket.org"}
"""Where a path of one part is a person's or an organisation's page, rather than code."""

_NO_VIDEOS = re.compile(r"/(?:@|c/|channel/|user/)[^/]+/?$")
"""Paths of people's pages on sites of videos."""

_ARXIV = re.compile(
    r"/(?:abs|pdf|html|format)/"
    r"(?P<id>[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?/?"
)
"""https://info.arxiv.org/help/arxiv_identifier.html"""

_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
"""https://www.doi.org/the-identifier/resources/handbook"""

_DOI_IN_PATH = re.compile(r"/doi/(?:(?:abs|full|pdf|epdf)/)?(?P<doi>10\.[0-9]{4,9}/\S+)")


class Identifiers(NamedTuple):
    """Identifiers of a paper; each is empty when the address doesn't tell it."""

    eprint: str = ""
    """Of arXiv, without its version."""
    doi: str = ""


def is_elsewhere(address: str) -> bool:
    """Tell whether an address leads to another page."""
    return bool(address) and not address.startswith("#")


def _by_host(table: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Map each host of a table of sites to the fields and folders of the sites on it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for field, sites in table.items():
        for site in sites:
            host, _, folder = site.partition("/")
            found.setdefault(host, []).append((field, folder))
    return found


_SITES = _by_host(HOSTS)
_SITES_OF_PEOPLE = _by_host({"person": PEOPLE})
_SITES_OF_MEETINGS = _by_host({"meeting": MEETINGS})


@functools.lru_cache(maxsize=1024)
def field_of(address: str) -> str | None:
    """Return the field of a talk that an address is by its host, as ``video``."""
    host, path = _place(address)
    if not host:
        return None
    field = _site_of(host, path, _SITES)
    return field if field and _is_one(host, path) else None


def field_of_link(words: str, address: str, vocabulary: Vocabulary) -> str | None:
    """Return the field of a talk that a link is: by its words, or else by its host.

    "[slides](…)" are slides, wherever they lie.
    """
    named = vocabulary.label(words)
    if named in {*HOSTS, "url"}:
        return named
    return field_of(address) or (_EMBEDDED.get(words) if "/" not in address else None)


@functools.lru_cache(maxsize=1024)
def is_person(address: str) -> bool:
    """Tell whether an address is likely a person's page: a profile, or one on a site of code."""
    host, path = _place(address)
    if _site_of(host, path, _SITES_OF_PEOPLE):
        return True
    return host in _NO_FILES and not _is_one(host, path)


@functools.lru_cache(maxsize=1024)
def is_meeting(address: str) -> bool:
    """Tell whether an address is the page of a whole meeting, where one registers for it."""
    host, path = _place(address)
    return _site_of(host, path, _SITES_OF_MEETINGS) is not None and _is_one(host, path)


def identifiers(address: str) -> Identifiers:
    """Return what an address tells of the paper that it leads to."""
    host, path = _place(address)
    if _is_on(host, path, "arxiv.org"):
        found = _ARXIV.fullmatch(path)
        return Identifiers(eprint=found["id"]) if found else Identifiers()
    path = unquote(path)
    if _is_on(host, path, "doi.org"):
        doi = path.lstrip("/")
        # Given out by arXiv itself, https://info.arxiv.org/help/doi.html.
        own = re.fullmatch(r"10\.48550/arXiv\.(\S+?)(?:v[0-9]+)?", doi, re.IGNORECASE)
        is_doi = _DOI.fullmatch(doi)
        return Identifiers(own[1] if own else "", doi if is_doi else "")
    if _is_on(host, path, "dl.acm.org") and (found := _DOI_IN_PATH.match(path)):
        return Identifiers(doi=found["doi"].rstrip("/"))
    return Identifiers()


@functools.lru_cache(maxsize=1024)
def _place(address: str) -> tuple[str, str]:
    """Return the host, without *www*, and the path of an address; nothing for what is none."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    if parts.scheme.lower() not in {"http", "https"}:
        return "", ""
    return host.lower().removeprefix("www.").removeprefix("m."), parts.path


def _site_of(host: str, path: str, sites: Mapping[str, Sequence[tuple[str, str]]]) -> str | None:
    """Return the field of the site that a path of a host is on, as `_by_host` has it."""
    for name in _names_of(host):
        for field, folder in sites.get(name, ()):
            if _is_in(path, folder):
                return field
    return None


def _names_of(host: str) -> Iterator[str]:
    """Yield the names under which a host may be known: itself, its ends, and its beginning."""
    labels = host.split(".")
    for at in range(len(labels)):
        yield ".".join(labels[at:])
    yield f"{labels[0]}."


def _is_on(host: str, path: str, site: str) -> bool:
    name, _, folder = site.partition("/")
    if name.endswith("."):
        return host.startswith(name)
    is_host = host == name or host.endswith(f".{name}")
    return is_host and _is_in(path, folder)


def _is_in(path: str, folder: str) -> bool:
    """Tell whether a path is in a folder; every path is in the one without a name."""
    return not folder or f"{path}/".startswith(f"/{folder}/")


def _is_one(host: str, path: str) -> bool:
    """Tell whether a path is that of a thing, rather than of a person or a whole site."""
    parts = [part for part in path.split("/") if part]
    if host in _NO_FILES:
        return len(parts) > 1
    return bool(parts) and not _NO_VIDEOS.search(path)
