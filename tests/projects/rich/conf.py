"""Posts with everything in them that can be copied wrongly, and a summary in another folder."""

extensions = ["sphinxext_confnotes"]
project = "Kitchen notes"
copyright = "2031, the cooks"  # noqa: A001
version = "1"
numfig = True
