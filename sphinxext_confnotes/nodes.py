"""The semantic nodes: what a thing is, not how it looks.

Made by ``reading``, read by ``extract``, replaced by ordinary nodes in ``rendering`` before a
writer sees them; only the XML builders write them as they are.  No visitors here.

The class names are the element names, which are promised to readers of the XML.  docutils has a
node class ``comment`` of its own, so it is never imported by name here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self, TypeGuard

from docutils import nodes
from sphinx import addnodes

from sphinxext_confnotes import wording
from sphinxext_confnotes.notes.records import NoteKind, Place

PREFIX = "confnotes_"

DOMAIN = "conf"
"""The domain that references to talks, posts, days, speakers and tags belong to."""

ORIGIN = "conf:origin"
"""The attribute of a reference that names the document which it was written in."""

WIKI = "wiki"
"""The type of a reference that a link of Obsidian is."""

WITHIN = "conf:within"
"""The attribute of such a reference that names the talk in whose title it stands."""


class confnotes_talk(  # noqa: N801 - an element's name
    addnodes.translatable, nodes.General, nodes.Element
):
    """A talk: a `confnotes_title`, perhaps `confnotes_links`, then body and notes as written.

    Attributes, each there only when known: ``name`` (as its author gave it), ``url``,
    ``speakers``, ``affiliations`` (as many as speakers, if there is any), ``date`` (ISO),
    ``time`` (``HH:MM`` or ``HH:MM-HH:MM``), ``timezone``, ``conference``, ``track``, ``room``,
    ``kind``, ``tags``, ``highlight`` (the words of the mark, or nothing), ``rating``,
    ``abstract``, ``slides``, ``video``, ``paper``, ``code``, ``announced`` (its title in the
    programme), ``entry`` (what it is known by there), ``filled`` (the names of those attributes
    that are from the programme); and where its author has another
    word than usual for one of them, that word in ``speakers-label`` and so on.  ``of-page`` where
    the whole page is the talk, whose title is its own.  And ``docname``, the page that it was
    written on.
    """

    place: Place | None = None
    """The place of the talk that this is a copy of; None for the talk itself."""

    calendar_link: nodes.Element | None = None
    """The link that adds the talk to a calendar, on pages that have one."""

    messages: Sequence[str] = ()
    """The messages of the paragraphs that became attributes.

    They are translated where every paragraph is, before they do.
    """
    written_title: str = ""
    """The title before it was translated, by which the talk is named in every language."""

    def preserve_original_messages(self) -> None:
        """Do nothing: the messages are kept when the paragraphs are read."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Do nothing: the paragraphs were translated."""

    def extract_original_messages(self) -> Sequence[str]:
        """Return the messages."""
        return self.messages


class confnotes_title(nodes.TextElement):  # noqa: N801
    """The title of a talk, as its author wrote it; a link that leads it is the talk's address."""


class confnotes_links(nodes.General, nodes.Element):  # noqa: N801
    """The links to slides, video, paper and code."""


class _Note(nodes.General, nodes.Element):
    source_text: str = ""
    """The note as it stands in the source, without its label; empty in copies on other pages."""

    def copy(self) -> Self:
        copy = super().copy()
        copy.source_text = self.source_text
        return copy


class confnotes_tldr(_Note):  # noqa: N801
    """The content of a talk in short; directly in a post, that of the day.

    ``label`` is the author's own word for it, where it is another one than TLDR.
    """


class confnotes_comment(_Note):  # noqa: N801
    """The opinion of its ``author``; ``label`` as for `confnotes_tldr`."""


class confnotes_summary(nodes.General, nodes.Element):  # noqa: N801
    """A daily summary: empty with its ``selection`` until days are put in, just before writing.

    ``docname`` is the page that shows it, which in LaTeX and singlehtml isn't the page that is
    being written.
    """


class confnotes_talk_list(nodes.General, nodes.Element):  # noqa: N801
    """A list of talks in its ``layout``: groups, or talks where there are none; as a summary."""


class confnotes_day(nodes.General, nodes.Element):  # noqa: N801
    """A day of a summary, with its ``date`` (ISO)."""

    key: str = ""
    """The `confnotes_written.key` of a part that may be kept as it is written."""


class confnotes_group(nodes.General, nodes.Element):  # noqa: N801
    """Talks of a list that have the same ``by`` (speaker, tag, …), which is ``name``."""

    key: str = ""
    """As that of a day."""


