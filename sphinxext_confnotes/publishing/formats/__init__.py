"""The kinds of files that are published, a module each, and what pages say of themselves.

A module has a function from a `Site` to names and contents, and a row in ``publisher``, which loads
it only where files of its kind are made, since the libraries that write some of them take long to
import.  ``feeds`` has what all formats of feeds share.
"""
