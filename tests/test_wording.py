"""The words on the pages: their catalogues, and projects in other languages."""

from __future__ import annotations

import io
import json
import re
import string
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from sphinxext_confnotes import wording
from tests.support.builds import Build, Built, run_sphinx
from tests.support.thorough import first_quick

PACKAGE = Path(wording.__file__).parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("ar", "de", "es", "fr", "ja", "zh_CN", "zh_TW")

UNPRINTED = {"post", "day", "speaker", "tag"}
"""What the search calls objects that it doesn't show."""

FILES = {
    # Of each kind one talk, and one with everything; two posts of a series, one by somebody else.
    "a.md": """---
title: Eins
date: 2031-05-12
updated: 2031-05-20
author: Ana
conference: WaitConf
---

::::{talk} Suppe
:url: https://example.org/suppe
:speakers: Zoe, Yan
:announced: Die ganze Suppe
:date: 2031-05-13
:time: 14:00
:timezone: Europe/Berlin
:room: A1
:track: Q
:kind: keynote
:tags: x, y
:rating: 4
:highlight: lecker
:abstract: Wie man rührt.
:slides: https://example.org/s
:video: https://example.org/v
:paper: https://example.org/p
:code: https://example.org/c
:::{tldr}
Heiß.
:::
:::{comment}
:author: Bo
Mehr.
:::
::::

```{talk}
:name: leer
:highlight:
```
"""
    + "".join(
        f"```{{talk}} N{i}\n:kind: {kind}\n```\n"
        for i, kind in enumerate(["talk", "poster", "tutorial", "workshop", "panel"])
    ),
    "b.md": """---
title: Zwei
date: 2031-05-14
author: [Cy, Di]
conference: WaitConf
---
```{talk} Suppe
:url: https://example.org/suppe
```
""",
    "c.md": "---\ntitle: Drei\ndate: 2031-05-15\ndraft: true\n---\n",
    "d.md": "# Vier\n\n```{talk} Ohne\n```\n",
    "lists.md": "# L\n\n{ref}`conf-days` {ref}`conf-speakers` {ref}`conf-tags`\n\n"
    + "```{daily-summary}\n```\n```{daily-summary}\n:since: 2100-01-01\n```\n"
    + "".join(
        f"```{{talk-list}}\n:group-by: {by}\n:layout: list\n```\n"
        for by in ("day", "speaker", "tag", "track", "kind", "conference", "author")
    )
    + "```{talk-list}\n:layout: table\n:notes: all\n```\n",
    # A page for each talk.
    "seiten.md": "# S\n\n```{talk-list}\n:paginate: 1\n```\n",
    "e.md": "---\ntitle: Vor Zeiten\ndate: 2030-01-01\nconference: WaitConf\n---\n"
    "```{talk} Alt\n```\n",
    "programm.md": "# P\n\n```{programme}\n```\n",
    "programm.yaml": """
- {title: Suppe, url: "https://example.org/suppe", room: Saal, date: 2031-05-13, time: "14:00"}
- {title: Brot, date: 2031-05-13, time: "15:00"}
- {title: Salz, date: 2031-05-13, room: Saal}
""",
}


CONF = """
language = "{language}"
version = copyright = "1"
latex_engine = "xelatex"
epub_show_urls = "no"
suppress_warnings = ["confnotes.empty", "epub"]
confnotes_calendar_links = True
confnotes_programmes = {{"WaitConf": "programm.yaml"}}
confnotes_head = ["date", "reading-time", "updated"]
confnotes_pages = {{"speaker": 1, "tag": 1, "conference": 1, "author": 1}}
confnotes_feeds = ["conference"]
html_baseurl = "https://e.example/"
"""


def template() -> Catalog:
    with (LOCALE / f"{wording.CATALOG}.pot").open("rb") as file:
        return read_po(file)


def catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"{wording.CATALOG}.po").open("rb") as file:
        return read_po(file, locale=language)


def strings(catalog: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalog if message.id}


MESSAGES = list(strings(template()))
PRINTED = {*MESSAGES} - UNPRINTED


# The catalogues, which `tox -e locale` brings up to date


def test_the_template_has_the_words_of_the_code() -> None:
    found: dict[str, list[str]] = {}
    for _, message, comments, _ in extract_from_file(
        "python", PACKAGE / "wording.py", comment_tags=["Translators:"], strip_comment_tags=True
    ):
        found.setdefault(str(message), []).extend(comments)
    assert {str(m.id): m.auto_comments for m in template() if m.id} == found


def test_no_other_module_has_words() -> None:
    users = [path for path in PACKAGE.rglob("*.py") if "get_translation" in path.read_text("utf-8")]
    assert users == [PACKAGE / "wording.py"]


def test_there_are_the_languages() -> None:
    assert sorted(path.name for path in LOCALE.iterdir() if path.is_dir()) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
