"""The filling of a talk: each block to the part that the plan has it in, and marks taken off.

Called by ``carrying`` with the blocks that a talk has, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from docutils import nodes

from sphinxext_confnotes.doctree import CODE, find, refill
from sphinxext_confnotes.marks import Mark, find_highlight, find_stars, has_highlight_phrase
from sphinxext_confnotes.nodes import confnotes_talk, confnotes_title, is_note
from sphinxext_confnotes.notes.fields import BY_NAME
from sphinxext_confnotes.reading.prose.claims import Claim, cut_spans
from sphinxext_confnotes.reading.prose.facts import TalkFacts
from sphinxext_confnotes.reading.prose.lines import Line, join, replace_text, split, strip, trim
from sphinxext_confnotes.reading.prose.pieces import (
    LISTS,
    ListPieces,
    Segment,
    dissect,
    piece,
    unseen,
    wordless,
)
from sphinxext_confnotes.reading.prose.post_nodes import PostNodes
from sphinxext_confnotes.recognition.outline import Span
from sphinxext_confnotes.recognition.plan import Part, Piece, PlannedTalk


class TalkFiller:
    """Fill a talk, first with its body, then with one part after the other."""

    def __init__(
        self, post: PostNodes, talk: confnotes_talk, planned: PlannedTalk, place: int
    ) -> None:
        self.post = post
        self.talk = talk
        self.planned = planned
        self.place = place
        self.current: nodes.Element = talk
        """The node that the next block is added to."""
        self.facts = TalkFacts(
            talk,
            planned.facts,
            post.lexicon.vocabulary,
            post.env,
            address=next((one.address for one in post.claims.words(planned.title)[1]), ""),
            words=post.words_of_pattern,
        )
        self._part = -1
        self._taken: set[tuple[int, int]] = set()
        """The parts that are texts of their own, which the talk shows, each with a block of it."""
        self._bylines: list[tuple[nodes.Element, Piece]] = []
        """Lines that are taken away where the facts of the talk show them, with their pieces."""

    def take_marks(self, element: nodes.Element) -> None:
        """Take the marks out of some words, and give them to the talk."""
        marks: list[Mark] = []
        words = self.post.lexicon.vocabulary.highlight

        def take(text: str) -> str:
            for find_mark in (partial(find_highlight, words=words), find_stars):
                if mark := find_mark(text):
                    marks.append(mark)
                    before, behind = text[: mark.start], text[mark.end :]
                    text = before + (behind.lstrip() if before[-1:].isspace() else behind)
            return text

        replace_text(element, take)
        refill(element, strip(element.children))
        for mark in marks:
            if mark.rating:
                self.talk["rating"] = mark.rating
            if mark.is_highlight and not self.talk.get("highlight"):
                self.talk["highlight"] = mark.reason
        if has_highlight_phrase(element.astext()):
            self.talk.setdefault("highlight", "")

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
            elif isinstance(block, nodes.block_quote) and not claims and self._is_divided(block):
                self.add_all(block.children)
                self.post.inherit(self.current, block)
            elif claims and isinstance(block, nodes.Admonition):
                self._add_callout(block, claims[0].part)
            else:
                if claims:
                    assert isinstance(block, nodes.Element)
                    self._enter(claims[0].part, block)
                self.current += block

    def _claims(self, block: nodes.Node) -> list[Claim]:
        return self.post.claims_of(block, self.place)

    def _is_divided(self, items: nodes.Node) -> bool:
        number = self.post.number(items)
        return self.post.claims.owners.get(number or 0) == self.place

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
        self.current = self.post.make_note(part, where or self.talk, line)
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
        contents = {one.part: one for one in reversed(claims) if one.role == "content"}
        for claim in claims:
            part = self.planned.parts[claim.part] if claim.part >= 0 else None
            is_label = part is not None and claim.role == "label"
            if is_label and part is not None and part.kind in ("fact", "text"):
                rest = contents.get(claim.part)
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
        blocks = self.post.claims.blocks
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
            if blocks[one.block].kind != "paragraph" or not self.post.is_plain(one.block):
                return False
            words = self.post.claims.words(one)[0]
            texts[one.block] = f"{texts.get(one.block, '')} {words}".strip()
        if not self.facts.take_text(part.field, self._word_of(label), [*texts.values()]):
            return False
        self._taken |= {(place, number) for number in (label.block, *texts)}
        return True

    def _word_of(self, label: Piece) -> str:
        """Return a label without the signs around it."""
        words = self.post.claims.words(label)[0]
        return words.strip("*_ \t").rstrip(":：-–— \t").strip("*_ ")

    def _take_fact(self, part: Part, label: Piece, rest: Claim | None) -> bool:
        """Read a fact in the line of its label, and tell whether the line goes with it."""
        block = self.post.claims.blocks[label.block]
        if part.kind != "fact" or rest is None or rest.piece.block != label.block:
            return False
        line = block.lines[label.first]
        spans = cut_spans(line.spans, label.end, len(line.text))
        if rest.piece.first != label.first:
            return False
        return self._take(part, label, line.text, spans, line.number)

    def _take(self, part: Part, label: Piece, text: str, spans: list[Span], number: int) -> bool:
        word = self._word_of(label)
        place, source = self.post.place_of(label.block, number)
        is_shown = self.facts.take_label(part.field, word, text, spans, source, place)
        if not is_shown:
            return False
        # A label that leads somewhere says more than its word does.
        return not (self.post.claims.words(label)[1] or self.post.has_footnote(label))

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
            number = self.post.number(item)
            if not claims and self.post.claims.owners.get(number or 0) == self.place:
                self.add_all(item.children)
                self.post.inherit(self.current, item)
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
        if not is_note or part.pieces[0].block != self.post.number(callout):
            self.current += callout
            return
        self.post.fill_from_callout(self.current, callout)

    def _add_section(self, section: nodes.section, claims: Sequence[Claim]) -> None:
        title, *blocks = section.children
        assert isinstance(title, nodes.Element)
        part = self.planned.parts[claims[0].part] if claims else None
        if part and part.kind in ("tldr", "comment"):
            self._enter(claims[0].part, section)
            self.post.inherit(self.current, section)
            self._keep_message(title)
            self.current.extend(wordless(title))
            self.add_all(blocks)
            return
        self._enter(-1)
        if part and part.kind == "fact" and self._take_below(part, blocks):
            self._keep_message(title)
            self._keep_message(blocks[0])
            self.talk.extend(wordless(title))
            return
        if part and part.kind == "text" and self._take_text(claims[0].part):
            self._keep_message(title)
            self.talk.extend(wordless(title))
            self.add_all(blocks)
            return
        if part and part.kind == "byline":
            self.post.inherit(self.talk, section)
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
        levels = self.post.reading.levels
        if levels is not None and (level := levels.get(section.line or 0, 1)):
            rubric["level"] = level
        for identifier in rubric["ids"]:
            self.post.document.ids[identifier] = rubric
        self.current += rubric
        self._part = claims[0].part if claims else -1
        self.add_all(blocks)

    def _take_below(self, part: Part, blocks: Sequence[nodes.Node]) -> bool:
        """Read a fact whose label is a title, and tell whether what stands below goes with it."""
        if len(blocks) != 1 or not isinstance(blocks[0], nodes.paragraph):
            return False
        block = self.post.claims.blocks[self.post.number(blocks[0]) or 0]
        if len(block.lines) != 1 or part.label_piece is None:
            return False
        line = block.lines[0]
        is_shown = self._take(part, part.label_piece, line.text, list(line.spans), line.number)
        return is_shown and not wordless(blocks[0])

    def add_cells(self, cells: Sequence[nodes.Element], rest: Sequence[nodes.Element]) -> None:
        """Add the cells of a row.

        :param rest: what is left of the one with the title.
        """
        for cell in cells:
            for block in elements(cell):
                if isinstance(block, nodes.paragraph) and not block.children:
                    # It is MyST's, for an empty cell.
                    continue
                claims = self._claims(block)
                part = self.planned.parts[claims[0].part] if claims else None
                if part is None or block in rest:
                    self._enter(-1)
                    self.current += block
                elif part.kind in ("tldr", "comment"):
                    self._enter(claims[0].part, block)
                    if is_marked(block):
                        self.take_marks(block)
                    self.current += block
                elif part.kind != "fact" or not self._take_cell(part, claims[0].piece):
                    self._enter(-1)
                    self.current += _labelled(part.label, block)
                else:
                    self._keep_message(block)

    def _take_cell(self, part: Part, where: Piece) -> bool:
        block = self.post.claims.blocks[where.block]
        if len(block.lines) != 1:
            return False
        line = block.lines[0]
        place = f"{self.talk.source}:{line.number or self.talk.line}"
        spans = list(line.spans)
        source = ""
        is_shown = self.facts.take_label(
            part.field, part.label or part.field, line.text, spans, source, place
        )
        return is_shown and not wordless(self.post.elements[where.block])

    def close(self) -> None:
        """Set the facts, and take away what they show."""
        self.facts.settle()
        for text, where in self._bylines:
            words, links = self.post.claims.words(where)
            more = [
                node
                for node in unseen(split(text.children))
                if not isinstance(node, nodes.raw | nodes.Invisible)
            ]
            # Code is never cut, so more of it may have come along.
            more += [node for node in find(text, *CODE) if node.astext() not in words]
            if self.facts.shows(words, links) and not more:
                self._keep_message(text)
                self.post.inherit(self.talk, text)
                text.parent.remove(text)
            else:
                refill(text, _without_brackets(text.children))

    def _keep_message(self, element: nodes.Node) -> None:
        # As Sphinx takes it from a paragraph.
        assert isinstance(element, nodes.Element)
        if message := element.rawsource.replace("\n", " ").strip():
            self.talk.messages = [*self.talk.messages, message]


def is_marked(element: nodes.Element) -> bool:
    """Tell whether stars stand at the beginning or end of some words."""
    text = element.astext().strip()
    mark = find_stars(text)
    return mark is not None and (mark.start == 0 or mark.end == len(text))


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
