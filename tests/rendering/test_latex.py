"""PDF through LaTeX: what a note is made of, and what the engines say of it and make of it."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
import sphinx
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support.builds import PROJECTS, Build, Built, run_sphinx

DOCS = Path(__file__).parents[2] / "docs"
# Sphinx has these engines sort the index by another program.
PROGRAMS = {
    "pdflatex": ("make", "latexmk", "pdftotext", "pdflatex", "makeindex"),
    "xelatex": ("make", "latexmk", "pdftotext", "xelatex", "xindy"),
    "lualatex": ("make", "latexmk", "pdftotext", "lualatex", "xindy"),
}
"""The engines, to what it takes to typeset with them and to read it back."""

with_pdflatex = pytest.mark.tools(*PROGRAMS["pdflatex"])
with_each_engine = pytest.mark.parametrize(
    "engine",
    [pytest.param(engine, marks=pytest.mark.tools(*PROGRAMS[engine])) for engine in PROGRAMS],
)

FAULT = re.compile(
    r"^!.*|^(?:LaTeX|Package \w+) Warning: .*(?:undefined|multiply).*|^Missing character.*", re.M
)
OVERFULL = re.compile(r"^Overfull \\([hv])box \(([\d.]+)pt too .*(?:\n.*)?", re.MULTILINE)
UNSEEN = {"h": 2.0, "v": 4.0}
"""Points that something may be too wide by, or a page too high: where a block of code ends a page,
Sphinx's frame around it stands 3.4 points below the text."""

POST = """---
title: P
date: 2031-05-12
---

"""


@dataclass
class Pdf:
    """What an engine made of a document."""

    log: str
    pages: list[str]

    @property
    def text(self) -> str:
        """The text of all pages, its spaces as one."""
        return " ".join(" ".join(self.pages).split())

    @property
    def faults(self) -> list[str]:
        """What the log complains of that a reader would see."""
        big = [m[0] for m in OVERFULL.finditer(self.log) if float(m[2]) > UNSEEN[m[1]]]
        return FAULT.findall(self.log) + big


def typeset(built: Built, engine: str = "pdflatex", name: str = "projectnamenotset") -> Pdf:
    """Make a PDF with the ``Makefile`` that Sphinx puts beside the document."""
    # Lines of the log aren't to be wrapped.
    env = os.environ | {"LATEXMKOPTS": "-interaction=nonstopmode", "max_print_line": "10000"}
    done = subprocess.run(["make"], cwd=built.out, env=env, capture_output=True, check=False)
    path = built.out / f"{name}.log"
    log = path.read_text("utf-8", "replace")
    assert done.returncode == 0, FAULT.findall(log) or done.stderr.decode()
    command = ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True)
    return Pdf(log, text.stdout.split("\f"))


def tex(built: Built) -> str:
    """Return the document, each space and line break as one space."""
    (path,) = built.out.glob("*.tex")
    return " ".join(path.read_text("utf-8").split())


TALK = """````{talk} [Pots](https://example.org/pots) by Ann
:name: pots
:speakers: Ann Ladle
:time: 9:30-10:15
:tags: iron, soup
:highlight: of my day
:rating: 4
:slides: https://example.org/slides

Body.

```{tldr}
Heavy.
```

```{comment}
:author: Bo
Hot.
```
````
"""


