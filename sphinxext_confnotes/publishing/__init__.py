"""Publishing: files beside the pages, made of records, and the heads of pages.

Imports ``registry`` and ``notes``, and never ``rendering``.
"""
