"""The file of names of months and weekdays says what Babel says."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.calendar_names import numbered
from sphinxext_confnotes.recognition.vocabulary import LANGUAGES
from tests.support.calendar_names import names


@pytest.mark.parametrize("language", [*LANGUAGES, "zh_Hant"])
@pytest.mark.parametrize(("kind", "first"), [("months", 1), ("weekdays", 0)])
def test_the_long_names_are_those_of_babel(language: str, kind: str, first: int) -> None:
    # Of the short ones, each version of the CLDR has some in another way.
    known = [
        (name, number)
        for widths in names(language)[kind]
        for number, name in enumerate(widths["wide"], first)
    ]
    assert known == [*numbered(language, kind, "wide")]  # type: ignore[arg-type]
    assert {*known} <= {*numbered(language, kind)}


def test_both_widths_are_there() -> None:
    assert ("May", 5) in numbered("en", "months", "abbreviated")
    assert ("Sat", 5) in numbered("en", "weekdays")
    assert ("Sat", 5) not in numbered("en", "weekdays", "wide")
