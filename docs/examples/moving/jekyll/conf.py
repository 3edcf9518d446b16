project = "Blog"
extensions = ["sphinxext_confnotes"]
html_baseurl = "https://ana.example.org/"
confnotes_defaults = {"_posts/**": {"permalink": "/:year/:month/:day/:title.html"}}
exclude_patterns = [".venv", "_site", "vendor", "README.md"]
