"""The filters of `Config.published`: which talks and posts are in published files.

Read by ``publish`` and ``calendar_links``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sphinxext_confnotes.notes.records import Selection
from sphinxext_confnotes.publishing.site import EVERYTHING
from sphinxext_confnotes.reading.directives.selections import SELECTION_OPTIONS

FILTERS = {
    name: field
    for name, field in SELECTION_OPTIONS.items()
    if name not in ("notes", "sort", "order", "paginate")
}
"""The filters that `Config.published` may hold."""


def read_selection(published: Mapping[str, str]) -> tuple[Selection, Sequence[tuple[str, str]]]:
    """Return what is published, the oldest first, without the filters that can't be read.

    :param published: as `Config.published`.
    :returns: the selection; and of each filter that is left out, what it was and what was expected.
    """
    read: dict[str, Any] = {}
    refused = []
    for name, value in published.items():
        try:
            read[name] = FILTERS[name].read(value)
        except KeyError:
            refused.append((name, f"one of the filters {', '.join(FILTERS)}"))
        except ValueError as expected:
            refused.append((f"{name}: {value}", str(expected)))
    return EVERYTHING._replace(**read), refused
