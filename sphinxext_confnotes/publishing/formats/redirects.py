"""A page at each address that a post should keep, which leads to the page that the post has.

Called by ``publish`` when all else is known that is in the output folder: an address that belongs
to something else, or to several posts, is warned about and left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader

from sphinxext_confnotes.notes.records import Alias, Place, Post
from sphinxext_confnotes.publishing.output_folder import OutputFolder, name_on_disk
from sphinxext_confnotes.publishing.site import Site
from sphinxext_confnotes.warnings import Subtype, warn

TEMPLATE = "confnotes/redirect.html"
"""The name of the page's template, in the project's ``templates_path`` and in the package."""

TEMPLATES = Path(__file__).parents[2] / "templates"
"""The folder of the package's templates."""

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
    config, confdir = site.builder.config, site.builder.confdir
    template = RedirectTemplate([Path(confdir, folder) for folder in config.templates_path])
    for claim in claims:
        if expected := space.refusal(claim):
            warn(
                Subtype.PERMALINK,
                f"'{claim.alias.address}': expected {expected}; nothing leads from there to the "
                "post",
                (claim.post.docname, claim.alias.line),
            )
        else:
            yield claim.file, template.render(_values(site, claim))


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
    for post in site.domain.own_lookups.posts:
        own = site.file(post.docname)
        for alias in post.aliases:
            if (file := file_of(alias.address)) != own:
                yield Claim(post, alias, file)


class RedirectTemplate:
    """The template of the pages: the project's own where it has one, or else the package's.

    :param folders: the project's, for templates.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._environment = _environment([*folders, TEMPLATES])

    def render(self, values: Mapping[str, str]) -> str:
        """Return a page.

        Warns once, at the line of the template if it is known, when that of the project fails; the
        package's is used then.

        :param values: the variables of the template, as text; it escapes them.
        """
        try:
            return self._environment.get_template(TEMPLATE).render(values)
        except Exception as error:  # A template can raise anything.
            problem = f"{type(error).__name__}: {error}"
            warn(
                Subtype.PUBLISH,
                f"'{TEMPLATE}': expected a template that can be rendered ({problem}); "
                "the extension's own is used",
                self._place_of(error),
            )
        self._environment = _environment([TEMPLATES])
        return self._environment.get_template(TEMPLATE).render(values)

    def _place_of(self, error: Exception) -> str | None:
        """Return file and line of the template that an error comes from, as Jinja puts them."""
        for file, line, *_ in reversed(extract_tb(error.__traceback__)):
            if any(Path(file).is_relative_to(folder) for folder in self._folders):
                return f"{file}:{line}"
        return None


def _environment(folders: Sequence[Path]) -> Environment:
    loader = FileSystemLoader(folders)
    return Environment(loader=loader, autoescape=True, keep_trailing_newline=True)


def _values(site: Site, claim: Claim) -> dict[str, str]:
    """Return the variables of the template."""
    place = Place(claim.post.docname)
    up = "../" * claim.file.count("/")
    # "./" is needed only where the redirect is in the root of the site too.
    target = f"{up}{site.uri(place).removeprefix('./')}" or "./"
    return {
        "language": site.language,
        "title": claim.post.title,
        "target": target,
        "canonical": site.address(place) if site.base else target,
    }
