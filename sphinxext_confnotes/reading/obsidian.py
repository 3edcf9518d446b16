"""The syntax of Obsidian in posts: callouts, links to notes, highlights, fields of Dataview.

Transforms, in Markdown posts only, that find it in the doctree.  MyST-Parser and MyST-NB have no
way to give markdown-it a rule for one document; and in the doctree it is settled what is code, a
formula, a link or the option of a directive, and what another extension has read is no text any
more, so it stays theirs.  Comments (``%%``) are taken out before, by ``hidden_text``.

See https://help.obsidian.md/obsidian-flavored-markdown, and for the fields
https://blacksmithgu.github.io/obsidian-dataview/annotation/add-metadata/.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinxext_confnotes.doctree import LINKS, ancestors, find, refill
from sphinxext_confnotes.nodes import (
    WITHIN,
    confnotes_talk,
    is_wiki_link,
    title_of,
    wiki_link,
)
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.callouts import read_callout
from sphinxext_confnotes.reading.current_document import CurrentDocument
from sphinxext_confnotes.reading.embeds import Embeds, ProjectFiles, without_size
from sphinxext_confnotes.reading.prose.lines import Line, split, trim
from sphinxext_confnotes.reading.prose.pieces import piece

if TYPE_CHECKING:
    from sphinxext_confnotes.recognition.labels import Labels

MARK = "confnotes-marked"
"""The class of highlighted words."""

_SIGN = re.compile(r"(!?\[\[|\]\]|(?<!=)==(?!=))")

_LINK = re.compile(r"!?\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")

_FIELD = re.compile(r"\s*(?:\[([^\[\]]+)\]|\(([^()]+)\))\s*")
_KEY = re.compile(r"\s*(?P<key>[^:]+)::\s")

_NO_MARKDOWN = (
    nodes.literal,
    nodes.FixedTextElement,
    nodes.math,
    nodes.raw,
    nodes.problematic,
    nodes.system_message,
    nodes.Invisible,
)
"""The nodes whose text isn't Markdown."""


class ReadCallouts(SphinxTransform):
    """Replace callouts by admonitions.

    Run before Locale (20), so that only their words are translated, and before the titles of
    talks are looked for (19).
    """

    def apply(self, **kwargs: object) -> None:
        """Run on the document, if it is a post in Markdown."""
        reading = current_document.current(self.env, self.document)
        if may_have(reading, "[!"):
            read_callouts(self.document, reading)


class ReadTexts(SphinxTransform):
    """Replace links to notes, highlights and fields in brackets by nodes that say the same.

    Run after Locale (20), which parses translations, and before prose (30) is read.
    """

    def apply(self, **kwargs: object) -> None:
        """Run on the document, if it is a post in Markdown."""
        reading = current_document.current(self.env, self.document)
        if may_have(reading, "[[", "==", "::"):
            read_texts(self.document, self.env, reading)


class UnlinkTitles(SphinxTransform):
    """Make plain words of the links to notes in titles of sections, and note which talks have.

    Tables of contents would show such a link as code.  The title of a talk may lead to a page of
    its name, but not to the talk itself.

    Run after talks have their names (31).
    """

    def apply(self, **kwargs: object) -> None:
        """Run on the document, if it is a post in Markdown."""
        reading = current_document.current(self.env, self.document)
        if not may_have(reading, "[["):
            return
        for link in filter(is_wiki_link, find(self.document, addnodes.pending_xref)):
            title = next((one for one in ancestors(link) if isinstance(one, nodes.title)), None)
            if title is not None and isinstance(title.parent, nodes.section):
                content = link[0]
                assert isinstance(content, nodes.Element)
                link.replace_self(content.children)
        for talk in find(self.document, confnotes_talk):
            for link in filter(is_wiki_link, find(title_of(talk), addnodes.pending_xref)):
                link[WITHIN] = talk["ids"][0]


