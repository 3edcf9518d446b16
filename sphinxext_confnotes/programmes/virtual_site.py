"""The papers of a virtual site: ``*-orals-posters.json`` of NeurIPS, ICML, ICLR, MLSys and CVPR.

These sites are of one make.  The file has a list of papers, as ``results`` or by itself; an older
export names their authors in one text.  Addresses in it are relative to the site, whose name
stands in those of its interface for programs.  Times have an offset from UTC, which isn't always
that of the place: it is kept as their zone.  Called by ``reading``; imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from sphinxext_confnotes.programmes.entries import Collection, Entry, Programme
from sphinxext_confnotes.programmes.values import (
    Moment,
    Slot,
    address_of,
    as_list,
    as_mapping,
    as_text,
    ids_of,
    line_of,
    link_kind,
    moment_of,
    paragraphs_of,
    slot_of,
    speakers_of,
    title_of,
)

Paper = Mapping[str, object]

KEYS = {"virtualsite_url", "speakers/authors", "eventtype", "poster_position", "paper_pdf_url"}
"""Keys by which a list is recognised."""

_OF_PROGRAMS = re.compile(r"(https?://[^/\s]+)/api/miniconf/")
_SLASHES = re.compile(r"(?<!:)//+")
_AUTHORS = re.compile(r"\s*[,;·]\s*")


def papers_of(data: object) -> list[object]:
    """Return the papers of data; an empty list for anything else."""
    papers = as_list(as_mapping(data).get("results")) or as_list(data)
    first = next((paper for paper in papers if isinstance(paper, dict)), {})
    return papers if "name" in first and KEYS & first.keys() else []


def read_papers(papers: Iterable[object]) -> Programme:
    """Read what `papers_of` returns."""
    base = ""
    found = Collection()
    for number, paper in enumerate(map(as_mapping, papers)):
        if paper.get("visible") is not False:
            base = base or _site(paper)
            found.add(_entry(paper, base), f"results[{number}]")
    return found.finished()


def _entry(paper: Paper, base: str) -> Entry:
    address = paper.get("virtualsite_url") or paper.get("url")
    path = _SLASHES.sub("/", address) if isinstance(address, str) else ""
    media = [as_mapping(one) for one in as_list(paper.get("eventmedia"))]
    by_kind = {
        kind: address
        for one in reversed(media)
        if one.get("visible") is not False
        and (kind := link_kind(one.get("name"), one.get("type"), one.get("detailed_kind")))
        and (address := address_of(one.get("uri") or one.get("file"), base))
    }
    papers = [address_of(paper.get(key), base) for key in ("paper_url", "paper_pdf_url")]
    source = address_of(paper.get("sourceurl"))
    if "forum?id=" in source:
        papers.append(source)
    papers.append(by_kind.get("paper", ""))
    known = list(dict.fromkeys(filter(None, papers)))
    return Entry(
        title=title_of(paper.get("name")),
        speakers=speakers_of(_authors(paper)),
        room=line_of(paper.get("room_name")),
        track=line_of(as_text(paper.get("topic")).partition("->")[0]),
        kind=line_of(paper.get("eventtype") or paper.get("type")).casefold(),
        abstract=paragraphs_of(paper.get("abstract")),
        url=address_of(path, base),
        slides=by_kind.get("slides", ""),
        video=by_kind.get("video", ""),
        paper=known[0] if known else "",
        addresses=tuple(known[1:]),
        # A path finds an entry whose site isn't known.
        ids=ids_of(paper.get("uid"), paper.get("id"), path if path.startswith("/") else ""),
        **_slot(moment_of(paper.get("starttime")), moment_of(paper.get("endtime"))),
    )


def _authors(paper: Paper) -> Iterator[tuple[object, object]]:
    authors = paper.get("authors") or paper.get("speakers/authors")
    if isinstance(authors, str):
        authors = _AUTHORS.split(authors)
    for author in as_list(authors):
        said = as_mapping(author)
        yield said.get("fullname") or said.get("name") or author, said.get("institution")


@functools.lru_cache(maxsize=256)
def _slot(begins: Moment | None, ends: Moment | None) -> Slot:
    """Return when a paper is shown, which hundreds are at once."""
    found = slot_of(begins, ends)
    offset: dt.timedelta | None = found.get("offset")
    hours, rest = divmod(offset or dt.timedelta(), dt.timedelta(hours=1))
    if found.get("start") and offset and not rest:
        # The signs of these names are those of POSIX.
        return {**found, "zone": f"Etc/GMT{-hours:+d}"}
    return found


def _site(paper: Paper) -> str:
    """Return the address of the site, where a paper tells it; nothing otherwise."""
    address = address_of(paper.get("virtualsite_url"))
    if address:
        parts = urlsplit(address)
        return f"{parts.scheme}://{parts.netloc}"
    authors = (as_mapping(author).get("url") for author in as_list(paper.get("authors")))
    for value in (*authors, paper.get("children_url"), paper.get("parent1"), paper.get("url")):
        if isinstance(value, str) and (found := _OF_PROGRAMS.match(value)):
            return address_of(re.sub("^http:", "https:", found[1]))
    return ""
