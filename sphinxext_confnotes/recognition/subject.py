"""The subject of a post: whether it reports of a conference, where its front matter doesn't say so.

Asked by `recognise` before it infers any talk; what titles, tags and paths say by themselves is in
`events`.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from sphinxext_confnotes.recognition import evidence, hosts, names, objections, untold
from sphinxext_confnotes.recognition.candidates import Candidate, Group
from sphinxext_confnotes.recognition.events import has_year
from sphinxext_confnotes.recognition.judged import Judged
from sphinxext_confnotes.recognition.kinds import NOTE_KINDS
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.survey import Survey

LONGEST = 120
"""Characters of a heading that are looked at."""

MOST_LINES = 400
"""Lines of a post that are searched for words."""

FEW = 3
"""Sections that only list a talk from which on a page is a list."""

MOST_PAPERS = 100
"""Papers on a page beyond which it lists those of a conference."""

OFTEN = 5
"""How many words for talks and conferences tell that a post speaks of them."""

OF_TALKS = ("talked", "media", "kind", "time", "note", "page")
"""Evidence that tells titles with speakers from those of books with their authors."""


def words_of_path(path: Sequence[str]) -> str:
    """Return the name of a file as a title, or of its folder where that says nothing."""
    name = path[-1] if path else ""
    if name.casefold() in ("readme", "index", "notes") and len(path) > 1:
        name = path[-2]
    return name.replace("-", " ").replace("_", " ")


class Subject:
    """Whether a post is about a conference, and a report of it.

    :param title: of the post, or the name of its file where it has none.
    :param page: the page as a candidate.
    """

    def __init__(
        self,
        survey: Survey,
        title: str,
        groups: Mapping[Group, Sequence[Judged]],
        page: Candidate,
    ) -> None:
        self.survey = survey
        self.settings = survey.settings
        self.title = title
        self.groups = groups
        self.page = page

    def is_about_conference(self, taken: int) -> bool:
        """Tell whether a post is about a conference.

        :param taken: the number of talks that labels tell.
        """
        return bool(
            self.settings.conference
            or taken > 1
            or self._names_speakers()
            or self.has_speaker_of_page()
            or self.is_called_talk
            or self.leads_to_talk
            or self._has_lightning_talks()
            or self._has_keynotes()
        )

    def may_be_about_conference(self) -> bool:
        """Tell whether a name with a year, or the words of the text, speak for a conference.

        Neither tells it alone: its talks must tell it as well.
        """
        if self._is_list():
            return False
        return self.is_name_with_year or self._speaks_of_conference()

    @functools.cached_property
    def is_name_with_year(self) -> bool:
        """Whether the title, or the name of the file, is no more than a name and a year."""
        events = self.settings.lexicon.events
        path = self.settings.path
        texts = (self.title, path[-1] if path else "")
        return any(map(events.is_name_and_year, texts)) and not any(map(events.is_yearly, texts))

    def _speaks_of_conference(self) -> bool:
        """Tell whether the text speaks of talks and of a conference again and again."""
        lines = (line.text for block in self.survey.blocks.values() for line in block.lines)
        text = " ".join(itertools.islice(lines, MOST_LINES)).casefold()
        events = sum(1 for _ in self.settings.lexicon.events.name.all(text))
        talks = len(evidence.TALKED.findall(text))
        return events + talks >= OFTEN and (events > 0 or talks >= 2 * OFTEN)

    def is_no_report(self) -> bool:
        """Tell whether its title, its file or its headings say that nothing was attended yet."""
        events = self.settings.lexicon.events
        path = self.settings.path
        # In the folder of a conference, a file of that name has what is told of it.
        names_of_file = path[-2:]
        if path and path[-1].casefold() == "readme":
            is_of_event = bool(events.named_in(self.title)) and has_year(self.title)
            names_of_file = path[-2:-1] if len(path) > 1 or is_of_event else path
        # What its title calls a report is one, whatever its file is called.
        titles = [self.title, *(() if events.is_report(self.title) else names_of_file)]
        if any(events.is_no_report(title.replace("-", " ").replace("_", " ")) for title in titles):
            return True
        about = self.settings.conference
        may_be_of_talk = about is not None and about.source in ("key", "talk", "path")
        if not may_be_of_talk and any(map(events.is_of_lesson, titles)):
            return True
        if self._is_programme() or self._is_list_of_papers():
            return True
        headings = [one.candidate.title.text[:LONGEST] for one in self._sections()]
        if sum(map(events.is_of_manual, headings)) > 1:
            return True
        is_invitation = (
            any(map(events.is_invitation, headings))
            or events.is_announced(self.settings.given)
            or self._offers_tickets()
        )
        return is_invitation and not events.is_report(self.title)

    def _offers_tickets(self) -> bool:
        """Tell whether a page without a note offers tickets for less, as who gives a talk may."""
        if self.survey.ownership.labels:
            return False
        texts = (block.text for block in self.survey.blocks.values() if block.kind == "paragraph")
        text = "\n".join(itertools.islice(texts, MOST_LINES)).casefold()
        return any(offer in text for offer in self.settings.lexicon.events.offers)

    def _is_programme(self) -> bool:
        """Tell whether sections have what programmes or lists of talks say, and nothing else."""
        silent = [one for one in self._sections() if one.objection is Reason.UNTOLD]
        announced = (untold.is_announced_only(self.survey, one.candidate) for one in silent)
        if sum(announced) >= 2:
            return True
        return self._is_listing()

    def _is_list_of_papers(self) -> bool:
        """Tell whether more lines lead with links to papers than anybody hears talks."""
        papers = (
            hosts.field_of(line.links[0].address) == "paper"
            for block in self.survey.blocks.values()
            for line in block.lines
            if line.links
        )
        return len(self.survey.blocks) > MOST_PAPERS and sum(papers) > MOST_PAPERS

    def _is_listing(self) -> bool:
        """Tell whether a page is called "WaitConf talks", and lists some with links alone."""
        if not objections.is_word_for_talks(self.survey, self.title):
            return False
        fit = (one for one in self._sections() if one.objection is None)
        return sum(untold.is_listed_only(self.survey, one.candidate) for one in fit) >= FEW

    def has_speaker_of_page(self) -> bool:
        """Tell whether a line below the title of the page says who spoke.

        It has a label; or, where no front matter says whose page it is, it is signed as talks are,
        or the page has both a summary and what somebody thinks of it.
        """
        if evidence.has_labelled_byline(self.survey, self.page):
            return True
        if self.is_signed_in_title:
            return True
        is_text = bool(self.settings.given) or self.settings.path[-1:] in (("README",), ("index",))
        if is_text:
            return False
        if evidence.is_signed(self.survey, self.page):
            return True
        kinds = {label.kind for label in self.survey.notes_in(self.page.body)}
        return len(kinds) == len(NOTE_KINDS) and evidence.has_byline(self.survey, self.page)

    @functools.cached_property
    def leads_to_talk(self) -> bool:
        """Whether all that stands right below the title is the address of a conference's talk."""
        first = next(iter(self.page.body), None)
        if first is None or first.kind != "paragraph" or len(first.text.split()) > 1:
            return False
        addresses = (first.text.strip("<> "), *(link.address for link in first.first.links))
        return any(evidence.is_event_of_conference(self.survey, one) for one in addresses)

    @functools.cached_property
    def is_signed_in_title(self) -> bool:
        """Whether the first heading of the page says who spoke: "Speaker: Ann Moore"."""
        label = self.survey.labels.at_start(self.survey.outline.heading)
        return label is not None and label.kind == "speakers"

    @functools.cached_property
    def is_called_talk(self) -> bool:
        """Whether the page is called one talk: "Ann Moore's keynote", "Keynote".

        Where nothing else says that it is about a conference, it was noted in lists, or has no
        front matter: what is told in sentences may be about a talk that its author gave.
        """
        events = self.settings.lexicon.events
        words = re.findall(r"[^\W\d_]+", events.report.without(self.title.casefold()))
        kind = self.settings.lexicon.vocabulary.kind
        if not 0 < len(words) <= evidence.MOST_OF_KEYNOTE:
            return False
        is_called = kind(words[-1]) in ("keynote", "talk") or kind(words[0]) == "keynote"
        return (
            is_called
            and not objections.names_several_talks(self.survey, self.title)
            and objections.reason_of_title(self.survey, self.title) is None
            and (
                self.settings.conference is not None
                or evidence.is_noted(self.survey, self.page)
                or (len(words) == 1 and not self.settings.given)
            )
        )

    def _has_lightning_talks(self) -> bool:
        """Tell whether the page is called "Lightning talks", which nobody gives several of."""
        words = " ".join(re.findall(r"[^\W\d_]+", self.title.casefold()))
        return self.settings.lexicon.vocabulary.kind(words) == "lightning"

    def _has_keynotes(self) -> bool:
        """Tell whether several headings are over keynotes, which only conferences have.

        Where the page is called "Talks", "Agenda" or "Speakers", they aren't what was heard.
        """
        if self._is_list():
            return False
        kind = self.settings.lexicon.vocabulary.kind
        found = 0
        for one in self._sections():
            words = re.findall(r"[^\W\d_]+", one.candidate.title.text[:LONGEST])
            found += any(kind(word.removesuffix("s")) == "keynote" for word in words)
        return found >= 2

    def _is_list(self) -> bool:
        """Tell whether the page is called "Talks", "Agenda", "Speakers" or the like."""
        vocabulary, title = self.settings.lexicon.vocabulary, self.title
        return bool(
            objections.names_several_talks(self.survey, title)
            or vocabulary.reason(title)
            or vocabulary.label(title)
        )

    def _names_speakers(self) -> bool:
        """Tell whether most of three or more titles name their speakers.

        Two will do where all have slides or a video, or where the page is called a report.  Where
        it may be called by a conference, the speakers may stand below the titles as well.
        """
        events = self.settings.lexicon.events
        may_be_below = events.may_be_named(self.title)
        is_report = events.is_report(self.title)
        for group, members in self.groups.items():
            fit = [one for one in members if one.objection is None]
            named = sum(
                evidence.ORDER in one.evidence
                or evidence.has_speaker_in_title(self.survey, one.candidate)
                or (may_be_below and one.names_speaker)
                for one in fit
            )
            shown = all(one.has("media") for one in fit)
            enough = named >= 3 or (named == 2 and (shown or is_report))
            if group.form != "section" or not enough or named < 0.6 * len(fit):
                continue
            # "Waiting by Ann Moore" may be a book as well.
            by = self.settings.lexicon.vocabulary.by
            written = sum(names.has_by(one.candidate.title.text, by) for one in fit)
            told = sum(one.has(*OF_TALKS) for one in fit)
            if written < 0.5 * len(fit) or told >= 0.5 * len(fit):
                return True
        return False

    def _sections(self) -> Iterator[Judged]:
        for group, members in self.groups.items():
            if group.form == "section":
                yield from members
