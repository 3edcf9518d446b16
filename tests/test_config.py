"""The configuration: what it lets through, what it warns about, what it leaves alone."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from sphinxext_confnotes.config import OTHER_MARKDOWN as OTHERS
from sphinxext_confnotes.config import PREFIX, Config
from sphinxext_confnotes.notes.authors import Author
from tests.support.builds import Build, Built

REPORT = """
import json, pathlib

def _report(app, exception):
    values = {value.name: repr(value.value) for value in app.config}
    pathlib.Path(app.outdir, "config.json").write_text(json.dumps(values))

def setup(app):
    app.connect("build-finished", _report)
"""
"""Lets a project write down its configuration, as all extensions have left it."""


def values(built: Built) -> dict[str, str]:
    return dict(json.loads(built.text("config.json")))


def ours(built: Built) -> dict[str, str]:
    return {
        name.removeprefix(PREFIX): value
        for name, value in values(built).items()
        if name.startswith(PREFIX)
    }


FILES = {"index.md": "# Home\n"}


def test_defaults(build: Build) -> None:
    built = build(FILES, "dummy", conf=REPORT)
    assert built.warnings == []
    assert ours(built) == {
        name: repr(value) for name, value in dataclasses.asdict(Config()).items()
    }


def test_every_value_is_described() -> None:
    for field in dataclasses.fields(Config):
        assert field.metadata["help"].endswith("."), field.name
        assert field.metadata["rebuild"] in ("env", "html", ""), field.name


WRONG: list[tuple[str, object]] = [
    ("talks", 3),
    ("talks", None),
    ("talks", ""),
    ("talks", []),
    ("talks", "h7"),
    ("talks", ["links", "all"]),
    ("talks", {"h2": True}),
    ("prose_labels", ["TLDR"]),
    ("prose_labels", None),
    ("defaults", None),
    ("defaults", ["notes/*"]),
    ("programmes", None),
    ("others", ["talks.json"]),
    ("programmes", ["waitconf.json"]),
    ("date_format", ""),
    ("date_format", None),
    ("date_format", 3),
    ("date_format", "HH:mm"),
    ("date_format", ["full"]),
    ("timezone", "Mars/Olympus"),
    ("timezone", ["UTC"]),
    ("timezone", 3),
    ("controls", "no"),
    ("controls", None),
    ("controls", 1),
    ("calendar_links", "no"),
    ("fold", -1),
    ("fold", "long"),
    ("fold", True),
    ("fold", None),
    ("feeds", "tag"),
    ("feeds", ["tags"]),
    ("feeds", [["tag"]]),
    ("feeds", {"tag": True}),
    ("feeds", None),
    ("head", "date"),
    ("head", ["title"]),
    ("authors", "Ana"),
    ("feed_limit", -1),
    ("feed_limit", "20"),
    ("feed_limit", True),
    ("feed_limit", None),
    ("pages", "speaker"),
    ("pages", ["speakers"]),
    ("pages", [["tag"]]),
    ("pages", None),
    ("publish", "data"),
    ("publish", ["dta"]),
    ("publish", True),
    ("publish", [["data"]]),
    ("publish", [{}]),
    ("published", "leek"),
    ("published", []),
    ("published", {1: "leek"}),
    ("published", {"tags": ["leek"]}),
]

RIGHT: list[tuple[str, object, object]] = [
    ("talks", "links", ("links",)),
    ("talks", " Links , H2 ", ("links", "h2")),
    ("talks", ["h3", "LABELLED"], ("h3", "labelled")),
    ("talks", ("none",), ("none",)),
    ("prose_labels", {}, {}),
    ("prose_labels", {"Fazit": "comment", "Notes": None}, {"Fazit": "comment", "Notes": None}),
    ("prose_labels", {"Raum": "room"}, {"Raum": "room"}),
    ("defaults", {"notes/*": {"tags": ["a"]}}, {"notes/*": {"tags": ["a"]}}),
    ("others", {"T": "t.json"}, {"T": ("t.json", "T", "")}),
    (
        "others",
        {"t": {"path": "t.json", "name": "T", "url": "https://e.example"}},
        {"t": ("t.json", "T", "https://e.example/")},
    ),
    ("programmes", {"W": "w.json"}, {"W": ("w.json",)}),
    ("programmes", {"W": ["w.json", "v.ics"]}, {"W": ("w.json", "v.ics")}),
    ("date_format", "short", "short"),
    ("date_format", "d. MMMM y", "d. MMMM y"),
    ("timezone", "Europe/Berlin", "Europe/Berlin"),
    ("timezone", "", ""),
    ("timezone", None, ""),
    ("controls", False, False),
    ("calendar_links", True, True),
    ("fold", 0, 0),
    ("fold", 3000, 3000),
    ("feeds", [], ()),
    ("feeds", ("rss", "conference"), ("conference", "rss")),
    ("feeds", ["tag", "tag"], ("tag",)),
    ("head", [], ()),
    ("head", ["tags", "date"], ("date", "tags")),
    ("authors", {"a": {"name": " Ana  Ruiz "}}, {"a": Author("Ana Ruiz")}),
    ("feed_limit", 0, 0),
    ("feed_limit", 3, 3),
    ("pages", [], {}),
    ("pages", ("author", "tag"), {"tag": 3, "author": 1}),
    ("pages", {"speaker": 1, "author": 9}, {"speaker": 1, "author": 9}),
    ("publish", [], ()),
    ("publish", ("feed", "data", "feed"), ("data", "feed")),
    ("published", {"tags": "leek", "highlights": ""}, {"tags": "leek", "highlights": ""}),
]


def reader(name: str) -> Any:
    (field,) = (field for field in dataclasses.fields(Config) if field.name == name)
    return field.metadata["reader"]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_wrong_values_are_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        reader(name)(value)


@pytest.mark.parametrize(("name", "value", "read"), RIGHT)
def test_right_values(name: str, value: object, read: object) -> None:
    assert reader(name)(value) == read


def test_every_value_is_tried() -> None:
    names = {field.name for field in dataclasses.fields(Config)}
    assert {name for name, _ in WRONG} == {name for name, _, _ in RIGHT} == names


def test_wrong_values_are_warned_about_and_the_defaults_used(build: Build) -> None:
    wrong = dict(WRONG)
    conf = "".join(f"confnotes_{name} = {value!r}\n" for name, value in wrong.items())
    built = build(FILES, "dummy", conf=conf + REPORT)
    defaults = dataclasses.asdict(Config())
    assert len(built.warnings) == len(wrong)
    for name, value in wrong.items():
        (warning,) = (line for line in built.warnings if f"confnotes_{name} = " in line)
        assert "conf.py" in warning
        assert f"WARNING: confnotes_{name} = {value!r}: expected " in warning
        assert f"the default, {defaults[name]!r}, is used" in warning
        assert warning.endswith("[confnotes.config]")
    assert ours(built) == {name: repr(value) for name, value in defaults.items()}


def test_a_wrong_label_costs_that_label_alone(build: Build) -> None:
    conf = """confnotes_prose_labels = {
    "Fazit": "opinion",
    "Wertung": "comment",
    3: "tldr",
    "Notes": ["tldr"],
}
"""
    front = "---\ndate: 2031-05-12\norphan: true\n---\n\n"
    post = f"{front}# Day\n\n## Soup\n\nTLDR: hot\n\nWertung: good\n"
    built = build({**FILES, "post.md": post}, "text", conf=conf)
    beginnings = [line.partition(": expected ")[0] for line in built.warnings]
    assert beginnings == [
        "conf.py:3: WARNING: confnotes_prose_labels['Fazit'] = 'opinion'",
        "conf.py:2: WARNING: confnotes_prose_labels[3] = 'tldr'",
        "conf.py:6: WARNING: confnotes_prose_labels['Notes'] = ['tldr']",
    ]
    assert all(line.endswith("; it is ignored [confnotes.config]") for line in built.warnings)
    assert "   Wertung\n      good" in built.text("post.txt")


def test_such_warnings_can_be_silenced(build: Build) -> None:
    conf = "confnotes_talks = 3\nsuppress_warnings = ['confnotes.config']\n"
    assert build(FILES, "dummy", conf=conf).warnings == []


def test_a_value_given_on_the_command_line(build: Build) -> None:
    built = build(FILES, "dummy", conf=REPORT, args=["-D", "confnotes_date_format=short"])
    assert built.warnings == []
    assert ours(built)["date_format"] == "'short'"


class TestNothingElseIsChanged:
    OTHERS = """
