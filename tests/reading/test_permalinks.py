"""The addresses in the front matter: what becomes of them, and what is refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import re

import pytest

from sphinxext_confnotes.reading.permalinks import placeholders, read_address

VALUES = placeholders("posts/2031-05-07-Soup_of the-day", dt.date(2031, 5, 7), "Another title")


def read(text: str, folder: str = "/") -> str:
    return read_address(text, folder=folder, values=VALUES)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/a/b/", "/a/b/"),
        ("/a/b", "/a/b"),
        ("/a/b.html", "/a/b.html"),
        ("a/b", "/a/b"),
        ("a", "/a"),
        ("/", "/"),
        ("/a//b///", "/a/b/"),
        ("/a%20b/", "/a b/"),
        ("/caf%C3%A9/", "/café/"),
        ("/café/", "/café/"),
        ("/スープ/", "/スープ/"),
        ("/%252e%252e/", "/%2e%2e/"),
        ("/a..b/.c/", "/a..b/.c/"),
        ("/cons/aux-in/.con/com10/", "/cons/aux-in/.con/com10/"),
        ("/a%", "/a%"),
        ("/a&b='c';d,e+f@g!(h)/", "/a&b='c';d,e+f@g!(h)/"),
        ("/:year/:month/:title/", "/2031/05/soup-of-the-day/"),
        ("/:short_year/:i_month/:day/:i_day-:slug.html", "/31/5/07/7-soup-of-the-day.html"),
        ("/" + "n" * 255, "/" + "n" * 255),
    ],
)
def test_right_ones(text: str, address: str) -> None:
    assert read(text) == address


@pytest.mark.parametrize(
    ("text", "address"), [("a", "/x/y/a"), ("/a", "/a"), ("a/b/", "/x/y/a/b/")]
)
def test_those_in_a_folder(text: str, address: str) -> None:
    assert read(text, "/x/y") == address


SITE = "an address in the site such as /2025/05/title/"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("//example.org/a", SITE),
        ("///a", SITE),
        ("https://example.org/a", SITE),
        ("HTTPS:/a", SITE),
        ("javascript:alert(1)", SITE),
        ("data:text/html,x", SITE),
        ("C:/a", SITE),
        ("c:a", SITE),
        ("../a", SITE),
        ("/a/../../b", SITE),
        ("/a/..", SITE),
        ("/a/./b", SITE),
        ("/%2e%2e/a", SITE),
        ("/%2E./a", SITE),
        ("/..%2fa", SITE),
        ("%2f%2fexample.org/a", SITE),
        ("/a./b", SITE),
        ("/a%20/b", SITE),
        ("/.../b", SITE),
        ("\\\\host\\a", "an address in the site without '\\\\'"),
        ("/..\\a", "an address in the site without '\\\\'"),
        ("/%5c..%5ca", "an address in the site without '\\\\'"),
        ("/a%00b", "an address in the site without '\\x00'"),
        ("/a%0d%0ab", "an address in the site without '\\r'"),
        ("/a/c:/b", "an address in the site without ':'"),
        ("/a?b=c", "an address in the site without '?'"),
        ("/a#b", "an address in the site without '#'"),
        ('/a"b', "an address in the site without '\"'"),
        ("/a<b", "an address in the site without '<'"),
        ("/a/con/", "an address in the site without 'con', a device on Windows"),
        ("/Aux.html", "an address in the site without 'Aux.html', a device on Windows"),
        ("/nul.a.b/c", "an address in the site without 'nul.a.b', a device on Windows"),
        ("/com1/", "an address in the site without 'com1', a device on Windows"),
        ("/lpt%C2%B9", "an address in the site without 'lpt¹', a device on Windows"),
        ("/%ff", "an address encoded as UTF-8"),
        ("/_static/a", "an address outside of Sphinx's own folders, which begin with '_'"),
        ("/%5fstatic/a", "an address outside of Sphinx's own folders, which begin with '_'"),
        ("/" + "n" * 256, "names of at most 255 bytes, and 1000 in all"),
        ("/" + "ö" * 128, "names of at most 255 bytes, and 1000 in all"),
        ("/n" * 600, "names of at most 255 bytes, and 1000 in all"),
        (
            "/:categories/:title/",
            "no other placeholders than :year, :short_year, :month, :i_month, :day, :i_day, "
            ":title, :slug, :contentbasename",
        ),
    ],
)
def test_wrong_ones(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=rf"^{re.escape(expected)}$"):
        read(text)


@pytest.mark.parametrize(
    ("docname", "title", "slug"),
    [
        ("2031-05-07-soup", "Title", "soup"),
        ("posts/soup", "The *Soup*, again!", "the-soup-again"),
        ("posts/soup", "", "soup"),
        ("posts/x", "スープ の 日", "スープ-の-日"),
        ("posts/x", "!?", "x"),
    ],
)
def test_the_name_of_a_post(docname: str, title: str, slug: str) -> None:
    values = placeholders(docname, None, title)
    assert (values["title"], values["slug"]) == (slug, slug)


@pytest.mark.parametrize(
    ("slug", "name"), [("own-words", "own-words"), ("/own words/", "own-words"), ("", "soup")]
)
def test_the_name_that_its_author_gives_a_post(slug: str, name: str) -> None:
    values = placeholders("posts/2031-05-07-soup", None, "Title", slug)
    assert (values["title"], values["slug"]) == (name, name)


@pytest.mark.parametrize(
    ("docname", "name"),
    [
        ("posts/2031-05-07-soup", "2031-05-07-soup"),
        ("posts/Hot_Soup", "hot_soup"),
        ("posts/soup of the day/index", "soup-of-the-day"),
        ("index", "index"),
    ],
)
def test_the_name_of_the_file_of_a_post(docname: str, name: str) -> None:
    values = placeholders(docname, None, "Title", "slug")
    assert read_address("/n/:contentbasename/", folder="/", values=values) == f"/n/{name}/"
    assert read_address("/n/:filename/", folder="/", values=values) == f"/n/{name}/"


def test_without_a_date() -> None:
    with pytest.raises(ValueError, match=r"^a post with a date for ':year'$"):
        read_address("/:year/", folder="/", values=placeholders("a", None, "A"))


@pytest.mark.parametrize(
    "text", ["/" * 10**6, ":" * 10**6, "/a" * 10**6, "%2e" * 10**6, ":a" * 10**6]
)
def test_long_ones_are_read_in_no_time(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert len(read(text)) < 1001
