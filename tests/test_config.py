"""The configuration: what it lets through, what it warns about, what it leaves alone."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from sphinxext_confnotes.config import PREFIX, Config, read_modes
from tests.conftest import Build, Built

REPORT = f"""
import json, pathlib

def _report(app):
    values = {{value.name: repr(value.value) for value in app.config}}
    pathlib.Path(app.outdir, "config.json").write_text(json.dumps(values))

def setup(app):
    app.connect("builder-inited", _report)
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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("talks", 3),
        ("talks", None),
        ("talks", ""),
        ("talks", []),
        ("talks", "h7"),
        ("talks", ["links", "all"]),
        ("talks", {"h2": True}),
        ("prose_labels", ["TLDR"]),
        ("prose_labels", None),
        ("prose_labels", {"Fazit": "opinion"}),
        ("prose_labels", {3: "tldr"}),
        ("prose_labels", {"Fazit": ["tldr"]}),
        ("date_format", ""),
        ("date_format", None),
        ("date_format", 3),
        ("date_format", "HH:mm"),
        ("date_format", ["full"]),
        ("timezone", "Mars/Olympus"),
        ("timezone", ["UTC"]),
        ("timezone", 3),
    ],
)
def test_a_wrong_value_is_warned_about_and_the_default_used(
    build: Build, name: str, value: object
) -> None:
    built = build(FILES, "dummy", conf=f"confnotes_{name} = {value!r}\n{REPORT}")
    assert len(built.warnings) == 1
    (warning,) = built.warnings
    assert warning.startswith("conf.py: WARNING: ")
    assert f"confnotes_{name} = {value!r}: expected " in warning
    assert warning.endswith("[confnotes.config]")
    default = dataclasses.asdict(Config())[name]
    assert f"the default, {default!r}, is used" in warning
    assert ours(built)[name] == repr(default)


def test_all_wrong_values_are_named_at_once(build: Build) -> None:
    conf = "confnotes_talks = confnotes_date_format = confnotes_timezone = 3\n"
    assert len(build(FILES, "dummy", conf=conf).warnings) == 3


def test_wrong_values_can_be_silenced(build: Build) -> None:
    conf = "confnotes_talks = 3\nsuppress_warnings = ['confnotes.config']\n"
    assert build(FILES, "dummy", conf=conf).warnings == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("talks", "links"),
        ("talks", "H2, links"),
        ("talks", ["h3", "labelled"]),
        ("talks", ("none",)),
        ("prose_labels", {"Fazit": "comment", "Notes": None}),
        ("date_format", "short"),
        ("date_format", "d. MMMM y"),
        ("timezone", "Europe/Berlin"),
        ("timezone", ""),
        ("timezone", None),
    ],
)
def test_right_values(build: Build, name: str, value: object) -> None:
    built = build(FILES, "dummy", conf=f"confnotes_{name} = {value!r}\n{REPORT}")
    assert built.warnings == []


@pytest.mark.parametrize(
    ("value", "modes"),
    [
        ("links", ("links",)),
        (" Links , H2 ", ("links", "h2")),
        (["h3", "LINKS"], ("h3", "links")),
        (("none",), ("none",)),
    ],
)
def test_modes(value: object, modes: tuple[str, ...]) -> None:
    assert read_modes(value) == modes


def test_a_value_given_on_the_command_line(build: Build) -> None:
    args = ["-D", "confnotes_date_format=short", "-D", "confnotes_talks=links,h2"]
    built = build(FILES, "dummy", conf=REPORT, args=args)
    assert built.warnings == []
    assert ours(built)["date_format"] == "'short'"
    assert read_modes(eval(ours(built)["talks"])) == ("links", "h2")


class TestNothingElseIsChanged:
    OTHERS = """
extensions = ["sphinxext_confnotes", "myst_parser", "sphinx_design"][{start}:]
project = "P"
source_suffix = {{".md": "markdown", ".rst": "restructuredtext"}}
exclude_patterns = ["old"]
html_static_path = []
numfig = True
myst_heading_anchors = 2
myst_fence_as_directive = ["mermaid"]
suppress_warnings = ["x.y"]
html_css_files = ["a.css"]
myst_enable_extensions = ["smartquotes"]
myst_links_external_new_tab = True
"""

    def test_in_the_configuration(self, build: Build) -> None:
        with_us = values(build(FILES, "dummy", conf=self.OTHERS.format(start=0) + REPORT))
        without = values(
            build(FILES, "dummy", conf=self.OTHERS.format(start=1) + REPORT, folder="without")
        )
        changed = {
            name
            for name in with_us.keys() | without.keys()
            if with_us.get(name) != without.get(name) and not name.startswith(PREFIX)
        }
        assert changed == {"extensions", "myst_enable_extensions"}

    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("[]", ["colon_fence", "dollarmath"]),
            ("['tasklist']", ["tasklist", "colon_fence", "dollarmath"]),
            ("['dollarmath', 'tasklist']", ["dollarmath", "tasklist", "colon_fence"]),
            ("('tasklist', 'colon_fence')", ["tasklist", "colon_fence", "dollarmath"]),
            (
                "{'tasklist', 'attrs_inline', 'deflist'}",
                ["attrs_inline", "deflist", "tasklist", "colon_fence", "dollarmath"],
            ),
            ("['colon_fence', 'dollarmath']", ["colon_fence", "dollarmath"]),
        ],
    )
    def test_markdown_extensions_are_kept_whatever_holds_them(
        self, build: Build, given: str, kept: list[str]
    ) -> None:
        built = build(FILES, "dummy", conf=f"myst_enable_extensions = {given}\n{REPORT}")
        assert built.warnings == []
        assert eval(values(built)["myst_enable_extensions"]) == kept

    def test_a_set_doesnt_make_the_next_build_read_all_again(self, build: Build) -> None:
        names = ["tasklist", "attrs_inline", "deflist", "fieldlist", "html_image", "replacements"]
        conf = f"myst_enable_extensions = set({names})\n"
        build(FILES, "dummy", conf=conf, env={"PYTHONHASHSEED": "1"})
        again = read_again(build)
        assert again == []

    def test_nor_does_a_wrong_value(self, build: Build) -> None:
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
    app.connect("builder-inited", lambda app: print(*app.extensions))
"""
    files = {"index.md": "# Home\n\n:::{note}\n$x$\n:::\n\n```{talk} A\nB\n```\n"}
    built = build(files, "html", conf=conf, args=["-W"])
    assert built.status == 0
    assert loaded <= set(built.log.split())


def test_confnotes_can_be_read_back() -> None:
    """`Config.of` takes what ``check`` let through, whatever its type."""
    given: dict[str, Any] = {
        "confnotes_talks": "links, h2",
        "confnotes_prose_labels": {"Fazit": "comment"},
        "confnotes_date_format": "short",
        "confnotes_timezone": None,
    }
    assert Config.of(given) == Config(("links", "h2"), {"Fazit": "comment"}, "short", "")  # type: ignore[arg-type]
