"""Files in the doctree folder that keep something from build to build.

A build may be killed, and another version may have written a file.  So each is written all at once,
and one that can't be read is as good as none.  Called by ``publishing`` and ``rendering``.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import zlib
from pathlib import Path

PREFIX = "confnotes-"
"""The beginning of the name of each such file or folder."""

UNREADABLE = (
    OSError,
    zlib.error,
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""The errors of reading a file that isn't there or is damaged, or that another version wrote."""


def digest(*things: object) -> str:
    """Return a digest of plain data, under which something that is made of it is kept."""
    return hashlib.sha256(repr(things).encode(errors="replace")).hexdigest()


def file_of(folder: str | Path, name: str, builder: str, outdir: str | Path) -> Path:
    """Return the file of one builder and output folder in the doctree folder, which all share."""
    return Path(folder) / f"{PREFIX}{name}-{digest(builder, str(outdir))[:8]}"


def unpickled(file: Path) -> object:
    """Return what a file keeps; nothing where it can't be read."""
    try:
        return pickle.loads(file.read_bytes())
    except UNREADABLE:
        return None


def write_whole(file: Path, content: bytes) -> None:
    """Write a file all at once: half of one would be taken for nothing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(file)
