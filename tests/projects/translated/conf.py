"""Notes with a translation: build them with ``-D language=de`` to see it."""

extensions = ["sphinxext_confnotes"]
exclude_patterns = ["locale"]
locale_dirs = ["locale"]
gettext_compact = False
confnotes_prose_labels = {"Zusammenfassung": "tldr", "Mein Eindruck": "comment"}
