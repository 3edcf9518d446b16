project = "Notes"
extensions = ["sphinxext_confnotes"]
html_baseurl = "https://ana.example.org/"
# Only this folder of the vault is published.
include_patterns = ["index.md", "Conferences/**"]
confnotes_defaults = {"Conferences/**": {"conference": "KettleConf 2031"}}
