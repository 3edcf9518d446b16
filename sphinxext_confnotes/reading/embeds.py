"""Files of a project that a post of Obsidian shows or leads to: ``![[picture.png]]``.

Obsidian names them by as little of their path as is needed to find them in its vault; for us the
folder of the sources is the vault.  Called by ``obsidian``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.compat import app_of

PICTURES = (".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

_SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")
_SIZE = re.compile(r"(?:^|\|)\s*(?P<width>\d+)(?:x(?P<height>\d+))?\s*$")
"""The size of a picture in pixels, behind its words."""


class ProjectFiles:
    """The files of a project, which are looked through once for a build, if at all."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[PurePosixPath]]:
        """All files by their names in lower case, those in few folders first."""
        found: dict[str, list[PurePosixPath]] = {}
        root = Path(self._env.srcdir)
        left_out = {str(self._env.doctreedir), str(app_of(self._env).outdir)}
        for folder, folders, files in os.walk(root):
            folders[:] = sorted(
                one
                for one in folders
                if not one.startswith(".") and str(Path(folder, one)) not in left_out
            )
            for file in files:
                path = PurePosixPath(Path(folder, file).relative_to(root).as_posix())
                found.setdefault(file.casefold(), []).append(path)
        for paths in found.values():
            paths.sort(key=lambda path: (len(path.parts), path))
        return found


class Embeds:
    """The files that the current document names."""

    def __init__(self, env: BuildEnvironment, files: ProjectFiles) -> None:
        self._env = env
        self._files = files
        self._root = Path(env.srcdir)

    def of(self, target: str, shown: str, *, is_embed: bool) -> nodes.Element | None:
        """Return a picture, or a link to another file; None where no file has the name.

        :param target: the name, perhaps with a place in the file behind ``#``.
        :param shown: the words behind the bar; of a picture, its description and its size.
        """
        name = target.partition("#")[0].strip()
        suffix = PurePosixPath(name).suffix.casefold()
        if not _SUFFIX.fullmatch(suffix) or suffix in self._env.config.source_suffix:
            return None
        is_picture = is_embed and suffix in PICTURES
        path = self._find(name)
        if path is None:
            if is_picture:
                # As with Sphinx's own pictures, the post is read again until it is there.
                self._env.note_dependency(self._env.relfn2path(name, self._env.docname)[1])
            return None
        if is_picture:
            return _picture(f"/{path}", shown)
        words = nodes.inline("", shown.strip() or PurePosixPath(name).name)
        place = {"refdoc": self._env.docname, "refexplicit": True, "refwarn": True}
        return addnodes.download_reference("", "", words, reftarget=f"/{path}", **place)

    def _find(self, name: str) -> str | None:
        """Return the path of a file in the project, the one nearest to the document."""
        folder = Path(self._env.doc2path(self._env.docname)).parent
        for near in (folder, *folder.parents):
            if not near.is_relative_to(self._root):
                break
            path = Path(os.path.normpath(near / name.lstrip("/")))
            if path.is_file() and path.is_relative_to(self._root):
                return path.relative_to(self._root).as_posix()
        wanted = PurePosixPath(name.casefold()).parts
        return next(
            (
                path.as_posix()
                for path in self._files.by_name.get(wanted[-1], ())
                if PurePosixPath(path.as_posix().casefold()).parts[-len(wanted) :] == wanted
            ),
            None,
        )


def without_size(shown: str) -> str:
    """Return the description of a picture without the size behind it."""
    return _SIZE.sub("", shown).strip(" |")


def _picture(uri: str, shown: str) -> nodes.image:
    """Return a picture with its description, which is its name where there is none."""
    size = _SIZE.search(shown)
    picture = nodes.image("", uri=uri, alt=without_size(shown) or PurePosixPath(uri).stem)
    for side, length in size.groupdict().items() if size else ():
        if length:
            picture[side] = f"{length}px"
    return picture
