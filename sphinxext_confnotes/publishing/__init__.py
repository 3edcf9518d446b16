"""From records to files beside the pages.

Nothing is published yet; whatever is imports ``domain`` and ``query``, and never ``rendering``.
"""
