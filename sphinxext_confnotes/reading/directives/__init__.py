"""Notes with markup: a directive each, and those that show a selection of notes.

``base`` options that are read with warnings · ``talk`` talks, TLDRs and comments · ``selections``
summaries and lists · ``registration`` the names of all.
"""
