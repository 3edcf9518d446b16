"""Each file in ``prose`` says what its namesake in ``directives`` says."""

extensions = ["sphinxext_confnotes"]
