"""``talks.bib`` and ``talks.csl.json``, read back by two parsers, BibTeX itself and a processor."""

from __future__ import annotations

import json
import re
import subprocess
import warnings

import citeproc
import pytest
from citeproc.source.json import CiteProcJSON
from pybtex import database

from tests.support.builds import Build
from tests.support.directive_posts import BASE, INJECTED, POST, post, talk
from tests.support.published_files import bibtex, csl
from tests.support.thorough import first_quick

FACTS = {
    "url": "https://example.org/a_b?c=1&d=%20#e",
    "speakers": "Selma Dyrberg, Bo von Ek",
    "kind": "keynote",
    "tags": "ladles",
    "time": "14:00",
}


def test_a_talk_can_be_cited(build: Build) -> None:
    built = build({"posts/a.md": post(talk("The *TLS* Soup", **FACTS))})
    assert bibtex(built) == {
        "posts/a:the-tls-soup": {
            "author": "Selma Dyrberg and Bo von Ek",
            "title": "The TLS Soup",
            "howpublished": "Keynote, SoupConf, Lund, Sweden",
            "year": "2031",
            "month": "may",
            "url": FACTS["url"],
            "keywords": "ladles, trip",
        }
    }
    assert "title = {{The TLS Soup}}" in built.text("talks.bib")
    assert "month = may" in built.text("talks.bib")
    date = {"date-parts": [[2031, 5, 12]]}
    assert csl(built) == {
        "posts/a:the-tls-soup": {
            "type": "speech",
            "title": "The TLS Soup",
            "author": [{"literal": "Selma Dyrberg"}, {"literal": "Bo von Ek"}],
            "genre": "Keynote",
            "event": "SoupConf",
            "event-title": "SoupConf",
            "event-place": "Lund, Sweden",
            "event-date": date,
            "issued": date,
            "URL": FACTS["url"],
            "keyword": "ladles, trip",
        }
    }


def test_what_is_not_known_is_left_out(build: Build) -> None:
    built = build({"page.md": "# Page\n\n" + talk("Soup")})
    assert bibtex(built) == {"page:soup": {"title": "Soup", "howpublished": "Talk"}}
    assert csl(built) == {"page:soup": {"type": "speech", "title": "Soup", "genre": "Talk"}}


def test_a_talk_without_an_address_has_that_of_its_notes(build: Build) -> None:
    built = build({"a.md": post(talk("Soup"))}, conf=f"html_baseurl = '{BASE}'\n")
    assert bibtex(built)["a:soup"]["url"] == f"{BASE}/a.html#soup"
    assert csl(built)["a:soup"]["URL"] == f"{BASE}/a.html#soup"


