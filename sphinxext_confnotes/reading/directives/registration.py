"""The registration of the directives, under names that nobody else has taken.

Imported when a document is read, and by the domain, which has all of them as ``conf:NAME``.
docutils looks directive names up without regard to case, so ``{TLDR}`` is what people may type.
"""

from __future__ import annotations

from docutils.languages import get_language
from docutils.parsers.rst import directives
from docutils.utils import new_document
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import is_directive_registered

from sphinxext_confnotes.reading.directives.base import NotesDirective
from sphinxext_confnotes.reading.directives.selections import (
    DailySummaryDirective,
    TalkListDirective,
)
from sphinxext_confnotes.reading.directives.talk import (
    CommentDirective,
    TalkDirective,
    TldrDirective,
)

_logger = logging.getLogger(__name__)

DIRECTIVES: dict[str, type[NotesDirective]] = {
    "talk": TalkDirective,
    "tldr": TldrDirective,
    "comment": CommentDirective,
    "daily-summary": DailySummaryDirective,
    "talk-list": TalkListDirective,
}
"""Each is registered under this name if nobody else's is, and as ``conf:NAME`` by the domain."""


def register(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Register the directives under the names that nobody else has taken.

    Somebody else's may hide what is in it, which ours would publish.  Handler of
    ``env-before-read-docs``, when other extensions have added theirs: Sphinx warns whoever comes
    second, which no project should have to hear.
    """
    for name, directive in DIRECTIVES.items():
        if not is_directive_registered(name):
            app.add_directive(name, directive)
        elif not _is_ours(name):
            _logger.info(
                "confnotes: directive '%s' is somebody else's; ours is 'conf:%s'", name, name
            )


def _is_ours(name: str) -> bool:
    """Tell whether a directive was registered by an earlier build of the same process."""
    found, _ = directives.directive(name, get_language("en"), new_document(""))
    return found is DIRECTIVES[name]
