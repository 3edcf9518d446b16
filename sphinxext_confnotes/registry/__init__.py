"""What the environment knows of all documents: records, copies, references, indices.

``extract`` makes records of a doctree · ``copies`` keeps what other pages show · ``conditions``
what a builder leaves out · ``domain`` holds all of it · ``indices`` lists it.

Imports ``reading`` and ``notes``, and never ``rendering`` or ``publishing``.
"""
