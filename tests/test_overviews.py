"""The pages of speakers, tags, conferences and authors: what they say, where, and when."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from posixpath import join, normpath

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support import other_sites
from tests.support.builds import Build, Built, edit, pages, times, touch
from tests.support.published_files import calendar
from tests.support.whole_sites import dead_links, search_index

EACH = 'confnotes_pages = {"speaker": 1, "tag": 1, "conference": 1, "author": 1}\n'

HOLM = {
    "name": "Ana Holm",
    "url": "https://holm.example/",
    "orcid": "0000-0002-1825-0097",
    "avatar": "https://holm.example/me.png",
    "fediverse": "@ana@social.example",
}


def post(day: int, *talks: str, **matter: object) -> str:
    given = {"title": f"Day {day}", "date": f"2031-05-{day}", "conference": "WaitConf", **matter}
    head = "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in given.items() if value
    )
    return "\n".join([f"---\n{head}---\n", *talks])


def talk(title: str, *facts: str, note: str = "Wait.") -> str:
    fields = "\n".join(f":{fact}" for fact in facts)
    return f"::::{{talk}} {title}\n{fields}\n\n:::{{tldr}}\n{note}\n:::\n::::\n"


FILES = {
    "posts/one.md": post(
        12,
        talk("Soup", "speakers: Rosa Wirth (Soup Lab)", "tags: soup", "time: 09:00", "room: Hall"),
        talk("Bread", "speakers: Rosa Wirth, Ade Bello", "tags: bread, soup", note="It rises."),
        authors=["holm"],
        location="Lund",
    ),
    "posts/two.md": post(
        13, talk("Salt", "speakers: Rosa Wirth (Salt Mine)"), tags=["bread"], authors=["Bo Falk"]
    ),
    "later.md": post(14, talk("Tea", "speakers: Ade Bello"), conference="TeaDays"),
    "index.md": "# Home\n\n{conf:speaker}`rosa wirth` {conf:tag}`soup` {conf:speaker}`Ade Bello`\n",
}
CONF = f"{EACH}confnotes_authors = {{'holm': {HOLM}}}\n"


@pytest.fixture(params=["html", "dirhtml"])
def builder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def written(built: Built) -> set[str]:
    """Return the pages of subjects, by kind and name."""
    root = built.out / "conf"
    found = (path.relative_to(root).as_posix() for path in root.rglob("*.html"))
    return {path.removesuffix(".html").removesuffix("/index") for path in found}


def page(built: Built, name: str) -> BeautifulSoup:
    return built.html(
        f"conf/{name}/index.html" if built.builder == "dirhtml" else f"conf/{name}.html"
    )


def titles(built: Built, name: str) -> list[str]:
    """Return the titles of the cards on a page."""
    found = page(built, name).select(".confnotes-list > .confnotes-talk .confnotes-title")
    return [title.get_text().strip() for title in found]


def said(built: Built, name: str) -> list[str]:
    """Return the lines of what is known of a subject."""
    lines = page(built, name).select(".confnotes-overview > .confnotes-facts, .confnotes-known")
    return [" ".join(line.get_text().split()) for line in lines]


def section(built: Built, name: str) -> Tag:
    found = page(built, name).select_one("div.confnotes-overview")
    assert found
    return found


def again(build: Build, built: Built, *, conf: str = "", args: list[str] | None = None) -> set[str]:
    """Build again, and return the pages of subjects that were written."""
    before = times(built)
    after = times(build(builder=built.builder, conf=conf, args=args or []))
    return {
        name.removeprefix("conf/").removesuffix("/index")
        for name in after
        if name.startswith("conf/") and after[name] != before.get(name)
    }


def inventory(built: Built) -> set[tuple[str, str, str]]:
    """Return the objects of ours: name, type and address."""
    *_, content = (built.out / "objects.inv").read_bytes().split(b"\n", 4)
    lines = (line.rsplit(" ", 4) for line in zlib.decompress(content).decode().splitlines())
    return {
        (line[0], line[1], line[3].replace("$", line[0]))
        for line in lines
        if line[1][:5] == "conf:"
    }


ALL = {
    "speaker/rosa-wirth",
    "speaker/ade-bello",
    "tag/soup",
    "tag/bread",
    "conference/waitconf",
    "conference/teadays",
    "author/ana-holm",
    "author/bo-falk",
}


def test_each_subject_has_a_page(build: Build, builder: str) -> None:
    built = build(FILES, builder, conf=CONF, args=["-W"])
    assert written(built) == ALL
    assert dead_links(built) == set()
    assert titles(built, "speaker/rosa-wirth") == ["Salt", "Soup", "Bread"]
    # A post's tags are those of its talks.
    assert titles(built, "tag/bread") == ["Salt", "Bread"]
    assert titles(built, "conference/waitconf") == ["Soup", "Bread", "Salt"]
    assert titles(built, "author/ana-holm") == ["Soup", "Bread"]
    top = page(built, "speaker/ade-bello")
    assert top.title
    assert top.title.get_text().startswith("Ade Bello")
    assert [head.get_text() for head in section(built, "speaker/ade-bello").select("h1")] == [
        "Ade Bello¶"
    ]


def test_a_card_is_that_of_a_list(build: Build) -> None:
    options = ":speakers: Ade Bello\n:notes: tldr\n"
    # As far from the root.
    files = FILES | {"a/b/list.md": f"# List\n\n## Talks\n\n```{{talk-list}}\n{options}```\n"}
    built = build(files, conf=CONF)
    listed = built.html("a/b/list.html").select(".confnotes-list > .confnotes-talk")
    cards = section(built, "speaker/ade-bello").select(".confnotes-list > .confnotes-talk")
    assert len(cards) == 2
    assert [str(card) for card in cards] == [
        str(card).replace("../../conf/", "../") for card in listed
    ]


def test_speakers_who_are_alone_are_told_from_others(build: Build) -> None:
    """The page of a speaker leaves their name out of cards by this; its look is tried elsewhere."""
    built = build(FILES, conf=CONF)
    cards = section(built, "speaker/rosa-wirth").select(".confnotes-talk .confnotes-speakers")
    assert [("confnotes-one-speaker" in card["class"], card.get_text()) for card in cards] == [
        (True, "Speakers: Rosa Wirth (Salt Mine)"),
        (True, "Speakers: Rosa Wirth (Soup Lab)"),
        (False, "Speakers: Rosa Wirth, Ade Bello"),
    ]


def test_what_is_known_of_a_speaker(build: Build) -> None:
    built = build(FILES, conf=CONF)
    assert said(built, "speaker/rosa-wirth") == [
        "Salt Mine Soup Lab",
        "Conferences: WaitConf",
        "Tags: bread, soup",
    ]
    assert said(built, "speaker/ade-bello") == [
        "Conferences: TeaDays, WaitConf",
        "Tags: bread, soup",
    ]


def test_what_is_known_of_a_tag(build: Build) -> None:
    built = build(FILES, conf=CONF)
    assert said(built, "tag/soup") == [
        "Conferences: WaitConf",
        "Speakers: Ade Bello, Rosa Wirth",
        "Tags: bread",
    ]


def test_what_is_known_of_an_author(build: Build) -> None:
    built = build(FILES, conf=CONF)
    assert said(built, "author/ana-holm")[0] == (
        "holm.example orcid.org/0000-0002-1825-0097 social.example/@ana"
    )
    own = section(built, "author/ana-holm")
    assert [image["src"] for image in own.select("img.confnotes-avatar")] == [HOLM["avatar"]]
    assert {str(link["href"]) for link in own.select("a[rel=me]")} == {
        "https://holm.example/",
        "https://orcid.org/0000-0002-1825-0097",
        "https://social.example/@ana",
    }
    assert not section(built, "author/bo-falk").select("img, a[rel=me]")


def test_the_page_of_a_conference(build: Build, builder: str) -> None:
    conf = f"{CONF}html_baseurl = 'https://e.example/'\nconfnotes_feeds = ['conference']\n"
    built = build({name: FILES[name] for name in FILES if name != "later.md"}, builder, conf=conf)
    assert said(built, "conference/waitconf") == [
        "Monday, May 12, 2031 – Tuesday, May 13, 2031 Lund Feed Calendar",
        "Speakers: Ade Bello, Rosa Wirth",
        "Notes by Ana Holm, Bo Falk",
        "Tags: bread, soup",
    ]
    own = section(built, "conference/waitconf")
    days = [" ".join(day.get_text().split()) for day in own.select(".confnotes-posts > li")]
    assert days == ["Monday, May 12, 2031 Day 12", "Tuesday, May 13, 2031 Day 13"]
    assert [
        slot.get_text() for slot in own.select(".confnotes-timetable .confnotes-slot-title a")
    ] == ["Soup"]
    assert [head.get_text() for head in own.select("h2")] == [
        "Conference days",
        "Timetable",
        "Talks",
    ]
    # Both lead to files.
    assert dead_links(built) == set()
    files = {str(link["href"]).lstrip("./") for link in own.select(":scope > .confnotes-facts a")}
    assert files == {"feed/conference/waitconf.xml", "talks.ics"}


def test_files_that_arent_there_are_not_linked(build: Build) -> None:
    built = build(FILES, conf=f"{CONF}confnotes_feeds = ['conference']\n")
    # There is no feed without an address.
    files = section(built, "conference/waitconf").select(":scope > .confnotes-facts a")
    assert [link.get_text() for link in files] == ["Calendar"]
    conf = "html_baseurl = 'https://e.example/'\nconfnotes_published = {'since': '2031-05-13'}\n"
    build(conf=conf)
    files = section(built, "conference/waitconf").select(":scope > .confnotes-facts a")
    assert [link.get_text() for link in files] == ["Feed", "Calendar"]
    build(conf="confnotes_published = {'since': '2031-05-14'}\n")
    assert not section(built, "conference/waitconf").select(":scope > .confnotes-facts a")
    build(conf="confnotes_publish = ['data']\n")
    assert not section(built, "conference/teadays").select(":scope > .confnotes-facts a")


def calendars(built: Built) -> dict[str, int]:
    """Return the calendars of conferences, and when each was written."""
    files = (built.out / "conf").rglob("*.ics")
    return {file.relative_to(built.out).as_posix(): file.stat().st_mtime_ns for file in files}


def test_each_of_several_conferences_has_a_calendar(build: Build, builder: str) -> None:
    built = build(FILES, builder, conf=CONF)
    before = calendars(built)
    assert sorted(before) == ["conf/conference/teadays.ics", "conf/conference/waitconf.ics"]
    # Each event is in one of them, as it is in the calendar of all talks.
    found = [event for name in before for event in calendar(built, name).events]
    whole = calendar(built).events
    assert sorted(event.to_ical() for event in found) == sorted(one.to_ical() for one in whole)
    for name in ("teadays", "waitconf"):
        (link,) = section(built, f"conference/{name}").select(":scope > .confnotes-facts a")
        assert str(link["href"]).endswith(f"{name}.ics")
    assert dead_links(built) == set()

    edit(built.source, "later.md", "2031-05-14", "2031-07-14")
    after = calendars(build(builder=builder))
    assert {name for name in after if after[name] != before[name]} == {
        "conf/conference/teadays.ics"
    }
    (built.source / "later.md").unlink()
    # That of all talks is the one of the conference that is left.
    assert not calendars(build(builder=builder))


def test_references_and_facts_lead_there(build: Build, builder: str) -> None:
    built = build(FILES, builder, conf=CONF, args=["-W"])
    end = "/" if builder == "dirhtml" else ".html"
    home = [str(link["href"]) for link in built.html("index.html").select("p > a.internal")]
    assert home == [
        f"conf/{name}{end}" for name in ("speaker/rosa-wirth", "tag/soup", "speaker/ade-bello")
    ]
    up = "../../" if builder == "dirhtml" else "../"
    name = "posts/one/index.html" if builder == "dirhtml" else "posts/one.html"
    links = {
        str(link["href"])
        for link in built.html(name).select(".confnotes-head a, .confnotes-talk a")
    }
    for subject in ("speaker/rosa-wirth", "tag/soup", "conference/waitconf", "author/ana-holm"):
        assert f"{up}conf/{subject}{end}" in links


def test_those_of_an_inventory(build: Build, builder: str) -> None:
    found = inventory(build(FILES, builder, conf=f"{CONF}confnotes_pages['tag'] = 3\n"))
    end = "/" if builder == "dirhtml" else ".html"
    assert ("Rosa Wirth", "conf:speaker", f"conf/speaker/rosa-wirth{end}") in found
    index = "conf-tags/" if builder == "dirhtml" else "conf-tags.html"
    assert ("soup", "conf:tag", f"{index}#cap-S") in found


def test_indices_lead_there(build: Build) -> None:
    built = build(FILES, conf=CONF)
    links = {
        link.get_text(): str(link["href"])
        for link in built.html("conf-speakers.html").select("td a")
    }
    assert links["Ade Bello"] == "conf/speaker/ade-bello.html#ade-bello"
    assert links["Soup"] == "posts/one.html#soup"


def test_the_search_finds_them(build: Build, builder: str) -> None:
    built = build(FILES, builder, conf=CONF)
    index = search_index(built)
    names = index["docnames"]
    assert {f"conf/{name}" for name in ALL} <= set(names)
    assert [names[at] for at, _ in index["alltitles"]["Rosa Wirth"]] == ["conf/speaker/rosa-wirth"]
    assert names.index("conf/speaker/rosa-wirth") == index["titleterms"]["rosa"]
    # The words of talks lead to their posts.
    rises = index["terms"]["rise"]
    assert names[rises] == "posts/one"


def test_the_search_finds_them_after_other_builds(build: Build) -> None:
    built = build(FILES, conf=CONF)
    index = built.text("searchindex.js")
    build()
    assert built.text("searchindex.js") == index
    edit(built, "later.md", "Tea", "Coffee")
    build()
    assert "conf/speaker/rosa-wirth" in search_index(built)["docnames"]
    fresh = {name: (built.source / name).read_text("utf-8") for name in [*FILES, "conf.py"]}
    assert pages(build(fresh, folder="fresh")) == pages(built)
    # Even where what was kept, or the index itself, has gone.
    for path in built.doctrees.glob("confnotes-overviews-*"):
        path.unlink()
    build()
    assert "conf/speaker/rosa-wirth" in search_index(built)["docnames"]


def test_from_how_many_talks_on(build: Build) -> None:
    built = build(FILES)
    assert written(built) == {"conference/waitconf", "conference/teadays", "speaker/rosa-wirth"}
    links = built.html("index.html").select("p > a.internal")
    assert [str(link["href"]) for link in links] == [
        "conf/speaker/rosa-wirth.html",
        "conf-tags.html#cap-S",
        "conf-speakers.html#cap-A",
    ]
    assert again(build, built, conf="confnotes_pages = ['author', 'tag']\n") == {
        "author/holm",
        "author/bo-falk",
    }
    assert written(built) == {"author/holm", "author/bo-falk"}
    assert not (built.out / "conf" / "speaker").exists()
    again(build, built, conf="confnotes_pages = []\n")
    assert not (built.out / "conf").exists()
    assert dead_links(built) == set()


def test_no_page_without_notes(build: Build) -> None:
    built = build({"a.md": "---\nauthors: [Ana]\n---\n\n# A\n\nText.\n"}, conf=EACH)
    assert not (built.out / "conf").exists()


@pytest.mark.parametrize("name", ["singlehtml", "epub", "text", "json", "pseudoxml", "confnotes"])
def test_other_builders_have_none(build: Build, name: str) -> None:
    with_pages = build(FILES, name, conf=CONF)
    without = build(FILES, name, conf=CONF + "confnotes_pages = []\n", folder="without")
    assert not (with_pages.out / "conf").exists()
    if name != "epub":
        assert pages(with_pages).keys() == pages(without).keys()
        same = [one for one in pages(without) if one.endswith((".html", ".txt", "talks.json"))]
        assert [pages(with_pages)[one] for one in same] == [pages(without)[one] for one in same]


def test_drafts_and_hidden_notes_stay_hidden(build: Build) -> None:
    files = {
        "draft.md": post(12, talk("Soup", "speakers: Rosa Wirth", "tags: soup"), draft=True),
        "only.md": post(
            13,
            f":::::{{only}} secret\n{talk('Bread', 'speakers: Rosa Wirth')}\n:::::\n",
            talk("Salt"),
        ),
    }
    built = build(files, conf=EACH)
    assert written(built) == {"conference/waitconf"}
    assert titles(built, "conference/waitconf") == ["Salt"]
    assert not built.html("draft.html").select('a[href*="conf/"]')
    build(args=["-t", "secret"])
    assert titles(built, "speaker/rosa-wirth") == ["Bread"]


def test_talks_of_other_sites(build: Build) -> None:
    theirs = other_sites.talk("soup", "Cold soup", "Theirs.", speakers=["Rosa Wirth"])
    data = other_sites.site(other_sites.post("day", theirs, conference="WaitConf"))
    built = build(
        FILES | {"them.json": data}, conf=f"{CONF}confnotes_others = {{'T': 'them.json'}}\n"
    )
    assert "Cold soup" in titles(built, "conference/waitconf")
    assert "Cold soup" in titles(built, "speaker/rosa-wirth")
    days = section(built, "conference/waitconf").select(".confnotes-posts > li")
    assert [day.get_text() for day in days][1].endswith("Their day (T)")
    before = dict(pages(built))
    (built.source / "them.json").write_text(data.replace("Theirs.", "Ours."), "utf-8")
    assert again(build, built) == {"conference/waitconf", "speaker/rosa-wirth", "author/bo"}
    assert pages(built).keys() == before.keys()


HOSTILE = (
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "CON",
    "index",
    "Ümit Öz",
    "王芳",
    "🍲",
    "שרה לוי",
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
    "a" * 300,
    "C:\\x\\y",
    "?",
    "%2e%2e",
    "x'\"><img src=x onerror=alert(1)>",
)


def test_names_that_would_be_something_else(build: Build, builder: str) -> None:
    files = {
        f"p{at}.md": post(12, talk(f"T{at}"), tags=[name], conference=name)
        for at, name in enumerate(HOSTILE)
    }
    built = build(files, builder, conf=EACH)
    found = {Path(name) for name in written(built)}
    assert len(found) == 2 * len(HOSTILE)
    for name in found:
        assert len(name.parts) == 2
        assert len(name.name) < 80
        assert set(name.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert name.name not in ("con", "index")
    heads = {section(built, name.as_posix()).h1.get_text()[:-1] for name in found}  # type: ignore[union-attr]
    assert heads == {" ".join(name.split()) for name in HOSTILE}
    for name in found:
        whole = page(built, name.as_posix())
        assert not whole.select(".confnotes-overview script, img[onerror]")
    assert dead_links(built) == set()


def test_an_address_stays_when_others_come(build: Build) -> None:
    files = {"a.md": post(12, talk("T", "tags: machine learning, C++, Crème"))}
    built = build(files, conf=EACH)
    before = written(built)
    assert "tag/machine-learning" in before
    others = "tags: machine-learning, c, creme, C#, MACHINE  LEARNING"
    (built.source / "b.md").write_text(post(13, talk("U", others)), "utf-8")
    build()
    after = written(built)
    assert before < after
    assert len(after - before) == 4
    name = next(name for name in after if name.startswith("tag/machine-learning-"))
    assert section(built, name).h1.get_text() == "machine-learning¶"  # type: ignore[union-attr]
    assert titles(built, "tag/machine-learning") == ["U", "T"]


@pytest.mark.parametrize("name", ["conf/tag/soup", "conf/Tag/Soup"])
def test_a_document_of_that_name_stays(build: Build, builder: str, name: str) -> None:
    files = FILES | {f"{name}.md": "---\norphan: true\n---\n\n# Mine\n"}
    built = build(files, builder, conf=CONF)
    (warning,) = built.warnings
    assert f"{name}.md" in warning
    assert (
        f"page '{name}': expected another name than that of the page of the tag 'soup'" in warning
    )
    assert "[confnotes.publish]" in warning
    file = f"{name}/index.html" if builder == "dirhtml" else f"{name}.html"
    assert "Mine" in built.html(file).get_text()
    links = built.html("index.html").select("p > a.internal")
    assert "conf-tags" in str(links[1]["href"])


def test_a_document_takes_the_place_of_a_page_and_leaves_it(build: Build, builder: str) -> None:
    built = build(FILES, builder, conf=CONF)
    before = pages(built)
    path = built.source / "conf" / "tag" / "soup.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\norphan: true\n---\n\n# Mine\n", "utf-8")
    build(builder=builder)
    assert "Mine" in page(built, "tag/soup").get_text()
    path.unlink()
    build(builder=builder)
    assert titles(built, "tag/soup") == ["Soup", "Bread"]
    after = pages(built)
    assert {name for name in after if after[name] != before.get(name)} <= {
        "_sources/conf/tag/soup.md.txt"
    }


def test_a_page_of_the_project_that_is_no_document(build: Build) -> None:
    conf = (
        f"{CONF}templates_path = ['t']\nhtml_additional_pages = {{'conf/tag/soup': 'mine.html'}}\n"
    )
    built = build(FILES | {"t/mine.html": "Mine.\n"}, conf=conf)
    assert built.text("conf/tag/soup.html").strip() == "Mine."
    assert "page 'conf/tag/soup': expected another name" in built.warnings[0]


def test_only_what_shows_something_else_is_written(build: Build, builder: str) -> None:
    built = build(FILES, builder, conf=CONF)
    assert again(build, built) == set()
    edit(built, "later.md", "Wait.", "Steep.")
    assert again(build, built) == {"speaker/ade-bello", "conference/teadays"}
    # A comment, which they don't show.
    edit(built, "posts/two.md", "::::\n", ":::{comment}\nSalty.\n:::\n::::\n")
    assert again(build, built) == set()
    edit(built, "index.md", "Home", "House")
    assert again(build, built) == set()
    edit(built, "posts/two.md", "Day 13", "A day")
    assert again(build, built) == {"conference/waitconf"}
    (built.out / "conf" / "tag").joinpath(
        "soup.html" if builder == "html" else "soup/index.html"
    ).unlink()
    touch(built.source / "index.md")
    assert again(build, built) == {"tag/soup"}
    assert again(build, built, args=["-a"]) == ALL
    assert again(build, built, conf="html_title = 'Other'\n") == ALL


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_as_in_a_fresh_build(build: Build, builder: str, jobs: str) -> None:
    built = build(FILES, builder, conf=CONF, args=["-j", jobs])
    edit(built, "posts/one.md", "Rosa Wirth, Ade Bello", "Di Vo")
    edit(built, "posts/one.md", "tags: soup", "tags: queues")
    (built.source / "posts" / "three.md").write_text(FILES["posts/two.md"].replace("13", "15"))
    (built.source / "later.md").unlink()
    build(builder=builder, args=["-j", jobs])
    assert "speaker/ade-bello" not in written(built)
    assert not (built.out / "conf" / "conference" / "teadays").exists()
    files = {
        path.relative_to(built.source).as_posix(): path.read_text("utf-8")
        for path in built.source.rglob("*")
        if path.is_file()
    }
    fresh = pages(build(files, builder, folder="fresh"))
    got = pages(built)
    assert {name for name in fresh if got.get(name) != fresh[name]} == set()
    gone = {name for name in got if name not in fresh}
    assert all("later" in name for name in gone)


def test_a_post_is_written_again_when_a_page_comes_or_goes(build: Build) -> None:
    files = {
        "a.md": post(12, talk("Soup", "speakers: Rosa Wirth", "tags: soup"), conference=""),
        "b.md": post(13, talk("Bread"), conference=""),
        "list.md": "---\norphan: true\n---\n\n# List\n\n```{talk-list}\n:tags: soup\n```\n",
    }
    built = build(files, conf='confnotes_pages = {"speaker": 2, "tag": 2}\n')

    def leads() -> list[list[str]]:
        return [
            [
                str(link["href"])
                for link in built.html(name).select('.confnotes-talk a[href^="conf"]')
            ]
            for name in ("a.html", "list.html")
        ]

    assert leads() == [["conf-tags.html#cap-S"]] * 2
    edit(built, "b.md", "{talk} Bread\n", "{talk} Bread\n:speakers: Rosa Wirth\n:tags: soup\n")
    build()
    pages_of_it = ["conf/speaker/rosa-wirth.html", "conf/tag/soup.html"]
    assert leads() == [pages_of_it, [*pages_of_it, *pages_of_it]]
    edit(built, "b.md", ":speakers: Rosa Wirth\n:tags: soup\n", "")
    build()
    assert leads() == [["conf-tags.html#cap-S"]] * 2


PNG = b"\x89PNG\r\n\x1a\n"

RICH = """
![A pot](pot.png)

