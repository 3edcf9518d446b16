"""Notes without markup: posts written as in ``docs/prose.md``, lifted into semantic nodes.

A transform, in posts only.  It looks at a post section by section and in three steps: which
blocks open a talk, which blocks belong to it, and where labels cut these into notes.  What isn't
recognised stays exactly as it was parsed; what is recognised is moved, never copied or dropped.

Labels are looked for in paragraphs, list items and section titles only, so that one in a quote,
in code, in a table or in another directive means nothing.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinxext_confnotes import gc_pause, wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import EMPHASIS, LINKS, find, leading_link, links_in, short_title
from sphinxext_confnotes.labels import (
    Label,
    Labels,
    Mark,
    find_highlight,
    find_stars,
    has_highlight_phrase,
    normalised,
)
from sphinxext_confnotes.nodes import (
    NOTES,
    confnotes_comment,
    confnotes_talk,
    confnotes_title,
    confnotes_tldr,
    is_note,
    kind_of,
    label_key,
)
from sphinxext_confnotes.notes.field_kinds import (
    Address,
    Paragraphs,
    Words,
    with_backslashes,
)
from sphinxext_confnotes.notes.fields import BY_NAME
from sphinxext_confnotes.raw_html import drop_unmatched, is_html, reach
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.contents_directive import has_contents
from sphinxext_confnotes.reading.options import TALK_OPTIONS
from sphinxext_confnotes.reading.prose.lines import (
    Line,
    after,
    cut,
    join,
    label_of,
    replace_text,
    split,
    strip,
)
from sphinxext_confnotes.reading.prose.source_text import note_sources
from sphinxext_confnotes.reading.talks import finish
from sphinxext_confnotes.warnings import Subtype, shown, warn

LISTS = (nodes.bullet_list, nodes.enumerated_list)
SECTION_MODES = {"h2": 2, "h3": 3, "h4": 4}

MATHJAX_GUARDS = ("tex2jax_ignore", "mathjax_ignore")
"""Classes that MyST gives to a page's first headings; no talk should hide its formulas."""

NAME_BEFORE_LINK = re.compile(r"[^:：|–—]{1,60}(?:[:：|–—]|\s-)\s*")
"""A name, a time or a kind that may precede the link of an item that is a talk."""

ENDS_OF_SENTENCES = ".!?:;,…。！？：；，、"
SENTENCE = 4
"""Words from which on what ends like a sentence is one."""

LONGEST_TITLE = 200
"""Characters of a line that may be a title."""

HEAD = (nodes.docinfo, nodes.field_list, nodes.meta)
"""The nodes that Sphinx expects at the beginning of a document."""

Notes = confnotes_tldr | confnotes_comment


class KeepOriginals(SphinxTransform):
    """Keep what paragraphs and titles hold until they are translated: talks are named by it."""

    # Before Locale (20).
    default_priority = 19

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it is a post that could be translated."""
        reading = current_document.current(self.env, self.document)
        folders = (Path(self.env.srcdir, name) for name in self.config.locale_dirs)
        if reading.matter.is_post and any(folder.is_dir() for folder in folders):
            reading.originals = {
                id(node): tuple(node.children)
                for node in find(self.document, nodes.paragraph, nodes.title)
            }


class LiftProse(SphinxTransform):
    """Replace what a post says in prose by the nodes that the directives make."""

    # After Locale (20), so that labels are looked for in the translation.
    default_priority = 30

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it is a post."""
        reading = current_document.current(self.env, self.document)
        if not reading.matter.is_post:
            return
        config = Config.of(self.config)
        modes = reading.matter.modes or config.talks
        if "none" not in modes:
            page = next(node for node in self.document if isinstance(node, nodes.section))
            labels = Labels(config.prose_labels)
            with gc_pause.paused():
                PostLifter(self.document, self.env, reading, labels, modes).lift_page(page)
                note_sources(self.document, reading.source)


