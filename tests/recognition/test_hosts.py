"""What addresses lead to, by their hosts."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.hosts import (
    HOSTS,
    Identifiers,
    field_of,
    field_of_link,
    identifiers,
    is_person,
)
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://arxiv.org/abs/2401.00001", "paper"),
        ("https://openreview.net/forum?id=x", "paper"),
        ("https://doi.org/10.1000/1", "paper"),
        ("https://aclanthology.org/2031.acl-main.1/", "paper"),
        ("https://proceedings.mlr.press/v1/example.html", "paper"),
        ("https://www.youtube.com/watch?v=x", "video"),
        ("https://m.youtube.com/watch?v=x", "video"),
        ("https://youtu.be/x", "video"),
        ("https://vimeo.com/1", "video"),
        ("https://slideslive.com/1", "video"),
        ("https://media.ccc.de/v/1", "video"),
        ("https://speakerdeck.com/ada/lines", "slides"),
        ("http://www.slideshare.net/ada/lines", "slides"),
        ("https://docs.google.com/presentation/d/x", "slides"),
        ("https://github.com/ada/lines", "code"),
        ("https://gitlab.com/ada/lines", "code"),
        ("https://codeberg.org/ada/lines", "code"),
        ("https://github.com/ada", None),
        ("https://github.com/", None),
        ("https://www.youtube.com/@ada", None),
        ("https://youtube.com/", None),
        ("https://docs.google.com/document/d/x", None),
        ("https://notgithub.com/ada/lines", None),
        ("https://github.com.example.org/ada/lines", None),
        ("https://example.org/github.com/a/b", None),
        ("slides.com/ada/lines", None),
        ("ftp://github.com/ada/lines", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_fields(address: str, expected: str | None) -> None:
    assert field_of(address) == expected


def test_each_host_is_in_the_table_once() -> None:
    hosts = [host for sites in HOSTS.values() for host in sites]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(
    ("words", "address", "expected"),
    [
        ("slides", "https://github.com/ada/lines/slides.pdf", "slides"),
        ("Folien", "https://example.org/1", "slides"),
        ("vidéo", "https://example.org/1", "video"),
        ("論文", "https://example.org/1", "paper"),
        ("link", "https://example.org/1", "url"),
        ("here", "https://youtu.be/x", "video"),
        ("speaker", "https://youtu.be/x", "video"),
        ("here", "https://example.org/1", None),
    ],
)
def test_the_words_of_a_link_say_more_than_its_host(
    words: str, address: str, expected: str | None
) -> None:
    assert field_of_link(words, address, VOCABULARY) == expected


def test_persons() -> None:
    assert is_person("https://twitter.com/ada")
    assert is_person("https://github.com/ada")
    assert is_person("https://www.linkedin.com/in/ada")
    assert not is_person("https://github.com/ada/lines")
    assert not is_person("https://www.linkedin.com/company/example")
    assert not is_person("https://example.org/ada")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://arxiv.org/abs/2401.00001v2", Identifiers("2401.00001")),
        ("https://arxiv.org/pdf/2401.00001.pdf", Identifiers("2401.00001")),
        ("https://arxiv.org/abs/math.GT/0309136", Identifiers("math.GT/0309136")),
        ("https://arxiv.org/list/cs.CL", Identifiers()),
        ("https://doi.org/10.1000/example.1", Identifiers(doi="10.1000/example.1")),
        ("https://dx.doi.org/10.1000%2Fexample.1", Identifiers(doi="10.1000/example.1")),
        (
            "https://doi.org/10.48550/arXiv.2401.00001",
            Identifiers("2401.00001", "10.48550/arXiv.2401.00001"),
        ),
        ("https://dl.acm.org/doi/10.1145/1.2", Identifiers(doi="10.1145/1.2")),
        ("https://dl.acm.org/doi/pdf/10.1145/1.2", Identifiers(doi="10.1145/1.2")),
        ("https://doi.org/", Identifiers()),
        ("https://example.org/doi/10.1145/1.2", Identifiers()),
    ],
)
def test_identifiers(address: str, expected: Identifiers) -> None:
    assert identifiers(address) == expected


@pytest.mark.parametrize(
    ("words", "address", "field"),
    [
        ("speakerdeck", "0a1b2c3d", "slides"),
        ("youtube", "0a1b2c3d", "video"),
        ("speakerdeck", "https://example.org/0a1b2c3d", None),
        ("waiting", "0a1b2c3d", None),
    ],
)
def test_embedded(words: str, address: str, field: str | None) -> None:
    """Zenn embeds what it has a code for: ``@[speakerdeck](0a1b2c3d)``."""
    assert field_of_link(words, address, VOCABULARY) == field
