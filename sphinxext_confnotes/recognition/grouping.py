"""The candidates of a post, judged and in groups that are written alike.

Made by ``recognise`` before anything is weighed.  Evidence that no candidate has alone is found
here: the same place for speakers in most titles, a name below most of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from sphinxext_confnotes.recognition import candidates as candidates_of
from sphinxext_confnotes.recognition import evidence, names, objections
from sphinxext_confnotes.recognition.candidates import Candidate, Group
from sphinxext_confnotes.recognition.judged import Judged
from sphinxext_confnotes.recognition.ownership import Ownership
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.subject import Subject, words_of_path
from sphinxext_confnotes.recognition.survey import Survey, own_blocks, subsections

SHORT = 3
"""Words of a name, and of what is no title."""

LONG = 5
"""Words that half of the titles of talks have, or more."""

FEW = 3
"""Talks that one post tells of at least where nothing else says that it is about a conference."""


class Grouped:
    """The candidates of a post, judged and in groups, and what they say of the post."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.settings = survey.settings
        self.title = survey.outline.title
        found = candidates_of.find(survey)
        every = [one for group in found.values() for one in group]
        self.page = candidates_of.of_page(survey)
        if survey.settings.join is not None:
            # Imported here so that a post without a programme needn't load what joins.
            from sphinxext_confnotes.recognition import programme_evidence

            for one in programme_evidence.find(survey, [self.page, *every]):
                found.setdefault(one.group, []).append(one)
                every.append(one)
        self.ownership = Ownership(survey, every)
        survey.ownership = self.ownership
        self.groups: dict[Group, list[Judged]] = {
            group: [Judged(survey, one) for one in members] for group, members in found.items()
        }
        self.sections = {
            one.candidate.block.number: one
            for group, members in self.groups.items()
            if group.form == "section"
            for one in members
        }
        is_one_of_several = any(
            one.candidate.block is survey.outline.page
            for members in self.groups.values()
            for one in members
        )
        is_talk = is_one_of_several and not self.has_title_of_event()
        if is_talk or not self.title:
            first = "" if is_talk else survey.outline.heading
            is_of_event = objections.is_title_of_event(survey, first)
            self.title = first if is_of_event else words_of_path(self.settings.path)
        self.is_one_of_several = is_one_of_several
        self.subject = Subject(survey, self.title, self.groups, self.page)
        self._find_orders()
        self._find_alike()
        self._find_questions()
        self._find_groups()
        self._find_bylines()
        self._find_meetings()

    def _find_orders(self) -> None:
        """Add the evidence that titles of a group are made alike, with speakers on one side."""
        titles = self.settings.lexicon.titles
        for members in self.groups.values():
            fit = [one for one in members if one.objection is None]
            signs = sum(names.has_sign(one.candidate.title.text) for one in fit)
            if len(fit) < 3 or signs < 0.5 * len(fit):
                continue
            is_running = fit[0].candidate.form != "section"
            order = titles.find_order([one.candidate.title for one in fit], is_running=is_running)
            for one in fit if order else ():
                read = titles.read(one.candidate.title, order, is_running=is_running)
                if read.speakers and evidence.SPEAKER not in one.evidence:
                    one.evidence = (*one.evidence, evidence.ORDER)

    def _find_alike(self) -> None:
        """Add the evidence that most sections of a level have a name or a code in the same place.

        One alone says nothing: many names are words as well, or nobody else has them.
        """
        labelled = [one for one in self.sections.values() if self._is_labelled_name(one)]
        for one in labelled if len(labelled) >= 3 else ():
            one.evidence = (*one.evidence, evidence.SIGNED)
        for group, members in self.groups.items():
            fit = [one for one in members if one.objection is None]
            if group.form != "section" or len(fit) < 3:
                continue
            for held, words_in in (
                (evidence.SIGNED, evidence.line_of_name),
                (evidence.SIGNED, self._name_as_title),
                (evidence.CODED, evidence.code_before),
            ):
                words_of = {one: words_in(one.candidate) for one in fit}
                alike = [one for one in fit if words_of[one]]
                if len(alike) < max(3, evidence.SHARE * len(fit)):
                    continue
                if len({words_of[one] for one in alike}) == len(alike):
                    for one in alike:
                        if evidence.SPEAKER not in one.evidence:
                            one.evidence = (*one.evidence, held)

    def _find_questions(self) -> None:
        """Take headings for sentences where most of their level are questions, and none is a talk.

        What was asked, or how it was: talks are called by questions now and then.
        """
        for group, members in self.groups.items():
            fit = [one for one in members if one.objection is None]
            if group.form != "section" or len(fit) < 3:
                continue
            asked = sum(objections.is_question(one.candidate.title.text) for one in fit)
            told = any(one.has_reason_beside_note for one in fit)
            if asked >= evidence.SHARE * len(fit) and not told:
                for one in fit:
                    one.objection = Reason.SENTENCE

    def _name_as_title(self, candidate: Candidate) -> str:
        """Return a title that is somebody's name, and nothing that the post speaks of besides."""
        title = candidate.title.text.strip()
        if candidate.title.length >= LONG or not self.settings.lexicon.names.is_plain(title):
            return ""
        words = re.findall(r"[^\W\d_]{2,}", title.casefold())
        return "" if any(map(self.survey.is_ordinary, words)) else title

    def _is_labelled_name(self, one: Judged) -> bool:
        """Tell whether a title is "Speaker: Ann Moore", and not the byline of a talk around it."""
        label = self.survey.labels.at_start(one.candidate.title.text)
        if label is None or label.kind != "speakers" or one.objection is not None:
            return False
        around = next(self.survey.sections_around(one.candidate.block), None)
        return around is None or self.sections[around.number].objection is not None

    def _find_groups(self) -> None:
        """Let a section be a group that has nothing but other sections, with speakers in these."""
        for one in self.sections.values():
            if one.objection is not None:
                continue
            reasons = {held.reason for held in one.evidence if held.reason}
            if Reason.KIND in reasons:
                # "13:00 [Keynotes](…)" may be a slot of the programme, with its talks in it.
                reasons -= {Reason.KIND, Reason.TIME, Reason.LINK}
            says_more = reasons or evidence.has_own_text(self.survey, one.candidate)
            is_over_titles = (
                self._is_over_titles(one, Group("bold", "bold"))
                or self._is_over_titles(one, Group("paragraph", "speaker"))
                or self._is_over_links(one)
                or self._is_over_paragraphs(one)
            )
            if is_over_titles:
                one.objection = Reason.GROUP
            if one.objection or says_more:
                continue
            inside = [self.sections[block.number] for block in subsections(one.candidate.block)]
            below = [inner for inner in inside if inner.objection is None]
            named = [inner for inner in below if inner.is_strong]
            if named and len(named) >= 0.5 * len(below):
                one.objection = Reason.GROUP

    def _find_bylines(self) -> None:
        """Let a heading be part of a talk that is a name alone, and the only one below another."""
        is_plain = self.settings.lexicon.names.is_plain
        for one in self.sections.values():
            if one.objection is not None:
                continue
            inside = subsections(one.candidate.block)
            if len(inside) != 1 or evidence.has_own_text(self.survey, one.candidate):
                continue
            inner = self.sections[inside[0].number]
            name = inner.candidate.title.text.partition("(")[0]
            if inner.objection is None and is_plain(name):
                inner.objection = Reason.PART

    def _find_meetings(self) -> None:
        """Let all headings of a level be over whole meetings where half of them or more are."""
        for group, members in self.groups.items():
            meetings = sum(objections.is_meeting(self.survey, one.candidate) for one in members)
            if group.form == "section" and meetings > 1 and 2 * meetings >= len(members):
                for one in members:
                    one.objection = one.objection or Reason.GROUP

    def _is_over_titles(self, one: Judged, group: Group) -> bool:
        """Tell whether a heading is over bold titles with speakers, or over lines with both.

        Two will do where it is a word for talks.
        """
        is_kind = self.settings.lexicon.vocabulary.kind(one.candidate.title.text) is not None
        if not is_kind and one.names_speaker:
            return False
        below = [
            bold
            for bold in self.groups.get(group, [])
            if self.survey.parent(bold.candidate.block) is one.candidate.block
        ]
        named = sum(evidence.has_speaker_in_title(self.survey, bold.candidate) for bold in below)
        return named >= (2 if is_kind else 3) and named >= evidence.SHARE * len(below)

    def _is_over_links(self, one: Judged) -> bool:
        """Tell whether a short heading is over links to talks or papers, each told of below it."""
        if one.names_speaker or one.candidate.title.length >= LONG:
            return False
        told = [
            link
            for link in self.groups.get(Group("paragraph", "link"), [])
            if self.survey.parent(link.candidate.block) is one.candidate.block
            and link.objection is None
            and link.has("media", "page")
            and link.says_something
        ]
        return len(told) >= 3

    def _is_over_paragraphs(self, one: Judged) -> bool:
        """Tell whether a section has nothing but titles with speakers and slides in paragraphs."""
        own = [
            block
            for block in own_blocks(one.candidate.block)
            if block.kind not in ("figure", "rule")
        ]
        named = self._named_paragraphs
        is_all = bool(own) and all(block.number in named for block in own)
        return is_all and not evidence.has_speaker_in_title(self.survey, one.candidate)

    @functools.cached_property
    def _named_paragraphs(self) -> frozenset[int]:
        """The paragraphs that are a title with a speaker and a link to slides or the like."""
        return frozenset(
            one.candidate.block.number
            for one in self.groups.get(Group("paragraph", "speaker"), [])
            if one.candidate.title.length > SHORT and one.has("speaker") and one.has("media")
        )

    def mark_parts(self) -> None:
        """Mark what stands in a section, or below a plain line, that may be a talk itself."""
        heads = [
            one for one in self.groups.get(Group("paragraph", "head"), []) if not one.objection
        ]
        if heads and self.are_heads(heads):
            lists = {one.candidate.body[0].number for one in heads}
            for group, members in self.groups.items():
                for one in members if group.form == "item" else ():
                    if self.survey.parent(one.candidate.block).number in lists:
                        one.penalty = 4
        sections = self.sections
        for one in (one for members in self.groups.values() for one in members):
            if one.objection is not None:
                continue
            for around in self.survey.sections_around(one.candidate.block):
                outer = sections[around.number]
                if outer.objection is not None:
                    continue
                is_section = one.candidate.form == "section"
                is_named = is_section and (
                    evidence.has_speaker_in_title(self.survey, one.candidate)
                    or evidence.has_labelled_byline(self.survey, one.candidate)
                )
                if not one.is_strong or (outer.is_strong and not is_named):
                    one.penalty = 2
                elif outer.is_strong:
                    # A heading one level too high among others: two talks.
                    continue
                elif evidence.has_own_text(self.survey, outer.candidate):
                    one.penalty = 2 if one.candidate.form == "section" else 1

    def are_heads(self, members: Sequence[Judged]) -> bool:
        """Tell whether plain lines over lists are all the heads that a post has."""
        lists = sum(block.kind == "list" for block in self.survey.outline.page.children)
        return not self.sections and len(members) > FEW and len(members) >= 0.5 * lists

    def has_title_of_event(self) -> bool:
        """Tell whether the post is called by a conference, a day of one, or several talks."""
        return objections.is_title_of_event(self.survey, self.title)
