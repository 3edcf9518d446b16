"""The command line: ``python -m sphinxext_confnotes explain FILE…``.

Reads posts as a build of their project would, and prints what each of their lines was taken for.
Nothing is written into the project.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.recognition.explain import Entry, as_data, as_text, explain

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
    """A file that can't be explained, with the reason."""


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
    options = parser.parse_args(arguments)
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


def _about() -> str:
    return "Tools for posts about conferences."


def explain_file(file: Path) -> list[Entry]:
    """Return what the lines of a file were taken for, as its project reads it.

    :raises UnreadableError: when it is in no project, or its project can't be read.
    """
    path = file.resolve()
    if not path.is_file():
        raise UnreadableError("it is no file" if path.exists() else "no such file")
    folder = next((one for one in path.parents if (one / "conf.py").is_file()), None)
    if folder is None:
        raise UnreadableError("no conf.py in a folder above it")
    with tempfile.TemporaryDirectory() as name, patch_docutils(), docutils_namespace():
        out = str(Path(name, "out"))
        warnings = io.StringIO()
        try:
            app = Sphinx(str(folder), str(folder), out, out, "dummy", status=None, warning=warnings)
            return _explain_in(app, path)
        except UnicodeError as error:
            raise UnreadableError(f"it isn't written in UTF-8: {error}") from error
        except SphinxError as error:
            raise UnreadableError(str(error)) from error


def _explain_in(app: Sphinx, path: Path) -> list[Entry]:
    if "sphinxext_confnotes" not in app.extensions:
        raise UnreadableError("its conf.py doesn't list the extension 'sphinxext_confnotes'")
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
