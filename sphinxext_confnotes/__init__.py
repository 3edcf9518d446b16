"""Conference notes for Sphinx: posts, talks, TLDRs and comments, and lists made of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinxext_confnotes.publishing.formats.data import Data

__version__ = "0.1.0"


def load(path: str | PathLike[str]) -> Data:
    """Read a ``talks.json`` back as records; see `publishing.formats.data.load`."""
    from sphinxext_confnotes.publishing.formats import data

    return data.load(path)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up; what is called here is described where it is defined."""
    from sphinxext_confnotes import config, nodes, wording
    from sphinxext_confnotes.publishing import builder, calendar_links, publish
    from sphinxext_confnotes.reading import contents_directive, defaults, headings, obsidian, talks
    from sphinxext_confnotes.reading.directives import registration
    from sphinxext_confnotes.reading.prose import lifting
    from sphinxext_confnotes.registry import domain, extract, tally
    from sphinxext_confnotes.rendering import (
        assets,
        expand,
        left_out,
        rehome,
        stale_pages,
        written_parts,
    )
    from sphinxext_confnotes.rendering.lowering import html, latex, man, markdown, plain, text

    config.load_markdown(app)
    app.setup_extension("sphinx_design")

    app.add_message_catalog(wording.CATALOG, str(Path(__file__).parent / "locale"))
    config.register(app)
    app.connect("config-inited", config.check)
    app.connect("config-inited", defaults.check)

    for node in nodes.ALL:
        app.add_node(node)
    app.add_node(nodes.confnotes_written, html=(written_parts.visit, written_parts.depart))
    app.add_domain(domain.ConfDomain)
    # Late, so that other extensions have added theirs.
    app.connect("builder-inited", registration.register, priority=900)

    app.connect("missing-reference", domain.resolve_label)
    app.connect("warn-missing-reference", domain.suggest)

    reader = headings.SourceReader()
    app.connect("env-before-read-docs", reader.begin)
    # Run after the project's own handlers, which may have made the front matter.
    app.connect("source-read", reader.read, priority=900)
    app.connect("doctree-read", reader.finish, priority=900)
    app.connect("env-before-read-docs", lifting.load_before_reading)
    app.add_transform(headings.PutHeadingsUnderTitle)
    app.add_transform(obsidian.ReadCallouts)
    app.add_transform(obsidian.ReadTexts)
    app.add_transform(obsidian.UnlinkTitles)
    app.add_transform(lifting.KeepOriginals)
    app.add_transform(lifting.LiftProse)
    app.add_transform(talks.NameTalks)
    app.add_transform(talks.IndexNotes)
    app.add_transform(talks.CheckNesting)
    app.add_transform(contents_directive.PutTalksIntoSections)
    app.add_transform(contents_directive.TakeTalksOutOfSections)
    app.connect("doctree-read", extract.collect, priority=900)

    # Run before stale pages are looked for (400), which needs the references.
    app.connect("env-get-updated", extract.settle, priority=300)

    look_out = stale_pages.StalePages()
    app.connect("env-before-read-docs", look_out.note_read)
    app.connect("env-get-updated", look_out.find_stale, priority=400)
    app.connect("doctree-resolved", look_out.note_written)
    app.connect("build-finished", look_out.save)

    posts = left_out.LeftOutPosts()
    app.connect("doctree-resolved", posts.note_written)
    app.connect("build-finished", posts.tell)

    app.add_post_transform(expand.ShowOthers)
    app.connect("html-page-context", written_parts.keep)
    app.add_post_transform(rehome.LeadHome)
    app.add_post_transform(html.LowerHtml)
    app.add_post_transform(latex.LowerLatex)
    app.add_post_transform(man.LowerMan)
    app.add_post_transform(text.LowerText)
    app.add_post_transform(markdown.LowerMarkdown)
    app.add_post_transform(plain.LowerPlain)
    app.connect("write-started", assets.add_static_files)
    app.connect("html-page-context", assets.add_style_sheets)
    app.connect("html-page-context", assets.add_scripts)
    app.connect("html-page-context", assets.hide_source)
    app.connect("write-started", assets.add_latex_package)

    app.add_post_transform(calendar_links.AddToCalendar)

    app.add_builder(builder.DataBuilder)
    publishing = publish.Publishing()
    app.connect("env-get-updated", publishing.begin)
    # Run after all other handlers, so that the nodes are those that will be written.
    app.connect("doctree-resolved", publishing.mark, priority=900)
    # Run before all other handlers, which then see the page without marks.
    app.connect("html-page-context", publishing.take, priority=100)
    app.connect("html-page-context", publishing.link)
    # Run before sphinxext-opengraph (500), which is told what a post knows.
    app.connect("html-page-context", publishing.describe, priority=400)
    app.connect("build-finished", publishing.finish)
    app.connect("build-finished", tally.tell)

    return {
        "version": __version__,
        "env_version": domain.VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
