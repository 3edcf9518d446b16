"""A post with what it was read as: the outline, the plan, and the carrying out of it.

`Planned.of` makes an outline of a post (`outline`) and lets ``recognition`` plan what its talks
are; `Planned.carry_out` has ``carrying`` do it.  Called by ``lifting``, which imports this only
when there is a post: here begins what only posts need.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import cut_short
from sphinxext_confnotes.reading.current_document import CurrentDocument
from sphinxext_confnotes.reading.dated_paths import read_path
from sphinxext_confnotes.reading.prose.carrying import Carrier
from sphinxext_confnotes.reading.prose.outline import OutlinedPage
from sphinxext_confnotes.reading.prose.post_nodes import PostNodes
from sphinxext_confnotes.reading.prose.source_text import note_sources
from sphinxext_confnotes.recognition.days import Span
from sphinxext_confnotes.recognition.events import about_conference
from sphinxext_confnotes.recognition.explain import words_of
from sphinxext_confnotes.recognition.lexicon import Lexicon
from sphinxext_confnotes.recognition.outline import Outline
from sphinxext_confnotes.recognition.plan import Plan
from sphinxext_confnotes.recognition.recognise import recognise
from sphinxext_confnotes.recognition.survey import Settings

HEAD = (nodes.docinfo, nodes.field_list, nodes.meta)
"""The nodes that Sphinx expects at the beginning of a document."""


class Planned(NamedTuple):
    """A post with what it was read as."""

    document: nodes.document
    page: nodes.section
    over: Sequence[nodes.Node]
    """The blocks over the title."""
    outline: Outline
    outlined: OutlinedPage
    plan: Plan
    lexicon: Lexicon

    @classmethod
    def of(
        cls,
        document: nodes.document,
        env: BuildEnvironment,
        reading: CurrentDocument,
        shown: Callable[[str], str] | None = None,
    ) -> Planned:
        """Read a document that is a post.

        :param shown: see `OutlinedPage.shown`.
        """
        page = next(node for node in document if isinstance(node, nodes.section))
        over = document[: document.index(page)]
        return cls.of_page(document, page, over, env, reading, shown)

    @classmethod
    def of_page(
        cls,
        document: nodes.document,
        page: nodes.section,
        over: Sequence[nodes.Node],
        env: BuildEnvironment,
        reading: CurrentDocument,
        shown: Callable[[str], str] | None = None,
    ) -> Planned:
        """Read a section that is a post.

        :param over: what stands over it.
        :param shown: see `OutlinedPage.shown`.
        """
        over = [node for node in over if not isinstance(node, HEAD)]
        title, *blocks = page.children
        assert isinstance(title, nodes.Element)
        outlined = OutlinedPage(
            levels=reading.levels,
            has_heading=reading.has_heading,
            callouts=reading.callouts,
            shown=shown,
        )
        outline = outlined.outline(
            title,
            [*over, *blocks],
            page,
            has_own_title=reading.has_heading or bool(reading.matter.title),
        )
        lexicon = reading.get_lexicon()
        settings = settings_of(reading, outline, lexicon, Config.of(env.config), env.docname)
        return cls(document, page, over, outline, outlined, recognise(outline, settings), lexicon)

    def written_titles(self) -> dict[int, str]:
        """Return the titles of talks, by the identity of the node that holds each."""
        blocks = {block.number: block for block in self.outline.page.walk()}
        return {
            id(self._title_node(talk.title.block)): cut_short(words_of(talk.title, blocks))
            for talk in self.plan.talks
        }

    def _title_node(self, number: int) -> nodes.Element:
        """Return the node with the title of a block."""
        node = self.outlined.elements[number]
        title = node[0] if isinstance(node, nodes.section) else node
        assert isinstance(title, nodes.Element)
        return title

    def carry_out(self, env: BuildEnvironment, reading: CurrentDocument) -> None:
        """Replace what is planned by its nodes."""
        elements = self.outlined.elements
        post = PostNodes(
            self.plan, self.outline, elements, self.document, env, reading, self.lexicon
        )
        lifted = Carrier(post).carry_page(self.page, self.over)
        if self.page.parent is self.document:
            at = self.document.index(self.page)
            head = [node for node in self.document[:at] if isinstance(node, HEAD)]
            self.document[:at] = [*head, *lifted]
        if self.plan.talks or self.plan.day_notes:
            note_sources(self.document, reading.source, post.labels)


def settings_of(
    reading: CurrentDocument, outline: Outline, lexicon: Lexicon, config: Config, docname: str
) -> Settings:
    """Return what a post is recognised with, beside its outline."""
    matter = reading.matter
    path = read_path(docname).parts
    about = about_conference(matter.given, path, outline.heading, lexicon.events)
    if about and about.source == "key" and matter.has_default_conference:
        about = about._replace(place="confnotes_defaults")
    return Settings(
        lexicon,
        modes=matter.modes or config.talks,
        not_talks=matter.not_talks,
        conference=about,
        path=path,
        given=matter.given,
        span=Span(matter.date, matter.until),
        talk_title=matter.talk_title,
        join=reading.joins.of(matter.conference) if reading.joins else None,
    )
