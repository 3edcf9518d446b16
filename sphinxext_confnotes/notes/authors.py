"""The authors that a project declares: what is known of a person who writes posts.

Read by ``config``; asked by ``extract`` for the names behind keys, and by ``rendering`` and
``publishing`` for the rest.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from sphinxext_confnotes.addresses import is_web

ORCID = re.compile(r"(?:https://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
FEDIVERSE = re.compile(r"@?([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")


class Author(NamedTuple):
    """A person who writes posts."""

    name: str
    url: str = ""
    orcid: str = ""
    """The identifier, without the address of the site."""
    avatar: str = ""
    """The address of a picture."""
    fediverse: str = ""
    """An account: ``@user@host``."""

    @property
    def profiles(self) -> list[str]:
        """Return the addresses at which others know the person."""
        found = [f"https://orcid.org/{self.orcid}"] if self.orcid else []
        if self.fediverse:
            _, user, host = self.fediverse.split("@")
            found.append(f"https://{host}/@{user}")
        return found


def read_author(value: object) -> Author:
    """Read what a project says of an author.

    :raises ValueError: saying what was expected.
    """
    if not isinstance(value, Mapping) or not set(value) <= set(Author._fields):
        raise ValueError(f"a mapping with some of {', '.join(Author._fields)}")
    if not all(isinstance(text, str) for text in value.values()) or not value.get("name"):
        raise ValueError("texts, and a name among them")
    for key in ("url", "avatar"):
        if value.get(key) and not is_web(value[key]):
            raise ValueError(f"an http(s) address as '{key}'")
    orcid = ORCID.fullmatch(value.get("orcid", ""))
    if value.get("orcid") and not (orcid and _is_right(orcid[1])):
        raise ValueError("an ORCID such as 0000-0002-1825-0097 as 'orcid'")
    account = FEDIVERSE.fullmatch(value.get("fediverse", ""))
    if value.get("fediverse") and not account:
        raise ValueError("an account such as @ann@social.example as 'fediverse'")
    return Author(**value)._replace(
        name=" ".join(value["name"].split()),
        orcid=orcid[1] if orcid else "",
        fediverse=f"@{account[1]}@{account[2]}" if account else "",
    )


def _is_right(orcid: str) -> bool:
    """Tell whether the last figure of an ORCID is the check of the others (ISO 7064 11,2)."""
    total = 0
    for figure in orcid.replace("-", "")[:-1]:
        total = (total + int(figure)) * 2
    check = (12 - total % 11) % 11
    return orcid[-1] == ("X" if check == 10 else str(check))
