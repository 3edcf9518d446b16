"""HTML that opens before talks and notes and closes after them stays around them."""

from __future__ import annotations

import pytest
from bs4 import Tag
from lxml import etree

from tests.support.builds import Build, Built, words_of
from tests.support.thorough import first_quick

CRUMB = "* [Crumb](https://example.org/crumb)\n\n"
EARLIER = "---\ntitle: Earlier\ndate: 2031-05-01\n---\n\n* [Tray](https://t)\n\n  TLDR: Hot.\n"
CONF = (
    'extensions = ["sphinxext_confnotes"]\nproject = "P"\nversion = "1"\ncopyright = "2031, us"\n'
    "confnotes_head = []\n"
)
CASES = {
    "a list": (
        f'<div align="center">\n\n{CRUMB}TLDR: Yeast.\n\n</div>\n\nBehind.\n',
        "div(Crumb(tldr:Yeast.)) Behind.",
    ),
    "the second of two": (
        f"{CRUMB}TLDR: Yeast.\n\n<div>\n\n* [Loaf](https://l)\n\nTLDR: Rye.\n\n</div>\n\nBehind.\n",
        "Crumb(tldr:Yeast.) div(Loaf(tldr:Rye.)) Behind.",
    ),
    "sections": (
        "<details><summary>Morning</summary>\n\n## [Crumb](https://c)\n\nTLDR: Yeast.\n\n"
        "## [Loaf](https://l)\n\nTLDR: Rye.\n\n### Comment\n\nGood.\n\n</details>\n\nBehind.\n",
        "details(Morning Crumb(tldr:Yeast.) Loaf(tldr:Rye. comment:Good.)) Behind.",
    ),
    "from one item to the next": (
        f"{CRUMB}  TLDR: Yeast.\n\n  <details>\n\n* [Loaf](https://l)\n\n  TLDR: Rye.\n\n"
        "  </details>\n\n  Behind.\n",
        "Crumb(tldr:Yeast.) details(Loaf(tldr:Rye.)) Behind.",
    ),
    "a note": (
        f"{CRUMB}  <div>\n\n  TLDR: Yeast.\n\n  </div>\n\n  Comment: Good.\n",
        "Crumb(div(tldr:Yeast.) comment:Good.)",
    ),
    "a note that is a section": (
        "## [Crumb](https://c)\n\n<div>\n\n### TLDR\n\nYeast.\n\n</div>\n\n### Comment\n\nGood.\n",
        "Crumb(div(tldr:Yeast.) comment:Good.)",
    ),
    "the day's own": (
        "<div>\n\nTLDR: Yeast.\n\n</div>\n\nBehind.\n",
        "div(tldr:Yeast.) Behind.",
    ),
    "within a note": (
        f"{CRUMB}TLDR: Yeast.\n\n<div>\n\nMore.\n\n</div>\n\nComment: Good.\n",
        "Crumb(tldr:Yeast. div(More.) comment:Good.)",
    ),
    "text in two notes": (
        f"{CRUMB}TLDR: <i>Yeast <b>is\nComment: good</b></i> <u>bread</u>.\n",
        "Crumb(tldr:Yeast is comment:good u(bread) .)",
    ),
    "a list in a note": (
        f"{CRUMB}TLDR: Yeast.\n\n1. One\n\n   <div>\n\n2. Two\n\n   </div>\n",
        # Which no browser understands, but it is where its author wrote it.
        "Crumb(tldr:Yeast.) ol(li(One div) li(Two))",
    ),
}


@pytest.mark.parametrize("case", first_quick(CASES, 4))
def test_what_stands_in_what(build: Build, case: str) -> None:
    text, expected = CASES[case]
    built = post(build, text, "html")
    assert outline(built.html("post.html").select_one("div.body > section")) == expected
    summary = built.html("index.html").select_one("div.body .confnotes-summary")
    assert summary is not None
    assert len(summary.select(".confnotes-day")) == 2
    assert "Tray" in summary.select(".confnotes-day")[1].get_text()


@pytest.mark.parametrize("case", first_quick(CASES, 3))
def test_an_epub_is_well_formed_and_has_all_words(build: Build, case: str) -> None:
    built = post(build, CASES[case][0], "epub")
    names = ["index"] if case == "a list in a note" else ["index", "post"]
    for name in names:
        etree.fromstring((built.out / f"{name}.xhtml").read_bytes())
    for word in ("Crumb", "Yeast", "Loaf", "Rye", "Good", "More", "Behind"):
        if word in CASES[case][0]:
            assert word.lower() in words_of(built.html("post.xhtml").get_text(" "))


@pytest.mark.parametrize(
    "opened",
    first_quick(
        ["<div>", "</div>", "<!-- ", "<script>", "<style>", '<a href="', "<b>", "</section>"], 3
    ),
)
def test_what_is_never_closed_hides_nothing_elsewhere(build: Build, opened: str) -> None:
    directive = f"::::{{talk}} Crumb\n:::{{tldr}}\nYeast.\n\n{opened}\n:::\n::::\n"
    for text in (f"{CRUMB}  TLDR: Yeast.\n\n  {opened}\n", directive):
        built = post(build, text, "epub")
        index = built.html("index.xhtml")
        etree.fromstring((built.out / "index.xhtml").read_bytes())
        days = index.select(".confnotes-summary > .confnotes-day")
        assert [("Yeast" in day.get_text(), "Hot" in day.get_text()) for day in days] == [
            (True, False),
            (False, True),
        ]


def test_a_list_that_is_divided_before_a_talk_may_follow_what_is_never_closed(build: Build) -> None:
    text = (
        "[Crumb](https://example.org/crumb)\n\nTLDR: Yeast <b> now.\n\n"
        "* Warm water\n* [Loaf](https://l)\n\n  TLDR: Rye.\n"
    )
    built = post(build, text, "html")
    words = built.html("post.html").select_one("div.body")
    assert words is not None
    assert all(word in words.get_text() for word in ("Crumb", "Yeast", "Warm water", "Loaf", "Rye"))


def post(build: Build, text: str, builder: str) -> Built:
    """Build a post, an earlier one, and a summary of both."""
    built = build(
        {
            "conf.py": CONF,
            "post.md": f"---\ntitle: Day\ndate: 2031-05-12\n---\n\n{text}",
            "earlier.md": EARLIER,
            "index.md": "# All\n\n```{daily-summary}\n```\n\n```{toctree}\npost\nearlier\n```\n",
        },
        builder,
        args=["-W"],
    )
    assert built.warnings == []
    return built


def outline(element: Tag | None) -> str:
    """Return what stands in what: talks by their titles, notes by their kinds, HTML by its tags."""
    assert element is not None
    found = []
    for child in element.children:
        if not isinstance(child, Tag):
            found.append(str(child).strip())
            continue
        classes = child.get("class", [])
        note = next((one for one in ("tldr", "comment") if f"confnotes-{one}" in classes), "")
        if "confnotes-talk" in classes:
            title = child.select_one(".confnotes-title a")
            assert title is not None
            found.append(f"{title.get_text()}({outline(child)})")
        elif note:
            found.append(f"{note}:{outline(child)}")
        elif child.name in ("div", "details", "ol", "li", "u") and "confnotes" not in str(classes):
            inside = outline(child)
            found.append(f"{child.name}({inside})" if inside else child.name)
        elif child.name not in ("h1", "h2") and "confnotes-label" not in classes:
            found.append(outline(child))
    return " ".join(part for part in found if part)
