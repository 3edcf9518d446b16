"""The recognition of a post: from its outline to its plan.

`recognise` looks for candidates, weighs them in groups that are written alike, and takes the groups
that are talks; what belongs to each is then divided by `contents`.  Called by ``reading`` and by
`explain`; imports neither Sphinx nor docutils.  Takes time linear in the length of the post.
"""

from __future__ import annotations

import functools
import re
import statistics
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from sphinxext_confnotes.recognition import candidates as candidates_of
from sphinxext_confnotes.recognition import contents, evidence, hosts, names, objections, tables
from sphinxext_confnotes.recognition.candidates import Candidate, Group
from sphinxext_confnotes.recognition.events import Events, day_in, has_year
from sphinxext_confnotes.recognition.filling import Start, shown
from sphinxext_confnotes.recognition.judged import Judged
from sphinxext_confnotes.recognition.outline import Outline, Span, count_words
from sphinxext_confnotes.recognition.ownership import NAMED, Ownership
from sphinxext_confnotes.recognition.plan import Left, Plan, Reason
from sphinxext_confnotes.recognition.subject import Subject, words_of_path
from sphinxext_confnotes.recognition.survey import Settings, Survey, own_blocks, subsections

ENOUGH = 3.0
"""Points from which on a group of candidates are talks."""

SHORT = 3
"""Words of a name, and of what is no title."""

LONG = 5
"""Words that half of the titles of talks have, or more."""

FEW = 3
"""Talks that one post tells of at least where nothing else says that it is about a conference."""

MANY = 25
"""Links of which nothing is said that are a programme rather than what somebody heard."""

SEVERAL = 20
"""Words that say more than a remark does."""

SURE = 4.5
"""Points from which on a second group is taken beside the first."""

LENIENT = tuple(
    why for why in Reason if not why.is_found and why not in (Reason.IS_LABEL, Reason.CONTENTS)
)
"""What speaks against a section no longer where the post says that those of its level are talks."""


def recognise(outline: Outline, settings: Settings) -> Plan:
    """Return the plan of a post."""
    if "none" in settings.modes:
        return Plan(left=(Left(0, outline.page.line, Reason.OFF, outline.page.text),))
    survey = Survey(outline, settings)
    choice = Choice(survey)
    choice.make()
    return contents.divide(survey, choice.starts(), choice.left())


