"""The programmes of a project's conferences: files that ``confnotes_programmes`` names.

A file is read once, and its entries are kept packed in the doctree folder under a digest of what it
holds.  So a build whose programmes are as they were unpacks those that it needs, if any.  Called by
``headings``, which hands posts their conference's entries, and by ``registry``.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx

from sphinxext_confnotes import kept_files
from sphinxext_confnotes.config import PREFIX, Config, place_of
from sphinxext_confnotes.kept_files import UNREADABLE, digest, write_whole
from sphinxext_confnotes.spelling import normalised
from sphinxext_confnotes.warnings import Subtype, shown, warn

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.entries import Programme
    from sphinxext_confnotes.programmes.joining import Joiner

NAME = f"{PREFIX}programmes"

FOLDER = f"{kept_files.PREFIX}programmes"
"""The folder of what is kept, in the doctree folder."""

SUFFIX = ".entries"

CHECKED = "checked"
"""The file that says with which programmes posts have been checked."""

MANY = 6
"""Documents that are worth loading all programmes for, before it is known who needs them."""


class _Files(NamedTuple):
    """The files of a conference."""

    conference: str
    """As the configuration calls it."""
    paths: tuple[Path, ...]
    names: tuple[str, ...]
    """The same as the configuration has them."""


class ProjectProgrammes:
    """The programmes of one build, each read when it is asked for.

    A conference is meant by its name without regard to case and spaces.
    """

    def __init__(self, app: Sphinx) -> None:
        self._files: dict[str, _Files] = {}
        self._kept = Path(app.doctreedir, FOLDER)
        self._digests: dict[str, str] | None = None
        self._joiners: dict[str, Joiner] = {}
        for conference, names in Config.of(app.config).programmes.items():
            paths = tuple(Path(app.confdir, name) for name in names)
            self._files[normalised(conference)] = _Files(conference, paths, names)

    @property
    def digests(self) -> Mapping[str, str]:
        """Map conferences, as `normalised`, to digests of the content of their files."""
        if self._digests is None:
            self._digests = {
                key: digest(*(_digest_of(path) for path in files.paths))
                for key, files in self._files.items()
            }
        return self._digests

    def joiner(self, conference: str) -> Joiner | None:
        """Return the entries of a conference; None when there is no programme of it."""
        key = normalised(conference)
        if key not in self._joiners and key in self._files:
            self._joiners[key] = self._joiner(key)
        return self._joiners.get(key)

    def load_before_reading(self, app: Sphinx, docnames: Sequence[str]) -> None:
        """Load what posts need before Sphinx begins processes that each would have to load it."""
        if app.parallel > 1 and len(docnames) >= MANY:
            for key in self._files:
                if joiner := self.joiner(key):
                    joiner.prepare()

    def is_kept(self, key: str) -> bool:
        """Tell whether the files of a conference have been read as they are.

        :param key: the conference, as `normalised`.
        """
        return self._file(key).exists()

    def note_checked(self, what: str) -> None:
        """Keep for the next build what posts have been checked with."""
        write_whole(self._kept / CHECKED, what.encode())

    def is_checked(self, what: str) -> bool:
        """Tell whether posts have been checked with the same before."""
        with contextlib.suppress(OSError):
            return (self._kept / CHECKED).read_bytes() == what.encode()
        return False

    def _joiner(self, key: str) -> Joiner:
        # Imported here so that a project without programmes needn't load what reads them.
        from sphinxext_confnotes.programmes.entries import unpacked
        from sphinxext_confnotes.programmes.joining import Joiner

        found = None
        with contextlib.suppress(*UNREADABLE):
            found = unpacked(self._file(key).read_bytes())
        if found is None:
            found = self._read(key)
        return Joiner(found.entries, self._files[key].conference)

    def read(self, app: Sphinx, key: str) -> None:
        """Read the files of a conference, and warn about what is wrong with them.

        :param key: the conference, as `normalised`.
        """
        from sphinxext_confnotes.programmes.joining import Joiner

        found = self._read(key, app)
        self._joiners[key] = Joiner(found.entries, self._files[key].conference)

    def _read(self, key: str, app: Sphinx | None = None) -> Programme:
        """Read the files of a conference and keep their entries.

        :param app: given where problems are warned about.
        """
        from sphinxext_confnotes.programmes.combining import combined
        from sphinxext_confnotes.programmes.entries import Programme, packed

        files = self._files[key]
        programmes = []
        for path, name in zip(files.paths, files.names, strict=True):
            programme = _read_file(path)
            if app is not None:
                _warn(programme, path, name, files.conference, app)
            if programme is not None:
                programmes.append(programme)
        # One file needs no combining, and may be long.
        is_one = len(programmes) == 1
        found = Programme(programmes[0].entries if is_one else combined(programmes))
        write_whole(self._file(key), packed(found))
        self._remove_old()
        return found

    def _remove_old(self) -> None:
        """Remove what is kept of files as they were before."""
        known = set(map(self._file, self._files))
        for file in self._kept.glob(f"*{SUFFIX}"):
            if file not in known:
                file.unlink(missing_ok=True)

    def place_of(self, key: str, app: Sphinx) -> str | None:
        """Return file and line of the configuration of a conference."""
        return place_of(NAME, app, entry=self._files[key].conference)

    def name(self, key: str) -> str:
        """Return a conference as the configuration calls it."""
        return self._files[key].conference

    def _file(self, key: str) -> Path:
        return self._kept / f"{digest(key, self.digests[key])[:32]}{SUFFIX}"


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""


def _read_file(path: Path) -> Programme | None:
    """Return the content of a file; None when there is none."""
    from sphinxext_confnotes.programmes.reading import read_programme

    try:
        return read_programme(path.read_bytes())
    except (OSError, ValueError):
        return None


def _warn(programme: Programme | None, path: Path, name: str, conference: str, app: Sphinx) -> None:
    if programme is None:
        warn(
            Subtype.PROGRAMME,
            f"{NAME}[{conference!r}]: expected the path of a file from the folder of conf.py, but "
            f"'{shown(name)}' can't be read; no talk is joined with it",
            place_of(NAME, app, entry=conference),
        )
        return
    for problem in programme.problems:
        done = "" if programme.entries else "; no talk is joined with it"
        warn(
            Subtype.PROGRAMME,
            f"programme of '{shown(conference)}': {shown(str(problem))}{done}",
            f"{path}:{problem.line or 1}",
        )
