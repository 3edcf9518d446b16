"""The words of recognition that are kept from build to build: the same words, whatever was kept."""

from __future__ import annotations

import pickle
from pathlib import Path

from sphinxext_confnotes.reading.kept_words import FILE, vocabulary_of
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary
from tests.support.builds import run_sphinx

WORDS = load_vocabulary()
OTHERS = WORDS.with_labels({"gist of it": "tldr"})


def test_words_are_the_same_when_they_were_kept(tmp_path: Path) -> None:
    assert vocabulary_of(tmp_path) == vocabulary_of(tmp_path) == WORDS


def test_words_are_taken_from_the_file(tmp_path: Path) -> None:
    vocabulary_of(tmp_path)
    made_of, _ = pickle.loads((tmp_path / FILE).read_bytes())
    (tmp_path / FILE).write_bytes(pickle.dumps((made_of, OTHERS)))
    assert vocabulary_of(tmp_path) == OTHERS


def test_words_of_another_version_are_read_again(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(pickle.dumps(("another", OTHERS)))
    assert vocabulary_of(tmp_path) == WORDS
    (tmp_path / FILE).write_bytes(b"half of a fi")
    assert vocabulary_of(tmp_path) == WORDS


def test_own_labels_are_no_words_that_are_kept(tmp_path: Path) -> None:
    post = "# A\n\n## A talk\n\nGist of it: w1\n"
    files = {"2031-05-12-waitconf.md": post}
    own = 'confnotes_prose_labels = {"gist of it": "tldr"}\n'
    built = run_sphinx(tmp_path, files, "xml", conf=own)
    assert "<confnotes_tldr" in built.text("2031-05-12-waitconf.xml")
    assert vocabulary_of(built.doctrees) == WORDS
