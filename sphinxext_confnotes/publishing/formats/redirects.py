"""A page at each address that a post should keep, which leads to the page that the post has.

Called by ``publish`` when all else is known that is in the output folder: an address that belongs
to something else, or to several posts, is warned about and left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from sphinxext_confnotes.notes.records import Alias, Place, Post
from sphinxext_confnotes.publishing.output_folder import OutputFolder, name_on_disk
from sphinxext_confnotes.publishing.site import Site
from sphinxext_confnotes.warnings import Subtype, warn

PAGE = """\
<!DOCTYPE html>
<html lang="{language}" dir="auto">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<p><a href="{target}">{title}</a></p>
</body>
</html>
"""

SUFFIXES = (".html", ".htm")
"""Of addresses that are those of files.  Any other is that of a folder, which servers find with
and without a slash at its end."""


class Claim(NamedTuple):
    """A file that should lead to a post."""

    post: Post
    alias: Alias
    file: str


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the names and the contents of the pages.

    Warns, at the line of the front matter, about each address that isn't free.
    """
    claims = sorted(_claims(site), key=lambda claim: (claim.post.docname, claim.alias[::-1]))
    space = ClaimedAddresses(site, claims)
    for claim in claims:
        if expected := space.refusal(claim):
            warn(
                Subtype.PERMALINK,
                f"'{claim.alias.address}': expected {expected}; nothing leads from there to the "
                "post",
                (claim.post.docname, claim.alias.line),
            )
        else:
            yield claim.file, _page(site, claim)


def file_of(address: str) -> str:
    """Return the file that is found at an address of the site."""
    name = address.strip("/")
    if name.endswith(SUFFIXES) and not address.endswith("/"):
        return name
    return f"{name}/index.html".lstrip("/")


class ClaimedAddresses:
    """The output folder, and what posts claim of it."""

    def __init__(self, site: Site, claims: Iterable[Claim]) -> None:
        self._output = OutputFolder(Path(site.builder.outdir), site.files)
        self._claimed: defaultdict[str, set[str]] = defaultdict(set)
        for claim in claims:
            self._claimed[name_on_disk(claim.file)].add(claim.post.docname)

    def refusal(self, claim: Claim) -> str:
        """Return what was expected of an address that isn't free; nothing when it is."""
        if others := sorted(self._claimed[name_on_disk(claim.file)] - {claim.post.docname}):
            return f"an address that no other post has, but '{others[0]}' has it too"
        return self._output.refusal(claim.file, self._claimed.keys())


def _claims(site: Site) -> Iterator[Claim]:
    for post in site.lookups.posts:
        own = site.file(post.docname)
        for alias in post.aliases:
            if (file := file_of(alias.address)) != own:
                yield Claim(post, alias, file)


def _page(site: Site, claim: Claim) -> str:
    place = Place(claim.post.docname)
    up = "../" * claim.file.count("/")
    values = {
        "language": site.language,
        "title": claim.post.title,
        # "./" is needed only where the redirect is in the root of the site too.
        "target": f"{up}{site.uri(place).removeprefix('./')}" or "./",
    }
    values["canonical"] = site.address(place) if site.base else values["target"]
    return PAGE.format(**{name: escape(value) for name, value in values.items()})