A mark.[^mark] A <span id="pot">span</span>, and `code`, and $x^2$.

```python
stir()
```

:::{note}
Hot.
:::

See {doc}`/index` and [the post](two.md).
"""


def test_notes_that_need_more_of_their_page(build: Build, builder: str) -> None:
    files: Mapping[str, str] = FILES | {
        "posts/rich.md": post(15, talk("Rich", "speakers: Rosa Wirth", "tags: soup", note=RICH))
        + "\n\n[^mark]: Its text.\n",
    }
    conf = f"{CONF}from pathlib import Path\nPath('posts/pot.png').write_bytes({PNG!r})\n"
    built = build(files, builder, conf=conf, args=["-W"])
    assert dead_links(built) == set()
    for name in ("speaker/rosa-wirth", "tag/soup", "conference/waitconf"):
        card = section(built, name)
        (image,) = card.select(".confnotes-talk img")
        up = "../../../" if builder == "dirhtml" else "../../"
        assert image["src"] == f"{up}_images/pot.png"
        assert (built.out / "_images" / "pot.png").is_file()
        assert len(card.select("#pot")) == 1
        assert all(card.select(one) for one in ("sup a", ".highlight-python", ".admonition"))
        assert page(built, name).select("script[src*=mathjax]")
    assert not page(built, "speaker/ade-bello").select("script[src*=mathjax]")
    assert again(build, built) == set()
    edit(built, "posts/rich.md", "Hot.", "Cold.")
    assert again(build, built) == {"speaker/rosa-wirth", "tag/soup", "conference/waitconf"}


def test_the_sidebar_is_that_of_a_page(build: Build, builder: str) -> None:
    tree = "```{toctree}\nposts/one\nposts/two\nlater\nconf/tag/mine\n```\n"
    files = FILES | {"index.md": f"# Home\n\n{tree}", "conf/tag/mine.md": "# Mine\n"}
    conf = f"{CONF}html_sidebars = {{'**': ['globaltoc.html']}}\n"
    built = build(files, builder, conf=conf)
    end = "/" if builder == "dirhtml" else ".html"
    for name in ("tag/soup", "tag/bread", "speaker/rosa-wirth"):
        links = page(built, name).select(".sphinxsidebar li a")
        here = f"conf/{name}" if builder == "dirhtml" else f"conf/{name.partition('/')[0]}"
        found = [normpath(join(here, str(link["href"]))) for link in links]
        assert found == [
            f"{one}{end}".rstrip("/")
            for one in ("posts/one", "posts/two", "later", "conf/tag/mine")
        ]


def test_redirects_keep_off_these_pages(build: Build) -> None:
    files = FILES | {"old.md": post(16, talk("Old"), aliases=["/conf/tag/soup.html"])}
    built = build(files, conf=CONF)
    assert "[confnotes.permalink]" in built.warnings[0]
    assert titles(built, "tag/soup") == ["Soup", "Bread"]
    edit(built, "old.md", "Wait.", "Hurry.")
    assert "[confnotes.permalink]" in build().warnings[0]
    assert titles(built, "tag/soup") == ["Soup", "Bread"]


def test_wrong_entries_are_warned_about(build: Build) -> None:
    built = build({"index.md": "# Home\n"}, conf='confnotes_pages = {"speaker": 0, "tag": 1}\n')
    (warning,) = built.warnings
    assert "conf.py:2: WARNING: confnotes_pages['speaker'] = 0: expected one of" in warning
    assert "[confnotes.config]" in warning


def test_words_are_in_the_language_of_the_project(build: Build) -> None:
    built = build(FILES, conf=f"{CONF}language = 'de'\n")
    assert said(built, "speaker/rosa-wirth")[1] == "Konferenzen: WaitConf"
    top = section(built, "tag/soup").select_one(".confnotes-subject")
    assert top
    assert top.get_text() == "Schlagwort"
