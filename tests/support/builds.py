"""Small source projects, a real Sphinx that builds them, and what came out."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import sphinx.builders.html._assets
import sphinx.locale
from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.cmd.build import build_main

PROJECTS = Path(__file__).parents[1] / "projects"

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


def build_once(
    factory: pytest.TempPathFactory, files: Path, builder: str, args: Sequence[str] = ()
) -> Built:
    """Build a project for all tests of a module."""
    return run_sphinx(factory.mktemp(files.name), files, builder, args=args)


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


def edit(project: Built | Path, name: str, old: str, new: str) -> None:
    """Change a file of the source, at a time that Sphinx takes for a later one.

    :param project: what was built of it, or the folder of the source.
    """
    path = (project.source if isinstance(project, Built) else project) / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    touch(path)


def touch(path: Path) -> None:
    """Make a file one that was changed later than the last build."""
    # An edit within the clock's resolution would go unnoticed.
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))


def pages(built: Built) -> dict[str, bytes]:
    """Return what was written, by name; Sphinx's own record of the build apart."""
    return {
        path.relative_to(built.out).as_posix(): _content(path)
        for path in sorted(built.out.rglob("*"))
        if path.is_file() and path.name != ".buildinfo"
    }


def _content(path: Path) -> bytes:
    if path.name != "searchindex.js":
        return path.read_bytes()
    # Sphinx's search index keeps, without a page, the words that have gone, and forgets the
    # entries of the general index that are on pages not written again.
    index = json.loads(path.read_text("utf-8").removeprefix("Search.setIndex(").removesuffix(")"))
    del index["indexentries"]
    for terms in ("terms", "titleterms"):
        index[terms] = {word: found for word, found in index[terms].items() if found != []}
    return json.dumps(index, sort_keys=True).encode()


def times(built: Built) -> dict[str, int]:
    return {
        path.relative_to(built.out).with_suffix("").as_posix(): path.stat().st_mtime_ns
        for path in built.out.rglob("*.html")
    }