@pytest.mark.parametrize(
    ("paper", "doi"),
    [
        ("https://arxiv.org/abs/2301.12345", ""),
        ("https://doi.org/10.1000/182_x", "10.1000/182_x"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("https://doi.org/about", ""),
    ],
)
def test_a_paper_is_cited_by_its_address(build: Build, paper: str, doi: str) -> None:
    built = build({"a.md": post(talk("Soup", paper=paper, speakers="Ana"))})
    known = {"title": "Soup", "howpublished": "Paper", "url": paper} | ({"doi": doi} if doi else {})
    assert bibtex(built)["a:soup:paper"] == known
    assert "doi" not in bibtex(built)["a:soup"]
    known = {"type": "document", "genre": "Paper", "title": "Soup", "URL": paper}
    assert csl(built)["a:soup:paper"] == known | ({"DOI": doi} if doi else {})


def test_a_paper_in_the_project_is_not(build: Build) -> None:
    built = build({"a.md": post(talk("Soup", paper="paper.pdf")), "paper.pdf": ""})
    assert {*bibtex(built)} == {*csl(built)} == {"a:soup"}


EVIL = (
    r"}} @misc{x, title={1}} \input{y} {a} %b #c &d $e$ _f ^g ~h \\"
    ' "i" `j` <k> |l| -- ß é 日本 ☃ 🌟 @'
)


def test_no_character_is_markup(build: Build) -> None:
    raw = post("* [x](https://example.org/x)\n\nTLDR: x", front=with_front(EVIL))
    built = build({"a.md": raw + "\n" + verbatim(EVIL)})
    found = bibtex(built)
    assert len(found) == 2
    # As TeX writes it.
    text = EVIL.replace('"i"', "”i”").replace("--", "–")
    entry = next(entry for entry in found.values() if entry["title"] != "x")
    assert entry["title"] == text
    assert entry["howpublished"] == f"Talk, {text}, {text}"
    item = next(item for item in csl(built).values() if item["title"] != "x")
    assert (item["title"], item["event"], item["event-place"]) == (EVIL, EVIL, EVIL)
    assert "é 日本" in built.text("talks.csl.json")
    content = built.text("talks.bib")
    for line in content.splitlines():
        inside = re.match(r"\t(author|title|howpublished|keywords) = {(.*)},?$", line)
        if inside:
            # As BibTeX counts them, whatever stands before.
            assert inside[2].count("{") == inside[2].count("}")
            depth = 0
            for character in inside[2]:
                depth += {"{": 1, "}": -1}.get(character, 0)
                assert depth >= 0
            assert not re.search(r"(?<!\\)[%#&$_~^]", inside[2])
            macros = set(re.findall(r"\\([a-z]+)", inside[2]))
            assert macros <= {
                *("textbackslash", "textbraceleft", "textbraceright"),
                *("textasciitilde", "textasciicircum", "ensuremath"),
            }


def with_front(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return POST.replace("SoupConf", quoted).replace("Lund, Sweden", quoted)


def verbatim(title: str) -> str:
    return f":::{{talk}} `` {title} ``\n:room: x\n:::\n"


@pytest.mark.parametrize("key", ["location", "tags", "conference"])
def test_line_breaks_make_no_lines(build: Build, key: str) -> None:
    front = re.sub(rf"(?m)^{key}: .*\n", "", POST.removesuffix("---\n"))
    speaker = "Speaker: A\x1bna&#10;@misc{x,&#10;}"
    text = f"* [So\x1bup](https://example.org/soup)\n\nTLDR: Hot.\n\n{speaker}"
    built = build({"a.md": post(text, front=f'{front}{key}: "{INJECTED}"\n---\n')})
    assert len(bibtex(built)) == len(csl(built)) == 1
    content = built.text("talks.bib") + built.text("talks.csl.json")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", content)
    assert re.findall("(?m)^ *@.*", content) == ["@misc{a:so-up,"]


@pytest.mark.parametrize(
    ("name", "parts"),
    first_quick(
        [
            ("Selma Dyrberg", ("Selma", "", "Dyrberg")),
            ("Ludwig van Beethoven", ("Ludwig", "van", "Beethoven")),
            (r"Ek\, Bo", ("Bo", "", "Ek")),
            ("Plato", ("", "", "Plato")),
            ("Salt and Pepper", ("", "", "{Salt and Pepper}")),
            ("others", ("", "", "{others}")),
            (r"Soup\, Bread\, Salt\, Inc.", ("", "", "{Soup, Bread, Salt, Inc.}")),
            (r"Soup\,", ("", "", "{Soup,}")),
            (r"\, Soup", ("", "", "{, Soup}")),
            ("R&D", ("", "", r"R\&D")),
        ],
        3,
    ),
)
def test_names_are_taken_apart_as_bibtex_does(
    build: Build, name: str, parts: tuple[str, str, str]
) -> None:
    built = build({"a.md": post(talk("Soup", speakers=f"{name}, Ana Ek"))})
    parsed = database.parse_string(built.text("talks.bib"), "bibtex")
    first, second = parsed.entries["a:soup"].persons["author"]
    found = (first.first_names, first.prelast_names, first.last_names)
    assert tuple(" ".join(words) for words in found) == parts
    assert second.last_names == ["Ek"]
    assert csl(built)["a:soup"]["author"][0] == {"literal": name.replace("\\,", ",")}


def test_keys_are_ascii_and_differ(build: Build) -> None:
    pages = ("a", "b", "ä", "ö", "x y", "x-y", "50%{,}")
    built = build({f"{page}.md": post(talk("Soup"), talk("長")) for page in pages})
    keys = [*bibtex(built)]
    assert len(keys) == len({key.lower() for key in keys}) == len(csl(built)) == 2 * len(pages)
    assert all(re.fullmatch(r"[A-Za-z0-9/:._+-]+", key) for key in keys)
    assert {"a:soup", "b:soup", "x-y:soup"} < {*keys}


def test_keys_stay(build: Build) -> None:
    before = {*bibtex(build({"a.md": post(talk("Soup"))}))}
    later = {"a.md": post(talk("Bread"), talk("Soup", room="A")), "0.md": post(talk("Soup"))}
    assert before < {*bibtex(build(later))}


def test_a_talk_of_two_people_is_cited_once(build: Build) -> None:
    same = {"url": "https://example.org/soup"}
    bo = post(talk("Soup", speakers="Ana", **same), front=POST.replace("Ana", "Bo"))
    built = build({"a.md": post(talk("Soup", **same)), "b.md": bo})
    assert {*bibtex(built)} == {*csl(built)} == {"a:soup"}
    assert bibtex(built)["a:soup"]["author"] == "Ana"
    # By whichever is published.
    built = build(conf="confnotes_published = {'author': 'Bo'}\n")
    assert {*bibtex(built)} == {"a:soup"}


def test_drafts_and_what_is_not_published_are_left_out(build: Build) -> None:
    draft = post(talk("Draft"), front=POST.replace("title:", "draft: true\ntitle:"))
    files = {"a.md": post(talk("Soup", tags="x"), talk("Bread", tags="y")), "b.md": draft}
    assert {*bibtex(build(files))} == {"a:soup", "a:bread"}
    built = build(conf="confnotes_published = {'tags': 'x'}\n")
    assert {*bibtex(built)} == {*csl(built)} == {"a:soup"}
    built = build(conf="confnotes_published = {'tags': 'z'}\n")
    assert not list(built.out.glob("talks.[bc]*"))
    built = build(conf="confnotes_published = {}\nconfnotes_publish = ['data']\n")
    assert not list(built.out.glob("talks.[bc]*"))


@pytest.mark.thorough
def test_bytes_are_the_same(build: Build) -> None:
    files = {
        f"post{number}.md": post(*(talk(f"T{number} {name}", **FACTS) for name in "abc"))
        for number in range(6)
    }
    first = build(files)
    stamps = {
        name: (first.out / name).stat().st_mtime_ns for name in ("talks.bib", "talks.csl.json")
    }
    build()
    elsewhere = build(files, folder="other", args=["-j", "2"], env={"PYTHONHASHSEED": "7"})
    for name, stamp in stamps.items():
        assert (first.out / name).stat().st_mtime_ns == stamp
        assert first.text(name) == elsewhere.text(name)
    assert len(csl(first)) == 18


def test_a_processor_of_csl_reads_it(build: Build) -> None:
    built = build({"a.md": post(talk("Soup", paper="https://doi.org/10.1000/182", **FACTS))})
    items = json.loads(built.text("talks.csl.json"))
    for item in items:
        # It knows CSL 1.0.1, where that is "event".
        item.pop("event-title", None)
    with warnings.catch_warnings():
        # What it says of names of fields and types that it doesn't know.
        warnings.filterwarnings("error", message=".*unsupported")
        bibliography = CiteProcJSON(items)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    cited = citeproc.CitationStylesBibliography(style, bibliography, citeproc.formatter.plain)
    for item in items:
        key = item["id"].lower()
        cited.register(citeproc.Citation([citeproc.CitationItem(key)]))
    text = str(cited.bibliography()[0])
    assert "Selma Dyrberg" in text
    assert "2031" in text
    assert "Soup" in text


@pytest.mark.tools("pdflatex", "bibtex")
def test_bibtex_and_latex_set_it(build: Build) -> None:
    """With whatever is typed: nothing is said but what has no author, and a page comes out."""
    latin = EVIL.replace("日本 ☃ 🌟 ", "")
    raw = post(
        "* [x](https://example.org/x)\n\nTLDR: x\n\nSpeaker: R&D_, {Bo}, a and b",
        front=with_front(latin),
    )
    built = build({"a.md": raw + "\n" + verbatim(latin)})
    document = r"\documentclass{article}\begin{document}\nocite{*}\bibliographystyle{plain}"
    (built.out / "all.tex").write_text(document + r"\bibliography{talks}\end{document}")
    for command in (["pdflatex", "-interaction=nonstopmode", "all"], ["bibtex", "all"]):
        done = subprocess.run(command, cwd=built.out, capture_output=True, text=True, check=False)
        assert "error message" not in done.stdout, done.stdout
    listed = (built.out / "all.bbl").read_text("utf-8")
    assert listed.count(r"\bibitem") == 2
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "all"],
        cwd=built.out,
        capture_output=True,
        text=True,
        check=False,
        encoding="latin-1",
    )
    assert done.returncode == 0, done.stdout
    assert not re.search("(?m)^!", done.stdout)
