"""The command line: ``python -m sphinxext_confnotes``.

``explain FILE…`` reads posts as a build of their project would, and prints what each of their lines
was taken for.  ``new DATE`` writes a post that waits for its notes.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date, write_date
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.programmes.entries import Programme
from sphinxext_confnotes.programmes.new_post import post_text, talks_of
from sphinxext_confnotes.programmes.reading import read_programme
from sphinxext_confnotes.reading import current_document, defaults
from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes
from sphinxext_confnotes.recognition.explain import Entry, as_data, as_text, explain
from sphinxext_confnotes.registry.tally import counted

NO_POST = "not a post: no date and no conference"

DATE_IT = {
    ".md": "add 'date: …', or 'conference: …', to the front matter, the lines between two '---' at "
    "the very top",
    ".rst": "add ':date: …', or ':conference: …', to the field list at the very top",
    ".ipynb": "add a 'date', or a 'conference', to the metadata of the notebook",
}
"""The smallest edit that makes a post of a document, by its format."""

DONE, FAILED, USAGE = 0, 1, 2
"""The exit codes: all files were read, one couldn't be, the command is wrong (argparse's own)."""


class UnreadableError(Exception):
    """A file that can't be explained, or a post that can't be written, with the reason."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit code."""
    parser = argparse.ArgumentParser("python -m sphinxext_confnotes", description=_about())
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser(
        "explain",
        help="say what the lines of posts were taken for, and why",
        description="Say for each line of a post what it was taken for and why, what was left and "
        "why, and the smallest edit that would change it. The project is that of the nearest "
        "conf.py above the file.",
        epilog="Exit codes: 0 when all files were read, 1 when one couldn't be, 2 for a wrong "
        "command.",
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true", help="print JSON instead of text")
    command.set_defaults(run=_explain_all)
    command = commands.add_parser(
        "new",
        help="begin a post with the talks of a day",
        description="Write a post for a day of a conference, with an item for each of its talks. "
        "Its front matter is that of the folder. The talks are those of the programme that "
        "'confnotes_programmes' has, or of another file. Nothing is ever overwritten.",
        epilog="Exit codes: 0 when the post was written, 1 when it couldn't be, 2 for a wrong "
        "command.",
    )
    command.add_argument("date", type=_date, metavar="DATE", help="a date such as 2025-05-13")
    command.add_argument(
        "--conference", metavar="NAME", help="the conference; by default that of the folder"
    )
    command.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="the file of a programme"
    )
    command.add_argument(
        "--mine", type=Path, metavar="FILE.ics", help="a calendar of the talks to take, no others"
    )
    command.add_argument(
        "-o", "--output", type=Path, metavar="POST", help="the post; by default DATE.md, here"
    )
    command.set_defaults(run=_begin_post)
    options = parser.parse_args(arguments)
    code: int = options.run(options)
    return code


def _about() -> str:
    return "Tools for posts about conferences."


def _date(text: str) -> dt.date:
    try:
        return read_date(text)[0]
    except ValueError as expected:
        raise argparse.ArgumentTypeError(f"expected {expected}") from expected


def _explain_all(options: argparse.Namespace) -> int:
    code = DONE
    found: dict[str, list[Entry]] = {}
    for file in options.files:
        try:
            found[str(file)] = explain_file(file)
        except UnreadableError as reason:
            print(f"{file}: {reason}", file=sys.stderr)
            code = FAILED
    if options.json:
        data = {name: as_data(entries) for name, entries in found.items()}
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return code
    for name, entries in found.items():
        print(f"{name}\n{as_text(entries)}")
    return code


def _begin_post(options: argparse.Namespace) -> int:
    path: Path = options.output or Path(f"{options.date.isoformat()}.md")
    try:
        talks = write_post(path, options.date, options.conference, options.source, options.mine)
    except UnreadableError as reason:
        print(f"{path}: {reason}", file=sys.stderr)
        return FAILED
    print(f"{path}: {counted(talks, 'talk')}")
    return DONE


