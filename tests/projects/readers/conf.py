"""What a reader sees, in every builder: one post with everything in it, and pages made of it."""

extensions = ["sphinxext_confnotes"]
project = "Notes on clocks"
author = copyright = "Rosa Berg"  # noqa: A001
version = "1"
numfig = True
html_theme = "basic"
