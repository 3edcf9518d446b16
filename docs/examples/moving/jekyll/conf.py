project = "Blog"
extensions = ["sphinxext_confnotes"]
html_baseurl = "https://ana.example.org/"
confnotes_defaults = {"_posts/**": {"permalink": "/:year/:month/:day/:title.html"}}
exclude_patterns = ["_site", "vendor", "README.md"]
