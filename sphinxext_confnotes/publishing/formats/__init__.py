"""The kinds of files that are published, a module each.

Each has one function from a `Site` to names and contents.  Loaded by ``publish`` only where the
kind is asked for, since the libraries that write some of them take long to import.
"""