class TestEachCatalog:
    def test_is_complete(self, language: str) -> None:
        found = catalog(language)
        assert list(strings(found)) == MESSAGES
        assert [message.id for message in found if message.id and not message.string] == []
        assert [message.id for message in found if message.id and message.fuzzy] == []
        assert not found.obsolete
        assert str(found.locale) == str(Catalog(locale=language).locale)

    def test_keeps_the_placeholders(self, language: str) -> None:
        def names(text: str) -> list[str]:
            return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)

        for message, translation in strings(catalog(language)).items():
            assert names(message) == names(translation)

    def test_is_compiled(self, language: str) -> None:
        with (LOCALE / language / "LC_MESSAGES" / f"{wording.CATALOG}.mo").open("rb") as file:
            assert strings(read_mo(file)) == strings(catalog(language))


# The pages


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Built]:
    """Return a function that builds the project above in a language, once for each builder."""
    known: dict[tuple[str, str], Built] = {}
    root = tmp_path_factory.mktemp("words")

    def build(language: str, builder: str) -> Built:
        if (language, builder) not in known:
            files = None if (root / language).exists() else FILES
            conf = CONF.format(language=language) if files else ""
            found = run_sphinx(root, files, builder, conf=conf, folder=language)
            assert found.warnings == []
            known[language, builder] = found
        return known[language, builder]

    return build


def shown_in_html(built: Built) -> str:
    """Return what the pages, the script and the search show of ours."""
    shown = []
    for page in sorted(built.out.rglob("*.*html")):
        parser = "xml" if page.suffix == ".xhtml" else "html5lib"
        soup = BeautifulSoup(page.read_text("utf-8"), parser)
        for part in soup.select("div.body"):
            shown.append(part.get_text(" "))
            shown += [link["title"] for link in part.select("a[title].headerlink")]
            shown += [table["aria-label"] for table in part.select(".confnotes-scroll")]
            shown += [pages["aria-label"] for pages in part.select(".confnotes-pages")]
        for script in soup.select("script[src*=confnotes]"):
            shown += [str(value) for key, value in script.attrs.items() if key.startswith("data-")]
    index = built.out / "searchindex.js"
    if index.exists():
        found = json.loads(re.sub(r"^.*?\((.*)\)$", r"\1", index.read_text("utf-8"), flags=re.S))
        shown += [name for domain, _, name in found["objnames"].values() if domain == "conf"]
    return "\n".join(shown)


def shown_in_latex(built: Built) -> str:
    (file,) = built.out.glob("*.tex")
    text = file.read_text("utf-8").partition(r"\begin{document}")[2]
    text = re.sub(r"\{(sphinxclass)?confnotes-[\w, -]*\}", "", text)
    text = re.sub(r"\\(begin|end|label|hyperref|detokenize|pageref)\b[{[][^]}]*[]}]", "", text)
    return re.sub(r"\\[A-Za-z@]+|\\sphinxstyleindexpageref\{.*?\}\}", "", text)


def shown_in_text(built: Built) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(built.out.glob("*.txt")))


SHOWN = {
    "html": shown_in_html,
    "epub": shown_in_html,
    "latex": shown_in_latex,
    "text": shown_in_text,
}


def words_in(text: str, messages: Iterable[str]) -> set[str]:
    """Return the messages that a text has, with anything in the place of what is put in."""
    text = " ".join(text.split())
    found = set()
    for message in messages:
        pattern = ".*?".join(map(re.escape, re.split(r"\{\w+\}", message)))
        # Whole words; those beside them may be of a script without spaces.
        before = "(?<![A-Za-z])" if message[0].isalpha() else ""
        behind = "(?![A-Za-z])" if message[-1].isalpha() else ""
        if re.search(before + pattern + behind, text):
            found.add(message)
    return found


def test_the_project_shows_every_word(built: Callable[[str, str], Built]) -> None:
    """Otherwise the tests below would miss some."""
    shown = shown_in_html(built("en", "html")) + shown_in_text(built("en", "text"))
    assert words_in(shown, PRINTED) == PRINTED


