"""Every shape that notes take on a page, and all that could stick out of it."""

extensions = ["sphinxext_confnotes"]
project = "Notes from a lighthouse"
copyright = "2032, the keepers"  # noqa: A001
version = "1"
language = "en"
# Some themes show it in a bar that has little room.
html_title = "Lighthouse"
confnotes_programmes = {"LampConf": "lamps.yaml"}
confnotes_pages = {"speaker": 1, "tag": 1, "conference": 1, "author": 1}
