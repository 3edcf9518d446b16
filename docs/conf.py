"""The documentation of sphinxext-confnotes, which is an example of its use as well."""

import os
import sys
from pathlib import Path

from sphinxext_confnotes import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinxext-confnotes"
author = "The sphinxext-confnotes developers"
project_copyright = author
version = release = __version__

extensions = [
    "sphinxext_confnotes",
    # Of the documentation alone: examples beside their result, tables made from the code.
    "showcase",
]
exclude_patterns = ["_build", "examples"]
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "deflist"]

confnotes_timezone = "Europe/Stockholm"
confnotes_programmes = {"WaitConf": "conference/waitconf.json"}
confnotes_others = {
    "slow-mondays": {"path": "conference/others/slow-mondays.json", "name": "Slow Mondays"}
}
# Pages of authors too, and more than by default: there are few days in the example.
confnotes_pages = {"speaker": 2, "tag": 3, "conference": 1, "author": 2}

html_theme = "furo"
# Of which feeds and metadata are made, too.
html_baseurl = os.environ.get(
    "READTHEDOCS_CANONICAL_URL", "https://sphinxext-confnotes.readthedocs.io/en/latest/"
)
html_title = f"sphinxext-confnotes {release}"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
# At the address that is its "$id".
html_extra_path = ["../sphinxext_confnotes/static/talks.schema.json"]

epub_show_urls = "no"
# Sphinx's EPUB builder names every doctree, where these are in its output folder as by default.
suppress_warnings = ["epub.unknown_project_files"]
# Columns that hold an option's name are as wide as that.
latex_elements = {"preamble": r"\setlength{\tymin}{7em}"}
latex_documents = [("index", "confnotes.tex", project, author, "manual")]
