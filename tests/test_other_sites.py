"""The notes of other sites: joined with ours, shown on pages, and not taken for ours."""

from __future__ import annotations

import json

import pytest

from tests.support.builds import CONF, Build, Built, edit, pages, times
from tests.support.other_sites import post, site, talk

OTHERS = 'confnotes_others = {"team": {"path": "others/team.json", "name": "Other team"}}\n'
THEIRS = site(
    post(
        "day",
        talk(
            "the-soup",
            "The soup of the day",
            "Theirs said soup.",
            url="http://example.org/soup/",
            speakers=["Ana Ek"],
            tags=["hot"],
        ),
        talk("bread", "Bread", "Bread rises.", room="Attic", tags=["cold"]),
    )
)
OURS = """---
title: Our day
date: 2031-05-12
author: Cy
---

* [Soup](https://example.org/soup)

  TLDR: Ours said soup.
"""
ORPHAN = "---\norphan: true\n---\n\n"
FILES = {
    "conf.py": CONF + OTHERS,
    "others/team.json": THEIRS,
    "index.md": "# Home\n\nNothing.\n",
    "ours.md": OURS,
    "summary.md": f"{ORPHAN}# Summary\n\n```{{daily-summary}}\n```\n",
    "cold.md": f"{ORPHAN}# Cold\n\n```{{talk-list}}\n:tags: cold\n```\n",
    "refers.md": f"{ORPHAN}# References\n\n- {{conf:talk}}`bread`\n- {{conf:talk}}`Soup`\n",
}


def body(built: Built, page: str) -> str:
    return " ".join(built.html(f"{page}.html").find(role="main").get_text(" ").split())


def links(built: Built, page: str) -> list[tuple[str, str]]:
    found = built.html(f"{page}.html").find(role="main").find_all("a", class_="reference")
    return [(link.get_text(), link["href"]) for link in found]


def test_accounts_of_one_talk_are_one_talk(build: Build) -> None:
    built = build(FILES, args=["-W"])
    assert built.errors == ""
    cards = built.html("summary.html").find_all("article")
    assert [card["aria-label"] for card in cards] == ["Soup", "Bread"]
    text = " ".join(cards[0].get_text(" ").split())
    assert "Ana Ek" in text
    assert "TLDR (Cy) Ours said soup." in text
    assert "TLDR (Bo \N{MIDDLE DOT} Other team) Theirs said soup." in text
    assert ("Other team", "https://other.example/day.html#the-soup") in links(built, "summary")
    assert ("Soup", "ours.html#soup") in links(built, "summary")
    assert "Also noted by Bo \N{MIDDLE DOT} Other team" in body(built, "ours")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("* [Soup](https://example.org/soup)\n\n  TLDR: Ours.", {"url": "http://example.org/soup"}),
        ("```{talk} Soup\n:name: broth\n\nOurs.\n```", {"id": "day#broth", "named": True}),
        (
            "```{talk} Soup\n:entry: S1\n:conference: Queues\n\nOurs.\n```",
            {"entry": "S1", "conference": "queues"},
        ),
    ],
)
def test_what_makes_accounts_one_talk(build: Build, ours: str, theirs: dict[str, object]) -> None:
    files = {
        **FILES,
        "ours.md": f"---\ntitle: Our day\ndate: 2031-05-12\n---\n\n{ours}\n",
        "others/team.json": site(post("day", talk("soup", "Their soup", "Theirs.", **theirs))),
        "refers.md": "# Nothing\n",
    }
    built = build(files)
    assert [card["aria-label"] for card in built.html("summary.html").find_all("article")] == [
        "Soup"
    ]
    # A name that was made of a title joins nothing.
    plain = {"id": "day#broth"} if "named" in theirs else {}
    files["others/team.json"] = site(post("day", talk("soup", "Their soup", "Theirs.", **plain)))
    apart = build(files, folder="apart")
    assert len(apart.html("summary.html").find_all("article")) == 2


def test_a_talk_of_theirs_alone_leads_there(build: Build) -> None:
    built = build(FILES)
    there = "https://other.example/day.html#bread"
    assert links(built, "refers") == [("Bread", there), ("Soup", "ours.html#soup")]
    assert ("Bread", there) in links(built, "cold")
    assert ("Their day \N{MIDDLE DOT} Other team", "https://other.example/day.html") in links(
        built, "summary"
    )
    assert built.html("refers.html").find("a", href=there)["class"] == ["reference", "external"]


