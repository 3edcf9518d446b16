"""A plan carried out: the blocks of a post that are talks and notes become their nodes.

`Carrier` walks once through a post, block by block, and looks each one up in the plan.  What the
plan takes is moved, never copied; what it doesn't take stays where it is.  Called by ``lifting``;
decides nothing of what a talk is, which is ``recognition``'s part.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.doctree import EMPHASIS, find, refill
from sphinxext_confnotes.labels import Mark, find_highlight, find_stars, has_highlight_phrase
from sphinxext_confnotes.nodes import (
    NOTES,
    confnotes_comment,
    confnotes_talk,
    confnotes_title,
    confnotes_tldr,
    is_note,
    kind_of,
)
from sphinxext_confnotes.notes.fields import BY_NAME
from sphinxext_confnotes.raw_html import drop_unmatched, is_html, reach
from sphinxext_confnotes.reading.callouts import class_of
from sphinxext_confnotes.reading.contents_directive import has_contents
from sphinxext_confnotes.reading.current_document import CurrentDocument
from sphinxext_confnotes.reading.prose.facts import TalkFacts
from sphinxext_confnotes.reading.prose.lines import Line, join, replace_text, strip, trim
from sphinxext_confnotes.reading.prose.pieces import (
    ListPieces,
    Segment,
    dissect,
    divide_list,
    line_of,
    piece,
    unseen,
)
from sphinxext_confnotes.reading.talks import finish
from sphinxext_confnotes.recognition.lexicon import Lexicon
from sphinxext_confnotes.recognition.outline import Block, Outline, Span
from sphinxext_confnotes.recognition.plan import (
    ALL,
    Left,
    Part,
    Piece,
    Plan,
    PlannedTalk,
    Reason,
)
from sphinxext_confnotes.warnings import Subtype, shown, warn

LISTS = (nodes.bullet_list, nodes.enumerated_list)

MATHJAX_GUARDS = ("tex2jax_ignore", "mathjax_ignore")
"""Classes that MyST gives to a page's first headings; no talk should hide its formulas."""

DAY = -1
"""In the place of a talk: the day itself."""

Notes = confnotes_tldr | confnotes_comment


class Claim(NamedTuple):
    """A piece of a block that belongs to a talk."""

    talk: int
    """Its place in the plan, or `DAY`."""
    part: int
    """The place of its part in the talk; -1 for the title."""
    role: Literal["title", "label", "content"]
    piece: Piece

    @property
    def is_whole(self) -> bool:
        """Whether it is the block itself."""
        return self.piece == Piece(self.piece.block) and self.role == "content"

    def goes_on_with(self, other: Claim) -> bool:
        """Tell whether another claim is of the same part, and begins where this one ends."""
        before, behind = self.piece, other.piece
        if self.part != other.part or (self.role, other.role) != ("content", "content"):
            return False
        if before.end == ALL:
            return before.last == behind.first and not behind.start
        return before.last - 1 == behind.first and before.end == behind.start


class Claims:
    """The pieces of a plan, by the blocks that they are of."""

    def __init__(self, plan: Plan, outline: Outline) -> None:
        self.plan = plan
        self.blocks: dict[int, Block] = {}
        self.parents: dict[int, int] = {}
        for block in outline.page.walk():
            self.blocks[block.number] = block
            self.parents |= dict.fromkeys((one.number for one in block.children), block.number)
        self.talks = {talk.block: place for place, talk in enumerate(plan.talks)}
        self._found: dict[int, list[Claim]] = defaultdict(list)
        self.owners: dict[int, int] = {}
        """The first talk that has a piece in a block, whether or not it has all of it."""
        self.holding: set[int] = set()
        """The blocks that talks stand in."""
        for place, talk in enumerate(plan.talks):
            self._add(Claim(place, -1, "title", talk.title))
            self._add_parts(place, talk.parts)
            around = self.parents.get(talk.block)
            while around is not None and around not in self.holding:
                self.holding.add(around)
                around = self.parents.get(around)
        self._add_parts(DAY, plan.day_notes)
        for claims in self._found.values():
            claims.sort(key=lambda claim: (claim.piece.first, claim.piece.start))

    def _add_parts(self, talk: int, parts: Sequence[Part]) -> None:
        for place, part in enumerate(parts):
            if part.label_piece:
                self._add(Claim(talk, place, "label", part.label_piece))
            for one in part.pieces:
                self._add(Claim(talk, place, "content", one))

    def _add(self, claim: Claim) -> None:
        number: int | None = claim.piece.block
        self._found[claim.piece.block].append(claim)
        own = self.plan.talks[claim.talk].block if claim.talk != DAY else None
        while number is not None and number != own and number not in self.owners:
            self.owners[number] = claim.talk
            number = self.parents.get(number)
            if number is not None and self.blocks[number].kind in ("page", "section"):
                break

    def of(self, number: int | None, talk: int) -> list[Claim]:
        """Return what a talk has of a block, in the order of its lines."""
        if number is None:
            return []
        return [claim for claim in self._found.get(number, ()) if claim.talk == talk]

    def words(self, one: Piece) -> tuple[str, list[Span]]:
        """Return the words of a piece of some lines, and its links."""
        block = self.blocks[one.block]
        last = len(block.lines) if one.last == ALL else one.last
        spans: list[Span] = []
        for at in range(one.first, last):
            start = one.start if at == one.first else 0
            end = one.end if at == last - 1 and one.end != ALL else len(block.lines[at].text)
            spans += [Span(" "), *cut_spans(block.lines[at].spans, start, end)]
        text = "".join(span.text for span in spans).strip()
        return text, [span for span in spans if span.address]