class confnotes_post(nodes.General, nodes.Element):  # noqa: N801
    """A post in a summary: a `confnotes_title`, its opening, its talks."""


NOTES = (confnotes_tldr, confnotes_comment)

SELECTIONS = (confnotes_summary, confnotes_talk_list)


class confnotes_written(nodes.General, nodes.Element):  # noqa: N801
    """Around a day or a group in HTML: its visitors note how that is written.

    Or in its place, when it was written before: then `html` is written, and what it holds isn't.
    """

    key: str = ""
    """A digest of what the part shows."""
    html: str = ""
    is_from_before: bool = False


Semantic = (
    confnotes_talk,
    confnotes_tldr,
    confnotes_comment,
    *SELECTIONS,
    confnotes_day,
    confnotes_group,
    confnotes_post,
)
"""The nodes that are lowered, each with what stands in it."""

ALL = (confnotes_title, confnotes_links, *Semantic)
"""Made known to Sphinx without visitors: generic writers, such as those of XML, ask for that."""


PART = "confnotes-part"
"""The attribute by which an ordinary node says what it was or is a part of, when the semantic node
is gone: that one's `kind_of`, or one of the two that follow."""

FROM_ELSEWHERE = "confnotes-from-elsewhere"
"""The attribute of raw HTML that is the note of another site: safe, without anchors, and with
absolute addresses."""

SOURCE_TEXT = "confnotes-source-text"
"""The attribute of an ordinary node that holds the `source_text` of the note that it was."""

HEADING = "heading"
"""The value of `PART` for the heading of a note, and for tags around all of the note."""

AT_HOME = "at-home"
"""The value of `PART` for what belongs to its page alone, and to nothing made of the page."""


def is_note(node: nodes.Node) -> TypeGuard[confnotes_tldr | confnotes_comment]:
    """Tell whether a node is a TLDR or a comment."""
    return isinstance(node, NOTES)


def is_selection(node: nodes.Node | None) -> TypeGuard[confnotes_summary | confnotes_talk_list]:
    """Tell whether a node shows a selection."""
    return isinstance(node, SELECTIONS)


def note_kind(note: confnotes_tldr | confnotes_comment) -> NoteKind:
    """Return what a note is, as its record has it."""
    return "tldr" if isinstance(note, confnotes_tldr) else "comment"


def wiki_link(docname: str, target: str, content: Iterable[nodes.Node]) -> addnodes.pending_xref:
    """Return a reference to whatever has a name: a page, a talk, a speaker.

    Where nothing has it, its words are left, without a warning.
    """
    words = nodes.inline("", "", *content)
    link = addnodes.pending_xref("", words, refdomain=DOMAIN, reftype=WIKI, reftarget=target)
    link.attributes |= {"refdoc": docname, ORIGIN: docname, "refexplicit": True, "refwarn": False}
    return link


def is_own_reference(node: nodes.Element) -> bool:
    """Tell whether a node is a reference to something of ours, and no link of Obsidian."""
    return bool(node.get("refdomain") == DOMAIN and node.get("reftype") != WIKI)


def is_wiki_link(node: nodes.Node) -> bool:
    """Tell whether a node is one that `wiki_link` has made."""
    if not isinstance(node, addnodes.pending_xref):
        return False
    return (node.get("refdomain"), node.get("reftype")) == (DOMAIN, WIKI)


def title_of(node: nodes.Element) -> confnotes_title:
    """Return the title of a talk or a post in a summary, which is always its first child."""
    title = node[0]
    assert isinstance(title, confnotes_title)
    return title


def label_key(field: str) -> str:
    """Return the attribute that holds a talk's own word for one of its fields."""
    return f"{field}-label"


def field_label(talk: confnotes_talk, field: str) -> str:
    """Return the name of a talk's field: its author's own word for it, or else the usual."""
    return talk.get(label_key(field)) or wording.field(field)


def note_label(note: nodes.Element) -> str:
    """Return the name of a note: its author's own word for it, or else what it is."""
    return note.get("label") or wording.heading(kind_of(note))


def kind_of(node: nodes.Element) -> str:
    """Return what a semantic node is, in a word: ``talk``, ``tldr``, …."""
    return node.tagname.removeprefix(PREFIX)
