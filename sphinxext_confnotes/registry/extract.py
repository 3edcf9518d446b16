"""Extract records and detached copies of the notes from a finished doctree.

Handler of ``doctree-read``, after Sphinx's own collectors (500), so that images and downloads in
the copies are known.  It doesn't matter here which form the notes were written in.

The records are made here, the copies by ``copies``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.compat import note_anchor
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import find, short_title, talk_of
from sphinxext_confnotes.nodes import (
    DOMAIN,
    NOTES,
    ORIGIN,
    SELECTIONS,
    confnotes_comment,
    confnotes_talk,
    confnotes_tldr,
    is_note,
    is_selection,
    note_kind,
    title_of,
)
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.records import (
    Note,
    Place,
    PlacedSelection,
    Post,
    Reference,
    Talk,
    Uses,
)
from sphinxext_confnotes.plaintext import line_of
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.frontmatter import FrontMatter
from sphinxext_confnotes.registry.conditions import conditions_of
from sphinxext_confnotes.registry.copies import Packed, Packing
from sphinxext_confnotes.registry.domain import NEEDS_NO_TOCTREE, domain_of
from sphinxext_confnotes.registry.roles import SHORT

UNSHOWN = (
    "url", "name", "names", "docname", "entry", "filled",
    *fields.FOLDED, *fields.INHERITED, *fields.UNLISTED,
)  # fmt: skip
"""The attributes of a talk that lists don't show in HTML, or that only some take from it."""

OTHER_ROLES = {"any": "any", "myst": "any", "ref": "ref"}
"""Types of references that may lead to a talk too, to the role that finds it."""


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Give the domain what a document has and shows of notes."""
    env = app.env
    if current_document.is_nested(env, doctree["source"]):
        return
    domain = domain_of(env)
    docname = env.docname
    reading = current_document.current(env, doctree)
    wanted = (*SELECTIONS, confnotes_talk, *NOTES, addnodes.pending_xref)
    found = find(doctree, *wanted)
    if reading.matter.is_post:
        # Lists and indices lead to it; where its author says that it is an orphan, that stays.
        env.metadata[docname].setdefault("orphan", NEEDS_NO_TOCTREE)
    if reading.matter.is_post or reading.has_notes:
        # A heading may be empty, and links to the page need words.
        # Sphinx's own title joins the words around what it leaves out.
        title = line_of(_title(doctree) or env.titles[docname], images=False) or docname
        config = Config.of(app.config)
        post, copies = _collect_post(doctree, found, docname, title, reading.matter, config)
        is_unread = bool(reading.plan and reading.plan.conference and not post.talks)
        post = post._replace(has_hidden=reading.has_hidden, is_unread=is_unread)
        domain.note_post(post, copies)
        for talk in (node for node in found if isinstance(node, confnotes_talk)):
            for name in talk["ids"]:
                note_anchor(env, docname, name, talk.line or 0, short_title(title_of(talk)))
    if reading.joins and (asked := reading.joins.answers()):
        domain.note_joins(docname, asked)
    selections = tuple(_placed(node, doctree) for node in found if is_selection(node))
    references = _references(found, docname)
    if selections or references:
        domain.note_uses(docname, Uses(selections, references))


def collect_references(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Look through all documents for what leads to a talk that has the name of a lost label.

    Handler of ``env-get-updated``; returns no document.
    """
    domain = domain_of(env)
    for docname in env.all_docs:
        found = find(env.get_doctree(docname), addnodes.pending_xref)
        domain.note_references(docname, _references(found, docname))
    domain.data["gone_labels"].clear()
    return []


def _title(doctree: nodes.document) -> nodes.title | None:
    page = next(doctree.findall(nodes.section), None)
    return next((node for node in page or () if isinstance(node, nodes.title)), None)


