"""Putting days, posts and talks into the summaries of a page that is being written.

A post-transform, before references are resolved, so that those in the copies are resolved with
the page's own.  What it makes is semantic; how it looks is decided by the lowering.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_confnotes import query, words
from sphinxext_confnotes.collecting import Copies
from sphinxext_confnotes.compat import builder_of, note_equations
from sphinxext_confnotes.domain import domain_of
from sphinxext_confnotes.nodes import (
    confnotes_day,
    confnotes_post,
    confnotes_summary,
    confnotes_talk,
    confnotes_title,
    is_note,
    note_kind,
    title_of,
)
from sphinxext_confnotes.reading.talks import leading_link, links_in
from sphinxext_confnotes.records import Day, Place, Selection, Shown
from sphinxext_confnotes.rendering.rehome import Rehoming


def is_formula(node: nodes.Node) -> bool:
    """Tell whether a node is a formula."""
    return isinstance(node, nodes.math | nodes.math_block)


class ExpandSummaries(SphinxPostTransform):
    """Fill every ``confnotes_summary``."""

    # Before MyST's (9) and Sphinx's (10) resolvers.
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        summaries = list(self.document.findall(confnotes_summary))
        # The messages of copies are those of their posts.
        if not summaries or isinstance(builder_of(self.env), I18nBuilder):
            return
        self.domain = domain_of(self.env)
        self.rehoming = Rehoming(self.env, builder_of(self.env))
        self.dates: set[str] = set()
        for summary in summaries:
            selection: Selection = summary.attributes.pop("selection")
            # In LaTeX and singlehtml, env.docname is another page than the one that shows this.
            showing = summary["docname"]
            days = query.days(self.domain.posts.values(), selection)
            summary += [self._day(day, selection, showing) for day in days]
            if any(True for _ in summary.findall(is_formula)):
                note_equations(self.env, showing)
            if not days:
                summary += nodes.paragraph("", words.nothing_selected())

    def _day(self, day: Day, selection: Selection, showing: str) -> confnotes_day:
        date = day.date.isoformat()
        node = confnotes_day(date=date)
        if date not in self.dates and date not in self.document.ids:
            node["ids"].append(date)
            self.dates.add(date)
        node += [self._post(shown, selection, showing) for shown in day.posts]
        return node

    def _post(self, shown: Shown, selection: Selection, showing: str) -> confnotes_post:
        post = shown.post
        link = self.rehoming.link(Place(post.docname), showing, [nodes.Text(post.title)])
        node = confnotes_post("", confnotes_title("", "", link), docname=post.docname)
        copies = Copies.unpack(self.domain.copies[post.docname])
        holder = nodes.container("", *copies.opening)
        self.rehoming.rehome(holder, post.docname, showing)
        node += list(holder.children)
        for talk in shown.talks:
            copy = copies.talks[talk.name]
            for note in [node for node in copy.children if is_note(node)]:
                if not query.shows(selection, note_kind(note)):
                    copy.remove(note)
            self._lead_title_to(copy, talk.place, showing)
            self.rehoming.rehome(copy, post.docname, showing)
            node += copy
        return node

    def _lead_title_to(self, copy: confnotes_talk, place: Place, showing: str) -> None:
        """Let the title of a copy lead to the talk's own place."""
        copy["origin"] = place.docname
        title = title_of(copy)
        link = leading_link(title)
        if link is not None:
            link.parent.replace(link, self.rehoming.link(place, showing, link.children))
        else:
            for inner in links_in(title):
                inner.parent.replace(inner, nodes.inline("", "", *inner.children))
            content = list(title.children)
            title.clear()
            title += self.rehoming.link(place, showing, content)
