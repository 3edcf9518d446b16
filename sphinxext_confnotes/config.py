"""The configuration: each ``confnotes_*`` value declared once.

``register`` and ``check`` are called by ``setup()``; everything else takes the values from
`Config.of`.  The documentation's configuration page is made from `Config` by ``docs/conf.py``.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config as SphinxConfig

from sphinxext_confnotes.addresses import is_web
from sphinxext_confnotes.dates import read_timezone, write_date
from sphinxext_confnotes.notes.authors import Author, read_author
from sphinxext_confnotes.notes.records import OWN
from sphinxext_confnotes.recognition.kinds import FIELDS, MODES, NOTE_KINDS
from sphinxext_confnotes.warnings import Subtype, warn

PREFIX = "confnotes_"

DATE_STYLES = ("short", "medium", "long", "full")

PUBLISHED = ["data", "feed", "calendar", "citations", "metadata", "redirects"]
"""The values of `Config.publish`."""

FEEDS = ["conference", "tag", "rss", "json"]
"""The values of `Config.feeds`."""

HEAD = ["date", "authors", "conference", "location", "tags", "reading-time", "updated"]
"""The values of `Config.head`, in their order on the page."""

FEWEST = {"speaker": 3, "tag": 3, "conference": 1, "author": 1}
"""The kinds of pages in `Config.pages`, with the talks from which on each is made by default: few
conferences and authors are on many posts, many speakers and tags on few."""

MYST = ("myst_parser", "myst_nb")
"""The extensions that parse MyST."""

OTHER_MARKDOWN = ("m2r", "m2r2", "recommonmark", "sphinx_markdown_parser", "sphinx_mdinclude")
"""The extensions known to parse files named ``.md`` in another way."""

NOTEBOOKS = "nbsphinx"
"""The extension that may be configured to take ``.md`` files for notebooks."""

Rebuild = Literal["env", "html", ""]


def read_modes(value: object) -> tuple[str, ...]:
    """Read the ways in which talks are found: a comma-separated text or a list of `MODES`.

    :raises ValueError: naming what is allowed.
    """
    words = value.split(",") if isinstance(value, str) else value
    if isinstance(words, list | tuple) and words:
        modes = tuple(word.strip().lower() if isinstance(word, str) else "" for word in words)
        if set(modes) <= set(MODES):
            return modes
    raise ValueError(f"one or several of {', '.join(MODES)}")


LABELLED = (*NOTE_KINDS, *FIELDS)
"""What a word of `Config.prose_labels` may introduce."""


def _labels(value: object) -> dict[str, str | None]:
    if isinstance(value, Mapping):
        return dict(value)
    raise ValueError(f"a mapping of words to None or one of {', '.join(LABELLED)}")


def _check_label(word: object, kind: object) -> None:
    is_kind = kind is None or (isinstance(kind, str) and kind in LABELLED)
    if not (isinstance(word, str) and is_kind):
        raise ValueError(f"a word with None or one of {', '.join(LABELLED)}")


def _date_format(value: object) -> str:
    if value in DATE_STYLES:
        # Not tried out: Babel would load the names of a language, in builds that write no date.
        return str(value)
    try:
        if value and isinstance(value, str) and write_date(dt.date(2000, 1, 1), value, "en"):
            return value
    except (ValueError, LookupError, AttributeError):
        pass  # Babel raises these for an unknown pattern, or one that asks a date for its hour.
    raise ValueError(f"one of {', '.join(DATE_STYLES)} or a CLDR pattern such as 'd MMMM y'")


def _timezone(value: object) -> str:
    return read_timezone(str(value)) if value else ""


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("True or False")


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError("0 or a positive number")


def _some_of(names: list[str]) -> Callable[[object], tuple[str, ...]]:
    def read(value: object) -> tuple[str, ...]:
        if isinstance(value, list | tuple) and all(name in names for name in value):
            return tuple(name for name in names if name in value)
        raise ValueError(f"a list of {', '.join(names)}")

    return read


def _texts(value: object) -> dict[str, str]:
    if isinstance(value, Mapping) and all(
        isinstance(text, str) for item in value.items() for text in item
    ):
        return dict(value)
    raise ValueError("a mapping of texts to texts")


def _authors(value: object) -> dict[str, Author]:
    if not isinstance(value, Mapping):
        raise ValueError("a mapping of keys to authors")
    found: dict[str, Author] = {}
    for key, author in value.items():
        # Of each that can't be read, `_check_author` tells.
        with contextlib.suppress(ValueError):
            found[str(key)] = read_author(author)
    return found


def _check_author(key: object, author: object) -> None:
    if not isinstance(key, str):
        raise ValueError("a text as the key")
    read_author(author)


def _front_matters(value: object) -> dict[str, Mapping[str, object]]:
    if isinstance(value, Mapping):
        return dict(value)
    raise ValueError("a mapping of patterns to front matter")


def _programmes(value: object) -> dict[str, tuple[str, ...]]:
    if isinstance(value, Mapping):
        return {conference: _files_of(files) for conference, files in value.items()}
    raise ValueError("a mapping of conferences to files")


def _files_of(value: object) -> tuple[str, ...]:
    """Return the names of files; none where a value isn't one or several."""
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, list | tuple):
        return ()
    return tuple(names) if all(isinstance(one, str) and one.strip() for one in names) else ()


