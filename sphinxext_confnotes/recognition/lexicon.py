"""The lexicon: all words of recognition, ready to be looked for, made once for a build.

`load_lexicon` reads the files of words; the caller keeps what it returns, and hands it on with the
`survey.Settings` of each post.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sphinxext_confnotes.recognition.bylines import Bylines
from sphinxext_confnotes.recognition.events import Events, load_events
from sphinxext_confnotes.recognition.labels import Labels
from sphinxext_confnotes.recognition.speakers import Names
from sphinxext_confnotes.recognition.titles import Titles
from sphinxext_confnotes.recognition.vocabulary import Vocabulary, load_vocabulary


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of recognition, and what reads lines with them."""

    vocabulary: Vocabulary
    events: Events
    labels: Labels
    names: Names
    titles: Titles
    bylines: Bylines


def load_lexicon(
    own_labels: Mapping[str, str | None] | None = None, vocabulary: Vocabulary | None = None
) -> Lexicon:
    """Return the words of all languages.

    :param own_labels: a project's own labels and what they introduce; None takes a word away.
    :param vocabulary: the words, where they are loaded already.
    """
    vocabulary = (vocabulary or load_vocabulary()).with_labels(own_labels or {})
    return Lexicon(
        vocabulary,
        load_events(),
        Labels(vocabulary),
        Names(vocabulary),
        Titles(vocabulary),
        Bylines(vocabulary),
    )
