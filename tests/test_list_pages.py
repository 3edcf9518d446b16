"""Long summaries and lists in pages: what is on which, at which address, and when it is written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.builds import Build, Built, edit, pages, times, touch
from tests.support.whole_sites import dead_links, search_index

NO_SUBJECTS = "confnotes_pages = []\nhtml_baseurl = 'https://waits.example/notes/'\n"
BUILDERS = ["html", "dirhtml"]
OF_SPHINX = {"genindex", "search", "conf-days", "conf-speakers", "conf-tags"}
"""The pages that Sphinx makes itself, and writes in each build."""


def talk(title: str, *facts: str, note: str = "We waited.") -> str:
    fields = "\n".join(f":{fact}" for fact in facts)
    return f"::::{{talk}} {title}\n{fields}\n\n:::{{tldr}}\n{note}\n:::\n::::\n"


def post(number: int, *talks: str, date: str = "", **matter: str) -> str:
    date = date or f"2031-{1 + number // 28:02}-{1 + number % 28:02}"
    given = {"title": f"Day {number}", "date": date, "conference": "WaitConf", **matter}
    head = "".join(f"{key}: {value}\n" for key, value in given.items())
    return "\n".join([f"---\n{head}---\n", *(talks or [talk(f"Queue {number}", "tags: soup")])])


def posts(numbers: Sequence[int], **matter: str) -> dict[str, str]:
    return {f"posts/d{number:03}.md": post(number, **matter) for number in numbers}


def listing(directive: str, *options: str) -> str:
    given = "".join(f":{option}\n" for option in options)
    return f"```{{{directive}}}\n{given}```\n"


def document(*blocks: str) -> str:
    return "---\norphan: true\n---\n\n# All of it\n\n" + "\n".join(blocks)


def address(built: Built, page: str) -> str:
    """Return the file of a page."""
    is_folder = built.builder == "dirhtml" and page.rpartition("/")[2] != "index"
    return f"{page}/index.html" if is_folder else f"{page}.html"


def titles(built: Built, page: str, list_number: int = 0) -> list[str]:
    """Return the titles of the talks in a list of a page."""
    lists = built.html(address(built, page)).select(".confnotes-list, .confnotes-summary")
    chosen = lists[list_number].select(".confnotes-talk, .confnotes-item")
    links = [one.select_one(".confnotes-title, .confnotes-column-talk") for one in chosen]
    return [link.get_text().strip() for link in links if link]


def numbers(built: Built, page: str) -> list[int]:
    return [int(title.removeprefix("Queue ")) for title in titles(built, page)]


def links(built: Built, page: str) -> list[tuple[str, str]]:
    """Return the links to pages: labels and addresses, the current page without one."""
    found = built.html(address(built, page)).select("nav.confnotes-pages > ul a")
    return [
        (link.get_text(), "" if link.get("aria-current") == "page" else str(link["href"]))
        for link in found
    ]


def months(built: Built, page: str) -> list[tuple[str, str]]:
    found = built.html(address(built, page)).select("nav.confnotes-pages details a")
    return [(link.get_text(), str(link["href"])) for link in found]


def relations(built: Built, page: str) -> dict[str, str]:
    found = built.html(address(built, page)).select("head link[rel]")
    return {
        str(link["rel"][0]): str(link["href"])
        for link in found
        if link["rel"][0] in ("prev", "next", "canonical")
    }


def further(built: Built) -> set[str]:
    """Return the pages of lists that are no documents."""
    names = {name.removesuffix("/index") for name in times(built)}
    documents = {
        path.relative_to(built.source).with_suffix("").as_posix().removesuffix("/index")
        for path in built.source.rglob("*.md")
    }
    return names - documents - OF_SPHINX


def again(build: Build, built: Built) -> set[str]:
    """Build again, and return the pages that were written."""
    before = times(built)
    after = times(build(builder=built.builder))
    written = {
        name.removesuffix("/index") for name, then in after.items() if before.get(name) != then
    }
    return written - OF_SPHINX


def files_of_filters(built: Built) -> list[dict[str, Any]]:
    folder = built.out / "_static" / "confnotes-lists"
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_document_has_the_newest(build: Build, builder: str) -> None:
    files = {**posts(range(17)), "lists/all.md": document(listing("daily-summary", "paginate: 5"))}
    built = build(files, builder, conf=NO_SUBJECTS, args=["-W"])
    assert further(built) == {"lists/all/1", "lists/all/2"}
    assert numbers(built, "lists/all") == list(range(16, 9, -1))
    assert numbers(built, "lists/all/2") == [9, 8, 7, 6, 5]
    assert numbers(built, "lists/all/1") == [4, 3, 2, 1, 0]
    assert dead_links(built) == set()


@pytest.mark.parametrize("builder", BUILDERS)
def test_with_the_oldest_first_it_has_the_oldest(build: Build, builder: str) -> None:
    options = ("paginate: 5", "order: oldest")
    files = {**posts(range(12)), "lists/all.md": document(listing("talk-list", *options))}
    built = build(files, builder, conf=NO_SUBJECTS, args=["-W"])
    assert further(built) == {"lists/all/2", "lists/all/3"}
    assert numbers(built, "lists/all") == [0, 1, 2, 3, 4]
    assert numbers(built, "lists/all/2") == [5, 6, 7, 8, 9]
    assert numbers(built, "lists/all/3") == [10, 11]
    assert dead_links(built) == set()


@pytest.mark.parametrize(
    ("option", "names", "shown"),
    [
        ("year", ["2030", "2029"], ["2031", "2030", "2029"]),
        ("month", ["2031-02", "2030-12", "2029-12"], ["2031-03", "2031-02", "2030-12", "2029-12"]),
    ],
)
@pytest.mark.parametrize("directive", ["daily-summary", "talk-list"])
def test_a_page_for_each_year_or_month(
    build: Build, option: str, names: list[str], shown: list[str], directive: str
) -> None:
    dates = ["2031-03-04", "2031-03-01", "2031-02-28", "2030-12-31", "2029-12-31"]
    files = {
        f"posts/d{number}.md": post(number, talk(date), date=date)
        for number, date in enumerate(dates)
    }
    files |= {
        "all.md": document(listing(directive, f"paginate: {option}")),
        "by-title.md": document(listing("talk-list", f"paginate: {option}", "sort: title")),
    }
    built = build(files, conf=NO_SUBJECTS, args=["-W"])
    for name in ("all", "by-title"):
        of_pages = [titles(built, page) for page in (name, *(f"{name}/{one}" for one in names))]
        assert sum(map(len, of_pages)) == len(dates)
        for titles_of_page, begin in zip(of_pages, shown, strict=True):
            assert all(title.startswith(begin) for title in titles_of_page)
    assert titles(built, "by-title") == sorted(titles(built, "all"))
    label = "February 2031" if option == "month" else "2030"
    assert links(built, "all")[1][0] == label
    title = built.html(f"all/{names[0]}.html").select_one("h1")
    assert title
    assert title.get_text() == f"All of it: {label}¶"


def test_what_has_no_date_is_on_the_last_page(build: Build) -> None:
    files = {
        "posts/a.md": post(1, talk("New"), date="2031-01-01"),
        "posts/b.md": post(2, talk("Old"), date="2030-01-01"),
        "posts/c.md": "---\ntitle: No day\nconference: WaitConf\n---\n\n" + talk("Undated"),
        "all.md": document(listing("talk-list", "paginate: year")),
        "oldest.md": document(listing("talk-list", "paginate: year", "order: oldest")),
    }
    built = build(files, conf=NO_SUBJECTS, args=["-W"])
    assert (titles(built, "all"), titles(built, "all/2030")) == (["New"], ["Old", "Undated"])
    assert titles(built, "oldest") == ["Old"]
    assert titles(built, "oldest/2031") == ["New", "Undated"]


def test_a_group_that_is_cut_is_on_both_pages(build: Build) -> None:
    day = [talk(f"Queue {number}", "tags: soup") for number in range(5)]
    other = talk("Queue 9", "tags: bread")
    options = ("paginate: 2", "group-by: tag", "layout: table")
    files = {"posts/a.md": post(1, *day, other), "all.md": document(listing("talk-list", *options))}
    built = build(files, conf=NO_SUBJECTS, args=["-W"])
    assert numbers(built, "all") == [9, 0]
    assert numbers(built, "all/2") == [1, 2]
    assert numbers(built, "all/3") == [3, 4]
    for page in ("all", "all/2", "all/3"):
        assert built.html(f"{page}.html").select_one("#tag--soup")
    contents = built.html("all.html").select(".sphinxsidebar a[href='#tag--soup']")
    assert len(contents) == 1


def test_fewer_entries_are_as_without_the_option(build: Build) -> None:
    blocks = [listing("daily-summary"), listing("talk-list", "group-by: tag")]
    files = {**posts(range(9)), "all.md": document(*blocks)}
    files["index.md"] = "# Home\n\n[](all.md)\n"
    plain = pages(build(files, conf=NO_SUBJECTS))
    paged = document(
        listing("daily-summary", "paginate: 5"),
        listing("talk-list", "group-by: tag", "paginate: 9"),
    )
    got = pages(build({**files, "all.md": paged}, conf=NO_SUBJECTS))
    sources = {name for name in plain if name.startswith("_sources/")}
    assert {k: v for k, v in got.items() if k not in sources} == {
        k: v for k, v in plain.items() if k not in sources
    }


@pytest.mark.parametrize("option", ["3", "year"])
@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_nothing_is_on_one_page(build: Build, option: str, order: str) -> None:
    options = ("tags: nothing", f"paginate: {option}", f"order: {order}")
    blocks = [listing("daily-summary", *options), listing("talk-list", *options)]
    built = build({**posts(range(2)), "all.md": document(*blocks)}, conf=NO_SUBJECTS, args=["-W"])
    assert built.text("all.html").count("No notes match.") == 2
    assert further(built) == set()


def test_filters_and_limit_come_first(build: Build) -> None:
    files = {
        **posts(range(0, 20, 2)),
        **posts(range(1, 20, 2), conference="BreadConf"),
        "all.md": document(
            listing("daily-summary", "conference: WaitConf", "limit: 7", "paginate: 3")
        ),
    }
    built = build(files, conf=NO_SUBJECTS, args=["-W"])
    assert numbers(built, "all") == [18, 16, 14, 12]
    assert numbers(built, "all/1") == [10, 8, 6]


def test_links_by_number_and_month(build: Build) -> None:
    files = {**posts(range(0, 84, 4)), "all.md": document(listing("daily-summary", "paginate: 5"))}
    built = build(files, conf=NO_SUBJECTS, args=["-W"])
    assert links(built, "all") == [
        ("Newest", ""), ("3", "all/3.html"), ("2", "all/2.html"), ("1", "all/1.html"),
    ]  # fmt: skip
    # Neither the pages that came later, nor their months.
    assert links(built, "all/1") == [("Newest", "../all.html"), ("2", "2.html"), ("1", "")]
    assert links(built, "all/2")[:2] == [("Newest", "../all.html"), ("3", "3.html")]
    assert months(built, "all") == [
        ("March 2031", "#2031-03-25"),
        ("February 2031", "all/3.html#2031-02-25"),
        ("January 2031", "all/2.html#2031-01-25"),
    ]
    assert months(built, "all/2") == [
        ("February 2031", "#2031-02-09"),
        ("January 2031", "#2031-01-25"),
    ]
    assert dead_links(built) == set()
    landmark = built.html("all/2.html").select_one("nav.confnotes-pages")
    assert landmark
    assert landmark["aria-label"] == "Pages of All of it"


def test_a_page_among_many_links_those_beside_it(build: Build) -> None:
    blocks = [listing("daily-summary", "paginate: 1")]
    blocks.append(listing("talk-list", "paginate: 1", "order: oldest", "name: up"))
    built = build({**posts(range(20)), "all.md": document(*blocks)}, conf=NO_SUBJECTS)
    assert len(links(built, "all")) == 20 + 20
    shown = [label for label, _ in links(built, "all/15")]
    assert shown == ["Newest", "16", "15", "14", "13", "12", "11", "1"]
    assert [label for label, _ in links(built, "all/5")] == ["Newest", "6", "5", "4", "3", "2", "1"]
    shown = [label for label, _ in links(built, "all/up/15")]
    assert shown == ["1", "11", "12", "13", "14", "15", "16"]


@pytest.mark.parametrize("option", ["year", "month"])
def test_a_new_period_leaves_pages_in_any_order_alone(build: Build, option: str) -> None:
    dates = [f"{year}-05-0{day}" for year in (2028, 2029, 2030) for day in (1, 2)]
    files = {f"posts/d{n}.md": post(n, talk(f"T{n}"), date=date) for n, date in enumerate(dates)}
    files["all.md"] = document(listing("talk-list", f"paginate: {option}", "sort: title"))
    built = build(files, conf=NO_SUBJECTS)
    (built.source / "posts" / "new.md").write_text(post(9, date="2032-01-01"), "utf-8")
    written = {name for name in again(build, built) if name.startswith("all/")}
    end = "" if option == "year" else "-05"
    # The one that has become a page of its own, and its neighbour.
    assert written == {f"all/2030{end}", f"all/2029{end}"}


def test_a_list_that_is_not_in_order_of_dates_has_no_months(build: Build) -> None:
    options = ("paginate: 10", "group-by: tag")
    files = {**posts(range(0, 84, 4)), "all.md": document(listing("talk-list", *options))}
    built = build(files, conf=NO_SUBJECTS)
    assert links(built, "all") == [("1", ""), ("2", "all/2.html"), ("3", "all/3.html")]
    assert months(built, "all") == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_head_says_what_comes_before_and_behind(build: Build, builder: str) -> None:
    files = {
        **posts(range(15)),
        "all.md": document(listing("daily-summary", "paginate: 5")),
        "in.md": "# In a toctree\n\n" + listing("daily-summary", "paginate: 5"),
        "index.md": "# Home\n\n```{toctree}\nin\n```\n",
    }
    built = build(files, builder, conf=NO_SUBJECTS, args=["-W"])
    site, end = "https://waits.example/notes/", "/" if builder == "dirhtml" else ".html"
    ups = "../" if builder == "html" else "../../"
    assert relations(built, "all/2") == {
        "canonical": f"{site}all/2{end}",
        "prev": "../all.html" if builder == "html" else "../",
        "next": "1.html" if builder == "html" else "../1/",
    }
    assert "next" not in relations(built, "all/1")
    assert relations(built, "all") == {
        "canonical": f"{site}all{end}",
        "next": "all/2.html" if builder == "html" else "2/",
    }
    # Sphinx's own links stay alone.
    assert relations(built, "in") == {
        "canonical": f"{site}in{end}",
        "prev": "index.html" if builder == "html" else "../",
    }
    home = built.html(address(built, "all/1")).select_one(".confnotes-list-home a")
    assert home
    assert home["href"] == (f"{ups}all.html" if builder == "html" else "../")


@pytest.mark.parametrize("builder", BUILDERS)
def test_several_lists_of_a_document(build: Build, builder: str) -> None:
    blocks = [
        listing("talk-list", "paginate: 4"),
        "## By day\n",
        listing("talk-list", "paginate: 4", "group-by: day", "layout: list"),
        "## Named\n",
        listing("daily-summary", "paginate: 4", "name: the days"),
        listing("daily-summary", "limit: 2"),
    ]
    files = {**posts(range(8)), "sub/index.md": document(*blocks)}
    built = build(files, builder, conf=NO_SUBJECTS, args=["-W"])
    assert further(built) == {"sub/1", "sub/list-2/1", "sub/the-days/1"}
    for page in further(built):
        assert numbers(built, page) == [3, 2, 1, 0]
    found = built.html("sub/index.html").select("nav.confnotes-pages")
    assert [nav["aria-label"] for nav in found] == [
        "Pages of All of it", "Pages of By day", "Pages of Named",
    ]  # fmt: skip
    title = built.html(address(built, "sub/list-2/1")).select_one("h1")
    assert title
    assert title.get_text() == "By day, page 1¶"
    assert dead_links(built) == set()
    # Days that stand twice in the document are led to where they stand in the list.
    ids = [str(tag["id"]) for tag in built.html("sub/index.html").select("[id]")]
    assert len(ids) == len(set(ids))


def test_lists_of_one_section_are_told_apart(build: Build) -> None:
    blocks = [listing("talk-list", "paginate: 4")] * 2
    built = build({**posts(range(8)), "all.md": document(*blocks)}, conf=NO_SUBJECTS, args=["-W"])
    found = built.html("all.html").select("nav.confnotes-pages")
    assert [nav["aria-label"] for nav in found] == ["Pages of All of it", "Pages of All of it (2)"]
    title = built.html("all/list-2/1.html").select_one("h1")
    assert title
    assert title.get_text() == "All of it (2), page 1¶"


def test_names_of_others_stay_theirs(build: Build) -> None:
    files = {
        **posts(range(15)),
        "all.md": document(listing("daily-summary", "paginate: 5")),
        "all/2.md": "---\norphan: true\n---\n\n# Two\n",
        "all/1/index.md": "---\norphan: true\n---\n\n# One\n",
        "all/page-1.md": "---\norphan: true\n---\n\n# One\n",
    }
    for builder in BUILDERS:
        built = build(files, builder, conf=NO_SUBJECTS, args=["-W"])
        assert built.html(address(built, "all/2")).select_one("h1").get_text() == "Two¶"
        one, two = sorted(further(built))
        assert (one[:11], two) == ("all/page-1-", "all/page-2")
        assert numbers(built, one) == [4, 3, 2, 1, 0]
        assert dead_links(built) == set()


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", ""])
def test_another_value_is_told_and_left(build: Build, value: str) -> None:
    files = {
        **posts(range(3)),
        "all.md": document(listing("daily-summary", f"paginate: {value}", "order: oldest")),
    }
    built = build(files, conf=NO_SUBJECTS)
    (warning,) = built.warnings
    assert warning.startswith("all.md:8: WARNING: option 'paginate")
    assert "expected a whole number from 1, 'year' or 'month'" in warning
    assert warning.endswith("[confnotes.option]")
    assert numbers(built, "all") == [0, 1, 2]
    assert further(built) == set()


def test_a_timetable_is_on_one_page(build: Build) -> None:
    options = ("layout: timetable", "paginate: 1")
    files = {**posts(range(3)), "all.md": document(listing("talk-list", *options))}
    built = build(files, conf=NO_SUBJECTS)
    (warning,) = built.warnings
    assert warning.startswith("all.md:9: WARNING: option 'paginate'")
    assert warning.endswith("[confnotes.option]")
    assert further(built) == set()


@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "latex", "text", "man", "xml", "json", "confnotes"]
)
def test_other_builders_have_all_of_it(build: Build, builder: str) -> None:
    files = {
        **posts(range(12)),
        "all.md": "# All of it\n\n" + listing("daily-summary", "paginate: 3"),
        "index.md": "# Home\n\n```{toctree}\nall\n```\n",
    }
    paged = build(files, builder, conf=NO_SUBJECTS)
    plain = {**files, "all.md": "# All of it\n\n" + listing("daily-summary")}
    paged_files = {name for name in pages(paged) if "all" in name or name.endswith(".json")}
    # The same files, and in them everything.
    assert paged_files == {
        name
        for name in pages(build(plain, builder, conf=NO_SUBJECTS))
        if "all" in name or name.endswith(".json")
    }
    whole = b"".join(content for content in pages(paged).values())
    if builder in ("singlehtml", "text", "xml", "json"):
        assert all(f"Queue {number}".encode() in whole for number in range(12))
    assert b"confnotes-pages" not in b"".join(
        content for name, content in pages(paged).items() if not name.endswith((".css", ".js"))
    )


def test_a_day_that_is_added_leaves_full_pages_alone(build: Build) -> None:
    files = {**posts(range(12)), "all.md": document(listing("daily-summary", "paginate: 3"))}
    built = build(files, conf=NO_SUBJECTS)
    assert again(build, built) == set()
    (built.source / "posts/d012.md").write_text(post(12), "utf-8")
    written = again(build, built)
    assert {"all", "posts/d012"} <= written
    assert not {name for name in written if name.startswith("all/")}
    assert numbers(built, "all") == [12, 11, 10, 9]
    for number in (13, 14):
        (built.source / f"posts/d{number:03}.md").write_text(post(number), "utf-8")
    # A page is full, and its neighbour leads there.
    written = again(build, built)
    assert {name for name in written if name.startswith("all/")} == {"all/4", "all/3"}
    assert numbers(built, "all/4") == [11, 10, 9]


def test_only_the_page_of_a_talk_is_written_again(build: Build) -> None:
    files = {**posts(range(12)), "all.md": document(listing("daily-summary", "paginate: 3"))}
    built = build(files, conf=NO_SUBJECTS)
    edit(built, "posts/d004.md", "We waited.", "We left.")
    written = again(build, built)
    assert {name for name in written if name.startswith("all")} == {"all/2"}
    assert "We left." in built.text("all/2.html")
    (found,) = files_of_filters(built)
    assert [row[4] for row in found["talks"] if row[0] == "Queue 4"] == ["We left."]


@pytest.mark.parametrize("builder", BUILDERS)
def test_pages_that_are_no_longer_wanted_are_removed(build: Build, builder: str) -> None:
    files = {**posts(range(12)), "all.md": document(listing("daily-summary", "paginate: 3"))}
    built = build(files, builder, conf=NO_SUBJECTS)
    assert further(built) == {"all/1", "all/2", "all/3"}
    for number in range(9, 12):
        (built.source / f"posts/d{number:03}.md").unlink()
    build(builder=builder)
    assert further(built) - {f"posts/d{number:03}" for number in range(9, 12)} == {"all/1", "all/2"}
    edit(built, "all.md", ":paginate: 3\n", "")
    build(builder=builder)
    assert not (built.out / "all" / "1").exists()
    assert not (built.out / "all" / "1.html").exists()
    assert not (built.out / "_static" / "confnotes-lists").exists()
    assert "all/1" not in search_index(built)["docnames"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_edit_gives_what_a_fresh_build_gives(build: Build, jobs: str) -> None:
    blocks = [
        listing("daily-summary", "paginate: 4"),
        "## By tag\n",
        listing("talk-list", "paginate: month", "group-by: tag", "name: tags"),
    ]
    files = {**posts(range(0, 80, 4)), "lists/all.md": document(*blocks)}
    files["index.md"] = "# Home\n\nNo toctree.\n"
    built = build(files, conf=NO_SUBJECTS, args=["-j", jobs])
    edit(built, "posts/d040.md", "tags: soup", "tags: bread")
    edit(built, "posts/d004.md", "title: Day 4", "title: Day four\ndraft: true")
    built = build(args=["-j", jobs])
    got = pages(built)
    sources = {
        path.relative_to(built.source).as_posix(): path.read_text("utf-8")
        for path in built.source.rglob("*.*")
    }
    fresh = pages(build(sources, folder="fresh"))
    assert {name for name in got.keys() | fresh.keys() if got.get(name) != fresh.get(name)} == set()


def test_drafts_and_what_is_hidden_are_on_no_page(build: Build) -> None:
    hidden = "`````{only} draft\n" + talk("Hidden") + "`````\n"
    files = {
        **posts(range(6)),
        "posts/secret.md": post(1, talk("Secret"), draft="true"),
        "posts/d002.md": post(2, talk("Queue 2"), hidden),
        "all.md": document(listing("talk-list", "paginate: 3")),
        "none.md": document("````{only} draft\n" + listing("talk-list", "paginate: 3") + "````\n"),
    }
    built = build(files, conf=NO_SUBJECTS, args=["-W"])
    assert further(built) == {"all/1"}
    assert numbers(built, "all/1") == [2, 1, 0]
    (found,) = files_of_filters(built)
    assert sorted(row[0] for row in found["talks"]) == [f"Queue {number}" for number in range(6)]
    shown = build(builder="html", args=["-t", "draft"])
    assert {"none/1", "all/1"} <= further(shown)
    assert "Hidden" in titles(shown, "all/1")


def test_the_filter_has_all_talks(build: Build) -> None:
    files = {
        **posts(range(5)),
        "posts/d005.md": post(
            5, talk("Sält", "speakers: Rosa Wirth (Soup Lab)", "tags: a, b", note="With *salt*.")
        ),
        "a/all.md": document(listing("talk-list", "paginate: 2", "group-by: day")),
        "a/none.md": document(listing("talk-list", "paginate: 2", "notes: none")),
    }
    built = build(files, conf=NO_SUBJECTS)
    everything = files_of_filters(built)
    assert [len(found["talks"]) for found in everything] == [6, 6]
    salt = [row for found in everything for row in found["talks"] if row[0] == "Sält"]
    first = ["Sält", salt[0][1], "Rosa Wirth", ["a", "b"]]
    assert sorted(row[4] for row in salt) == ["", "With salt."]
    assert all(row[:4] == first for row in salt)
    assert salt[0][1].startswith("../../posts/d005.html#")
    of_days = next(found for found in everything if found["anchors"])
    assert of_days["pages"] == ["../../a/all.html", "../../a/all/2.html", "../../a/all/1.html"]
    assert of_days["anchors"]["2031-01-01"] == 2


def test_without_controls_there_is_no_file(build: Build) -> None:
    files = {**posts(range(5)), "all.md": document(listing("talk-list", "paginate: 2"))}
    built = build(files, conf=f"{NO_SUBJECTS}confnotes_controls = False\n")
    assert files_of_filters(built) == []
    assert "data-index" not in built.text("all.html")
    assert further(built) == {"all/1"}


def test_the_search_finds_pages_by_their_headings(build: Build) -> None:
    options = ("paginate: 2", "group-by: kind")
    kinds = [
        talk(f"Queue {n}", f"kind: {kind}") for n, kind in enumerate(["Opening", "Parade"] * 2)
    ]
    files = {"posts/a.md": post(1, *kinds), "all.md": document(listing("talk-list", *options))}
    built = build(files, conf=NO_SUBJECTS)
    index = search_index(built)
    at = index["docnames"].index("all/2")
    assert index["titles"][at] == "All of it, page 2"
    assert index["terms"]["parad"] in (at, [at]) or at in index["terms"]["parad"]


def test_what_a_page_shows_is_as_in_the_document(build: Build) -> None:
    folded = "\n\n:::{comment}\n" + "So long. " * 80 + "\n:::\n"
    rich = talk("Queue 0", note="With $k$ queues, see {doc}`/index`." + folded)
    many = "```{image} /pot.png\n```"
    files = {
        "posts/d000.md": post(0, rich, talk("Queue 1", note=many)),
        **posts(range(2, 6)),
        "all.md": document(listing("talk-list", "paginate: 2")),
        "pot.png": "",
    }
    built = build(files, conf=NO_SUBJECTS)
    assert numbers(built, "all/1") == [0, 1]
    page = built.html("all/1.html")
    assert page.select_one("script[src*=mathjax]")
    assert page.select_one(".confnotes-talk .math")
    (image,) = page.select(".confnotes-talk img")
    assert (built.out / "all" / str(image["src"])).resolve().is_file()
    assert page.select_one(".confnotes-talk a[href='../index.html']")
    assert page.select_one("link[href*=confnotes]")


def test_references_lead_to_posts(build: Build) -> None:
    files = {
        **posts(range(9)),
        "all.md": document(listing("daily-summary", "paginate: 3", "name: every-day")),
        "index.md": "# Home\n\n{conf:talk}`queue-1` {conf:day}`2031-01-01` "
        "{ref}`days <every-day>`\n",
    }
    built = build(files, conf=NO_SUBJECTS)
    found = [str(link["href"]) for link in built.html("index.html").select(".body p a")]
    assert found == ["posts/d001.html#queue-1", "posts/d000.html", "all.html#every-day"]
    assert dead_links(built) == set()


def test_a_changed_title_is_on_all_pages(build: Build) -> None:
    files = {**posts(range(9)), "all.md": document(listing("daily-summary", "paginate: 3"))}
    built = build(files, conf=NO_SUBJECTS)
    edit(built, "all.md", "# All of it", "# Everything")
    build()
    title = built.html("all/1.html").select_one("h1")
    assert title
    assert title.get_text() == "Everything, page 1¶"
    touch(built.source / "all.md")
    assert not {name for name in again(build, built) if name.startswith("all/")}
