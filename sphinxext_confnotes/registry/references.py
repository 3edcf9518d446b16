"""Find what references to posts, talks, days and subjects lead to, in the records.

`roles` makes the references.  Called by ``domain``, which resolves them as Sphinx asks, and by
``stale_pages``, which asks whether they lead elsewhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from sphinxext_confnotes.addresses import plain_path
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date, write_date
from sphinxext_confnotes.names import slug
from sphinxext_confnotes.nodes import WIKI
from sphinxext_confnotes.notes.lookups import Lookups
from sphinxext_confnotes.notes.records import Account, Place, Reference
from sphinxext_confnotes.registry.indices import NotesIndex
from sphinxext_confnotes.registry.roles import standard_domain
from sphinxext_confnotes.spelling import nearest, normalised
from sphinxext_confnotes.warnings import Subtype, shown, warn

MOST_SUGGESTED = 100
"""References to nothing for which there are suggestions: each is compared with all names."""


@dataclass(frozen=True, slots=True)
class Target:
    """The place that a reference leads to, and its title."""

    place: Place
    title: str
    short: str
    """The title for a reference that begins with ``~``."""


class References:
    """Find what the references of a project lead to.

    :param lookups: in the posts as they are now.
    :param indices: those of the domain.
    :param place_of_word: returns where a subject leads.
    :param drafts: the documents that nothing leads to.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        lookups: Lookups,
        indices: Sequence[NotesIndex],
        place_of_word: Callable[[str, str], Place],
        drafts: Container[str] = (),
    ) -> None:
        self._env = env
        self._lookups = lookups
        self._indices = indices
        self._place_of_word = place_of_word
        self._drafts = drafts
        self._suggested = 0

    def find(self, reference: Reference) -> list[Target]:
        """Return what a reference could mean, the best first.

        A talk is found by its name, or else by its title.  One of the document in which the
        reference stands goes before all others, and then the earlier one.
        """
        match reference.role:
            case "talk":
                return [_target(account) for account in self._find_talks(reference)]
            case "any":
                found = [_target(account) for account in self._find_talks(reference)]
                found = found or self._find_label(reference) or self._find_index(reference)
                return found or self._find_address(reference.target, reference.origin)
            case "ref":
                return self._find_label(reference) or self._find_index(reference)
            case "post":
                return self._find_post(reference)
            case role if role == WIKI:
                return self._find_note(reference)
            case "day":
                return self._find_day(reference)
            case _:
                return self._find_word(reference)

    def _names(self, role: str, like: str) -> Iterable[str]:
        """Return what a role finds: all names of the kind that one is like."""
        lookups = self._lookups
        match role:
            case "talk" if " " in like:
                return [account.talk.title for account in lookups.accounts_in_order]
            case "talk":
                return [name for name in lookups.by_name if (":" in name) == (":" in like)]
            case role if role == WIKI:
                titles = (account.talk.title for account in lookups.accounts_in_order)
                return [*self._by_path, *self._titles.values(), *titles, *lookups.speakers]
            case "post":
                return [post.docname for post in lookups.posts if post.is_post and not post.site]
            case "day":
                return [date.isoformat() for date in lookups.days]
            case _:
                return lookups.spelled[role].values()

    def suggestions(self, role: str, wanted: str) -> list[str]:
        """Return the names that are most like one that isn't there; only for the first ones."""
        self._suggested += 1
        is_first = self._suggested <= MOST_SUGGESTED
        return nearest(wanted, self._names(role, wanted)) if is_first else []

    def check_ambiguous(self, reference: Reference, node: pending_xref) -> None:
        """Warn about a reference to a talk that could mean several."""
        found = self._find_talks(reference)
        accounts = self._lookups.accounts
        talks = {id(accounts[one.post.docname, one.talk.name]) for one in found}
        if len(talks) > 1 and found[0].post.docname != reference.origin:
            places = ", ".join(f"'{account.post.docname}'" for account in found)
            warn(
                Subtype.REFERENCE,
                f"'{shown(reference.target)}': expected the name of one talk, but there are talks "
                f"in {places}; the first is taken",
                node,
            )

    def _find_talks(self, reference: Reference) -> list[Account]:
        lookups = self._lookups
        named = lookups.by_name.get(reference.target, ())
        titled = lookups.by_title.get(normalised(reference.target), ())
        own = ([one for one in found if not one.post.site] for found in (named, titled))
        if found := next(filter(None, own), []):
            return sorted(found, key=lambda account: account.post.docname != reference.origin)
        # Only who names a talk is led to another site: else its words could be anything here.
        return list(named or titled) if reference.role == "talk" else []

    def _find_label(self, reference: Reference) -> list[Target]:
        labels = self._lookups.by_label
        found = (labels.get(name) for name in (reference.target, slug(reference.target)))
        return [_target(account) for account in found if account][:1]

    def _find_index(self, reference: Reference) -> list[Target]:
        name = reference.target
        if name in standard_domain(self._env).anonlabels:
            return []
        return [
            Target(Place(name), str(index.localname), str(index.localname))
            for index in self._indices
            if index.docname() == name and not index.document_of_its_name()
        ]

    def _find_post(self, reference: Reference) -> list[Target]:
        absolute = reference.target.removeprefix("/")
        relative = docname_join(reference.origin, reference.target)
        found = (
            self._lookups.by_document.get(name) for name in dict.fromkeys((relative, absolute))
        )
        return [
            Target(Place(post.docname), post.title, shorten(post.title))
            for post in found
            if post and post.is_post
        ]

    def _find_address(self, address: str, origin: str) -> list[Target]:
        """Return the post that keeps an address in the site, and before it the place in it.

        So posts of other generators link each other.  In a site that is in a folder of its host,
        that may stand at the beginning.

        :param origin: a relative address is relative to the one that this document keeps.
        """
        if not address.startswith("/"):
            post = self._lookups.by_document.get(origin)
            if "/" not in address or post is None or not post.permalink:
                return []
            try:
                address = urljoin(post.permalink, address)
            except ValueError:
                return []
        folder = plain_path(urlsplit(self._env.config.html_baseurl).path)
        path, kept = plain_path(address), self._lookups.by_address
        post = kept.get(path)
        if post is None and folder and path.startswith(f"{folder}/"):
            post = kept.get(path.removeprefix(f"{folder}/"))
        if post is None:
            return []
        page = Target(Place(post.docname), post.title, shorten(post.title))
        return [*self._find_anchor(post.docname, address.partition("#")[2]), page]

    def _find_anchor(self, document: str, anchor: str) -> list[Target]:
        """Return the talk or section of a page that has an anchor, or had it elsewhere."""
        if not anchor:
            return []
        found = [*map(_target, self._lookups.by_name.get(f"{document}:{anchor}", ()))]
        for section in self._sections(document):
            if anchor == section.place.anchor or slug(anchor) == slug(section.title):
                found.append(section)
        return found

    def _sections(self, document: str) -> Iterator[Target]:
        """Yield the sections of a document."""
        for entry in self._env.tocs[document].findall(nodes.reference):
            words, anchor = entry.astext(), entry.get("anchorname", "").removeprefix("#")
            yield Target(Place(document, anchor), words, shorten(words))

    def _find_note(self, reference: Reference) -> list[Target]:
        """Return what Obsidian would call a note of some name, and what is nearest to one.

        A page by its path or the end of that, a talk by its name or title, a page by its title, a
        speaker.  Behind ``#`` stands a heading of the page.
        """
        name, _, heading = (part.strip() for part in reference.target.partition("#"))
        name = name.removesuffix(".md")
        if not name:
            return self._find_heading(reference.origin, heading)
        near = docname_join(reference.origin, name)
        document = near if near in self._titles else self._by_path.get(normalised(name.strip("/")))
        if document is None:
            talks = self._find_talks(reference._replace(target=name))
            if talks:
                found = self._find_heading(talks[0].post.docname, heading)
                return [*found, *map(_target, talks)]
            document = self._by_title.get(normalised(name))
        if document is None:
            return self._find_word(reference._replace(role="speaker", target=name))
        title = self._titles[document]
        page = Target(Place(document), title, shorten(title))
        return [*self._find_heading(document, heading), page]

    def _find_heading(self, document: str, heading: str) -> list[Target]:
        """Return the talk or section of a page that has a heading, of a row of them the last."""
        wanted = normalised(heading.rpartition("#")[2])
        if not wanted or wanted.startswith("^"):
            return []
        talks = self._lookups.by_title.get(wanted, ())
        found = [_target(account) for account in talks if account.post.docname == document]
        found += (one for one in self._sections(document) if normalised(one.title) == wanted)
        return found

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Map the documents that can be led to, which drafts can't, to their titles."""
        return {
            name: self._env.titles[name].astext()
            for name in sorted(self._env.all_docs, key=lambda name: (name.count("/"), name))
            if name not in self._drafts
        }

    @cached_property
    def _by_path(self) -> Mapping[str, str]:
        """Map the ends of paths, in lower case, to documents, those in few folders first."""
        found: dict[str, str] = {}
        for name in self._titles:
            folders = name.split("/")
            for at in range(len(folders)):
                found.setdefault(normalised("/".join(folders[at:])), name)
        return found

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, title in self._titles.items():
            found.setdefault(normalised(title), name)
        return found

    def _find_day(self, reference: Reference) -> list[Target]:
        try:
            date, _ = read_date(reference.target)
        except ValueError:
            return []
        posts = [post for post in self._lookups.days.get(date, ()) if not post.site]
        posts = posts or list(self._lookups.days.get(date, ()))
        title, short = self._words(date), self._words(date, "medium")
        return [Target(post.place, title, short) for post in posts]

    def _find_word(self, reference: Reference) -> list[Target]:
        word = self._lookups.spelled[reference.role].get(normalised(reference.target))
        if word is None:
            return []
        short = word.split()[-1] if reference.role in ("speaker", "author") else word
        return [Target(self._place_of_word(reference.role, word), word, short)]

    def _words(self, date: dt.date, style: str = "") -> str:
        style = style or Config.of(self._env.config).date_format
        return write_date(date, style, self._env.config.language)


def shorten(title: str) -> str:
    """Return a title without what stands behind its first colon or dash."""
    for separator in (": ", " – ", " — ", " - ", "："):
        title = title.partition(separator)[0].strip() or title
    return title


def _target(account: Account) -> Target:
    title = account.talk.title
    return Target(account.talk.place, title, shorten(title))