def _check_programme(conference: object, files: object) -> None:
    is_named = isinstance(conference, str) and bool(conference.strip())
    if not (is_named and _files_of(files)):
        raise ValueError("the name of a conference with the path of a file, or a list of paths")


def _pages(value: object) -> dict[str, int]:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple) and all(kind in [*FEWEST] for kind in value):
        return {kind: fewest for kind, fewest in FEWEST.items() if kind in value}
    raise ValueError(f"a list of {', '.join(FEWEST)}, or a mapping of these to numbers of talks")


def _check_pages(kind: object, fewest: object) -> None:
    is_number = isinstance(fewest, int) and not isinstance(fewest, bool) and fewest > 0
    if kind not in [*FEWEST] or not is_number:
        raise ValueError(f"one of {', '.join(FEWEST)} with a positive number")


class Other(NamedTuple):
    """Another site whose data is joined with the project's."""

    path: str
    """The file of its data, from the source folder."""
    name: str
    """Its name on pages."""
    url: str
    """Its address, where the file doesn't tell."""


def _others(value: object) -> dict[str, Other]:
    if not isinstance(value, Mapping):
        raise ValueError("a mapping of names of sites to files")
    found: dict[str, Other] = {}
    for name, site in value.items():
        # Of each that can't be read, `_check_other` tells.
        with contextlib.suppress(ValueError):
            found[str(name)] = _read_other(name, site)
    return found


def _read_other(key: object, value: object) -> Other:
    if not isinstance(key, str) or not key.isprintable() or not key.strip() or "/" in key:
        raise ValueError("the name of a site without '/'")
    given = {"path": value} if isinstance(value, str) else value
    if not isinstance(given, Mapping) or not given.keys() <= {"path", "name", "url"}:
        raise ValueError("the path of its talks.json, or a mapping of path, name and url")
    path, name, url = (given.get(one, "") for one in ("path", "name", "url"))
    if not (isinstance(path, str) and path.strip()) or "\0" in path:
        raise ValueError("the path of its talks.json, or a mapping with a path")
    if not isinstance(name, str) or not isinstance(url, str) or (url and not is_web(url)):
        raise ValueError("a text as its name, and an http(s) address as its url")
    name = " ".join((name or key).split())
    if OWN in (name.casefold(), key.casefold()):
        raise ValueError(f"another name than '{OWN}', which is that of this project")
    return Other(path, name, url and f"{url.rstrip('/')}/")


def _check_other(key: object, value: object) -> None:
    _read_other(key, value)


