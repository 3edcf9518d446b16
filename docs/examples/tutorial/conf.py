project = "Conference notes"
author = "Ana Lindqvist"
extensions = ["sphinxext_confnotes"]
html_theme = "furo"
exclude_patterns = [".venv"]  # the installed packages
html_baseurl = "https://ana.example.org/notes/"

confnotes_defaults = {"posts/**": {"conference": "KettleConf 2031", "author": "Ana Lindqvist"}}
