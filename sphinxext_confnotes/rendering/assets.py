"""The files that go with the pages: style sheets, scripts, the LaTeX package, the source.

The handlers that ``setup()`` connects.  Pages and projects that show no notes get none of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.registry.domain import domain_of

STATIC = Path(__file__).parents[1] / "static"
STYLE_SHEET = "confnotes.css"
BROWSER_STYLE_SHEET = "confnotes-browser.css"
SCRIPT = "confnotes.js"
FOLDING_SCRIPT = "confnotes-fold.js"
PACKAGE = STATIC / "confnotes.sty"

FOLD = "confnotes-fold"
"""The class of what the script folds."""

FOLDED = "confnotes_folded"
"""The name, in the context of a page that is no document's, of whether it has any of that."""


def add_static_files(app: Sphinx, builder: Builder) -> None:
    """Let Sphinx copy the style sheets and the scripts of a project with notes.

    Handler of ``write-started``: after reading, and before Sphinx copies the files.
    """
    if builder.format == "html" and domain_of(builder.env).is_used:
        names = _style_sheets(app)
        if has_controls(builder):
            names.append(SCRIPT)
        if _runs_scripts(builder) and Config.of(app.config).fold:
            names.append(FOLDING_SCRIPT)
        paths = [*app.config.html_static_path, *(str(STATIC / name) for name in names)]
        app.config.html_static_path = list(dict.fromkeys(paths))


def add_style_sheets(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Link the style sheets from the pages that show notes.  Handler of ``html-page-context``."""
    domain = domain_of(app.env)
    documents = [*domain.heads, *domain.uses] if _is_single_page(app) else [pagename]
    if any(map(domain.shows_notes, documents)):
        for name in _style_sheets(app):
            app.add_css_file(name)


def add_scripts(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Link each script from the pages that need it.  Handler of ``html-page-context``."""
    if not domain_of(app.env).is_used:
        return
    if _shows_selections(app, pagename) and has_controls(app.builder):
        shown: dict[str, Any] = {f"data-{name}": word for name, word in wording.controls().items()}
        app.add_js_file(SCRIPT, loading_method="defer", **shown)
    is_folded = context.get(FOLDED) or (doctree and any(map(folds, find(doctree, nodes.container))))
    if is_folded and _runs_scripts(app.builder):
        app.add_js_file(FOLDING_SCRIPT, loading_method="defer")


def hide_source(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep the source of a post that hides something from being copied and linked.

    Handler of ``html-page-context``.
    """
    head = domain_of(app.env).heads.get(pagename)
    if head and head.has_hidden:
        context["sourcename"] = ""


def add_latex_package(app: Sphinx, builder: Builder) -> None:
    """Put the package beside the documents of a project with notes, which then load it.

    What stands behind it in the file are the names of the indices: Sphinx writes the entries of
    all domains with the same commands.  Handler of ``write-started``.
    """
    if builder.format != "latex":
        return
    domain = domain_of(builder.env)
    if domain.is_used:
        indices = "".join(f"\\confnotesindex{{{index.localname}}}\n" for index in domain.indices)
        copy = Path(builder.outdir) / PACKAGE.name
        copy.write_text(PACKAGE.read_text("utf-8") + indices, "utf-8")
        app.add_latex_package(PACKAGE.stem, after_hyperref=True)


def _style_sheets(app: Sphinx) -> list[str]:
    """Return the sheets of a builder: of direction the one of an EPUB mustn't say anything."""
    is_epub = app.builder.name == "epub"
    return [STYLE_SHEET] if is_epub else [STYLE_SHEET, BROWSER_STYLE_SHEET]


def _shows_selections(app: Sphinx, pagename: str) -> bool:
    domain = domain_of(app.env)
    if pagename in domain.overviews.pages or pagename in domain.list_pages.pages:
        return True
    uses = domain.uses
    documents = list(uses) if _is_single_page(app) else [pagename]
    return any(uses[name].selections for name in documents if name in uses)


def _is_single_page(app: Sphinx) -> bool:
    """Tell whether there is one page, which shows what all documents do."""
    return app.builder.name == "singlehtml"


def has_controls(builder: Builder) -> bool:
    """Tell whether lists get a filter."""
    return _runs_scripts(builder) and Config.of(builder.config).controls


def _runs_scripts(builder: Builder) -> bool:
    """Tell whether pages may have scripts: those of EPUB, help viewers and data files run none."""
    return not (getattr(builder, "embedded", True) or isinstance(builder, SerializingHTMLBuilder))


def folds(node: nodes.Element) -> bool:
    """Tell whether the script folds what is in a node."""
    return FOLD in node["classes"]
