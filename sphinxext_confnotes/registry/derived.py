"""The keeper of what is derived from the records of all documents, from build to build.

The lists of objects and the contents of indices are asked for by every build, and in most of them
nothing has been read.  ``domain`` asks for them here.  They are in the doctree folder; without that
file, or in another state of the project, they are derived again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from sphinxext_confnotes.kept_files import unpickled, write_whole

T = TypeVar("T")


class Derived:
    """The keeper of what was derived in one state.

    :param file: the file that keeps it.
    :param state: a digest of all that it depends on.
    """

    def __init__(self, file: Path, state: str) -> None:
        self._file = file
        self._state = state
        self._known: dict[str, object] = {}
        self._has_changed = False
        match unpickled(file):
            case (kept_in, dict(known)) if kept_in == state:
                self._known = known

    def get(self, name: str, derive: Callable[[], T]) -> T:
        """Return a thing as it was derived before, or derive it.

        :param name: the name of what is always derived in one way, of plain data.
        """
        if name not in self._known:
            self._known[name] = derive()
            self._has_changed = True
        return cast("T", self._known[name])

    def save(self) -> None:
        """Keep all that was derived."""
        if self._has_changed:
            content = pickle.dumps((self._state, self._known), pickle.HIGHEST_PROTOCOL)
            write_whole(self._file, content)
            self._has_changed = False
