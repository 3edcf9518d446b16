"""Where things stand on the page, in every theme: nothing sticks out, nothing overlaps.

Also what a page is like where the reader, or the reader's system, has wishes of its own: less
motion, other colours, the other direction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.browsing import OURS, Open, Site, settle
from tests.support.themes import Theme

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (360, 480, 768, 1024, 1280, 1600)
PAGES = (
    "posts/lamps.html",
    "posts/broad.html",
    "lists/summary.html",
    "lists/cards.html",
    "lists/list.html",
    "lists/table.html?sort=talk",
    "lists/groups.html",
    "lists/programme.html",
    "lists/paged.html",
    "lists/paged/1.html?talks=l",
    "conf-days.html",
    "conf-speakers.html",
    "conf-tags.html",
)

# What is wider than its place and neither scrolls nor is hidden from sight on purpose, innermost
# first; and what lies over what stands beside it.
MISPLACED = """
(ours) => {
  const SLACK = 1.5;
  // Some themes let their headings reach half a rem into the margins.
  const MARGIN = 8.5;
  const name = (element) => [element.localName, ...element.classList].join(".");
  const path = (element) => `${name(element.parentElement)} > ${name(element)}`;
  const named = [...document.querySelectorAll(ours)];
  const all = named.flatMap((element) => [element, ...element.querySelectorAll("*")]);
  // What is within a formula or a picture is its own matter.
  const blocks = [...new Set(all)].filter(
    (element) => !element.matches(":is(mjx-container, svg) *") && element.checkVisibility());
  const scrolling = new Set(blocks.filter(
    (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX)));
  const scrolls = (element) =>
    element && (scrolling.has(element) || scrolls(element.parentElement));
  const wide = blocks.filter((element) => {
    const {display, clip, position} = getComputedStyle(element);
    if (display === "inline" || (position === "absolute" && clip !== "auto")) return false;
    // The arrow stands in the padding of the cell around.
    if (scrolls(element) || element.matches(".confnotes-sort")) return false;
    return element.scrollWidth > element.clientWidth + MARGIN && element.clientWidth > 0;
  });
  const found = wide
    .filter((element) => !wide.some((other) => other !== element && element.contains(other)))
    .map((element) => `${path(element)} is too wide`);
  for (const parent of blocks) {
    const boxes = [...parent.children]
      .filter((child) => child.checkVisibility())
      .filter((child) => !["absolute", "fixed"].includes(getComputedStyle(child).position))
      .map((child) => [child, [...child.getClientRects()]]);
    boxes.forEach(([child, rects], i) => {
      for (const [other, others] of boxes.slice(i + 1, i + 4)) {
        // The boxes of words are as high as their font makes them, and more than their lines are.
        const isRunning = [child, other].every(
          (element) => getComputedStyle(element).display === "inline");
        const over = rects.some((a) => others.some((b) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK
          && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
            > (isRunning ? Math.max(SLACK, Math.min(a.height, b.height) / 6) : SLACK)));
        if (over) found.push(`${path(child)} overlaps ${name(other)}`);
      }
    });
  }
  return [...new Set(found)];
}
"""

SCROLLS = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"

# What has a side, left and right, of all blocks that are named by us.
SIDES = """
(ours) => {
  const PARTS = ["border%Width", "padding%", "margin%"];
  return [...document.querySelectorAll(ours)].map((element) => {
    const style = getComputedStyle(element);
    const side = (name) => PARTS.map((part) =>
      Math.round(parseFloat(style[part.replace("%", name)]))).join(" ");
    return [[...element.classList].join("."), side("Left"), side("Right")];
  });
}
"""

MOVES = """
(ours) => [...document.querySelectorAll(ours)]
  .flatMap((element) => [element, ...element.querySelectorAll("*")])
  .map((element) => [element, getComputedStyle(element)])
  .filter(([, {animationName}]) => animationName !== "none")
  .map(([element]) => element.className)
