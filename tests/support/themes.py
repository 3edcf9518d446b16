"""The themes that pages are tried in, for ``tests/pages`` and ``docs/gallery.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A theme that people use."""

    name: str
    """What ``html_theme`` says, and the module."""

    conf: str = ""
    """What else it wants in ``conf.py``."""

    switch: str = ""
    """What its own switch for the dark does, in JavaScript; nothing where it is always light."""

    @property
    def settings(self) -> str:
        """Return the lines for a ``conf.py`` that has ``extensions`` already."""
        return f"\nhtml_theme = {self.name!r}\n{self.conf}"


THEMES = (
    Theme("alabaster"),
    Theme("furo", switch="document.body.dataset.theme = 'dark'"),
    Theme(
        "pydata_sphinx_theme",
        # With the titles of many pages its bar would fill the screen.
        """
html_theme_options = {"header_links_before_dropdown": 1}
""",
        switch="document.documentElement.dataset.theme = 'dark'",
    ),
    Theme("sphinx_book_theme", switch="document.documentElement.dataset.theme = 'dark'"),
    Theme("sphinx_rtd_theme"),
    Theme(
        "sphinx_immaterial",
        # Fonts would be fetched while building.  A look for the dark has to be asked for.
        """
extensions.append("sphinx_immaterial")
html_theme_options = {
    "font": False,
    "palette": [
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ],
}
""",
        switch="document.body.dataset.mdColorScheme = 'slate'",
    ),
)
