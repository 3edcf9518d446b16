"""The other sites of a project: files that ``confnotes_others`` names.

A file is read once, and its posts are kept packed in the doctree folder under a digest of what it
holds.  So a build whose files are as they were unpacks them when it shows something anew, and else
nothing.  Imported only in projects that name any.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from sphinx.application import Sphinx

from sphinxext_confnotes import kept_files
from sphinxext_confnotes.config import PREFIX, Config, place_of
from sphinxext_confnotes.kept_files import UNREADABLE, digest, write_whole
from sphinxext_confnotes.notes.records import Post
from sphinxext_confnotes.site_data import LARGEST, SiteData, packed, read_site, unpacked
from sphinxext_confnotes.warnings import Subtype, shown, warn

NAME = f"{PREFIX}others"

FOLDER = f"{kept_files.PREFIX}others"
"""The folder of what is kept, in the doctree folder."""

SUFFIX = ".posts"


class OtherSites:
    """The other sites of one build, in the alphabetical order of what the project calls them."""

    def __init__(self, app: Sphinx) -> None:
        self._source = Path(app.srcdir)
        self._kept = Path(app.doctreedir, FOLDER)
        self._sites = dict(sorted(Config.of(app.config).others.items()))
        self._read: dict[str, SiteData] = {}

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Map sites to digests of their files, and of what the project says of them."""
        return {
            key: digest(key, site, _digest_of(self._source / site.path))
            for key, site in self._sites.items()
        }

    @property
    def posts(self) -> Sequence[Post]:
        """The posts of all sites."""
        return [post for key in self._sites for post in self._data(key).posts]

    def read_changed(self, app: Sphinx, known: Mapping[str, str]) -> None:
        """Read the files that have changed, with warnings about what is wrong with them.

        :param known: the digests that they had in the last build whose environment was kept.
        """
        if self.digests == known:
            return
        for key in self.digests:
            # The environment is kept only in builds that write something.
            if key not in known or not self._file(key).exists():
                self._read_with_warnings(key, app)
        self._remove_old()

    def _read_with_warnings(self, key: str, app: Sphinx) -> None:
        """Read the file of a site, and warn about what is wrong with it."""
        site, found = self._sites[key], self._read_file(key)
        if found is None:
            warn(
                Subtype.OTHER,
                f"{NAME}[{key!r}]: expected the path of a file from the source folder, but "
                f"'{shown(site.path)}' can't be read; the site is left out",
                place_of(NAME, app, entry=key),
            )
            return
        for problem in found.problems:
            done = "" if found.posts else "; the site is left out"
            warn(
                Subtype.OTHER,
                f"data of '{shown(key)}': {shown(str(problem))}{done}",
                f"{self._source / site.path}:{problem.line or 1}",
            )

    def _remove_old(self) -> None:
        """Remove what is kept of files as they were before."""
        known = set(map(self._file, self._sites))
        for file in self._kept.glob(f"*{SUFFIX}"):
            if file not in known:
                file.unlink(missing_ok=True)

    def _data(self, key: str) -> SiteData:
        if key not in self._read:
            found = None
            with contextlib.suppress(*UNREADABLE):
                found = unpacked(self._file(key).read_bytes())
            self._read[key] = found or self._read_file(key) or SiteData()
        return self._read[key]

    def _read_file(self, key: str) -> SiteData | None:
        """Read the file of a site and keep what it says; None when there is none."""
        site = self._sites[key]
        try:
            with (self._source / site.path).open("rb") as file:
                # One byte more tells a file that is too large from one that isn't.
                content = file.read(LARGEST + 1)
        except (OSError, ValueError):
            return None
        found = self._read[key] = read_site(content, key, site.name, site.url)
        write_whole(self._file(key), packed(found))
        return found

    def _file(self, key: str) -> Path:
        return self._kept / f"{self.digests[key][:32]}{SUFFIX}"


def _digest_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""
