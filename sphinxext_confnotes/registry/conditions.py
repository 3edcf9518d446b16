"""What a builder leaves out of a document: the content of ``only`` and ``ifconfig``.

Both directives are decided when a page is written, by the builder's tags and the configuration.
Records are made before, so ``extract`` notes what a talk or a note depends on, and ``domain``
asks `holds` before anybody is told of it.
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
        # Of an expression that can't be read, the page itself has Sphinx's error.
        document.reporter.report_level = document.reporter.SEVERE_LEVEL
        process_ifconfig_nodes(app, document, "")
    return held in document.children
