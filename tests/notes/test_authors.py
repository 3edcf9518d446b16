"""Authors that a project declares: how they are read, and where a site has what it says of them."""

from __future__ import annotations

import json

import pytest

from sphinxext_confnotes.notes.authors import Author, read_author
from tests.support.builds import Build

KNOWN = {
    "name": "Ana Lindqvist",
    "url": "https://ana.example/?a=1&b=2",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "avatar": "https://ana.example/ana.jpg",
    "fediverse": "ana@social.example",
}


def test_an_author_is_read() -> None:
    author = read_author(KNOWN)
    assert (author.orcid, author.fediverse) == ("0000-0002-1825-0097", "@ana@social.example")
    assert author.profiles == [
        "https://orcid.org/0000-0002-1825-0097",
        "https://social.example/@ana",
    ]
    assert read_author({"name": "Bo"}) == Author("Bo")
    assert read_author({"name": "Bo", "orcid": "0000-0002-1694-233X"}).orcid[-1] == "X"


@pytest.mark.parametrize(
    "value",
    [
        "Ana",
        {},
        {"url": "https://ana.example"},
        {"name": "Ana", "twitter": "ana"},
        {"name": 1},
        {"name": "Ana", "url": "javascript:alert(1)"},
        {"name": "Ana", "avatar": "ana.jpg"},
        {"name": "Ana", "orcid": "0000-0002-1825-0098"},
        {"name": "Ana", "orcid": "1825"},
        {"name": "Ana", "fediverse": "ana"},
    ],
)
def test_what_cannot_be_read_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"a mapping|texts|an "):
        read_author(value)


CONF = f"""
html_baseurl = "https://notes.example/"
confnotes_feeds = ["json", "rss"]
confnotes_authors = {{"ana": {KNOWN!r}, "bo": {{"name": "Bo"}}}}
"""
POST = "---\ntitle: {0}\ndate: 2031-05-12\nauthor: [{0}]\n---\n\nWords.\n"
FILES = {
    "key.md": POST.format("ana"),
    "name.md": POST.format("Ana Lindqvist"),
    "others.md": POST.format("bo, Cy"),
    "list.md": "# L\n\n```{conf:talk-list}\n:author: Ana Lindqvist\n```\n",
}


def test_a_site_says_it_everywhere(build: Build) -> None:
    built = build(FILES, conf=CONF, args=["-W"])
    for name in ("key", "name"):
        page = built.html(f"{name}.html")
        (link,) = page.select(".confnotes-head a[rel=author]")
        assert (link.get_text(), link["href"]) == ("Ana Lindqvist", KNOWN["url"])
        (meta,) = page.select("meta[name='fediverse:creator']")
        assert meta["content"] == "@ana@social.example"
        (script,) = page.select("script[type='application/ld+json']")
        (author,) = json.loads(script.string or "")["author"]
        assert author == {
            "@type": "Person",
            "name": "Ana Lindqvist",
            "url": KNOWN["url"],
            "image": KNOWN["avatar"],
            "sameAs": ["https://orcid.org/0000-0002-1825-0097", "https://social.example/@ana"],
        }
    others = built.html("others.html")
    assert "Bo, Cy" in others.select(".confnotes-head")[0].get_text()
    assert not others.select(".confnotes-head a, meta[name='fediverse:creator']")
    atom = built.text("feed.xml")
    assert "<name>Ana Lindqvist</name><uri>https://ana.example/?a=1&amp;b=2</uri>" in atom
    assert "<name>Bo</name></author>" in atom
    authors = [item["authors"] for item in json.loads(built.text("feed.json"))["items"]]
    wanted = {key: KNOWN[key] for key in ("name", "url", "avatar")}
    assert [wanted] in authors
    assert [{"name": "Bo"}, {"name": "Cy"}] in authors
    assert "<dc:creator>Ana Lindqvist</dc:creator>" in built.text("feed.rss").replace(
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"', ""
    )


def test_a_wrong_author_costs_itself_alone(build: Build) -> None:
    conf = """
confnotes_authors = {
    "ana": {"name": "Ana Lindqvist", "url": "https://ana.example"},
    "bo": {"name": "Bo", "orcid": "12"},
}
"""
    built = build(FILES, conf=conf)
    (warning,) = built.warnings
    assert warning.endswith(
        "confnotes_authors['bo'] = {'name': 'Bo', 'orcid': '12'}: expected an ORCID such as "
        "0000-0002-1825-0097 as 'orcid'; it is ignored [confnotes.config]"
    )
    assert "conf.py:5: " in warning
    assert built.html("key.html").select(".confnotes-head a[rel=author]")


def test_pages_are_made_again_when_an_author_changes(build: Build) -> None:
    build(FILES, conf=CONF)
    built = build({}, conf=CONF.replace("Ana Lindqvist", "Ana Ruiz"))
    assert "Ana Ruiz" in built.html("key.html").select(".confnotes-head")[0].get_text()
