"""The conditions of ``only`` and ``ifconfig``, under which a builder leaves notes out.

Both directives are decided when a page is written, by the tags of the builder and the
configuration. Records are made earlier and for every builder, so ``extract`` notes the conditions
of each talk and note, and ``domain`` calls `holds` before it tells anybody of them.
"""

from __future__ import annotations

import itertools

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.nodes import process_only_nodes

from sphinxext_confnotes.doctree import ancestors
from sphinxext_confnotes.notes.records import Condition

IFCONFIG = "ifconfig"
"""The name of the node of ``sphinx.ext.ifconfig``, which isn't loaded where nobody uses it."""


def conditions_of(
    node: nodes.Element, within: nodes.Element | None = None
) -> tuple[Condition, ...]:
    """Return the conditions that a node stands under, the outermost last.

    :param within: where to stop looking; the whole document if there is none given.
    """
    found = []
    for around in itertools.takewhile(lambda one: one is not within, ancestors(node)):
        if isinstance(around, addnodes.only):
            found.append(Condition("only", around["expr"]))
        elif around.tagname == IFCONFIG:
            found.append(Condition("ifconfig", around["expr"]))
    return tuple(found)


def holds(condition: Condition, app: Sphinx) -> bool:
    """Tell whether the builder writes what depends on a condition, as Sphinx itself decides it."""
    directive, expression = condition
    document = new_document("")
    held = nodes.paragraph()
    if directive == "only":
        document += addnodes.only("", held, expr=expression)
        process_only_nodes(document, app.tags)
    else:
        from sphinx.ext.ifconfig import ifconfig, process_ifconfig_nodes

        document += ifconfig("", held, expr=expression)
        # Sphinx reports an unreadable expression on the page itself.
        document.reporter.report_level = document.reporter.SEVERE_LEVEL
        process_ifconfig_nodes(app, document, "")
    return held in document.children