class Choice:
    """The choice of a post's talks among its candidates."""

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
            group: [self._judge(one) for one in members] for group, members in found.items()
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
        is_talk = is_one_of_several and not self._has_title_of_event()
        if is_talk or not self.title:
            first = "" if is_talk else survey.outline.heading
            is_of_event = objections.is_title_of_event(survey, first)
            self.title = first if is_of_event else words_of_path(self.settings.path)
        self.is_one_of_several = is_one_of_several
        self.subject = Subject(survey, self.title, self.groups, self.page)
        self._find_orders()
        self._find_alike()
        self._find_groups()
        self.taken: dict[int, tuple[Judged, Reason]] = {}
        """The talks, by the number of the block."""
        self._holding: set[int] = set()
        """The blocks that these stand in."""
        self._tails: set[int] = set()
        """The blocks behind paragraphs that are talks, which belong to these."""
        self._why_left = Reason.WEAK
        """Why candidates are no talks that nothing speaks against."""

    def _judge(self, candidate: Candidate) -> Judged:
        return Judged(self.survey, candidate)

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

    def _name_as_title(self, candidate: Candidate) -> str:
        """Return a title that is somebody's name, and nothing that the post speaks of besides."""
        title = candidate.title.text.strip()
        if candidate.title.length >= LONG or not self.settings.lexicon.names.is_plain(title):
            return ""
        words = re.findall(r"[^\W\d_]{2,}", title.casefold())
        return "" if any(map(self.survey.is_ordinary, words)) else title

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

    def _mark_parts(self) -> None:
        """Mark what stands in a section, or below a plain line, that may be a talk itself."""
        heads = [
            one for one in self.groups.get(Group("paragraph", "head"), []) if not one.objection
        ]
        if heads and self._are_heads(heads):
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

    def make(self) -> None:
        """Choose."""
        if self._is_inferred:
            self._take_announced()
        self._take_labelled()
        self._take_rows()
        self._take_forced()
        if self._has_directives:
            # Their author says by directives which talks there are.
            self._why_left = Reason.DIRECTIVES
        elif self._is_inferred:
            self._take_inferred()
        else:
            self._why_left = Reason.MODE

    @functools.cached_property
    def _has_directives(self) -> bool:
        return any(block.kind == "talk" for block in self.survey.blocks.values())

    @property
    def _is_inferred(self) -> bool:
        return "auto" in self.settings.modes and not self._has_directives

    def starts(self) -> dict[int, Start]:
        """Return where talks begin, by the number of the block.

        Those that the post leaves out go now: while they are chosen, they are like the others.
        """
        return {
            number: Start(one.candidate, reason, tuple(held.name for held in one.evidence))
            for number, (one, reason) in sorted(self.taken.items())
            if not objections.is_excluded(self.survey, one.candidate)
        }

    def left(self) -> Iterator[Left]:
        """Yield the candidates that are no talks."""
        for group, members in self.groups.items():
            for one in members:
                candidate = one.candidate
                is_excluded = objections.is_excluded(self.survey, candidate)
                if candidate.block.number in self.taken and not is_excluded:
                    continue
                why = one.objection or self._why_left
                if is_excluded:
                    why = Reason.NOT_TALKS
                elif self._is_within(candidate):
                    if group.form != "section":
                        continue
                    is_in_talk = self._is_in_talk(candidate)
                    why = one.objection or (Reason.PART if is_in_talk else Reason.AROUND)
                text = shown(candidate.title.text)
                yield Left(candidate.block.number, candidate.line, why, text)
        if not (self.taken or self.is_one_of_several):
            yield self._left_page()

    def _left_page(self) -> Left:
        page = self.page.block
        is_over_talks = self._why_left is Reason.WEAK and self._has_title_of_event()
        why = Reason.GROUP if is_over_talks else self._why_left
        return Left(page.number, self.page.line, why, shown(page.text))

    # Announced

    def _take_announced(self) -> None:
        """Take what the programme of the conference has: sections first, then what isn't in one."""
        announced = [
            one
            for members in self.groups.values()
            for one in members
            if one.objection is None and one.has("programme")
        ]
        announced.sort(key=lambda one: one.candidate.form != "section")
        for one in announced:
            if one.candidate.form == "section" or not self._is_in_talk(one.candidate):
                self._take(one, Reason.PROGRAMME)
        page = self._judge(self.page)
        if not announced and page.objection is None and page.has("programme"):
            self._take(page, Reason.PROGRAMME)

    # Labelled

    def _take_labelled(self) -> None:
        for members in self.groups.values():
            labelled = sum(one.candidate.block.number in self.ownership.labels for one in members)
            # One section of an essay may be called "Takeaways", and one bold line be over its
            # summary.
            form = members[0].candidate.form if members else ""
            is_rare = (
                form == "section" and len(members) >= 4 and labelled < 0.25 * len(members)
            ) or (form == "bold" and labelled < 2)
            for one in members:
                is_linked = (
                    one.candidate.lead == "link"
                    and (
                        one.candidate.form == "item"
                        # The note stands in the lines of the link itself.
                        or any(self.survey.labels_of(one.candidate.block)[1:])
                    )
                )
                is_free = (
                    one.objection is None
                    or (one.objection is Reason.PART and one.candidate.form == "section")
                    or (one.objection is Reason.SENTENCE and is_linked)
                )
                is_new = one.candidate.block.number not in self.taken
                if is_new and is_free and self._is_labelled(one, is_rare=is_rare):
                    self._take(self._whole(one), Reason.LABEL)
            self._take_starred(members)
            self._take_beside_labelled(members)
        self._take_labelled_page()

    def _take_labelled_page(self) -> None:
        """Take the page where it has a speaker's label, and is the only talk.

        A page that is called by a day or a conference is about more than one.
        """
        if self._has_title_of_event():
            return
        page = self._judge(self.page)
        fields = {label.kind for label in self.ownership.fields.get(0, [])}
        first = next(iter(page.candidate.body), None)
        is_signed = first is not None and any(
            label and label.kind == "speakers" for label in self.survey.labels_of(first)
        )
        has_note = bool(self.ownership.labels.get(0))
        if "speakers" in fields and (has_note or is_signed) and not self.taken:
            self._take(page, Reason.LABEL)

    def _take_beside_labelled(self, members: Sequence[Judged]) -> None:
        """Take items that lead with a link, where another one of their list has a note."""
        lists = {
            self.survey.parent(one.candidate.block).number
            for one in members
            if one.candidate.form == "item" and one.candidate.block.number in self.taken
        }
        for one in members:
            is_beside = self.survey.parent(one.candidate.block).number in lists
            if is_beside and one.candidate.lead == "link" and one.objection is None:
                self._take(one, Reason.SIBLINGS)

    def _whole(self, one: Judged) -> Judged:
        """Return the talk that a labelled section is in, where that plainly is one."""
        if one.candidate.form != "section":
            return one
        for around in self.survey.sections_around(one.candidate.block):
            outer = self.sections[around.number]
            is_talk_like = outer.is_strong or evidence.has_own_text(self.survey, outer.candidate)
            if outer.objection is None and is_talk_like and not self._is_over_named(outer):
                one = outer
        return one

    def _is_over_named(self, outer: Judged) -> bool:
        """Tell whether a section without a speaker has sections in it that mostly name theirs."""
        if outer.names_speaker:
            return False
        inside = [self.sections[block.number] for block in subsections(outer.candidate.block)]
        fit = [one for one in inside if one.objection is None]
        named = sum(one.names_speaker for one in fit)
        return named >= 2 and named >= evidence.SHARE * len(fit)

    def _is_labelled(self, one: Judged, *, is_rare: bool) -> bool:
        """Tell whether a candidate has notes that only a talk has.

        :param is_rare: whether few of its siblings have any.
        """
        candidate = one.candidate
        notes = self.ownership.labels.get(candidate.block.number, [])
        if not notes:
            return False
        fields = self.ownership.fields.get(candidate.block.number, [])
        is_plain = candidate.form == "item" and candidate.lead not in NAMED
        if is_plain and not any(label.kind == "tldr" for label in notes):
            return False
        if self.settings.conference:
            return True
        if is_rare:
            return False
        if any(not label.is_ordinary for label in notes):
            return True
        kinds = {label.kind for label in [*notes, *fields]}
        return len(kinds) > 1 or bool(candidate.title.links) or one.has_reason_beside_note

    # Forced

    def _is_forced(self, group: Group) -> bool:
        modes = self.settings.modes
        if group.form == "section":
            return group.key in modes
        if group.form == "item":
            return group.key == "link" and "links" in modes
        if group.form == "bold":
            return "paragraphs" in modes
        is_named = group.form == "paragraph" and group.key in ("link", "speaker", "by", "quote")
        return is_named and ("paragraphs" in modes or (group.key == "link" and "links" in modes))

    def _take_starred(self, members: Sequence[Judged]) -> None:
        """Take items with a rating, which is a label as well."""
        starred = [
            one
            for one in members
            if one.objection is None and evidence.has_several_stars(self.survey, one.candidate)
        ]
        if len(starred) > 1:
            for one in starred:
                self._take(one, Reason.STARS)

    def _take_rows(self) -> None:
        is_forced = "tables" in self.settings.modes
        rows = [self._judge(one) for one in tables.rows_in(self.survey, is_forced=is_forced)]
        for one in rows:
            if one.objection is None or is_forced:
                self._take(one, Reason.TABLE)
        if rows:
            self.groups[Group("row", "table")] = rows

    def _take_forced(self) -> None:
        for group, members in self.groups.items():
            if not self._is_forced(group):
                continue
            lenient = LENIENT if group.form == "section" else (Reason.SENTENCE, Reason.UNTOLD)
            for one in members:
                if one.objection is None or one.objection in lenient:
                    self._take(one, Reason.FORCED)
        if "page" in self.settings.modes:
            self._take(self._judge(self.page), Reason.FORCED)

    # Inferred

    def _take_inferred(self) -> None:
        is_about = self.subject.is_about_conference(len(self.taken))
        groups = [*self.groups] if is_about else list(filter(self._are_plain, self.groups))
        if not (is_about or (groups and self.subject.may_be_about_conference())):
            self._why_left = Reason.NO_CONFERENCE
            return
        if self.subject.is_no_report():
            self._why_left = Reason.NO_REPORT
            return
        self._mark_parts()
        verdicts = sorted(
            ((self._points(group), group) for group in groups),
            key=lambda one: (-one[0], one[1]),
        )
        page = self._points_of_page() if is_about else 0
        best = max((points for points, _ in verdicts), default=0)
        if page >= ENOUGH and page > best and not self.taken:
            self._take(self._judge(self.page), Reason.PAGE)
            return
        found = 0
        for points, group in verdicts:
            # One talk isn't yet how the post writes them.
            is_plain = found < 2 and (is_about or self.subject.is_name_with_year)
            least = ENOUGH if is_plain else SURE
            if points < least:
                break
            members = [
                one
                for one in self.groups[group]
                if one.objection is None
                and not self._is_within(one.candidate, is_strong=self._stands_alone(one))
            ]
            linked = sum(one.is_strong and not one.has_reason_beside_link for one in members)
            if linked >= 0.5 * len(members):
                # What links to papers behind a talk tells of that.
                members = [one for one in members if not self._is_in_tail(one.candidate)]
            if found >= 2 and not self._may_be_second(group, members):
                continue
            odd = set(self._odd(members))
            for one in members:
                if one not in odd:
                    self._take(one, one.reason)
                    found += 1
        if found:
            self._take_titled_like_groups()
            self._take_named_in_groups()
            self._take_beside_groups()
            self._take_in_lists()
        self._take_bold_below_groups()
        if is_about and not self.taken:
            self._take_regular(verdicts)

    def _take_regular(self, verdicts: Sequence[tuple[float, Group]]) -> None:
        """Take the best group that is the form of its post, though next to nothing tells it."""
        for points, group in verdicts:
            if points >= ENOUGH - 1 and self._are_regular(group):
                for one in self.groups[group]:
                    if one.objection is None:
                        self._take(one, one.reason)
                return

    def _are_plain(self, group: Group) -> bool:
        """Tell whether a group is one of talks though its post may be about anything.

        Where only the words of the text speak for a conference, its titles name speakers, which
        the links of other lists don't.
        """
        is_running = group.form not in ("section", "paragraph")
        if len(self.groups[group]) < FEW or (is_running and not self.subject.is_name_with_year):
            return False
        members = [one for one in self.groups[group] if one.objection is None]
        if self.subject.is_name_with_year and self._are_of_first_level(members):
            # The topics of a course are called by a word or two.
            return statistics.median(one.candidate.title.length for one in members) >= SHORT
        if self.subject.is_name_with_year:
            shown = sum(
                one.names_speaker or one.has("media", "page")
                if group.form != "section"
                else one.is_strong
                for one in members
            )
            return len(members) >= FEW and shown >= 0.5 * len(members)
        named = sum(one.names_speaker for one in members)
        return len(members) > FEW and named >= 0.5 * len(members)

    def _are_regular(self, group: Group) -> bool:
        """Tell whether a group is the form of a post about a conference in which nothing is plain.

        Its titles are long, each has something said about it, and nearly all others of their form
        are like them; or people are named below most of them.
        """
        about = self.settings.conference
        members = [one for one in self.groups[group] if one.objection is None]
        if about is None or group.form != "section" or len(members) < FEW:
            return False
        said = sum(one.says_something for one in members)
        told = sum(one.has("person", "talked") for one in members)
        return (
            self._has_title_of_event()
            and _are_long(members)
            and said >= 0.7 * len(members)
            and (len(members) >= 0.7 * len(self.groups[group]) or told >= 0.7 * len(members))
        )

    def _may_be_second(self, group: Group, members: Sequence[Judged]) -> bool:
        """Tell whether what is left of a group may be talks, too, beside a group that is.

        One paragraph that isn't in a talk is rather a link to the conference, and one item what
        was noted; and headings beside paragraphs are what the rest is told under.
        """
        if group.form in ("paragraph", "bold") and len(members) == 1:
            return members[0].has_reason_beside_link
        if group.form == "item" and len(members) == 1:
            return members[0].is_strong
        is_beside_paragraphs = all(
            one.candidate.form in ("paragraph", "bold") or reason is Reason.LABEL
            for one, reason in self.taken.values()
        )
        if group.form != "section" or not is_beside_paragraphs:
            return True
        return 2 * sum(one.is_strong for one in members) >= len(members)

    def _take_titled_like_groups(self) -> None:
        """Take sections with a word for talks in their title that are talks as those beside them.

        "Open Presentations" says what follows; among talks, with a speaker or a video of its own
        below it and no sections in it, it is the title of one.
        """
        for group, members in self.groups.items():
            taken = sum(one.candidate.block.number in self.taken for one in members)
            if group.form != "section" or taken < 3 or 2 * taken < len(members):
                continue
            for one in members:
                is_titled = one.objection is Reason.GROUP and one.has("speaker", "media", "note")
                is_whole = not subsections(one.candidate.block) and one.says_something
                title = one.candidate.title.text
                is_only_kind = self.settings.lexicon.vocabulary.kind(
                    title
                ) is not None or objections.names_several_talks(self.survey, title)
                if is_titled and is_whole and not (is_only_kind or self._is_within(one.candidate)):
                    self._take(one, one.reason)

    def _take_named_in_groups(self) -> None:
        """Take sections of another level that stand below a title over several talks."""
        for one in self.sections.values():
            is_named = one.objection is None and one.is_strong and self._is_under_talks(one)
            if is_named and not self._is_within(one.candidate):
                self._take(one, one.reason)

    def _take_beside_groups(self) -> None:
        """Take what stands in or beside a title over several talks, once there are talks there.

        Where "Lightning talks" is a section among talks, those in it are talks as well; and where
        it has talks in it, the sections beside it are, if one of them plainly is.
        """
        for one in self.sections.values():
            block = one.candidate.block
            if one.objection is not Reason.GROUP or not _has_word_for_talks(self.survey, one):
                continue
            inside = [self.sections[part.number] for part in subsections(block)]
            beside = [
                self.sections[part.number]
                for part in subsections(self.survey.parent(block))
                if part is not block and part.level == block.level
            ]
            if _are_taken(self.taken, beside):
                self._take_all(inside)
            elif (
                _are_taken(self.taken, inside)
                and self._points(one.candidate.group) >= ENOUGH
                and _are_plain_beside(beside)
                and _are_long(beside)
            ):
                self._take_all(beside)

    def _take_bold_below_groups(self) -> None:
        """Take long bold titles below a heading for talks, where something is said about each."""
        below = [
            one
            for one in self.groups.get(Group("bold", "bold"), [])
            if one.objection is None and self._is_below_word_for_talks(one)
        ]
        if len(below) >= 3 and _are_long(below) and all(one.says_something for one in below):
            for one in below:
                if not self._is_within(one.candidate):
                    self._take(one, one.reason)

    def _is_below_word_for_talks(self, one: Judged) -> bool:
        """Tell whether a heading for talks stands over a candidate, directly or over its topic."""
        for around in self.survey.sections_around(one.candidate.block):
            outer = self.sections[around.number]
            if outer.objection is Reason.GROUP and _has_word_for_talks(self.survey, outer):
                return True
        return False

    def _are_below_word_for_talks(self, members: Sequence[Judged]) -> bool:
        """Tell whether most have long titles, and stand right below a heading for talks."""
        around = (next(self.survey.sections_around(one.candidate.block), None) for one in members)
        numbers = [block.number for block in around if block is not None]
        below = sum(
            self.sections[number].objection is Reason.GROUP
            and _has_word_for_talks(self.survey, self.sections[number])
            for number in numbers
        )
        return below >= evidence.SHARE * len(members) and _are_long(members)

    def _are_below_words_for_talks(self, members: Sequence[Judged]) -> bool:
        """Tell whether most stand below two short headings or more: "Keynotes", "Short talks"."""
        page = self.survey.outline.page
        around = [next(self.survey.sections_around(one.candidate.block), page) for one in members]
        words = [
            block.number
            for block in around
            if block.number in self.sections and self._is_word_for_talks(block.number)
        ]
        return len(words) >= evidence.SHARE * len(members)

    def _are_of_first_level(self, members: Sequence[Judged]) -> bool:
        """Tell whether four headings or more are of the first level, in a file without a title.

        Each is over a text of its own.
        """
        return (
            (self.is_one_of_several or not self.survey.outline.has_own_title)
            and not self.settings.given
            and len(members) > FEW
            and all(one.candidate.group.key == "h1" and one.says_something for one in members)
        )

    def _are_below_days(self, members: Sequence[Judged]) -> bool:
        """Tell whether most stand right below the days of a conference."""
        below = 0
        for one in members:
            around = next(self.survey.sections_around(one.candidate.block), None)
            below += around is not None and self.sections[around.number].objection is Reason.DAY
        return below >= evidence.SHARE * len(members)

    def _is_word_for_talks(self, number: int) -> bool:
        """Tell whether a heading is a word for talks, with one or two before it at most."""
        one = self.sections[number]
        return (
            one.objection is Reason.GROUP
            and one.candidate.title.length <= candidates_of.FEW_WORDS
            and (
                objections.is_word_for_talks(self.survey, one.candidate.title.text)
                or objections.is_track(self.survey, one.candidate.title.text)
            )
        )

    def _take_all(self, sections: Sequence[Judged]) -> None:
        """Take the sections that nothing speaks against and that say something."""
        fit = [one for one in sections if one.objection is None and one.says_something]
        for one in fit if len(fit) > 1 else ():
            if not self._is_within(one.candidate):
                self._take(one, one.reason)

    def _take_in_lists(self) -> None:
        """Take items that name a speaker, of lists of which half are talks already."""
        lists = Counter(
            self.survey.parents[number].number
            for number in self.taken
            if number in self.survey.parents
        )
        for group, members in self.groups.items():
            for one in members if group.form == "item" else ():
                items = self.survey.parent(one.candidate.block)
                taken = lists[items.number]
                is_titled = one.candidate.lead == "by" and one.objection is None
                if is_titled and taken >= 2 and taken >= 0.5 * len(items.children):
                    self._take(one, one.reason)

    def _points(self, group: Group) -> float:
        """Return the points of a group: the mean of its members, and what they say together."""
        # What the programme of the conference has says little of what it hasn't.
        announced = self.survey.announced
        members = [
            one
            for one in self.groups[group]
            if one.objection is None and one.candidate.block.number not in announced
        ]
        if not members or _are_of_programme(members):
            return 0
        mean = sum(one.points for one in members) / len(members)
        strong = sum(one.is_strong for one in members) / len(members)
        points = mean + min(len(members) - 1, 3) * 0.5
        about = self.settings.conference
        # A name that nobody knows may be that of a conference; its talks must tell it, too.
        is_known = about is None or about.source != "report"
        is_event = is_known and self._has_title_of_event()
        if is_event:
            points += 0.5
        if about and about.source == "key":
            points += 0.5
        if strong < 0.5:
            points -= 0 if is_event and not self._has_topic_behind_event() else 2
            if group.form == "section" and not self._may_be_titles(members):
                points -= 1.5
            elif group.form == "section" and self._are_below_word_for_talks(members):
                points += 0.5
            if group == Group("paragraph", "head"):
                points -= 0 if self._are_heads(members) and is_event else 3
            elif group.form in ("paragraph", "bold"):
                points -= (
                    0 if group.form == "bold" and is_event and self._are_bold_heads(members) else 3
                )
            if group.form == "item":
                points += 1 if is_event and self._are_structured(members) else -3
        if len(members) == 1:
            points -= 4 if group.form in ("paragraph", "bold") else 0 if strong else 1
        if group.form == "item" and self._share_of_lists(group) < 0.5:
            points -= 2
        if group == Group("item", "link") and not self._lead_to_one_site(members):
            points -= 2.5
        if group == Group("paragraph", "link") and self._stand_in_texts(members):
            points -= 2
        if about and about.source == "words" and not is_event:
            points -= 1 if strong >= 0.5 else 2
        return points

    def _may_be_titles(self, members: Sequence[Judged]) -> bool:
        """Tell whether headings without other evidence are titles of talks, rather than topics.

        Those of talks are long, stand below words for talks, or have notes in lists or a speaker
        below them; what a report is told under is short.
        """
        if self._are_below_words_for_talks(members) or self._are_below_days(members):
            return True
        if self._are_of_first_level(members):
            return True
        about = self.settings.conference
        length = statistics.median(one.candidate.title.length for one in members)
        # Two or three short headings without any talk that is plain may as well be topics.
        is_plain = len(members) > FEW or day_in(self.title) or any(one.is_strong for one in members)
        shares = (
            sum(one.has(name) for one in members) / len(members)
            for name in (("noted", "person", "talked") if is_plain else ("noted",))
        )
        is_named = about is not None and about.source == "key"
        return is_named or length >= LONG or any(share >= evidence.SHARE for share in shares)

    def _lead_to_one_site(self, members: Sequence[Judged]) -> bool:
        """Tell whether most items lead to one site, as those of a programme do, or say more.

        What leads anywhere, or to where code is, is rather a list of what was mentioned.
        """
        known = sum(one.has_reason_beside_link for one in members)
        about = self.settings.conference
        takes_any = about is not None and about.source == "key"
        sites = Counter(
            evidence.host_of(link.address)
            for one in members
            for link in one.candidate.title.links[:1]
            if hosts.field_of(link.address) != "code"
            and (takes_any or evidence.is_address_of_talk(self.survey, link.address))
        )
        most = max(sites.values(), default=0)
        return max(most, known) >= evidence.SHARE * len(members)

    def _are_heads(self, members: Sequence[Judged]) -> bool:
        """Tell whether plain lines over lists are all the heads that a post has."""
        lists = sum(block.kind == "list" for block in self.survey.outline.page.children)
        return not self.sections and len(members) > FEW and len(members) >= 0.5 * lists

    def _are_bold_heads(self, members: Sequence[Judged]) -> bool:
        """Tell whether bold lines are all the heads that a post has, and as long as titles are."""
        said = all(one.says_something for one in members)
        return not self.sections and len(members) > FEW and said and _are_long(members)

    def _stand_in_texts(self, members: Sequence[Judged]) -> bool:
        """Tell whether most links stand alone behind the text of a section, and belong to that."""
        around = Counter(self.survey.parent(one.candidate.block).number for one in members)
        behind = 0
        for number, links in around.items():
            section = self.sections.get(number)
            if section is not None and section.objection is None and links < FEW:
                first = own_blocks(section.candidate.block)[0]
                behind += links if first.number not in self._links else 0
        return behind >= evidence.SHARE * len(members)

    @functools.cached_property
    def _links(self) -> frozenset[int]:
        """The paragraphs that lead with a link."""
        members = self.groups.get(Group("paragraph", "link"), [])
        return frozenset(one.candidate.block.number for one in members)

    def _share_of_lists(self, group: Group) -> float:
        """Return which part the members of a group are of the lists that they stand in."""
        lists = {
            self.survey.parent(one.candidate.block).number: self.survey.parent(one.candidate.block)
            for one in self.groups[group]
            if one.objection is None
        }
        items = sum(len(block.children) for block in lists.values())
        return len(self.groups[group]) / items if items else 1

    def _stands_alone(self, one: Judged) -> bool:
        """Tell whether a candidate is a talk though further ones stand below its own text."""
        if any(block.number in self.taken for block in subsections(one.candidate.block)):
            return one.is_strong and evidence.has_own_text(self.survey, one.candidate)
        # The videos and slides below a heading may be those of the items there.
        telling = {held.name for held in one.evidence if held.reason} - {"media"}
        return one.is_strong and (bool(telling) or not self._has_talks(one.candidate))

    def _odd(self, members: Sequence[Judged]) -> Iterator[Judged]:
        """Yield the candidates without evidence that aren't as the others of their group are.

        Items that say nothing where others do, and what stands under an ordinary heading where
        others stand under days, or headings for talks.
        """
        saying = sum(one.says_something for one in members)
        under = sum(map(self._is_under_talks, members))
        is_linked = sum(map(self._leads_to_talk, members)) >= 0.5 * len(members)
        # Beside lists of talks, those of links of which none leads to one are of something else.
        lists = Counter(self.survey.parent(one.candidate.block).number for one in members)
        telling = Counter(
            self.survey.parent(one.candidate.block).number
            for one in members
            if one.has_reason_beside_link or self._leads_to_talk(one)
        )
        of_talks = {number for number in lists if 2 * telling[number] > lists[number]}
        named = sum(one.names_speaker for one in members)
        is_named = (
            named >= 4 and named >= 0.7 * len(members) and members[0].candidate.form == "section"
        )
        usual = self._usual_words(members) if is_named else 0
        for one in members:
            if is_named and not one.is_strong and not one.is_told_of:
                if self.survey.words_in(one.candidate.body) < usual:
                    yield one
                continue
            around = self.survey.parent(one.candidate.block).number
            if one.candidate.lead == "link" and around not in of_talks and is_linked:
                yield one
                continue
            is_silent = one.candidate.form != "section" and not one.says_something
            is_elsewhere = not self._is_under_talks(one) and self._has_heading(one)
            others = len(members) - 1
            if not one.is_strong and (
                (is_silent and saying >= 0.7 * others > 0) or (is_elsewhere and under)
            ):
                yield one

    def _usual_words(self, members: Sequence[Judged]) -> float:
        """Return how many words most candidates that name a speaker have below them, or a few."""
        words = (self.survey.words_in(one.candidate.body) for one in members if one.names_speaker)
        return max(statistics.median(words), SEVERAL)

    def _leads_to_talk(self, one: Judged) -> bool:
        """Tell whether the title is a link to what may be a talk's page or video."""
        return any(
            evidence.is_address_of_talk(self.survey, link.address)
            for link in one.candidate.title.links[:1]
        )

    def _has_heading(self, one: Judged) -> bool:
        return any(True for _ in self.survey.sections_around(one.candidate.block))

    def _is_under_talks(self, one: Judged) -> bool:
        around = next(self.survey.sections_around(one.candidate.block), None)
        if around is None:
            return False
        return self.sections[around.number].objection in (Reason.GROUP, Reason.DAY)

    def _are_structured(self, members: Sequence[Judged]) -> bool:
        """Tell whether items that have no other evidence are titles with text below or behind.

        Behind them, they stand in quotes: what leads in bold is a point that somebody made.
        """
        below = sum(bool(one.candidate.body) for one in members)
        quoted = sum(one.candidate.lead == "quote" and one.says_something for one in members)
        return len(members) >= 3 and max(below, quoted) >= 0.7 * len(members)

    def _has_title_of_event(self) -> bool:
        return objections.is_title_of_event(self.survey, self.title)

    def _has_topic_behind_event(self, least: int = 2) -> bool:
        """Tell whether a title goes on behind the conference with what one talk is about.

        :param least: words of that.
        """
        before, colon, behind = self.title.partition(":")
        return (
            bool(colon)
            and len(behind.split()) >= least
            and not day_in(self.title)
            and not self.settings.lexicon.events.is_report(self.title)
            and bool(self.settings.lexicon.events.named_in(before) or has_year(before))
        )

    def _are_parts_beside_title(self) -> bool:
        """Tell whether the page's title is a talk's, and the headings like it are parts."""
        members = next(
            members
            for members in self.groups.values()
            if any(one.candidate.block is self.page.block for one in members)
        )
        others = sum(one.is_strong for one in members[1:])
        is_enough = len(members) > 2 or self._is_one_of_files()
        return members[0].is_strong and is_enough and not others

    def _is_one_of_files(self) -> bool:
        """Tell whether a file in the folder of a conference, or of its day, is called by a topic.

        Each of those tells of one talk.
        """
        about, path = self.settings.conference, self.settings.path
        is_in_folder = about is not None and about.source == "path"
        return is_in_folder and not self.settings.lexicon.events.named_in(words_of_path(path[-1:]))

    def _points_of_page(self) -> float:
        page = self._judge(self.page)
        about = self.settings.conference
        # A TLDR that stands in no talk is the day's own.
        said = page.points - sum(one.weight for one in page.evidence if one.name == "note")
        is_bare = not (self.survey.outline.has_own_title or self.settings.given or self.sections)
        if self.survey.announced and 0 not in self.survey.announced:
            # There are talks of the programme in it.
            return 0
        if about and is_bare:
            # The name of the file is all the title that there is.
            named = self.settings.lexicon.events.named_in(self.title)
            if (
                named
                or self.title == self.survey.outline.heading
                or objections.names_several_talks(self.survey, self.title)
            ):
                return 0
            return said + 2 if _has_topic(self.title, self.settings.lexicon.events) else 0
        is_signed = self._has_topic_behind_event(1) and evidence.has_byline(self.survey, self.page)
        if self._has_title_of_event() and not is_signed:
            return 0
        if self.is_one_of_several and not self._are_parts_beside_title():
            return 0
        points = said
        is_of_talk = about is not None and about.source in ("key", "talk", "path")
        if is_of_talk or self.subject.has_speaker_of_page():
            points += 2
        return points

    # Taking

    def _is_within(self, candidate: Candidate, *, is_strong: bool = False) -> bool:
        """Tell whether a candidate stands in a talk, or has talks in it.

        :param is_strong: whether it may be a talk though items in it are further ones.
        """
        return self._is_in_talk(candidate) or (not is_strong and self._has_talks(candidate))

    def _is_in_talk(self, candidate: Candidate) -> bool:
        around = self.survey.parents.get(candidate.block.number)
        while around is not None:
            taken = self.taken.get(around.number)
            if taken and (around.number or taken[0].candidate.form == "page"):
                return True
            around = self.survey.parents.get(around.number)
        return False

    def _is_in_tail(self, candidate: Candidate) -> bool:
        """Tell whether a candidate stands in what follows a paragraph that is a talk."""
        around = self.survey.parents.get(candidate.block.number)
        while around is not None and around.number not in self._tails:
            around = self.survey.parents.get(around.number)
        return around is not None

    def _has_talks(self, candidate: Candidate) -> bool:
        if candidate.block.number:
            return candidate.block.number in self._holding
        return any(
            block.number in self.taken or block.number in self._holding for block in candidate.body
        )

    def _take(self, one: Judged, reason: Reason) -> None:
        number = one.candidate.block.number
        self.taken.setdefault(number, (one, reason))
        around = self.survey.parents.get(number)
        while around is not None and around.number not in self._holding:
            self._holding.add(around.number)
            around = self.survey.parents.get(around.number)
        if one.candidate.form == "paragraph":
            self._tails.update(block.number for block in one.candidate.body)


