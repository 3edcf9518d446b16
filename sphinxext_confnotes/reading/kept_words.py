"""The words of recognition, kept in the doctree folder from build to build.

To read the files of nine languages takes longer than to recognise the talks of a post, and most
builds read one.  Called by ``headings``; without the file, the words are read again.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from sphinxext_confnotes.kept_files import PREFIX, digest, unpickled, write_whole
from sphinxext_confnotes.recognition.vocabulary import Vocabulary, digest_of_words, load_vocabulary

FILE = f"{PREFIX}words"


def vocabulary_of(folder: str | Path) -> Vocabulary:
    """Return the words of all languages.

    :param folder: that of the doctrees.
    """
    file, made_of = Path(folder) / FILE, digest(sys.version_info, digest_of_words())
    match unpickled(file):
        case (kept_for, Vocabulary() as kept) if kept_for == made_of:
            return kept
    found = load_vocabulary()
    write_whole(file, pickle.dumps((made_of, found), pickle.HIGHEST_PROTOCOL))
    return found
