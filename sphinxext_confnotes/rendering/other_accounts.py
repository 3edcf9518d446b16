"""Talks and notes of other sites as semantic nodes, in place of the copies that ours have.

In HTML a note is the HTML of its site, which ``site_data`` has made safe; for all other builders it
is its text.  Called by ``expand``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.builders import Builder

from sphinxext_confnotes import wording
from sphinxext_confnotes.nodes import (
    FROM_ELSEWHERE,
    confnotes_comment,
    confnotes_links,
    confnotes_talk,
    confnotes_title,
    confnotes_tldr,
    field_label,
)
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.records import Account, Note, Talk

_BLANK_LINE = re.compile(r"\n\s*\n")

XHTML = ("epub",)
"""Builders, by name, whose pages must be well-formed XML, as the HTML of notes isn't."""


def talk_of(account: Account, builder: Builder) -> confnotes_talk:
    """Return an account of another site, as a copy of one of ours would be."""
    talk, post = account.talk, account.post
    node = confnotes_talk("", confnotes_title("", talk.title), docname=post.docname)
    for field in fields.FIELDS:
        values = field.values_of(talk)
        if field.is_inherited and all(
            getattr(post, name) == value for name, value in values.items()
        ):
            # What a talk has of its post stands at the post.
            continue
        node.attributes.update(field.to_node(values))
    node.written_title = talk.title
    if links := list(_links(node, talk)):
        node += confnotes_links("", *links)
    node += notes_of(talk.notes, builder)
    return node


def notes_of(notes: Iterable[Note], builder: Builder) -> Iterator[nodes.Element]:
    """Yield the nodes of notes."""
    for note in notes:
        node: nodes.Element = confnotes_tldr() if note.kind == "tldr" else confnotes_comment()
        if note.author:
            node["author"] = note.author
        if builder.format == "html" and builder.name not in XHTML:
            node += nodes.raw("", note.html, format="html", **{FROM_ELSEWHERE: True})
        else:
            parts = (part.strip("\n") for part in _BLANK_LINE.split(note.text))
            node += [nodes.paragraph("", part) for part in parts if part]
        yield node


def link_to_site(account: Account) -> list[nodes.reference]:
    """Return the link to the place of an account on its site, if there is its address."""
    if not account.talk.place.address:
        return []
    text = nodes.inline("", account.post.site, classes=["confnotes-site"])
    return [nodes.reference("", "", text, refuri=account.talk.place.address)]


def title_of_post(title: str, site: str) -> nodes.Text:
    """Return the title of a post of another site."""
    return nodes.Text(wording.apart([title, site]))


def _links(node: confnotes_talk, talk: Talk) -> Iterator[nodes.reference]:
    for name in fields.LINKS:
        if address := getattr(talk, name):
            text = nodes.inline("", field_label(node, name), classes=[name])
            yield nodes.reference("", "", text, refuri=address)
