"""Pages in a real browser: controls of long lists, folded comments, and Sphinx's own search."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.browsing import Open, Site, serve
from tests.support.builds import run_sphinx

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

with contextlib.suppress(ImportError):
    # Not everybody has it; then these tests are skipped.
    from playwright.sync_api import expect

SPEAKERS = ("", "Ann Ouncer", "Bo Crumb", "Édith Piafé")
# In words they would be in another order.
DAYS = {"2031-04-30": range(1, 15), "2031-05-12": range(15, 29), "2031-06-02": range(29, 41)}
TOTAL = 40
NAME = "kettle-"
TALKATIVE = 40
LONG = "It whistled, and it went on whistling. " * 25 + "\n\n(the-lid)=\nAnd then the lid came off."


def tags(number: int) -> list[str]:
    """Return the tags of a talk: three that are frequent, and one of its own for the first 22."""
    frequent = {2: "soup", 3: "bread", 10: "crème, brûlée"}
    own = [f"own{number}"] if number <= 22 else []
    return [tag for n, tag in frequent.items() if number % n == 0] + own


def talk(number: int) -> str:
    speaker = SPEAKERS[number % len(SPEAKERS)]
    options = [f":name: {NAME}{number}", f":room: Room {number}"]
    options += [f":speakers: {speaker}"] if speaker else []
    listed = ", ".join(tag.replace(",", r"\,") for tag in tags(number))
    options += [f":tags: {listed}"] if listed else []
    comment = f"```{{comment}}\n{LONG}\n```\n" if number == TALKATIVE else ""
    return (
        f"````{{talk}} Kettle {number}\n" + "\n".join(options) + "\n\n"
        f"```{{tldr}}\nSteam, number {number}.\n```\n{comment}````\n"
    )


def post(day: str) -> str:
    talks = "\n".join(talk(number) for number in DAYS[day])
    return f"---\ntitle: Day of {day}\ndate: {day}\n---\n\nAn opening.\n\n{talks}"


def page_of(*directives: str) -> str:
    blocks = "\n".join(f"```{{{text}\n```\n" for text in directives)
    return f"# A page\n\n{blocks}\nBelow.\n"


FILES = {
    **{f"posts/{day}.md": post(day) for day in DAYS},
    "cards.md": page_of("talk-list}"),
    "list.md": page_of("talk-list}\n:layout: list"),
    "table.md": page_of("talk-list}\n:layout: table"),
    "titles.md": page_of("talk-list}\n:layout: table\n:sort: title"),
    "speakers.md": page_of("talk-list}\n:layout: table\n:group-by: speaker"),
    "tags.md": page_of("talk-list}\n:layout: list\n:group-by: tag"),
    "summary.md": page_of("daily-summary}"),
    "paged.md": page_of("talk-list}\n:paginate: 15"),
    "days.md": page_of("daily-summary}\n:paginate: 1"),
    "two.md": page_of("talk-list}\n:layout: list", "talk-list}\n:layout: table"),
    "short.md": page_of("talk-list}\n:layout: table\n:limit: 3"),
    "tabs.md": """# Tabs