def test_a_talk_is_a_head_that_keeps_together_and_boxes(build: Build) -> None:
    text = tex(build({"p.md": POST + TALK}, "latex", args=["-W"]))
    talk = text[text.index(r"\begin{sphinxuseclass}{confnotes-talk}") :]
    head, rest = talk.split(r"\end{sphinxuseclass}", 1)
    assert r"\begin{sphinxuseclass}{confnotes-highlight}" in head
    assert r"\begin{sphinxuseclass}{confnotes-head}" in head
    title = r"\DUrole{confnotes-title}{\sphinxhref{https://example.org/pots}{Pots}}"
    assert title in head
    # The anchor and the index entries are in the paragraph, where no page can break before it.
    before = head[head.index(r"\sphinxAtStartPar") : head.index(title)]
    assert r"\index{Ann Ladle@" in before
    assert r"\label{\detokenize{p:pots}}" in before
    assert r"\DUrole{confnotes-byline}{ by Ann}" in head
    for said in (
        "★ Highlight: of my day",
        "★★★★☆",
        "Ann Ladle",
        "9:30",
        "Slides",
        "soup",
    ):
        assert said in head
    assert [*re.findall(r"\{sphinxadmonition\}\{note\}\{(.*?)\}", rest)] == ["TLDR", "Comment (Bo)"]
    assert rest.index("Body.") < rest.index("{confnotes-tldr}") < rest.index("Heavy.")
    assert rest.index("Heavy.") < rest.index("{confnotes-comment}") < rest.index("Hot.")


def test_snapshot_of_a_summary(build: Build, file_regression: FileRegressionFixture) -> None:
    files = {"p.md": POST + TALK, "s.md": "# S\n\n```{daily-summary}\n```\n"}
    text = build(files, "latex", args=["-W"]).text("projectnamenotset.tex")
    begin = text.index(r"\begin{sphinxuseclass}{confnotes-summary}")
    end = text.rindex(r"\end{sphinxuseclass}")
    file_regression.check(text[begin:end], extension=".tex", encoding="utf-8")


def test_the_package_is_loaded_by_every_document_of_a_project_with_notes(build: Build) -> None:
    conf = """
latex_documents = [("p", "p.tex", "P", "", "manual"), ("s", "s.tex", "S", "", "howto")]
"""
    summary = "# S\n\n```{daily-summary}\n```\n"
    built = build({"p.md": POST + TALK, "s.md": summary}, "latex", conf=conf, args=["-W"])
    for name in ("p.tex", "s.tex"):
        assert built.text(name).count(r"\usepackage{confnotes}") == 1
    assert (built.out / "confnotes.sty").is_file()


def test_other_builders_get_no_package(build: Build) -> None:
    assert not (build({"p.md": POST + TALK}).out / "confnotes.sty").exists()


def test_a_file_of_the_same_name_that_a_user_adds_is_taken_instead(build: Build) -> None:
    conf = 'latex_additional_files = ["confnotes.sty"]\n'
    files = {"p.md": POST + TALK, "confnotes.sty": "% mine\n"}
    assert build(files, "latex", conf=conf).text("confnotes.sty") == "% mine\n"


def test_a_project_without_notes_is_as_without_the_extension(build: Build) -> None:
    files = {"a.md": "# A\n\nTLDR: nothing.\n\n:::{note}\nN\n:::\n"}
    conf = 'extensions = ["myst_parser", "sphinx_design"]\n'
    ours = build(files, "latex", folder="with")
    theirs = build({**files, "conf.py": conf}, "latex", folder="without")
    assert tex(ours) == tex(theirs)
    assert {path.name for path in ours.out.iterdir()} == {
        path.name for path in theirs.out.iterdir()
    }


def test_days_are_sections_or_headings_and_are_referred_to(build: Build) -> None:
    in_quote = "# Q\n\n> ```{daily-summary}\n> :name: quoted\n> ```\n\n{conf:day}`2031-05-12`"
    summary = "# S\n\n```{daily-summary}\n```\n"
    text = tex(build({"p.md": POST + TALK, "s.md": summary, "q.md": in_quote}, "latex"))
    heading = r"{Monday, May 12, 2031}"
    assert rf"\section{heading} \label{{\detokenize{{s:" in text
    assert re.search(r"\\phantomsection\\label\{\\detokenize\{q:[^}]*}} ?\\subsubsection\*", text)
    for target in re.findall(r"\\hyperref\[(\\detokenize\{.*?\})\]", text):
        assert rf"\label{{{target}}}" in text, target


