"""Headings that were typed in other ways than CommonMark has, made such in place.

``##Title`` was a heading before CommonMark, and is one for whoever types it; ``<h2>Title</h2>`` is
what older tools wrote, and is no section for Sphinx.  Called by ``headings`` for posts in Markdown;
each heading stays on its own line, and no word is lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from markdown_it import MarkdownIt

from sphinxext_confnotes.reading.nesting_limit import blocks

_GLUED = re.compile(
    r"^( {0,3}#{2,6})(?=[\"“(\[「『【［（《]?(?:[^\W\d_]|[0-9]{1,2}(?:[^\W\d_]|[.:)、][^\W_])))",
    re.MULTILINE,
)
"""Before a word, which may be in quotes or brackets, a number and its word, or a time."""
_GLUED_TITLE = re.compile(r"^( {0,3}#)(?=[^\W\d_]*[A-Z][^\s#]*(?: [^#]+)?$)")
_IN_HTML = re.compile(r"^ {0,3}<h[1-6]>.*</h[1-6]>[ \t]*$", re.MULTILINE | re.IGNORECASE)
_TEXT_IN_HTML = re.compile(
    r" {0,3}<h(?P<level>[1-6])>[ \t]*"
    r"(?P<text>[^<>`*_$\[\]\\]*[^<>`*_$\[\]\\\s#])[ \t]*</h(?P=level)>\s*",
    re.IGNORECASE,
)
"""Without other tags, and without signs that mean something in Markdown."""


def mend(source: str, get_parser: Callable[[], MarkdownIt]) -> str:
    """Return a source with its loose headings as Markdown has them, each on its own line.

    With one sign and without a space it may be a tag: that is a heading with a capital, beside
    others that were typed so.  A heading in HTML is one where nothing else stands in its block.
    """
    has_glued = _GLUED.search(source) is not None
    if not has_glued and not _IN_HTML.search(source):
        return source
    lines = io.StringIO(source, newline="").readlines()
    for token in blocks(re.sub(r"\r\n?", "\n", source), get_parser()):
        if token.level or not token.map:
            continue
        if token.type == "paragraph_open" and has_glued:
            for number in range(*token.map):
                line = _GLUED.sub(r"\1 ", lines[number])
                lines[number] = _GLUED_TITLE.sub(r"\1 ", line)
        elif token.type == "html_block" and (found := _TEXT_IN_HTML.fullmatch(token.content)):
            at = token.map[0]
            end = lines[at][len(lines[at].rstrip()) :]
            lines[at] = f"{'#' * int(found['level'])} {found['text']}{end}"
    return "".join(lines)