extensions = ["sphinxext_confnotes", "myst_parser", "sphinx_design"][{start}:]
project = "P"
source_suffix = {{".md": "markdown", ".rst": "restructuredtext"}}
exclude_patterns = ["old"]
html_static_path = ["static"]
html_css_files = ["a.css"]
numfig = True
suppress_warnings = ["x.y"]
myst_heading_anchors = 2
myst_fence_as_directive = ["mermaid"]
myst_enable_extensions = ("smartquotes", "deflist")
"""

    def test_in_the_configuration(self, build: Build) -> None:
        post = "---\ntitle: P\ndate: 2031-05-12\n---\n\nWords.\n"
        files = {**FILES, "static/a.css": "", "post.md": post}
        with_us, without = (
            values(
                build(
                    files,
                    conf=self.OTHERS.format(start=start) + REPORT,
                    folder=folder,
                    env={"PYTHONHASHSEED": "0"},
                )
            )
            for start, folder in ((0, "with"), (1, "without"))
        )
        assert {name for name in with_us if name not in without} == {
            f"{PREFIX}{field.name}" for field in dataclasses.fields(Config)
        }
        changed = {name for name, value in without.items() if with_us[name] != value}
        # The only way to give Sphinx a style sheet; it is behind those of the project.
        assert changed == {"html_static_path"}
        assert eval(with_us["html_static_path"])[0] == "static"

    def test_a_wrong_value_doesnt_make_the_next_build_read_all_again(self, build: Build) -> None:
        build(FILES, "dummy", conf="confnotes_talks = {'a': 1}\n")
        assert read_again(build) == []


def read_again(build: Build) -> list[str]:
    """Build a second time, in another process, and return the documents read."""
    conf = """
