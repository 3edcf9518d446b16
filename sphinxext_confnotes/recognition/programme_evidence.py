"""Evidence of a conference's programme: which candidates of a post are talks that it announces.

It is the strongest that there is.  Called by `recognise` and `facts`, only for posts whose
conference has a programme; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinxext_confnotes.marks import find_highlight
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.joining import Outcome, Wanted
from sphinxext_confnotes.programmes.likeness import around_title
from sphinxext_confnotes.programmes.title_places import BEFORE_NAMES, title_in
from sphinxext_confnotes.programmes.titles import LONGEST, stemmed
from sphinxext_confnotes.recognition import names
from sphinxext_confnotes.recognition.candidates import Candidate, of_item, of_item_with_text
from sphinxext_confnotes.recognition.cuts import BEFORE_TEXT
from sphinxext_confnotes.recognition.days import Day, resolve_days
from sphinxext_confnotes.recognition.evidence import FEW_WORDS, has_several_stars, is_links
from sphinxext_confnotes.recognition.outline import Block, Line, Span
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.survey import Survey
from sphinxext_confnotes.recognition.titles import Title

SAID = ("abstract", "qa")
"""Fields whose labels introduce what somebody says, rather than a fact."""

SET_OFF = ("link", "bold", "quote", "mention")
"""What a line leads with that is a title as it stands."""

SHOWN = ("figure", "code", "table", "note")
"""Blocks that say something without words of their own."""

LONGEST_LINE = 40
"""Words of a line in which a title may stand behind something else."""

MOST_SIGNS = 8
"""Signs in a line that are tried for the one behind which a title is told of."""


def find(survey: Survey, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Find which candidates are announced by the programme, and which of these are talks.

    Those of which nothing is said aren't: a list of what was missed, say.  Of several that are one
    entry, the talk is that of which most is said, and a section before all else.

    :returns: the items among these that only the programme tells from what somebody noted.
    """
    known = {one.block.number for one in candidates}
    plain = [one for one in _plain_items(survey) if one.block.number not in known]
    joined = list(_joined(survey, [*candidates, *plain]))
    inner = {one.block.number for one, _ in joined}
    found: defaultdict[Entry, list[tuple[bool, int, int]]] = defaultdict(list)
    for one, entry in joined:
        told = _Told(survey, entry, inner).words_of(one)
        if told > FEW_WORDS:
            found[entry].append((one.form == "section", told, one.block.number))
        else:
            holds = any(part.number in inner for part in one.block.walk() if part is not one.block)
            survey.announced[one.block.number] = Reason.GROUP if holds else Reason.UNTOLD
    for same in found.values():
        survey.announced[max(same)[-1]] = Reason.PROGRAMME
    return [one for one, _ in joined if one.block.number not in known]


def _plain_items(survey: Survey) -> Iterator[Candidate]:
    """Yield the items of lists that aren't in other lists, nor what a label introduces.

    An item that goes on behind its title comes with each title that it may have.
    """
    for block in survey.blocks.values():
        if block.kind != "list" or survey.parent(block).kind == "item" or survey.is_in_note(block):
            continue
        for item in block.children:
            found = of_item(survey, item)
            yield from [found] if found else of_item_with_text(item)


def _joined(survey: Survey, candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, Entry]]:
    """Yield the candidates that join an entry, and note of each why it does, or doesn't."""
    join = survey.settings.join
    assert join is not None
    span = survey.settings.span
    dates = resolve_days([_day_around(survey, one) for one in candidates], span)
    for candidate, date in zip(candidates, dates, strict=True):
        addresses = tuple(link.address for link in candidate.title.links)
        before = survey.joined.get(candidate.block.number)
        if before is not None and before.entry:
            continue
        day = date or (None if span.until else span.first)
        outcomes = [join(Wanted(title, addresses, day=day)) for title in _titles(candidate)]
        right = (
            outcome
            for at, outcome in enumerate(outcomes)
            if outcome.entry
            and (
                (at == 0 and _is_set_off(candidate))
                or _begins_with(survey, candidate, outcome.entry)
            )
        )
        outcome = next(right, Outcome(None, outcomes[0].reason))
        survey.joined[candidate.block.number] = outcome
        if outcome.entry:
            yield candidate, outcome.entry


