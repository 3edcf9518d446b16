"""Fill selections with copies of notes, and show neighbours, when a page is written.

A post-transform, before references are resolved, so that those in the copies are resolved with
the page's own.  What it makes is semantic; how it looks is decided by the lowering.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.gettext import I18nBuilder
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_confnotes import gc_pause, wording
from sphinxext_confnotes.compat import builder_of, note_equations
from sphinxext_confnotes.doctree import find, leading_link, links_in, talk_of
from sphinxext_confnotes.names import UniqueNames
from sphinxext_confnotes.nodes import (
    SELECTIONS,
    confnotes_day,
    confnotes_group,
    confnotes_links,
    confnotes_post,
    confnotes_talk,
    confnotes_talk_list,
    confnotes_title,
    is_note,
    is_selection,
    note_kind,
    title_of,
)
from sphinxext_confnotes.notes import fields, paging, query
from sphinxext_confnotes.notes.lookups import signed_by
from sphinxext_confnotes.notes.records import (
    Account,
    Day,
    Group,
    Merged,
    Note,
    Place,
    Post,
    PostOfDay,
    Selection,
)
from sphinxext_confnotes.plaintext import text_of
from sphinxext_confnotes.registry.copies import Copies
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.rendering import navigation, other_accounts, related, timetables
from sphinxext_confnotes.rendering.footnotes import note_marks
from sphinxext_confnotes.rendering.left_out import OF_TOCTREES
from sphinxext_confnotes.rendering.lowering.base import writes_semantic_nodes
from sphinxext_confnotes.rendering.post_head import Heads
from sphinxext_confnotes.rendering.rehome import Rehoming, lead_to
from sphinxext_confnotes.rendering.toc import Heading, Headings
from sphinxext_confnotes.rendering.written_parts import WrittenParts, may_be_kept

MANY = 3
"""Talks from which on a post in a summary begins with the titles of its highlights."""

CHECKERS = ("linkcheck", "spelling")
"""Builders that only say where something is wrong: in a copy that is wrong in its post."""


class ShowOthers(SphinxPostTransform):
    """Fill every node that shows a selection, and show the neighbours of a post.

    Run before all other post-transforms, for which copies are then parts of the page.
    """

    def is_supported(self) -> bool:
        """Tell whether there is anything to show."""
        return super().is_supported() and domain_of(self.env).is_used

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        builder = builder_of(self.env)
        if isinstance(builder, I18nBuilder):
            # Copies have the same messages as their posts.
            return
        wanted = (*SELECTIONS, confnotes_talk, addnodes.start_of_file, nodes.footnote_reference)
        found = find(self.document, *wanted)
        # One without a selection is on a further page of a list, and filled.
        selections = [node for node in found if is_selection(node) and "selection" in node]
        if builder.name in CHECKERS:
            for node in selections:
                node.parent.remove(node)
            return
        # Those that are copies already stand on pages of subjects.
        talks = [node for node in found if isinstance(node, confnotes_talk) and not node.place]
        marks = [node for node in found if isinstance(node, nodes.footnote_reference)]
        if marks and builder.format == "html":
            is_post = self.env.docname in domain_of(self.env).heads
            note_marks(self.document, [mark for mark in marks if is_post or talk_of(mark)])
        neighbourhood = related.Neighbourhood(self.env, builder)
        for talk in talks:
            neighbourhood.add_others(talk)
        files = [node for node in found if isinstance(node, addnodes.start_of_file)]
        if not files:
            neighbourhood.add_series(self.document)
        if not writes_semantic_nodes(builder):
            Heads(self.env, builder).add(self.document, files)
        if selections:
            with gc_pause.paused():
                self._fill(selections)

    def _fill(self, selections: Sequence[nodes.Element]) -> None:
        domain = domain_of(self.env)
        expansion = Expansion(self.env, self.document)
        headings: dict[str, Headings] = {}
        numbers: Counter[str] = Counter()
        for node in selections:
            selection: Selection = node.attributes.pop("selection")
            # In LaTeX and singlehtml, env.docname isn't the page that shows this.
            showing = node["docname"]
            of_page = headings.setdefault(showing, Headings(self.config))
            pages = domain.list_pages.of(showing, numbers[showing])
            numbers[showing] += 1
            if selection.layout == "timetable":
                node += expansion.timetable(selection, showing, of_page)
                node["layout"] = selection.layout
                continue
            parts = query.select(domain.lookups, selection)
            narrowed = query.narrowed(selection, parts)
            sheets = paging.split(selection, parts) if pages else []
            if sheets:
                parts = sheets[0].parts
            of_parts = of_page.of(selection, parts)
            expansion.fill(node, parts, narrowed, of_parts)
            if find(node, nodes.math, nodes.math_block):
                note_equations(self.env, showing)
            if pages:
                months = paging.months(selection, sheets)
                builder = builder_of(self.env)
                links = navigation.of(pages, sheets, months, selection, builder, 0, of_parts)
                at = node.parent.index(node)
                node.parent.insert(at + 1, navigation.node_of(links, builder))


class Expansion:
    """The making of days and groups for one document that is being written."""

    def __init__(self, env: BuildEnvironment, document: nodes.document) -> None:
        self._env = env
        self.document = document
        self.domain = domain_of(env)
        self.builder = builder_of(env)
        self.rehoming = Rehoming(env, self.builder, document)
        # One document may contain several pages.
        self._unique = UniqueNames("--")
        self._written: dict[str, WrittenParts] = {}
        self._unpacked: dict[tuple[str, bool], Copies] = {}
        self._again: dict[tuple[str, str, bool], bytes] = {}
        """Copies that were wanted again, by document, name, and whether with comments."""

    def fill(
        self,
        node: nodes.Element,
        parts: Sequence[Day | Group],
        selection: Selection,
        headings: Sequence[Heading],
    ) -> None:
        """Fill a node that shows a selection with some days or groups, each with its heading."""
        for part, heading in zip(parts, headings, strict=True):
            node += self.expand(part, selection, node["docname"], heading.anchor)
        if not parts:
            node += nodes.paragraph("", wording.nothing_selected())
        if isinstance(node, confnotes_talk_list):
            node["layout"] = selection.layout

    def expand(
        self, part: Day | Group, selection: Selection, showing: str, anchor: str
    ) -> list[nodes.Element]:
        """Return what a page shows of a day or group, under an anchor that may be wanted."""
        node: confnotes_day | confnotes_group
        kept = self._kept_parts(showing)
        key = "" if self._is_taken(anchor) else kept.key(part, selection, anchor)
        if before := kept.find(key, anchor):
            self._unique.make(anchor)
            return [before]
        if isinstance(part, Day):
            node = confnotes_day(date=part.date.isoformat())
            node += [self._post(shown, selection, showing) for shown in part.posts]
        else:
            node = confnotes_group(by=selection.group_by, name=part.name)
            node += [self.talk(talk, selection, showing) for talk in part.talks]
            if not anchor:
                return [child for child in node if isinstance(child, nodes.Element)]
        node["ids"].append(self._unique.make(anchor, self._is_taken))
        if key and may_be_kept(node):
            node.key = key
        return [node]

    def timetable(
        self, selection: Selection, showing: str, of_page: Headings
    ) -> list[nodes.Element]:
        """Return the days of a timetable."""
        days = timetables.days_of(self.domain, selection)
        headings = of_page.of(selection, list(map(timetables.group_of, days)))
        made: list[nodes.Element] = []
        for day, heading in zip(days, headings, strict=True):
            name = day.day.isoformat() if day.day else ""
            node = confnotes_group(by="day", name=name)
            node += timetables.nodes_of(
                day, self.builder, showing, counts=selection.programme and not selection.noted
            )
            node["ids"].append(self._unique.make(heading.anchor, self._is_taken))
            made.append(node)
        return made or [nodes.paragraph("", wording.nothing_selected())]

    def _kept_parts(self, showing: str) -> WrittenParts:
        if showing not in self._written:
            self._written[showing] = WrittenParts(self._env, self.builder, showing)
        return self._written[showing]

    def _is_taken(self, anchor: str) -> bool:
        return anchor in self.document.ids or anchor in self.rehoming.identifiers.kept

    def _post(self, shown: PostOfDay, selection: Selection, showing: str) -> confnotes_post:
        post = shown.post
        text = other_accounts.title_of_post(post.title, post.site) if post.site else None
        link = lead_to(self.builder, post.place, showing, [text or nodes.Text(post.title)])
        node = confnotes_post("", confnotes_title("", "", link), docname=post.docname)
        node += self._opening(post, selection, showing)
        talks = [self.talk(talk, selection, showing) for talk in shown.talks]
        best = [talk for talk in talks if "highlight" in talk]
        if len(talks) >= MANY and 0 < len(best) < len(talks):
            node += _highlights(best)
        node += talks
        return node

    def _opening(self, post: Post, selection: Selection, showing: str) -> list[nodes.Node]:
        if post.site:
            return [*other_accounts.notes_of(post.notes, self.builder)]
        kept = post.docname, query.shows(selection, "comment")
        copies = self._unpacked[kept] = self._unpack(*kept)
        holder = nodes.container("", *copies.opening)
        self._leave_out(holder, self.domain.posts[post.docname].notes)
        self.rehoming.rehome(holder, post.docname, showing)
        return list(holder.children)

    def talk(self, talk: Merged, selection: Selection, showing: str) -> confnotes_talk:
        """Return what a page shows of a talk."""
        first, *others = talk.accounts
        copy = self._account(first, selection, showing)
        self._lead_title_to(copy, talk.place, showing)
        if talk.facts is not first.talk or first.post.site:
            _sign(copy, first)
        for account in others:
            other = self._account(account, selection, showing)
            _sign(other, account)
            copy += [node for node in other if is_note(node)]
            _add_links(copy, other)
        for account in talk.accounts:
            if account.post.site and (link := other_accounts.link_to_site(account)):
                _add_all(copy, link)
        copy.attributes.update(query.added_attributes(talk, selection))
        if selection.group_by and len(selection.conference) == 1:
            copy.attributes.pop("conference", None)
        if selection.notes != "all":
            for name in fields.FOLDED:
                copy.attributes.pop(name, None)
        copy.place = talk.place
        return copy

    def words(self, talk: Merged, selection: Selection) -> str:
        """Return the TLDRs of a talk that a page shows, as text."""
        found: list[str] = []
        if query.shows(selection, "tldr"):
            tldrs = selection._replace(notes="tldr")
            for account in talk.accounts:
                if account.post.site:
                    found += [note.text for note in account.talk.notes if note.kind == "tldr"]
                else:
                    notes = filter(is_note, self._noted(account, tldrs))
                    found += [text_of(note.children) for note in notes]
        return " ".join(" ".join(found).split())

    def _account(self, account: Account, selection: Selection, showing: str) -> confnotes_talk:
        copy = self._noted(account, selection)
        if not account.post.site:
            self.rehoming.rehome(copy, account.post.docname, showing)
        return copy

    def _noted(self, account: Account, selection: Selection) -> confnotes_talk:
        """Return the copy of an account with those notes that a selection shows."""
        docname = account.post.docname
        with_comments = query.shows(selection, "comment")
        if account.post.site:
            copy = other_accounts.talk_of(account, self.builder)
        else:
            copy = self._copy(docname, account.talk.name, with_comments)
        if account.post.is_conditional:
            talks = self.domain.posts[docname].talks
            notes = next(talk.notes for talk in talks if talk.name == account.talk.name)
            self._leave_out(
                copy, [note for note in notes if with_comments or note.kind != "comment"]
            )
        for note in [node for node in copy.children if is_note(node)]:
            if not query.shows(selection, note_kind(note)):
                copy.remove(note)
        return copy

    def _leave_out(self, copy: nodes.Element, notes: Sequence[Note]) -> None:
        """Take the notes whose conditions don't hold out of a copy that has all of some notes."""
        copied = [node for node in copy.children if is_note(node)]
        for node, note in zip(copied, notes, strict=True):
            if not all(map(self.domain.holds, note.conditions)):
                copy.remove(node)

    def _copy(self, docname: str, name: str, with_comments: bool) -> confnotes_talk:
        """Return a fresh copy of a talk.

        One that stands in several groups is wanted again, and kept when it is for the second
        time: all of its document would be unpacked for each group.
        """
        kept = docname, with_comments
        if again := self._again.get((docname, name, with_comments)):
            return cast("confnotes_talk", pickle.loads(again))
        copies = self._unpacked.get(kept)
        if copies is None or name not in copies.talks:
            is_wanted_again = copies is not None
            copies = self._unpacked[kept] = self._unpack(*kept)
            if is_wanted_again:
                self._again[docname, name, with_comments] = pickle.dumps(copies.talks[name])
        return copies.talks.pop(name)

    def _unpack(self, docname: str, with_comments: bool) -> Copies:
        return Copies.unpack(self.domain.copies[docname], with_comments=with_comments)

    def _lead_title_to(self, copy: confnotes_talk, place: Place, showing: str) -> None:
        """Let the title of a copy lead to the talk's own place.

        Where a document is made of the pages of toctrees, and the post is in none, the title leads
        to what it leads to there.
        """
        title = title_of(copy)
        link = leading_link(title)
        if link is not None:
            home = lead_to(self.builder, place, showing, link.children)
            address = copy.get("url") if self.builder.name in OF_TOCTREES else None
            if address and isinstance(home, nodes.inline):
                home = nodes.reference("", "", *home.children, refuri=address)
            link.parent.replace(link, home)
        else:
            for inner in links_in(title):
                inner.parent.replace(inner, nodes.inline("", "", *inner.children))
            content = list(title.children)
            title.clear()
            title += lead_to(self.builder, place, showing, content)


