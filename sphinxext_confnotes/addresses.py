"""Addresses: which may be linked, which are the same, and what they are on another page.

Every address that an author typed passes through here before a link is made of it.  Called by
``notes``, ``reading`` and ``publishing``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import posixpath
import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from mdurl import ENCODE_DEFAULT_CHARS, encode

EXPECTED = "an http(s) or mailto address, or a path in the project"
"""The words for a readable address in a warning."""

SCHEMES = ("http", "https", "mailto")
"""The schemes that may be linked."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_hs(enc|mi)")
"""Parameters that say where somebody came from, not where to.

Those of https://en.wikipedia.org/wiki/UTM_parameters and the identifiers of clicks that
advertising and mailing services add."""

_PORTS = {"http": 80, "https": 443}

_UNRESERVED = re.compile("[A-Za-z0-9._~-]")


def read_address(value: str) -> str:
    """Return an address that may be linked.

    White space and control characters are ignored in looking for the scheme, as browsers do
    (https://url.spec.whatwg.org/#concept-basic-url-parser).

    :raises ValueError: when it is neither ``http(s)`` nor ``mailto`` nor a path in the project.
    """
    address = value.strip().removeprefix("<").removesuffix(">")
    visible = _INVISIBLE.sub("", address)
    scheme = _SCHEME.match(visible)
    allowed = (
        scheme[1].lower() in SCHEMES and visible == address
        if scheme
        else visible and not visible.startswith(("//", "#"))
    )
    # Browsers read a backslash as a slash, and so "/\\example.org" as another site.
    if not allowed or "\\" in address:
        raise ValueError(EXPECTED)
    return address


def is_local(address: str) -> bool:
    """Tell whether an address that `read_address` let through is a path in the project."""
    return _SCHEME.match(address) is None


def is_web(address: str) -> bool:
    """Tell whether an address is that of a page on the web."""
    try:
        parts = urlsplit(address)
        return parts.scheme in _PORTS and bool(parts.hostname)
    except ValueError:
        return False


def leaves_project(address: str, docname: str) -> bool:
    """Tell whether an address is the path of a file outside of the project.

    :param docname: the document in which it stands, which it is relative to.
    """
    folder = "" if address.startswith("/") else posixpath.dirname(docname)
    path = posixpath.normpath(posixpath.join(folder, address.lstrip("/")))
    return is_local(address) and path.partition("/")[0] == ".."


def resolve(base: str, address: str) -> str | None:
    """Return an address that is relative to another one; nothing for one that isn't safe."""
    try:
        joined = urljoin(base, address.strip())
        scheme = urlsplit(joined).scheme
    except ValueError:
        return None
    return joined if scheme in ("", *SCHEMES) else None


def absolute(address: str) -> str:
    """Return an address of `SCHEMES` in the characters of a URI; nothing for a path."""
    is_one = address.partition(":")[0].lower() in SCHEMES
    return encode(address, f"{ENCODE_DEFAULT_CHARS}[]") if is_one else ""


def normalised_address(address: str) -> str:
    """Return what is the same in all spellings of an address; nothing for one of a local file.

    These are the comparisons of https://www.rfc-editor.org/rfc/rfc3986#section-6: by case, by
    percent-encoding, by dot segments, and by what a scheme has by default; and those of hosts in
    https://www.unicode.org/reports/tr46/.  Scheme, user, trailing slash, tracking parameters and
    text fragments (https://wicg.github.io/scroll-to-text-fragment/) are left aside.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or not parts.hostname:
        return ""
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, True, errors="surrogateescape")
        if not _TRACKING.fullmatch(name.lower())
    ]
    fragment, *_ = parts.fragment.partition(":~:")
    # https://html.spec.whatwg.org/multipage/browsing-the-web.html#the-indicated-part-of-the-document
    if fragment.lower() == "top":
        fragment = ""
    found = [
        _host(parts.hostname),
        f":{port}" if port not in (None, _PORTS[parts.scheme]) else "",
        _without_dots(_encoded(parts.path)).rstrip("/"),
        f"?{urlencode(query, errors='surrogateescape')}" if query else "",
        f"#{_encoded(fragment)}".rstrip("/#"),
    ]
    return "".join(found)


def plain_path(address: str) -> str:
    """Return what is the same in all spellings of the path of a page in its site.

    Servers find a page with and without a slash at its end, or with the name of a folder's page.
    """
    path = unquote(address.partition("#")[0].partition("?")[0])
    return path.removesuffix("/index.html").strip("/")


def page_of(address: str) -> str:
    """Return an address without the place in its page, if that isn't the page itself.

    Pages that are made by scripts have their own paths there (``app#/session/12``).
    """
    page, _, place = address.partition("#")
    return address if place.startswith(("/", "!")) else page


def _host(name: str) -> str:
    """Return the name of a host as it is asked for, in ASCII."""
    if name.isascii():
        return name.removesuffix(".")
    # Imported here because its tables take long to load, and most addresses need none of them.
    import idna

    try:
        return idna.encode(name.removesuffix("."), uts46=True).decode()
    except idna.IDNAError:
        return name


def _encoded(text: str) -> str:
    """Return a part of an address in which every character is encoded in one way."""

    def decoded(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if _UNRESERVED.fullmatch(character) else match[0].upper()

    # Delimiters, and characters that are encoded already, stay as they are.
    quoted = quote(text, safe="%/?#[]@!$&'()*+,;=:", errors="surrogateescape")
    return re.sub("%([0-9A-Fa-f]{2})", decoded, quoted)


def _without_dots(path: str) -> str:
    """Return a path without ``.`` and ``..``, as section 5.2.4 has it."""
    found: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            found = found[:-1]
        elif segment != ".":
            found.append(segment)
    return "".join(f"/{segment}" for segment in found)
