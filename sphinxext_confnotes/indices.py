"""The index of days, ``conf-days``, in the builders that write domain indices.

Registered by ``domain``, whose records it reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from sphinx.domains import Index, IndexEntry

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import write_date

if TYPE_CHECKING:
    from sphinxext_confnotes.domain import ConfDomain


class DayIndex(Index):
    """The posts by day, a group for each year."""

    name = "days"
    # Not from the catalogue: Sphinx takes it from the class, and the JSON builder a plain string.
    localname = "Conference days"
    shortname = "days"

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the groups of entries, and that they shouldn't be collapsed."""
        domain = cast("ConfDomain", self.domain)
        config = domain.env.config
        style = Config.of(config).date_format
        wanted = None if docnames is None else set(docnames)
        groups: defaultdict[str, list[IndexEntry]] = defaultdict(list)
        dated = [(post.date, post) for post in domain.public_posts() if post.date]
        for date, post in sorted(dated, key=lambda pair: (pair[0], pair[1].docname)):
            if wanted is None or post.docname in wanted:
                words = write_date(date, style, config.language)
                entry = IndexEntry(words, 0, post.docname, "", post.title, "", "")
                groups[f"{date.year:04}"].append(entry)
        return list(groups.items()), False