"""


@pytest.mark.parametrize("name", PAGES)
def test_everything_has_its_place_at_every_width(open_page: Open, site: Site, name: str) -> None:
    page = open_page(f"{site.address}/{name}", reduced_motion="reduce")
    settle(page)
    misplaced: dict[str, list[int]] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(MISPLACED, OURS)
        if page.evaluate(SCROLLS):
            found.append("the page scrolls to the side")
        for what in found:
            misplaced.setdefault(what, []).append(width)
    assert not misplaced, "\n".join(f"{what} at {at}" for what, at in misplaced.items())


def test_on_phones_a_table_says_first_what_a_talk_is_called(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.address}/lists/table.html", viewport={"width": 360, "height": 800})
    sideways = page.locator(".confnotes-scroll").evaluate("e => e.scrollWidth - e.clientWidth")
    assert sideways <= 1
    rows = page.evaluate(
        """() => [...document.querySelectorAll(".confnotes-table tbody tr")].map(
          (row) => [...row.cells].filter((cell) => cell.checkVisibility()).map(
            (cell) => [cell.getBoundingClientRect().top, cell.className]))"""
    )
    assert any(len(row) > 3 for row in rows)
    assert {min(row)[1] for row in rows} == {"confnotes-column-talk"}


@pytest.mark.parametrize("name", ["lists/list.html", "lists/paged.html"])
def test_lines_and_links_to_pages_have_no_bullets(open_page: Open, site: Site, name: str) -> None:
    page = open_page(f"{site.address}/{name}")
    styles = page.evaluate(
        """() => [...document.querySelectorAll(".confnotes-list li, .confnotes-pages li")]
          .filter((item) => !item.closest(".confnotes-talk, .confnotes-tldr, .confnotes-comment"))
          .map((item) => getComputedStyle(item).listStyleType)"""
    )
    assert set(styles) == {"none"}


def test_the_themes_own_switch_makes_the_same_colours(
    theme: Theme, open_page: Open, site: Site
) -> None:
    if not theme.switch:
        pytest.skip("always light")
    by_system, by_switch = (
        open_page(f"{site.address}/lists/cards.html", color_scheme=scheme, reduced_motion="reduce")
        for scheme in ("dark", "light")
    )
    light = colours(by_switch)
    by_switch.evaluate(theme.switch)
    # Themes may fade from one to the other.
    by_switch.wait_for_timeout(500)
    assert colours(by_switch) == colours(by_system) != light


def colours(page: Page) -> list[list[str]]:
    return page.evaluate(
        """(ours) => [...document.querySelectorAll(ours)].map((element) => {
          const {color, backgroundColor, borderColor} = getComputedStyle(element);
          return [element.className, color, backgroundColor, borderColor];
        })""",
        OURS,
    )


def test_nothing_moves_for_those_who_want_it_still(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.address}/lists/summary.html", reduced_motion="reduce")
    # Formulas move while they are set.
    settle(page)
    assert page.evaluate(MOVES, OURS) == []


def test_what_is_marked_stays_so_in_the_systems_colours(open_page: Open, site: Site) -> None:
    page = open_page(f"{site.address}/lists/summary.html", forced_colors="active")
    talk = ".confnotes-talk"
    for name in (
        f"{talk}.confnotes-highlight",
        f"{talk} .confnotes-tldr",
        f"{talk} .confnotes-comment",
    ):
        element = page.locator(name).first
        width, style = element.evaluate(
            "(e) => [getComputedStyle(e).borderInlineStartWidth, getComputedStyle(e).borderStyle]"
        )
        assert float(width.removesuffix("px")) >= 1, name
        assert "solid" in style, name


@pytest.mark.parametrize("name", ["posts/lamps.html", "lists/summary.html?sort=x"])
def test_the_other_direction_is_the_mirror(open_page: Open, site: Site, name: str) -> None:
    page = open_page(f"{site.address}/{name}", reduced_motion="reduce")
    before = page.evaluate(SIDES, OURS)
    # Some themes say it of the body.
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    after = page.evaluate(SIDES, OURS)
    unlike = {
        f"{name}: {left} | {right}; mirrored {there} | {here}"
        for (name, left, right), (_, there, here) in zip(before, after, strict=True)
        if (left, right) != (here, there)
    }
    assert unlike == set()
    assert any(left != right for _, left, right in before)
