"""What could do harm in a page, found by parsers of others.

For ``test_safety``, which compares a page with dangerous words with the same page in harmless ones,
and for ``test_fuzz``, which compares pages with and without the extension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

ADDRESSES = (
    "action", "background", "cite", "data", "formaction", "href", "icon", "longdesc", "manifest",
    "ping", "poster", "profile", "src", "srcdoc", "srcset", "usemap", "xlink:href",
)  # fmt: skip
"""The attributes that hold an address, or a page."""

RUNNING = (
    "applet", "base", "embed", "foreignobject", "frame", "frameset", "iframe", "link", "meta",
    "object", "script", "style",
)  # fmt: skip
"""The elements that run or load something, or turn the page's addresses elsewhere."""

QUIET_RELATIONS = (
    "alternate",
    "author",
    "canonical",
    "index",
    "next",
    "prev",
    "search",
    "top",
    "up",
)
"""The kinds of links in a page's head that load nothing."""

HARMLESS = ("here", "http", "https", "mailto")
"""The kinds of addresses that do nothing but lead somewhere."""

_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_UP = re.compile(r"(?<=')(?:\.\./)+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)")


def parse(markup: str) -> BeautifulSoup:
    """Parse a page as browsers do."""
    return BeautifulSoup(markup, "html5lib", multi_valued_attributes=None)


def kind_of(address: str) -> str:
    """Return the scheme of an address as a browser sees it; of one without, where it leads."""
    # https://url.spec.whatwg.org/#concept-basic-url-parser
    visible = _IGNORED.sub("", address).casefold().replace("\\", "/")
    if scheme := _SCHEME.match(visible):
        return scheme[0]
    return "another site" if visible.startswith("//") else "here"


def shape(page: Tag) -> list[str]:
    """Return each element of a page with its attributes' names and the kinds of its addresses."""
    return [_shape_of(element) for element in page.find_all(True)]


def dangers(page: Tag) -> set[str]:
    """Return what a page would run or load, with the words that tell it from another one.

    How far up the site's own files are isn't in them: a page may be in a deeper folder.
    """
    return {danger for element in page.find_all(True) for danger in _dangers_of(element)}


def _shape_of(element: Tag) -> str:
    attributes = (
        f"{name}={kind_of(str(value))}" if name in ADDRESSES else name
        for name, value in sorted(element.attrs.items())
    )
    return " ".join([element.name, *attributes])


def _is_quiet(element: Tag) -> bool:
    """Tell whether an element tells what a page is, and neither runs nor loads anything."""
    given = element.attrs
    return (
        (element.name == "meta" and "http-equiv" not in given)
        or (element.name == "link" and given.get("rel") in QUIET_RELATIONS)
        or (element.name == "script" and given.get("type") == "application/ld+json")
    )


def _dangers_of(element: Tag) -> Iterator[str]:
    if element.name in RUNNING and not _is_quiet(element):
        # One without an end swallows the tags behind it.
        words = (element.string or "").partition("<")[0].strip()
        yield f"<{element.name}> {_UP.sub('', str(element.attrs))} {words}"
    for name, value in element.attrs.items():
        is_address = name in ADDRESSES
        if name.startswith("on") or (is_address and kind_of(str(value)) not in HARMLESS):
            yield f"{name}={value}"


def shown_attributes(body: Tag) -> list[str]:
    """Return the addresses that a talk may have too, and the words that stand for pictures."""
    return [
        str(value)
        for element in body.find_all(True)
        for name, value in element.attrs.items()
        if (name in ADDRESSES and re.fullmatch("https?|mailto", kind_of(str(value))))
        or name in ("alt", "title")
    ]