def _titles(candidate: Candidate) -> Iterator[str]:
    """Yield the words that may be a title: those that are set off, and with what is behind them."""
    yield candidate.title.text
    if candidate.form in ("item", "bold") and 0 < candidate.rest.length <= LONGEST_LINE:
        yield f"{candidate.title.text} {candidate.rest.text}"


def _is_set_off(candidate: Candidate) -> bool:
    """Tell whether a title is written as one, rather than being the beginning of a line."""
    return candidate.form in ("section", "page") or candidate.lead in SET_OFF


def _begins_with(survey: Survey, candidate: Candidate, entry: Entry) -> bool:
    """Tell whether a line begins with the title of an entry, with names before it at the most.

    "I missed Queues" names one, too.
    """
    block = candidate.block
    text = (block.children[0] if block.kind == "item" else block).first.text[:LONGEST]
    mark = find_highlight(text, survey.settings.lexicon.vocabulary.highlight)
    ends = [sign.start() for sign in itertools.islice(BEFORE_TEXT.finditer(text), MOST_SIGNS)]
    ends += [len(text), *([mark.start] if mark else [])]
    return any(title_in(text[:end], entry) for end in ends)


def _day_around(survey: Survey, candidate: Candidate) -> Day | None:
    around = (survey.day_of(section.text) for section in survey.sections_around(candidate.block))
    return next(filter(None, around), None)


@dataclass(frozen=True, slots=True)
class _Told:
    """Count the words that are said of an entry.

    Neither its title nor facts of it say anything, nor what is said of other entries.

    :param inner: the numbers of the blocks that are entries.
    """

    survey: Survey
    entry: Entry
    inner: Container[int]

    def words_of(self, candidate: Candidate) -> int:
        """Return the number of words that are said; a rating or a mark counts as several."""
        marks = self.survey.settings.lexicon.vocabulary.highlight
        line = f"{candidate.title.text} {candidate.rest.text}"
        if has_several_stars(self.survey, candidate) or find_highlight(line, marks):
            return FEW_WORDS + 1
        said = candidate.rest.text.strip()
        if said.startswith((":", "：")) and self._is_verdict(Line((Span(said[1:]),))):
            return FEW_WORDS + 1
        return sum(map(self._words_in, self._blocks_of(candidate)))

    def _is_verdict(self, line: Line) -> bool:
        """Tell whether a line behind a colon says something, however little, and is no name."""
        known = self._known
        text = line.text.strip()
        names_known = self.survey.settings.lexicon.names
        is_fact = self._is_byline(line) or names_known.is_plain(text) or line.text.isdecimal()
        return not is_fact and any(word not in known for word in stemmed(text))

    def _blocks_of(self, candidate: Candidate) -> Iterator[Block]:
        block = candidate.block
        if block.kind == "item":
            yield from block.children
            # What stands behind a list may be about something else.
            is_alone = len(self.survey.parent(block).children) == 1
            for behind in candidate.body[len(block.children) - 1 :]:
                labels = self.survey.labels_of(behind)
                if is_alone or (labels and labels[0] and labels[0].is_note):
                    yield behind
        else:
            if block.kind == "paragraph":
                yield block
            yield from candidate.body

    def _words_in(self, block: Block) -> int:
        if block.number in self.inner and block.kind != "paragraph":
            return 0
        if block.kind in SHOWN:
            return FEW_WORDS + 1
        if block.kind in ("hidden", "html", "talk", "rule"):
            return 0
        own = 0 if block.kind == "section" else self._words_in_lines(block)
        return own + sum(map(self._words_in, block.children))

    def _words_in_lines(self, block: Block) -> int:
        known = self._known
        words = 0
        labels = self.survey.labels_of(block) or [None] * len(block.lines)
        for line, label in zip(block.lines, labels, strict=True):
            if label and label.is_note:
                words += (FEW_WORDS + 1) * bool(line.text[label.end :].strip())
            elif label and label.kind not in SAID:
                continue
            elif not (is_links(line) or self._is_byline(line)):
                words += sum(
                    word not in known and not word.isdecimal()
                    for word in stemmed(line.text[label.end if label else 0 :])
                )
        return words

    def _is_byline(self, line: Line) -> bool:
        lexicon = self.survey.settings.lexicon
        by = (*lexicon.vocabulary.by, *lexicon.vocabulary.line_by)
        is_short = line.length <= LONGEST_LINE
        return is_short and (
            names.is_byline(line.text.strip(), by) or lexicon.bylines.says_when(line)
        )

    @property
    def _known(self) -> frozenset[str]:
        """The words that people repeat of an entry."""
        title = stemmed(self.entry.title)
        return around_title(self.entry, title)[0] | BEFORE_NAMES | frozenset(title)


