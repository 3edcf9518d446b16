"""What extensions of others do with their nodes."""

import sys
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective


class panel(nodes.container):  # noqa: N801
    """Found by its button; written with all its attributes."""


class button(nodes.paragraph):  # noqa: N801
    """Shows a panel."""


class entry_of_register(nodes.General, nodes.Element):  # noqa: N801
    """Known by its identifier in a register, and to be filled from there."""


class alternatives(nodes.General, nodes.Element):  # noqa: N801
    """Of which one is shown."""


class rule(nodes.Admonition, nodes.Element):  # noqa: N801
    """Has a number, without which it can't be written."""


class Rule(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        node = rule("", ids=[self.arguments[0]])
        node += nodes.title("", "Rule")
        node += nodes.paragraph("", " ".join(self.content))
        return [node]


class Panels(SphinxDirective):
    has_content = True

    def run(self):
        found = []
        for text in self.content:
            number = self.env.new_serialno("panel")
            one = button("", text, ids=[f"tab-{number}"])
            one["aria-controls"] = f"panel-{number}"
            other = panel("", nodes.paragraph("", f"Panel {text}"), ids=[f"panel-{number}"])
            other["aria-labelledby"] = f"tab-{number}"
            found += [one, other]
        return found


class Entry(SphinxDirective):
    required_arguments = 1
    has_content = True

    def run(self):
        name = self.arguments[0]
        register(self.env)[name] = self.env.docname
        # It names itself, which is no reason to call it something else.
        node = entry_of_register("", ids=[name], refid=name)
        node += nodes.paragraph("", " ".join(self.content))
        return [node]


class Alternatives(Directive):
    has_content = True

    def run(self):
        return [alternatives("", *(nodes.paragraph("", text) for text in self.content))]


class Held(SphinxDirective):
    """A paragraph that holds what can't be kept, and what brings the document along."""

    def run(self):
        node = nodes.paragraph("", "A paragraph that holds things.", classes=["held"])
        node["module"], node["name"] = sys, "kept"
        node["function"] = node.function = lambda: None
        node.file = Path(__file__).open()  # noqa: SIM115
        node["others"] = [self.state.parent[0]]
        node.settings = self.state.document.settings
        node["alone"] = nodes.emphasis("", "alone")
        node.kept = {"plain": ("data",)}
        return [node]


class Choose(SphinxPostTransform):
    # As MyST-NB does with the outputs of a cell.
    default_priority = 4

    def run(self, **kwargs):
        for node in list(self.document.findall(alternatives)):
            node.replace_self(node[0])


def register(env):
    if not hasattr(env, "register_of_strangers"):
        env.register_of_strangers = {}
    return env.register_of_strangers


def merge(app, env, docnames, other):
    register(env).update(register(other))


def hang(app, doctree):
    """Bring the document along."""
    for node in doctree.findall(nodes.paragraph):
        if "module" in node:
            node.others = [doctree, next(doctree.findall(nodes.section))]


def clean(app, doctree):
    """Leave what Sphinx can keep."""
    for node in doctree.findall(nodes.paragraph):
        if "module" in node:
            node.file.close()
            del node["module"], node["function"], node.function, node.file, node.settings


def fill(app, doctree, docname):
    for node in list(doctree.findall(entry_of_register)):
        home = register(app.env)[node["ids"][0]]
        text = f"{node['ids'][0]} of {home}: "
        block = nodes.container("", nodes.paragraph("", text), *node.children, ids=node["ids"])
        node.replace_self(block)


def visit(self, node):
    names = ("aria-controls", "aria-labelledby")
    tag = "button" if isinstance(node, button) else "div"
    self.body.append(
        self.starttag(node, tag, "", **{name: node[name] for name in names if name in node})
    )


def depart(self, node):
    self.body.append("</button>" if isinstance(node, button) else "</div>")


def visit_rule(self, node):
    numbers = next(
        numbers[node["ids"][0]]
        for numbers in self.builder.fignumbers.values()
        if node["ids"][0] in numbers
    )
    self.body.append(self.starttag(node, "div", f"<b>No. {numbers[0]}</b>"))


def plain(self, node):
    pass


def setup(app):
    others = dict.fromkeys(("latex", "text", "man", "texinfo"), (plain, plain))
    for node in (panel, button, entry_of_register, alternatives):
        app.add_node(node, html=(visit, depart), **others)
    app.add_enumerable_node(rule, "rule", lambda node: "Rule", html=(visit_rule, depart), **others)
    app.add_directive("rule", Rule)
    app.add_directive("panels", Panels)
    app.add_directive("entry", Entry)
    app.add_directive("alternatives", Alternatives)
    app.add_directive("held", Held)
    app.add_post_transform(Choose)
    app.connect("doctree-read", hang, priority=100)
    app.connect("doctree-read", clean, priority=950)
    app.connect("env-merge-info", merge)
    app.connect("doctree-resolved", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
