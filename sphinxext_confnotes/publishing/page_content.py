"""The content of posts as HTML and as text, kept from build to build.

A page that isn't written again still says what it said before, so its content is kept in the
doctree folder.  ``capture`` takes it when a page is written, which may happen in another process.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from sphinxext_confnotes.kept_files import UNREADABLE, write_whole
from sphinxext_confnotes.registry.copies import pack, unpack


class NoteContent(NamedTuple):
    """The content of a note in three forms."""

    html: str
    text: str
    source: str
    """The markup that its author wrote."""


class PageContent(NamedTuple):
    """The content of a post."""

    talks: Mapping[str, Sequence[NoteContent]]
    """Names of talks to their notes, in the order of the page."""
    opening: str
    """The day's TLDR, or else the first paragraph before any section or talk, as text."""
    body: str | None = None
    """All of its page but the title, in HTML; only where that was asked for."""
    notes: Sequence[NoteContent] = ()
    """The day's own TLDRs, in the order of the page."""


class PageContentStore(dict[str, PageContent]):
    """Documents to what they say.

    Each page that is written leaves a small file, before it is written itself; they become one
    when the build has succeeded.  So neither a build that is killed nor one with many processes
    loses what a page says.

    :param file: where that is kept, if it is there yet.
    :param version: of the extension; what another one has written isn't read.
    """

    def __init__(self, file: Path, version: str) -> None:
        super().__init__()
        self._version = version
        self._file = file
        self._folder = file.with_name(f"{file.name}-written")
        self.made_of = ""
        """The digest of what the last build needed from all pages."""
        self.has_changed = not file.is_file()
        """Whether anything is known that isn't in the file."""
        with contextlib.suppress(*UNREADABLE):
            self.made_of, contents = self._read(file)
            self.update(contents)
        self.gather()

    def keep(self, docname: str, content: PageContent) -> None:
        """Take what a document says for what it said before, in this process and in others."""
        self[docname] = content
        name = hashlib.sha256(docname.encode(errors="replace")).hexdigest()[:32]
        self._write(self._folder / name, "", {docname: content})

    def gather(self) -> None:
        """Take what all processes have left."""
        for file in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            self.has_changed = True
            with contextlib.suppress(*UNREADABLE):
                self.update(self._read(file)[1])

    def save(self, docnames: Set[str], made_of: str) -> None:
        """Write what some documents say into the file, and nothing of others."""
        kept = {name: self[name] for name in sorted(self.keys() & docnames)}
        self._write(self._file, made_of, kept)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self, file: Path) -> tuple[str, dict[str, PageContent]]:
        version, made_of, contents = unpack(file.read_bytes())
        if version != self._version:
            raise ValueError(version)
        return made_of, contents

    def _write(self, file: Path, made_of: str, contents: Mapping[str, PageContent]) -> None:
        """Write what documents say into a file, as `_read` finds it."""
        write_whole(file, pack((self._version, made_of, contents)))