class PostLifter:
    """The lifting of one post.

    :param modes: see `config.MODES`; labelled talks are found whatever else is.
    """

    def __init__(
        self,
        document: nodes.document,
        env: BuildEnvironment,
        reading: current_document.CurrentDocument,
        labels: Labels,
        modes: Sequence[str],
    ) -> None:
        self.document = document
        self.env = env
        self.reading = reading
        self.labels = labels
        self.is_about_conference = bool(reading.matter.conference)
        self.takes_links = "links" in modes
        self.levels = {SECTION_MODES[mode] for mode in modes if mode in SECTION_MODES}
        self.has_html = any(map(is_html, find(document, nodes.raw)))
        self._read: dict[int, tuple[nodes.Element, list[Line], list[Label | None]]] = {}

    def lift_page(self, page: nodes.section) -> None:
        """Lift a post: what stands over its title, and the section that has the title.

        Only there a summary without a talk is the day's own.
        """
        at = self.document.index(page) if page.parent is self.document else 0
        head = [node for node in self.document[:at] if isinstance(node, HEAD)]
        over = [node for node in self.document[:at] if not isinstance(node, HEAD)]
        if over:
            lifted = self._lift_openings(Openings(self, over), is_page=True)
            self.document[:at] = [*head, *lifted]
        self._lift_parts(page, 1, Openings(self, _parts(page)[1]), is_page=True)

    # Sections

    def _lift_parts(
        self, section: nodes.section, depth: int, openings: Openings, is_page: bool = False
    ) -> None:
        title, _, subsections = _parts(section)
        lifted = self._lift_openings(openings, is_page)
        for subsection in subsections:
            lifted += self._lift_section(subsection, depth + 1)
        _refill(section, [title, *lifted])

    def _lift_section(self, section: nodes.section, depth: int) -> list[nodes.Node]:
        title, blocks, subsections = _parts(section)
        if not self._is_wanted(section, depth):
            openings = Openings(self, blocks)
            if not self._is_talk(title, subsections, openings):
                self._lift_parts(section, depth, openings)
                return [section]
        talk = self.make_talk(title.children, title)
        self.inherit(talk, section)
        return self.complete(talk, [*blocks, *subsections])

    def _is_wanted(self, section: nodes.section, depth: int) -> bool:
        return (self.written_level(section) or depth) in self.levels

    def written_level(self, section: nodes.section) -> int | None:
        """Return the level of a Markdown heading in the source."""
        levels = self.reading.levels
        return None if levels is None else levels.get(section.line or 0, 1)

    def _is_talk(
        self, title: nodes.Element, subsections: Sequence[nodes.section], openings: Openings
    ) -> bool:
        below = [self.labels.whole(subsection[0].astext()) for subsection in subsections]
        if not all(below) or any(openings.opens):
            return False
        inside = [label for block in openings.blocks for label in self.labels_in(block)]
        found = [label for label in [*inside, *below] if label]
        if not any(label.is_note for label in found):
            return False
        # One sub-section called "Summary" makes no talk of "Overall", nor one word that ordinary
        # documents have as well.
        is_labelled = any(label.is_note for label in inside) or len(found) > 1
        is_ordinary = all(label.is_ordinary for label in found)
        is_sure = is_labelled and (self.is_about_conference or not is_ordinary)
        return is_sure or leading_link(title) is not None

    # Blocks

    def lift_blocks(self, blocks: list[nodes.Node]) -> list[nodes.Node]:
        """Return the blocks of a list item with the talks among them lifted."""
        return self._lift_openings(Openings(self, blocks))

    def _lift_openings(self, openings: Openings, is_page: bool = False) -> list[nodes.Node]:
        lifted: list[nodes.Node] = []
        blocks = list(openings.blocks)
        position = 0
        may_be_of_day = is_page and openings.has_one_summary
        while position < len(blocks):
            block = blocks[position]
            position += 1
            if openings.opens[position - 1]:
                end = openings.end(position)
                takes_tail = self.takes_links or openings.label_follows[position]
                if isinstance(block, LISTS) and len(block) - 1 not in openings.items(block):
                    takes_tail = False
                cut = self._end_of_talk(blocks, position, end) if takes_tail else position
                tail = blocks[position:cut]
                if isinstance(block, LISTS):
                    lifted += self._lift_list(block, openings.items(block), tail)
                else:
                    lifted += self._lift_paragraph(as_element(block), tail)
                position = cut
                if cut < end and takes_tail:
                    # It isn't known what the rest is about, up to the next talk or line.
                    may_be_of_day = False
            elif isinstance(block, LISTS):
                for item in items_of(block):
                    _refill(item, self.lift_blocks(list(item.children)))
                lifted.append(block)
            elif (
                may_be_of_day
                and (label := self._summary_in(block))
                and not self.may_be_title(blocks, position - 2)
            ):
                end = openings.end(position)
                end = position + self.reach(blocks[position:end])
                run = [block]
                while position < end and not any(
                    label.is_note for label in self.labels_in(blocks[position])
                ):
                    run.append(blocks[position])
                    position += 1
                lifted += self._lift_day_summary(run, label)
            else:
                if isinstance(block, nodes.transition):
                    may_be_of_day = is_page and openings.has_one_summary
                lifted.append(block)
        return lifted

    def _end_of_talk(self, blocks: Sequence[nodes.Node], start: int, end: int) -> int:
        """Return where what stands under a talk ends: before what another TLDR is about.

        That one is warned about.
        """
        seen: set[str] = set()
        for at in range(start, end):
            summaries = self.summaries_in(blocks[at])
            behind = [label for label in summaries if normalised(label.word) in seen]
            if behind and self.is_about_something_else(blocks, start, at):
                self.warn_unclear(blocks[at], behind[0])
                # What stands right before it is what it may be about.
                return at - 1
            seen |= {normalised(label.word) for label in summaries}
        return end

    def is_about_something_else(self, blocks: Sequence[nodes.Node], start: int, at: int) -> bool:
        """Tell whether a note may be about what stands between it and the note before."""
        return at > start and not self.labels_in(blocks[at - 1])

    def summaries_in(self, block: nodes.Node) -> list[Label]:
        """Return the labels of TLDRs that a paragraph has."""
        labels = self.labels_in(block) if isinstance(block, nodes.paragraph) else []
        return [label for label in labels if label.kind == "tldr"]

    def warn_unclear(self, block: nodes.Node, label: Label) -> None:
        """Warn about a TLDR that may be another talk's, whose title isn't recognised."""
        warn(
            Subtype.UNCLEAR,
            f"'{shown(label.word)}': expected one for each talk, but the talk before has one; "
            "it stays in the text",
            block,
        )

    def _lift_list(
        self, items: nodes.Element, talks: Set[int], tail: list[nodes.Node]
    ) -> list[nodes.Node]:
        """Return the talks of a list, and the rest of it as lists between them.

        :param talks: the places of the items that are talks.
        :param tail: what stands under the last item.
        """
        lifted: list[nodes.Node] = []
        others = ListPieces(items)
        for index, item in enumerate(items_of(items)):
            if index in talks:
                talk, rest = self._open_talk(as_element(item[0]))
                self.inherit(talk, item)
                under = tail if item is items[-1] else []
                lifted += self.complete(talk, [*rest, *item.children[1:], *under])
                others.interrupt()
            else:
                _refill(item, self.lift_blocks(list(item.children)))
                lifted += others.add(index, item)
        return lifted

    def _lift_paragraph(self, paragraph: nodes.Element, tail: list[nodes.Node]) -> list[nodes.Node]:
        talk, rest = self._open_talk(paragraph)
        return self.complete(talk, [*rest, *tail])

    def _open_talk(self, paragraph: nodes.Element) -> tuple[confnotes_talk, list[nodes.Element]]:
        """Make a talk of the lines before a paragraph's first label, and return it and the rest."""
        lines, labels = self.read(paragraph)
        first = next((i for i, label in enumerate(labels) if label), len(lines))
        talk = self.make_talk(join(lines[:first]), paragraph)
        self.inherit(talk, paragraph)
        rest = piece(lines[first:], paragraph, is_first=False)
        return talk, [rest] if rest else []

    def _summary_in(self, block: nodes.Node) -> Label | None:
        return next(iter(self.summaries_in(block)), None)

    def _lift_day_summary(self, run: Sequence[nodes.Node], label: Label) -> list[nodes.Node]:
        """Return the day's own TLDR, with the lines of its paragraph that aren't of it around."""
        paragraph = as_element(run[0])
        lines, found = self.read(paragraph)
        start = found.index(label)
        others = (i for i, other in enumerate(found) if other and other.is_note and i > start)
        end = next(others, len(lines))
        note = self.make_note(label, paragraph, lines[start])
        before = piece(lines[:start], paragraph, is_first=True)
        said = [after(lines[start], label), *lines[start + 1 : end]]
        behind = piece(lines[end:], paragraph, is_first=False)
        if text := piece(said, paragraph, is_first=before is None):
            note.append(text)
        if behind is None:
            note.extend(run[1:])
        self.check_note(note)
        if self.has_html:
            for part in (before, note, behind):
                _drop_unmatched_in_texts(part)
        parts: list[nodes.Node] = [part for part in (before, note, behind) if part is not None]
        return parts if behind is None else [*parts, *run[1:]]

    # Talks and notes

    def make_talk(self, inline: Iterable[nodes.Node], where: nodes.Element) -> confnotes_talk:
        """Make a talk with its title, and take the marks out of that."""
        title = confnotes_title(where.rawsource, "", *strip(inline))
        talk = confnotes_talk("", title)
        talk.source = title.source = where.source or self.document["source"]
        talk.line = title.line = where.line or (where.parent.line if where.parent else None)
        talk.written_title = self._written_title(where)
        for mark in take_marks(title):
            if mark.rating:
                talk["rating"] = mark.rating
            if mark.highlight and not talk.get("highlight"):
                talk["highlight"] = mark.reason
        if has_highlight_phrase(title.astext()):
            talk.setdefault("highlight", "")
        return talk

    def _written_title(self, where: nodes.Element) -> str:
        """Return the title of a talk before it was translated, or nothing where it wasn't."""
        original = self.reading.originals.get(id(where), ())
        if not where.get("translated"):
            return ""
        lines = split([node.deepcopy() for node in original])
        before = itertools.takewhile(lambda line: not label_of(line, self.labels), lines)
        title = confnotes_title("", "", *strip(join(list(before) or lines)))
        take_marks(title)
        return short_title(title)

    def make_note(self, label: Label, paragraph: nodes.Element, line: Line | None = None) -> Notes:
        """Make the empty note that a label opens."""
        note = confnotes_tldr() if label.kind == "tldr" else confnotes_comment()
        if label.heading:
            note["label"] = label.heading
        if label.author:
            note["author"] = label.author
        note.source, note.line = paragraph.source, _line(paragraph, line)
        return note

    def check_note(self, note: Notes) -> None:
        """Warn about a note that nothing was written in."""
        if not note.children:
            word = note.get("label") or kind_of(note)
            warn(
                Subtype.EMPTY,
                f"'{word}': expected text behind the label; the note is left empty",
                note,
            )

    def complete(self, talk: confnotes_talk, blocks: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Fill a talk with its content, cut into notes at the labels.

        :returns: the talk, and behind it the blocks from the first one on that can't be in it: a
            line drawn, which stands in documents and sections only, or what has HTML that opens or
            closes something around talks.
        """
        flat = _flattened(blocks)
        lines = (at for at, block in enumerate(flat) if isinstance(block, nodes.transition))
        length = next(lines, len(flat))
        if self.has_html:
            length = min(length, reach(flat))
        inside, outside = _divide(blocks, length)
        TalkFiller(self, talk).add_all(inside)
        if self.has_html:
            self._keep_html_together(talk)
        for note in talk.children[1:]:
            if is_note(note):
                self.check_note(note)
        finish(talk, self.env)
        return [talk, *outside]

    def reach(self, blocks: Sequence[nodes.Node]) -> int:
        """Return how many blocks hold all that belongs to the HTML among them."""
        return reach(blocks) if self.has_html else len(blocks)

    def _keep_html_together(self, talk: confnotes_talk) -> None:
        """Put what a note holds of HTML around notes behind it, and cut no text in two tags."""
        for note in find(talk, *NOTES):
            end = reach(note.children)
            outside = note.children[end:]
            note.children = note.children[:end]
            behind = note.parent.index(note) + 1
            note.parent[behind:behind] = outside
        _drop_unmatched_in_texts(talk)

    def inherit(self, heir: nodes.Element, element: nodes.Element) -> None:
        """Let what refers to an element that goes find what stands in its place.

        An anchor that only the words of a title make goes with it, unless something leads there.
        """
        names = [name for name in element["names"] if self.document.nametypes.get(name)]
        named = {self.document.nameids.get(name) for name in names}
        for identifier in element["ids"]:
            # docutils looks up every id that it ever gave, so none is taken away.
            self.document.ids[identifier] = heir
            is_asked_for = identifier in named or identifier in self._referred_ids
            if "slug" in element or is_asked_for or self._is_listed(element):
                heir["ids"].append(identifier)
        if "slug" in element:
            # MyST makes an anchor of it later.
            heir["slug"] = element["slug"]
        heir["names"] += names
        heir["classes"] += [name for name in element["classes"] if name not in MATHJAX_GUARDS]

    def _is_listed(self, element: nodes.Element) -> bool:
        """Tell whether an element is a section that a ``contents`` directive will lead to."""
        return self._has_contents and isinstance(element, nodes.section)

    @functools.cached_property
    def _has_contents(self) -> bool:
        return has_contents(self.document)

    @functools.cached_property
    def _referred_ids(self) -> set[str | None]:
        """The identifiers that the document itself refers to."""
        names = {
            node.get("refname") or node.get("refuri", "").removeprefix("#")
            for node in self.document.findall(nodes.Element)
            if "refname" in node or "refuri" in node
        }
        return names | {self.document.nameids.get(name) for name in names}

    # Looking

    def labels_in(self, block: nodes.Node) -> list[Label]:
        """Return the labels that lines of a paragraph, or items of a list, begin with."""
        if isinstance(block, nodes.paragraph):
            found = self.read(block)[1]
        elif isinstance(block, LISTS):
            items = [item for item in items_of(block) if _begins_with_text(item)]
            found = [self.read(as_element(item[0]))[1][0] for item in items]
        else:
            return []
        return [label for label in found if label]

    def read(self, paragraph: nodes.Element) -> tuple[list[Line], list[Label | None]]:
        """Return the lines of a paragraph and the label that each begins with, if any.

        What is read once is kept: a paragraph is asked for several times before it is cut.
        """
        known = self._read.get(id(paragraph))
        if known is None:
            lines = split(paragraph.children)
            labels = [label_of(line, self.labels) for line in lines]
            if not (labels[0] or leading_link(paragraph)):
                # Where a sentence was broken, a word and a colon may come to stand there.
                labels = [
                    None if _is_in_sentence(*found) else found[1]
                    for found in zip(lines, labels, strict=True)
                ]
            # With the paragraph, so that no other one can get its identity.
            known = self._read[id(paragraph)] = (paragraph, lines, labels)
        return known[1], known[2]

    def source_of(self, paragraph: nodes.Element, line: Line) -> str:
        """Return a line as it was written, or nothing where that isn't known."""
        number = _line(paragraph, line) or 0
        is_here = paragraph.source == self.document["source"] and 0 < number <= len(self._lines)
        return self._lines[number - 1] if is_here else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self.reading.source.split("\n")

    def leads_with_link(self, item: nodes.Element) -> bool:
        """Tell whether a list item leads with a link, and no label; see `leading_link`."""
        if not _begins_with_text(item):
            return False
        paragraph = as_element(item[0])
        return leading_link(paragraph) is not None and self.read(paragraph)[1][0] is None

    def has_named_link(self, item: nodes.Element) -> bool:
        """Tell whether a list item has one link, and a name before it: ``Ann: [Soup](…)``."""
        if not _begins_with_text(item):
            return False
        lines, labels = self.read(as_element(item[0]))
        links = [link for node in lines[0].inline for link in links_in(node)]
        # A link without words stands nowhere in the text.
        words = links[0].astext() if len(links) == 1 else ""
        before = lines[0].text().partition(words)[0] if words else ""
        return labels[0] is None and bool(NAME_BEFORE_LINK.fullmatch(before))

    def has_note(self, item: nodes.Element) -> bool:
        """Tell whether a note's label stands in a list item."""
        return any(label.is_note for block in item for label in self.labels_in(block))

    def may_be_title(self, blocks: Sequence[nodes.Node], index: int) -> bool:
        """Tell whether a block, if it is there, looks like the title of a talk.

        Then a note behind it may be about that talk, rather than about another one or the day.
        """
        while index >= 0 and isinstance(blocks[index], nodes.Invisible):
            index -= 1
        block = blocks[index] if index >= 0 else None
        if isinstance(block, LISTS):
            last = items_of(block)[-1]
            return _begins_with_text(last) and self.is_title(last[0])
        return (
            isinstance(block, nodes.paragraph)
            and all(isinstance(part, EMPHASIS) or not part.astext().strip() for part in block)
            and self.is_title(block)
        )

    def is_title(self, block: nodes.Node) -> bool:
        """Tell whether a paragraph may be a title: one line, which is no sentence."""
        if not isinstance(block, nodes.paragraph):
            return False
        lines, labels = self.read(block)
        text = lines[0].text().strip()
        is_line = len(lines) == 1 and labels[0] is None
        return is_line and 0 < len(text) <= LONGEST_TITLE and text[-1] not in ENDS_OF_SENTENCES


class Openings:
    """Find the blocks of a row that open a talk, in one walk from the last to the first.

    From the last, because a list item or paragraph is a talk only when a note's label comes
    before the next talk or list item.  An item without a link is one only where something else
    shows that such items are: another item with a link and a note, or the post's conference.
    """

    def __init__(self, lifting: PostLifter, blocks: Sequence[nodes.Node]) -> None:
        self.lifting = lifting
        self.blocks = blocks
        self._look(takes_unlinked=lifting.is_about_conference)
        if not lifting.is_about_conference and any(
            isinstance(block, LISTS) and opens
            for block, opens in zip(blocks, self.opens, strict=True)
        ):
            self._look(takes_unlinked=True)

    def _look(self, takes_unlinked: bool) -> None:
        blocks = self.blocks
        self._takes_unlinked = takes_unlinked
        self._items: dict[int, frozenset[int]] = {}
        self.opens = [False] * len(blocks)
        self.label_follows = [False] * (len(blocks) + 1)
        """For each block, whether a note's label comes there or behind, before a talk or item."""
        self._label_is_next = [False] * (len(blocks) + 1)
        self._note_is_next = [False] * (len(blocks) + 1)
        self._bullets: list[frozenset[object]] = [frozenset()] * (len(blocks) + 1)
        """For each block, the bullets of the lists between it and that label."""
        self._ends = [len(blocks)] * (len(blocks) + 1)
        for index in reversed(range(len(blocks))):
            self._look_at(index)

    def end(self, start: int) -> int:
        """Return where what stands under a talk ends: at the next talk, or at a line drawn."""
        return self._ends[start]

    def items(self, block: nodes.Node) -> Set[int]:
        """Return the places of the items of a list that are talks."""
        return self._items[id(block)]

    @property
    def has_one_summary(self) -> bool:
        """Whether a summary that is outside of talks can be the day's, rather than one of many."""
        first = next((i for i, opens in enumerate(self.opens) if opens), len(self.blocks))
        words = [
            normalised(label.word)
            for block in self.blocks[:first]
            for label in self.lifting.summaries_in(block)
        ]
        return len(words) == len(set(words))

    def _look_at(self, index: int) -> None:
        block = self.blocks[index]
        labels = self.lifting.labels_in(block)
        has_note = any(label.is_note for label in labels)
        follows = self.label_follows[index + 1]
        bullets = self._bullets[index + 1]
        self.label_follows[index], self._bullets[index] = follows, bullets
        self._label_is_next[index] = self._label_is_next[index + 1]
        self._note_is_next[index] = self._note_is_next[index + 1]
        if isinstance(block, nodes.paragraph):
            starts = self.lifting.read(block)[1][0]
            is_next = bool(labels) or self._label_is_next[index + 1]
            self.opens[index] = (
                not starts and is_next and (has_note or follows) and self._has_link_of_talk(block)
            )
            self.label_follows[index] = has_note or follows
            self._bullets[index] = frozenset() if has_note else bullets
            self._label_is_next[index] = starts is not None
            self._note_is_next[index] = starts is not None and starts.is_note
        elif isinstance(block, LISTS):
            self._items[id(block)] = items = self._items_of(block, index, follows)
            self.opens[index] = bool(items)
            only_labels = len(labels) == len(block)
            self.label_follows[index] = has_note or follows
            if has_note or only_labels:
                self._bullets[index] = frozenset() if has_note else bullets
            else:
                self._bullets[index] = bullets | {block.get("bullet")}
            self._label_is_next[index] = self._note_is_next[index] = only_labels
        elif _is_barrier(block):
            self.label_follows[index] = self._label_is_next[index] = False
            self._note_is_next[index] = False
        elif not isinstance(block, nodes.Invisible):
            self._label_is_next[index] = self._note_is_next[index] = False
        if self.opens[index]:
            self.label_follows[index] = self._label_is_next[index] = False
            self._note_is_next[index] = False
        self._ends[index] = index if self._is_end(index) else self._ends[index + 1]

    def _is_end(self, index: int) -> bool:
        block = self.blocks[index]
        if isinstance(block, nodes.target):
            # It stands before what it is for.
            return self._ends[index + 1] == index + 1 < len(self.blocks)
        return self.opens[index] or _is_barrier(block)

    def _items_of(self, block: nodes.Element, index: int, label_follows: bool) -> frozenset[int]:
        """Return the places of the items of a list that are talks."""
        lifting = self.lifting
        items = items_of(block)
        leading = [place for place, item in enumerate(items) if lifting.leads_with_link(item)]
        noted = [place for place, item in enumerate(items) if lifting.has_note(item)]
        # A label belongs to what stands before it, unless a list of the same kind is in between.
        is_followed = label_follows and block.get("bullet") not in self._bullets[index + 1]
        last = len(items) - 1
        named = [
            place
            for place in {
                *noted,
                *([last] if is_followed and self._note_is_next[index + 1] else []),
            }
            if lifting.has_named_link(items[place])
        ]
        if leading and (
            lifting.takes_links
            or (is_followed and leading[-1] == last)
            or not {*leading}.isdisjoint(noted)
        ):
            found = {*leading, *named}
        else:
            found = {*named}
        if found or self._takes_unlinked:
            found |= {place for place in noted if self._is_unlinked_talk(items[place])}
        if self._takes_unlinked and not found and self._is_lone_title(block, index):
            found = {last}
        return frozenset(found)

    def _is_unlinked_talk(self, item: nodes.Element) -> bool:
        """Tell whether an item is a title without a link, with a TLDR below it."""
        below = (label for block in item.children[1:] for label in self.lifting.labels_in(block))
        return (
            _begins_with_text(item)
            and self.lifting.is_title(item[0])
            and any(label.kind == "tldr" for label in below)
        )

    def _is_lone_title(self, block: nodes.Element, index: int) -> bool:
        """Tell whether a list is one title, with a note right behind it."""
        item = items_of(block)[0]
        if len(block) > 1 or len(item) != 1 or not self._note_is_next[index + 1]:
            return False
        return self.lifting.is_title(item[0]) and not self._stands_in_note(index)

    def _stands_in_note(self, index: int) -> bool:
        """Tell whether a block stands right behind a label that has no other text."""
        before = self.blocks[index - 1] if index else None
        if not isinstance(before, nodes.paragraph):
            return False
        lines, labels = self.lifting.read(before)
        label = labels[-1]
        return label is not None and not lines[-1].text()[label.end :].strip()

    def _has_link_of_talk(self, paragraph: nodes.Element) -> bool:
        """Tell whether the lines before a paragraph's first label have the link of a talk.

        It leads the paragraph, and no sentence follows.  In a post of a conference it may stand
        anywhere.
        """
        title: list[Line] = []
        for line, label in zip(*self.lifting.read(paragraph), strict=True):
            if label:
                break
            title.append(line)
        found = [link for line in title for node in line.inline for link in links_in(node)]
        # One that refers to a talk is said of another one.
        links = [link for link in found if link.get("refdomain") != "conf"]
        if len(links) != 1 or self.lifting.is_about_conference:
            return len(links) == 1
        if leading_link(paragraph) is not links[0]:
            return False
        text = " ".join(line.text().strip() for line in title)
        words = links[0].astext()
        behind = text.partition(words)[2].strip() if words else text
        return len(behind.split()) < SENTENCE or behind[-1] not in ENDS_OF_SENTENCES


class TalkFiller:
    """Fill a talk, first with its body, then with one note after the other."""

    def __init__(self, lifting: PostLifter, talk: confnotes_talk) -> None:
        self.lifting = lifting
        self.talk = talk
        self.current: nodes.Element = talk
        """The node that the next block is added to."""
        self.told: set[str] = set()
        """The headings of the TLDRs that are there."""

    def add_all(self, blocks: Iterable[nodes.Node]) -> None:
        """Add blocks, each where the labels before it and in it say."""
        blocks = list(blocks)
        for at, block in enumerate(blocks):
            if isinstance(block, nodes.paragraph):
                if self._is_unclear(blocks, at):
                    self.current = self.talk
                    self.current += block
                else:
                    self._add_paragraph(block)
            elif isinstance(block, LISTS) and self.lifting.labels_in(block):
                self._add_list(block)
            elif isinstance(block, nodes.section):
                self._add_section(block)
            elif is_note(block):
                self.talk += block
                self.current = self.talk
            else:
                self.current += block

    def _is_unclear(self, blocks: Sequence[nodes.Node], at: int) -> bool:
        """Tell whether a TLDR may be that of another talk, which is then warned about."""
        lifting = self.lifting
        again = [
            label
            for label in lifting.summaries_in(blocks[at])
            if label.heading in self.told and lifting.may_be_title(blocks, at - 1)
        ]
        if again:
            lifting.warn_unclear(blocks[at], again[0])
        return bool(again)

    def _add_paragraph(self, paragraph: nodes.Element) -> None:
        lines, labels = self.lifting.read(paragraph)
        if not any(labels):
            self.current += paragraph
            return
        if len(lines) == 1 and labels[0] and labels[0].is_note:
            # What most notes are.
            self._open(self.lifting.make_note(labels[0], paragraph, lines[0]))
            _refill(paragraph, strip(cut(paragraph.children, labels[0].end)))
            if paragraph.children:
                self.current += paragraph
            else:
                self._keep_message(paragraph)
            return
        starts = [index for index, label in enumerate(labels) if label]
        is_first = not self._add_piece(lines[: starts[0]], paragraph, is_first=True)
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            label, rest = labels[start], lines[start + 1 : end]
            assert label is not None
            if label.is_note:
                self._open(self.lifting.make_note(label, paragraph, lines[start]))
                rest = [after(lines[start], label), *rest]
            elif self._take_text(label, [join([after(lines[start], label), *rest])]):
                self.current, rest = self.talk, []
            elif self._take_field(label, lines[start], paragraph):
                self.current = self.talk
            else:
                rest = lines[start:end]
            is_first = not self._add_piece(rest, paragraph, is_first) and is_first
        if is_first:
            self._keep_message(paragraph)

    def _add_list(self, items: nodes.Element) -> None:
        pieces = ListPieces(items)
        for index, item in enumerate(items_of(items)):
            if _begins_with_text(item) and self.lifting.read(as_element(item[0]))[1][0]:
                self.add_all(item.children)
                self.lifting.inherit(self.current, item)
                pieces.interrupt()
            else:
                self.current += pieces.add(index, item)

    def _add_section(self, section: nodes.section) -> None:
        title, blocks, subsections = _parts(section)
        label = self.lifting.labels.whole(title.astext())
        if label and label.is_note:
            note = self.lifting.make_note(label, section)
            self.lifting.inherit(note, section)
            self._keep_message(title)
            self._open(note)
            self.add_all([*blocks, *subsections])
            return
        self.current = self.talk
        paragraphs = [block for block in blocks if isinstance(block, nodes.paragraph)]
        is_text = paragraphs == blocks and not subsections
        if label and is_text and self._take_blocks(label, paragraphs):
            for element in (title, *paragraphs):
                self._keep_message(element)
            return
        # No section can stand in a talk.
        rubric = nodes.rubric(title.rawsource, "", *title.children)
        rubric.source, rubric.line = title.source, title.line
        # It is what MyST makes of a heading in a directive, and keeps all that the section had.
        rubric.attributes.update(section.attributes)
        if level := self.lifting.written_level(section):
            rubric["level"] = level
        for identifier in rubric["ids"]:
            self.lifting.document.ids[identifier] = rubric
        self.current += rubric
        self.add_all([*blocks, *subsections])

    def _keep_message(self, element: nodes.Element) -> None:
        # As Sphinx takes it from a paragraph.
        message = element.rawsource.replace("\n", " ").strip()
        self.talk.messages = [*self.talk.messages, message]

    def _open(self, note: Notes) -> None:
        self.talk += note
        self.current = note
        if isinstance(note, confnotes_tldr):
            self.told.add(note.get("label", ""))

    def _add_piece(self, lines: Sequence[Line], paragraph: nodes.Element, is_first: bool) -> bool:
        text = piece(lines, paragraph, is_first)
        if text is not None:
            self.current += text
        return text is not None

    def _take_blocks(self, label: Label, paragraphs: Sequence[nodes.paragraph]) -> bool:
        """Read a field whose label is a title, and tell whether what stands below was taken."""
        if self._take_text(label, [paragraph.children for paragraph in paragraphs]):
            return True
        if len(paragraphs) != 1:
            return False
        lines = split(paragraphs[0].children)
        return len(lines) == 1 and self._take_field(replace(label, end=0), lines[0], paragraphs[0])

    def _take_text(self, label: Label, paragraphs: Sequence[Sequence[nodes.Node]]) -> bool:
        """Read a field of several lines, if that is what a label introduces, and tell of success.

        What has more in it than words, a link or a formula, say, stays where it is.
        """
        inline = [node for paragraph in paragraphs for node in paragraph]
        is_plain = all(isinstance(node, (nodes.Text, *EMPHASIS)) for node in inline)
        texts = ["".join(node.astext() for node in paragraph) for paragraph in paragraphs]
        is_wanted = self._is_long(label) and label.kind not in self.talk
        if not is_wanted or not is_plain or not any(map(str.strip, texts)):
            return False
        self._set_field(label, "\n\n".join(texts))
        return True

    def _is_long(self, label: Label) -> bool:
        return isinstance(BY_NAME[label.kind], Paragraphs)

    def _set_field(self, label: Label, value: str) -> None:
        """Give the talk a field.

        :raises ValueError: when the value can't be read.
        """
        option = TALK_OPTIONS[label.kind]
        self.talk.attributes.update(option.read_on(self.lifting.env.docname, value))
        if not wording.is_usual(label.word, label.kind):
            self.talk[label_key(label.kind)] = label.word

    def _take_field(self, label: Label, line: Line, paragraph: nodes.Element) -> bool:
        """Read a field of the talk, and tell whether its line has been taken with it.

        A line that says more than the field can show is read and stays.  One that can't be read
        stays too, with a warning where it looks like a value.
        """
        if label.kind in self.talk or self._is_long(label):
            return False
        field = BY_NAME[label.kind]
        is_address = isinstance(field, Address)
        value = text = line.text()[label.end :].strip()
        link = next((node for node in line.inline if isinstance(node, LINKS)), None)
        if link is not None and is_address:
            value = link.get("refuri") or (
                link["reftarget"] if isinstance(link, addnodes.download_reference) else ""
            )
        # Of a link, only the address of an address field is shown.
        is_all = value == text and (link is None or is_address)
        if not value or (is_address and " " in value):
            return False
        if isinstance(field, Words):
            source = self.lifting.source_of(paragraph, line)
            value = with_backslashes(value, line.text(), source)
        try:
            self._set_field(label, value)
        except ValueError as expected:
            place = f"{paragraph.source}:{_line(paragraph, line)}"
            warn(
                TALK_OPTIONS[label.kind].subtype,
                f"'{label.word}: {shown(value)}': expected {expected}; it stays in the text",
                place,
            )
            return False
        return is_all


class ListPieces:
    """A list that talks or notes have been taken out of: the pieces that are left.

    The first piece keeps what refers to the list; a numbered one goes on counting.
    """

    def __init__(self, items: nodes.Element) -> None:
        self.items = items
        self.piece: nodes.Element | None = None
        self.is_first = True

    def interrupt(self) -> None:
        """Let the next item begin another piece."""
        self.piece = None

    def add(self, index: int, item: nodes.Element) -> list[nodes.Element]:
        """Add an item, and return the piece that it begins, if it begins one."""
        if self.piece is not None:
            self.piece += item
            return []
        self.piece = self.items.copy()
        self.piece.source, self.piece.line = self.items.source, item.line
        if not self.is_first:
            self.piece["ids"], self.piece["names"] = [], []
        if index and isinstance(self.piece, nodes.enumerated_list):
            self.piece["start"] = int(self.items.get("start", 1)) + index
        self.is_first = False
        self.piece += item
        return [self.piece]


def take_marks(title: confnotes_title) -> list[Mark]:
    """Take the marks out of a title, and return them."""
    marks: list[Mark] = []

    def take_mark(text: str) -> str:
        for find_mark in (find_highlight, find_stars):
            if mark := find_mark(text):
                marks.append(mark)
                before, behind = text[: mark.start], text[mark.end :]
                text = before + (behind.lstrip() if before[-1:].isspace() else behind)
        return text

    replace_text(title, take_mark)
    _refill(title, strip(title.children))
    return marks


def piece(lines: Sequence[Line], paragraph: nodes.Element, is_first: bool) -> nodes.Element | None:
    """Make a paragraph of some lines of another one; nothing of lines without words or nodes.

    The message for translators is the whole paragraph, which therefore only the first piece has:
    it is the paragraph that they translate, before it is cut.
    """
    inline = strip(_without_breaks(join(lines)))
    if not inline:
        return None
    for line in lines:
        for node in line.inline:
            if isinstance(node, nodes.Element) and node.line == paragraph.line:
                # MyST gives everything in a paragraph the line where that begins.
                for part in node.findall(nodes.Element):
                    part.line = _line(paragraph, line)
    part = nodes.paragraph(paragraph.rawsource if is_first else "", "", *inline)
    part.source, part.line = paragraph.source, _line(paragraph, lines[0])
    if is_first:
        for key in ("ids", "names", "classes"):
            part[key] = paragraph[key]
    return part


def _flattened(blocks: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return blocks with the titles and blocks of sections in place of these."""
    flat: list[nodes.Node] = []
    for block in blocks:
        if isinstance(block, nodes.section):
            flat += [block.children[0], *_flattened(block.children[1:])]
        else:
            flat.append(block)
    return flat


def _divide(
    blocks: Sequence[nodes.Node], length: int
) -> tuple[Sequence[nodes.Node], Sequence[nodes.Node]]:
    """Return the first blocks, flattened as many as given, and the others; a section is cut."""
    for index, block in enumerate(blocks):
        size = len(_flattened([block]))
        if size > length:
            if not length:
                return blocks[:index], blocks[index:]
            section = as_element(block)
            inside, outside = _divide(section.children[1:], length - 1)
            _refill(section, [section[0], *inside])
            return blocks[: index + 1], [*outside, *blocks[index + 1 :]]
        length -= size
    return blocks, []


def _is_in_sentence(line: Line, label: Label | None) -> bool:
    """Tell whether a line that isn't the first may go on with a sentence: in a small letter."""
    return label is not None and label.word[:1].islower() and isinstance(line.inline[0], nodes.Text)


def _drop_unmatched_in_texts(root: nodes.Element | None) -> None:
    for text in find(root, nodes.TextElement) if root else []:
        drop_unmatched(text)


def as_element(node: nodes.Node) -> nodes.Element:
    """Return a node that isn't a text."""
    assert isinstance(node, nodes.Element)
    return node


def items_of(block: nodes.Element) -> list[nodes.Element]:
    """Return the items of a list, which may then be moved."""
    return [as_element(item) for item in block.children]


def _without_breaks(inline: list[nodes.Node]) -> list[nodes.Node]:
    return list(itertools.dropwhile(lambda node: isinstance(node, nodes.raw), inline))


def _parts(
    section: nodes.section,
) -> tuple[nodes.Element, list[nodes.Node], list[nodes.section]]:
    title, *content = section.children
    subsections = [node for node in content if isinstance(node, nodes.section)]
    blocks = [node for node in content if not isinstance(node, nodes.section)]
    assert isinstance(title, nodes.Element)
    return title, blocks, subsections


def _refill(element: nodes.Element, children: Iterable[nodes.Node]) -> None:
    children = list(children)
    element.clear()
    element += children


def _line(paragraph: nodes.Element, line: Line | None) -> int | None:
    if paragraph.line is None:
        return None
    return paragraph.line + (line.offset if line else 0)


def _begins_with_text(item: nodes.Node) -> bool:
    return bool(item.children) and isinstance(item.children[0], nodes.paragraph)


def _is_barrier(block: nodes.Node) -> bool:
    return isinstance(block, (nodes.transition, confnotes_talk))
