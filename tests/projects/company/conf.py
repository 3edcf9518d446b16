extensions = ["sphinxext_confnotes"]
version = "1"
project_copyright = "nobody"
