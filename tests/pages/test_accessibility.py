"""Pages for everybody: what axe-core finds, headings, names, and the keyboard, in every theme."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from tests.support.browsing import NPM, OURS, Open, Site, settle
from tests.support.themes import Theme

if TYPE_CHECKING:
    pass

# Whatever is sorted has the controls, however short it is.
PAGES = (
    "posts/lamps.html",
    "posts/lamps-again.html",
    "lists/summary.html?sort=talk",
    "lists/cards.html?sort=talk",
    "lists/list.html?sort=talk",
    "lists/table.html?sort=talk",
    "lists/programme.html",
    "lists/paged.html?1-talks=l",
    "lists/paged/1.html?talks=l",
    "lists/groups.html?1-sort=talk&2-sort=talk&3-sort=talk",
    "conf/conference/lampconf.html",
    "conf/tag/lamps.html",
    "conf-days.html",
    "conf-speakers.html",
    "conf-tags.html",
    "genindex.html",
    "search.html?q=lamps",
)
BARE_PAGES = (
    "index.html",
    "posts/lamps.html",
    "posts/broad.html",
    "lists/groups.html",
    "genindex.html",
    "search.html?q=lamps",
)

HEADING = re.compile("^h[1-6]$")

# Rule and kind of element, of all that the rules find which axe has switched on, and the size of
# what is pressed.  Of a colour scheme only the colours are looked at.
RUN_AXE = """
async (rules) => {
  const options = rules.length
    ? {runOnly: rules}
    : {rules: {"target-size": {enabled: true}}};
  const {violations} = await axe.run(document, {resultTypes: ["violations"], ...options});
  return violations.flatMap(({id, nodes}) => nodes.map((node) => {
    const element = document.querySelector(node.target.at(-1));
    const names = [...element.classList].filter((name) => !/[0-9]/.test(name)).sort();
    // A colour that is too faint on the theme's own ground is so on any.
    const {fgColor, nodeColor} = node.any[0]?.data ?? {};
    const message = node.failureSummary.split("\\n").slice(1).join(" ").trim();
    const kind = fgColor ?? nodeColor ?? [element.localName, ...names].join(".");
    return {rule: id, kind, html: node.html, message};
  }));
}
"""
# Landmarks and groups of ours without a name.
NAMELESS = """
(ours) => [...document.querySelectorAll(
  ":is(article, nav, aside, section, fieldset, [role=region], [role=group], input)"
)].filter((element) => element.closest(ours))
  .filter((element) => !element.matches("section[id]"))
  .filter((element) => !(
    element.getAttribute("aria-label") || element.getAttribute("aria-labelledby")
    || element.querySelector(":scope > legend") || element.labels?.length
  ))
  .map((element) => element.outerHTML.slice(0, 200))
"""

# Numbers what of ours can be reached, in its order, and keeps how each looks without the focus.
MARK_REACHABLE = """
(ours) => {
  const LOOKS = ["outlineStyle", "outlineWidth", "boxShadow", "backgroundColor", "borderColor",
                 "textDecorationLine", "color"];
  const looks = (element) => LOOKS.map((name) => getComputedStyle(element)[name]).join();
  const REACHABLE = "a[href], button, input, summary, [tabindex='0']:not(mjx-container)";
  const reachable = [...document.querySelectorAll(REACHABLE)]
    .filter((element) => element.closest(ours))
    .filter((element) => element.checkVisibility({visibilityProperty: true}));
  const before = reachable.map(looks);
  window.nth = (number) => reachable[number].outerHTML.slice(0, 200);
  window.missing = (seen) => reachable.map((_, i) => i).filter((i) => !seen.includes(i)).map(nth);
  window.focused = () => {
    const number = reachable.indexOf(document.activeElement);
    return number < 0 ? [null, false] : [number, looks(reachable[number]) !== before[number]];
  };
  return reachable.length;
}
"""

COLOURS = ["color-contrast", "link-in-text-block"]


def violations(
    open_page: Open, theme: Theme, site: Site, names: Iterable[str]
) -> Iterator[dict[str, str]]:
    """Yield what axe finds on pages, on a phone and a desk, in the light and in the dark."""
    source = (NPM / "axe-core" / "axe.min.js").read_text("utf-8")
    visits = [(360, "light", []), (1280, "light", [])]
    if theme.switch:
        visits.append((1280, "dark", COLOURS))
    page = open_page("about:blank")
    for name in names:
        for width, scheme, rules in visits:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 700})
            page.goto(f"{site.address}/{name}")
            settle(page)
            page.evaluate(source)
            for found in page.evaluate(RUN_AXE, rules):
                yield {"at": f"{name} ({width}, {scheme})", **found}


def written(site: Site, names: Iterable[str]) -> list[str]:
    """Return the pages that there are: not every theme has one for the search."""
    return [name for name in names if (site.folder / name.split("?")[0]).exists()]


@pytest.mark.tools("npm:axe-core")
def test_axe_finds_nothing(theme: Theme, open_page: Open, site: Site, bare: Site) -> None:
    theirs = {
        (found["rule"], found["kind"])
        for found in violations(open_page, theme, bare, written(bare, BARE_PAGES))
    }
    ours = {
        f"{found['at']}: {found['rule']}: {found['html']}: {found['message']}"
        for found in violations(open_page, theme, site, written(site, PAGES))
        if (found["rule"], found["kind"]) not in theirs
    }
    assert not ours, "\n".join(sorted(ours))


def test_headings_leave_out_no_level(site: Site, bare: Site) -> None:
    theirs = [text for name in written(bare, BARE_PAGES) for text in skipped(bare.folder, name)]
    for name in written(site, PAGES):
        assert [text for text in skipped(site.folder, name) if text not in theirs] == [], name


def skipped(folder: Path, name: str) -> list[str]:
    """Return the headings that are more than one level below those before them."""
    soup = BeautifulSoup((folder / name.split("?")[0]).read_text("utf-8"), "html5lib")
    headings = (soup.find("main") or soup.find(role="main") or soup).find_all(HEADING)
    levels = [0, *(int(heading.name[1]) for heading in headings)]
    steps = zip(headings, itertools.pairwise(levels), strict=True)
    return [str(heading) for heading, (above, level) in steps if level > above + 1]


def test_what_has_a_role_has_a_name(open_page: Open, site: Site) -> None:
    for name in written(site, PAGES):
        page = open_page(f"{site.address}/{name}")
        assert page.evaluate(NAMELESS, OURS) == [], name


@pytest.mark.parametrize("name", ["posts/lamps.html", "lists/groups.html?3-sort=talk"])
def test_the_keyboard_reaches_everything_and_shows_it(
    open_page: Open, site: Site, name: str
) -> None:
    page = open_page(f"{site.address}/{name}", reduced_motion="reduce")
    total = page.evaluate(MARK_REACHABLE, OURS)
    assert total > 10
    seen: dict[int, bool] = {}
    # What stands between ours is the theme's.
    for _ in range(3 * total):
        page.keyboard.press("Tab")
        number, shows = page.evaluate("focused()")
        if number in seen:
            break
        if number is not None:
            seen[number] = shows
        if len(seen) == total:
            break
    assert list(seen) == sorted(seen)
    assert len(seen) == total, page.evaluate("missing", list(seen))
    assert [page.evaluate(f"nth({number})") for number, shows in seen.items() if not shows] == []
