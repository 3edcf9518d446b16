"""Posts whose words are markup elsewhere, for the tests of feeds."""

from __future__ import annotations

BASE = 'html_baseurl = "https://example.org/notes"\n'

CONF = f'project = "Soups"\nhtml_title = "Notes on <em>soup</em> &amp; bread"\n{BASE}'

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'

FIRST = """---
title: 'Day <one> & more'
date: 2011-05-12 09:00
timezone: Europe/Berlin
authors: [Ana Holm, Bo Falk]
tags: [soup, C++]
conference: WaitConf 2011
---

An opening with $x^2$, [the other](second.md) and [a talk](#soup).

![A pot](pot.svg)

* [Soup](https://example.com/soup)

  TLDR: Ladle $y$ first.[^mark]

  Comment: <script>alert(1)</script><b onclick="alert(2)">Hungry</b>
  <a href="javascript:alert(3)" style="color: red">for more</a>

  Tags: bread

$$
a = b
$$

[^mark]: In the footnote.
"""

SECOND = """---
title: Second
date: 2011-05-13
timezone: Pacific/Auckland
conference: SoupConf
tags: Soup
---

* [Bread](https://example.com/bread)

  TLDR: It rises.
"""

FILES = {
    "posts/first.md": FIRST,
    "posts/second.md": SECOND,
    "posts/pot.svg": PICTURE,
    "posts/draft.md": SECOND.replace("title: Second", "title: Not yet\ndraft: true"),
    "talks.md": "# Talks\n\n```{talk-list}\n```\n",
    "plain.md": "# Plain\n",
}


def post(matter: str, body: str = "Words.") -> str:
    return f"---\ntitle: P\ndate: 2011-05-12\n{matter}\n---\n\n{body}\n"
