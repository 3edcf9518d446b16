"""The output folder, in which each file has one owner, and what is written into it.

Called by ``publish``, which writes files there, and by ``redirects``, which looks for room.  What
is somebody else's stays as it is: a page's, a file's that Sphinx has copied, and all that a link
leads to.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple


class Manifest(NamedTuple):
    """The files that a build has published."""

    state: str = ""
    """A digest of what they were made from."""
    files: Mapping[str, str] = MappingProxyType({})
    """Names to digests."""
    others: Sequence[str] = ()
    """The files of pages that are no document's."""

    @classmethod
    def read(cls, file: Path) -> Manifest:
        """Return what the last build has published; nothing when that isn't known."""
        try:
            return cls(**json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()

    def write(self, file: Path) -> None:
        """Keep it for the next build."""
        file.write_text(json.dumps(self._asdict(), indent=1), "utf-8")


class OutputFolder:
    """The output folder.

    Names are compared as on the systems that take upper and lower case for the same.

    :param files: those that others have, as paths in it.
    """

    def __init__(self, folder: Path, files: Iterable[str]) -> None:
        self._folder = folder
        self._files = set(map(name_on_disk, files))
        self._straight: dict[Path, bool] = {}

    def refusal(self, file: str, others: Set[str] = frozenset()) -> str:
        """Explain why a file can't be written, as the end of a warning; empty if it can.

        :param others: the keys of files that will be there too.
        """
        if name_on_disk(file) in self._files or _above(file) & (self._files | others):
            return "an address that no page or file of the site has"
        if not self._is_straight(file):
            return "an address without a file or link on its way in the output folder"
        return ""

    def holds(self, files: Mapping[str, str]) -> bool:
        """Tell whether all files are there, by their names and digests."""
        return all(_has(self._folder / name, digest) for name, digest in files.items())

    def write(self, files: Mapping[str, bytes], before: Mapping[str, str]) -> Mapping[str, str]:
        """Write what has changed, and remove what was written before and isn't there any more.

        :param files: names to contents; such as can be written.
        :param before: names to digests of what the last build has written.
        :returns: those of what is written now.
        """
        for name, digest in before.items():
            file = self._folder / name
            # A page may have replaced the file since, or a link a folder.
            if name not in files and self._is_straight(name) and _has(file, digest):
                file.unlink()
                self._remove_empty(file.parent)
        for name, content in files.items():
            file = self._folder / name
            if not file.is_file() or file.read_bytes() != content:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        return {name: _digest(content) for name, content in sorted(files.items())}

    def _is_straight(self, file: str) -> bool:
        """Tell whether the way to a file is one through folders, and leads through no link."""
        path = self._folder / file
        folder = path.parent
        if folder not in self._straight:
            is_blocked = any(one.exists() and not one.is_dir() for one in path.parents)
            self._straight[folder] = not is_blocked and name_on_disk(
                folder.resolve()
            ) == name_on_disk(folder)
        return self._straight[folder] and not path.is_symlink() and not path.is_dir()

    def _remove_empty(self, folder: Path) -> None:
        while folder != self._folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def name_on_disk(file: str | Path) -> str:
    """Return what two names have in common that are one file on some systems."""
    return unicodedata.normalize("NFC", str(file)).casefold()


def _above(file: str) -> set[str]:
    """Return the folders that a file is in."""
    return {
        name_on_disk(folder) for folder in map(str, PurePosixPath(file).parents) if folder != "."
    }


def _has(file: Path, digest: str) -> bool:
    return file.is_file() and _digest(file.read_bytes()) == digest


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
