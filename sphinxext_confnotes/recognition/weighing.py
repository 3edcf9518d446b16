"""The weights of groups of candidates: how much speaks for their being talks.

Asked by ``recognise``, which chooses.  Knows what each group is, and nothing of what was chosen.
"""

from __future__ import annotations

import functools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from sphinxext_confnotes.recognition import cuts, evidence, hosts, objections
from sphinxext_confnotes.recognition.candidates import Group
from sphinxext_confnotes.recognition.events import Events, day_in, has_year
from sphinxext_confnotes.recognition.grouping import FEW, LONG, SHORT, Grouped
from sphinxext_confnotes.recognition.judged import Judged
from sphinxext_confnotes.recognition.outline import Span, count_words
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.subject import words_of_path
from sphinxext_confnotes.recognition.survey import Survey, own_blocks

MANY = 25
"""Links of which nothing is said that are a programme rather than what somebody heard."""

SEVERAL = 20
"""Words that say more than a remark does."""


class Weights:
    """The weighing of the groups of a post, and of the page as one talk."""

    def __init__(self, found: Grouped) -> None:
        self.found = found
        self.survey = found.survey
        self.settings = found.settings
        self.title = found.title
        self.page = found.page
        self.groups = found.groups
        self.sections = found.sections
        self.subject = found.subject
        self.is_one_of_several = found.is_one_of_several

    def points(self, group: Group) -> float:
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
        is_event = is_known and self.found.has_title_of_event()
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
                points -= 0 if self.found.are_heads(members) and is_event else 3
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
        if group == Group("paragraph", "link"):
            points -= 2 * self._stand_in_texts(members) + 2.5 * self._are_mentions(members)
        if about and about.source == "words" and not is_event:
            points -= 1 if strong >= 0.5 else 2
        return points

    def points_of_page(self) -> float:
        """Return what speaks for the page as one talk."""
        page = Judged(self.survey, self.page)
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
        is_called = (
            self.subject.is_called_talk
            or self.subject.is_signed_in_title
            or self._is_called_as_video()
        )
        if self._is_called_as_file():
            return said + 2
        if self.found.has_title_of_event() and not (is_signed or is_called):
            return 0
        if self.is_one_of_several and not (is_called or self._are_parts_beside_title()):
            return 0
        points = said + 2 * is_called
        is_of_talk = about is not None and about.source in ("key", "talk", "path")
        if is_of_talk or self.subject.has_speaker_of_page() or self.subject.leads_to_talk:
            points += 2
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
            for name in (("noted", "parts", "person", "talked") if is_plain else ("noted", "parts"))
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
        rated = sum(map(self._is_rated_note, members))
        return max(most, known, rated) >= evidence.SHARE * len(members)

    def _is_rated_note(self, one: Judged) -> bool:
        """Tell whether a link below a day leads to a note of the author's own, with a remark."""
        first = next(iter(one.candidate.title.links), None)
        is_own = first is not None and ":" not in first.address and bool(first.address)
        remark = re.search(r"[^\W\d_]", one.candidate.rest.text)
        return is_own and remark is not None and self.is_under_talks(one)

    def _are_bold_heads(self, members: Sequence[Judged]) -> bool:
        """Tell whether bold lines are all the heads that a post has, and as long as titles are."""
        said = all(one.says_something for one in members)
        return not self.sections and len(members) > FEW and said and are_long(members)

    def _are_mentions(self, members: Sequence[Judged]) -> bool:
        """Tell whether links are a word or two and lead anywhere, as what was mentioned is."""
        length = statistics.median(one.candidate.title.length for one in members)
        told = sum(one.has_reason_beside_link or self.leads_to_talk(one) for one in members)
        return length < SHORT and told < 0.5 * len(members)

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

    def _are_structured(self, members: Sequence[Judged]) -> bool:
        """Tell whether items that have no other evidence are titles with text below or behind.

        Behind them, they stand in quotes: what leads in bold is a point that somebody made.
        """
        below = sum(bool(one.candidate.body) for one in members)
        quoted = sum(one.candidate.lead == "quote" and one.says_something for one in members)
        return len(members) >= 3 and max(below, quoted) >= 0.7 * len(members)

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

    def _is_called_as_video(self) -> bool:
        """Tell whether a title is one as of a video: "Ann Moore - Queues - WaitConf 2031"."""
        parts = re.split(r"\s+[-–—|]\s+", self.title)
        return (
            len(parts) == 3
            and bool(self.settings.lexicon.events.named_in(parts[2]))
            and any(map(self.settings.lexicon.names.is_plain, parts[:2]))
        )

    def _is_called_as_file(self) -> bool:
        """Tell whether the first of several headings says what its file, or folder, is called by.

        "Queues" in ``waitconf-queues/README.md`` is what the page is about, and those beside it are
        parts.  Of the conference itself, there may be several talks.
        """
        title = self.survey.outline.heading
        if not self.is_one_of_several or objections.is_title_of_event(self.survey, title):
            return False
        called = set(re.findall(r"[^\W\d_]+", words_of_path(self.settings.path).casefold()))
        title = objections.without_date(title).partition("(")[0]
        words = re.findall(r"[^\W\d_]{2,}", title.casefold())
        return len(words) > 1 and called.issuperset(words)

    def _is_one_of_files(self) -> bool:
        """Tell whether a file in the folder of a conference, or of its day, is called by a topic.

        Each of those tells of one talk.
        """
        about, path = self.settings.conference, self.settings.path
        is_in_folder = about is not None and about.source == "path"
        return is_in_folder and not self.settings.lexicon.events.named_in(words_of_path(path[-1:]))

    def are_plain(self, group: Group) -> bool:
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
        # Slides of one's own talks name nobody.
        named = sum(
            one.names_speaker or (one.has("media") and one.has("person")) for one in members
        )
        return len(members) > FEW and named >= 0.5 * len(members)

    def are_regular(self, group: Group) -> bool:
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
            self.found.has_title_of_event()
            and are_long(members)
            and said >= 0.7 * len(members)
            and (len(members) >= 0.7 * len(self.groups[group]) or told >= 0.7 * len(members))
        )

    def odd(self, members: Sequence[Judged]) -> Iterator[Judged]:
        """Yield the candidates without evidence that aren't as the others of their group are.

        Items that say nothing where others do, and what stands under an ordinary heading where
        others stand under days, or headings for talks.
        """
        saying = sum(one.says_something for one in members)
        under = sum(map(self.is_under_talks, members))
        is_linked = sum(map(self.leads_to_talk, members)) >= 0.5 * len(members)
        # Beside lists of talks, those of links of which none leads to one are of something else.
        lists = Counter(self.survey.parent(one.candidate.block).number for one in members)
        telling = Counter(
            self.survey.parent(one.candidate.block).number
            for one in members
            if one.has_reason_beside_link or self.leads_to_talk(one)
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
            is_elsewhere = not self.is_under_talks(one) and self._has_heading(one)
            others = len(members) - 1
            if not one.is_strong and (
                (is_silent and saying >= 0.7 * others > 0) or (is_elsewhere and under)
            ):
                yield one

    def _usual_words(self, members: Sequence[Judged]) -> float:
        """Return how many words most candidates that name a speaker have below them, or a few."""
        words = (self.survey.words_in(one.candidate.body) for one in members if one.names_speaker)
        return max(statistics.median(words), SEVERAL)

    def leads_to_talk(self, one: Judged) -> bool:
        """Tell whether the title is a link to what may be a talk's page or video."""
        return any(
            evidence.is_address_of_talk(self.survey, link.address)
            for link in one.candidate.title.links[:1]
        )

    def _has_heading(self, one: Judged) -> bool:
        return any(True for _ in self.survey.sections_around(one.candidate.block))

    def is_under_talks(self, one: Judged) -> bool:
        """Tell whether it stands right below a heading for talks, or for a day."""
        around = next(self.survey.sections_around(one.candidate.block), None)
        if around is None:
            return False
        return self.sections[around.number].objection in (Reason.GROUP, Reason.DAY)

    def _are_below_word_for_talks(self, members: Sequence[Judged]) -> bool:
        """Tell whether most have long titles, and stand right below a heading for talks."""
        around = (next(self.survey.sections_around(one.candidate.block), None) for one in members)
        numbers = [block.number for block in around if block is not None]
        below = sum(
            self.sections[number].objection is Reason.GROUP
            and has_word_for_talks(self.survey, self.sections[number])
            for number in numbers
        )
        return below >= evidence.SHARE * len(members) and are_long(members)

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

    def _are_below_days(self, members: Sequence[Judged]) -> bool:
        """Tell whether most stand right below the days of a conference."""
        below = 0
        for one in members:
            around = next(self.survey.sections_around(one.candidate.block), None)
            below += around is not None and self.sections[around.number].objection is Reason.DAY
        return below >= evidence.SHARE * len(members)

    def is_below_word_for_talks(self, one: Judged) -> bool:
        """Tell whether a heading for talks stands over a candidate, directly or over its topic."""
        for around in self.survey.sections_around(one.candidate.block):
            outer = self.sections[around.number]
            if outer.objection is Reason.GROUP and has_word_for_talks(self.survey, outer):
                return True
        return False

    def _is_word_for_talks(self, number: int) -> bool:
        """Tell whether a heading is a word for talks, with one or two before it at most."""
        one = self.sections[number]
        return (
            one.objection is Reason.GROUP
            and one.candidate.title.length <= cuts.FEW_WORDS
            and (
                objections.is_word_for_talks(self.survey, one.candidate.title.text)
                or objections.is_track(self.survey, one.candidate.title.text)
            )
        )

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


def has_word_for_talks(survey: Survey, one: Judged) -> bool:
    """Tell whether a section is called by a word for the talks in it."""
    return objections.is_group(survey, one.candidate)


def are_long(sections: Sequence[Judged]) -> bool:
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
