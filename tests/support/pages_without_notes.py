"""The project ``pages`` as plain Markdown: what a theme looks like without the extension."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.support.browsing import MATHJAX
from tests.support.builds import PROJECTS, run_sphinx
from tests.support.themes import Theme

PAGES = PROJECTS / "pages"

BARE = """
extensions = ["myst_parser", "sphinx_design"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_title_to_header = True
project = "Notes from a lighthouse"
copyright = "2032, the keepers"
html_title = "Lighthouse"
version = "1"
language = "en"
suppress_warnings = ["myst.header"]
"""

# In a process of its own: there are themes that replace parts of Sphinx for ever after.
ALONE = {"PYTHONWARNINGS": "ignore"}

# What is wrong with sphinx-design's tabs, which our documentation has, is not ours.
TABS = """
---
orphan: true
---

# Lamps

::::{tab-set}
:::{tab-item} By night
A light.
:::
::::
"""

FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def build_bare(root: Path, theme: Theme, builder: str = "html") -> Path:
    """Build the project without the extension, and so without what its lists show."""
    source = root / "project" / "source"
    shutil.copytree(PAGES, source)
    for page in source.glob("lists/*.md"):
        page.write_text(FENCE.sub("", page.read_text("utf-8")), "utf-8")
    (source / "tabs.md").write_text(TABS.lstrip(), "utf-8")
    (source / "conf.py").write_text(BARE + theme.settings + MATHJAX, "utf-8")
    return run_sphinx(root, builder=builder, env=ALONE).out
