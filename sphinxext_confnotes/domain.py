"""The domain ``conf``: the registry of posts and talks, and references to them.

Filled by ``collecting`` when a document has been read, read by ``indices``, ``rendering`` and
whatever publishes notes.  All data is kept by document name first, so that clearing a document is
a pop and merging a worker's documents an assignment; look-ups are derived from it when needed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import docname_join

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date, write_date
from sphinxext_confnotes.indices import DayIndex
from sphinxext_confnotes.reading.directives import DIRECTIVES
from sphinxext_confnotes.reading.talks import slug
from sphinxext_confnotes.records import Place, Post, Selection, Talk
from sphinxext_confnotes.warnings import Subtype, warn

NAME = "conf"
VERSION = 1
"""Of the data; raised together with that of the environment in ``setup()``."""

ORIGIN = "conf:origin"
"""The attribute of a reference that names the document which it was written in."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to an object of this domain, as it was written."""

    role: str
    target: str
    origin: str


@dataclass(frozen=True, slots=True)
class Uses:
    """What a document shows of other documents' notes."""

    selections: tuple[Selection, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to."""

    place: Place
    title: str


class ConfRole(XRefRole):
    """A reference to a talk, post or day; without a text of its own it shows the title."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note where the reference was written: a copy of it is resolved on another page."""
        refnode[ORIGIN] = env.docname
        return title, " ".join(target.split())


class ConfDomain(Domain):
    """Posts, talks and days."""

    name = NAME
    label = "Conference notes"
    object_types: ClassVar[dict[str, ObjType]] = {
        "talk": ObjType("talk", "talk"),
        "post": ObjType("post", "post"),
        "day": ObjType("day", "day"),
    }
    roles: ClassVar[dict[str, Any]] = {
        name: ConfRole(warn_dangling=True, innernodeclass=nodes.inline) for name in object_types
    }
    directives: ClassVar[dict[str, Any]] = dict(DIRECTIVES)
    indices: ClassVar[list[Any]] = [DayIndex]
    initial_data: ClassVar[dict[str, Any]] = {"posts": {}, "copies": {}, "uses": {}}
    dangling_warnings: ClassVar[dict[str, str]] = {
        "talk": "no talk is called '%(target)s'",
        "post": "no post is called '%(target)s'",
        "day": "no post is about '%(target)s'",
    }
    data_version = VERSION

    @property
    def posts(self) -> dict[str, Post]:
        """The record of each document that has notes."""
        return cast("dict[str, Post]", self.data["posts"])

    @property
    def copies(self) -> dict[str, bytes]:
        """The pickled copies of each such document's notes; see ``collecting``."""
        return cast("dict[str, bytes]", self.data["copies"])

    @property
    def uses(self) -> dict[str, Uses]:
        """What each document shows of others."""
        return cast("dict[str, Uses]", self.data["uses"])

    def note_post(self, post: Post, copies: bytes) -> None:
        """Keep what ``collecting`` made of a document."""
        self.posts[post.docname] = post
        self.copies[post.docname] = copies

    def note_uses(self, docname: str, uses: Uses) -> None:
        """Keep what a document shows of others."""
        self.uses[docname] = uses

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for key in self.initial_data:
            self.data[key].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the documents that a worker has read."""
        for key in self.initial_data:
            ours, theirs = self.data[key], otherdata[key]
            ours.update({name: theirs[name] for name in docnames if name in theirs})

    def public_posts(self) -> list[Post]:
        """Return the posts that aren't drafts, in the order of their names."""
        return [post for _, post in sorted(self.posts.items()) if not post.draft]

    def find(self, reference: Reference) -> list[Target]:
        """Return what a reference could mean, the best first.

        A talk of the document in which the reference stands goes before all others, and then the
        earlier one.
        """
        match reference.role:
            case "talk":
                return self._find_talk(reference)
            case "post":
                return self._find_post(reference)
            case "day":
                return self._find_day(reference)
        return []

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Resolve a reference; one that could mean several talks is warned about."""
        reference = Reference(typ, target, node.get(ORIGIN, fromdocname))
        found = self.find(reference)
        if not found:
            return None
        if len(found) > 1 and typ == "talk" and found[0].place.docname != reference.origin:
            places = ", ".join(f"'{other.place.docname}'" for other in found)
            warn(
                Subtype.REFERENCE,
                f"'{target}': expected the name of one talk, but there are talks in {places}; "
                "the first is taken",
                node,
            )
        return self.refer(fromdocname, builder, found[0], node, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Resolve a reference whose role isn't given, by the names of talks."""
        found = self.find(Reference("talk", target, node.get(ORIGIN, fromdocname)))[:1]
        return [
            (f"{NAME}:talk", self.refer(fromdocname, builder, one, node, contnode)) for one in found
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield talks, posts and days; of talks with one name all but the first are qualified."""
        seen: set[str] = set()
        for post, talk in self.talks():
            name = talk.name if talk.name not in seen else f"{post.docname}:{talk.name}"
            seen.add(talk.name)
            yield name, talk.title, "talk", post.docname, talk.name, 1
        for post in self.public_posts():
            if post.date:
                yield post.docname, post.title, "post", post.docname, "", -1
        for date, posts in self._days().items():
            yield date.isoformat(), self._words(date), "day", posts[0].docname, "", -1

    def check_consistency(self) -> None:
        """Warn about one given name for talks with two addresses."""
        given: dict[str, tuple[Post, Talk]] = {}
        for post, talk in self.talks():
            if not (talk.named and talk.url):
                continue
            other_post, other = given.setdefault(talk.name, (post, talk))
            if other.url != talk.url:
                warn(
                    Subtype.DUPLICATE,
                    f"talk '{talk.name}': expected the address of '{other_post.docname}' line "
                    f"{other.line}, which has the same name; both are kept",
                    (post.docname, talk.line),
                )

    def talks(self) -> Iterable[tuple[Post, Talk]]:
        """Return all public talks, the earlier before the later."""
        return sorted(
            ((post, talk) for post in self.public_posts() for talk in post.talks),
            key=lambda pair: (pair[1].date or dt.date.max, pair[0].docname),
        )

    def _days(self) -> Mapping[dt.date, list[Post]]:
        days: defaultdict[dt.date, list[Post]] = defaultdict(list)
        for post in self.public_posts():
            if post.date:
                days[post.date].append(post)
        return dict(sorted(days.items()))

    def _words(self, date: dt.date) -> str:
        style = Config.of(self.env.config).date_format
        return write_date(date, style, self.env.config.language)

    def _find_talk(self, reference: Reference) -> list[Target]:
        found = [
            Target(talk.place, talk.title)
            for _, talk in self.talks()
            if reference.target in (talk.name, f"{talk.place.docname}:{talk.name}")
        ]
        return sorted(found, key=lambda target: target.place.docname != reference.origin)

    def _find_post(self, reference: Reference) -> list[Target]:
        absolute = reference.target.removeprefix("/")
        relative = docname_join(reference.origin, reference.target)
        return [
            Target(Place(name), self.posts[name].title)
            for name in dict.fromkeys((relative, absolute))
            if name in self.posts and self.posts[name].date
        ]

    def _find_day(self, reference: Reference) -> list[Target]:
        try:
            date, _ = read_date(reference.target)
        except ValueError:
            return []
        words = self._words(date)
        return [Target(Place(post.docname), words) for post in self._days().get(date, [])]

    def refer(
        self,
        fromdocname: str,
        builder: Builder,
        target: Target,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        """Return the reference that a node is resolved to, with the title as its text."""
        if not node.get("refexplicit"):
            classes: list[str] = contnode.get("classes", [])
            contnode = nodes.inline(
                "", target.title, classes=[kept for kept in classes if kept != "xref"]
            )
        return link(builder, fromdocname, target.place, [contnode])


def resolve_label(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.Element
) -> nodes.reference | None:
    """Let ``ref`` find a talk by its label, or by the ``name`` option as with other directives.

    Handler of ``missing-reference``.  Sphinx itself knows the titles of sections and figures
    only, and would find two names of one talk, noted on two pages, to be one too many.
    """
    if (node.get("refdomain"), node.get("reftype")) != ("std", "ref"):
        return None
    domain = domain_of(env)
    wanted = {node["reftarget"], slug(node["reftarget"])}
    found = next((talk for _, talk in domain.talks() if wanted.intersection(talk.labels)), None)
    if found is None:
        return None
    origin = node.get("refdoc", env.docname)
    return domain.refer(origin, app.builder, Target(found.place, found.title), node, contnode)


def link(
    builder: Builder, showing: str, place: Place, content: Iterable[nodes.Node]
) -> nodes.reference:
    """Return a reference from a document to a place.

    :raises sphinx.errors.NoUri: where the builder has no address for it.
    """
    address = builder.get_relative_uri(showing, place.docname)
    if place.anchor:
        # In singlehtml each document has an anchor for its address, and an address has one only.
        address = ("" if address.startswith("#") else address) + f"#{place.anchor}"
    return nodes.reference("", "", *content, internal=True, refuri=address)


def domain_of(env: BuildEnvironment) -> ConfDomain:
    """Return the domain of an environment."""
    return cast("ConfDomain", env.get_domain(NAME))
