"""Make the file of the names of months and weekdays, from Babel's data.

python -m tests.support.calendar_names
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

import sphinxext_confnotes
from sphinxext_confnotes.calendar_names import FILE
from sphinxext_confnotes.recognition.vocabulary import LANGUAGES

PATH = Path(sphinxext_confnotes.__file__).parent / FILE
WIDTHS = ("wide", "abbreviated")


def names(language: str) -> dict[str, list[dict[str, list[str]]]]:
    """Return what the file has of a language: lists of names in a phrase, and alone."""
    locale = Locale.parse(language)
    return {
        kind: [
            {width: [widths[width][number] for number in sorted(widths[width])] for width in WIDTHS}
            for widths in found.values()
        ]
        for kind, found in (("months", locale.months), ("weekdays", locale.days))
    }


def main() -> None:
    """Write the file."""
    found = {language: names(language) for language in (*LANGUAGES, "zh_Hant")}
    PATH.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
