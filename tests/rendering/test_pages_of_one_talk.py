"""A page that is one talk: its title is the talk's, and the address is on it all the same."""

from __future__ import annotations

import pytest

from tests.support.builds import Build

PAGE = "---\ndate: 2031-05-12\ntalks: page\n---\n\n# {title}\n\n{line}w1.\n\nTLDR: w2.\n"
PLAIN = PAGE.format(title="Soup", line="url: https://example.org/w3\n\n")
LINKED = PAGE.format(title="[Soup](https://example.org/w3)", line="")
NONE = PAGE.format(title="Soup", line="")


@pytest.mark.parametrize(
    ("builder", "file", "link"),
    [
        ("html", "soup.html", 'href="https://example.org/w3">Soup</a>'),
        ("latex", "*.tex", r"\sphinxhref{https://example.org/w3}{Soup}"),
        ("text", "soup.txt", "https://example.org/w3"),
    ],
)
def test_the_address_is_on_the_page(build: Build, builder: str, file: str, link: str) -> None:
    built = build({"soup.md": PLAIN}, builder)
    text = next(built.out.glob(file)).read_text("utf-8")
    assert link in text


@pytest.mark.parametrize("page", [LINKED, NONE], ids=["linked", "without an address"])
def test_the_title_is_there_once(build: Build, page: str) -> None:
    built = build({"soup.md": page})
    assert "confnotes-title" not in built.text("soup.html")
