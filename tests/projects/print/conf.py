"""What is hard to print: everything that a note may hold, in a box, and everything too long."""

import sphinx

extensions = ["sphinxext_confnotes"]
project = "Print"
copyright = "2031, the cooks"  # noqa: A001
myst_enable_extensions = ["deflist", "substitution"]
latex_show_urls = "footnote"
# An admonition in another one is beyond Sphinx up to 8.1.2.
boxes = "boxes.txt" if sphinx.version_info >= (8, 1, 3) else "/dev/null"
myst_substitutions = {"boxes": f"```{{include}} {boxes}\n```"}
latex_documents = [
    ("index", "print.tex", project, "", "manual"),
    ("cells", "cells.tex", project, "", "howto"),
]
# An index has no place for what is as long as this.
latex_domain_indices = False
latex_elements = {"printindex": ""}
