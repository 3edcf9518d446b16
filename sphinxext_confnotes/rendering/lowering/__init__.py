"""Semantic nodes made into ordinary ones, for each kind of builder.

``base`` the walk over the nodes · ``html`` sphinx-design's cards · ``latex`` boxes that break over
pages · ``plain`` definition lists, for all others, with ``text`` and ``man`` where their writers
need help · ``layouts`` cards, lists and tables, of which each lowering makes its own parts.
"""
