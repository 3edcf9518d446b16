"""Outlines of posts, made without a Sphinx build: what the recognition of a post starts from.

Read as posts are: front matter, headings put under the title, MyST with colon fences and
formulas.  The 170 texts of the training set take a few seconds.
"""

from __future__ import annotations

import io
import re
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.docutils_ import Parser
from myst_parser.parsers.mdit import create_md_parser

from sphinxext_confnotes.reading import loose_headings
from sphinxext_confnotes.reading.prose.outline import OutlinedPage
from sphinxext_confnotes.recognition.outline import Outline

SYNTAX = {"colon_fence", "dollarmath"}
SETTINGS = {
    "_disable_config": True,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 6,
    "myst_enable_extensions": sorted(SYNTAX),
    "report_level": 5,
    "warning_stream": io.StringIO(),
}
_FENCES = {"---": r"---|\.\.\.", "+++": r"\+\+\+"}
_HEADER = re.compile(r"([A-Za-z][\w ]{0,30}):[ \t]*(.*)")
_NIKOLA = re.compile(r"\.\. ([a-z]+):[ \t]*(.*)")
_MARKUP = re.compile(r"[*_`\\]")


@dataclass(frozen=True)
class Text:
    """A post as it was read."""

    outline: Outline
    given: Mapping[str, Any]
    """Its front matter."""
    page: OutlinedPage


def read(source: str, path: PurePosixPath) -> Text:
    """Return the outline of a post."""
    is_markdown = path.suffix != ".rst"
    lines = source.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    given, length = _front_matter(lines)
    title_line = next(
        (at for at, line in enumerate(lines[:length], 1) if re.match("title|:title", line, re.I)), 0
    )
    lines[:length] = [""] * length
    text = "\n".join(lines)
    if is_markdown:
        text = loose_headings.mend(text, _parser)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = {"parser": Parser()} if is_markdown else {}
        document = publish_doctree(text, settings_overrides=SETTINGS, **parser)
    levels = _levels(text) if is_markdown else None
    given = {**given, **_docinfo(document)}
    page = OutlinedPage(levels=levels)
    outline = _under_title(document, page, given, path, title_line)
    return Text(outline, given, page)


def _front_matter(lines: list[str]) -> tuple[Mapping[str, Any], int]:
    """Return what is said over a text, and how many lines it takes."""
    if lines[0].rstrip() in _FENCES:
        end = re.compile(_FENCES[lines[0].rstrip()])
        at = next((at for at, line in enumerate(lines[1:], 1) if end.match(line)), 0)
        if at:
            return _read("\n".join(lines[1:at]), lines[0].rstrip()), at + 1
    for form in (_HEADER, _NIKOLA):
        found = []
        for line in lines:
            if not (entry := form.fullmatch(line.rstrip())):
                break
            found.append((entry[1].lower(), entry[2]))
        # One line is rather the first one of the text, but for a title.
        if len(found) > 1 and any(key in ("title", "date") for key, _ in found):
            return dict(found), len(found)
    return {}, 0


def _read(text: str, fence: str) -> Mapping[str, Any]:
    try:
        values = tomllib.loads(text) if fence == "+++" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError):
        pairs = (line.partition("=" if fence == "+++" else ":") for line in text.split("\n"))
        values = {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}
    return values if isinstance(values, dict) else {}


def _docinfo(document: nodes.document) -> Mapping[str, str]:
    found = {}
    for block in document.findall(nodes.docinfo):
        for one in block.findall(nodes.field):
            found[one[0].astext().lower()] = one[1].astext()
    return found


def _parser() -> MarkdownIt:
    return create_md_parser(MdParserConfig(enable_extensions=SYNTAX), RendererHTML)


def _levels(text: str) -> dict[int, int]:
    tokens = _parser().parse(text)
    return {
        token.map[0] + 1: int(token.tag[1])
        for token in tokens
        if token.type == "heading_open" and token.level == 0 and token.map
    }


def _under_title(
    document: nodes.document,
    page: OutlinedPage,
    given: Mapping[str, Any],
    path: PurePosixPath,
    title_line: int,
) -> Outline:
    """Find the title as `reading.headings` does, and make the outline of what is under it."""
    head = (nodes.docinfo, nodes.field_list, nodes.meta)
    rest = [node for node in document.children if not isinstance(node, head)]
    sections = [node for node in rest if isinstance(node, nodes.section)]
    first = sections[0] if sections else None
    title = str(given.get("title") or "")
    own = None
    if title:
        own = first if first is not None and _same(title, first[0]) else None
    elif sections and first is not None:
        levels = [(page.levels or {}).get(one.line or 0, 1) for one in sections]
        highest = [one for one, level in zip(sections, levels, strict=True) if level == min(levels)]
        before = rest[: rest.index(first)]
        stands_first = all(_may_stand_over(node) for node in before)
        if len(highest) == 1 or (stands_first and highest[0] is first):
            own = highest[0]
    if own is not None:
        page.has_heading = True
        at = rest.index(own)
        content = [*rest[:at], *own.children[1:], *rest[at + 1 :]]
        return page.outline(own[0], content, own)  # type: ignore[arg-type]
    made = nodes.title("", title or path.stem)
    made.line = title_line
    return page.outline(made, rest, document, has_own_title=bool(title))


def _same(written: str, title: nodes.Node) -> bool:
    said = title.astext().casefold().split()
    return said in (written.casefold().split(), _MARKUP.sub("", written).casefold().split())


def _may_stand_over(node: nodes.Node) -> bool:
    if isinstance(node, nodes.paragraph):
        return all(
            not part.astext().strip() or isinstance(part, nodes.emphasis | nodes.strong)
            for part in node.children
        )
    return not isinstance(node, nodes.bullet_list | nodes.enumerated_list | nodes.section)
