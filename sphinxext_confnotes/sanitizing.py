"""Make HTML and text safe for files that others read: feed readers, mail, calendars.

On a site, raw HTML in a note is a matter of MyST's configuration.  In published files nh3, a
binding of ammonia (https://github.com/rust-ammonia/ammonia), removes it: it parses as browsers do
and keeps what is listed, instead of looking for what is known to be dangerous.
"""

from __future__ import annotations

import re

import nh3

from sphinxext_confnotes.addresses import SCHEMES, resolve

TAGS = nh3.ALLOWED_TAGS | {"article", "section"}

ADDRESSES = ("href", "src", "cite")

NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, and what isn't a character at all: what XML and iCalendar don't allow."""

_PARAGRAPHS = re.compile(
    "(?:<p>[^<>&\x00-\x08\x0b-\x1f\x7f-\xa0\ud800-\udfff\ufffe\uffff]*</p>\\s*)*"
)
"""HTML that is plain words in paragraphs, as most notes are, in which nothing can be wrong."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 can't hold (https://www.w3.org/TR/xml/#charsets)."""


def sanitize(html: str, base: str) -> str:
    """Return HTML without scripts, styles, classes and addresses that aren't `SCHEMES`.

    :param base: the address that relative ones are relative to.
    """
    if _PARAGRAPHS.fullmatch(html):
        return html.strip()

    def keep(tag: str, name: str, value: str) -> str | None:
        return resolve(base, value) if name in ADDRESSES else value

    return nh3.clean(
        html, tags=TAGS, attribute_filter=keep, link_rel=None, url_schemes=set(SCHEMES)
    ).strip()


def clean_text(text: str) -> str:
    """Return text without what no format has room for, every kind of line break as a newline."""
    return "\n".join(NO_TEXT.sub("", line).rstrip() for line in text.splitlines())


def clean_line(text: str) -> str:
    """Return the same on one line."""
    return " ".join(clean_text(text).split())


def clean_xml(text: str) -> str:
    """Return text without the characters that XML 1.0 can't hold, even escaped."""
    return _NO_XML.sub("", text)
