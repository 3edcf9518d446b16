"""Scripts in which words are written otherwise than in Latin: which letters are theirs.

Called by what reads the words of posts; kept apart from ``spelling``, which every build loads,
because Python takes milliseconds to compile a long range.  Imports nothing of the project.
"""

from __future__ import annotations

import re

# Each is one range: a class of several takes longer still.
WIDE = re.compile("[\u3040-\ud7af]")
"""Matches a letter of Chinese, Japanese or Korean, in which names have no capitals."""

UNSPACED = re.compile("[\u3040-\u9fff]")
"""Matches a letter of Chinese or Japanese, in which words have no spaces between them."""
