"""``talks.bib`` and ``talks.csl.json``: the talks and their papers, for those who cite them.

BibTeX is written by bibtexparser, its special characters by pylatexenc; CSL-JSON is described by
https://github.com/citation-style-language/schema.  What is here says which fact of a talk becomes
which field.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple

import bibtexparser
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field
from pylatexenc import latexencode

from sphinxext_confnotes import wording
from sphinxext_confnotes.addresses import absolute
from sphinxext_confnotes.names import with_digest
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.records import Merged, Place
from sphinxext_confnotes.publishing.formats.json_text import write_json, write_list
from sphinxext_confnotes.publishing.site import Site
from sphinxext_confnotes.sanitizing import clean_line

BIBTEX = "talks.bib"
CSL = "talks.csl.json"

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
"""The names of months that BibTeX's styles put into words."""

DOI = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,}/\S+)", re.IGNORECASE)
"""The form of https://www.doi.org/doi-handbook/HTML/index.html."""


PLAIN = re.compile(r"[A-Za-z0-9 .,:;!?()/'+=@*-]*")
"""Text that is the same in LaTeX."""


Latex = Callable[[str], str]
"""A function that writes text in LaTeX."""


class Citation(NamedTuple):
    """A talk, or its paper, of which only the address is known."""

    key: str
    type: Literal["speech", "document"]
    """The type in CSL."""
    genre: str
    """The kind of talk in the project's language."""
    title: str
    url: str
    authors: Sequence[str] = ()
    conference: str = ""
    location: str = ""
    date: dt.date | None = None
    until: dt.date | None = None
    tags: Sequence[str] = ()


class Written(NamedTuple):
    """A citation in both formats."""

    bibtex: str
    csl: str


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield names and contents of both files."""
    latex = functools.cache(_latex_writer)
    written = [
        site.parts.get(
            "citation",
            site.digests[talk.place],
            functools.partial(_write_all, site, talk, latex),
        )
        for talk in site.talks
    ]
    if found := [one for ones in written for one in ones]:
        separator = bibtexparser.BibtexFormat().block_separator  # type: ignore[no-untyped-call]
        yield BIBTEX, separator.join(one.bibtex for one in found)
        yield CSL, write_list([one.csl for one in found]) + "\n"


def _write_all(site: Site, talk: Merged, latex: Callable[[], Latex]) -> list[Written]:
    return [_write(one, latex()) for one in _citations(site, talk)]


def _citations(site: Site, talk: Merged) -> Iterator[Citation]:
    """Yield a talk, and its paper if there is one."""
    facts = talk.facts
    key, title = _key(site.home(talk)), clean_line(facts.title)
    yield Citation(
        key,
        "speech",
        clean_line(wording.kind(facts.kind or "talk")),
        title,
        site.link(talk),
        authors=_lines(fields.published(talk, "citation", "authors")),
        conference=next(iter(_lines(fields.published(talk, "citation", "conference"))), ""),
        location=clean_line(talk.location),
        date=facts.date,
        until=facts.until,
        tags=_lines(fields.published(talk, "citation", "tags")),
    )
    if paper := absolute(facts.paper):
        yield Citation(f"{key}:paper", "document", clean_line(wording.field("paper")), title, paper)


def _write(one: Citation, latex: Latex) -> Written:
    # The library needn't be copied, as nobody else has it.
    stack = default_unparse_stack(allow_inplace_modification=True)
    library = bibtexparser.Library([_entry(one, latex)])
    return Written(bibtexparser.write_string(library, unparse_stack=stack), write_json(_item(one)))


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for line in map(clean_line, texts) if line]


def _key(place: Place) -> str:
    """Return what a talk is cited by: where it stands, in characters that BibTeX allows."""
    key = f"{place.docname}:{place.anchor}"
    safe = re.sub(r"[^\w/:.+-]+", "-", key, flags=re.ASCII)
    return key if key == safe else with_digest(safe, key)


def _latex_writer() -> Latex:
    """Return a function that writes text in LaTeX, in UTF-8.

    BibTeX counts braces whether or not there is a backslash before them.
    """
    braces = {ord("{"): r"\textbraceleft", ord("}"): r"\textbraceright"}
    others = [(re.compile(r"[^\x00-\x7f]+"), r"\g<0>")]
    encoder = latexencode.UnicodeToLatexEncoder(
        conversion_rules=[
            latexencode.UnicodeToLatexConversionRule(latexencode.RULE_DICT, braces),
            latexencode.UnicodeToLatexConversionRule(
                latexencode.RULE_REGEX, others, replacement_latex_protection="none"
            ),
            "defaults",
        ]
    )
    # The encoder looks at each character by itself, and most texts have none of those.
    return lambda text: text if PLAIN.fullmatch(text) else str(encoder.unicode_to_latex(text))


def _entry(one: Citation, latex: Latex) -> Entry:
    texts = {
        "author": " and ".join(_name(author, latex(author)) for author in one.authors),
        # The inner braces keep capitals in BibTeX styles.
        "title": f"{{{latex(one.title)}}}",
        "howpublished": latex(", ".join(filter(None, (one.genre, one.conference, one.location)))),
        "year": f"{one.date.year:04}" if one.date else "",
        "month": MONTHS[one.date.month - 1] if one.date else "",
        # Not escaped: \url takes its argument literally.
        "url": one.url,
        "doi": _doi(one),
        "keywords": latex(", ".join(one.tags)),
    }
    fields = [
        Field(name, text, enclosing="no-enclosing" if name == "month" else None)
        for name, text in texts.items()
        if text
    ]
    return Entry("misc", one.key, fields)


def _name(author: str, written: str) -> str:
    """Return a name, which BibTeX takes apart, or in braces where that would go wrong."""
    is_plain = re.fullmatch(r"[^,]+(, [^,]+)?", author) and not re.search(
        r"\band\b|^others$", author, re.IGNORECASE
    )
    return written if is_plain else f"{{{written}}}"


def _item(one: Citation) -> dict[str, Any]:
    days = [[day.year, day.month, day.day] for day in (one.date, one.until) if day]
    date = days and {"date-parts": days}
    item = {
        "id": one.key,
        "type": one.type,
        "title": one.title,
        # A name doesn't tell which of its words is the family name.
        "author": [{"literal": author} for author in one.authors],
        "genre": one.genre,
        # CSL 1.0.2 renamed it to "event-title".
        "event": one.conference,
        "event-title": one.conference,
        "event-place": one.location,
        "event-date": date,
        "issued": date,
        "URL": one.url,
        "DOI": _doi(one),
        "keyword": ", ".join(one.tags),
    }
    return {name: value for name, value in item.items() if value}


def _doi(one: Citation) -> str:
    found = DOI.fullmatch(one.url)
    return found[1] if found else ""
