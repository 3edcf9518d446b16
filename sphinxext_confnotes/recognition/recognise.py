"""The recognition of a post: from its outline to its plan.

`recognise` has candidates put into groups that are written alike by `grouping` and weighed by
`weighing`, and takes those that are talks; what belongs to each is then divided by `contents`.
Called by ``reading`` and by `explain`; imports neither Sphinx nor docutils.  Takes time linear in
the length of the post.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from sphinxext_confnotes.recognition import contents, evidence, objections, tables
from sphinxext_confnotes.recognition.candidates import Candidate, Group
from sphinxext_confnotes.recognition.filling import Start, shown
from sphinxext_confnotes.recognition.grouping import Grouped
from sphinxext_confnotes.recognition.judged import Judged
from sphinxext_confnotes.recognition.outline import Block, Outline
from sphinxext_confnotes.recognition.ownership import NAMED
from sphinxext_confnotes.recognition.plan import Left, Plan, Reason
from sphinxext_confnotes.recognition.survey import Settings, Survey, subsections
from sphinxext_confnotes.recognition.vocabulary import normalised
from sphinxext_confnotes.recognition.weighing import Weights, are_long, has_word_for_talks

ENOUGH = 3.0
"""Points from which on a group of candidates are talks."""

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
        self.found = Grouped(survey)
        self.weights = Weights(self.found)
        self.page = self.found.page
        self.groups = self.found.groups
        self.sections = self.found.sections
        self.subject = self.found.subject
        self.ownership = self.found.ownership
        self.is_one_of_several = self.found.is_one_of_several
        self.taken: dict[int, tuple[Judged, Reason]] = {}
        """The talks, by the number of the block."""
        self._holding: set[int] = set()
        """The blocks that these stand in."""
        self._tails: set[int] = set()
        """The blocks behind paragraphs that are talks, which belong to these."""
        self._why_left = Reason.WEAK
        """Why candidates are no talks that nothing speaks against."""

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
        is_over_talks = self._why_left is Reason.WEAK and self.found.has_title_of_event()
        why = Reason.GROUP if is_over_talks else self._why_left
        return Left(page.number, self.page.line, why, shown(page.text))

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
        page = Judged(self.survey, self.page)
        if not announced and page.objection is None and page.has("programme"):
            self._take(page, Reason.PROGRAMME)

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
                    or (one.objection is Reason.PART and self._are_labelled_like(one))
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
        if self.found.has_title_of_event():
            return
        page = Judged(self.survey, self.page)
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

    def _are_labelled_like(self, one: Judged) -> bool:
        """Tell whether all sections that are called as one is have notes: several talks of a name.

        Where only one of them has, it rather says something in short about a part of the page.
        """
        title = normalised(one.candidate.title.text)
        return one.candidate.form == "section" and all(
            number in self.ownership.labels
            for number, other in self.sections.items()
            if normalised(other.candidate.title.text) == title
        )

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
        rows = [
            Judged(self.survey, one) for one in tables.rows_in(self.survey, is_forced=is_forced)
        ]
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
            self._take(Judged(self.survey, self.page), Reason.FORCED)

    def _take_inferred(self) -> None:
        is_about = self.subject.is_about_conference(len(self.taken))
        groups = [*self.groups] if is_about else list(filter(self.weights.are_plain, self.groups))
        if not (is_about or (groups and self.subject.may_be_about_conference())):
            self._why_left = Reason.NO_CONFERENCE
            return
        if self.subject.is_no_report():
            self._why_left = Reason.NO_REPORT
            return
        self.found.mark_parts()
        verdicts = sorted(
            ((self.weights.points(group), group) for group in groups),
            # Sentences about speakers are weighed last: a section may have a few in it.
            key=lambda one: (one[1].key == "told", -one[0], one[1]),
        )
        page = self.weights.points_of_page() if is_about else 0
        best = max((points for points, _ in verdicts), default=0)
        if page >= ENOUGH and page > best and not self.taken:
            self._take(Judged(self.survey, self.page), Reason.PAGE)
            return
        found = 0
        for points, group in verdicts:
            # One talk isn't yet how the post writes them.
            is_plain = found < 2 and (is_about or self.subject.is_name_with_year)
            least = ENOUGH if is_plain else SURE
            if points < least:
                continue
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
            odd = set(self.weights.odd(members))
            for one in members:
                if one not in odd:
                    self._take(one, one.reason)
                    found += 1
        if found:
            self._take_titled_like_groups()
            self._take_named_in_groups()
            self._take_beside_groups()
            self._take_in_lists()
            self._take_lightning()
        self._take_bold_below_groups()
        if is_about and not self.taken:
            self._take_regular(verdicts)

    def _take_regular(self, verdicts: Sequence[tuple[float, Group]]) -> None:
        """Take the best group that is the form of its post, though next to nothing tells it."""
        for points, group in verdicts:
            if points >= ENOUGH - 1 and self.weights.are_regular(group):
                for one in self.groups[group]:
                    if one.objection is None:
                        self._take(one, one.reason)
                return

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
            is_named = one.objection is None and one.is_strong and self.weights.is_under_talks(one)
            if is_named and not self._is_within(one.candidate):
                self._take(one, one.reason)

    def _take_beside_groups(self) -> None:
        """Take what stands in or beside a title over several talks, once there are talks there.

        Where "Lightning talks" is a section among talks, those in it are talks as well; and where
        it has talks in it, the sections beside it are, if one of them plainly is.
        """
        for one in self.sections.values():
            block = one.candidate.block
            if one.objection is not Reason.GROUP or not has_word_for_talks(self.survey, one):
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
                and self.weights.points(one.candidate.group) >= ENOUGH
                and _are_plain_beside(beside)
                and are_long(beside)
            ):
                self._take_all(beside)

    def _take_bold_below_groups(self) -> None:
        """Take long bold titles below a heading for talks, where something is said about each."""
        below = [
            one
            for one in self.groups.get(Group("bold", "bold"), [])
            if one.objection is None and self.weights.is_below_word_for_talks(one)
        ]
        if len(below) >= 3 and are_long(below) and all(one.says_something for one in below):
            for one in below:
                if not self._is_within(one.candidate):
                    self._take(one, one.reason)

    def _take_all(self, sections: Sequence[Judged]) -> None:
        """Take the sections that nothing speaks against and that say something."""
        fit = [one for one in sections if one.objection is None and one.says_something]
        for one in fit if len(fit) > 1 else ():
            if not self._is_within(one.candidate):
                self._take(one, one.reason)

    def _take_in_lists(self) -> None:
        """Take items of lists of which half are talks, if they name a speaker or lead to a talk.

        A sentence may go on behind such a link: "[Queues](…) was fun".  What is called a keynote
        is one, too.
        """
        lists = Counter(
            self.survey.parents[number].number
            for number in self.taken
            if number in self.survey.parents
        )
        for group, members in self.groups.items():
            for one in members if group.form == "item" else ():
                items = self.survey.parent(one.candidate.block)
                taken = lists[items.number]
                is_titled = one.objection is None and (
                    one.candidate.lead == "by" or one.has("kind")
                )
                is_linked = (
                    one.candidate.lead == "link"
                    and one.objection in (None, Reason.SENTENCE)
                    and self.weights.leads_to_talk(one)
                )
                if (is_titled or is_linked) and taken >= 2 and taken >= 0.5 * len(items.children):
                    self._take(one, one.reason)

    def _take_lightning(self) -> None:
        """Take the items of sections called lightning talks, where they are titles.

        What was noted of each is short, or stands behind its item.
        """
        for section in self.sections.values():
            candidate = section.candidate
            is_over = section.objection is Reason.GROUP and objections.is_over_lightning(
                self.survey, candidate
            )
            below = [
                one
                for group, members in (self.groups.items() if is_over else ())
                for one in members
                if group.form == "item" and self._is_item_of(one, candidate.block)
            ]
            fit = [one for one in below if one.objection is None and one.has("title")]
            said = sum(one.says_something or one.is_strong for one in fit)
            if len(fit) >= 0.7 * len(below) and 2 * said >= len(fit) > 1:
                for one in fit:
                    if not self._is_within(one.candidate):
                        self._take(one, one.reason)

    def _is_item_of(self, one: Judged, section: Block) -> bool:
        """Tell whether an item stands in a list right below a heading."""
        return self.survey.parent(self.survey.parent(one.candidate.block)) is section

    def _stands_alone(self, one: Judged) -> bool:
        """Tell whether a candidate is a talk though further ones stand below its own text."""
        if any(block.number in self.taken for block in subsections(one.candidate.block)):
            return one.is_strong and evidence.has_own_text(self.survey, one.candidate)
        # The videos and slides below a heading may be those of the items there.
        telling = {held.name for held in one.evidence if held.reason} - {"media"}
        return one.is_strong and (bool(telling) or not self._has_talks(one.candidate))

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
