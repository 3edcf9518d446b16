"""What tests build with: small source projects, a real Sphinx, and what came out."""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import os
import pickle
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import sphinx.builders.html._assets
import sphinx.locale
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.cmd.build import build_main

from tests.browsing import NPM, Open, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROJECTS = Path(__file__).parent / "projects"
WRITING_BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "json",
    "gettext",
)
"""The builders that write what notes say."""

WITHOUT_EXTENSION = """
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
project = "Kitchen notes"
copyright = "2031, the cooks"
version = "1"
numfig = True
"""
"""The configuration of the project ``rich`` as it would be without us."""

CONF = 'extensions = ["sphinxext_confnotes"]\n'
# What Sphinx says of an exception, up to 8.1 and since.
CRASH = re.compile(r"Exception occurred:|Traceback")
WORD = re.compile(r"[^\W_]+")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Built:
    """The outcome of one ``sphinx-build``."""

    source: Path
    out: Path
    doctrees: Path
    builder: str
    status: int
    errors: str

    @property
    def warnings(self) -> list[str]:
        """The lines of the log's warnings, paths relative to the source folder."""
        text = COLOURS.sub("", self.errors).replace(f"{self.source}{os.sep}", "")
        return [line for line in text.splitlines() if line.strip()]

    def doctree(self, docname: str) -> nodes.document:
        """Return a document as it was read."""
        return pickle.loads((self.doctrees / f"{docname}.doctree").read_bytes())

    def text(self, name: str) -> str:
        """Return an output file."""
        return (self.out / name).read_text("utf-8")

    def html(self, name: str) -> BeautifulSoup:
        """Return an output page, parsed."""
        return BeautifulSoup(self.text(name), "html5lib")


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that builds in the test's own folder; see `run_sphinx`."""
    return functools.partial(run_sphinx, tmp_path)


def build_once(
    factory: pytest.TempPathFactory, files: Path, builder: str, args: Sequence[str] = ()
) -> Built:
    """Build a project for all tests of a module."""
    return run_sphinx(factory.mktemp(files.name), files, builder, args=args)


@pytest.fixture(scope="session")
def words(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the words that the prose posts of ``rich`` have when they are built without us."""
    plain = build_without_extension(tmp_path_factory.mktemp("plain"), "dummy")
    text = " ".join(
        text
        for docname in ("posts/monday", "posts/tuesday")
        for node in plain.doctree(docname)
        if not isinstance(node, nodes.docinfo)
        for text in node.findall(nodes.Text)
    )
    # Stars are a mark, not words, and are shown as a rating.
    found = words_of(text.translate(str.maketrans("", "", "★☆")))
    titles = {"monday", "the", "soup", "tuesday", "bread", "butter"}
    assert len(found) > 100
    return found | titles


def words_of(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def build_without_extension(root: Path, builder: str) -> Built:
    """Build the project ``rich`` as it would be without us: what others do about the same text."""
    source = root / "project" / "source"
    shutil.copytree(PROJECTS / "rich", source)
    (source / "conf.py").write_text(WITHOUT_EXTENSION, "utf-8")
    return run_sphinx(root, None, builder)


def run_sphinx(
    root: Path,
    files: Mapping[str, str] | Path | None = None,
    builder: str = "html",
    *,
    conf: str = "",
    args: Sequence[str] = (),
    folder: str = "project",
    out: str = "",
    env: Mapping[str, str] | None = None,
) -> Built:
    """Write or copy a project, and build it: what ``sphinx-build`` does, without starting Python.

    :param files: a folder, or names to texts; a missing ``conf.py`` has the extension alone, a
        missing ``index`` a toctree of everything.  Without it, what is there is built again with
        the same doctrees.
    :param conf: added to the end of ``conf.py``.
    :param env: variables for which the build is given a process of its own.
    """
    source = root / folder / "source"
    if isinstance(files, Path):
        shutil.copytree(files, source, dirs_exist_ok=True)
    elif files is not None:
        write(source, files)
    if conf:
        with (source / "conf.py").open("a", encoding="utf-8") as file:
            file.write(conf)
    target = root / folder / "build" / (out or builder)
    doctrees = root / folder / "doctrees"
    options = ["-q", "-b", builder, "-d", str(doctrees), *args, str(source), str(target)]
    status, errors = _run_elsewhere(options, env) if env else _run_here(options)
    assert not CRASH.search(errors), errors
    return Built(source, target, doctrees, builder, status, errors)


def _run_here(options: list[str]) -> tuple[int, str]:
    errors = io.StringIO()
    path = list(sys.path)
    with (
        contextlib.redirect_stderr(errors),
        contextlib.redirect_stdout(io.StringIO()),
        warnings.catch_warnings(),
    ):
        # Those of Sphinx and others are theirs to see to.
        warnings.simplefilter("ignore")
        warnings.filterwarnings("error", module="sphinxext_confnotes")
        status = build_main(options)
    # What a build leaves behind: a project's conf.py may add to the path, and the language stays.
    sys.path[:] = path
    sphinx.locale.translators.clear()
    # And checksums of files, by name.
    for function in vars(sphinx.builders.html._assets).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()
    return status, errors.getvalue()


def _run_elsewhere(options: list[str], env: Mapping[str, str]) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *options],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )
    return done.returncode, done.stderr


def write(source: Path, files: Mapping[str, str]) -> None:
    """Write a project, with what every project needs."""
    files = dict(files)
    files.setdefault("conf.py", CONF)
    if not any(Path(name).stem == "index" and "/" not in name for name in files):
        documents = [Path(name).with_suffix("") for name in files if name.endswith((".md", ".rst"))]
        listed = "\n".join(f"/{document.as_posix()}" for document in documents)
        files["index.md"] = f"# Home\n\n```{{toctree}}\n{listed}\n```\n"
    for name, text in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium without a window."""
    chromium = optional("chromium")
    with optional_module("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Return a function that opens an address, and look afterwards that nothing went wrong."""
    visitor = Visitor(browser)
    yield visitor.open
    visitor.close()
    assert visitor.errors + visitor.elsewhere == []


def optional(tool: str) -> str:
    """Return the path of a program, or skip the test; in CI, where it has to be, fail."""
    path = shutil.which(tool)
    return path or _miss(tool)


def optional_module(name: str) -> Any:
    """Return a module, or skip all tests of the one that calls this; in CI, fail."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return _miss(name)


def optional_package(name: str) -> Path:
    """Return the folder of a package from npm, or skip the test; in CI, fail."""
    folder = NPM / name
    return folder if folder.is_dir() else _miss(f"npm's {name}")


def _miss(what: str) -> NoReturn:
    if os.environ.get("CONFNOTES_CI"):
        pytest.fail(f"{what} isn't installed")
    pytest.skip(f"{what} isn't installed", allow_module_level=True)