def test_indices_have_them(build: Build) -> None:
    built = build(FILES)
    tags = built.html("conf-tags.html").find("table").get_text(" ")
    assert "Bread" in tags
    assert "Their day \N{MIDDLE DOT} Other team" in tags
    assert "Ana Ek" in built.text("conf-speakers.html")
    found = built.html("conf-tags.html").find("table").find_all("a")
    assert all(link["href"].startswith("ours.html") for link in found)


def test_only_who_names_a_talk_is_led_elsewhere(build: Build) -> None:
    hostile = site(post("day", talk("plain", "Plain page"), talk("x", "Their plain")))
    page = f"{ORPHAN}(their-plain)=\n# Plain page\n\n[](plain) {{any}}`their-plain` x\n"
    built = build(
        {**FILES, "others/team.json": hostile, "plain.md": page, "refers.md": ORPHAN + "# No\n"}
    )
    assert "other.example" not in built.text("plain.html")
    assert built.errors == ""


def test_our_files_have_ours_alone(build: Build) -> None:
    conf = 'html_baseurl = "https://own.example/"\nconfnotes_calendar_links = True\n'
    built = build(FILES, conf=conf)
    for name in ("talks.json", "feed.xml", "talks.bib", "talks.ics", "searchindex.js"):
        assert "Bread" not in built.text(name), name
        assert "Ana Ek" not in built.text(name), name
    assert "bread" not in str((built.out / "objects.inv").read_bytes())


def test_our_files_have_theirs_when_asked_for(build: Build) -> None:
    conf = (
        'html_baseurl = "https://own.example/"\nconfnotes_published = {"site": "own, Other team"}\n'
    )
    built = build(FILES, conf=conf)
    assert built.errors == ""
    data = json.loads(built.text("talks.json"))
    assert [one["title"] for one in data["posts"]] == ["Our day", "Their day"]
    bread = data["posts"][1]["talks"][1]
    assert bread["page"] == "https://other.example/day.html#bread"
    assert bread["notes"][0]["html"] == "<p>Bread rises.</p>"
    assert [one["title"] for one in data["talks"]] == ["Soup", "Bread"]
    assert "Bread" in built.text("talks.bib")
    # A feed is of what is read here.
    assert "Bread" not in built.text("feed.xml")


@pytest.mark.parametrize(
    ("wanted", "titles", "speakers"),
    [("own", ["Soup"], False), ("other team", ["The soup of the day", "Bread"], True),
     ("own, Other team", ["Soup", "Bread"], True)],
)  # fmt: skip
def test_a_filter_by_site(build: Build, wanted: str, titles: list[str], speakers: bool) -> None:
    page = f"{ORPHAN}# List\n\n```{{talk-list}}\n:site: {wanted}\n```\n"
    built = build({**FILES, "list.md": page})
    assert [one["aria-label"] for one in built.html("list.html").find_all("article")] == titles
    assert ("Ana Ek" in body(built, "list")) == speakers


@pytest.mark.parametrize("builder", ["text", "latex", "man", "texinfo", "epub", "singlehtml"])
def test_every_builder_shows_them(build: Build, builder: str) -> None:
    files = {
        **FILES,
        "index.md": "# Home\n\n```{toctree}\nours\nsummary\n```\n",
        "others/team.json": site(
            post("day", talk("bread", "Bread", notes=[
                {"kind": "tldr", "html": "<p>It <b>rises</b><br>twice.</p>", "text": "It rises."}
            ]))
        ),
        "refers.md": "# No\n",
        "cold.md": "# No\n",
    }  # fmt: skip
    built = build(files, builder, conf='copyright = "x"\nversion = "1"\n')
    suffix = {"text": "txt", "latex": "tex", "man": "1", "texinfo": "texi"}.get(builder, "*html")
    text = "".join(one.read_text("utf-8") for one in built.out.rglob(f"*.{suffix}"))
    if builder == "singlehtml":
        assert "It <b>rises</b><br>twice." in text
    else:
        assert "It rises." in text
        assert "<b>rises" not in text


