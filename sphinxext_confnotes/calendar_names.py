"""The names of months and weekdays in the languages that posts are read in, from a data file.

They are those of the CLDR (https://cldr.unicode.org), as Babel has them: it would load all that it
knows of each language, some megabytes, for these few words.  ``tests.support.calendar_names`` makes
the file.  Called by ``dates`` and ``recognition.days``.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Literal

Kind = Literal["months", "weekdays"]

FILE = "calendar_names.json"


def numbered(language: str, kind: Kind, width: str = "") -> Iterator[tuple[str, int]]:
    """Yield the names, in a phrase and alone, with their numbers.

    :param width: ``wide`` or ``abbreviated``; both if it isn't given.
    :returns: months from 1, weekdays from 0 for Monday.
    """
    for widths in _names()[language][kind]:
        for one, names in widths.items():
            if width in ("", one):
                yield from ((name, number) for number, name in enumerate(names, kind == "months"))


@functools.cache
def _names() -> Mapping[str, Mapping[str, Sequence[Mapping[str, Sequence[str]]]]]:
    content: Mapping[str, Mapping[str, Sequence[Mapping[str, Sequence[str]]]]] = json.loads(
        files(__package__).joinpath(FILE).read_text("utf-8")
    )
    return content
