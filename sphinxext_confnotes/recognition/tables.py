"""Tables of talks: which tables are such, by their heads, and what each cell of a row is.

Called by `recognise` and `contents`; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinxext_confnotes.recognition.candidates import Candidate, Group
from sphinxext_confnotes.recognition.kinds import NOTE_KINDS
from sphinxext_confnotes.recognition.labels import heading_of
from sphinxext_confnotes.recognition.outline import Block, Line
from sphinxext_confnotes.recognition.plan import Part, PartKind, Piece
from sphinxext_confnotes.recognition.survey import Survey

OF_REPORT = (*NOTE_KINDS, "rating", "slides", "video")
"""The columns that a programme doesn't have: one of them makes a table of what was attended."""

OF_PROGRAMME = frozenset(("time", "date", "room", "track", "abstract"))
"""The columns of a programme."""


def heads_of(survey: Survey, table: Block) -> Sequence[str | None]:
    """Return for each column of a table what it holds; nothing for a table without heads."""
    head = next((row for row in table.children if row.name == "head"), None)
    if head is None:
        return ()
    found: list[str | None] = []
    for cell in head.children:
        kind = survey.settings.lexicon.vocabulary.head(_text(cell))
        # Of two columns of one kind, the second one is something else.
        found.append(None if kind in found else kind)
    return found


def is_of_talks(survey: Survey, table: Block, *, is_forced: bool = False) -> bool:
    """Tell whether each row of a table is a talk.

    :param is_forced: whether the post says that its tables are, so that a programme is one, too.
    """
    if _heads_lead_somewhere(table):
        return False
    heads = heads_of(survey, table)
    others = [head for head in heads if head not in (None, "title")]
    if "title" not in heads or not others:
        return False
    if is_forced or any(head in OF_REPORT for head in others):
        return True
    return "speakers" in heads and not OF_PROGRAMME & set(others) and _says_more(table, heads)


def _heads_lead_somewhere(table: Block) -> bool:
    """Tell whether a head is a link, for which there is no place where each row is a talk."""
    head = next((row for row in table.children if row.name == "head"), None)
    return head is not None and any(line.links for part in head.walk() for line in part.lines)


def _says_more(table: Block, heads: Sequence[str | None]) -> bool:
    """Tell whether a column with a head of its author's own has sentences in most rows."""
    rows = [row for row in table.children if row.name != "head"]
    return any(
        head is None
        and sum(
            at < len(row.children) and len(_text(row.children[at]).split()) >= 4 for row in rows
        )
        >= 0.5 * len(rows)
        > 0
        for at, head in enumerate(heads)
    )


def rows_in(survey: Survey, *, is_forced: bool = False) -> Iterator[Candidate]:
    """Yield the rows of the tables of talks of a post."""
    for block in survey.blocks.values():
        if block.kind != "table" or not _stands_free(survey, block):
            continue
        if not is_of_talks(survey, block, is_forced=is_forced):
            continue
        at = heads_of(survey, block).index("title")
        for row in block.children:
            if row.name == "head" or len(row.children) <= at or not _text(row.children[at]):
                continue
            paragraph = row.children[at].children[0]
            title = Line(paragraph.first.spans, row.line)
            piece = Piece(paragraph.number)
            yield Candidate(Group("row", "table"), row, title, piece, Line(), row.children)


def parts_of(survey: Survey, table: Block, row: Block) -> Iterator[Part]:
    """Yield the notes, facts and other words of a row, its title apart."""
    head = next(one for one in table.children if one.name == "head")
    kinds = heads_of(survey, table)
    for at, cell in enumerate(row.children):
        kind = kinds[at] if at < len(kinds) else None
        if kind == "title" or _is_empty(cell):
            continue
        label = _text(head.children[at]) if at < len(head.children) else ""
        what: PartKind = "text"
        if kind == "tldr":
            what, label = "tldr", heading_of(kind, label)
        elif kind == "comment":
            what, label = "comment", heading_of(kind, label)
        elif kind:
            what = "fact"
        pieces = tuple(Piece(block.number) for block in cell.children)
        yield Part(
            what, row.line, label, field=kind if kind and what == "fact" else "", pieces=pieces
        )


def _stands_free(survey: Survey, table: Block) -> bool:
    """Tell whether a table stands in the page or in a section."""
    return survey.parent(table).kind in ("page", "section")


def _is_empty(cell: Block) -> bool:
    return all(block.kind == "paragraph" and not block.text.strip() for block in cell.children)


def _text(cell: Block) -> str:
    return " ".join(block.text for block in cell.children).strip()
