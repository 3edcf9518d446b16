"""The peers: other ways to have conference notes in Sphinx, each writing the same words.

A peer is used as its own documentation uses it, with its defaults, in MyST Markdown, and where
there was a choice the cheaper one was made; what was chosen stands at each.  All projects have
the same theme, the same ``index.md`` with every post in one toctree, and the same images.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from generate import Notes, Post, Talk

SUMMARY = "summary"

CONF = """\
project = "Notes"
author = "Nobody"
extensions = {extensions!r}
myst_enable_extensions = ["colon_fence", "dollarmath"]
html_theme = "alabaster"
"""


@dataclass(frozen=True)
class Peer:
    """A way to have notes: what it is called, its ``conf.py``, and how it writes them."""

    name: str
    about: str
    extensions: tuple[str, ...]
    post: Callable[[Post], str]
    summary: Callable[[Sequence[Post]], str] | None = None
    summary_shows_tldrs: bool = True
    summary_follows: bool = True
    """Whether a build shows in the summary what has changed in a post.

    Where it doesn't, the source of the summary is touched with the post, as people do it.
    """
    has_toctree: bool = True
    """Whether the posts are in a toctree, as people write it."""
    settings: str = ""
    mark: str = ""
    """What the HTML of a post holds once for each talk if the peer has understood the post."""

    def missing(self) -> list[str]:
        """Return the packages that this peer needs and that aren't installed."""
        return [name for name in self.extensions if not _is_installed(name)]


