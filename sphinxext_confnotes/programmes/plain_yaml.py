"""YAML as plain data: mappings, lists and texts as they were typed, with the lines of mappings.

Built from the events of PyYAML rather than by its loaders: those take ``3.10`` for a number, and
LibYAML's ends Python by a segmentation fault where lists are nested ten thousand deep.  Nothing
here recurs, and what is referred to is one object, however often.  Called by ``reading``; imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fastest safe loader: LibYAML's is ten times as fast, if PyYAML was built with it."""

_NULLS = ("", "~", "null", "Null", "NULL")
_MERGE = "<<"


class Mapped(dict[str, object]):
    """A mapping that knows its line, from 1."""

    line = 0


class _Builder:
    """The data so far."""

    def __init__(self) -> None:
        self.root: object = None
        self._open: list[tuple[Any, list[str]]] = []
        """The lists and mappings that aren't closed; with the key that waits for its value."""
        self._anchors: dict[str, object] = {}

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            is_empty = not event.style and event.value in _NULLS
            self._put("" if is_empty else event.value, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            self._put(self._anchors.get(event.anchor or "", ""), None)
        elif isinstance(event, yaml.CollectionStartEvent):
            is_list = isinstance(event, yaml.SequenceStartEvent)
            new: list[object] | Mapped = [] if is_list else Mapped()
            if isinstance(new, Mapped):
                new.line = event.start_mark.line + 1 if event.start_mark else 0
            self._put(new, event.anchor)
            self._open.append((new, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _put(self, value: object, anchor: str | None) -> None:
        if anchor:
            self._anchors[anchor] = value
        if not self._open:
            self.root = value if self.root is None else self.root
            return
        parent, keys = self._open[-1]
        if isinstance(parent, list):
            parent.append(value)
        elif not keys:
            keys.append(value if isinstance(value, str) else "")
        else:
            self._set(parent, keys.pop(), value)

    def _set(self, parent: Mapped, key: str, value: object) -> None:
        if key != _MERGE:
            parent[key] = value
            return
        for other in value if isinstance(value, list) else [value]:
            if isinstance(other, Mapped):
                parent |= {name: inner for name, inner in other.items() if name not in parent}


def read_plain_yaml(text: str) -> object:
    """Return the first document of a file.

    :raises yaml.YAMLError: when it is no YAML.
    """
    builder = _Builder()
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.DocumentEndEvent):
            break
        builder.take(event)
    return builder.root