def _read(app, docname, content):
    with open(app.srcdir / "read.txt", "a") as file:
        file.write(docname + "\\n")

def setup(app):
    app.connect("source-read", _read)
"""
    built = build(None, "dummy", conf=conf, env={"PYTHONHASHSEED": "2"})
    log = built.source / "read.txt"
    return log.read_text().split() if log.exists() else []


@pytest.mark.parametrize(
    ("listed", "loaded"),
    [
        (["sphinxext_confnotes"], {"myst_parser", "sphinx_design"}),
        (["sphinxext_confnotes", "myst_parser"], {"myst_parser", "sphinx_design"}),
        (["myst_parser", "sphinx_design", "sphinxext_confnotes"], {"myst_parser", "sphinx_design"}),
    ],
)
def test_it_brings_what_it_needs_in_any_order(
    build: Build, listed: list[str], loaded: set[str]
) -> None:
    conf = f"""
extensions = {listed}

def setup(app):
    from pathlib import Path
    loaded = Path(__file__).with_name("loaded.txt")
    app.connect("builder-inited", lambda app: loaded.write_text(" ".join(app.extensions)) and None)
"""
    files = {"index.md": "# Home\n\n```{talk} A\nB\n```\n"}
    built = build(files, "html", conf=conf, args=["-W"])
    assert built.status == 0
    assert loaded <= set((built.source / "loaded.txt").read_text("utf-8").split())


OTHER_MARKDOWN = """
from docutils.parsers.rst import Parser


class Markdown(Parser):
    supported = ("markdown",)


def setup(app):
    app.add_source_suffix(".md", "markdown")
    app.add_source_parser(Markdown)
"""


NOTEBOOKS = """
from docutils.parsers.rst import Parser


class Notebook(Parser):
    supported = ("jupyter_notebook",)


def add_suffixes(app, config):
    for suffix in config.nbsphinx_custom_formats:
        app.add_source_suffix(suffix, "jupyter_notebook")


def setup(app):
    app.add_config_value("nbsphinx_custom_formats", {}, "env")
    app.add_source_parser(Notebook)
    app.connect("config-inited", add_suffixes)
