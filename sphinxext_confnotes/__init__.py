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
    """Set the extension up; what is called here is described where it is defined.

    What a build that reads and writes no page has no use for is imported when it is called.
    """
    from sphinxext_confnotes import config, nodes, wording
    from sphinxext_confnotes.late import Handlers, handler, if_any_are_read, listing, transform
    from sphinxext_confnotes.publishing import builder
    from sphinxext_confnotes.registry import domain
    from sphinxext_confnotes.rendering.stale_pages import StalePages

    has_notes = domain.has_notes
    config.load_markdown(app)
    app.setup_extension("sphinx_design")

    app.add_message_catalog(wording.CATALOG, str(Path(__file__).parent / "locale"))
    config.register(app)
    app.connect("config-inited", config.check)
    app.connect("config-inited", handler("reading.defaults:check", config.has_defaults))

    for node in nodes.ALL:
        app.add_node(node)
    written = handler("rendering.written_parts:visit"), handler("rendering.written_parts:depart")
    app.add_node(nodes.confnotes_written, html=written)
    app.add_domain(domain.ConfDomain)
    register = handler("reading.directives.registration:register")
    app.connect("env-before-read-docs", if_any_are_read(register))

    app.connect("build-finished", domain.save)
    app.connect("missing-reference", domain.resolve_label)
    app.connect("warn-missing-reference", domain.suggest)

    changes = Handlers("registry.programme_changes:ProgrammeChanges", config.has_programmes)
    app.connect("env-get-outdated", listing(changes.find_outdated))
    app.connect("env-check-consistency", changes.check)

    app.connect("env-get-outdated", domain.read_other_sites)

    reader = Handlers("reading.headings:SourceReader")
    app.connect("env-before-read-docs", if_any_are_read(reader.begin))
    # Run after the project's own handlers, which may have made the front matter.
    app.connect("source-read", reader.read, priority=900)
    app.connect("doctree-read", reader.finish, priority=900)
    load = handler("reading.prose.lifting:load_before_reading")
    app.connect("env-before-read-docs", if_any_are_read(load))
    app.add_transform(transform("reading.headings:PutHeadingsUnderTitle", 15))
    app.add_transform(transform("reading.obsidian:ReadCallouts", 18))
    app.add_transform(transform("reading.prose.lifting:KeepOriginals", 19))
    app.add_transform(transform("reading.obsidian:ReadTexts", 25))
    app.add_transform(transform("reading.prose.lifting:LiftProse", 30))
    app.add_transform(transform("reading.talks:NameTalks", 31))
    app.add_transform(transform("reading.talks:IndexNotes", 32))
    app.add_transform(transform("reading.obsidian:UnlinkTitles", 32))
    app.add_transform(transform("reading.talks:CheckNesting", 33))
    # Around the directive's own transform (720).
    app.add_transform(transform("reading.contents_directive:PutTalksIntoSections", 719))
    app.add_transform(transform("reading.contents_directive:TakeTalksOutOfSections", 721))
    app.connect("doctree-read", handler("registry.extract:collect"), priority=900)

    # Run before stale pages are looked for (400), which needs the references.
    again = handler("registry.extract:collect_references", domain.has_lost_label)
    app.connect("env-get-updated", listing(again), priority=300)
    app.connect("env-get-updated", domain.settle, priority=301)

    look_out = StalePages()
    app.connect("env-before-read-docs", look_out.note_read)
    app.connect("env-get-updated", look_out.find_stale, priority=400)
    app.connect("doctree-resolved", look_out.note_written)
    app.connect("build-finished", look_out.save)

    posts = Handlers("rendering.left_out:LeftOutPosts", has_notes)
    app.connect("doctree-resolved", posts.note_written)
    app.connect("build-finished", posts.tell)

    app.add_post_transform(transform("rendering.expand:ShowOthers", 0))
    app.connect("html-page-context", handler("rendering.written_parts:keep", has_notes))
    app.add_post_transform(transform("rendering.rehome:LeadHome", 11))
    app.add_post_transform(transform("publishing.calendar_links:AddToCalendar", 180))
    app.add_post_transform(transform("rendering.lowering.latex:LowerLatex", 190))
    app.add_post_transform(transform("rendering.lowering.man:LowerMan", 190))
    app.add_post_transform(transform("rendering.lowering.text:LowerText", 190))
    app.add_post_transform(transform("rendering.lowering.markdown:LowerMarkdown", 190))
    app.add_post_transform(transform("rendering.lowering.plain:LowerPlain", 191))
    app.add_post_transform(transform("rendering.lowering.html:LowerHtml", 450))
    app.connect("write-started", handler("rendering.assets:add_static_files", has_notes))
    app.connect("write-started", handler("rendering.assets:add_latex_package", has_notes))
    app.connect("html-page-context", handler("rendering.assets:add_style_sheets", has_notes))
    app.connect("html-page-context", handler("rendering.assets:add_scripts", has_notes))
    app.connect("html-page-context", handler("rendering.assets:hide_source", has_notes))

    app.add_builder(builder.DataBuilder)
    publishing = Handlers("publishing.publish:Publishing", domain.has_or_had_notes)
    app.connect("env-get-updated", listing(publishing.begin))
    # Run after all other handlers, so that the nodes are those that will be written.
    app.connect("doctree-resolved", publishing.mark, priority=900)
    # Run before all other handlers, which then see the page without marks.
    app.connect("html-page-context", publishing.take, priority=100)
    app.connect("html-page-context", publishing.link)
    # Run before sphinxext-opengraph (500), which is told what a post knows.
    app.connect("html-page-context", publishing.describe, priority=400)
    app.connect("build-finished", publishing.finish)
    app.connect("build-finished", handler("registry.tally:tell"))

    upkeep = Handlers("overviews.upkeep:Upkeep", domain.has_or_had_notes)
    app.connect("env-before-read-docs", if_any_are_read(upkeep.note_read))
    app.connect("env-get-updated", listing(upkeep.find_written), priority=500)
    app.connect("doctree-resolved", upkeep.note_written)
    app.connect("html-collect-pages", listing(upkeep.pages))
    # Run before themes, which ask for toctrees in handlers of their own.
    app.connect("html-page-context", upkeep.share_toctrees, priority=100)
    app.connect("html-page-context", upkeep.lead_on)
    # Run after everything else that may ask for the pages or write into the search index.
    app.connect("build-finished", upkeep.finish)

    return {
        "version": __version__,
        "env_version": domain.VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
