"""Programmes of conferences: reading their schedules, and joining what posts say with them.

A schedule is a file that the conference has published, or that somebody typed.  The layers above
hand in the bytes of files and what posts say, and get plain data back.  Nothing
here is fetched, written or kept, and nothing is raised for what a file holds: whatever is wrong
with it is told as data.  Imports neither Sphinx nor docutils.
"""
