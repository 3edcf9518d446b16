"""The addresses that lead to a post, as Jekyll and Hugo write them in the front matter.

Called by ``frontmatter``.  An address is a path in the site and nothing else: what could lead out
of it, or is no file name on one of the systems that sites are built on, is refused.
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from sphinxext_confnotes.names import DEVICE
from sphinxext_confnotes.reading.dated_paths import read_path

LONGEST_NAME, LONGEST = 255, 1000
"""The limits of file systems, in bytes."""


EXAMPLE = "/2025/05/title/"

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PLACEHOLDER = re.compile(r":([a-z_]+)")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\u2028\u2029\\:*?"<>|#]')
_WORD = re.compile(r"[^\W_]+")

_DATED = ("year", "short_year", "month", "i_month", "day", "i_day")
_NAMED = ("title", "slug")
_FILES = ("contentbasename", "filename")


def read_address(text: object, *, folder: str, values: Mapping[str, str]) -> str:
    """Return an address: a path with a slash at its beginning, nothing in it encoded.

    :param folder: the address that one without such a slash is relative to.
    :param values: of placeholders such as ``:year``, by their names without the colon.
    :raises ValueError: saying what was expected.
    """
    text = str(text)
    if _SCHEME.match(text):
        raise ValueError(f"an address in the site such as {EXAMPLE}")

    def fill(found: re.Match[str]) -> str:
        if found[1] in values:
            return values[found[1]]
        if found[1] in _DATED:
            raise ValueError(f"a post with a date for ':{found[1]}'")
        known = ", ".join(f":{name}" for name in (*_DATED, *_NAMED, _FILES[0]))
        raise ValueError(f"no other placeholders than {known}")

    try:
        written = unquote(_PLACEHOLDER.sub(fill, text), errors="strict")
    except UnicodeDecodeError:
        raise ValueError("an address encoded as UTF-8") from None
    path = posixpath.join(folder, written)
    names = [name for name in path.split("/") if name]
    # Windows drops dots and spaces at the end of names, and ".." leaves the folder.
    if path.startswith("//") or any(name.endswith((".", " ")) for name in names):
        raise ValueError(f"an address in the site such as {EXAMPLE}")
    if forbidden := _FORBIDDEN.search(path):
        raise ValueError(f"an address in the site without {forbidden[0]!r}")
    if device := next(filter(DEVICE.fullmatch, names), None):
        raise ValueError(f"an address in the site without {device!r}, a device on Windows")
    if names and names[0].startswith("_"):
        raise ValueError("an address outside of Sphinx's own folders, which begin with '_'")
    if max(len(name.encode()) for name in ("", *names)) > LONGEST_NAME or len(path) > LONGEST:
        raise ValueError(f"names of at most {LONGEST_NAME} bytes, and {LONGEST} in all")
    is_folder = path.endswith("/") and names
    return "/" + "/".join(names) + ("/" if is_folder else "")


def placeholders(docname: str, date: dt.date | None, title: str, slug: str = "") -> dict[str, str]:
    """Return what the placeholders stand for: the parts of the date, and names of the post.

    Its name is what its author calls it in addresses, or the file's behind its date, as in Jekyll,
    or else the title's, as in Hugo.

    :param slug: of the front matter.
    """
    path = PurePosixPath(docname)
    words = read_path(docname).slug or title or path.name
    own = "-".join(slug.split()).strip("/")
    values = dict.fromkeys(_NAMED, own or "-".join(_WORD.findall(words.lower())) or path.name)
    # That of a post with a folder of its own is the folder's.
    file = path.parent.name if path.name in ("index", "_index") else path.name
    values |= dict.fromkeys(_FILES, "-".join((file or path.name).lower().split()))
    if date:
        year, month, day = date.isoformat().split("-")
        parts = (year, year[-2:], month, str(date.month), day, str(date.day))
        values |= dict(zip(_DATED, parts, strict=True))
    return values
