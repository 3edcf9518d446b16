"""Recognition: from the outline of a post's blocks to the plan of its talks.

``reading`` makes an `outline.Outline` of a post and carries out the `plan.Plan` that
`recognise.recognise` returns for it; ``explain`` tells the author what the plan says.  Imports
neither Sphinx nor docutils, so that every rule is tested with plain data.
"""
