"""A vault of Obsidian, built as it is."""

project = "Kitchen vault"
copyright = "2031, the cooks"  # noqa: A001
version = "1"
extensions = ["sphinxext_confnotes"]
exclude_patterns = [".obsidian"]
html_baseurl = "https://notes.example.org/"
