"""From semantic nodes to what a writer can write.

In the order of Sphinx's phases: ``stale_pages`` decides which pages must be written again;
``expand`` puts days, posts and talks into summaries, with copies that ``rehome`` makes at home on
their new page; then the semantic nodes are lowered (``lowering``), to sphinx-design's in
``html`` and to ordinary ones in ``plain``, with ``text`` and ``man`` for what their writers need.
``talk_facts`` holds what all of them say of a talk, ``assets`` the files that go with the pages.
"""
