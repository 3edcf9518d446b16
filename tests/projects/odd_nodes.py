"""An extension whose nodes only its own visitors can write, and only where they stand."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class box(nodes.General, nodes.Element):  # noqa: N801 - an element's name
    """Is written by a visitor that looks around itself."""


class boxed(nodes.Element):  # noqa: N801
    """Holds text, though it is no element for that."""


class closed(nodes.Part, nodes.TextElement):  # noqa: N801
    """Is written at once, with all that is in it."""


class Box(SphinxDirective):
    """Makes one of each."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        content = self.parse_content_to_nodes()
        return [box("", *content, boxed("", nodes.Text("boxed")), closed("", "closed"))]


def visit_box(self: Any, node: box) -> None:
    assert node.parent is not None
    assert node.parent[node.parent.index(node)] is node
    self.body.append(self.starttag(node, "div", CLASS="box"))
    self.context.append("</div>")


def depart_box(self: Any, node: box) -> None:
    self.body.append(self.context.pop())


def visit_boxed(self: Any, node: boxed) -> None:
    assert isinstance(node.parent, box)
    self.body.append("<b>")


def depart_boxed(self: Any, node: boxed) -> None:
    self.body.append("</b>")


def visit_closed(self: Any, node: closed) -> None:
    self.body.append(f"<p>{self.encode(node.astext())}</p>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, bool]:
    app.add_node(box, html=(visit_box, depart_box))
    app.add_node(boxed, html=(visit_boxed, depart_boxed))
    app.add_node(closed, html=(visit_closed, None))
    app.add_directive("box", Box)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
