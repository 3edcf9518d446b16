project = "Blog"
extensions = ["sphinxext_confnotes"]
html_baseurl = "https://ana.example.org/"
source_suffix = {".qmd": "markdown", ".md": "markdown"}
confnotes_defaults = {"posts/**": {"permalink": "/posts/:contentbasename/"}}
exclude_patterns = [".venv", "_site", "_extensions", "README.md"]