def write_post(
    path: Path,
    day: dt.date,
    conference: str | None = None,
    source: Path | None = None,
    mine: Path | None = None,
) -> int:
    """Write a post with an item for each talk of a day, and return how many there are.

    :param conference: without it, that of the post's folder.
    :param source: the file of its programme; without it, that of the project is taken.
    :param mine: a calendar of the talks to take.
    :raises UnreadableError: when there is such a file already, or something can't be read.
    """
    if path.exists():
        raise UnreadableError("it exists already, and is left as it is")
    if path.suffix != ".md":
        raise UnreadableError("expected a name that ends with .md")
    with _application(path.resolve()) as app:
        name = app.project.path2doc(path.resolve()) or ""
        front = defaults.of_document(name, Config.of(app.config).defaults)
        about = conference or str(front.get("conference") or "")
        if not about:
            raise UnreadableError("expected '--conference', because its folder has none")
        programmes = ProjectProgrammes(app)
        known = programmes.joiner(about)
        entries = _read(source).entries if source else known.entries if known else ()
        if not (source or known or mine):
            raise UnreadableError(
                f"no programme of '{about}': name its file in 'confnotes_programmes', or behind "
                "'--from'"
            )
        title = f"{about}, {write_date(day, 'long', app.config.language)}"
        matter = {"title": title, "date": day, **front, "conference": about} | {"date": day}
        talks = talks_of(entries, day, _read(mine).entries if mine else None)
        text = post_text(matter, talks, tells_facts=known is None)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UnreadableError(str(error)) from error
    return len(talks)


def _read(file: Path) -> Programme:
    """Return the content of a file; what is wrong with it is printed."""
    try:
        found = read_programme(file.read_bytes())
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{file}: {error}") from error
    for problem in found.problems:
        print(f"{file}:{problem.line or 1}: {problem}", file=sys.stderr)
    if not found.entries:
        raise UnreadableError(f"{file} has no entries")
    return found


def explain_file(file: Path) -> list[Entry]:
    """Return what the lines of a file were taken for, as its project reads it.

    :raises UnreadableError: when it is in no project, or its project can't be read.
    """
    path = file.resolve()
    if not path.is_file():
        raise UnreadableError("it is no file" if path.exists() else "no such file")
    with _application(path) as app:
        return _explain_in(app, path)


@contextlib.contextmanager
def _application(path: Path) -> Iterator[Sphinx]:
    """Yield the application of the project that a file is in, or would be.

    :raises UnreadableError: when it is in no project, or its project can't be read.
    """
    folder = next((one for one in path.parents if (one / "conf.py").is_file()), None)
    if folder is None:
        raise UnreadableError("no conf.py in a folder above it")
    with tempfile.TemporaryDirectory() as name, patch_docutils(), docutils_namespace():
        out = str(Path(name, "out"))
        warnings = io.StringIO()
        try:
            app = Sphinx(str(folder), str(folder), out, out, "dummy", status=None, warning=warnings)
            if "sphinxext_confnotes" not in app.extensions:
                raise UnreadableError(
                    "its conf.py doesn't list the extension 'sphinxext_confnotes'"
                )
            yield app
        except UnicodeError as error:
            raise UnreadableError(f"it isn't written in UTF-8: {error}") from error
        except SphinxError as error:
            raise UnreadableError(str(error)) from error


def _explain_in(app: Sphinx, path: Path) -> list[Entry]:
    app.env.find_files(app.config, app.builder)
    docname = app.env.path2doc(path)
    if docname is None or docname not in app.env.found_docs:
        raise UnreadableError("it is no document of its project")
    found: list[Entry] = []

    def take(app: Sphinx, document: nodes.document) -> None:
        reading = current_document.current(app.env, document)
        if reading.plan is None or reading.outline is None:
            edit = DATE_IT.get(path.suffix, DATE_IT[".md"])
            found.append(Entry(1, "no post", docname, NO_POST, edit))
        else:
            talks = find(document, confnotes_talk)
            fields = {talk.line or 0: talk.attributes.keys() for talk in talks}
            joined = reading.joins.of_talks if reading.joins else ()
            found.extend(explain(reading.plan, reading.outline, fields, joined))

    app.connect("doctree-read", take, priority=100)
    documents: Any = [docname]
    app.events.emit("env-before-read-docs", app.env, documents)
    app.builder.read_doc(docname)
    return found


def _run() -> int:
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads this has read enough, as ``head`` does; Python would write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return code


if __name__ == "__main__":
    sys.exit(_run())