@pytest.mark.parametrize(
    ("language", "builder"),
    first_quick(
        [
            *((language, "html") for language in LANGUAGES),
            *((language, builder) for language in ("ar", "de", "ja") for builder in [*SHOWN][1:]),
        ],
        len(LANGUAGES),
    ),
)
def test_no_english_word_is_left(
    built: Callable[[str, str], Built], language: str, builder: str
) -> None:
    translated = {
        message
        for message, translation in strings(catalog(language)).items()
        # Loan words, and signs of which one may be a part of another.
        if re.search("[A-Za-z]{2}", re.sub(r"\{\w+\}", "", message)) and message != translation
    } - UNPRINTED
    # A word may be one of the language as well, as "Tag" is in German.
    translated -= words_in("\n".join(strings(catalog(language)).values()), translated)
    in_english = words_in(SHOWN[builder](built("en", builder)), translated)
    assert len(in_english) > 25
    assert words_in(SHOWN[builder](built(language, builder)), translated) == set()


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ar", ["الثلاثاء، 13 مايو 2031", "المتحدثون: Zoe, Yan؛ ".replace(",", "،")]),
        ("de", ["Dienstag, 13. Mai 2031", "Vortragende: Zoe, Yan; ", "Kommentar (Bo)"]),
        ("es", ["martes, 13 de mayo de 2031", "Ponentes: Zoe, Yan; "]),
        (
            "fr",
            ["mardi 13 mai 2031", "Intervenants\N{NO-BREAK SPACE}: Zoe, Yan\N{NO-BREAK SPACE}; "],
        ),
        (
            "ja",
            ["2031年5月13日火曜日", "登壇者：Zoe、Yan；", "コメント（Bo）", "Suppe（ハイライト"],
        ),
        ("zh_CN", ["2031年5月13日星期二", "演讲者：Zoe、Yan；", "14:00（Europe/Berlin）"]),
        ("zh_TW", ["2031年5月13日 星期二", "講者：Zoe、Yan；", "其他筆記：Cy、Di"]),
    ],
)
def test_dates_and_signs(
    built: Callable[[str, str], Built], language: str, shown: list[str]
) -> None:
    text = "".join(
        soup.get_text()
        for page in ("a.html", "lists.html")
        for soup in built(language, "html").html(page).select("div.body")
    )
    # Only lines of text have signs between facts, and they are wrapped.
    text = "".join((text + built(language, "text").text("lists.txt")).split())
    assert [words for words in shown if "".join(words.split()) not in text] == []


def test_titles_of_indices(built: Callable[[str, str], Built]) -> None:
    titles = {"days": "Konferenztage", "speakers": "Vortragende", "tags": "Schlagwörter"}
    html, serialized = built("de", "html"), built("de", "json")
    for name, title in titles.items():
        page = f"conf-{name}.html"
        assert html.html(page).select("h1")[0].get_text() == title
        (link,) = html.html("lists.html").select(f'div.body a[href="{page}"]')
        assert link.get_text() == title
        assert json.loads(serialized.text(f"conf-{name}.fjson"))["indextitle"] == title
        assert f"<h1>{title}</h1>" in built("de", "epub").text(f"conf-{name}.xhtml")
        for builder, ending in (("latex", "tex"), ("texinfo", "texi")):
            (file,) = built("de", builder).out.glob(f"*.{ending}")
            assert title in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "comment", "date"),
    [
        # As gettext falls back, and Sphinx with it.
        ("de_AT", "Kommentar", "12. Mai 2031"),
        ("zh", "评论", "2031年5月12日"),
        # There is no catalogue, but Babel knows the dates.
        ("pt_BR", "Comment", "12 de maio de 2031"),
        ("it", "Comment", "12 maggio 2031"),
    ],
)
def test_other_languages(build: Build, language: str, comment: str, date: str) -> None:
    built = build(
        {"a.md": "---\ndate: 2031-05-12\n---\n# A\n\n```{talk} T\n:::{comment}\nx\n:::\n```\n",
         "s.md": "# S\n\n```{daily-summary}\n```\n"},
        conf=f'language = "{language}"\nconfnotes_date_format = "long"\n',
    )  # fmt: skip
    assert built.warnings == []
    text = built.html("s.html").select("div.body")[0].get_text()
    assert comment in text
    assert date in text


def test_a_project_brings_a_language_of_its_own(build: Build) -> None:
    """As `docs/languages.md` says."""
    conf = (PACKAGE.parent / "docs" / "languages.md").read_text("utf-8")
    (setup,) = re.findall(r"```python\n([^`]*add_message_catalog[^`]*)```", conf)
    own = Catalog(locale="it")
    own.add("Comment", "Commento")
    compiled = io.BytesIO()
    write_mo(compiled, own)
    files = {"a.md": "# A\n\n````{talk} T\n```{comment}\nx\n```\n````\n"}
    root = build(files, conf=f'language = "it"\n{setup}').source
    folder = root / "locale" / "it" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / f"{wording.CATALOG}.mo").write_bytes(compiled.getvalue())
    built = build(None, args=["-E"])
    assert built.warnings == []
    assert "Commento" in built.text("a.html")


def test_labels_of_a_language(build: Build) -> None:
    """The example of `docs/languages.md`."""
    text = (PACKAGE.parent / "docs" / "languages.md").read_text("utf-8")
    (conf,) = re.findall(r"```python\n([^`]*confnotes_prose_labels[^`]*)```", text)
    (post,) = re.findall(r"```markdown\n([^`]*)```", text)
    built = build({"a.md": f"---\ndate: 2031-05-12\n---\n# 一日目\n\n{post}"}, "text", conf=conf)
    assert built.warnings == []
    _title, _date, talk, *_head, tldr, said, comment, thought = re.findall(
        r"[^\s*^]+", built.text("a.txt")
    )
    assert (talk, tldr, said) == ("基調講演", "要約", "待ち行列はいつも隣が早い。")
    assert (comment, thought) == ("感想（花子）", "本当だった。")
