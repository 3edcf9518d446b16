"""A builder that knows the nodes of docutils and Sphinx, where they may stand, and nothing else."""

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.text import TextBuilder


class StrictVisitor(nodes.GenericNodeVisitor):
    """Refuses every node that docutils and Sphinx don't have."""

    def default_visit(self, node):
        pass

    def default_departure(self, node):
        pass

    def unknown_visit(self, node):
        assert type(node) in vars(addnodes).values(), f"{node.tagname} is unknown"

    def unknown_departure(self, node):
        pass


class StrictBuilder(TextBuilder):
    """Refuses what no writer has to expect; writes the rest as text."""

    name = "strict"
    format = "strict"

    def write_doc(self, docname, doctree):
        doctree.walkabout(StrictVisitor(doctree))
        for node in doctree.findall(nodes.Element):
            if any(name.startswith("confnotes-") for name in node.get("classes", [])):
                for part in (node.parent, *node.findall(nodes.Element)):
                    check(part)
        super().write_doc(docname, doctree)


def check(node):
    """Refuse a node in a place where docutils has none, if this docutils can tell (0.22)."""
    if hasattr(node, "validate_content") and type(node) not in vars(addnodes).values():
        left = node.validate_content()
        assert not left, f"{left} in {node.tagname}"


def setup(app):
    app.add_builder(StrictBuilder)