def exact(
    survey: Survey, entry: Entry, lines: Sequence[Line], candidate: Candidate, title: Title
) -> Title:
    """Return where the title of an entry stands in its lines, and the speakers named around it.

    :param title: what was read of the lines without the programme, whose other facts stay.
    """
    text = " ".join(line.text for line in lines)
    mark = find_highlight(text, survey.settings.lexicon.vocabulary.highlight)
    ends = [len(text), *([mark.start] if mark and not text[mark.end :].strip() else [])]
    for end in ends:
        if found := title_in(text[:end], entry):
            outside = f"{text[: found[0]]} {text[found[1] : end]}"
            return _with_place(title, found, len(text), _named(entry, outside), outside)
    if candidate.form == "section":
        return title
    cut = candidate.title.text
    if cut != text and text.startswith(cut) and (found := title_in(cut, entry)):
        outside = f"{cut[: found[0]]} {cut[found[1] :]} {text[len(cut) : title.stop]}"
        inside = {*stemmed(text[slice(*found)])}
        others = tuple(one for one in title.speakers if not inside.issuperset(stemmed(one.name)))
        named = _named(entry, f"{cut[: found[0]]} {cut[found[1] :]}")
        return _with_place(title, found, max(title.stop, found[1]), named or others, outside)
    for sign in reversed(list(itertools.islice(BEFORE_TEXT.finditer(text[:LONGEST]), MOST_SIGNS))):
        if found := title_in(text[: sign.start()], entry):
            outside = f"{text[: found[0]]} {text[found[1] : sign.start()]}"
            return _with_place(title, found, sign.end(), _named(entry, outside), outside)
    return title


def _with_place(
    title: Title, place: tuple[int, int], stop: int, speakers: tuple[Speaker, ...], outside: str
) -> Title:
    """Return a title in its place, without facts that were read in the title itself."""
    start, end = place
    is_timed = any(map(str.isdigit, outside))
    return replace(
        title,
        start=start,
        end=end,
        stop=stop,
        speakers=speakers,
        slot=title.slot if is_timed else None,
        day=title.day if is_timed else None,
        room=title.room if title.room and title.room in outside else "",
        track=title.track if title.track and title.track in outside else "",
    )


def _named(entry: Entry, words: str) -> tuple[Speaker, ...]:
    """Return the speakers of an entry that some words name, mostly by their last names."""
    found = {*stemmed(words)}
    known = [(speaker, stemmed(speaker.name)) for speaker in entry.speakers]
    by_last = tuple(speaker for speaker, name in known if name and name[-1] in found)
    return by_last or tuple(speaker for speaker, name in known if not found.isdisjoint(name))
