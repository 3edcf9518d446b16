"""Reading: from source to semantic nodes, whichever form the notes were written in.

``headings`` prepares the source of a post · ``frontmatter`` and ``yaml_text`` read what it says of
itself · ``directives`` and ``prose`` make nodes of notes with and without markup · ``talks``
finishes a talk of either form · ``current_document`` holds what is known of the document
meanwhile.

Knows nothing of the domain: ``registry.extract`` makes records once the doctree is finished.
"""
