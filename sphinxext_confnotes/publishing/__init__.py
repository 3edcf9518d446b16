"""From records to files beside the pages, and to what the pages say of themselves.

Imports ``domain`` and ``query``, and never ``rendering``.
"""
