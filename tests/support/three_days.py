"""Three posts with everything that is published of posts, in MyST and reStructuredText."""

MONDAY = """\
---
title: Day one
date: 2031-05-12 09:30
author: [Ana Holm, Bo]
tags: [soup, "salt, pepper"]
conference: SoupConf
location: Uppsala
timezone: Europe/Stockholm
permalink: /soup/one/
---

TLDR: A day of *soups*.

## Talks

* [Soup](https://example.org/soup) (Highlight of my day)

  Speaker: Cy Ek, Mia Orn

  Time: 09:00-09:45

  TLDR: Ladle **first**.

  Comment (Bo): Hungry.

* [Bread](https://example.org/bread)

  TLDR: It rises.
"""

TUESDAY = """\
---
title: Day two
date: 2031-05-13
author: Dy
conference: soupconf
---

:::{talk} [Soup](https://example.org/soup)
:tags: leek
:room: K2

It was loud.

```{tldr}
Once more.
```
:::

:::{talk} Named
:name: named
:rating: 2
:date: 2031-05-14
:conference: BreadConf
:slides: https://example.org/slides.pdf

```{tldr}
By name.
```
:::
"""

WEDNESDAY = """\
:title: Day three
:date: 2031-05-14

Day three
=========

.. talk:: Named
   :name: named
   :track: Main

   .. comment::

      By name as well.
"""

FILES = {"posts/one.md": MONDAY, "posts/two.md": TUESDAY, "three.rst": WEDNESDAY}