`````{tab-set}
````{tab-item} First
Text.
````
````{tab-item} Second
```{talk-list}
:layout: list
```
````
`````
""",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("site"), "alabaster") as site:
        yield site


@contextlib.contextmanager
def served(root: Path, theme: str) -> Iterator[Site]:
    """Build the project in a theme, and serve it."""
    built = run_sphinx(root, FILES, conf=f"html_theme = {theme!r}\n", args=["-W"])
    assert built.warnings == []
    with serve(built.out) as site:
        yield site


@pytest.fixture
def visit(site: Site, open_page: Open) -> Open:
    """Return a function that opens a page of the site by its name."""
    return lambda name, **options: open_page(f"{site.address}/{name}", **options)


def box(page: Page | Locator) -> Locator:
    return page.get_by_role("searchbox", name="Filter these talks", exact=True)


def tag(page: Page | Locator, name: str) -> Locator:
    group = page.get_by_role("group", name="Tags", exact=True)
    return group.get_by_role("button", name=name, exact=True)


def expect_count(page: Page | Locator, left: int) -> None:
    expect(page.get_by_role("status")).to_have_text(f"{left} of {TOTAL} talks")


def numbers(page: Page | Locator) -> list[int]:
    """Return the talks that are shown, in their order."""
    items = page.locator(":is(.confnotes-talk, .confnotes-item):visible")
    texts = items.get_by_role("link", name=re.compile("^Kettle ")).all_inner_texts()
    return [int(text.split()[-1]) for text in texts]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def sorted_by(page: Page) -> dict[str, str]:
    """Return the columns that say that the table is sorted by them, and how."""
    heads = page.get_by_role("columnheader").all()
    found = {head.inner_text().strip(): head.get_attribute("aria-sort") for head in heads}
    return {name: order for name, order in found.items() if order}


def newest_first(wanted: Callable[[int], bool] = lambda number: True) -> list[int]:
    days = reversed(DAYS.values())
    return [number for day in days for number in day if wanted(number)]


class TestFilter:
    @pytest.mark.parametrize("name", ["cards", "list", "table", "summary"])
    def test_by_words(self, visit: Open, name: str) -> None:
        page = visit(f"{name}.html")
        expect_count(page, 40)
        assert numbers(page) == newest_first()
        # Each word anywhere, without regard to case and accents.
        box(page).press_sequentially("  EDITH  kettle ")
        expect_count(page, 10)
        assert numbers(page) == newest_first(lambda number: number % 4 == 3)
        box(page).fill("edith nothing")
        expect_count(page, 0)
        assert numbers(page) == []

    @pytest.mark.parametrize("name", ["cards", "list", "table", "summary"])
    def test_by_tags(self, visit: Open, name: str) -> None:
        page = visit(f"{name}.html")
        soup, bread = tag(page, "soup"), tag(page, "bread")
        expect(soup).to_have_attribute("aria-pressed", "false")
        soup.click()
        expect(soup).to_have_attribute("aria-pressed", "true")
        expect_count(page, 20)
        bread.click()
        expect_count(page, 6)
        assert numbers(page) == newest_first(lambda number: number % 6 == 0)
        soup.click()
        expect(soup).to_have_attribute("aria-pressed", "false")
        expect_count(page, 13)

    def test_by_both(self, visit: Open) -> None:
        page = visit("cards.html")
        tag(page, "soup").click()
        box(page).fill("bo crumb")
        expect_count(page, 10)
        assert numbers(page) == newest_first(lambda number: number % 4 == 2)

    def test_the_most_frequent_tags_come_first(self, visit: Open) -> None:
        buttons = visit("table.html").get_by_role("group", name="Tags").get_by_role("button")
        own = [f"own{number}" for number in range(1, 18)]
        assert buttons.all_inner_texts() == ["soup", "bread", "crème, brûlée", *own]

    def test_but_not_the_one_that_the_page_is_about(self, visit: Open) -> None:
        group = visit("conf/tag/soup.html").get_by_role("group", name="Tags")
        texts = group.get_by_role("button").all_inner_texts()
        assert texts[:2] == ["bread", "crème, brûlée"]
        assert "soup" not in texts

    def test_escape_shows_all_again(self, visit: Open) -> None:
        page = visit("cards.html")
        tag(page, "soup").click()
        box(page).fill("bo crumb")
        expect_count(page, 10)
        box(page).press("Escape")
        expect_count(page, 40)
        expect(box(page)).to_have_value("")
        expect(tag(page, "soup")).to_have_attribute("aria-pressed", "false")
        assert query(page) == {}

    def test_so_does_a_button_that_is_there_when_it_is_needed(self, visit: Open) -> None:
        page = visit("cards.html")
        button = page.get_by_role("button", name="Show all", exact=True)
        expect(button).to_have_count(0)
        tag(page, "bread").click()
        button.click()
        expect_count(page, 40)
        expect(button).to_have_count(0)
        expect(box(page)).to_be_focused()

    def test_days_posts_and_groups_without_talks_go(self, visit: Open) -> None:
        page = visit("summary.html")
        headings = page.get_by_role("heading", level=2)
        expect(headings).to_have_count(3)
        box(page).fill("own3")
        expect_count(page, 1)
        expect(headings).to_have_count(1)
        expect(headings).to_contain_text("Wednesday, April 30, 2031")
        expect(page.locator(".confnotes-post:visible")).to_have_count(1)

        page = visit("speakers.html")
        box(page).fill("own2 bo")
        # 2, and 22 as well.
        expect_count(page, 2)
        headings = page.get_by_role("heading", level=2)
        expect(headings).to_have_count(1)
        expect(headings).to_contain_text("Bo Crumb")

    def test_a_talk_in_several_groups_counts_once(self, visit: Open) -> None:
        page = visit("tags.html")
        assert len(numbers(page)) > TOTAL
        expect_count(page, 40)
        box(page).fill("own6")
        expect_count(page, 1)
        assert numbers(page) == [6, 6, 6]

    def test_on_paper_is_what_is_left(self, visit: Open) -> None:
        page = visit("cards.html?talks=own3")
        expect_count(page, 1)
        page.emulate_media(media="print")
        expect(box(page)).to_be_hidden()
        assert numbers(page) == [3]

    @pytest.mark.parametrize(("forced", "adjusted"), [("none", "auto"), ("active", "none")])
    def test_pressed_buttons_look_it_whatever_the_colours(
        self, visit: Open, forced: str, adjusted: str
    ) -> None:
        page = visit("cards.html?tags=soup", forced_colors=forced)
        looks = "button => (({backgroundColor: fill, forcedColorAdjust: kept}) => [fill, kept])"
        soup, bread = (
            tag(page, name).evaluate(f"{looks}(getComputedStyle(button))")
            for name in ("soup", "bread")
        )
        assert soup[0] != bread[0]
        # Otherwise the browser paints no fill, whatever the style says.
        assert soup[1] == adjusted

    def test_in_a_tab_that_is_opened_later(self, visit: Open) -> None:
        page = visit("tabs.html")
        expect(box(page)).to_have_count(0)
        page.get_by_text("Second", exact=True).click()
        box(page).fill("own3")
        expect_count(page, 1)


class TestPages:
    """A list in pages: of 40 talks the document has the 25 newest."""

    FIRST = 25
    FILE = re.compile("/_static/confnotes-lists/.*[.]json$")

    @staticmethod
    def elsewhere(page: Page) -> list[str]:
        return page.locator(".confnotes-elsewhere a:visible").all_inner_texts()

    def test_words_find_talks_on_other_pages(self, visit: Open) -> None:
        page = visit("paged.html")
        assert numbers(page) == newest_first()[: self.FIRST]
        box(page).press_sequentially("EDITH own1")
        expect_count(page, 3)
        assert numbers(page) == [15, 19]
        assert self.elsewhere(page) == ["Kettle 11"]
        page.get_by_role("link", name="Kettle 11").click()
        expect(page.locator(f"#{NAME}11.confnotes-talk")).to_be_in_viewport()

    def test_so_do_tags_from_any_page(self, visit: Open) -> None:
        page = visit("paged/1.html")
        assert numbers(page) == newest_first()[self.FIRST :]
        tag(page, "crème, brûlée").click()
        expect_count(page, 4)
        assert numbers(page) == [10]
        assert self.elsewhere(page) == ["Kettle 30", "Kettle 40", "Kettle 20"]
        tag(page, "crème, brûlée").click()
        expect(page.locator(".confnotes-elsewhere")).to_be_hidden()
        expect(page.get_by_role("status")).to_be_empty()
        assert numbers(page) == newest_first()[self.FIRST :]

    def test_the_address_keeps_what_was_typed(self, visit: Open) -> None:
        page = visit("paged.html?talks=own3")
        expect_count(page, 1)
        assert (numbers(page), self.elsewhere(page)) == ([], ["Kettle 3"])

    def test_the_file_is_loaded_when_somebody_types(self, visit: Open) -> None:
        page = visit("paged.html")
        loaded: list[str] = []
        page.on("request", lambda request: loaded.append(request.url))
        box(page).focus()
        page.wait_for_load_state("networkidle")
        assert loaded == []
        with page.expect_response(self.FILE):
            box(page).fill("own3")
        expect_count(page, 1)
        box(page).fill("own4")
        expect(page.get_by_role("link", name="Kettle 4", exact=True)).to_be_visible()
        assert len(loaded) == 1

    def test_a_day_is_found_on_the_page_that_it_has_moved_to(self, visit: Open, site: Site) -> None:
        page = visit("days.html#2031-04-30")
        expect(page).to_have_url(f"{site.address}/days/1.html#2031-04-30")
        expect(page.locator("[id='2031-04-30']")).to_be_in_viewport()

    def test_without_a_script_there_are_links(self, visit: Open) -> None:
        page = visit("paged.html", java_script_enabled=False)
        expect(page.locator(".confnotes-controls")).to_have_count(0)
        pages = page.get_by_role("navigation", name="Pages of A page")
        expect(pages.locator("[aria-current=page]")).to_have_text("Newest")
        pages.get_by_role("link", name="1", exact=True).click()
        assert numbers(page) == newest_first()[self.FIRST :]
        pages.get_by_text("By month").click()
        pages.get_by_role("link", name="Newest").click()
        assert numbers(page) == newest_first()[: self.FIRST]

    @pytest.mark.parametrize("width", [320, 1280])
    def test_links_are_large_enough_for_fingers(self, visit: Open, width: int) -> None:
        page = visit("days.html?talks=kettle", viewport={"width": width, "height": 700})
        page.get_by_text("By month").click()
        expect(page.locator(".confnotes-elsewhere a").first).to_be_visible()
        targets = page.locator(".confnotes-pages :is(a, summary), .confnotes-elsewhere a").all()
        assert len(targets) > 6
        for target in targets:
            box_of_it = target.bounding_box()
            assert box_of_it
            assert min(box_of_it["width"], box_of_it["height"]) >= 24


class TestWhereThereIsNone:
    def test_on_a_short_list(self, visit: Open) -> None:
        page = visit("short.html")
        assert numbers(page) == [29, 30, 31]
        expect(page.locator(".confnotes-controls")).to_have_count(0)
        expect(page.get_by_role("table").get_by_role("button")).to_have_count(0)

    def test_unless_a_link_asks_for_it(self, visit: Open) -> None:
        page = visit("short.html?talks=30")
        expect(page.get_by_role("status")).to_have_text("1 of 3 talks")
        assert numbers(page) == [30]

    @pytest.mark.parametrize("name", ["cards", "list", "table", "summary"])
    def test_without_javascript(self, visit: Open, name: str) -> None:
        page = visit(f"{name}.html?talks=own3&sort=-room", java_script_enabled=False)
        expect(page.locator(".confnotes-controls, .confnotes-sort")).to_have_count(0)
        assert numbers(page) == newest_first()


class TestAddress:
    def test_has_the_state_and_a_reload_keeps_it(self, visit: Open) -> None:
        page = visit("table.html?other=a%26b#below")
        box(page).fill(" édith & 1 ")
        tag(page, "bread").click()
        tag(page, "soup").click()
        tag(page, "soup").click()
        tag(page, "crème, brûlée").click()
        page.get_by_role("button", name="Room").click()
        page.get_by_role("button", name="Room").click()
        state = {"talks": ["édith & 1"], "tags": ["bread,crème%2C brûlée"], "sort": ["-room"]}
        others = {"other": ["a&b"]}
        assert query(page) == state | others
        assert page.url.endswith("#below")
        page.reload()
        expect(box(page)).to_have_value("édith & 1")
        expect(tag(page, "bread")).to_have_attribute("aria-pressed", "true")
        expect(tag(page, "soup")).to_have_attribute("aria-pressed", "false")
        expect(tag(page, "crème, brûlée")).to_have_attribute("aria-pressed", "true")
        assert sorted_by(page) == {"Room": "descending"}
        page.get_by_role("button", name="Show all").click()
        assert query(page) == {"sort": ["-room"]} | others
        assert page.url.endswith("#below")

    def test_may_ask_for_a_tag_that_has_no_button_otherwise(self, visit: Open) -> None:
        page = visit("cards.html?tags=own22,unknown")
        expect_count(page, 1)
        assert numbers(page) == [22]
        expect(tag(page, "own22")).to_have_attribute("aria-pressed", "true")

    def test_has_the_number_of_each_of_several_lists(self, visit: Open) -> None:
        page = visit("two.html")
        first, second = page.locator(".confnotes-list").all()
        box(first).fill("own3")
        expect_count(first, 1)
        expect_count(second, 40)
        tag(second, "soup").click()
        expect_count(second, 20)
        assert query(page) == {"1-talks": ["own3"], "2-tags": ["soup"]}
        page.reload()
        expect_count(first, 1)
        expect_count(second, 20)

    def test_with_a_fragment_that_would_be_hidden_shows_all(self, visit: Open) -> None:
        page = visit("summary.html?talks=own3#2031-05-12")
        expect_count(page, 40)
        expect(page.locator("[id='2031-05-12']")).to_be_in_viewport()
        assert query(page) == {}

    def test_so_does_a_link_on_the_page(self, visit: Open) -> None:
        page = visit("summary.html?talks=own3")
        page.evaluate("location.hash = '2031-04-30'")
        expect_count(page, 1)
        page.evaluate("location.hash = '2031-05-12'")
        expect_count(page, 40)
        expect(page.locator("[id='2031-05-12']")).to_be_in_viewport()
        # The address that is gone back to is one of those before.
        page.go_back()
        expect_count(page, 1)

    def test_of_a_file_will_do(self, site: Site, open_page: Open) -> None:
        page = open_page((site.folder / "cards.html").as_uri())
        box(page).fill("own3")
        expect_count(page, 1)
        page.reload()
        expect_count(page, 1)


class TestTable:
    def press(self, page: Page, name: str) -> list[int]:
        page.get_by_role("button", name=name, exact=True).click()
        return numbers(page)

    def test_is_sorted_up_down_and_not(self, visit: Open) -> None:
        page = visit("table.html")
        assert sorted_by(page) == {}
        up = sorted(newest_first())
        # As numbers: Kettle 9 before Kettle 10.
        assert self.press(page, "Talk") == up
        assert sorted_by(page) == {"Talk": "ascending"}
        assert self.press(page, "Talk") == up[::-1]
        assert sorted_by(page) == {"Talk": "descending"}
        assert self.press(page, "Talk") == newest_first()
        assert sorted_by(page) == {}

    def test_by_another_column_from_its_beginning(self, visit: Open) -> None:
        page = visit("table.html?sort=-talk")
        assert self.press(page, "Room") == sorted(newest_first())
        assert sorted_by(page) == {"Room": "ascending"}

    def test_dates_are_in_their_order_and_equal_ones_as_they_were(self, visit: Open) -> None:
        page = visit("table.html")
        assert self.press(page, "Date") == [n for day in DAYS.values() for n in day]
        assert self.press(page, "Date") == newest_first()

        page = visit("titles.html")
        before = numbers(page)
        assert before != newest_first()
        day_of = {number: day for day, talks in DAYS.items() for number in talks}
        assert self.press(page, "Date") == sorted(before, key=day_of.__getitem__)

    @pytest.mark.parametrize("order", [1, -1])
    def test_empty_cells_come_last(self, visit: Open, order: int) -> None:
        page = visit(f"table.html?sort={'-' if order < 0 else ''}speakers")
        speakers = [*range(1, len(SPEAKERS))[::order], 0]
        assert [number % len(SPEAKERS) for number in numbers(page)] == [
            speaker for speaker in speakers for _ in range(TOTAL // len(SPEAKERS))
        ]

    def test_hidden_rows_stay_hidden(self, visit: Open) -> None:
        page = visit("table.html")
        tag(page, "crème, brûlée").click()
        assert self.press(page, "Talk") == [10, 20, 30, 40]

    def test_rows_alternate_whichever_are_left(self, visit: Open) -> None:
        page = visit("table.html?tags=bread")
        rows = page.locator("tbody tr:visible").all()
        assert len(rows) == 13
        for i, row in enumerate(rows):
            names = (row.get_attribute("class") or "").split()
            assert {"row-even", "row-odd"}.intersection(names) == {["row-even", "row-odd"][i % 2]}

    def test_groups_are_sorted_together(self, visit: Open) -> None:
        page = visit("speakers.html")
        page.get_by_role("button", name="Talk", exact=True).nth(2).click()
        for at, table in enumerate(page.get_by_role("table").all()):
            assert numbers(table) == sorted(numbers(table)), at

    def test_heads_have_their_own_names(self, visit: Open) -> None:
        page = visit("table.html?sort=date")
        for name in ("Date", "Talk", "Speakers", "Room", "Tags"):
            expect(page.get_by_role("columnheader", name=name, exact=True)).to_have_count(1)
            button = page.get_by_role("button", name=name, exact=True)
            expect(button).to_have_accessible_description(f"Sort by {name}")


def test_the_page_of_a_speaker_says_the_name_once(visit: Open) -> None:
    page = visit("conf/speaker/bo-crumb.html")
    assert page.locator(".confnotes-talk").count() == 10
    expect(page.locator(".confnotes-overview > h1")).to_contain_text("Bo Crumb")
    assert page.locator(".confnotes-talk .confnotes-speakers:visible").count() == 0
    # Nor is there a dot before what isn't there.
    shown = page.locator(".confnotes-talk .confnotes-facts > span:visible").last
    assert shown.evaluate("it => getComputedStyle(it, '::after').content") == "none"
    others = visit("conf/tag/soup.html").locator(".confnotes-talk .confnotes-speakers:visible")
    assert others.count() > 0


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit("table.html")
    box(page).focus()
    page.keyboard.press("Tab")
    expect(tag(page, "soup")).to_be_focused()
    page.keyboard.press("Space")
    expect_count(page, 20)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_count(page, 6)
    # Tab goes on in the order in which things stand on the page.
    names: list[str] = []
    while len(names) < 30 and "Date" not in names:
        page.keyboard.press("Tab")
        focus = "document.activeElement"
        names.append(page.evaluate(f"{focus}.ariaLabel ?? {focus}.textContent"))
    own = [f"own{n}" for n in range(1, 18)]
    assert names == ["crème, brûlée", *own, "Show all", "Talks", "Date"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute(
        "aria-sort", "ascending"
    )
    assert numbers(page) == [6, 12, 18, 24, 30, 36]
    page.keyboard.press("Space")
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute(
        "aria-sort", "descending"
    )
    # The focus is still there, and to be seen.
    button = page.get_by_role("button", name="Date", exact=True)
    expect(button).to_be_focused()
    assert button.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"


class TestLongComments:
    PAGE = f"posts/{max(DAYS)}.html"

    @staticmethod
    def comment(page: Page) -> Locator:
        return page.get_by_text("It whistled, and it went on")

    def test_are_folded_at_first(self, visit: Open) -> None:
        page = visit(self.PAGE)
        expect(self.comment(page)).to_be_hidden()
        page.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(self.comment(page)).to_be_visible()

    def test_are_open_without_scripts(self, visit: Open) -> None:
        expect(self.comment(visit(self.PAGE, java_script_enabled=False))).to_be_visible()

    def test_open_for_what_is_in_them(self, visit: Open) -> None:
        page = visit(f"{self.PAGE}#the-lid")
        expect(page.get_by_text("And then the lid")).to_be_in_viewport()

    def test_open_for_words_that_were_searched_for(self, visit: Open) -> None:
        page = visit(f"{self.PAGE}?highlight=whistled")
        expect(self.comment(page)).to_be_visible()

    def test_open_when_they_are_filtered_by_their_words(self, visit: Open) -> None:
        page = visit("summary.html")
        expect(self.comment(page)).to_be_hidden()
        box(page).fill("whistling")
        expect(self.comment(page)).to_be_visible()
        expect_count(page, 1)

    @pytest.mark.tools("pdftotext")
    def test_are_open_on_paper_and_as_before_afterwards(self, visit: Open, tmp_path: Path) -> None:
        page = visit(self.PAGE)
        page.pdf(path=tmp_path / "page.pdf")
        text = subprocess.run(
            ["pdftotext", tmp_path / "page.pdf", "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert "And then the lid came off." in text
        expect(self.comment(page)).to_be_hidden()


@pytest.fixture(
    scope="module",
    params=["alabaster", pytest.param("furo", marks=pytest.mark.tools("python:furo"))],
)
def themed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    with served(tmp_path_factory.mktemp("search"), request.param) as site:
        yield site


@pytest.mark.parametrize(
    ("words", "title"),
    [
        # By its title; by its speaker; by its tag.
        ("Kettle 3", "Kettle 3 (Édith Piafé; bread, own3)"),
        ("Piafé 3", "Kettle 3 (Édith Piafé; bread, own3)"),
        ("own3", "Kettle 3 (Édith Piafé; bread, own3)"),
        # Without speakers and tags.
        ("kettle 32", "Kettle 32 (soup)"),
    ],
)
def test_the_search_finds_a_talk_and_leads_to_it(
    themed: Site, open_page: Open, words: str, title: str
) -> None:
    page = open_page(f"{themed.address}/search.html?q={words}")
    link = page.get_by_role("link", name=title, exact=True)
    result = page.get_by_role("main").get_by_role("listitem").filter(has=link)
    number = title.split()[1]
    day = next(day for day, talks in DAYS.items() if int(number) in talks)
    expect(result).to_have_text(f"{title} (talk, in Day of {day})")
    link.click()
    expect(page).to_have_url(f"{themed.address}/posts/{day}.html#{NAME}{number}")
    expect(page.locator(f"#{NAME}{number}.confnotes-talk")).to_be_in_viewport()
