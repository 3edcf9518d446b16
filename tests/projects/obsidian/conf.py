"""A vault of Obsidian, built as it is."""

project = "Kitchen vault"
version = "1"
extensions = ["sphinxext_confnotes"]
exclude_patterns = [".obsidian"]
html_baseurl = "https://notes.example.org/"
