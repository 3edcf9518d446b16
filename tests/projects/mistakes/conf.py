"""Every mistake that is warned about; ``expected.txt`` has the warnings."""

extensions = ["sphinxext_confnotes"]
confnotes_timezone = "Mars/Base"
