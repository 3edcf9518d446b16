"""A day whose talks are directives, so that each fact stands in an option of its own."""

from __future__ import annotations

BASE = "https://notes.example/site"

POST = """\
---
title: Monday
date: 2031-05-12
author: Ana
conference: SoupConf
location: Lund, Sweden
timezone: Europe/Stockholm
tags: trip
---
"""

INJECTED = (
    r"X\r\nBEGIN:VEVENT\nATTACH:cid:1\rEND:VEVENT\u2028BEGIN:VALARM\u2029"
    r"\x85\x0b\x0c\x00\x1b\x7f\t;,:\\"
)


def post(*talks: str, front: str = POST) -> str:
    return front + "\n\n".join(talks) + "\n"


def talk(title: str, **options: str) -> str:
    lines = "\n".join(f":{name}: {value}" for name, value in options.items() if name != "tldr")
    note = f"\n\n```{{tldr}}\n{options['tldr']}\n```" if "tldr" in options else ""
    return f"````{{talk}} {title}\n{lines}{note}\n````"
