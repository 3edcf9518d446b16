"""From source to semantic nodes, whatever form the notes were written in.

``frontmatter`` what a post says of itself · ``yaml_text`` its YAML as it was typed · ``fields``
what a talk's options and field labels hold · ``headings`` a post's sections under its title ·
``directives`` notes with markup · ``prose`` notes without · ``talks`` what both of them do to
finish a talk · ``current_document`` what is known of the document that is being read.

Nothing here knows the domain: that is ``extract``'s part, once the doctree is finished.
"""