def project(peer: Peer, notes: Notes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a project, each by its path in it."""
    yield "conf.py", (CONF.format(extensions=list(peer.extensions)) + peer.settings).encode()
    pages = [f"posts/{post.name}" for post in notes.posts]
    if peer.summary is not None:
        pages.insert(0, SUMMARY)
        touch = "" if peer.summary_follows or not notes.edit else f"\n% {notes.edit}\n"
        yield f"{SUMMARY}.md", (peer.summary(notes.posts) + touch).encode()
    listed = pages if peer.has_toctree else [page for page in pages if page == SUMMARY]
    lines = ["# Notes", "", "```{toctree}", ":maxdepth: 1", "", *listed, "```", ""]
    yield "index.md", "\n".join(lines).encode()
    for post in notes.posts:
        yield f"posts/{post.name}.md", peer.post(post).encode()
    for name, picture in notes.images:
        yield f"images/{name}", picture


def write_project(peer: Peer, notes: Notes, folder: Path) -> list[str]:
    """Write the files that are new or different, and return their paths."""
    changed = []
    for name, content in project(peer, notes):
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif path.read_bytes() != content:
            _replace(path, content)
        else:
            continue
        changed.append(name)
    return changed


def _replace(path: Path, content: bytes) -> None:
    """Write a file at another time than before, also where the file system counts seconds."""
    before = path.stat().st_mtime
    time.sleep(max(0.0, before + 1.0 - time.time()))
    path.write_bytes(content)
    if path.stat().st_mtime <= before:
        raise OSError(f"{path} is no newer than before, so no build would see the change")


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        # Of a package that is missing itself.
        return False


# --- the parts of a page -----------------------------------------------------------------------


def _front_matter(keys: dict[str, str]) -> str:
    lines = [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _keys(post: Post) -> dict[str, str]:
    return {
        "title": f"'{post.title}'",
        "date": post.date.isoformat(),
        "tags": f"[{', '.join(post.tags)}]",
        "authors": f"[{', '.join(post.authors)}]",
        "conference": post.conference,
    }


def _body(post: Post, talk: Callable[[Talk], Sequence[str]], *, heading: bool = True) -> str:
    """Return a post below its front matter; ``talk`` gives the blocks of a talk."""
    blocks = [f"# {post.title}"] if heading else []
    blocks += [post.intro[0], "## On the way", *post.intro[1:], "## Talks"]
    for each in post.talks:
        blocks += talk(each)
    blocks += ["## On the way home", *post.closing]
    return "\n\n".join(blocks) + "\n"


def _link(talk: Talk) -> str:
    mark = " (Highlight of my day)" if talk.highlight else ""
    return f"[{talk.title}]({talk.url}){mark}"


def _facts(talk: Talk) -> list[str]:
    lines = [f"{name}: {value}" for name, value in talk.facts]
    return ["\n".join(lines)] if lines else []


def _comment(talk: Talk) -> list[str]:
    return [f"Comment: {talk.comment[0]}", *talk.comment[1:]]


def _days(posts: Sequence[Post], talk: Callable[[Post, Talk], str]) -> str:
    """Return a summary that somebody wrote: every day, its post, its talks; the newest first."""
    blocks = ["# Summary"]
    for post in reversed(posts):
        blocks += [f"## {post.date.isoformat()}", f"### [{post.title}](posts/{post.name}.md)"]
        blocks += [talk(post, each) for each in post.talks]
    return "\n\n".join(blocks) + "\n"


# --- plain Markdown ----------------------------------------------------------------------------


def _prose_talk(talk: Talk) -> list[str]:
    return [f"* {_link(talk)}", *_facts(talk), f"TLDR: {talk.tldr}", *_comment(talk)]


def _plain_post(post: Post) -> str:
    return _front_matter(_keys(post)) + _body(post, _prose_talk)


def _orphan_post(post: Post) -> str:
    return _front_matter(_keys(post) | {"orphan": "true"}) + _body(post, _prose_talk)


def _undated_post(post: Post) -> str:
    # Either one would make a post of it for the extension.
    keys = _keys(post)
    del keys["date"], keys["conference"]
    return _front_matter(keys) + _body(post, _prose_talk)


def _plain_summary(posts: Sequence[Post]) -> str:
    return _days(posts, lambda _, talk: f"* {talk.title}\n\n  {talk.tldr}")


# --- cards of sphinx-design --------------------------------------------------------------------


def _card_post(post: Post) -> str:
    return _front_matter(_keys(post)) + _body(post, _card_talk)


def _card_talk(talk: Talk) -> list[str]:
    blocks = [*_facts(talk), f"TLDR: {talk.tldr}", *_comment(talk)]
    return [f":::{{card}} {_link(talk)}\n" + "\n\n".join(blocks) + "\n:::"]


def _card_summary(posts: Sequence[Post]) -> str:
    # A title alone: a card that is a link as a whole would need one more reference for each.
    return _days(posts, lambda _, talk: f":::{{card}} {talk.title}\n{talk.tldr}\n:::")


# --- items of sphinx.ext.todo ------------------------------------------------------------------


def _todo_post(post: Post) -> str:
    return _front_matter(_keys(post)) + _body(post, _todo_talk)


def _todo_talk(talk: Talk) -> list[str]:
    # The TLDR alone is the item.  So the list has no titles of talks, which is less than the
    # others show.
    todo = f":::{{todo}}\n{talk.tldr}\n:::"
    return [f"* {_link(talk)}", *_facts(talk), todo, *_comment(talk)]


def _todo_summary(posts: Sequence[Post]) -> str:
    return "# Summary\n\n```{todolist}\n```\n"


# --- posts of ablog ----------------------------------------------------------------------------


def _ablog_post(post: Post) -> str:
    # Its front matter is read as ablog wants it; it has no notion of a talk.
    keys = _keys(post) | {"date": post.date.strftime("%b %d, %Y")}
    keys["author"] = ", ".join(post.authors)
    del keys["authors"]
    return _front_matter(keys) + _body(post, _prose_talk)


def _ablog_summary(posts: Sequence[Post]) -> str:
    return "# Summary\n\n```{postlist}\n:excerpts:\n```\n"


# --- needs of sphinx-needs ---------------------------------------------------------------------


def _needs_post(post: Post) -> str:
    def need(talk: Talk) -> list[str]:
        identity = f"T_{post.name[4:]}_{post.talks.index(talk) + 1:02}"
        tags = "highlight" if talk.highlight else "talk"
        lines = [
            f":::{{talk}} {talk.title}",
            f":id: {identity}",
            ":status: open",
            f":tags: {tags}",
            "",
            talk.tldr,
            ":::",
        ]
        return ["\n".join(lines), f"[The talk]({talk.url})", *_facts(talk), *_comment(talk)]

    return _front_matter(_keys(post)) + _body(post, need)


def _needs_summary(posts: Sequence[Post]) -> str:
    return '# Summary\n\n```{needextract}\n:filter: type == "talk"\n```\n'


# --- this extension ----------------------------------------------------------------------------


def _confnotes_post(post: Post) -> str:
    # The title of the front matter is the heading.
    return _front_matter(_keys(post)) + _body(post, _prose_talk, heading=False)


def _confnotes_summary(posts: Sequence[Post]) -> str:
    return "# Summary\n\n```{daily-summary}\n:notes: tldr\n```\n"


# --- all of them -------------------------------------------------------------------------------

FLOOR = Peer(
    name="floor",
    about="plain Markdown under MyST-Parser alone, without a summary",
    extensions=("myst_parser",),
    post=_plain_post,
)

PEERS = (
    FLOOR,
    Peer(
        name="by-hand",
        about="the same and a summary written by hand: days, titles, TLDRs",
        extensions=("myst_parser",),
        post=_plain_post,
        summary=_plain_summary,
    ),
    Peer(
        name="cards",
        about="a `card` of sphinx-design for each talk; the summary is of cards, written by hand",
        extensions=("myst_parser", "sphinx_design"),
        post=_card_post,
        summary=_card_summary,
        mark='class="sd-card ',
    ),
    Peer(
        name="todo",
        about="each TLDR a `todo` of `sphinx.ext.todo`, all of them in a `todolist`",
        extensions=("myst_parser", "sphinx.ext.todo"),
        post=_todo_post,
        summary=_todo_summary,
        settings="todo_include_todos = True\n",
        mark='class="admonition-todo ',
        # Issue 9706 of Sphinx.
        summary_follows=False,
    ),
    Peer(
        name="ablog",
        about="posts of ablog, with its archives and a `postlist` with excerpts; no TLDRs in it",
        extensions=("myst_parser", "ablog"),
        post=_ablog_post,
        summary=_ablog_summary,
        summary_shows_tldrs=False,
        # Feeds need an address and aren't asked for.
        settings='blog_path = "blog"\nblog_title = "Notes"\nblog_post_pattern = "posts/*"\n',
    ),
    Peer(
        name="needs",
        about="each talk a need of sphinx-needs with its TLDR; the summary is a `needextract`",
        extensions=("myst_parser", "sphinx_needs"),
        post=_needs_post,
        summary=_needs_summary,
        settings=(
            'needs_types = [{"directive": "talk", "title": "Talk", "prefix": "T_",'
            ' "color": "#ffffff", "style": "node"}]\n'
        ),
        mark='class="need_container ',
        # Issue 354 of sphinx-needs.
        summary_follows=False,
    ),
    Peer(
        name="confnotes",
        about="this extension, with a `daily-summary` of the TLDRs",
        extensions=("sphinxext_confnotes",),
        post=_confnotes_post,
        summary=_confnotes_summary,
        mark="confnotes-talk ",
    ),
    Peer(
        name="floor-no-toctree",
        about="the floor with its posts in no toctree, which their front matter has to say",
        extensions=("myst_parser",),
        post=_orphan_post,
        has_toctree=False,
    ),
    Peer(
        name="confnotes-no-toctree",
        about="this extension with its posts in no toctree",
        extensions=("sphinxext_confnotes",),
        post=_confnotes_post,
        summary=_confnotes_summary,
        has_toctree=False,
        mark="confnotes-talk ",
    ),
    Peer(
        name="unused",
        about="the floor with this extension switched on; no document says that it is a post",
        extensions=("myst_parser", "sphinxext_confnotes"),
        post=_undated_post,
    ),
)
