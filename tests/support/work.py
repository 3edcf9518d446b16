"""The work of a call, counted as the lines that run in the package: the same number each time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import sphinxext_confnotes

PACKAGE = str(Path(sphinxext_confnotes.__file__).parent)


def lines_run(call: Callable[[], object]) -> int:
    """Return how many lines of the package run in a call."""
    count = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count
