"""Notes without markup, made into the nodes that the directives make.

``lifting`` has the transforms.  ``planned`` has a post planned by ``recognition``, from the outline
that ``outline`` makes, and ``carrying`` moves what the plan takes; ``facts`` sets attributes,
``pieces`` and ``lines`` cut paragraphs, ``source_text`` finds what was written of a note, for the
data that is published.
"""
