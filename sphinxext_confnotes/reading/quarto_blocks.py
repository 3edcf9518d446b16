"""Blocks that Quarto and Pandoc have, made what MyST knows, each on its own lines.

A fenced div (``::: {.column-margin}``) and a cell (a fence with ``{r}``) would be directives
that nobody has, and be left out of the page with all that is in them.  Called by ``headings`` for
posts in Markdown, in which colon fences begin directives.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field

_LANGUAGES = (
    "r|python|julia|sql|bash|sh|stan|ojs|rcpp|cpp|fortran|html|css|js|json|yaml|toml|makefile|"
    "dockerfile"
)
_ANY = re.compile(
    r"^ {0,3}"
    rf"(?::{{3,}}[ \t]*\{{[ \t]*(?:[.#]|[\w-]+=)|(?:`{{3,}}|~{{3,}})[ \t]*\{{(?:\.|{_LANGUAGES}))",
    re.MULTILINE | re.IGNORECASE,
)
_DIV = re.compile(r"(?P<indent> {0,3})(?P<colons>:{3,})[ \t]*(?P<info>\S.*)?")
_ATTRIBUTES = re.compile(r"\{[ \t]*(?P<attributes>(?:[.#]|[\w-]+=)[^{}]*)\}[ \t]*:*")
_CODE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>.*)")
_CELL = re.compile(
    r"(?P<begin> {0,3}(?P<fence>`{3,}|~{3,}))[ \t]*"
    rf"\{{(?P<language>\.[\w+-]+|{_LANGUAGES})(?:[ \t,][^{{}}]*)?\}}[ \t]*",
    re.IGNORECASE,
)
_CLASS = re.compile(r"(?<!\S)\.([A-Za-z_][\w-]*)")
_TITLE = re.compile(r"""(?<!\S)title=(?P<sign>["'])(?P<title>[^"']+)(?P=sign)""")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?P<title>.*?)[ \t#]*")

DEEPEST = 20
"""Blocks in each other, at the most."""

_CALLOUTS = ("note", "tip", "important", "warning", "caution")
_LEXERS = {"ojs": "js", "rcpp": "cpp"}
"""Languages whose cells Pygments knows by another name."""


@dataclass
class _Block:
    """A block between two lines of colons."""

    begin: int
    end: int = 0
    attributes: str | None = None
    """Of Pandoc; None where the block is a directive."""
    blocks: list[_Block] = field(default_factory=list)

    @property
    def height(self) -> int:
        """The number of blocks in it that are in each other."""
        return max((block.height + 1 for block in self.blocks), default=0)

    @property
    def has_div(self) -> bool:
        """Whether it, or a block in it, is a div."""
        return self.attributes is not None or any(block.has_div for block in self.blocks)


def mend(source: str) -> str:
    """Return a source in which divs are containers or admonitions, and cells are code.

    Divs of which one isn't closed, is closed twice, or is too deep in others, are left as they are.
    """
    if not _ANY.search(source):
        return source
    lines = io.StringIO(source, newline="").readlines()
    texts = [line.rstrip("\r\n") for line in lines]
    for block in _find(texts):
        _rewrite(texts, block)
    return "".join(
        text + line[len(line.rstrip("\r\n")) :] for text, line in zip(texts, lines, strict=True)
    )


def _find(texts: list[str]) -> list[_Block]:
    """Return the outermost blocks, and write the beginnings of cells anew.

    As Pandoc does, a line of colons alone closes the last block that is open, however many they
    are.
    """
    page = _Block(-1)
    opened = [page]
    fence = ""
    for number, text in enumerate(texts):
        code = _CODE.fullmatch(text)
        if fence:
            if code and code["fence"].startswith(fence) and not code["info"].strip():
                fence = ""
        elif code and not (code["fence"][0] == "`" and "`" in code["info"]):
            fence = code["fence"]
            if cell := _CELL.fullmatch(text):
                language = cell["language"].lower().removeprefix(".")
                texts[number] = f"{cell['begin']}{_LEXERS.get(language, language)}"
        elif div := _DIV.fullmatch(text):
            if div["info"]:
                attributes = _ATTRIBUTES.fullmatch(div["info"].strip())
                block = _Block(number, attributes=attributes and attributes["attributes"])
                opened[-1].blocks.append(block)
                opened.append(block)
                if len(opened) > DEEPEST:
                    return []
            elif len(opened) == 1:
                return []
            else:
                opened.pop().end = number
    return page.blocks if len(opened) == 1 else []


def _rewrite(texts: list[str], block: _Block) -> None:
    """Write the lines of colons of a block, and of those in it, anew if there are divs."""
    if not block.has_div:
        return
    for inner in block.blocks:
        _rewrite(texts, inner)
    colons = ":" * (block.height + 3)
    begin, end = _DIV.fullmatch(texts[block.begin]), _DIV.fullmatch(texts[block.end])
    if begin and end:
        info = begin["info"] if block.attributes is None else _directive(texts, block)
        texts[block.begin] = f"{begin['indent']}{colons}{info}"
        texts[block.end] = f"{end['indent']}{colons}"


def _directive(texts: list[str], block: _Block) -> str:
    """Return what a div is for MyST.  The heading of a callout becomes its title."""
    attributes = block.attributes or ""
    classes = _CLASS.findall(attributes)
    kind = next((one for one in _CALLOUTS if f"callout-{one}" in classes), "")
    if not kind:
        return f"{{div}} {' '.join(classes)}".rstrip()
    title = found["title"] if (found := _TITLE.search(attributes)) else ""
    first = next((at for at in range(block.begin + 1, block.end) if texts[at].strip()), block.end)
    if not title and (heading := _HEADING.fullmatch(texts[first])):
        title = heading["title"]
        texts[first] = f":class: {kind}" if first == block.begin + 1 else ""
    return f"{{admonition}} {title}" if title else f"{{{kind}}}"
