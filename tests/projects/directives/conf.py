"""The same notes by directives: in MyST, in reStructuredText, in any case, by domain."""

extensions = ["sphinxext_confnotes"]
