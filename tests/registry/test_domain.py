"""References to posts, talks and days; the inventory; the index of days."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
from bs4 import Tag

from sphinxext_confnotes.registry.references import shorten
from tests.support.builds import CONF, PROJECTS, Build, Built, edit

POSTS = {
    "posts/one.md": """---
title: One & only
date: 2031-05-12
---

* [Opening *keynote*](https://example.org/one)

TLDR: First.
""",
    "posts/two.md": """---
title: Two
date: 2031-05-13
---

* [Opening keynote](https://example.org/two)

TLDR: Second, after {conf:talk}`opening-keynote` here.

* [深層学習](https://example.org/three)

TLDR: Third.

::::{talk} Named
:name: my talk
Some words.
::::
""",
    "posts/draft.md": """---
title: Draft
date: 2031-05-14
draft: true
---

* [D](https://example.org/draft)

TLDR: d
""",
}


def links(built: Built, page: str) -> list[tuple[str, str]]:
    body = built.html(page).select_one("div.body")
    assert isinstance(body, Tag)
    return [(a.get_text(), str(a["href"])) for a in body.select("p > a.reference.internal")]


@pytest.mark.parametrize("form", ["md", "rst"])
def test_references_lead_to_what_they_name(build: Build, form: str) -> None:
    roles = [
        "post:posts/one", "post:/posts/two", "day:2031-05-13", "day:12 May 2031",
        "talk:my-talk", "talk:posts/two:opening-keynote",
    ]  # fmt: skip
    written = {
        "md": ["{conf:" + role.replace(":", "}`", 1) + "`" for role in roles],
        "rst": [":conf:" + role.replace(":", ":`", 1) + "`" for role in roles],
    }[form]
    title = {"md": "# Refers", "rst": "Refers\n======"}[form]
    files = {**POSTS, f"sub/refers.{form}": title + "\n\n" + "\n".join(written) + "\n"}
    built = build(files, args=["-n"])
    assert built.warnings == []
    assert links(built, "sub/refers.html") == [
        ("One & only", "../posts/one.html"),
        ("Two", "../posts/two.html"),
        ("Tuesday, May 13, 2031", "../posts/two.html"),
        ("Monday, May 12, 2031", "../posts/one.html"),
        ("Named", "../posts/two.html#my-talk"),
        ("Opening keynote", "../posts/two.html#opening-keynote"),
    ]


def test_text_of_ones_own_and_other_ways_to_refer(build: Build) -> None:
    text = (
        "# R\n\n{conf:talk}`so <my-talk>` {any}`my-talk` {ref}`so again <my talk>` [so](#my-talk)\n"
    )
    built = build({**POSTS, "refers.md": text}, args=["-n"])
    assert built.warnings == []
    target = "posts/two.html#my-talk"
    assert links(built, "refers.html") == [
        ("so", target),
        ("Named", target),
        ("so again", target),
        ("so", target),
    ]


def test_a_name_of_several_talks_is_the_pages_own_or_else_the_earlier_with_a_warning(
    build: Build,
) -> None:
    built = build({**POSTS, "refers.md": "# R\n\n{conf:talk}`opening-keynote`\n"})
    assert built.warnings == [
        "refers.md:3: WARNING: 'opening-keynote': expected the name of one talk, but there are "
        "talks in 'posts/one', 'posts/two'; the first is taken [confnotes.reference]"
    ]
    assert links(built, "refers.html") == [("Opening keynote", "posts/one.html#opening-keynote")]
    page = built.html("posts/two.html")
    assert page.select_one('.confnotes-tldr a[href="#opening-keynote"]')


def test_missing_names_are_warned_about_with_the_nearest(build: Build) -> None:
    text = (
        "# R\n\n{conf:talk}`none`\n\n{conf:post}`none`\n\n{conf:day}`2031-01-01`\n\n{conf:day}`x`\n"
    )
    assert build({**POSTS, "refers.md": text}).warnings == [
        "refers.md:3: WARNING: no talk is called 'none'; it isn't linked [confnotes.reference]",
        "refers.md:5: WARNING: no post is called 'none'; it isn't linked [confnotes.reference]",
        "refers.md:7: WARNING: no post is about '2031-01-01', did you mean '2031-05-13' or "
        "'2031-05-12'?; it isn't linked [confnotes.reference]",
        "refers.md:9: WARNING: no post is about 'x'; it isn't linked [confnotes.reference]",
    ]


def test_the_inventory_has_each_object_once_and_no_draft(build: Build) -> None:
    data = (build(POSTS).out / "objects.inv").read_bytes()
    lines = zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
    ours = [line.rpartition(" ")[0].split(" conf:")[0:2] for line in lines if " conf:" in line]
    found = [(name, kind.split()[0]) for name, kind in ours]
    talks = [name for name, kind in found if kind == "talk-facts"]
    assert len(talks) == len(set(talks)) == 4
    assert sorted(one for one in found if one[1] != "talk-facts") == [
        ("2031-05-12", "day"),
        ("2031-05-13", "day"),
        ("my-talk", "talk"),
        ("opening-keynote", "talk"),
        ("posts/one", "post"),
        ("posts/two", "post"),
        ("posts/two:opening-keynote", "talk"),
        (f"talk-{hashlib.sha256('深層学習'.encode()).hexdigest()[:8]}", "talk"),
    ]


def test_the_search_has_each_talk_once_with_its_anchor(build: Build) -> None:
    facts = POSTS["posts/two.md"].replace(":name: my talk", ":name: my talk\n:speakers: Ann Ouncer")
    script = build({**POSTS, "posts/two.md": facts}).text("searchindex.js")
    index = json.loads(script.removeprefix("Search.setIndex(").removesuffix(")"))
    kinds = {number: name for number, (_, _, name) in index["objnames"].items()}
    found = [
        (kinds[str(kind)], anchor, title)
        for entries in index["objects"].values()
        for _, kind, _, anchor, title in entries
    ]
    assert sorted(found) == [
        ("talk", "my-talk", "Named (Ann Ouncer)"),
        ("talk", "opening-keynote", "Opening keynote"),
        ("talk", "opening-keynote", "Opening keynote"),
        ("talk", f"talk-{hashlib.sha256('深層学習'.encode()).hexdigest()[:8]}", "深層学習"),
    ]


def test_names_stay_when_other_talks_come_and_go(build: Build) -> None:
    def names(built: Built) -> list[str]:
        cards = built.html("posts/two.html").select(".confnotes-talk")
        return [str(card["id"]) for card in cards]

    before = names(build(POSTS))
    more = POSTS["posts/two.md"].replace(
        "---\n\n*", "---\n\n* [New](https://new)\n\nTLDR: n\n\n*", 1
    )
    after = names(build({**POSTS, "posts/two.md": more}))
    assert len(before) == 3
    assert [name for name in after if name != "new"] == before


def test_the_index_of_days(build: Build) -> None:
    index = build(POSTS).html("conf-days.html").select_one("table.indextable")
    assert isinstance(index, Tag)
    assert [(a.get_text(), a["href"]) for a in index.select("a")] == [
        ("Monday, May 12, 2031", "posts/one.html#one-only"),
        ("Tuesday, May 13, 2031", "posts/two.html#two"),
    ]
    assert "One & only" in index.get_text()


def test_without_days_there_is_no_index(build: Build) -> None:
    built = build({"a.md": "# A\n"})
    assert not (built.out / "conf-days.html").exists()


def test_dates_are_in_the_language_of_the_project(build: Build) -> None:
    files = {**POSTS, "s.md": "# S\n\n```{daily-summary}\n```\n"}
    page = build(files, conf='language = "de"\n').html("s.html")
    dates = [date.get_text() for date in page.select("h2.confnotes-date")]
    assert dates == ["Dienstag, 13. Mai 2031¶", "Montag, 12. Mai 2031¶"]


def test_a_worker_s_documents_are_merged(build: Build) -> None:
    files = {f"p{i}.md": POSTS["posts/one.md"].replace("2031", str(2031 + i)) for i in range(12)}
    files["s.md"] = "# S\n\n```{daily-summary}\n```\n"
    page = build(files, args=["-j", "2"]).html("s.html")
    assert len(page.select(".confnotes-day")) == 12


def test_titles_short_titles_speakers_and_tags(build: Build) -> None:
    built = build(PROJECTS / "company", args=["-n", "-W"])
    assert links(built, "index.html") == [
        ("Ann Ladle", "conf-speakers.html#cap-A"),
        ("Ladle", "conf-speakers.html#cap-A"),
        ("soup", "conf-tags.html#cap-S"),
        ("May 12, 2031", "posts/ana.html"),
        ("Soup: a service", "posts/ana.html#soup-a-service"),
        ("Soup", "posts/ana.html#soup-a-service"),
        ("the soup", "posts/ana.html#soup-a-service"),
    ]


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Soup: a service", "Soup"),
        ("Soup - a service: two", "Soup"),
        ("Soup – a service", "Soup"),
        ("Soup:service", "Soup:service"),
        (": soup", ": soup"),
        ("Soup", "Soup"),
    ],
)
def test_a_title_is_shortened_to_what_stands_before_its_first_colon_or_dash(
    title: str, short: str
) -> None:
    assert shorten(title) == short


def test_the_nearest_names_are_suggested(build: Build) -> None:
    text = (
        "# R\n\n{conf:talk}`opening-keynot`\n\n{conf:talk}`Opening keynode`\n\n"
        "{conf:post}`posts/tow`\n\n{conf:tag}`x`\n\n{conf:talk}`posts/two:my-talks`\n"
    )
    assert build({**POSTS, "refers.md": text}).warnings == [
        f"refers.md:{line}: WARNING: {what}; it isn't linked [confnotes.reference]"
        for line, what in (
            (3, "no talk is called 'opening-keynot', did you mean 'opening-keynote'?"),
            (5, "no talk is called 'Opening keynode', did you mean 'Opening keynote'?"),
            (7, "no post is called 'posts/tow', did you mean 'posts/two' or 'posts/one'?"),
            (9, "no tag is called 'x'"),
            (11, "no talk is called 'posts/two:my-talks', did you mean 'posts/two:my-talk'?"),
        )
    ]  # fmt: skip


SUBJECTS = {
    "first.md": """---
title: First
date: 2031-05-12
authors: [Ana Holm, Bo Falk]
conference: WaitConf
---

* [Soup](https://example.org/soup)

TLDR: It is hot.

Comment (Cy Lund): Very.
""",
    "second.md": """---
title: Second
date: 2031-05-13
author: Ana Holm
conference: WaitConf
---

* [Bread](https://example.org/bread)

TLDR: It rises.
""",
    "draft.md": "---\ntitle: D\ndate: 2031-05-01\nauthor: Di\nconference: DraftConf\n"
    "draft: true\n---\n\nNothing.\n",
    "refers.md": "# R\n\n{conf:conference}`waitconf` {conf:author}`ana  holm` "
    "{conf:author}`~Cy Lund` {conf:author}`him <Bo Falk>`\n",
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_conferences_and_authors_lead_to_their_pages_or_first_posts(
    build: Build, builder: str
) -> None:
    built = build(
        SUBJECTS, builder, conf='confnotes_pages = {"conference": 1, "author": 2}\n', args=["-W"]
    )
    page, up, end = (
        ("refers/index.html", "../", "/") if builder == "dirhtml" else ("refers.html", "", ".html")
    )
    assert links(built, page) == [
        ("WaitConf", f"{up}conf/conference/waitconf{end}"),
        ("Ana Holm", f"{up}conf/author/ana-holm{end}"),
        ("Lund", f"{up}first{end}"),
        ("him", f"{up}first{end}"),
    ]
    without = build(SUBJECTS, builder, conf="confnotes_pages = {}\n", args=["-W"])
    assert {address for _, address in links(without, page)} == {f"{up}first{end}"}


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_conferences_and_authors_are_named_where_there_are_no_pages(
    build: Build, builder: str
) -> None:
    files = {**SUBJECTS, "index.md": "# N\n\n```{toctree}\nfirst\nsecond\nrefers\n```\n"}
    built = build(files, builder, args=["-W"])
    if builder == "text":
        assert "WaitConf Ana Holm Lund *him*" in built.text("refers.txt")
    else:
        (file,) = built.out.glob("*.tex")
        text = file.read_text("utf-8")
        for kind, word in (("conference", "WaitConf"), ("author", "Ana Holm"), ("author", "Lund")):
            linked = r"\hyperref[\detokenize{first::doc}]{\sphinxcrossref{\DUrole{conf}"
            assert f"{linked}{{\\DUrole{{conf-{kind}}}{{{word}}}}}" in text


def test_missing_conferences_and_authors_are_warned_about_with_the_nearest(build: Build) -> None:
    refers = "# R\n\n{conf:conference}`WaitConv`\n\n{conf:author}`Ana Hom`\n\n{conf:author}`Di`\n"
    assert build({**SUBJECTS, "refers.md": refers}).warnings == [
        f"refers.md:{line}: WARNING: {what}; it isn't linked [confnotes.reference]"
        for line, what in (
            (3, "no conference is called 'WaitConv', did you mean 'WaitConf'?"),
            (5, "no author is called 'Ana Hom', did you mean 'Ana Holm'?"),
            (7, "no author is called 'Di'"),
        )
    ]


def test_a_page_follows_the_first_post_of_a_conference(build: Build) -> None:
    built = build(SUBJECTS, conf="confnotes_pages = {}\n")
    assert links(built, "refers.html")[0][1] == "first.html"
    edit(built, "second.md", "05-13", "05-11")
    assert links(build(), "refers.html")[0][1] == "second.html"


def test_nitpick_ignore_silences_a_missing_name(build: Build) -> None:
    files = {**POSTS, "r.md": "# R\n\n{conf:talk}`none`\n"}
    conf = 'nitpicky = True\nnitpick_ignore = [("conf:talk", "none")]\n'
    assert build(files, conf=conf).warnings == []


def test_drafts_cannot_be_referred_to(build: Build) -> None:
    text = "# R\n\n{conf:post}`posts/draft` {conf:talk}`d` {conf:day}`2031-05-14`\n"
    built = build({**POSTS, "r.md": text})
    assert len([line for line in built.warnings if "[confnotes.reference]" in line]) == 3
    assert links(built, "r.html") == []


def test_another_project_refers_by_the_same_roles(build: Build) -> None:
    notes = build(PROJECTS / "company", folder="notes")
    conf = (
        'extensions.append("sphinx.ext.intersphinx")\n'
        'intersphinx_mapping = {"notes": '
        f'("https://notes.example.org/", r"{notes.out / "objects.inv"}")}}\n'
    )
    roles = (
        "talk:bread",
        "post:posts/bo",
        "day:2031-05-13",
        "speaker:Ann Ladle",
        "tag:soup",
        "conference:SoupConf",
        "author:Bo",
    )
    written = ["{external+notes:conf:" + role.replace(":", "}`", 1) + "`" for role in roles] + [
        "{conf:talk}`bread`",
        "{external+notes:conf:talk}`mine <posts/bo:soup-a-service>`",
    ]
    other = build({"r.md": "# R\n\n" + "\n".join(written) + "\n"}, conf=conf, folder="other")
    assert other.warnings == []
    body = other.html("r.html").select_one("div.body")
    assert isinstance(body, Tag)
    address = "https://notes.example.org/"
    assert [(a.get_text(), a["href"]) for a in body.select("a.external")] == [
        ("Bread", f"{address}posts/ana.html#bread"),
        ("Bo on Monday", f"{address}posts/bo.html"),
        ("Tuesday, May 13, 2031", f"{address}posts/ana-again.html"),
        ("Ann Ladle", f"{address}conf-speakers.html#cap-A"),
        ("soup", f"{address}conf-tags.html#cap-S"),
        ("SoupConf", f"{address}conf/conference/soupconf.html"),
        ("Bo", f"{address}posts/bo.html"),
        ("Bread", f"{address}posts/ana.html#bread"),
        ("mine", f"{address}posts/bo.html#soup-a-service"),
    ]


def test_links_of_markdown_find_every_anchor_of_a_talk(build: Build) -> None:
    post = (
        "---\ntitle: Day\ndate: 2031-05-12\n---\n\n(mine)=\n## [Crumb: more](https://c)\n\n"
        "TLDR: [](other.md#own), [](#own).\n\n[](post.md#crumb-more) and [it](post.md#mine).\n"
    )
    other = (
        "# O\n\n```{talk} T\n:name: own\n\nS.\n```\n\n[](post.md#crumb-more), [x](post.md#mine)\n"
    )
    lists = "# L\n\n```{daily-summary}\n```\n\n[](../post.md#crumb-more)\n"
    files = {"post.md": post, "other.md": other, "lists/all.md": lists}
    built = build(files, args=["-W"])
    assert built.warnings == []
    for page, texts in (
        ("other", ["Crumb: more", "x"]),
        ("lists/all", ["Crumb: more", "it", "Crumb: more"]),
    ):
        found = built.html(f"{page}.html").select("div.body a[href*='post.html#'] .std-ref")
        assert [link.get_text() for link in found] == texts
    for page in ("post.html", "lists/all.html"):
        found = built.html(page).select("a[href$='other.html#own']")
        assert [link.get_text() for link in found] == ["T", "T"]
    (talk,) = built.html("post.html").select("#crumb-more")
    assert "confnotes-talk" in talk["class"]


def test_a_wrong_anchor_is_still_warned_about(build: Build) -> None:
    post = "---\ntitle: Day\ndate: 2031-05-12\n---\n\n* [Crumb](https://c)\n\n  TLDR: Yeast.\n"
    built = build({"post.md": post, "other.md": "# O\n\n[x](post.md#crumbs)\n"})
    assert built.warnings == [
        "other.md:3: WARNING: local id not found in doc 'post': 'crumbs' [myst.xref_missing]"
    ]


def test_any_finds_a_talk_by_the_label_of_its_heading(build: Build) -> None:
    post = (
        "---\ntitle: Day\ndate: 2031-05-12\ntalks: h2\n---\n\n"
        "[](kit:chen), {any}`kit:chen`.\n\n(kit:chen)=\n## Soup\n\nHot.\n"
    )
    built = build({"post.md": post, "other.md": "# O\n\n[](kit:chen)\n"}, args=["-n"])
    assert built.warnings == []
    for name in ("post.html", "other.html"):
        links = built.html(name).select("div.body p a.internal")
        assert {link.get_text() for link in links} == {"Soup"}


def test_a_label_of_a_section_that_is_a_talk_is_not_ambiguous(build: Build) -> None:
    post = (
        "---\ntitle: A day\ndate: 2031-05-14\ntalks: h2\n---\n\n(the-soup)=\n## The soup\n\nHot.\n"
    )
    other = "# Other\n\n{any}`the-soup` and <project:#the-soup>\n"
    built = build({"a.md": post, "b.md": other}, args=["-n"])
    assert built.warnings == []
    assert [link["href"] for link in built.html("b.html").select(".body a.internal")] == [
        "a.html#talk-the-soup",
        "a.html#talk-the-soup",
    ]


KEPT = {
    "_posts/2031-05-12-soup.md": (
        "# Soup\n\n## Why it is hot\n\nHot.\n\n## [Salt](https://s)\n\nTLDR: White.\n"
    ),
    "_posts/2031-05-13-bread.md": "---\naliases: [/old/bread.html, /twice/]\n---\n\n# Bread\n",
    "_posts/2031-05-14-tea.md": "---\naliases: [/twice/]\n---\n\n# Tea\n",
}
KEPT_CONF = (
    f"{CONF}html_baseurl = 'https://a.example/blog/'\n"
    "confnotes_defaults = {'_posts/**': {'permalink': '/:year/:title/'}}\n"
)


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/2031/soup/", "_posts/2031-05-12-soup.html"),
        ("/2031/soup", "_posts/2031-05-12-soup.html"),
        ("/2031/soup/index.html", "_posts/2031-05-12-soup.html"),
        ("/2031/soup/#why-it-is-hot", "_posts/2031-05-12-soup.html#why-it-is-hot"),
        ("/2031/soup/#salt", "_posts/2031-05-12-soup.html#salt"),
        ("/2031/soup/#gone", "_posts/2031-05-12-soup.html"),
        ("/blog/2031/soup/", "_posts/2031-05-12-soup.html"),
        ("/old/bread.html", "_posts/2031-05-13-bread.html"),
        ("/other/2031/soup/", None),
        ("2031/soup/", None),
        ("/twice/", None),
    ],
)
def test_links_to_addresses_that_posts_keep(
    build: Build, address: str, leads_to: str | None
) -> None:
    built = build({**KEPT, "conf.py": KEPT_CONF, "home.md": f"# Home\n\n[that]({address})\n"})
    missing = [warning for warning in built.warnings if "[myst.xref_missing]" in warning]
    if leads_to is None:
        assert len(missing) == 1
    else:
        assert missing == []
        (link,) = built.html("home.html").select("p > a.internal")
        assert link["href"] == leads_to


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("../soup/", "2031-05-12-soup.html"),
        ("../soup/#salt", "2031-05-12-soup.html#salt"),
        ("../../../2031/soup", "2031-05-12-soup.html"),
        ("./2031/soup/", None),
        ("soup", None),
        ("http//[::1/", None),
    ],
)
def test_links_are_relative_to_the_address_that_a_post_keeps(
    build: Build, address: str, leads_to: str | None
) -> None:
    post = f"# Oil\n\n[that]({address})\n"
    built = build({**KEPT, "conf.py": KEPT_CONF, "_posts/2031-05-15-oil.md": post})
    missing = [warning for warning in built.warnings if "[myst.xref_missing]" in warning]
    if leads_to is None:
        assert len(missing) == 1
    else:
        assert missing == []
        links = built.html("_posts/2031-05-15-oil.html").select("p > a.internal")
        assert leads_to in [link["href"] for link in links]


def test_links_follow_the_addresses_that_posts_keep(build: Build) -> None:
    home = "# Home\n\n[that](/old/bread.html)\n"
    built = build({**KEPT, "conf.py": KEPT_CONF, "home.md": home})
    edit(built, "_posts/2031-05-13-bread.md", "/old/bread.html, ", "")
    edit(built, "_posts/2031-05-14-tea.md", "/twice/", "/old/bread.html")
    built = build()
    (link,) = built.html("home.html").select("p > a.internal")
    assert link["href"] == "_posts/2031-05-14-tea.html"
