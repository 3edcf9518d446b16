"""A plan carried out: the blocks of a post that are talks and notes become their nodes.

`Carrier` walks once through a post, block by block, and looks each one up in the plan.  What the
plan takes is moved, never copied; what it doesn't take stays where it is.  Called by ``planned``;
decides nothing of what a talk is, which is ``recognition``'s part.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from docutils import nodes

from sphinxext_confnotes.doctree import EMPHASIS, find, leading_link, refill
from sphinxext_confnotes.nodes import NOTES, confnotes_talk, confnotes_title, is_note
from sphinxext_confnotes.plaintext import line_of
from sphinxext_confnotes.raw_html import drop_unmatched, is_html, reach
from sphinxext_confnotes.reading.prose.claims import DAY, Claim
from sphinxext_confnotes.reading.prose.lines import join, trim
from sphinxext_confnotes.reading.prose.pieces import (
    LISTS,
    ListPieces,
    Segment,
    dissect,
    divide_list,
    piece,
    unseen,
    wordless,
)
from sphinxext_confnotes.reading.prose.post_nodes import Notes, PostNodes
from sphinxext_confnotes.reading.prose.talk_filler import TalkFiller, elements
from sphinxext_confnotes.reading.talks import finish
from sphinxext_confnotes.recognition.plan import PlannedTalk, Reason
from sphinxext_confnotes.warnings import Subtype, shown, warn


class Carrier:
    """The carrying out of one plan."""

    def __init__(self, post: PostNodes) -> None:
        self.post = post
        self.claims = post.claims
        self.has_html = any(map(is_html, find(post.document, nodes.raw)))
        for left in post.plan.left:
            if left.reason is Reason.UNCLEAR:
                self._warn_unclear(left.block)

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
            elif isinstance(block, nodes.table) and self.post.number(block) in self.claims.holding:
                done += self._carry_table(block)
            elif (place := self.post.talk_of(block)) is not None:
                assert isinstance(block, nodes.Element)
                talk, filler = self._open(place, block, block)
                done += self._complete(talk, filler, self._take_tail(place, waiting))
            elif isinstance(block, nodes.paragraph) and self.post.claims_of(block, DAY):
                done += self._carry_day_note(block, waiting)
            elif isinstance(block, nodes.Admonition) and (
                claims := self.post.claims_of(block, DAY)
            ):
                assert isinstance(block, nodes.Element)
                note = self.post.make_note(self.post.plan.day_notes[claims[0].part], block, None)
                self.post.fill_from_callout(note, block)
                self.post.check_note(note)
                done.append(note)
            else:
                done.append(block)
        return done

    def _is_touched(self, block: nodes.Node) -> bool:
        """Tell whether something of a list is in the plan."""
        number = self.post.number(block)
        return number in self.claims.holding or number in self.claims.owners

    def _carry_section(self, section: nodes.section) -> list[nodes.Node]:
        place = self.post.talk_of(section)
        title, *blocks = section.children
        assert isinstance(title, nodes.Element)
        if place is not None:
            talk, filler = self._open(place, title, section)
            return self._complete(talk, filler, blocks)
        claims = self.post.claims_of(section, DAY)
        if not claims:
            refill(section, [title, *self.carry(blocks)])
            return [section]
        part = self.post.plan.day_notes[claims[0].part]
        note = self.post.make_note(part, section, None)
        self.post.inherit(note, section)
        end = self._reach(blocks)
        note.extend([*wordless(title), *blocks[:end]])
        self.post.check_note(note)
        return [note, *self.carry(blocks[end:])]

    def _carry_list(self, items: nodes.Element, waiting: list[nodes.Node]) -> list[nodes.Node]:
        """Return the talks of a list, and the rest of it as lists between them.

        :param waiting: what stands behind it, the next block last.
        """
        done: list[nodes.Node] = []
        others = ListPieces(items)
        for index, item in enumerate(elements(items)):
            place = self.post.talk_of(item)
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
            number = self.post.number(block)
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
        if self.post.number(block) not in self.claims.holding:
            return block, None
        if isinstance(block, LISTS):
            places = enumerate(map(self._holds_talk, block.children))
            at = next((at for at, holds in places if holds), None)
            if at is None:
                # The first part of one that has been divided before.
                return block, None
            if at:
                first, rest = divide_list(block, at)
                self.post.note_divided(block, first, rest)
                return first, rest
        return None, block

    def _holds_talk(self, item: nodes.Node) -> bool:
        number = self.post.number(item)
        return number in self.claims.talks or number in self.claims.holding

    def _carry_table(self, table: nodes.Element) -> list[nodes.Node]:
        """Return what is left of a table, and behind it the talks that its rows are."""
        done: list[nodes.Node] = []
        for row in find(table, nodes.row):
            place = self.post.talk_of(row)
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
                self.post.document.ids[identifier] = target
        heads = [one for head in find(table, nodes.thead) for one in find(head, nodes.paragraph)]
        return [*targets, *caption, *itertools.chain(*map(wordless, heads))]

    def _carry_row(self, place: int, row: nodes.Element) -> list[nodes.Node]:
        title = self.post.elements[self.post.plan.talks[place].title.block]
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
        claims = self.post.claims_of(paragraph, DAY)
        done: list[nodes.Node] = []
        notes: dict[int, Notes] = {}
        is_first = True
        behind = False
        for segment in self._dissect(paragraph, claims):
            claim = claims[segment.place] if segment.place >= 0 else None
            if claim and claim.part not in notes:
                part = self.post.plan.day_notes[claim.part]
                notes[claim.part] = note = self.post.make_note(part, paragraph, segment.lines[0])
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
            self.post.check_note(note)
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
        planned = self.post.plan.talks[place]
        talk = confnotes_talk("", confnotes_title())
        filler = TalkFiller(self.post, talk, planned, place)
        talk.source = title.source or where.source or self.post.document["source"]
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
        self._set_title(filler, inline, title)
        if isinstance(title, nodes.paragraph):
            for segment in segments[last:]:
                _take_marks_behind(filler, segment)
        if not is_copy:
            self.post.inherit(talk, where)
            if title is not where and isinstance(title, nodes.paragraph):
                self.post.inherit(talk, title)
            filler.add_segments(title, claims, [*segments[:first], *segments[last:]], False)
        return talk, filler

    def _has_no_words(self, segment: Segment, claims: Sequence[Claim]) -> bool:
        is_around = segment.place < 0 or claims[segment.place].part >= 0
        text = "".join(line.text() for line in segment.lines)
        return is_around and not any(sign.isalnum() for sign in text)

    def _set_title(
        self, filler: TalkFiller, inline: Iterable[nodes.Node], title: nodes.Element
    ) -> None:
        """Give a talk its title, and take the marks out of that."""
        talk = filler.talk
        own = confnotes_title(title.rawsource, "", *_without_emphasis(trim(inline)))
        own.source, own.line = talk.source, talk.line
        talk[0] = own
        if title.get("translated"):
            talk.written_title = self.post.reading.written_titles.get(id(title), "")
        filler.take_marks(own)
        _keep_speakers_link(own, filler.planned)

    def _warn_unclear(self, number: int) -> None:
        """Warn about a TLDR that may be another talk's, whose title isn't recognised."""
        block = self.claims.blocks[number]
        found = (self.post.lexicon.labels.of_line(line) for line in block.lines)
        word, line = next(
            (label.word, line.number)
            for label, line in zip(found, block.lines, strict=True)
            if label and label.kind == "tldr"
        )
        node = self.post.elements[number]
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
        length = next((at for at, block in enumerate(flat) if self._ends(block)), len(flat))
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
        self._check_notes(talk)
        finish(talk, self.post.env, filler.planned.joined)
        return [talk, *self.carry(outside)]

    def _check_notes(self, talk: confnotes_talk) -> None:
        """Take away the notes that were left empty beside others, and warn about those alone.

        Who has written a TLDR may have had nothing to comment, and less time to delete the label.
        Those stay that have a target, which something may lead to, or the name of an author.
        """
        notes = [node for node in talk.children[1:] if is_note(node)]
        is_noted = any(note.children for note in notes)
        for note in notes:
            if is_noted and not (note.children or note["ids"] or note.get("author")):
                talk.remove(note)
            else:
                self.post.check_note(note)

    def _ends(self, block: nodes.Node) -> bool:
        """Tell whether a block ends the talk before it."""
        if isinstance(block, nodes.transition | confnotes_talk):
            return True
        number = self.post.number(block)
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
        number = self.post.number(section)
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


def _is_mark_of_draft(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "confnotes-draft" in node["classes"]


def _keep_speakers_link(title: confnotes_title, planned: PlannedTalk) -> None:
    """Keep a link that leads to a speaker, with more of a title behind it, from being the talk's.

    What a title leads with would be the talk's own address.
    """
    link = leading_link(title)
    names = {speaker.name for speaker in planned.facts.speakers}
    if link is not None and line_of(link) in names and line_of(title) != line_of(link):
        around = nodes.inline()
        link.parent.replace(link, around)
        around += link


def _drop_unmatched_in_texts(root: nodes.Node) -> None:
    for text in find(root, nodes.TextElement):
        drop_unmatched(text)


def _in_paragraph(inline: Sequence[nodes.Node]) -> list[nodes.Node]:
    return [nodes.paragraph("", "", *inline)] if inline else []


def _take_marks_behind(filler: TalkFiller, segment: Segment) -> None:
    """Take the marks out of what follows a title in its line."""
    for line in segment.lines[:1]:
        if not line.offset:
            behind = nodes.paragraph("", "", *line.inline)
            filler.take_marks(behind)
            line.inline = behind.children


def _without_emphasis(inline: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
    """Return the words of a title that is in bold or italic as a whole, which tells that it is one.

    Titles are set off by themselves.
    """
    if len(inline) == 1 and isinstance(inline[0], EMPHASIS):
        return inline[0].children
    return inline