def may_have(reading: CurrentDocument, *signs: str) -> bool:
    """Tell whether a document is a post in Markdown that may have one of some signs.

    To look for these in its text takes less than to look through its doctree.  The text of a
    notebook isn't kept, and what a post includes or substitutes stands elsewhere.
    """
    source = reading.source
    return reading.is_markdown_post and (
        not source or any(sign in source for sign in (*signs, "{include}", "{{"))
    )


def read_callouts(root: nodes.Element, reading: CurrentDocument) -> None:
    """Replace the callouts in a post, or in a part of one, and keep what they are."""
    callouts = map(read_callout, find(root, nodes.block_quote))
    reading.callouts = {id(found[0]): found[1] for found in callouts if found}


def read_texts(root: nodes.Element, env: BuildEnvironment, reading: CurrentDocument) -> None:
    """Replace what stands in the texts of a post, or of a part of one."""
    for paragraph in find(root, nodes.paragraph):
        if any("::" in text for text in _texts(paragraph)):
            _divide_fields(paragraph, reading.get_lexicon().labels)
    inline = _Inline(env, reading.files or ProjectFiles(env))
    for element in find(root, nodes.TextElement):
        if any(_SIGN.search(text) for text in _texts(element)):
            inline.read(element)


class _Inline:
    """Read the links and highlights in the texts of one document."""

    def __init__(self, env: BuildEnvironment, files: ProjectFiles) -> None:
        self._env = env
        self._embeds = Embeds(env, files)

    def read(self, element: nodes.Element) -> None:
        """Replace them in an element of text."""
        around = (element, *ancestors(element))
        if any(isinstance(one, _NO_MARKDOWN) for one in around):
            return
        source = next((one.rawsource for one in around if one.rawsource), "")
        parts = _parts(element.children)
        if not any(isinstance(one, LINKS) for one in around):
            parts = self._link(parts, source)
        if "\\=" not in source:
            parts = _mark(parts)
        refill(element, _joined(parts))

    def _link(self, parts: Sequence[nodes.Node], source: str) -> list[nodes.Node]:
        """Return inline nodes with links in place of what stands in double brackets."""
        done: list[nodes.Node] = []
        opened: int | None = None
        for part in parts:
            if _is(part, "[[", "![["):
                opened = len(done)
            elif _is(part, "]]") and opened is not None:
                is_embed = _is(done[opened], "![[")
                link = self._read_link(done[opened + 1 :], source, is_embed=is_embed)
                if link is not None:
                    done[opened:] = [link]
                    opened = None
                    continue
                opened = None
            done.append(part)
        return done

    def _read_link(
        self, inside: Sequence[nodes.Node], source: str, *, is_embed: bool
    ) -> nodes.Node | None:
        text = "".join(node.astext() for node in inside)
        target = text.partition("|")[0].strip()
        has_others = any(find(node, *LINKS, nodes.footnote_reference) for node in inside)
        if not target.strip("#^ ") or "\n" in text or has_others:
            return None
        if "\\[" in source or "\\]" in source:
            written = re.escape(f"[[{text}]]")
            if not re.search(rf"(?<!\\){written}", source):
                # Its author has escaped it.
                return None
        shown = _behind_bar(inside)
        words = "".join(node.astext() for node in shown)
        if found := self._embeds.of(target, words, is_embed=is_embed):
            return found
        if is_embed and (unsized := without_size(words)) != words:
            # Of a picture that isn't there.
            shown = [nodes.Text(unsized)] if unsized else []
        return wiki_link(self._env.docname, target, shown or [nodes.Text(_words_of(target))])


def plain(text: str) -> str:
    """Return a text as it is shown, with the words of its links and without other signs."""
    return _LINK.sub(lambda found: found[2] or _words_of(found[1]), text).replace("==", "")


def _texts(element: nodes.Element) -> list[nodes.Text]:
    return [child for child in element.children if isinstance(child, nodes.Text)]


