"""The further pages of long summaries and lists: which there are, and where.

`find` derives them from the records, for ``domain``, which keeps them from build to build.  The
document of a list is its first page.  What the others show is made by the room ``overviews``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_confnotes.names import file_name, with_digest

if TYPE_CHECKING:
    from sphinxext_confnotes.notes.lookups import Lookups
    from sphinxext_confnotes.notes.records import Condition, PlacedSelection, Uses

INDEX = "index"
"""The name of the documents whose addresses are those of their folders."""

FOLDER_OF_FILES = "_static/confnotes-lists"
"""The folder of the files that the filters of lists load."""


class ListPages(NamedTuple):
    """The pages of a list, in the order in which they are shown."""

    docname: str
    number: int
    """The place among the selections of its document, counted from 0."""
    names: tuple[str, ...]
    """What each page is called, as ``paging`` calls them."""
    pages: tuple[str, ...]
    """Their names, as Sphinx names pages; the first one is the document."""

    @property
    def file(self) -> str:
        """The path, in the output folder, of what the filter looks through."""
        return f"{FOLDER_OF_FILES}/{with_digest('', f'{self.docname} {self.number}')}.json"


class AllListPages:
    """The pages of all lists of a build."""

    def __init__(self, lists: tuple[ListPages, ...] = ()) -> None:
        self.lists = lists
        self._placed = {(one.docname, one.number): one for one in lists}

    @cached_property
    def pages(self) -> frozenset[str]:
        """The names of the pages that are no documents."""
        return frozenset(page for one in self.lists for page in one.pages[1:])

    def of(self, docname: str, number: int) -> ListPages | None:
        """Return the pages of a list by its number in its document; None if it is on one."""
        return self._placed.get((docname, number))

    def first_of(self, docname: str) -> ListPages | None:
        """Return the pages of the first list of a document that has several."""
        return next((one for one in self.lists if one.docname == docname), None)


def find(
    lookups: Lookups,
    uses: Mapping[str, Uses],
    taken: set[str],
    holds: Callable[[Condition], bool],
) -> tuple[ListPages, ...]:
    """Return the pages of all lists that have more than one.

    :param taken: the names of pages, in lower case, that others have.  A page has another name
        then, because it must be somewhere.
    """
    from sphinxext_confnotes.notes import paging, query

    taken = set(taken)
    found = []
    for docname, number, folder, placed in _paginated(uses):
        if not all(map(holds, placed.conditions)):
            continue
        parts = query.select(lookups, placed.selection)
        names = tuple(sheet.name for sheet in paging.split(placed.selection, parts))
        if len(names) > 1:
            pages = tuple(_free(folder, name, docname, taken) for name in names[1:])
            found.append(ListPages(docname, number, names, (docname, *pages)))
    return tuple(found)


def _paginated(uses: Mapping[str, Uses]) -> Iterator[tuple[str, int, str, PlacedSelection]]:
    """Yield the lists that are to have pages: document, number, folder of the pages, list.

    The first without a name has the folder of its document, the others one in that.
    """
    for docname in sorted(uses):
        above = docname.removesuffix(INDEX) if _is_index(docname) else f"{docname}/"
        unnamed = 0
        for number, placed in enumerate(uses[docname].selections):
            if placed.selection.paginate:
                unnamed += not placed.name
                own = file_name(placed.name) if placed.name else f"list-{unnamed}"
                folder = above if own == "list-1" and not placed.name else f"{above}{own}/"
                yield docname, number, folder, placed


def _is_index(docname: str) -> bool:
    return docname.rpartition("/")[2] == INDEX


def _free(folder: str, name: str, docname: str, taken: set[str]) -> str:
    """Return the name of a page that no other one has, and take it."""
    plain, other = f"{folder}{name}", f"{folder}page-{name}"
    for page in (plain, other, with_digest(other, docname)):
        if not {page.casefold(), f"{page}/{INDEX}".casefold()} & taken:
            break
    taken.add(page.casefold())
    return page