def test_sites_have_one_order(build: Build) -> None:
    second = site(post("evening", talk("bread", "Bread", "Again.", url="https://x.example/b")))
    files = {**FILES, "others/second.json": second}
    orders = [
        'confnotes_others = {"b": "others/team.json", "a": "others/second.json"}\n',
        'confnotes_others = {"a": "others/second.json", "b": "others/team.json"}\n',
    ]
    found = [
        pages(build({**files, "conf.py": CONF + order}, folder=str(at), args=["-j", str(at + 1)]))
        for at, order in enumerate(orders)
    ]
    assert found[0] == found[1]


def again(build: Build, built: Built) -> set[str]:
    """Build again, and return the pages that were written; Sphinx's own and the home page apart."""
    before = times(built)
    after = times(build())
    return {name for name in after if after[name] != before.get(name)} - {
        "index", "genindex", "search", "conf-days", "conf-speakers", "conf-tags",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("Bread rises.", "Bread falls.", {"summary", "cold"}),
        ('"title": "Bread"', '"title": "Loaf"', {"summary", "cold", "refers"}),
        ("Theirs said soup.", "Theirs said broth.", {"summary"}),
        ('"Bo"', '"Bob"', {"summary", "cold", "ours"}),
        ("day.html#the-soup", "day.html#soup", {"summary", "ours"}),
        ('"language": "en"', '"language": "de"', set()),
        ("Their day", "Their evening", {"summary"}),
    ],
)
def test_only_what_shows_something_else_is_written(
    build: Build, old: str, new: str, written: set[str]
) -> None:
    built = build(FILES)
    edit(built, "others/team.json", old, new)
    assert again(build, built) == written
    changed = {**FILES, "others/team.json": FILES["others/team.json"].replace(old, new)}
    assert pages(build(changed, folder="fresh")) == pages(built)
    assert again(build, built) == set()


def test_a_site_that_goes(build: Build) -> None:
    files = {**FILES, "refers.md": "# No\n"}
    built = build(files)
    edit(built, "conf.py", OTHERS, "")
    assert again(build, built) == {"summary", "cold", "ours"}
    # Sphinx leaves the pages of indices in which there is nothing any more.
    gone = ("conf-speakers.html", "conf-tags.html")
    left = {name: text for name, text in pages(built).items() if name not in gone}
    assert left == pages(build({**files, "conf.py": CONF}, folder="fresh"))


def test_a_build_without_changes_unpacks_nothing(
    build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinxext_confnotes import site_data
    from sphinxext_confnotes.registry import other_sites

    asked: list[object] = []

    def noted(*args: object) -> None:
        asked.append(args)

    built = build(FILES)
    # Of a change that no page shows, the environment isn't kept.
    for old, new in (("", ""), ('"language": "en"', '"language": "de"')):
        edit(built, "others/team.json", old, new)
        build()
        with monkeypatch.context() as patched:
            patched.setattr(other_sites, "unpacked", noted)
            patched.setattr(other_sites, "read_site", noted)
            build()
    assert asked == []
    assert site_data.LARGEST


@pytest.mark.parametrize(
    ("key", "entry", "expected"),
    [
        ("team", 7, "the path of its talks.json, or a mapping of path, name and url"),
        ("team", {"file": "x"}, "the path of its talks.json, or a mapping of path, name and url"),
        ("team", {"name": "x"}, "the path of its talks.json, or a mapping with a path"),
        (
            "team",
            {"path": "x", "url": "javascript:x"},
            "a text as its name, and an http(s) address as its url",
        ),
        ("own", "x.json", "another name than 'own', which is that of this project"),
        ("a/b", "x.json", "the name of a site without '/'"),
    ],
)
def test_an_entry_that_cannot_be_read(build: Build, key: str, entry: object, expected: str) -> None:
    conf = f"{CONF}confnotes_others = {{\n    {key!r}: {entry!r},\n}}\n"
    built = build({"conf.py": conf, "index.md": "# Home\n"})
    assert built.warnings == [
        f"conf.py:3: WARNING: confnotes_others[{key!r}] = {entry!r}: expected {expected}; "
        "it is ignored [confnotes.config]"
    ]
