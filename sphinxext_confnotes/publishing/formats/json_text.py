"""JSON in the layout of `json.dumps` with ``indent=1``, put together from items written before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def write_json(value: Any) -> str:
    """Return a value as text, each item on a line of its own."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def write_list(items: Sequence[str], depth: int = 0) -> str:
    """Return a list of items that are written already.

    :param depth: the number of objects and lists that the list stands in.
    """
    if not items:
        return "[]"
    # A line break in a text is an escape in JSON, so those here are of the layout.
    begin, end = f"\n{' ' * (depth + 1)}", f"\n{' ' * depth}"
    return "[" + ",".join(begin + item.replace("\n", begin) for item in items) + f"{end}]"
