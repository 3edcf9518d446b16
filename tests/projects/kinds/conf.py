"""One of each kind of node in notes, among them those of other extensions, and a summary."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
extensions = ["strangers", "sphinxext_confnotes", "sphinx.ext.todo"]
project = "Kitchen notes"
copyright = "2031, the cooks"  # noqa: A001
version = "1"
numfig = True
numfig_format = {"rule": "Rule %s:"}
todo_include_todos = True
html_static_path = ["_static"]
confnotes_publish = []
