"""Random reports: talks in the forms that people write them in, for `random_posts`.

A report has titles of one form or two, with bylines, labels in nine languages and other text below
each, and what stands between talks: days, rules, lunch.  In the texts here ``@`` stands for a
word, ``&`` for the last name of a person.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sphinxext_confnotes.recognition.kinds import MODES, NOTE_KINDS
from sphinxext_confnotes.recognition.vocabulary import LANGUAGES, read_language

WORD = "\ue000"
"""Stands for a word until the post is finished; then each is another one."""

NAME = "\ue001"
"""Stands for the last name of a person; then each is another one as well."""

BEFORE_TITLES = (
    "", "", "", "09:30-10:15 ", "9:30 (Hall @): ", "10h30 : ", "14:00 - ", "[Keynote] ",
    "Keynote: ", "★★★☆☆ ", "⭐ ", "1. ", "(poster) ", "Fri 9:00 ", "📌 ", "Ann &: ",
)  # fmt: skip
BEHIND_TITLES = (
    "", "", "", " by Ann &", " - Ann &", " – Ann & (@)", " (Ann &, @)", " (Ann & and Bo &)",
    ", Ann &", " ([slides](https://example.org/@), [video](https://youtu.be/@))", " (Highlight)",
    " ★★★★☆", " (keynote)", " [by Ann &](https://example.org/@)", ": it was @", " @", " / Ann &",
    " **Ann &**",
    " (Hall @)", " [1]", " #", " *by Ann &*", " (Ann &) (Highlight of my day) ★★★",
)  # fmt: skip
TITLES = {
    "h1": "# {0}@ @{1}",
    "h1 underlined": "{0}@ @{1}\n===",
    "h2": "## {0}@ @{1}",
    "h2 linked": "## {0}[@ @](https://example.org/@){1}",
    "h3": "### {0}@ @{1}",
    "h3 bold": "### {0}**@ @**{1}",
    "h4": "#### {0}@ @{1} ####",
    "h2 glued": "##{0}@ @{1}",
    "h2 glued to a bracket": "##【@】@ @{1}",
    "h1 glued": "#A@ @{1}",
    "h2 in HTML": "<h2>@ @</h2>",
    "h3 in HTML": "<h3>{0}@ @{1}</h3>",
    "linked": "{0}[@ @](https://example.org/@){1}",
    "bold": "{0}**@ @**{1}",
    "bold linked": "**{0}[@ @](https://example.org/@){1}**",
    "quoted": "{0}“@ @ @”{1}",
    "plain": "{0}@ @{1}",
    "item": "* {0}@ @{1}",
    "item linked": "- {0}[@ @](https://example.org/@){1}",
    "item bold": "1. {0}**@ @**{1}",
    "item quoted": '* {0}"@ @ @"{1}',
    "item told": "- Ann & spoke of @ and of what we @ there. @ @{1}",
    "item told linked": "* [Ann &](https://x.com/@) showed us\n  how @ can be `@` here! @{1}",
    "item of somebody": "* Ann &'s *@ @* told us @ @.{1}",
    "item from somebody": "* *@ @ @* from Ann & was @ @.{1}",
    "bold behind its kind": "The next talk, **@ @**, was @.{1}",
    "time over bold": "### 09:30\n\n**@ @**{1}",
    "row": "| @ {0} | Ann & | @ {1} | [@](https://example.org/@) |",
    "row linked": "| 9:00 | [@ @](https://example.org/@){1} | ★★★ | Bo &, Ann & |",
}
TABLES = (
    "| Title | Speaker | Comment | Slides |\n| - | - | - | - |",
    "| Time | Talk | Rating | Speakers |\n| :-- | - | --: | :-: |",
    "| Titel | Referent | Notizen | Folien |\n|---|---|---|---|",
    "| 時間 | タイトル | 感想 | 講演者 |\n|---|---|---|---|",
    "| Session | @ | TLDR | @ |\n| - | - | - | - |",
)
BELOW_TITLES = (
    "*by Ann & (@)*", "_Ann &, Head of @_", "by [Ann &](https://example.org/@)", "Ann & — @",
    "★★★★☆", "⭐⭐⭐", ":star: :star:", "★★★", "**Ann &**, @ @", "*09:30, Room @*", "(Hall @)",
    "Wednesday, 10:00-10:45, Hall @", "- 14 May, 10:00-10:45, Hall @", "von Ann & und Bo &",
    "([slides](https://example.org/@), [recording](https://vimeo.com/@), [link](https://x.org/@))",
    "[Slides](https://example.org/@) | [Video](https://youtu.be/@)", "Ann &,\\\nBo &", "Ann &  \n@",
    "https://arxiv.org/abs/2031.@", "> @ @ said", "Slides: example.org/@", "*@ @*",
    "Speaker: Ann &, @", "- Speaker: Ann & (@)\n- Time: 9:30\n- @", "*(Ann &)*", "Ann & : @",
)  # fmt: skip
LABELLED = (
    "{}: @ @", "**{}:** @ @", "**{}** @ @", "**{}** - @ @", "{} – @ @", "{} - @", "*{}* — @",
    "{}:\n@", "**{}**\n\n@ @", "### {}\n\n@ @", "#### {}\n\n- @\n- @", "###### {}: @",
    "- {}: @\n- @", "- **{}**\n  - @\n  - @", "> **{}:** @", "* {} @",
    "{}： @", "<b>{}</b>: @", "{} (Ann &): @", "{} by Ann &: @", "{}\n:   @",
    "| {} | @ |\n| - | - |\n| @ | @ |", "{}",
)  # fmt: skip
BETWEEN = (
    "---", "***", "___", "* * *", "## Day 2", "## Friday 14 May", "### 13.05. - Wednesday",
    "# Day 1", "## Tag 1", "**Day 1**", "## 2031-05-14", "### 第二天 @", "## Lunch", "## Talks",
    "## Lightning talks", "# @", "#### @", "@ @ @.", "- @\n- @", "> @", "```python\n@\n```",
    "## Links\n\n- [@](https://x.org/@)", "![@](pot.png)", "<div>\n\n@\n\n</div>", "<hr>",
    "@[^mark]\n\n[^mark]: @", "(anchor)=", "% @", "Then we went to [@ @](https://example.org/@).",
    "1. @\n2. @", "## TLDR\n\n@", "TLDR: @", "TLDR: @", "- [@](#anchor)\n- [@](#anchor)",
    "I missed [@ @](https://example.org/@).", "## (missed @)", "## @ Day 1", "<p>@ @</p>",
    "## @\n\n### @\n\n@", "- [@](https://x.org/@)\n- [Aa](https://x.org/@)\n- Bb\n\n## Aa\n\n## Bb",
)  # fmt: skip
USUAL_LABELS = ("TLDR", "Comment", "Takeaways", "My thoughts", "Speaker", "Slides")
LANGUAGE_LABELS = [read_language(language)["labels"] for language in LANGUAGES]
NOTE_WORDS = [word for labels in LANGUAGE_LABELS for kind in NOTE_KINDS for word in labels[kind]]
LABEL_WORDS = [word for labels in LANGUAGE_LABELS for words in labels.values() for word in words]


@st.composite
def talks(draw: st.DrawFn, form: str) -> str:
    """Draw a talk: its title, and what stands below that."""
    around = draw(st.sampled_from(BEFORE_TITLES)), draw(st.sampled_from(BEHIND_TITLES))
    title = TITLES[form].format(*around)
    if form.startswith("row"):
        return "\n".join([draw(st.sampled_from(TABLES)), title, *[title] * draw(st.integers(0, 2))])
    below = draw(st.lists(st.sampled_from(BELOW_TITLES), max_size=2))
    for _ in range(draw(st.integers(0, 3))):
        word = draw(st.sampled_from(draw(st.sampled_from((USUAL_LABELS, NOTE_WORDS, LABEL_WORDS)))))
        word = draw(st.sampled_from((word, word.capitalize(), word.title())))
        below.append(draw(st.sampled_from(LABELLED)).format(word))
    if draw(st.booleans()):
        below.append(draw(st.sampled_from(BETWEEN)))
    gap = draw(st.sampled_from(("\n\n", "\n\n", "\n", "\n\n\n")))
    if form.startswith("item") and draw(st.booleans()):
        return title + gap + gap.join(below).replace("\n", "\n   ")
    return title + gap + gap.join(below)


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Draw the body of a post that tells of talks, all of one form or of two."""
    forms = draw(st.lists(st.sampled_from(sorted(TITLES)), min_size=1, max_size=2))
    parts = [draw(st.sampled_from(BETWEEN))] if draw(st.booleans()) else []
    for _ in range(draw(st.integers(1, 6))):
        parts.append(draw(talks(draw(st.sampled_from(forms)))))
        if draw(st.integers(0, 3)) == 0:
            parts.append(draw(st.sampled_from(BETWEEN)))
    text = draw(st.sampled_from(("\n\n", "\n\n", "\n"))).join(parts)
    return f"{text}\n".replace("@", WORD).replace("&", NAME)


modes = st.lists(st.sampled_from(MODES), max_size=2)
"""The value of ``confnotes_talks``; none for its default."""

report_matters = st.lists(
    st.one_of(
        st.just("conference: KitchenConf"),
        st.lists(st.sampled_from(MODES), min_size=1, max_size=2).map(
            lambda named: f"talks: [{', '.join(named)}]"
        ),
        st.sampled_from((
            "title: KitchenConf 2031", "title: @", "tags: [conference]",
            "not-talks: ['Lunch', '@ *']",
            'talk-title: "{title} by {speakers}"', 'talk-title: "{time} {title} - {speakers}"',
        )).map(lambda text: text.replace("@", WORD)),
    ),
    max_size=3,
).map(lambda lines: "\n".join(["---", "date: 2031-05-13", *lines, "---", "", ""]))  # fmt: skip
