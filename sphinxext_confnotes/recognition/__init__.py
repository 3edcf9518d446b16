"""Recognition: what a hurried post says, from plain data to plain data.

Called by ``reading``.  Imports neither Sphinx nor docutils.
"""
