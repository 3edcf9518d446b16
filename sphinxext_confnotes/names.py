"""Names made of what authors typed: for anchors and for files, and no name twice.

A name doesn't depend on which other talks there are, so that links keep working; characters that a
name can't hold are replaced by a digest of the text.  Called by ``reading``, ``registry``,
``rendering`` and ``publishing``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable

from docutils import nodes

from sphinxext_confnotes.spelling import normalised

DEVICE = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\xb9\xb2\xb3]) *(\..*)?", re.IGNORECASE
)
"""The names of devices on Windows, with and without a suffix
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


LONGEST = 60
"""Characters of a word that are in the name of a file."""


def with_digest(name: str, whole: str) -> str:
    """Return a name with eight figures that tell it from those of other texts.

    :param whole: the text, of which the name holds only a part.
    """
    digest = hashlib.sha256(whole.encode(errors="replace")).hexdigest()[:8]
    return f"{name}-{digest}" if name else digest


def slug(title: str) -> str:
    """Return a name for a title: never empty, and the same whatever other talks there are.

    Letters that an identifier can't have are stood for by a digest of the title, so that titles
    in any script differ.
    """
    identifier = nodes.make_id(title)
    folded = unicodedata.normalize("NFKD", title)
    if re.search(r"[^\W_]", re.sub(r"[\x00-\x7f\u0300-\u036f]", "", folded)) or not identifier:
        return with_digest(identifier or "talk", title)
    return identifier


def file_name(word: str) -> str:
    """Return a word as a file can be called, on any system; with a digest where it can't be.

    Words that differ in case, spaces and hyphens alone have one name.
    """
    word = normalised(word)
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST]
    if name == word.replace(" ", "-") and not DEVICE.fullmatch(name):
        return name
    return with_digest(name, word)


class UniqueNames:
    """Names of which none comes twice: the later ones get a number.

    :param glue: what stands between name and number.
    """

    def __init__(self, glue: str) -> None:
        self._glue = glue
        self._made: set[str] = set()
        self._numbers: defaultdict[str, int] = defaultdict(lambda: 1)

    def make(self, name: str, is_taken: Callable[[str], bool] = lambda name: False) -> str:
        """Return a name, with a number where it was made before or is taken by something else."""
        unique = name
        while unique in self._made or is_taken(unique):
            # Go on from where the last search ended; with a thousand talks of one title, each of
            # them would otherwise try all numbers before its own.
            self._numbers[name] += 1
            unique = f"{name}{self._glue}{self._numbers[name]}"
        self._made.add(unique)
        return unique
