"""Names and words as authors spell them: which are one, and which known one is meant.

Called by ``marks``, ``names`` and the floors from ``notes`` up.  Imports nothing of the project.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

NEAREST = 3
"""The number of names that are suggested for an unknown one."""

LIKENESS = 0.75
"""The least similarity of a suggestion, from 0 to 1.  Below, all names with one beginning match."""


def normalised(words: str) -> str:
    """Return words without regard to case and spaces."""
    return " ".join(words.casefold().split())


def nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Return the known names that are most like a wanted one, the best first."""
    spelling = {normalised(name): name for name in known}
    found = difflib.get_close_matches(normalised(wanted), spelling, NEAREST, LIKENESS)
    return [spelling[name] for name in found]