def _sign(copy: confnotes_talk, account: Account) -> None:
    """Put the name of its author on each note that hasn't one, and that of another site on all."""
    for note in copy.children:
        if is_note(note) and not note.get("author"):
            note["author"] = wording.listed(signed_by(account))
        elif is_note(note) and account.post.site:
            note["author"] = wording.apart([note["author"], account.post.site])


def _highlights(talks: Sequence[confnotes_talk]) -> nodes.paragraph:
    """Return the titles of talks in one line, which are seen there before all others."""
    line = nodes.paragraph("", wording.named(wording.highlights(), ""))
    line["classes"].append("confnotes-highlights")
    for talk in talks:
        if talk is not talks[0]:
            line += nodes.Text(wording.semicolon())
        title = title_of(talk)
        # Without addresses the first node stands where the link would be.
        line += (leading_link(title) or title[0]).deepcopy()
    return line


def _add_links(copy: confnotes_talk, other: confnotes_talk) -> None:
    """Take over the links of another copy that the first one hasn't."""
    names = {name for link in _links(copy) for name in _name(link)}
    new = [link for link in _links(other) if not names.intersection(_name(link))]
    for link in new:
        link.parent.remove(link)
    _add_all(copy, new)


def _add_all(copy: confnotes_talk, links: Sequence[nodes.Element]) -> None:
    if links and not _links(copy):
        copy.insert(1, confnotes_links())
    for link in links:
        next(copy.findall(confnotes_links)).append(link)


def _links(copy: confnotes_talk) -> list[nodes.Element]:
    return [
        link
        for node in copy
        if isinstance(node, confnotes_links)
        for link in node
        if isinstance(link, nodes.Element)
    ]


def _name(link: nodes.Element) -> Iterable[str]:
    return (name for node in link.findall(nodes.inline) for name in node["classes"])
