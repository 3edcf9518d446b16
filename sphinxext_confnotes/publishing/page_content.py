"""The content of posts as HTML and as text, kept from build to build.

A page that isn't written again still says what it said before, so its content is kept in the
doctree folder.  ``capture`` takes it when a page is written, which may happen in another process.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import shutil
from collections.abc import Iterable, Mapping, Sequence, Set
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


class PageContentStore:
    """Documents to what they say.

    Each page that is written leaves a small file, before it is written itself; they become one
    when the build has succeeded.  So neither a build that is killed nor one with many processes
    loses what a page says.  Of which documents anything is known stands at the beginning of a
    file, and what that is is unpacked when it is asked for.

    :param file: where that is kept, if it is there yet.
    :param version: of the extension; what another one has written isn't read.
    """

    def __init__(self, file: Path, version: str) -> None:
        self._version = version
        self._file = file
        self._folder = file.with_name(f"{file.name}-written")
        self.made_of = ""
        """The digest of what the last build needed from all pages."""
        self.has_changed = not file.is_file()
        """Whether anything is known that isn't in the file."""
        self._packed = b""
        """What the file says, until that is asked for."""
        self._known: dict[str, PageContent | None] = {}
        """What each document says, or None where that is packed."""
        self._in_full: set[str] = set()
        with contextlib.suppress(*UNREADABLE):
            self.made_of, in_full, self._packed = self._read(file)
            self._known = dict.fromkeys(in_full)
            self._in_full = {name for name, is_in_full in in_full.items() if is_in_full}
        self.gather()

    @property
    def documents(self) -> Set[str]:
        """The documents of which it is known what they say."""
        return self._known.keys()

    def has_body(self, docname: str) -> bool:
        """Tell whether the whole page of a document is known."""
        return docname in self._in_full

    def get(self, docname: str) -> PageContent | None:
        """Return what a document says, if that is known."""
        if self._packed and docname in self._known and self._known[docname] is None:
            for name, content in unpack(self._packed).items():
                if self._known[name] is None:
                    self._known[name] = content
            self._packed = b""
        return self._known.get(docname)

    def keep(self, docname: str, content: PageContent) -> None:
        """Take what a document says for what it said before, in this process and in others."""
        self._note({docname: content})
        name = hashlib.sha256(docname.encode(errors="replace")).hexdigest()[:32]
        self._write(self._folder / name, "", {docname: content})

    def gather(self) -> None:
        """Take what all processes have left."""
        for file in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            self.has_changed = True
            with contextlib.suppress(*UNREADABLE):
                self._note(unpack(self._read(file)[2]))

    def save(self, docnames: Iterable[str], made_of: str) -> None:
        """Write what some documents say into the file, and nothing of others."""
        kept = {name: content for name in sorted(docnames) if (content := self.get(name))}
        self._write(self._file, made_of, kept)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _note(self, contents: Mapping[str, PageContent]) -> None:
        self._known.update(contents)
        bodies = {name for name, content in contents.items() if content.body is not None}
        self._in_full = (self._in_full - contents.keys()) | bodies

    def _read(self, file: Path) -> tuple[str, Mapping[str, bool], bytes]:
        version, made_of, in_full, packed = pickle.loads(file.read_bytes())
        if version != self._version:
            raise ValueError(version)
        return made_of, in_full, packed

    def _write(self, file: Path, made_of: str, contents: Mapping[str, PageContent]) -> None:
        """Write what documents say into a file, as `_read` finds it."""
        in_full = {name: content.body is not None for name, content in contents.items()}
        head = self._version, made_of, in_full
        write_whole(file, pickle.dumps((*head, pack(contents)), pickle.HIGHEST_PROTOCOL))
