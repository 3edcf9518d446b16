"""The parts of published files, kept from build to build under digests of what they are made of.

An edit changes what a file says of one talk, and what it says of all others is taken as it was made
before.  The modules of ``formats`` ask `KeptParts` for each part; ``publish`` saves what was used.
The parts are in the doctree folder; without that file all of them are made again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from sphinxext_confnotes.kept_files import unpickled, write_whole

T = TypeVar("T")

Key = tuple[str, str]
"""The kind of a part, and the digest of what it is made of."""


class KeptParts:
    """The parts of one builder and output folder.

    :param file: the file that keeps them.
    :param made_of: all that each of them depends on, besides what it is made of itself.
    """

    def __init__(self, file: Path, made_of: str) -> None:
        self._file = file
        self._made_of = made_of
        self._before: dict[Key, object] | None = None
        self._used: dict[Key, object] = {}

    def get(self, kind: str, made_of: str, make: Callable[[], T]) -> T:
        """Return a part as it was made before, or make it.

        :param kind: a name for parts that are made in one way.
        :param made_of: a digest of what goes into it.
        """
        if self._before is None:
            self._before = self._read()
        key = (kind, made_of)
        if key not in self._used:
            self._used[key] = self._before[key] if key in self._before else make()
        return cast("T", self._used[key])

    def save(self) -> None:
        """Keep what was used, and nothing else."""
        if self._used != (self._before or {}):
            content = pickle.dumps((self._made_of, self._used), pickle.HIGHEST_PROTOCOL)
            write_whole(self._file, content)

    def _read(self) -> dict[Key, object]:
        match unpickled(self._file):
            case (self._made_of, dict(parts)):
                return parts
        return {}
