project = "Blog"
extensions = ["sphinxext_confnotes"]
html_baseurl = "https://ana.example.org/"
html_extra_path = ["static"]
# Pictures such as /images/kettle.png are in "static", where Sphinx doesn't look for them.
suppress_warnings = ["image.not_readable"]
confnotes_defaults = {"content/posts/**": {"permalink": "/posts/:contentbasename/"}}
exclude_patterns = [".venv", "archetypes", "public", "themes", "**/_index.md", "README.md"]
