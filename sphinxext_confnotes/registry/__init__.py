"""The registry: what the environment knows of all documents.

``extract`` makes records of a doctree · ``copies`` keeps what other pages show · ``conditions``
says what a builder leaves out · ``domain`` holds all of it · ``references`` finds what is referred
to · ``indices`` lists it.

Imports ``reading`` and ``notes``, and never ``rendering`` or ``publishing``.
"""
