"""Pausing Python's garbage collector while many nodes are made that are all kept.

Called where a page's worth of nodes is made at once.  Each node is a dozen objects, so that the
collector would look through all documents in memory again and again, and find nothing.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def paused() -> Iterator[None]:
    """Let the collector rest, and leave it as it was."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
