"""Options of directives: how each is read, and what a warning about it is called.

Those of ``talk`` are the rows of `notes.fields.FIELDS`, which labels in prose (``Speaker:``,
``Slides:``) go through as well.  Called by ``directives`` and ``prose``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sphinxext_confnotes.addresses import EXPECTED, leaves_project
from sphinxext_confnotes.notes.field_kinds import Field
from sphinxext_confnotes.notes.fields import FIELDS
from sphinxext_confnotes.warnings import Subtype

NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
"""The characters that YAML can escape but UTF-8 or XML can't hold."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a directive."""

    read: Callable[[str], Any]
    """A function from text to value that raises `ValueError` with what was expected."""
    subtype: Subtype = Subtype.OPTION
    """The subtype of the warning about a value that can't be read."""

    def read_on(self, docname: str, text: str) -> Any:
        """Return the value of an option that stands in a document.

        :raises ValueError: when it can't be read.
        """
        return self.read(text)


@dataclass(frozen=True, slots=True)
class FieldOption(Option):
    """A field of a talk as an option; its value is a mapping of attributes of the node."""

    def read_on(self, docname: str, text: str) -> Any:
        """Return the attributes that a field has in a document.

        :raises ValueError: when it can't be read, or is the path of a file outside the project,
            which building the page would publish.
        """
        attributes = self.read(text)
        if self.subtype is Subtype.URL and any(
            leaves_project(address, docname) for address in attributes.values()
        ):
            raise ValueError(EXPECTED)
        return attributes


def _option(field: Field) -> FieldOption:
    return FieldOption(lambda text: field.to_node(field.read(text)), Subtype(field.subtype))


TALK_OPTIONS: Mapping[str, FieldOption] = {field.name: _option(field) for field in FIELDS}
"""The options of ``talk`` that are fields, by name."""