def _is(node: nodes.Node | None, *texts: str) -> bool:
    return isinstance(node, nodes.Text) and node.astext() in texts


def _parts(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes with the signs of links and highlights as texts of their own."""
    parts: list[nodes.Node] = []
    for node in inline:
        if isinstance(node, nodes.Text):
            parts += [nodes.Text(text) for text in _SIGN.split(node) if text]
        else:
            parts.append(node)
    return parts


def _joined(parts: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes with texts joined where no line breaks."""
    joined: list[nodes.Node] = []
    for part in parts:
        before = joined[-1] if joined else None
        both = isinstance(part, nodes.Text) and isinstance(before, nodes.Text)
        if both and not (_is(part, "\n") or _is(before, "\n")):
            joined[-1] = nodes.Text(f"{before}{part}")
        else:
            joined.append(part)
    return joined


def _mark(parts: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return inline nodes with highlights in place of what stands between two double signs.

    Spaces inside of these, and letters outside of them, are those of a comparison.
    """
    done: list[nodes.Node] = []
    opened: int | None = None
    for at, part in enumerate(parts):
        if _is(part, "=="):
            before = parts[at - 1].astext()[-1:] if at else ""
            behind = parts[at + 1].astext()[:1] if at + 1 < len(parts) else ""
            if opened is not None and not before.isspace() and not _is_in_word(behind):
                inside = done[opened + 1 :]
                if inside:
                    done[opened:] = [nodes.inline("", "", *_joined(inside), classes=[MARK])]
                    opened = None
                    continue
            elif behind and not behind.isspace() and not _is_in_word(before):
                opened = len(done)
        done.append(part)
    return done


def _is_in_word(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _behind_bar(inside: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return what a link shows: what stands behind the first bar in it."""
    for at, node in enumerate(inside):
        if isinstance(node, nodes.Text) and "|" in node:
            return trim([nodes.Text(node.partition("|")[2]), *inside[at + 1 :]])
    return []


def _words_of(target: str) -> str:
    """Return the words of a link that has no others: a name without its folders, and a heading."""
    name, _, heading = target.partition("#")
    name = name.strip().rpartition("/")[2].removesuffix(".md")
    heading = heading.rpartition("#")[2].strip()
    return " > ".join(filter(None, (name, "" if heading.startswith("^") else heading))) or target


def _divide_fields(paragraph: nodes.Element, labels: Labels) -> None:
    """Make paragraphs of the fields in brackets that fill a line and have a known key.

    They are labels without their brackets.
    """
    lines = split(paragraph.children)
    fields = [_fields_in(line, labels) for line in lines]
    if not any(fields):
        return
    groups: list[list[Line]] = []
    goes_on = False
    for line, found in zip(lines, fields, strict=True):
        if found:
            groups += [[field] for field in found]
        elif goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
        goes_on = not found
    pieces = [piece(group, paragraph, not at) for at, group in enumerate(groups)]
    paragraph.replace_self([one for one in pieces if one is not None])


def _fields_in(line: Line, labels: Labels) -> list[Line]:
    """Return the fields of a line that has nothing else, each as a line; else nothing.

    One with a key that isn't known keeps its brackets; one at least is.
    """
    texts = [node for node in line.inline if isinstance(node, nodes.Text)]
    if not texts or len(texts) != len(line.inline):
        return []
    text = line.text()
    found: list[Line] = []
    is_any_known = False
    at = 0
    while at < len(text):
        field = _FIELD.match(text, at)
        inside = (field[1] or field[2]) if field else ""
        key = _KEY.match(inside)
        if field is None or key is None:
            return []
        is_known = labels.whole(key["key"]) is not None
        is_any_known = is_any_known or is_known
        shown = inside if is_known else field[0]
        found.append(Line([nodes.Text(shown.strip())], offset=line.offset))
        at = field.end()
    return found if is_any_known else []
