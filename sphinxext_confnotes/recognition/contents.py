"""x"""
from sphinxext_confnotes.recognition.plan import *
def divide(survey, talks, left):
    return Plan(talks=tuple(PlannedTalk(j.candidate.form, n, j.candidate.line, j.candidate.piece, r, tuple(e.name for e in j.evidence)) for n,(j,r) in sorted(talks.items())))
