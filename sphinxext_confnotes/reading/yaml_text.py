"""Read YAML with each value as its author typed it.

YAML takes ``3.10`` for a number, ``no`` for a flag and ``2031-05-12`` for a date, and forgets the
original text.  A title, tag or name may look like any of these, so every value here is text.  Front
matter that is no YAML as a whole is read entry by entry.  Called by ``raw_frontmatter`` and
``toml_text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import dedent
from typing import Any

import yaml

Entry = tuple[str, object, int]
"""A key, its value and its line, from 1: text, None, or lists and mappings of such."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fastest safe loader: LibYAML's is ten times as fast, if PyYAML was built with it."""

_LONGEST = 5000
"""Characters that are left to LibYAML, which ends Python by a segmentation fault where lists are
nested ten thousand deep; PyYAML's own raises an error, after a while."""

_DEEPEST = 4
"""Lists and mappings in each other that are looked for in text that is no YAML."""

_NULL = "tag:yaml.org,2002:null"

_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*))?")
_ITEM = re.compile(r"-(?:[ \t]+|$)")
_QUOTED = re.compile(r"""(["'])((?:(?!\1).)*)\1""")
_FLOW_ITEM = re.compile(r"""\s*("[^"]*"|'[^']*'|[^,]*?)\s*(?:,|$)""")


class NotAMappingError(Exception):
    """The YAML is well formed but holds no keys."""


class LostError(Exception):
    """A value can't be made out."""


def read_yaml(text: str) -> Iterator[Entry]:
    """Yield the keys and values of a mapping.

    :raises NotAMappingError: when it is something else.
    :raises yaml.YAMLError: when it is no YAML.
    :raises RecursionError: when it is too deep.
    """
    try:
        root = _compose(text, _LOADER if len(text) <= _LONGEST else yaml.SafeLoader)
    except yaml.YAMLError:
        # Parse again with the pure Python loader, whose error messages don't depend on LibYAML.
        root = _compose(text, yaml.SafeLoader)
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise NotAMappingError("keys and values, one a line")
    for key, value in root.value:
        yield str(key.value), _typed(value, {}), key.start_mark.line + 1


def split(lines: Sequence[str]) -> Iterator[tuple[str, int, Sequence[str]]]:
    """Yield each key with its line, from 1, and what is written from there to the next one."""
    starts = [number for number, line in enumerate(lines) if _KEY.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        key = _KEY.fullmatch(lines[start])
        assert key is not None
        yield key[1], start + 1, lines[start:end]


def read_entry(lines: Sequence[str], is_list: bool) -> object:
    """Return the value of a key in what is no YAML as a whole.

    One that is no YAML by itself is its text, or of a list or a mapping what its lines are.

    :param lines: from the line of the key to the next one.
    :param is_list: whether it should be a list, so that brackets aren't a part of its text.
    :raises LostError: when it can't be made out.
    """
    if sum(map(len, lines)) > _LONGEST:
        raise LostError
    return _of_entry(lines, is_list, _DEEPEST)


def _compose(text: str, loader: Any) -> yaml.Node | None:
    reader = loader(text)
    try:
        node: yaml.Node | None = reader.get_single_node()
        return node
    finally:
        reader.dispose()


def _typed(node: yaml.Node, known: dict[int, object], is_item: bool = False) -> object:
    """Return the value of a node.

    :param known: the lists and mappings so far, which may be referred to, even from within.
    """
    if isinstance(node, yaml.ScalarNode):
        # In a list of words "null" is a word like the others.
        is_empty = node.tag == _NULL and (not is_item or node.value in ("", "~"))
        return None if is_empty else node.value
    if id(node) in known:
        return known[id(node)]
    if isinstance(node, yaml.SequenceNode):
        items: list[object] = []
        known[id(node)] = items
        items += [_typed(item, known, is_item=True) for item in node.value]
        return items
    mapping: dict[str, object] = {}
    known[id(node)] = mapping
    assert isinstance(node, yaml.MappingNode)
    mapping.update((str(key.value), _typed(value, known)) for key, value in node.value)
    return mapping


def _of_entry(lines: Sequence[str], is_list: bool, depth: int) -> object:
    """Return the value of a key, of which the first line has it."""
    try:
        root = _compose("\n".join(lines), _LOADER)
        if isinstance(root, yaml.MappingNode):
            return _typed(root.value[0][1], {})
    except (yaml.YAMLError, RecursionError):
        pass
    key = _KEY.fullmatch(lines[0])
    assert key is not None
    first, below = (key[2] or "").strip(), _block(lines[1:])
    if not first:
        return _of_block(below, depth - 1)
    if is_list and first[0] in "[{&*":
        return _of_flow(" ".join([first, *below]))
    # Lines that look like keys or items don't continue a text.
    is_text = not any(_KEY.fullmatch(line) or _ITEM.match(line) for line in below)
    return _unquoted(" ".join([first, *below] if is_text else [first]))


def _of_block(lines: Sequence[str], depth: int) -> object:
    """Return what stands indented under a key, or behind the dash of an item."""
    if not lines:
        return None
    if depth == 0:
        raise LostError
    try:
        root = _compose("\n".join(lines), _LOADER)
        return root and _typed(root, {}, is_item=True)
    except (yaml.YAMLError, RecursionError):
        pass
    if _ITEM.match(lines[0]):
        starts = [number for number, line in enumerate(lines) if _ITEM.match(line)]
        items = (
            _block([_ITEM.sub("", lines[start], count=1), *_block(lines[start + 1 : end])])
            for start, end in pairwise([*starts, len(lines)])
        )
        return [_of_block(item, depth - 1) for item in items]
    if _KEY.fullmatch(lines[0]):
        return {key: _of_entry(entry, is_list=False, depth=depth) for key, _, entry in split(lines)}
    return _unquoted(" ".join(lines))


def _of_flow(text: str) -> list[str]:
    """Return the items of a list in brackets."""
    if not text.endswith("]") or re.search(r"[\[\]{}]", text[1:-1]):
        raise LostError
    return [_unquoted(item) for item in _FLOW_ITEM.findall(text[1:-1])]


def _block(lines: Sequence[str]) -> list[str]:
    """Return lines without their common indentation, without empty ones and comments."""
    written = (line for line in lines if line.strip() and not line.lstrip().startswith("#"))
    return dedent("\n".join(written)).split("\n") if any(line.strip() for line in lines) else []


def _unquoted(text: str) -> str:
    quoted = _QUOTED.fullmatch(text.strip())
    return (quoted[2] if quoted else text).strip()