def _collect_post(
    doctree: nodes.document,
    found: Sequence[nodes.Element],
    docname: str,
    title: str,
    matter: FrontMatter,
    config: Config,
) -> tuple[Post, Packed]:
    post = Post(
        docname=docname,
        title=title,
        date=matter.date,
        time=matter.time,
        timezone=matter.timezone or config.timezone,
        conference=matter.conference,
        location=matter.location,
        tags=matter.tags,
        authors=tuple(dict.fromkeys(config.author(one).name for one in matter.authors)),
        permalink=matter.permalink,
        aliases=matter.aliases,
        draft=matter.draft,
        anchor=next((node["ids"][0] for node in doctree.findall(nodes.section)), ""),
        offset=matter.offset,
        updated=matter.updated,
        until=matter.until,
    )
    tldrs = [node for node in found if isinstance(node, confnotes_tldr) and not talk_of(node)]
    opening: list[nodes.Element] = []
    if matter.is_post:
        opening = [*tldrs] or list(_first_paragraph(doctree))
    nodes_of_talks = {node["ids"][0]: node for node in found if isinstance(node, confnotes_talk)}
    with Packing(opening, nodes_of_talks, filter(is_note, found)) as packing:
        talks = [_talk(node, packing, post) for node in nodes_of_talks.values()]
        notes = [_note(node, packing, docname) for node in opening if is_note(node)]
        all_notes = [*notes, *(note for talk in talks for note in talk.notes)]
        post = post._replace(
            notes=tuple(notes),
            references=_references(
                (node for part in opening for node in packing.inside(part)), docname
            ),
            talks=tuple(talks),
            digest=packing.digest(title, *opening),
            is_conditional=any(talk.conditions for talk in talks)
            or any(note.conditions for note in all_notes),
        )
        return post, packing.pack()


def _talk(node: confnotes_talk, packing: Packing, post: Post) -> Talk:
    parts = packing.parts[node["ids"][0]]
    talk = Talk(
        name=node["ids"][0],
        title=short_title(title_of(node)),
        place=Place(post.docname, node["ids"][0]),
        line=node.line or 0,
        named="name" in node,
        labels=(*node["names"], *([node["ids"][0]] if "name" in node else [])),
        written_title=node.written_title,
        notes=tuple(_note(note, packing, post.docname) for note in parts if is_note(note)),
        conditions=packing.conditions(node),
        filled=tuple(node.get("filled", ())),
        stated=tuple((name, node[name]) for name in fields.INHERITED if name in node),
        **fields.from_node(node.attributes, post),
    )
    # Another account of the talk may have the same of the programme.
    unshown = {*UNSHOWN, *fields.in_node(talk, talk.filled)}
    attributes = [(name, node[name]) for name in sorted(node.attributes) if name not in unshown]
    digest = packing.digest(attributes, *(part for part in parts if not is_note(part)))
    return talk._replace(digest=digest)


def _note(note: confnotes_tldr | confnotes_comment, packing: Packing, docname: str) -> Note:
    return Note(
        note_kind(note),
        note.get("author", ""),
        packing.digest(note),
        _references(packing.inside(note), docname),
        conditions=packing.conditions(note),
    )


def _placed(node: nodes.Element, doctree: nodes.document) -> PlacedSelection:
    """Return a selection with what its days or groups will be beside, as sections."""
    section = node.parent
    placed = PlacedSelection(
        node["selection"],
        name=next(iter(node["ids"]), "") if node["names"] else "",
        conditions=conditions_of(node),
    )
    if not isinstance(section, nodes.section):
        return placed
    first = next(doctree.findall(nodes.section))
    behind = section.children[section.index(node) + 1 :]
    before = next((other for other in behind if isinstance(other, nodes.section)), None)
    return placed._replace(
        section="" if section is first else f"#{section['ids'][0]}",
        before=f"#{before['ids'][0]}" if before else "",
    )


def _references(found: Iterable[nodes.Node], docname: str) -> tuple[Reference, ...]:
    """Return the references that may lead to a talk or another object of the domain.

    Not those that MyST has found a document for.
    """
    references: dict[Reference, None] = {}
    for node in found:
        if isinstance(node, addnodes.pending_xref):
            role = node.get("reftype", "")
            if node.get("refdomain") == "doc":
                continue
            if node.get("refdomain") != DOMAIN:
                role = OTHER_ROLES.get(role, "")
            if role:
                reference = Reference(role, node["reftarget"], node.get(ORIGIN, docname))
                if node.get("refexplicit"):
                    reference = reference._replace(text="own")
                elif SHORT in node:
                    reference = reference._replace(text="short")
                references[reference] = None
    return tuple(references)


def _first_paragraph(doctree: nodes.document) -> Iterator[nodes.Element]:
    page = next(doctree.findall(nodes.section), None)
    for node in page.children if page else []:
        if isinstance(node, nodes.paragraph) and "confnotes-draft" not in node["classes"]:
            yield node
            return
        if isinstance(node, (nodes.section, confnotes_talk)):
            return
