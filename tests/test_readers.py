"""What readers get, in every builder: a post with everything in it, a summary, and lists.

The files beside this one are to be read by people.  After a change that is meant, make them again
with ``pytest --force-regen tests/test_readers.py`` and read what has changed.
"""

from __future__ import annotations

import json
import re
import textwrap
import zipfile
from collections.abc import Callable
from urllib.parse import urljoin

import docutils
import pytest
import sphinx
from bs4 import BeautifulSoup, Tag
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support.builds import PROJECTS, Built, build_once

PAGES = {"post": "posts/rosa", "summary": "summary", "lists": "lists"}
SITE = "https://notes.example/"
SAME_SINCE = (9, 0), (0, 22)
"""The Sphinx and docutils since which the files are the same."""

Reader = Callable[[Built, str], str]


def read_html(built: Built, page: str) -> str:
    """Return the body of a page."""
    name = {"dirhtml": f"{page}/index.html", "singlehtml": "index.html"}
    return _body(built.text(name.get(built.builder, f"{page}.html")))


def read_json(built: Built, page: str) -> str:
    """Return the body in the data of a page."""
    return _body(json.loads(built.text(f"{page}.fjson"))["body"])


def read_epub(built: Built, page: str) -> str:
    """Return the body of a page of the book."""
    with zipfile.ZipFile(next(built.out.glob("*.epub"))) as book:
        return _body(book.read(f"{page}.xhtml").decode())


def _body(text: str) -> str:
    soup = BeautifulSoup(text, "html5lib")
    body = soup.select_one("div.body") or soup.body
    assert isinstance(body, Tag)
    return body.prettify()


def read_latex(built: Built, page: str) -> str:
    """Return the chapters, without what stands before and behind them."""
    return _between(built, "*.tex", r"\\chapter", r"\\renewcommand\{\\indexname\}")


def read_man(built: Built, page: str) -> str:
    """Return the sections of the page, without its definitions and its author."""
    return _between(built, "*.1", r'\.SH "?MONDAY', r"\.SH A(?i:uthor)")


def read_texinfo(built: Built, page: str) -> str:
    """Return the chapters, without what stands before and behind them."""
    return _between(built, "*.texi", r"@node Monday", r"@node Conference days")


def _between(built: Built, files: str, start: str, end: str) -> str:
    text = next(built.out.glob(files)).read_text("utf-8")
    found = re.search(f"^{start}.*?(?=^{end})", text, re.DOTALL | re.MULTILINE)
    assert found
    return found[0]


def read_xml(built: Built, page: str) -> str:
    """Return the page's section, without what is said of the document."""
    text = built.text(f"{page}.{built.builder}")
    return textwrap.dedent(text[text.index("    <section") :].removesuffix("</document>\n"))


def read_catalogue(built: Built, page: str) -> str:
    """Return the messages of the posts, without what is said of the catalogue."""
    text = built.text("posts.pot")
    return text[text.index("#: ") :]


def read_text(built: Built, page: str) -> str:
    """Return all of a page."""
    return built.text(f"{page}.txt")


READERS: dict[str, tuple[Reader, str]] = {
    "html": (read_html, ".html"),
    "singlehtml": (read_html, ".html"),
    "epub": (read_epub, ".xhtml"),
    "json": (read_json, ".html"),
    "latex": (read_latex, ".tex"),
    "text": (read_text, ".txt"),
    "man": (read_man, ".1"),
    "texinfo": (read_texinfo, ".texi"),
    "xml": (read_xml, ".xml"),
    "pseudoxml": (read_xml, ".txt"),
    "gettext": (read_catalogue, ".pot"),
    "strict": (read_text, ".txt"),
}
"""Each builder, to how its output is read, and what the file is called.

That of ``dirhtml`` is held against that of ``html``."""

ONE_FILE = ("singlehtml", "latex", "man", "texinfo", "gettext")
"""The builders that make one file of all pages, or of all posts."""


@pytest.fixture(scope="module")
def readers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    args = ["-W", "-n"]
    if request.param == "strict":
        args += ["-D", "extensions=sphinxext_confnotes,tests.projects.strict_builder"]
    return build_once(tmp_path_factory, PROJECTS / "readers", request.param, args)


@pytest.mark.parametrize(
    ("readers", "page"),
    [
        (builder, page)
        for builder in READERS
        for page in (["all"] if builder in ONE_FILE else PAGES)
    ],
    indirect=["readers"],
    scope="module",
)
def test_what_readers_get(
    readers: Built, page: str, file_regression: FileRegressionFixture
) -> None:
    assert (readers.status, readers.warnings) == (0, [])
    read, suffix = READERS[readers.builder]
    text = read(readers, PAGES.get(page, ""))
    assert "Vogt" in text
    since_sphinx, since_docutils = SAME_SINCE
    if sphinx.version_info >= since_sphinx and docutils.__version_info__ >= since_docutils:
        file_regression.check(text, extension=suffix, encoding="utf-8")


def with_addresses_in_full(built: Built, page: str) -> str:
    """Return a page with the addresses that its own ones have on a server of folders."""
    here = f"{SITE}{page}/" if built.builder == "dirhtml" else f"{SITE}{page}.html"
    soup = BeautifulSoup(read_html(built, page), "html5lib")
    for element in soup.select("[href], [src]"):
        for name in ("href", "src"):
            if name not in element.attrs:
                continue
            typed = element[name]
            address = urljoin(here, str(typed))
            if address.startswith(SITE):
                address = re.sub(r"(/index)?\.html(?=#|$)", "/", address)
            # A picture without a text has its address for one.
            for same in [key for key, value in element.attrs.items() if value == typed]:
                element[same] = address
    return str(soup)


@pytest.fixture(scope="module")
def html_and_dirhtml(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    html, dirhtml = (
        build_once(tmp_path_factory, PROJECTS / "readers", builder, ["-W", "-n"])
        for builder in ("html", "dirhtml")
    )
    return html, dirhtml


@pytest.mark.parametrize("page", PAGES.values())
def test_pages_in_folders_differ_in_addresses_alone(
    html_and_dirhtml: tuple[Built, Built], page: str
) -> None:
    html, dirhtml = html_and_dirhtml
    assert (dirhtml.status, dirhtml.warnings) == (0, [])
    shown = with_addresses_in_full(dirhtml, page)
    assert f'href="{SITE}posts/' in shown
    assert shown == with_addresses_in_full(html, page)
