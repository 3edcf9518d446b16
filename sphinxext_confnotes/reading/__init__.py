"""Reading: from source to semantic nodes, whichever form the notes were written in.

``headings`` prepares the source of a post · ``raw_frontmatter`` finds what it says of itself, with
``yaml_text``, ``toml_text`` and ``headers``, and ``frontmatter`` reads it · ``directives`` and
``prose`` make nodes of notes with and without markup · ``talks`` finishes a talk of either form ·
``current_document`` holds what is known of the document meanwhile.

Knows nothing of the domain: ``registry.extract`` makes records once the doctree is finished.
"""
