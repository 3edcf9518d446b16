"""Rendering: from semantic nodes to nodes that a writer can write.

In the order of Sphinx's phases: ``stale_pages`` decides which pages must be written again;
``expand`` puts days, posts and talks into summaries, with copies that ``rehome`` adapts to their
new page; then ``lowering`` replaces the semantic nodes.  ``talk_facts`` holds what all lowerings
say of a talk, ``assets`` the files that go with the pages.
"""
