"""The domain ``conf``: the registry of posts and talks, and references to them.

Filled by ``extract`` when a document has been read, read by ``indices``, ``rendering`` and
whatever publishes notes.  All data is kept by document name first, so that clearing a document is
a pop and merging a worker's documents an assignment; look-ups are derived from it when needed.
Records and copies are kept packed: Sphinx loads them in every build, and each worker sends them.
What the registry is asked with is imported when something asks, which not every build does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.domains.index import IndexDomain
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import wording
from sphinxext_confnotes.compat import app_of, builder_of
from sphinxext_confnotes.config import FEWEST, Config, has_others, has_programmes
from sphinxext_confnotes.dates import write_date
from sphinxext_confnotes.kept_files import PREFIX, digest, file_of
from sphinxext_confnotes.nodes import DOMAIN, ORIGIN, WIKI, WITHIN
from sphinxext_confnotes.notes.records import Condition, Head, Place, Post, Reference, Uses
from sphinxext_confnotes.registry import states
from sphinxext_confnotes.registry.conditions import holds
from sphinxext_confnotes.registry.copies import Packed, pack, unpack
from sphinxext_confnotes.registry.derived import Derived
from sphinxext_confnotes.registry.indices import (
    WORD_INDICES,
    DayIndex,
    NotesIndex,
    SpeakerIndex,
    TagIndex,
)
from sphinxext_confnotes.registry.list_pages import AllListPages, ListPages
from sphinxext_confnotes.registry.list_pages import find as find_list_pages
from sphinxext_confnotes.registry.overviews import (
    BUILDERS,
    Overview,
    Overviews,
    find,
    names_of_project,
)
from sphinxext_confnotes.registry.roles import SHORT, ConfRole, link, standard_domain
from sphinxext_confnotes.warnings import Subtype, shown, warn

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive

    from sphinxext_confnotes.notes.lookups import Lookups
    from sphinxext_confnotes.reading.programme_joins import Answer, Asked
    from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes
    from sphinxext_confnotes.registry.other_sites import OtherSites
    from sphinxext_confnotes.registry.references import References, Target

VERSION = 21
"""The version of the data, and of the environment in ``setup()``."""

RESERVED = ("genindex", "search", "opensearch")
"""The names of pages of Sphinx itself."""

LIKE_AN_ENTRY = re.compile(r"\s\S*:\S*\s+-?\d+\s")
"""A name that readers of an inventory would take for a name, a type and an address."""

NEEDS_NO_TOCTREE = "post"
"""The value of ``orphan`` in the metadata of a post, for which Sphinx asks for no toctree."""

NOTES_BUILDER = "confnotes"
"""The builder that publishes the notes alone, if there are none as well."""

SUBJECTS = tuple(FEWEST)
"""The roles and types of what may have a page of its own."""

BY_DOCUMENT = ("posts", "heads", "copies", "uses", "joins")
"""The keys of the data that is kept by document."""


class ConfDomain(Domain):
    """Posts, talks, days, and the subjects of notes."""

    name = DOMAIN
    label = "Conference notes"
    object_types: ClassVar[dict[str, ObjType]] = {
        "talk": ObjType("talk", "talk"),
        # Only Sphinx's search uses these, to find talks by speakers and tags.
        "talk-facts": ObjType("talk"),
        "post": ObjType("post", "post"),
        "day": ObjType("day", "day"),
        "speaker": ObjType("speaker", "speaker"),
        "tag": ObjType("tag", "tag"),
        "conference": ObjType("conference", "conference"),
        "author": ObjType("author", "author"),
    }
    directives: ClassVar[dict[str, Any]] = {}
    roles: ClassVar[dict[str, Any]] = {
        name: ConfRole(warn_dangling=True, innernodeclass=nodes.inline)
        for name in ("talk", "post", "day", *SUBJECTS)
    }
    indices: ClassVar[list[Any]] = [DayIndex, SpeakerIndex, TagIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "posts": {},
        "heads": {},
        "copies": {},
        "uses": {},
        "joins": {},
        "gone_labels": set(),
        "programmes": {},
        "others": {},
        "contents_of": "",
    }
    data_version = VERSION

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.shown_anew: Set[str] = frozenset()
        """The documents that are written again in this build for what others say, their own sources
        being as they were; set by ``stale_pages``."""
        self._programmes: ProjectProgrammes | None = None
        self._others: OtherSites | None = None
        self._settings = ""
        self.indices[:] = [index.translated() for index in self.indices]
        self._forget()

    def directive(self, name: str) -> type[Directive] | None:
        """Return a directive by its name without ``conf:``."""
        if not self.directives:
            from sphinxext_confnotes.reading.directives.registration import DIRECTIVES

            self.directives.update(DIRECTIVES)
        return super().directive(name)

    def setup(self) -> None:
        """Make no labels of the indices, as Sphinx would: a project may have its own of that name.

        `find` has the indices, for references that Sphinx finds no label for.
        """
        std = standard_domain(self.env)
        self._labels_before = set(std.labels), set(std.anonlabels)

    def _forget(self) -> None:
        """Forget what is derived from the data."""
        self._posts: dict[str, Post] | None = None
        self._lookups: Lookups | None = None
        self._own_lookups: Lookups | None = None
        self._references: References | None = None
        self._overviews: Overviews | None = None
        self._list_pages: AllListPages | None = None
        self._conditions: dict[Condition, bool] = {}
        self._state: str | None = None
        self._derived: Derived | None = None

    @property
    def posts(self) -> Mapping[str, Post]:
        """The record of each document that has notes."""
        if self._posts is None:
            self._posts = {name: unpack(kept) for name, kept in self.data["posts"].items()}
        return self._posts

    @property
    def programmes(self) -> ProjectProgrammes:
        """The programmes of the project, of which each is read when it is asked for."""
        if self._programmes is None:
            from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes

            self._programmes = ProjectProgrammes(app_of(self.env))
        return self._programmes

    @property
    def others(self) -> OtherSites:
        """The other sites whose data the project has, of which each is read when it is asked for.

        Empty in projects without any, for which nothing is imported.
        """
        if self._others is None:
            from sphinxext_confnotes.registry.other_sites import OtherSites

            self._others = OtherSites(app_of(self.env))
        return self._others

    @property
    def has_talks(self) -> bool:
        """Whether there may be any talk or post, here or on other sites."""
        return bool(self.heads) or has_others(app_of(self.env))

    @property
    def heads(self) -> dict[str, Head]:
        """The head of each such record."""
        return cast("dict[str, Head]", self.data["heads"])

    @property
    def copies(self) -> dict[str, Packed]:
        """The copies of each such document's notes."""
        return cast("dict[str, Packed]", self.data["copies"])

    @property
    def uses(self) -> dict[str, Uses]:
        """Map documents to what they show of others."""
        return cast("dict[str, Uses]", self.data["uses"])

    @property
    def lookups(self) -> Lookups:
        """The look-ups in the posts as they are now, those of other sites among them."""
        if self._lookups is None:
            if has_others(app_of(self.env)):
                from sphinxext_confnotes.notes.lookups import Lookups

                self._lookups = Lookups([*self.own_lookups.posts, *self.others.posts])
            else:
                self._lookups = self.own_lookups
        return self._lookups

    @property
    def own_lookups(self) -> Lookups:
        """The look-ups in the posts of the project alone."""
        if self._own_lookups is None:
            from sphinxext_confnotes.notes.lookups import Lookups

            self._own_lookups = Lookups(post.where(self.holds) for post in self.posts.values())
        return self._own_lookups

    @property
    def references(self) -> References:
        """The finder of what references lead to, in the posts as they are now."""
        if self._references is None:
            from sphinxext_confnotes.registry.references import References

            indices = [self._index(kind) for kind in self.indices]
            drafts = {name for name, head in self.heads.items() if head.draft}
            self._references = References(
                self.env, self.lookups, indices, self.place_of_word, drafts
            )
        return self._references

    @property
    def overviews(self) -> Overviews:
        """The pages of speakers, tags, conferences and authors, as the posts are now."""
        if self._overviews is None:
            is_wanted = builder_of(self.env).name in BUILDERS and self.env.config.confnotes_pages
            wanted = is_wanted and self.has_talks
            found = self.derived.get("overviews", self._find_overviews) if wanted else ()
            self._overviews = Overviews(found)
        return self._overviews

    def _find_overviews(self) -> list[Overview]:
        return find(self.lookups, builder_of(self.env), self.env)

    @property
    def list_pages(self) -> AllListPages:
        """The further pages of lists that are split, as the posts are now."""
        if self._list_pages is None:
            is_wanted = builder_of(self.env).name in BUILDERS and any(
                placed.selection.paginate for use in self.uses.values() for placed in use.selections
            )
            found = self.derived.get("list pages", self._find_list_pages) if is_wanted else ()
            self._list_pages = AllListPages(found)
        return self._list_pages

    def _find_list_pages(self) -> tuple[ListPages, ...]:
        taken = {*names_of_project(builder_of(self.env), self.env), *RESERVED}
        taken.update(page.casefold() for page in self.overviews.pages)
        taken.update(index.docname() for index in self.indices)
        return find_list_pages(self.lookups, self.uses, taken, self.holds)

    def place_of_word(self, kind: str, word: str) -> Place:
        """Return where a reference to a subject leads: its page, if it has one.

        Otherwise speakers and tags lead into their index, conferences and authors, which have
        none, to their first post.
        """
        if place := self.overviews.place(kind, word):
            return place
        if index := WORD_INDICES.get(kind):
            return index.place_of(word)
        return self.lookups.first_post(kind, word).place

    def place_of_tag(self, tag: str) -> Place | None:
        """Return where a tag on a page leads: its page, or the index, if that is written."""
        is_indexed = TagIndex.is_written(builder_of(self.env))
        return self.place_of_word("tag", tag) if is_indexed else self.overviews.place("tag", tag)

    def holds(self, condition: Condition) -> bool:
        """Tell whether the builder of this build writes what depends on a condition."""
        if condition not in self._conditions:
            self._conditions[condition] = holds(condition, app_of(self.env))
        return self._conditions[condition]

    @property
    def settings(self) -> str:
        """A digest of all that can be configured, made once in a build.

        As it is before pages are written, when files are added to the settings.
        """
        if not self._settings:
            self._settings = states.of_settings(app_of(self.env))
        return self._settings

    @property
    def state(self) -> str:
        """A digest of all that what is derived from the data depends on, in this build."""
        if self._state is None:
            conditions = {one for head in self.heads.values() for one in head.conditions}
            placed = (one for uses in self.uses.values() for one in uses.selections)
            conditions |= {one for selection in placed for one in selection.conditions}
            self._state = digest(
                self.settings,
                states.of_documents(self.env),
                sorted(self.programmes.digests.items()) if has_programmes(app_of(self.env)) else [],
                sorted(self.others.digests.items()) if has_others(app_of(self.env)) else [],
                sorted((one, self.holds(one)) for one in conditions),
            )
        return self._state

    @property
    def derived(self) -> Derived:
        """The keeper of what is derived from the data, in this state."""
        if self._derived is None:
            builder = builder_of(self.env)
            file = file_of(builder.doctreedir, "derived", builder.name, builder.outdir)
            self._derived = Derived(file, self.state)
        return self._derived

    @property
    def public(self) -> list[str]:
        """The documents with notes that aren't drafts, in order."""
        return sorted(name for name, head in self.heads.items() if not head.draft)

    def save(self) -> None:
        """Keep what was derived, if anything was."""
        if self._derived is not None:
            self._derived.save()

    def bring_index_up_to_date(self) -> None:
        """Leave out of the general index what is left out of pages by conditions, and only that.

        Sphinx puts into it whatever it reads.
        """
        conditional = [name for name, head in self.heads.items() if head.conditions]
        if not conditional:
            return
        from sphinxext_confnotes.reading.talks import index_entries

        entries = cast("IndexDomain", self.env.get_domain("index")).entries
        for post in map(self.posts.__getitem__, conditional):
            if post.draft:
                continue
            talks = [talk for talk in post.talks if talk.conditions]
            anchors = {talk.name for talk in talks}
            shown = {talk.name for talk in post.where(self.holds).talks}
            entries[post.docname] = [
                *(entry for entry in entries.get(post.docname, ()) if entry[2] not in anchors),
                *(
                    entry
                    for talk in talks
                    if talk.name in shown
                    for entry in index_entries(talk.name, talk.title, talk.speaker_names, talk.tags)
                ),
            ]

    def note_post(self, post: Post, copies: Packed) -> None:
        """Keep what ``extract`` made of a document."""
        self._forget()
        self.data["posts"][post.docname] = pack(post)
        self.heads[post.docname] = Head.of(post)
        self.copies[post.docname] = copies

    def digest_of(self, docname: str) -> str:
        """Return a digest of a record, as the builder of this build shows it."""
        conditions = [(one, self.holds(one)) for one in self.heads[docname].conditions]
        return digest(self.data["posts"][docname], conditions)

    def note_joins(self, docname: str, answers: Mapping[Asked, Answer]) -> None:
        """Keep what a document has asked of programmes, and what was answered."""
        self.data["joins"][docname] = pack(dict(answers))

    def joins(self) -> Iterator[tuple[str, Mapping[Asked, Answer]]]:
        """Yield the documents that have asked something of programmes, and what."""
        for docname, kept in self.data["joins"].items():
            yield docname, unpack(kept)

    def note_uses(self, docname: str, uses: Uses) -> None:
        """Keep what a document shows of others."""
        self.uses[docname] = uses

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        self._forget()
        for key in BY_DOCUMENT:
            self.data[key].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the documents that a worker has read."""
        self._forget()
        for key in BY_DOCUMENT:
            ours, theirs = self.data[key], otherdata[key]
            ours.update({name: theirs[name] for name in docnames if name in theirs})

    def settle(self) -> None:
        """Forget the references that lead to a label, which Sphinx looks for before our names.

        In a project in good order these are nearly all of them.
        """
        std = standard_domain(self.env)

        def may_be_ours(reference: Reference) -> bool:
            labels = std.anonlabels if reference.text == "own" else std.labels
            # For `any`, Sphinx looks up labels in lower case, MyST as they were typed.
            is_lower = reference.target == reference.target.lower()
            return reference.target not in labels or not (reference.role == "ref" or is_lower)

        for docname, uses in list(self.uses.items()):
            others = ("ref", "any")
            kept = tuple(
                one for one in uses.references if one.role not in others or may_be_ours(one)
            )
            if kept or uses.selections:
                self.uses[docname] = uses._replace(references=kept)
            else:
                del self.uses[docname]

    def has_label_of_others(self) -> bool:
        """Tell whether a name of ours was a label of the project since references were settled.

        What led to that leads to us now, and was forgotten.
        """
        std = standard_domain(self.env)
        gone: set[str] = self.data["gone_labels"]
        before, before_without_title = self._labels_before
        gone |= before - std.labels.keys()
        gone |= before_without_title - std.anonlabels.keys()
        gone -= std.labels.keys()
        return any(
            self.references.find(Reference(role, name, ""))
            for name in gone
            for role in ("ref", "any")
        )

    def note_references(self, docname: str, references: tuple[Reference, ...]) -> None:
        """Keep what a document refers to, beside the selections that it has."""
        self.uses[docname] = self.uses.get(docname, Uses())._replace(references=references)

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
        found = self.references.find(reference)
        if within := node.get(WITHIN):
            own = Place(reference.origin, within)
            others = [target for target in found if target.place != own]
            if found and not others:
                # Sphinx accepts any node here, whatever it declares.
                return cast("nodes.reference", contnode)
            found = others
        if not found:
            return None
        if typ == "talk":
            self.references.check_ambiguous(reference, node)
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
        """Resolve a reference whose role isn't given, by the names and titles of talks.

        Where a section with a label has become a talk, the label leads to the same place, and two
        answers would be one too many.
        """
        found = self.references.find(Reference("any", target, node.get(ORIGIN, fromdocname)))[:1]
        labelled = standard_domain(self.env).labels.get(target.lower())
        return [
            (f"{DOMAIN}:talk", self.refer(fromdocname, builder, one, node, contnode))
            for one in found
            if labelled is None or labelled[0] != one.place.docname
        ]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield all objects but those whose names an inventory has no way to hold."""
        return iter(self.derived.get("objects", self._described) if self.heads else ())

    def _described(self) -> list[tuple[str, str, str, str, str, int]]:
        return [one for one in self._objects() if not LIKE_AN_ENTRY.search(one[0])]

    def _objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield all objects; of talks with one name all but the first are qualified.

        Sphinx's search shows the talks alone.  It looks at an object's title and nothing else, so
        talks are found by objects of their own, with speakers and tags in the title.  The name of
        these isn't their anchor: where it is, the search takes the title for the anchor.
        """
        lookups = self.own_lookups
        style = Config.of(self.env.config).date_format
        seen: set[str] = set()
        for merged in lookups.talks:
            for account in merged.accounts:
                talk, docname = account.talk, account.post.docname
                name = talk.name if talk.name not in seen else f"{docname}:{talk.name}"
                seen.add(talk.name)
                facts = [
                    wording.listed(found) for found in (talk.speaker_names, talk.tags) if found
                ]
                yield name, talk.title, "talk", docname, talk.name, -1
                title = wording.added(talk.title, wording.together(facts)) if facts else talk.title
                yield f"{docname}:{talk.name}", title, "talk-facts", docname, talk.name, 1
        for post in lookups.posts:
            if post.is_post:
                yield post.docname, post.title, "post", post.docname, "", -1
        for date, posts in lookups.days.items():
            yield (
                date.isoformat(),
                write_date(date, style, self.env.config.language),
                "day",
                posts[0].docname,
                "",
                -1,
            )
        for role in SUBJECTS:
            for word in lookups.spelled[role].values():
                place = self.place_of_word(role, word)
                yield word, word, role, place.docname, place.anchor, -1

    def get_type_name(self, type: ObjType, primary: bool = False) -> str:
        """Return what the search calls an object: a talk, not a talk of conference notes."""
        return wording.object_type(type.lname)

    def check_consistency(self) -> None:
        """Warn about facts in which accounts of one talk disagree, and about pages left out."""
        from sphinxext_confnotes.notes.merging import contradictions

        for index in self._written_indices():
            if index.document_of_its_name() and index.all_groups():
                warn(
                    Subtype.PUBLISH,
                    f"document '{index.document_of_its_name()}': expected another name than that "
                    f"of the index '{index.docname()}', which is left out",
                    (index.document_of_its_name(), None),
                )
        for one in self.overviews.wanted:
            if one.taken_by:
                warn(
                    Subtype.PUBLISH,
                    f"page '{one.taken_by}': expected another name than that of the page of the "
                    f"{one.kind} '{shown(one.name)}', which is left out",
                    (one.taken_by, None) if one.taken_by in self.env.all_docs else None,
                )
        for talk in self.own_lookups.talks if self.heads else ():
            for fact, first, other in contradictions(talk):
                warn(
                    Subtype.CONTRADICTION,
                    f"talk '{other.talk.name}': expected the {fact} that '{first.post.docname}' "
                    f"line {first.talk.line} has for the same talk; lists show that one",
                    (other.post.docname, other.talk.line),
                )

    def refer(
        self,
        fromdocname: str,
        builder: Builder,
        target: Target,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference:
        """Return what a node is resolved to, with the title as its text.

        That is no link where the builder doesn't write the index that it would lead into.
        """
        if not node.get("refexplicit"):
            classes: list[str] = contnode.get("classes", [])
            title = target.short if node.get(SHORT) else target.title
            contnode = nodes.inline("", title, classes=[kept for kept in classes if kept != "xref"])
        for index in WORD_INDICES.values():
            if target.place.docname == index.docname() and not index.is_written(builder):
                # Sphinx accepts any node here, whatever it declares.
                return cast("nodes.reference", contnode)
        return link(builder, fromdocname, target.place, [contnode])

    def is_draft(self, docname: str) -> bool:
        """Tell whether a document is left out of everything."""
        head = self.heads.get(docname)
        return head is not None and head.draft

    @property
    def is_used(self) -> bool:
        """Whether any document of the project has notes, or shows a selection of them."""
        return bool(self.heads) or any(uses.selections for uses in self.uses.values())

    @functools.cached_property
    def has_kept(self) -> bool:
        """Whether anything was kept of an earlier build, in which there were notes."""
        return any(Path(self.env.doctreedir).glob(f"{PREFIX}*"))

    def shows_notes(self, pagename: str) -> bool:
        """Tell whether a page, of a document, an index or a subject, shows any."""
        if pagename in self.env.all_docs:
            uses = self.uses.get(pagename)
            return pagename in self.heads or bool(uses and uses.selections)
        is_index = pagename in [index.docname() for index in self.indices]
        return is_index or pagename in self.overviews.pages or pagename in self.list_pages.pages

    def _index(self, kind: type[NotesIndex]) -> NotesIndex:
        return kind(self)

    def _written_indices(self) -> list[NotesIndex]:
        """Return the indices that the builder writes as pages, if there is anything in them."""
        builder, wanted = builder_of(self.env), self.env.config.html_domain_indices
        if builder.format != "html" or builder.name == "singlehtml" or not wanted:
            return []
        indices = map(self._index, self.indices)
        return [
            index
            for index in indices
            if isinstance(wanted, bool | int) or index.docname() in wanted
        ]


def has_notes(app: Sphinx) -> bool:
    """Tell whether any document of the project has notes, or shows some."""
    return domain_of(app.env).is_used


def has_or_had_notes(app: Sphinx) -> bool:
    """Tell whether that is so, or anything was kept of a build in which it was."""
    is_asked = app.builder.name == NOTES_BUILDER
    return is_asked or has_notes(app) or domain_of(app.env).has_kept


def save(app: Sphinx, exception: Exception | None) -> None:
    """Keep what was derived.  Handler of ``build-finished``."""
    if exception is None:
        domain_of(app.env).save()


def read_other_sites(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Read the data of other sites that has changed.

    Handler of ``env-get-outdated``; returns no document, since pages show others when they are
    written.
    """
    if has_others(app):
        domain = domain_of(env)
        domain.others.read_changed(app, domain.data["others"])
        domain.data["others"] = dict(domain.others.digests)
    return []


