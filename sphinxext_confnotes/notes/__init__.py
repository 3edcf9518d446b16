"""Notes as plain data: what is known of posts and talks, and what is asked of it.

``records`` what the environment keeps · ``fields`` the table of a talk's fields · ``field_kinds``
how the fields of a kind are read and kept · ``speakers`` names and affiliations · ``merging`` one
talk of what several people noted · ``lookups`` what is looked up · ``query`` filters, order and
groups.

Never imports Sphinx or docutils, so that notes can be pickled, compared and loaded without either.
"""
