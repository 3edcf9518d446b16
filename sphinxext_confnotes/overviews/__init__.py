"""The pages of speakers, tags, conferences and authors, which are no documents.

``upkeep`` decides in each build which are written and removed, and has them found by the search;
``making`` makes those that have changed, of the ``heads`` that say what is known of a subject and
of ``cards``, each of which is written once for all pages.
"""
