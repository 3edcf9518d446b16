"""Alternatives: many words as one regular expression, which looks for all of them at once.

`re` tries alternatives one after the other, at each place of a text; where they are written by
their common beginnings, it looks at each letter once.  Called by `vocabulary`; imports nothing of
this package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

Tree = dict[str, Any]
"""By a letter, what may follow; the empty string stands where a word ends."""


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern that matches any of some words, the longest that there is.

    :param words: as they stand, without a meaning for any sign; one at least.
    """
    tree: Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(node: Tree) -> str:
    branches = [
        re.escape(letter) + _pattern(child) for letter, child in sorted(node.items()) if letter
    ]
    if not branches:
        return ""
    if "" in node:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