def _has_word_for_talks(survey: Survey, one: Judged) -> bool:
    return objections.is_group(survey, one.candidate)


def _are_taken(taken: Container[int], sections: Sequence[Judged]) -> bool:
    """Tell whether two or more sections, and half of those that may be talks, are taken."""
    number = sum(one.candidate.block.number in taken for one in sections)
    fit = sum(one.objection is None for one in sections)
    return number >= 2 and number >= 0.5 * fit


def _are_plain_beside(sections: Sequence[Judged]) -> bool:
    """Tell whether one of three or more sections plainly is a talk, or each of two is."""
    fit = [one for one in sections if one.objection is None]
    strong = sum(one.is_strong for one in fit)
    return strong > 0 and (len(fit) > 2 or strong == len(fit))


def _are_long(sections: Sequence[Judged]) -> bool:
    """Tell whether half of the titles are as long as those of talks mostly are."""
    fit = [one.candidate.title.length for one in sections if one.objection is None]
    return bool(fit) and statistics.median(fit) >= LONG


def _are_of_programme(members: Sequence[Judged]) -> bool:
    """Tell whether links are so many, with next to nothing said of them, that nobody heard all."""
    silent = sum(
        one.candidate.lead == "link"
        and not one.candidate.body
        and one.candidate.rest.length - sum(map(_words_of_link, one.candidate.rest.links)) <= 6
        for one in members
    )
    return silent >= MANY and silent >= 0.9 * len(members)


def _words_of_link(link: Span) -> int:
    return count_words(link.text)


def _has_topic(title: str, events: Events) -> bool:
    """Tell whether something is left of a title without days, dates and conferences."""
    rest = title
    for found in (day_in(title), events.named_in(title)):
        rest = re.sub(re.escape(found), " ", rest, flags=re.IGNORECASE) if found else rest
    return bool(re.search(r"[^\W\d_]{3}", rest))
