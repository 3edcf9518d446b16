"""Pause Python's garbage collector while a page's worth of nodes is made.

A page of a thousand talks is a quarter of a million objects, all of which are kept.  The collector
would walk through every document in memory several times meanwhile, and find nothing to free.
Called where many nodes are made at once.
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
