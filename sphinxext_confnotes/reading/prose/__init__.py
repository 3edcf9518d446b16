"""Notes without markup, made into the nodes that the directives make.

``lifting`` finds talks and notes and moves them · ``lines`` a paragraph as its author typed it ·
``source_text`` what was written of a note, for the data that is published.
"""