def test_tables_are_as_wide_as_the_page_and_break_where_they_may(build: Build) -> None:
    table = "```{talk-list}\n:layout: table\n:notes: all\n```\n"
    files = {"p.md": POST + TALK, "t.md": f"# T\n\n{table}\n````{{note}}\n{table}````\n"}
    text = tex(build(files, "latex", args=["-W"]))
    assert text.count(r"\begin{longtable}") == 1
    assert text.count(r"\begin{tabular}[t]") == 1
    assert len(re.findall(r"\\X\{\d+\}\{\d+\}", text)) == 16
    # A cell has no box.
    assert r"\sphinxstylestrong{TLDR}" in text


@with_pdflatex
@pytest.mark.tools("pdftohtml")
def test_names_in_indices_are_no_code_and_modules_are(build: Build) -> None:
    files = {"p.md": POST + TALK, "m.rst": "M\n=\n\n.. py:module:: kitchen\n"}
    built = build(files, "latex", args=["-W"])
    declared = re.findall(r"^\\confnotesindex\{(.*)\}$", built.text("confnotes.sty"), re.M)
    assert declared == ["Conference days", "Speakers", "Tags"]
    pdf = typeset(built)
    for entry in ("Ann Ladle (Pots), 1", "soup (Pots), 1", "Monday, May 12, 2031 (P), 1"):
        assert entry in pdf.text
    names, module = fonts_of(built, "Ann Ladle (", "kitchen")
    assert "Termes" in names
    assert "xtt" in module


def fonts_of(built: Built, *starts: str) -> list[str]:
    """Return the font of the first text that starts so, for each."""
    command = ["pdftohtml", "-xml", "-fontfullname", "-i", "-stdout"]
    (path,) = built.out.glob("*.pdf")
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    fonts = dict(re.findall(r'<fontspec id="(\d+)".*?family="(.*?)"', done.stdout))
    texts = re.findall(r'<text.*? font="(\d+)">(.*?)</text>', done.stdout)
    plain = [(font, re.sub("<.*?>", "", text)) for font, text in texts]
    return [next(fonts[font] for font, text in plain if text.startswith(start)) for start in starts]


@with_pdflatex
def test_the_index_takes_names_that_begin_with_any_letter(build: Build) -> None:
    post = POST + "## Évolution\n\nSpeaker: Émile Zola\n\nTLDR: x\n\n## “Quoted”\n\nTLDR: y\n"
    pdf = typeset(build({"p.md": post}, "latex"))
    assert pdf.faults == []
    assert "Émile Zola Évolution, 1" in pdf.text


@with_each_engine
def test_the_documentation_with_its_example(tmp_path: Path, engine: str) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "source").symlink_to(DOCS)
    # Which has words in languages that the usual fonts don't have.
    other = "languages.md"
    args = ["-D", f"latex_engine={engine}", "-D", f"exclude_patterns=examples,{other}"]
    built = run_sphinx(tmp_path, None, "latex", args=args)
    assert [line for line in built.warnings if other.removesuffix(".md") not in line] == []
    pdf = typeset(built, engine, "confnotes")
    assert pdf.faults == []
    # The stars are those of a font without letters.
    assert "Highlight of my day · 11:00–11:15 · Main hall · Selma" in pdf.text
    assert "· 11:00 · Hall B · Priya Venn, Olaf Hartmann" in pdf.text


@with_pdflatex
def test_addresses_are_footnotes_and_references_have_pages(build: Build) -> None:
    conf = 'latex_show_urls = "footnote"\nlatex_show_pagerefs = True\n'
    built = build(PROJECTS / "rich", "latex", conf=conf, args=["-W"])
    pdf = typeset(built, name="kitchennotes")
    assert pdf.faults == []
    first = next(page for page in pdf.pages if "Bo Crumb" in page)
    assert re.search(r"Bread rises ?\d", first)
    for address in ("https://example.org/bread", "https://example.org/bread.pdf"):
        assert re.search(rf"^ *\d+ +{re.escape(address)}$", first, re.M)
    assert "Bread rises (page 2)" in pdf.text
    contents = next(page for page in pdf.pages if "CONTENTS" in page)
    assert re.search(r"5\.1 +Monday, May 12, 2031", contents)


