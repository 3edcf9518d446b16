"""Notes with markup: the directives ``talk``, ``tldr`` and ``comment``.

Each makes semantic nodes and knows nothing of the domain.  Registered by ``registration``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docutils import nodes

from sphinxext_confnotes import wording
from sphinxext_confnotes.nodes import (
    confnotes_comment,
    confnotes_talk,
    confnotes_title,
    confnotes_tldr,
)
from sphinxext_confnotes.notes.field_kinds import read_text
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.directives.base import NotesDirective
from sphinxext_confnotes.reading.options import TALK_OPTIONS, Option
from sphinxext_confnotes.reading.talks import finish
from sphinxext_confnotes.warnings import Subtype, warn


class TalkDirective(NotesDirective):
    """A talk.

    The argument is its title, with inline markup; a link that leads it is the talk's address.
    The options are `TALK_OPTIONS`, and ``name`` and ``class``.  The content is anything, with
    ``tldr`` and ``comment`` inside.

    Warns about a talk without title or content, and about a talk inside a talk.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    fields: ClassVar[Mapping[str, Option]] = TALK_OPTIONS

    def run(self) -> list[nodes.Node]:
        """Return the talk."""
        talk = confnotes_talk()
        options, unread = self.read_options()
        title = self._make_title()
        talk += title
        talk += unread
        for attributes in options.values():
            talk.attributes.update(attributes)
        self.fill(talk)
        if name := self.options.get("name"):
            # This is no name in docutils' sense, which has to be unique in a project: talks of
            # one name are one talk on several pages.
            talk["name"] = name
        if not self.content and not unread:
            self._warn_empty("notes, a TLDR or a comment", "only its title is shown")
        finish(talk, self.env)
        return [talk]

    def _make_title(self) -> confnotes_title:
        argument = " ".join(self.arguments).strip()
        title = confnotes_title(argument, "")
        self.set_source_info(title)
        if argument:
            inline, messages = self.parse_inline(argument)
            title += [*inline, *messages]
        else:
            title += nodes.Text(wording.untitled())
            self._warn_empty("a title behind its name", f"it is called '{wording.untitled()}'")
        return title

    def _warn_empty(self, expected: str, done: str) -> None:
        warn(Subtype.EMPTY, f"'{self.name}': expected {expected}; {done}", self.get_location())


class NoteDirective(NotesDirective):
    """A TLDR or a comment; the content is anything.  Warns when there is none."""

    has_content = True
    fields: ClassVar[Mapping[str, Option]] = {"label": Option(read_text)}
    node_class: ClassVar[type[confnotes_tldr | confnotes_comment]]

    def run(self) -> list[nodes.Node]:
        """Return the note."""
        current_document.note_notes(self.env)
        note = self.node_class()
        note.source_text = "\n".join(self.content)
        options, unread = self.read_options()
        note.extend(unread)
        note.attributes.update(options)
        self.fill(note)
        if self.options.get("name"):
            self.add_name(note)
        if not note.children:
            warn(
                Subtype.EMPTY,
                f"'{self.name}': expected text; the note is left empty",
                self.get_location(),
            )
        return [note]


class TldrDirective(NoteDirective):
    """Summarize a talk, or directly in a post the day.

    ``label`` is another word for it, to be shown in its place.
    """

    node_class = confnotes_tldr


class CommentDirective(NoteDirective):
    """State the opinion of its ``author``; ``label`` as for `TldrDirective`."""

    fields: ClassVar[Mapping[str, Option]] = {
        "label": Option(read_text),
        "author": Option(read_text),
    }
    node_class = confnotes_comment
