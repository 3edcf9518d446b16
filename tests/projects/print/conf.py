"""What is hard to print: everything that a note may hold, in a box, and everything too long."""

extensions = ["sphinxext_confnotes"]
project = "Print"
copyright = "2031, the cooks"  # noqa: A001
myst_enable_extensions = ["deflist"]
latex_show_urls = "footnote"
latex_documents = [
    ("index", "print.tex", project, "", "manual"),
    ("cells", "cells.tex", project, "", "howto"),
]
# An index has no place for what is as long as this.
latex_domain_indices = False
latex_elements = {"printindex": ""}
