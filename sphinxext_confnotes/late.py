"""Handlers and transforms that are imported when they are called for the first time.

Sphinx imports an extension in every build, and most builds of a project in which little has changed
call few of its functions.  So ``setup()`` names what it connects, and what is here imports it.
Imports nothing of the package.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from typing import Any

from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

Wanted = Callable[[Sphinx], bool]
"""Tells whether handlers are wanted in a build; asked before they are imported."""


@functools.cache
def load(place: str) -> Any:
    """Return a thing of the package by its module and its name, ``"registry.extract:collect"``."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(f"{__package__}.{module}"), name)


def handler(place: str, wanted: Wanted | None = None) -> Callable[..., Any]:
    """Return a handler, or a visitor, that imports the function of a place when it is called.

    :param wanted: nothing is imported or called where it says no; the handler returns None.
    """

    def call(first: Any, *args: Any) -> Any:
        return load(place)(first, *args) if wanted is None or wanted(first) else None

    return _named(call, place)


def listing(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a handler that returns no documents, where the given one isn't wanted."""
    return lambda app, *args: call(app, *args) or []


def if_any_are_read(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a handler of ``env-before-read-docs``, which does nothing when nothing is read."""
    return lambda app, env, docnames: call(app, env, docnames) if docnames else None


class Handlers:
    """The methods of an object that lives as long as a build's process, as handlers.

    Its class is imported, and the object made, when the first of them is called.
    """

    def __init__(self, place: str, wanted: Wanted | None = None) -> None:
        self._place = place
        self._wanted = wanted
        self._made: Any = None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        """Return the handler that is the method of this name."""

        def call(app: Sphinx, *args: Any) -> Any:
            if self._wanted is not None and not self._wanted(app):
                return None
            if self._made is None:
                self._made = load(self._place)()
            return getattr(self._made, name)(app, *args)

        return _named(call, f"{self._place}.{name}")


def transform(place: str, priority: int) -> type[SphinxTransform]:
    """Return a transform, or post-transform, that imports the class of a place when it is applied.

    Docutils orders transforms by the priority, which the class itself needs none of.
    """

    class Late(SphinxTransform):
        default_priority = priority

        def apply(self, **kwargs: Any) -> None:
            # The same object as one of that class: most documents have nothing for a transform to
            # do, and to make a second one would take longer than to find that out.
            self.__class__ = load(place)
            self.apply(**kwargs)

    Late.__name__ = Late.__qualname__ = place.rpartition(":")[2]
    return Late


def _named(call: Callable[..., Any], place: str) -> Callable[..., Any]:
    # Sphinx names the handler when one fails.
    call.__name__ = call.__qualname__ = place
    return call