@with_pdflatex
def test_addresses_in_the_line(build: Build) -> None:
    built = build(PROJECTS / "rich", "latex", conf='latex_show_urls = "inline"\n', args=["-W"])
    pdf = typeset(built, name="kitchennotes")
    assert pdf.faults == []
    assert "Bread rises (https://example.org/bread)" in pdf.text


@pytest.mark.skipif(
    sphinx.version_info < (8, 1, 3), reason="before, Sphinx's boxes need a font of icons"
)
@with_each_engine
def test_all_that_a_note_may_hold_and_all_that_is_too_long(build: Build, engine: str) -> None:
    conf = f"latex_engine = {engine!r}\n"
    built = build(PROJECTS / "print", "latex", conf=conf, args=["-W"])
    assert built.warnings == []
    # A figure beside text would go beyond its box.
    assert "{wrapfigure}" not in built.text("print.tex")
    pdf = typeset(built, engine, "print")
    assert pdf.faults == []
    # In the post, and in the summary.
    for words in ("verbatim", "A caption", "Beside", "Captioned", "In an admonition"):
        assert pdf.text.count(words) >= 2
    cells = typeset(built, engine, "cells")
    assert [fault for fault in cells.faults if not OVERFULL.match(fault)] == []
    assert cells.text.count("verbatim") == 2


@with_pdflatex
def test_no_page_ends_with_a_title_facts_or_the_label_of_a_note(build: Build) -> None:
    def words(number: int) -> str:
        return " ".join(["sentence"] * (number % 61 + 3)) + "."

    talks = [
        f"## TITLE {number} {words(number * 7 % 23)}\n\n"
        + (f"Speaker: FACTS {number}\n\n" if number % 3 else "")
        + (f"{words(number * 11)}\n\n" if number % 5 == 0 else "")
        + f"TLDR: {words(number * 13)}\n\n"
        + (f"- {words(number)}\n- item\n\n" if number % 4 == 0 else "")
        + (f"Comment: {words(number * 17)}\n\n" if number % 7 else "")
        + (f"## Section\n\n{words(number)}\n\n" if number % 9 == 0 else "")
        for number in range(100)
    ]
    lists = "```{daily-summary}\n```\n\n## L\n\n```{talk-list}\n:layout: list\n:notes: tldr\n```\n"
    # Pages with nothing but text on them.
    preamble = (
        r"\AtBeginDocument{\pagestyle{empty}"
        r"\renewcommand\pagestyle[1]{}\renewcommand\thispagestyle[1]{}}"
    )
    conf = (
        "latex_domain_indices = False\n"
        f"latex_elements = {{'printindex': '', 'preamble': r'{preamble}'}}\n"
    )
    pdf = typeset(
        build({"p.md": POST + "".join(talks), "s.md": f"# S\n\n{lists}"}, "latex", conf=conf)
    )
    assert pdf.faults == []
    lines = [[line for line in page.splitlines() if line.strip()] for page in pdf.pages]
    last = [page[-1].strip() for page in lines if page]
    assert len(last) > 60
    stranded = re.compile(r"(• *)?(TITLE|Speakers?:|TLDR|Comment|Section|[\d.]+ +Section)")
    assert [line for line in last if stranded.match(line)] == []


@with_pdflatex
def test_what_the_preamble_redefines(build: Build) -> None:
    preamble = r"""
\definecolor{confnotesaccent}{rgb}{1,0,0}
\renewcommand\confnotesseparator{ // }
\renewcommand\confnoteslabel[1]{LABEL #1\par}
\renewenvironment{sphinxclassconfnotes-comment}{\confnotesbox{div.note_border-width=1pt}BEGIN}{END}
"""
    conf = f"latex_elements = {{'preamble': r'''{preamble}'''}}\n"
    pdf = typeset(build({"p.md": POST + TALK}, "latex", conf=conf))
    assert pdf.faults == []
    assert "09:30–10:15 // Ann Ladle" in pdf.text
    assert "LABEL TLDR" in pdf.text
    assert re.search("BEGIN.*Hot.*END", pdf.text)
