"""What the quick tests leave to the marker ``thorough``: more of a kind that they try."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first_quick(rows: Iterable[Any], quick: int = 1) -> list[Any]:
    """Return the rows of a test's parameters, those behind the first few marked ``thorough``."""
    rows = list(rows)
    return rows[:quick] + [
        pytest.param(*(row if isinstance(row, tuple) else (row,)), marks=pytest.mark.thorough)
        for row in rows[quick:]
    ]
