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

from sphinxext_confnotes.kept_files import UNREADABLE, digest, write_whole
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


class Kept(NamedTuple):
    """The content of a post as it is kept."""

    digest: str
    has_body: bool
    packed: bytes
    """The content, which is unpacked when it is asked for."""


class PageContentStore:
    """Documents to what they say.

    Each page that is written leaves a small file, before it is written itself; they become one
    when the build has succeeded.  So neither a build that is killed nor one with many processes
    loses what a page says.  What isn't asked for is handed on as it is.

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
        self._kept: dict[str, Kept] = {}
        self._unpacked: dict[str, PageContent] = {}
        with contextlib.suppress(*UNREADABLE):
            self.made_of, self._kept = self._read(file)
        self.gather()

    @property
    def documents(self) -> Set[str]:
        """The documents of which it is known what they say."""
        return self._kept.keys()

    def has_body(self, docname: str) -> bool:
        """Tell whether the whole page of a document is known."""
        return docname in self._kept and self._kept[docname].has_body

    def get(self, docname: str) -> PageContent | None:
        """Return what a document says, if that is known."""
        if docname not in self._unpacked and docname in self._kept:
            self._unpacked[docname] = unpack(self._kept[docname].packed)
        return self._unpacked.get(docname)

    def digest_of(self, docname: str) -> str:
        """Return a digest of what a document says; nothing where that isn't known."""
        return self._kept[docname].digest if docname in self._kept else ""

    def keep(self, docname: str, content: PageContent) -> None:
        """Take what a document says for what it said before, in this process and in others."""
        kept = Kept(digest(content), content.body is not None, pack(content))
        self._kept[docname], self._unpacked[docname] = kept, content
        name = hashlib.sha256(docname.encode(errors="replace")).hexdigest()[:32]
        self._write(self._folder / name, "", {docname: kept})

    def gather(self) -> None:
        """Take what all processes have left."""
        for file in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            self.has_changed = True
            with contextlib.suppress(*UNREADABLE):
                for docname, kept in self._read(file)[1].items():
                    if self._kept.get(docname) != kept:
                        self._kept[docname] = kept
                        self._unpacked.pop(docname, None)

    def save(self, docnames: Iterable[str], made_of: str) -> None:
        """Write what some documents say into the file, and nothing of others."""
        kept = {name: self._kept[name] for name in sorted(docnames) if name in self._kept}
        self._write(self._file, made_of, kept)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self, file: Path) -> tuple[str, dict[str, Kept]]:
        version, made_of, kept = pickle.loads(file.read_bytes())
        if version != self._version:
            raise ValueError(version)
        return made_of, {name: Kept(*one) for name, one in kept.items()}

    def _write(self, file: Path, made_of: str, kept: Mapping[str, Kept]) -> None:
        """Write what documents say into a file, as `_read` finds it."""
        plain = {name: tuple(one) for name, one in kept.items()}
        write_whole(file, pickle.dumps((self._version, made_of, plain), pickle.HIGHEST_PROTOCOL))