"""
"""What of nbsphinx says which files it reads."""


@pytest.mark.parametrize(
    "listed",
    [
        # One that has come first is found whatever it is called.
        ["some_markdown", "sphinxext_confnotes"],
        *(["sphinxext_confnotes", name] for name in OTHERS),
        *([name, "sphinxext_confnotes"] for name in OTHERS),
    ],
    ids=" ".join,
)
def test_another_parser_of_markdown_stays_in_its_place(
    build: Build, monkeypatch: pytest.MonkeyPatch, listed: list[str]
) -> None:
    (other,) = set(listed) - {"sphinxext_confnotes"}
    monkeypatch.delitem(sys.modules, other, raising=False)
    rest = ":date: 2031-05-12\n\nDay\n===\n\n* `Soup <https://example.org>`__\n\nTLDR: Hot.\n"
    files = {
        "conf.py": "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n\n"
        f"extensions = {listed}\n",
        f"{other}.py": OTHER_MARKDOWN,
        "index.rst": "Home\n====\n\n.. toctree::\n\n   a\n   b\n",
        "a.rst": rest,
        "b.md": "---\ndate: 2031-05-13\n---\n\n* a\n",
    }
    built = build(files, "text")
    assert [line for line in built.warnings if "confnotes" in line] == [
        "conf.py:4: WARNING: while setting up extension sphinxext_confnotes: extensions: "
        f"'{other}' reads .md files, expected 'myst_parser'; posts in Markdown aren't read, "
        "those in reStructuredText are [confnotes.config]"
    ]
    assert "TLDR" in built.text("a.txt")


@pytest.mark.parametrize("formats", ['{".md": "jupytext.reads"}', '{".Rmd": "jupytext.reads"}', ""])
@pytest.mark.parametrize(
    "listed", [["nbsphinx", "sphinxext_confnotes"], ["sphinxext_confnotes", "nbsphinx"]]
)
def test_notebooks_in_markdown_stay_notebooks(
    build: Build, monkeypatch: pytest.MonkeyPatch, listed: list[str], formats: str
) -> None:
    monkeypatch.delitem(sys.modules, "nbsphinx", raising=False)
    files = {
        # Sphinx adds the suffixes of one build to its default, which others of the process share.
        "conf.py": "import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\n\n"
        f"extensions = {listed}\nsource_suffix = {{'.rst': 'restructuredtext'}}\n"
        + (f"nbsphinx_custom_formats = {formats}\n" if formats else ""),
        "nbsphinx.py": NOTEBOOKS,
        "index.rst": "Home\n====\n\n.. toctree::\n\n   b\n",
        "b.md": "Title\n=====\n\n.. tip:: Only reStructuredText has this.\n",
    }
    built = build(files, "text")
    is_notebook = ".md" in formats
    assert built.status == 0
    assert built.warnings == is_notebook * [
        "conf.py:4: WARNING: while setting up extension sphinxext_confnotes: extensions: "
        "'nbsphinx' reads .md files, expected 'myst_parser'; posts in Markdown aren't read, "
        "those in reStructuredText are [confnotes.config]"
    ]
    assert (".. tip::" not in built.text("b.txt")) is is_notebook


def test_both_parsers_of_myst_are_no_others(build: Build) -> None:
    conf = 'extensions = ["myst_parser", "sphinxext_confnotes"]\n'
    assert build({**FILES, "conf.py": conf}, "dummy").warnings == []


@pytest.mark.parametrize("suffixes", ["", "source_suffix = ['.rst']\n"])
def test_markdown_files_are_kept_out_as_the_documentation_says(build: Build, suffixes: str) -> None:
    page = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text("utf-8")
    (excluded,) = re.findall(r'^exclude_patterns = \["\*\*.*\]', page, re.MULTILINE)
    files = {"index.rst": "Home\n====\n", "README.md": "# R\n", "sub/a.md": "# A\n"}
    built = build(files, "text", conf=suffixes)
    assert (built.out / "README.txt").exists()
    built = build(files, "text", conf=suffixes + excluded, folder="excluded")
    assert built.warnings == []
    assert {path.name for path in built.out.rglob("*.txt")} == {"index.txt"}