def has_lost_label(app: Sphinx) -> bool:
    """Tell whether references that were forgotten may lead to a name of ours now."""
    return domain_of(app.env).has_label_of_others()


def settle(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Keep only those references of documents by which something of ours may be meant.

    Handler of ``env-get-updated``; returns no document.
    """
    domain_of(env).settle()
    return []


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
    origin = node.get("refdoc", env.docname)
    found = domain.references.find(Reference("ref", node["reftarget"], origin))
    return domain.refer(origin, app.builder, found[0], node, contnode) if found else None


def suggest(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn about a reference to nothing, with the names that are most like it.

    Handler of ``warn-missing-reference``; returns that nothing more is to be said.
    """
    if not isinstance(domain, ConfDomain):
        return None
    role, target = node["reftype"], node["reftarget"]
    near = " or ".join(f"'{name}'" for name in domain.references.suggestions(role, target))
    hint = f", did you mean {near}?" if near else ""
    wanted = shown(target)
    role = "page" if role == WIKI else role
    missing = f"no post is about '{wanted}'" if role == "day" else f"no {role} is called '{wanted}'"
    warn(Subtype.REFERENCE, f"{missing}{hint}; it isn't linked", node)
    return True


def domain_of(env: BuildEnvironment) -> ConfDomain:
    """Return the domain of an environment."""
    return cast("ConfDomain", env.get_domain(DOMAIN))
