"""A builder that knows docutils' nodes and no others."""

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.text import TextBuilder

OURS = "confnotes_"


class StrictBuilder(TextBuilder):
    """Refuses every node that docutils and Sphinx don't have."""

    name = "strict"
    format = "strict"

    def write_doc(self, docname, doctree):
        known = (*vars(nodes).values(), *vars(addnodes).values())
        for node in doctree.findall(nodes.Element):
            assert type(node) in known, node.tagname
        super().write_doc(docname, doctree)


def setup(app):
    app.add_builder(StrictBuilder)