def cut_spans(spans: Iterable[Span], start: int, end: int) -> list[Span]:
    """Return the spans of a line between two of its characters."""
    found, at = [], 0
    for span in spans:
        text = span.text[max(start - at, 0) : max(end - at, 0)]
        at += len(span.text)
        if text:
            found.append(span._replace(text=text))
    return found


class Carrier:
    """The carrying out of one plan.

    :param page: the nodes of the outline, by the numbers of its blocks.
    """

    def __init__(
        self,
        plan: Plan,
        outline: Outline,
        page: Sequence[nodes.Element],
        document: nodes.document,
        env: BuildEnvironment,
        reading: CurrentDocument,
        lexicon: Lexicon,
    ) -> None:
        self.plan = plan
        self.claims = Claims(plan, outline)
        self.document = document
        self.env = env
        self.reading = reading
        self.lexicon = lexicon
        self.labels: dict[int, str] = {}
        """The label of each note as it was written, by the identity of the note."""
        self.has_html = any(map(is_html, find(document, nodes.raw)))
        self._numbers = {id(node): number for number, node in enumerate(page)}
        self._nodes = page
        self._unclear: Mapping[int, Left] = {
            left.block: left for left in plan.left if left.reason is Reason.UNCLEAR
        }
        pattern = str(reading.matter.given.get("talk-title") or "")
        self.words_of_pattern = re.findall(r"\w+", re.sub(r"\{\w+\}", " ", pattern))
        """Words that titles have between their facts."""
        for number in self._unclear:
            self._warn_unclear(number)

    def number(self, node: nodes.Node) -> int | None:
        """Return the number of a block."""
        return self._numbers.get(id(node))

    def talk_of(self, node: nodes.Node) -> int | None:
        """Return the talk that a block is."""
        number = self.number(node)
        return None if number is None else self.claims.talks.get(number)

    # The page

    def carry_page(self, page: nodes.section, over: Sequence[nodes.Node]) -> list[nodes.Node]:
        """Carry the plan out on a page.

        :param over: what stands over the title.
        :returns: what stands there now.
        """
        place = self.claims.talks.get(0)
        title, *blocks = page.children
        assert isinstance(title, nodes.Element)
        head = list(itertools.takewhile(_is_mark_of_draft, blocks))
        blocks = blocks[len(head) :]
        if place is None:
            lifted = self.carry(over)
            refill(page, [title, *head, *self.carry(blocks)])
            return lifted
        copy = title.deepcopy()
        for node in find(copy, nodes.footnote_reference, nodes.citation_reference, nodes.target):
            node.parent.remove(node)
        copy.source, copy.line, copy.rawsource = title.source, title.line, ""
        talk, filler = self._open(place, copy, page, is_copy=True)
        talk["of-page"] = True
        refill(page, [title, *head, *self._complete(talk, filler, blocks)])
        return list(over)

    # Blocks

    def carry(self, blocks: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Return blocks that stand in no talk, with the talks among them lifted."""
        waiting = list(reversed(list(blocks)))
        done: list[nodes.Node] = []
        while waiting:
            block = waiting.pop()
            if isinstance(block, nodes.section):
                done += self._carry_section(block)
            elif isinstance(block, LISTS) and self._is_touched(block):
                done += self._carry_list(block, waiting)
            elif isinstance(block, nodes.table) and self.number(block) in self.claims.holding:
                done += self._carry_table(block)
            elif (place := self.talk_of(block)) is not None:
                assert isinstance(block, nodes.Element)
                talk, filler = self._open(place, block, block)
                done += self._complete(talk, filler, self._take_tail(place, waiting))
            elif isinstance(block, nodes.paragraph) and self.claims.of(self.number(block), DAY):
                done += self._carry_day_note(block, waiting)
            elif isinstance(block, nodes.Admonition) and (
                claims := self.claims.of(self.number(block), DAY)
            ):
                assert isinstance(block, nodes.Element)
                note = self.make_note(self.plan.day_notes[claims[0].part], block, None)
                self.fill_from_callout(note, block)
                self.check_note(note)
                done.append(note)
            else:
                done.append(block)
        return done

    def _is_touched(self, block: nodes.Node) -> bool:
        """Tell whether something of a list is in the plan."""
        number = self.number(block)
        return number in self.claims.holding or number in self.claims.owners

    def _carry_section(self, section: nodes.section) -> list[nodes.Node]:
        place = self.talk_of(section)
        title, *blocks = section.children
        assert isinstance(title, nodes.Element)
        if place is not None:
            talk, filler = self._open(place, title, section)
            return self._complete(talk, filler, blocks)
        claims = self.claims.of(self.number(section), DAY)
        if not claims:
            refill(section, [title, *self.carry(blocks)])
            return [section]
        part = self.plan.day_notes[claims[0].part]
        note = self.make_note(part, section, None)
        self.inherit(note, section)
        end = self._reach(blocks)
        note.extend(blocks[:end])
        self.check_note(note)
        return [note, *self.carry(blocks[end:])]

    def _carry_list(self, items: nodes.Element, waiting: list[nodes.Node]) -> list[nodes.Node]:
        """Return the talks of a list, and the rest of it as lists between them.

        :param waiting: what stands behind it, the next block last.
        """
        done: list[nodes.Node] = []
        others = ListPieces(items)
        for index, item in enumerate(elements(items)):
            place = self.talk_of(item)
            if place is None:
                refill(item, self.carry(item.children))
                done += others.add(index, item)
                continue
            others.interrupt()
            title, *blocks = elements(item)
            talk, filler = self._open(place, title, item)
            tail = self._take_tail(place, waiting) if item is items[-1] else []
            done += self._complete(talk, filler, [*blocks, *tail])
        return done

    def _take_tail(self, place: int, waiting: list[nodes.Node]) -> list[nodes.Node]:
        """Take what belongs to a talk of the blocks behind it.

        :param waiting: these, the next one last.
        """
        tail: list[nodes.Node] = []
        hidden: list[nodes.Node] = []
        while waiting:
            block = waiting[-1]
            number = self.number(block)
            if isinstance(block, nodes.Invisible | nodes.system_message):
                hidden.append(waiting.pop())
            elif number is not None and self.claims.owners.get(number) == place:
                waiting.pop()
                first, rest = self._before_talks(block)
                if rest is not None:
                    waiting.append(rest)
                if first is not None:
                    tail += [*hidden, first]
                    hidden = []
                if rest is not None:
                    break
            else:
                break
        waiting += reversed(hidden)
        return tail

    def _before_talks(self, block: nodes.Node) -> tuple[nodes.Node | None, nodes.Node | None]:
        """Divide a block before the first talk in it; lists can be, all else is behind."""
        if self.number(block) not in self.claims.holding:
            return block, None
        if isinstance(block, LISTS):
            places = [self._holds_talk(item) for item in block.children]
            at = places.index(True)
            if at:
                number = self._numbers[id(block)]
                first, rest = divide_list(block, at)
                self._numbers[id(first)] = self._numbers[id(rest)] = number
                self._kept = [*self._kept, block]
                return first, rest
        return None, block

    _kept: Sequence[nodes.Node] = ()
    """Lists that were divided, so that no other node gets their identity."""

    def _holds_talk(self, item: nodes.Node) -> bool:
        number = self.number(item)
        return number in self.claims.talks or number in self.claims.holding

    def _carry_table(self, table: nodes.Element) -> list[nodes.Node]:
        """Return what is left of a table, and behind it the talks that its rows are."""
        done: list[nodes.Node] = []
        for row in find(table, nodes.row):
            place = self.talk_of(row)
            if place is not None:
                row.parent.remove(row)
                done += self._carry_row(place, row)
        return [*self._rest_of_table(table), *done]

    def _rest_of_table(self, table: nodes.Element) -> list[nodes.Node]:
        if any(body.children for body in find(table, nodes.tbody)):
            return [table]
        # Its heads are the labels of what was in its columns.
        caption = [nodes.paragraph("", "", *title.children) for title in find(table, nodes.title)]
        targets = [
            nodes.target("", "", ids=table["ids"], names=table["names"]) for _ in table["ids"][:1]
        ]
        for target in targets:
            for identifier in target["ids"]:
                self.document.ids[identifier] = target
        return [*targets, *caption]

    def _carry_row(self, place: int, row: nodes.Element) -> list[nodes.Node]:
        title = self._nodes[self.plan.talks[place].title.block]
        cell = title.parent
        assert isinstance(cell, nodes.Element)
        talk, filler = self._open(place, title, row)
        cell.remove(title)
        filler.add_cells(elements(row), elements(cell))
        return self._complete(talk, filler, [])

    # The day's own

    def _carry_day_note(
        self, paragraph: nodes.Element, waiting: list[nodes.Node]
    ) -> list[nodes.Node]:
        """Return the day's own TLDR, with the lines of its paragraph that aren't of it around."""
        claims = self.claims.of(self.number(paragraph), DAY)
        done: list[nodes.Node] = []
        notes: dict[int, Notes] = {}
        is_first = True
        behind = False
        for segment in self._dissect(paragraph, claims):
            claim = claims[segment.place] if segment.place >= 0 else None
            if claim and claim.part not in notes:
                part = self.plan.day_notes[claim.part]
                notes[claim.part] = note = self.make_note(part, paragraph, segment.lines[0])
                done.append(note)
            if claim and claim.role == "label":
                note.extend(_in_paragraph(unseen(segment.lines)))
                continue
            if text := piece(segment.lines, paragraph, is_first):
                is_first = False
                target = notes[claim.part] if claim else None
                behind = target is None and bool(notes)
                if target is not None:
                    target.append(text)
                else:
                    done.append(text)
        if not behind:
            tail = self._take_tail(DAY, waiting)
            end = self._reach(tail)
            list(notes.values())[-1].extend(tail[:end])
            done += tail[end:]
        for note in notes.values():
            self.check_note(note)
        if self.has_html:
            for block in done:
                _drop_unmatched_in_texts(block)
        return done

    # Talks and notes

    def _open(
        self, place: int, title: nodes.Element, where: nodes.Element, *, is_copy: bool = False
    ) -> tuple[confnotes_talk, TalkFiller]:
        """Make a talk of what holds its title, and put what follows that into it.

        :param title: a title, or a paragraph.
        :param where: the block that the talk is.
        """
        planned = self.plan.talks[place]
        talk = confnotes_talk("", confnotes_title())
        filler = TalkFiller(self, talk, planned, place)
        talk.source = title.source or where.source or self.document["source"]
        talk.line = title.line or where.line
        claims = self.claims.of(planned.title.block, place)
        if not is_copy:
            claims = filler.with_read_facts(claims)
        segments = self._dissect(title, claims)
        at = next(
            i
            for i, one in enumerate(segments)
            if one.place >= 0 and claims[one.place].role == "title"
        )
        first, last = at, at + 1
        # Marks and signs around a title are a part of it.
        while first and self._has_no_words(segments[first - 1], claims):
            first -= 1
        while last < len(segments) and self._has_no_words(segments[last], claims):
            last += 1
        inline = [node for segment in segments[first:last] for node in join(segment.lines)]
        self._set_title(talk, inline, title)
        if isinstance(title, nodes.paragraph):
            for segment in segments[last:]:
                self._take_marks_behind(talk, segment)
        if not is_copy:
            self.inherit(talk, where)
            if title is not where and isinstance(title, nodes.paragraph):
                self.inherit(talk, title)
            filler.add_segments(title, claims, [*segments[:first], *segments[last:]], False)
        return talk, filler

    def _has_no_words(self, segment: Segment, claims: Sequence[Claim]) -> bool:
        is_around = segment.place < 0 or claims[segment.place].part >= 0
        text = "".join(line.text() for line in segment.lines)
        return is_around and not any(sign.isalnum() for sign in text)

    def _set_title(
        self, talk: confnotes_talk, inline: Iterable[nodes.Node], title: nodes.Element
    ) -> None:
        """Give a talk its title, and take the marks out of that."""
        own = confnotes_title(title.rawsource, "", *trim(inline))
        own.source, own.line = talk.source, talk.line
        talk[0] = own
        if title.get("translated"):
            talk.written_title = self.reading.written_titles.get(id(title), "")
        set_marks(talk, own)

    def _take_marks_behind(self, talk: confnotes_talk, segment: Segment) -> None:
        """Take the marks out of what follows a title in its line."""
        for line in segment.lines[:1]:
            if not line.offset:
                behind = nodes.paragraph("", "", *line.inline)
                set_marks(talk, behind)
                line.inline = behind.children

    def make_note(self, part: Part, where: nodes.Element, line: Line | None) -> Notes:
        """Make the empty note that a part of the plan is."""
        note = confnotes_tldr() if part.kind == "tldr" else confnotes_comment()
        if part.label:
            note["label"] = part.label
        if part.author:
            note["author"] = part.author
        note.source, note.line = where.source, line_of(where, line)
        if part.label_piece:
            self.labels[id(note)] = self.claims.words(part.label_piece)[0]
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

    def fill_from_callout(self, note: nodes.Element, callout: nodes.Element) -> None:
        """Put what a callout holds into a note, which has no frame of its own.

        A title without markup, or one that is the label, is the heading of the note already.
        """
        if read := self.reading.callouts.get(id(callout)):
            callout["classes"].remove(class_of(read.kind))
        self.inherit(note, callout)
        for child in callout.children:
            if not isinstance(child, nodes.title):
                note += child
            elif child.astext() != note.get("label") and any(
                not isinstance(part, nodes.Text) for part in child.children
            ):
                text = nodes.paragraph(child.rawsource, "", *child.children)
                text.source, text.line = child.source, child.line
                note += text

    def _warn_unclear(self, number: int) -> None:
        """Warn about a TLDR that may be another talk's, whose title isn't recognised."""
        block = self.claims.blocks[number]
        found = (self.lexicon.labels.of_line(line) for line in block.lines)
        word, line = next(
            (label.word, line.number)
            for label, line in zip(found, block.lines, strict=True)
            if label and label.kind == "tldr"
        )
        node = self._nodes[number]
        warn(
            Subtype.UNCLEAR,
            f"'{shown(word)}': expected one for each talk, but the talk before has one; "
            "it stays in the text",
            f"{node.source}:{line}",
        )

    def _complete(
        self, talk: confnotes_talk, filler: TalkFiller, blocks: Sequence[nodes.Node]
    ) -> list[nodes.Node]:
        """Fill a talk with its content, cut into notes at the labels.

        :returns: the talk, and behind it the blocks from the first one on that can't be in it: a
            line drawn, which stands in documents and sections only, another talk, or what has HTML
            that opens or closes something around talks.
        """
        blocks = list(blocks)
        flat = self._flattened(blocks)
        length = next((at for at, block in enumerate(flat) if self._ends(block, filler)), len(flat))
        if self.has_html:
            length = min(length, reach(flat))
        inside, outside = self._divide(blocks, length)
        filler.add_all(inside)
        if outside and isinstance(outside[0], LISTS):
            first, rest = self._before_talks(outside[0])
            if first is not None and rest is not None:
                filler.add_all([first])
                outside[0] = rest
        filler.close()
        if self.has_html:
            self._keep_html_together(talk)
        for note in talk.children[1:]:
            if is_note(note):
                self.check_note(note)
        finish(talk, self.env)
        return [talk, *self.carry(outside)]

    def _ends(self, block: nodes.Node, filler: TalkFiller) -> bool:
        """Tell whether a block ends the talk before it."""
        if isinstance(block, nodes.transition | confnotes_talk):
            return True
        number = self.number(block)
        if number in self.claims.talks or number in self.claims.holding:
            return True
        return isinstance(block, nodes.section)

    def _flattened(self, blocks: Iterable[nodes.Node]) -> list[nodes.Node]:
        """Return blocks with titles and blocks of sections in place of those that are parts."""
        flat: list[nodes.Node] = []
        for block in blocks:
            if isinstance(block, nodes.section) and self._is_part(block):
                flat += [block.children[0], *self._flattened(block.children[1:])]
            else:
                flat.append(block)
        return flat

    def _is_part(self, section: nodes.section) -> bool:
        """Tell whether the title of a section is in the talk around it."""
        number = self.number(section)
        if number is None or number in self.claims.talks:
            return False
        return self.claims.owners.get(number, DAY) != DAY

    def _divide(
        self, blocks: Sequence[nodes.Node], length: int
    ) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """Return the first blocks, flattened as many as given, and the others; a section is cut."""
        for index, block in enumerate(blocks):
            size = len(self._flattened([block]))
            if size > length:
                if not length:
                    return list(blocks[:index]), list(blocks[index:])
                assert isinstance(block, nodes.section)
                inside, outside = self._divide(block.children[1:], length - 1)
                refill(block, [block[0], *inside])
                return [*blocks[: index + 1]], [*outside, *blocks[index + 1 :]]
            length -= size
        return list(blocks), []

    def _reach(self, blocks: Sequence[nodes.Node]) -> int:
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

    def _dissect(self, element: nodes.Element, claims: Sequence[Claim]) -> list[Segment]:
        return dissect(element, [claim.piece for claim in claims])

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

    def is_plain(self, number: int) -> bool:
        """Tell whether a paragraph has nothing but words."""
        plain = (nodes.Text, *EMPHASIS)
        return all(
            isinstance(node, plain)
            for node in self._nodes[number].findall()
            if node is not self._nodes[number]
        )

    def place_of(self, number: int, line: int) -> tuple[str, str]:
        """Return where a line of a block stands, and the line as it was written, if it is known."""
        source = self._nodes[number].source or self.document["source"]
        is_here = source == self.document["source"] and 0 < line <= len(self._lines)
        return f"{source}:{line}", self._lines[line - 1] if is_here else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self.reading.source.split("\n")


class TalkFiller:
    """Fill a talk, first with its body, then with one part after the other."""

    def __init__(
        self, carrier: Carrier, talk: confnotes_talk, planned: PlannedTalk, place: int
    ) -> None:
        self.carrier = carrier
        self.talk = talk
        self.planned = planned
        self.place = place
        self.current: nodes.Element = talk
        """The node that the next block is added to."""
        self.facts = TalkFacts(
            talk,
            planned.facts,
            carrier.lexicon.vocabulary,
            carrier.env,
            address=next((one.address for one in carrier.claims.words(planned.title)[1]), ""),
            words=carrier.words_of_pattern,
        )
        self._part = -1
        self._taken: set[tuple[int, int]] = set()
        """The parts that are texts of their own, which the talk shows, each with a block of it."""
        self._bylines: list[tuple[nodes.Element, Piece]] = []
        """Lines that are taken away where the facts of the talk show them, with their pieces."""

    def add_all(self, blocks: Iterable[nodes.Node]) -> None:
        """Add blocks, each to the part that the plan has it in."""
        for block in list(blocks):
            claims = self._claims(block)
            if claims and claims[0].is_whole and self._is_in_text(claims[0]):
                self._keep_message(block)
            elif isinstance(block, nodes.paragraph):
                self._add_paragraph(block, claims)
            elif isinstance(block, nodes.section):
                self._add_section(block, claims)
            elif is_note(block):
                self.talk += block
                self._enter(-1)
            elif isinstance(block, LISTS) and not claims and self._is_divided(block):
                self._add_list(block)
            elif claims and isinstance(block, nodes.Admonition):
                self._add_callout(block, claims[0].part)
            else:
                if claims:
                    assert isinstance(block, nodes.Element)
                    self._enter(claims[0].part, block)
                self.current += block

    def _claims(self, block: nodes.Node) -> list[Claim]:
        return self.carrier.claims.of(self.carrier.number(block), self.place)

    def _is_divided(self, items: nodes.Node) -> bool:
        number = self.carrier.number(items)
        return self.carrier.claims.owners.get(number or 0) == self.place

    def _enter(
        self, place: int, where: nodes.Element | None = None, line: Line | None = None
    ) -> None:
        """Let what comes go into a part of the talk."""
        if place == self._part and place >= 0:
            return
        self._part = place
        part = self.planned.parts[place] if place >= 0 else None
        if part is None or part.kind not in ("tldr", "comment"):
            self.current = self.talk
            return
        self.current = self.carrier.make_note(part, where or self.talk, line)
        self.talk += self.current

    def _add_paragraph(self, paragraph: nodes.Element, claims: list[Claim]) -> None:
        if len(claims) == 1 and claims[0].is_whole and not self._is_byline(claims[0]):
            self._enter(claims[0].part, paragraph)
            self.current += paragraph
        elif claims:
            claims = self.with_read_facts(claims)
            self.add_segments(paragraph, claims, dissect(paragraph, [one.piece for one in claims]))
        else:
            self.current += paragraph

    def _is_byline(self, claim: Claim) -> bool:
        return claim.part >= 0 and self.planned.parts[claim.part].kind == "byline"

    def with_read_facts(self, claims: Sequence[Claim]) -> list[Claim]:
        """Read facts behind their labels, and let those stay text that aren't taken with it."""
        found: list[Claim] = []
        for claim in claims:
            part = self.planned.parts[claim.part] if claim.part >= 0 else None
            is_label = part is not None and claim.role == "label"
            if is_label and part is not None and part.kind in ("fact", "text"):
                rest = next(
                    (one for one in claims if one.part == claim.part and one.role == "content"),
                    None,
                )
                if part.kind == "text" and self._take_text(claim.part):
                    found.append(claim)
                    continue
                is_title = part.field == "title" and rest is not None
                if not is_title and not self._take_fact(part, claim.piece, rest):
                    # The label is text, and what stands behind it goes on with it.
                    found.append(claim._replace(role="content"))
                    continue
            before = found[-1] if found else None
            if before and before.goes_on_with(claim):
                first, start = before.piece.first, before.piece.start
                found[-1] = claim._replace(piece=claim.piece._replace(first=first, start=start))
            else:
                found.append(claim)
        return found

    def _take_text(self, place: int) -> bool:
        """Read a fact of several paragraphs, and tell whether the talk shows it.

        What has more in it than words, a link or a formula, say, stays where it is.
        """
        part = self.planned.parts[place]
        blocks = self.carrier.claims.blocks
        label = part.label_piece
        if part.field not in BY_NAME or label is None:
            return False
        if (place, label.block) in self._taken:
            return True
        is_title = blocks[label.block].kind == "section"
        texts: dict[int, str] = {}
        for one in part.pieces:
            if not is_title and one.block != label.block:
                # Behind the paragraph of the label, it is the text of the talk.
                continue
            if blocks[one.block].kind != "paragraph" or not self.carrier.is_plain(one.block):
                return False
            words = self.carrier.claims.words(one)[0]
            texts[one.block] = f"{texts.get(one.block, '')} {words}".strip()
        if not self.facts.take_text(part.field, self._word_of(label), [*texts.values()]):
            return False
        self._taken |= {(place, number) for number in (label.block, *texts)}
        return True

    def _word_of(self, label: Piece) -> str:
        """Return a label without the signs around it."""
        words = self.carrier.claims.words(label)[0]
        return words.strip("*_ \t").rstrip(":：-–— \t").strip("*_ ")

    def _take_fact(self, part: Part, label: Piece, rest: Claim | None) -> bool:
        """Read a fact in the line of its label, and tell whether the line goes with it."""
        block = self.carrier.claims.blocks[label.block]
        if part.kind != "fact" or rest is None or rest.piece.block != label.block:
            return False
        line = block.lines[label.first]
        spans = cut_spans(line.spans, label.end, len(line.text))
        if rest.piece.first != label.first:
            return False
        return self._take(part, label, line.text, spans, line.number)

    def _take(self, part: Part, label: Piece, text: str, spans: list[Span], number: int) -> bool:
        word = self._word_of(label)
        place, source = self.carrier.place_of(label.block, number)
        return self.facts.take_label(part.field, word, text, spans, source, place)

    def add_segments(
        self,
        paragraph: nodes.Element,
        claims: Sequence[Claim],
        segments: Iterable[Segment],
        is_first: bool = True,
    ) -> None:
        """Add the segments of a paragraph, each to its part.

        :param is_first: whether nothing has been made of the paragraph.
        """
        is_all = is_first
        waiting: list[Line] = []
        taken = {claim.part for claim in claims if self._is_taken(claim)}

        def flush() -> None:
            nonlocal is_first, waiting
            text = piece(waiting, paragraph, is_first) if waiting else None
            waiting = []
            if text is not None:
                self.current += text
                is_first = False

        for segment in segments:
            claim = claims[segment.place] if segment.place >= 0 else None
            if claim is None:
                waiting += segment.lines
                continue
            part = self.planned.parts[claim.part]
            is_in_note = part.kind in ("tldr", "comment") or self.current is not self.talk
            if is_in_note and claim.part != self._part:
                flush()
            if claim.part in taken:
                flush()
                self._enter(claim.part)
                if part.field == "title" and claim.role == "content":
                    self._retitle(segment.lines)
                else:
                    waiting += [Line([node]) for node in unseen(segment.lines)]
                continue
            self._enter(claim.part, paragraph, segment.lines[0])
            if claim.role == "label":
                # Its words are the heading of the note.
                waiting += [Line([node]) for node in unseen(segment.lines)]
            elif part.kind == "byline":
                flush()
                self._add_byline(segment.lines, paragraph, claim.piece, is_first)
                is_first = False
            else:
                if not waiting and claim.piece.start and part.kind == "text":
                    _strip_signs(segment.lines[0])
                waiting += segment.lines
        flush()
        if is_first and is_all:
            self._keep_message(paragraph)

    def _is_taken(self, claim: Claim) -> bool:
        part = self.planned.parts[claim.part] if claim.part >= 0 else None
        is_fact = part is not None and part.kind == "fact" and claim.role == "label"
        return is_fact or self._is_in_text(claim)

    def _is_in_text(self, claim: Claim) -> bool:
        return (claim.part, claim.piece.block) in self._taken

    def _retitle(self, lines: Sequence[Line]) -> None:
        """Let a labelled title be the talk's, and what was that one the first of its text."""
        title = self.talk[0]
        assert isinstance(title, confnotes_title)
        before = nodes.paragraph("", "", *title.children)
        before.source, before.line = title.source, title.line
        refill(title, trim(join(lines)))
        self.talk.insert(1, before)
        if "of-page" in self.talk:
            del self.talk["of-page"]

    def _add_byline(
        self, lines: Sequence[Line], paragraph: nodes.Element, where: Piece, is_first: bool
    ) -> None:
        text = piece(lines, paragraph, is_first)
        if text is not None:
            self.talk += text
            self._bylines.append((text, where))

    def _add_list(self, items: nodes.Element) -> None:
        pieces = ListPieces(items)
        container = self.current
        for index, item in enumerate(elements(items)):
            claims = self._claims(item)
            number = self.carrier.number(item)
            if not claims and self.carrier.claims.owners.get(number or 0) == self.place:
                self.add_all(item.children)
                self.carrier.inherit(self.current, item)
                pieces.interrupt()
                continue
            if claims:
                self._enter(claims[0].part, item)
            if self.current is not container:
                pieces.interrupt()
                container = self.current
            self.current += pieces.add(index, item)

    def _add_callout(self, callout: nodes.Node, place: int) -> None:
        """Add a callout, whose frame goes where it is a note."""
        assert isinstance(callout, nodes.Element)
        part = self.planned.parts[place]
        self._enter(place, callout)
        is_note = part.kind in ("tldr", "comment") and part.label_piece is None
        if not is_note or part.pieces[0].block != self.carrier.number(callout):
            self.current += callout
            return
        self.carrier.fill_from_callout(self.current, callout)

    def _add_section(self, section: nodes.section, claims: Sequence[Claim]) -> None:
        title, *blocks = section.children
        assert isinstance(title, nodes.Element)
        part = self.planned.parts[claims[0].part] if claims else None
        if part and part.kind in ("tldr", "comment"):
            self._enter(claims[0].part, section)
            self.carrier.inherit(self.current, section)
            self._keep_message(title)
            self.add_all(blocks)
            return
        self._enter(-1)
        if part and part.kind == "fact" and self._take_below(part, blocks):
            self._keep_message(title)
            self._keep_message(blocks[0])
            return
        if part and part.kind == "text" and self._take_text(claims[0].part):
            self._keep_message(title)
            self.add_all(blocks)
            return
        if part and part.kind == "byline":
            self.carrier.inherit(self.talk, section)
            text = nodes.paragraph(title.rawsource, "", *title.children)
            text.source, text.line = title.source, title.line
            self.talk += text
            self._bylines.append((text, claims[0].piece))
            self.add_all(blocks)
            return
        # No section can stand in a talk.
        rubric = nodes.rubric(title.rawsource, "", *title.children)
        rubric.source, rubric.line = title.source, title.line
        # It is what MyST makes of a heading in a directive, and keeps all that the section had.
        rubric.attributes.update(section.attributes)
        levels = self.carrier.reading.levels
        if levels is not None and (level := levels.get(section.line or 0, 1)):
            rubric["level"] = level
        for identifier in rubric["ids"]:
            self.carrier.document.ids[identifier] = rubric
        self.current += rubric
        self._part = claims[0].part if claims else -1
        self.add_all(blocks)

    def _take_below(self, part: Part, blocks: Sequence[nodes.Node]) -> bool:
        """Read a fact whose label is a title, and tell whether what stands below goes with it."""
        if len(blocks) != 1 or not isinstance(blocks[0], nodes.paragraph):
            return False
        block = self.carrier.claims.blocks[self.carrier.number(blocks[0]) or 0]
        if len(block.lines) != 1 or part.label_piece is None:
            return False
        line = block.lines[0]
        return self._take(part, part.label_piece, line.text, list(line.spans), line.number)

    def add_cells(self, cells: Sequence[nodes.Element], rest: Sequence[nodes.Element]) -> None:
        """Add the cells of a row.

        :param rest: what is left of the one with the title.
        """
        for cell in cells:
            for block in elements(cell):
                claims = self._claims(block)
                part = self.planned.parts[claims[0].part] if claims else None
                if part is None or block in rest:
                    self._enter(-1)
                    self.current += block
                elif part.kind in ("tldr", "comment"):
                    self._enter(claims[0].part, block)
                    if is_marked(block):
                        set_marks(self.talk, block)
                    self.current += block
                elif part.kind != "fact" or not self._take_cell(part, claims[0].piece):
                    self._enter(-1)
                    self.current += _labelled(part.label, block)
                else:
                    self._keep_message(block)

    def _take_cell(self, part: Part, where: Piece) -> bool:
        block = self.carrier.claims.blocks[where.block]
        if len(block.lines) != 1:
            return False
        line = block.lines[0]
        place = f"{self.talk.source}:{line.number or self.talk.line}"
        spans = list(line.spans)
        source = ""
        return self.facts.take_label(
            part.field, part.label or part.field, line.text, spans, source, place
        )

    def close(self) -> None:
        """Set the facts, and take away what they show."""
        self.facts.settle()
        for text, where in self._bylines:
            words, links = self.carrier.claims.words(where)
            if self.facts.shows(words, links) and not find(text, nodes.image):
                self._keep_message(text)
                self.carrier.inherit(self.talk, text)
                text.parent.remove(text)
            else:
                refill(text, _without_brackets(text.children))

    def _keep_message(self, element: nodes.Node) -> None:
        # As Sphinx takes it from a paragraph.
        assert isinstance(element, nodes.Element)
        if message := element.rawsource.replace("\n", " ").strip():
            self.talk.messages = [*self.talk.messages, message]


def set_marks(talk: confnotes_talk, element: nodes.Element) -> None:
    """Take the marks out of some words, and give them to a talk."""
    for mark in take_marks(element):
        if mark.rating:
            talk["rating"] = mark.rating
        if mark.highlight and not talk.get("highlight"):
            talk["highlight"] = mark.reason
    if has_highlight_phrase(element.astext()):
        talk.setdefault("highlight", "")


def is_marked(element: nodes.Element) -> bool:
    """Tell whether stars stand at the beginning or end of some words."""
    text = element.astext().strip()
    mark = find_stars(text)
    return mark is not None and (mark.start == 0 or mark.end == len(text))


def take_marks(title: nodes.Element) -> list[Mark]:
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
    refill(title, strip(title.children))
    return marks


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return the children of a node that are no text, which may then be moved."""
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _strip_signs(line: Line) -> None:
    """Take the colon or dash away that stood between a title and what follows it."""
    first = line.inline[0] if line.inline else None
    if isinstance(first, nodes.Text):
        text = first.astext().lstrip()
        if text[:1] in (":", "：", "-", "–", "—", ",", "."):
            line.inline[0] = nodes.Text(text[1:].lstrip())


def _without_brackets(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return a byline without the sign before it, and without brackets around it."""
    found = list(inline)
    first, last = (found[0], found[-1]) if found else (None, None)
    if isinstance(first, nodes.Text) and first.lstrip()[:1] in ("(", "-", "–", "—", ",", ":", "|"):
        sign = first.lstrip()[0]
        is_closed = sign == "(" and isinstance(last, nodes.Text) and last.rstrip()[-1:] == ")"
        if sign != "(" or is_closed:
            found[0] = nodes.Text(first.astext().lstrip()[1:].lstrip())
        if is_closed:
            found[-1] = nodes.Text(found[-1].astext().rstrip()[:-1])
    return found


def _labelled(label: str, block: nodes.Element) -> nodes.Element:
    """Return what a cell holds, behind the head of its column."""
    if label and isinstance(block, nodes.paragraph):
        block.insert(0, [nodes.Text(f"{label}: ")])
    return block


def _in_paragraph(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    return [nodes.paragraph("", "", *inline)] if inline else []


def _is_mark_of_draft(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "confnotes-draft" in node["classes"]


def _drop_unmatched_in_texts(root: nodes.Node) -> None:
    for text in find(root, nodes.TextElement):
        drop_unmatched(text)