def _value(
    default: Any,
    help: str,
    reader: Callable[[object], object],
    doc_type: str,
    rebuild: Rebuild,
    check_entry: Callable[[object, object], None] = lambda key, value: None,
) -> Any:
    metadata = {
        "help": help,
        "reader": reader,
        "doc_type": doc_type,
        "rebuild": rebuild,
        "check_entry": check_entry,
    }
    if isinstance(default, dict | list):
        return dataclasses.field(default_factory=default.copy, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclasses.dataclass(frozen=True)
class Config:
    """The values, read and checked.  In ``conf.py`` each has the prefix ``confnotes_``."""

    talks: tuple[str, ...] = _value(
        ["auto"],
        "What to read as a talk in posts without directives: `auto`, or one or several of "
        "`labelled`, `links`, `paragraphs`, `tables`, `h1`, `h2`, `h3`, `h4`, `page`, or `none`. "
        "A post can override it with its `talks` key.",
        read_modes,
        "list of str",
        "env",
    )
    prose_labels: dict[str, str | None] = _value(
        {},
        "Additional labels for notes and fields: a mapping of words to `tldr`, `comment` or the "
        "name of a talk option. `None` removes a label.",
        _labels,
        "dict of str to str or None",
        "env",
        _check_label,
    )
    defaults: dict[str, Mapping[str, object]] = _value(
        {},
        "Front matter for whole folders: a mapping of patterns, such as `notes/waitconf/*`, to "
        "keys and values; see {ref}`folders`.",
        _front_matters,
        "dict of str to dict",
        "env",
    )
    programmes: dict[str, tuple[str, ...]] = _value(
        {},
        "The programmes of conferences: a mapping of their names, as posts have them, to the file "
        "that the conference publishes, or a list of files; see {doc}`programmes`. Paths are "
        "relative to the folder of `conf.py`.",
        _programmes,
        "dict of str to str or list of str",
        "env",
        _check_programme,
    )
    others: dict[str, Other] = _value(
        {},
        "The data of other sites: a mapping of their names to the `talks.json` that each has "
        "published, as a path from the source folder, or to a mapping with a `path` and any of "
        "`name` and `url`; see {doc}`other-sites`.",
        _others,
        "dict of str to str or dict",
        "",
        _check_other,
    )
    authors: dict[str, Author] = _value(
        {},
        "The authors of posts: a mapping of keys, which posts can name as their authors, to "
        "mappings with a `name` and any of `url`, `orcid`, `avatar` and `fediverse`; see "
        "{ref}`authors`.",
        _authors,
        "dict of str to dict",
        "env",
        _check_author,
    )
    date_format: str = _value(
        "full",
        "The format of dates: `short`, `medium`, `long`, `full`, or a CLDR pattern. "
        "Names of days and months are in the project's language.",
        _date_format,
        "str",
        "env",
    )
    timezone: str = _value(
        "",
        "The IANA time zone of talks, unless their post or their `timezone` option sets one.",
        _timezone,
        "str",
        "env",
    )
    controls: bool = _value(
        True,
        "Whether readers can filter long lists and summaries and sort tables, "
        "in browsers that run scripts.",
        _switch,
        "bool",
        "html",
    )

    fold: int = _value(
        800,
        "Comments with more characters than this are folded at first, in browsers that run "
        "scripts. Set it to 0 to fold none.",
        _number,
        "int",
        "html",
    )

    head: tuple[str, ...] = _value(
        [part for part in HEAD if part != "reading-time"],
        "The parts of the line below the title of a post: some of `date`, `authors`, "
        "`conference`, `location`, `tags`, `reading-time` and `updated`, or an empty list for no "
        "line.",
        _some_of(HEAD),
        "list of str",
        "html",
    )
    pages: dict[str, int] = _value(
        {kind: fewest for kind, fewest in FEWEST.items() if kind != "author"},
        "The kinds of subjects that have pages of their own, in `html` and `dirhtml`: a mapping of "
        "`speaker`, `tag`, `conference` and `author` to the number of talks from which on one has "
        "a page, or a list of kinds, with the usual numbers. An empty list makes no pages; see "
        "{doc}`overviews`.",
        _pages,
        "dict of str to int or list of str",
        "html",
        _check_pages,
    )
    publish: tuple[str, ...] = _value(
        PUBLISHED,
        "The kinds of files and metadata to publish: some of `data`, `feed`, `calendar`, "
        "`citations`, `metadata` and `redirects`, or an empty list for none.",
        _some_of(PUBLISHED),
        "list of str",
        "html",
    )
    published: dict[str, str] = _value(
        {},
        "Filters for the talks and posts in published files: filter options of `talk-list`, each "
        "with its value as you would write it there.",
        _texts,
        "dict of str to str",
        "html",
    )
    calendar_links: bool = _value(
        False,
        "Whether talks with a time, and the days of summaries, have links that add them to a "
        "calendar, and whether the files for these links are written.",
        _switch,
        "bool",
        "html",
    )

    feeds: tuple[str, ...] = _value(
        [],
        "Feeds to write in addition to `feed.xml`: some of `conference` and `tag` (a feed for "
        "each), `rss` (all feeds as RSS too) and `json` (all feeds as JSON Feed too).",
        _some_of(FEEDS),
        "list of str",
        "html",
    )
    feed_limit: int = _value(
        20,
        "The maximum number of posts in a feed, newest first. Set it to 0 for no limit.",
        _number,
        "int",
        "html",
    )

    def author(self, word: str) -> Author:
        """Return the author of a key or a name, of whom no more may be known than that."""
        if word in self.authors:
            return self.authors[word]
        named = (one for one in self.authors.values() if one.name.casefold() == word.casefold())
        return next(named, Author(word))

    @classmethod
    def of(cls, config: SphinxConfig) -> Config:
        """Return the values of a project, after ``check`` has been through them."""
        return cls(
            **{
                field.name: field.metadata["reader"](config[PREFIX + field.name])
                for field in dataclasses.fields(cls)
            }
        )


def has_defaults(app: Sphinx) -> bool:
    """Tell whether there is front matter for folders, which is checked by what reads it."""
    return bool(app.config.confnotes_defaults)


def has_programmes(app: Sphinx) -> bool:
    """Tell whether there are programmes of conferences."""
    return bool(app.config.confnotes_programmes)


def has_others(app: Sphinx) -> bool:
    """Tell whether there is data of other sites."""
    return bool(app.config.confnotes_others)


def load_markdown(app: Sphinx) -> None:
    """Load MyST-Parser, unless a parser of MyST is listed.

    Two extensions that read files named ``.md`` end a build, whichever comes second.  So where
    another one does, before or behind us, MyST-Parser isn't loaded, which is warned about.
    """
    listed = app.config.extensions
    if not set(MYST) & set(listed):
        other = next((name for name in OTHER_MARKDOWN if name in listed), _reader_of_markdown(app))
        if not other:
            app.setup_extension(MYST[0])
            return
        warn(
            Subtype.CONFIG,
            f"extensions: '{other}' reads .md files, expected '{MYST[0]}'; "
            "posts in Markdown aren't read, those in reStructuredText are",
            place_of("extensions", app),
        )


def _reader_of_markdown(app: Sphinx) -> str:
    """Return the package that reads files named ``.md``, or nothing."""
    if NOTEBOOKS in app.config.extensions:
        # Its values exist only once it is loaded, and it declares its files later.
        app.setup_extension(NOTEBOOKS)
        if ".md" in app.config["nbsphinx_custom_formats"]:
            return NOTEBOOKS
    parser = app.registry.source_parsers.get(app.registry.source_suffix.get(".md", ""))
    return parser.__module__.partition(".")[0] if parser else ""


def register(app: Sphinx) -> None:
    """Declare the values to Sphinx."""
    for field in dataclasses.fields(Config):
        app.add_config_value(
            PREFIX + field.name, default(field), field.metadata["rebuild"], types=Any
        )


def default(field: dataclasses.Field[Any]) -> Any:
    """Return the default of a value of `Config`."""
    factory = field.default_factory
    return factory() if factory is not dataclasses.MISSING else field.default


def check(app: Sphinx, config: SphinxConfig) -> None:
    """Put the default in the place of every value that can't be read, and warn about it.

    Of a mapping whose entries are checked, each that can't be read is left out alone.

    Handler of ``config-inited``.
    """
    for field in dataclasses.fields(Config):
        name = PREFIX + field.name
        try:
            field.metadata["reader"](config[name])
        except ValueError as expected:
            warn(
                Subtype.CONFIG,
                f"{name} = {config[name]!r}: expected {expected}; "
                f"the default, {default(field)!r}, is used",
                place_of(name, app),
            )
            config[name] = default(field)
        if isinstance(config[name], Mapping):
            config[name] = dict(_right_entries(name, config[name], field, app))


def _right_entries(
    name: str, value: Mapping[Any, Any], field: dataclasses.Field[Any], app: Sphinx
) -> Iterator[tuple[Any, Any]]:
    """Yield the entries of a mapping that can be read, and warn about each other one."""
    for key, entry in value.items():
        try:
            field.metadata["check_entry"](key, entry)
        except ValueError as expected:
            warn(
                Subtype.CONFIG,
                f"{name}[{key!r}] = {entry!r}: expected {expected}; it is ignored",
                place_of(name, app, entry=str(key)),
            )
        else:
            yield key, entry


def place_of(name: str, app: Sphinx, entry: str = "") -> str | None:
    """Return file and line of a value; nothing when it was given elsewhere.

    :param entry: the key of an entry, whose line is returned where it can be found.
    """
    file = Path(app.confdir) / "conf.py"
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return None
    pattern = re.compile(rf"\s*{name}\b")
    found = (number for number, line in enumerate(lines, 1) if pattern.match(line))
    number = next(found, None)
    if number is None:
        return None
    quoted = [f"{sign}{entry}{sign}" for sign in "\"'"]
    entries = (
        at
        for at, line in enumerate(lines[number - 1 :], number)
        if entry and any(one in line for one in quoted)
    )
    return f"{file}:{next(entries, number)}"
