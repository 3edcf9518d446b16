"""A project as plain data, edits that change it, and the files that it is written to.

An edit is drawn by ``hypothesis`` and printed as it would be typed, so that a counterexample can
be pasted into a test.  Every edit can be made of every project: things are named by their number,
counted round, and an edit of something that isn't there changes nothing.  So a sequence stays one
when edits are taken out of it, and shrinks to what matters.

Names, addresses, conferences and authors come from small pools, for collisions to be usual.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from hypothesis import strategies as st

from sphinxext_confnotes.reading.directives.registration import DIRECTIVES
from tests.support import other_sites

Form = Literal["list", "section", "h1", "bold", "linked", "row", "directive"]

POSTS = ("posts/a", "posts/b", "posts/c", "more/d")
PAGES = ("refers", "more/refers")
ADDRESSES = ("https://example.org/soup", "https://example.org/bread", "https://example.org/salt")
DATES = ("2031-05-12", "2031-05-13", "2031-05-14", "2032-01-02")
CONFERENCES = ("WaitConf", "SoupConf")
AUTHORS = ("Ana Holm", "Bo Falk")
SPEAKERS = ("Rosa Wirth", "Ade Bello", "Ana Holm")
AFFILIATED = ("Rosa Wirth (Soup Lab, Lund)", "Ade Bello (she/her)")
TAGS = ("soup", "bread", "queues")
TRACKS = ("Theory", "Kitchen")
KINDS = ("keynote", "Poster")
TITLES = (
    "Soup",
    "Bread",
    "*Salt* and pepper",
    "Crème brûlée",
    "Stirring pots for a hundred guests",
)
NAMES = ("", "the-soup", "loaf")
SITES = ("kettles", "ovens")
"""Other sites, whose data the project has."""
LABELS = ("TLDR", "Comment", "Comment (Bo Falk)", "Verdict", "Notes", "Fazit", "Mon avis", "まとめ")
STYLES = ("{}: {}", "**{}** {}", "**{}** – {}", "{} - {}", "*{}*: {}", "#### {}\n\n{}", "- {}: {}")
"""How a label and its text are put together."""
BEFORE = ("", "09:30-10:15 ", "14:00 (Blue hall): ", "[Keynote] ")
BELOW = (
    "",
    "*by Rosa Wirth (Soup Lab)*",
    "★★★☆☆",
    "Ade Bello",
    "([slides](https://example.org/soup.pdf), [video](https://example.org/soup.mp4))",
    "---\n\nNo more of it.",
)
HEADINGS = ("", "Day 2", "Friday 14 May", "Lunch", "Talks")
MODES = (
    "", "auto", "labelled", "links", "paragraphs", "tables", "h1", "h2", "page", "none",
    "[links, h2]",
)  # fmt: skip
TEXTS = (
    "Ladle first.",
    "It rises.",
    "With $k$ queues.",
    "Two paragraphs.\n\nThe second.",
    "A mark.[^mark]",
    "- a list\n- of two",
)


@dataclass(frozen=True)
class Note:
    """What stands behind a label; `refers` is a reference at its end."""

    label: str
    text: str
    refers: str = ""
    style: str = STYLES[0]
    """How it is written in prose."""

    def __str__(self) -> str:
        return f"{self.text}\n\nSee {self.refers}." if self.refers else self.text


@dataclass(frozen=True)
class Talk:
    title: str
    address: str
    notes: tuple[Note, ...]
    form: Form = "list"
    name: str = ""
    """The option of a directive, the label before a section, and nothing in a list."""
    facts: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""
    before: str = ""
    below: str = ""
    """What stands before and below the title of a talk in prose."""


@dataclass(frozen=True)
class Post:
    title: str
    date: str
    talks: tuple[Talk, ...]
    conference: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    draft: bool = False
    opening: str = "Opening."
    day: str = ""
    """The text of the day's own TLDR."""
    mode: str = ""
    """What its front matter says of its talks."""
    heading: str = ""
    """The title of a section that its talks stand in."""


@dataclass(frozen=True)
class Listing:
    """A directive that shows a selection."""

    directive: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Project:
    posts: Mapping[str, Post]
    listings: Mapping[str, tuple[Listing, ...]]
    """Pages of listings, each behind the first in a section of its own."""
    pages: Mapping[str, tuple[str, ...]]
    """Pages of references."""
    plain: str = "Nothing."
    config: Mapping[str, str] = field(default_factory=dict)
    """Values in ``conf.py``, as they are typed."""
    programme: tuple[Mapping[str, str], ...] = ()
    """The entries of the first conference's programme, each with a title."""
    others: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """The talks of other sites, each with a title and a note."""


START = Project(
    posts={
        "posts/a": Post(
            "One",
            "2031-05-12",
            (
                Talk(
                    "Soup",
                    ADDRESSES[0],
                    (Note("TLDR", "Ladle first."), Note("Comment", "Hungry.")),
                    facts={"speakers": "Rosa Wirth"},
                ),
                Talk("Bread", ADDRESSES[1], (Note("TLDR", "It rises."),), "section"),
            ),
            "WaitConf",
            ("soup",),
            ("Ana Holm",),
        ),
        "posts/b": Post(
            "Two",
            "2031-05-13",
            (
                Talk(
                    "*Salt* and pepper",
                    ADDRESSES[2],
                    (Note("TLDR", "A pinch.", "{conf:talk}`soup`"),),
                    "directive",
                    "loaf",
                    {"tags": "bread"},
                ),
                Talk("Soup", ADDRESSES[0], (Note("Comment", "Again."),)),
            ),
            "WaitConf",
            ("bread",),
            ("Bo Falk",),
            day="A day of soups.",
        ),
    },
    listings={
        "lists/all": (Listing("daily-summary"),),
        "lists/some": (Listing("daily-summary", {"tags": "soup", "notes": "tldr"}),),
        "lists/talks": (Listing("talk-list"),),
        "lists/both": (
            Listing("talk-list", {"group-by": "tag", "layout": "table"}),
            Listing("daily-summary", {"conference": "WaitConf", "limit": "1"}),
        ),
        "lists/paged": (
            Listing("daily-summary", {"paginate": "1"}),
            Listing("talk-list", {"paginate": "2", "order": "oldest", "group-by": "day"}),
        ),
        "lists/programme": (Listing("programme"), Listing("talk-list", {"layout": "timetable"})),
    },
    pages={
        "refers": ("{conf:talk}`soup`", "{conf:post}`posts/b`", "{any}`bread`"),
        "more/refers": ("{ref}`loaf`", "[](#bread)", "{conf:day}`2031-05-13`"),
    },
    programme=(
        {"title": "The soup of the day", "url": ADDRESSES[0], "room": "Hall"},
        {"title": "Pepper and salt, seasoned", "url": ADDRESSES[2], "speakers": "Ade Bello"},
        {"title": "Stirring pots for a hundred guests", "time": "10:00"},
    ),
    others={
        "kettles": (
            {"title": "Soup", "note": "Theirs was cold.", "url": ADDRESSES[0]},
            {"title": "Tea", "note": "It was late.", "tags": ["soup"]},
        ),
    },
)


def written(project: Project) -> dict[str, str]:
    """Return the files of a project, by name.

    No page has a toctree, because Sphinx writes a page with one again whenever something below
    it has changed, and would hide that the page was stale.
    """
    conf = {
        "extensions": '["sphinxext_confnotes"]',
        "html_sidebars": '{"**": ["localtoc.html"]}',
        "html_baseurl": '"https://example.org/"',
        "confnotes_feeds": '["conference", "tag"]',
        "confnotes_feed_limit": "2",
        "confnotes_programmes": f'{{"{CONFERENCES[0]}": "programme.json"}}',
        "confnotes_pages": '{"speaker": 1, "tag": 2, "conference": 1, "author": 2}',
        "confnotes_others": str({site: f"others/{site}.json" for site in SITES}),
    }
    files = {
        "conf.py": "".join(f"{k} = {v}\n" for k, v in {**conf, **project.config}.items()),
        "index.md": "# Home\n\nNo list of pages.\n",
        "plain.md": f"---\norphan: true\n---\n\n# Plain\n\n{project.plain}\n",
    }
    if project.programme:
        files["programme.json"] = json.dumps(project.programme)
    files |= {f"others/{name}.json": _site(talks) for name, talks in project.others.items()}
    files |= {f"{name}.md": _post(post) for name, post in project.posts.items()}
    for name, listings in project.listings.items():
        text = "\n## Another list\n\n".join(_listing(listing) for listing in listings)
        files[f"{name}.md"] = f"---\norphan: true\n---\n\n# The list\n\n{text}"
    for name, references in project.pages.items():
        text = "\n".join(f"- {reference}" for reference in references)
        files[f"{name}.md"] = f"---\norphan: true\n---\n\n# The references\n\n{text}\n"
    return files


def _site(talks: tuple[Mapping[str, Any], ...]) -> str:
    theirs = [other_sites.talk(f"talk-{number}", **talk) for number, talk in enumerate(talks)]
    return other_sites.site(other_sites.post("day", *theirs, conference=CONFERENCES[0]))


def _post(post: Post) -> str:
    matter: dict[str, object] = {"title": post.title, "orphan": True, "date": post.date}
    matter |= {"conference": post.conference, "tags": post.tags, "authors": post.authors}
    matter |= {"draft": post.draft, "talks": post.mode.strip("[]").split(", ") if post.mode else ""}
    lines = [f"{key}: {json.dumps(value)}" for key, value in matter.items() if value]
    parts = ["\n".join(["---", *lines, "---"])]
    parts += [f"TLDR: {post.day}"] if post.day else []
    parts += [post.opening] if post.opening else []
    parts += [f"## {post.heading}"] if post.heading else []
    # What follows a section is in it.
    last = ("section", "h1")
    parts += [_talk(talk, post) for talk in post.talks if talk.form not in last]
    parts += [_talk(talk, post) for form in last for talk in post.talks if talk.form == form]
    if any("[^mark]" in part for part in parts):
        parts.append("[^mark]: Its text.")
    return "\n\n".join(parts) + "\n"


def _talk(talk: Talk, post: Post) -> str:
    title = f"[{talk.title}]({talk.address})" if talk.address else talk.title
    facts = "".join(f":{key}: {value}\n" for key, value in talk.facts.items())
    if talk.form == "directive":
        name = f":name: {talk.name}\n" if talk.name else ""
        head = f"::::{{talk}} {title}\n{name}{facts}"
        return "\n\n".join([head, *map(_directive, talk.notes), "::::"])
    # A talk in prose needs a note, without which Sphinx would take the section for one of its own.
    notes = talk.notes or (Note("TLDR", "Nothing."),)
    title = f"{talk.before}{title} {talk.mark}".rstrip()
    if talk.form == "row":
        cells = (title, talk.facts.get("speakers", ""), " ".join(str(notes[0]).split()))
        return f"| Talk | Speaker | {notes[0].label} |\n| - | - | - |\n| {' | '.join(cells)} |"
    parts = [facts.replace("\n:", "\n").removeprefix(":").strip()] if facts else []
    parts = [*([talk.below] if talk.below else []), *parts]
    parts += [note.style.format(note.label, note) for note in notes]
    if talk.form in ("section", "h1"):
        label = f"({talk.name})=\n" if talk.name and post.date and not post.mode else ""
        signs = "#" if talk.form == "h1" else "###" if post.heading else "##"
        return "\n\n".join([f"{label}{signs} {title}", *parts])
    if talk.form in ("bold", "linked"):
        return "\n\n".join([f"**{title}**" if talk.form == "bold" else title, *parts])
    return "\n\n".join([f"* {title}", *parts]).replace("\n", "\n  ")


def _listing(listing: Listing) -> str:
    options = "".join(f":{key}: {value}\n" for key, value in sorted(listing.options.items()))
    return f"```{{{listing.directive}}}\n{options}```\n"


def _directive(note: Note) -> str:
    kind = "comment" if note.label.startswith("Comment") else "tldr"
    author = ":author: Bo Falk\n\n" if "(" in note.label else ""
    return f":::{{{kind}}}\n{author}{note}\n:::"


@dataclass(frozen=True)
class Edit:
    """A function of a project, with its arguments; printed as the call that makes it."""

    function: Callable[..., Project]
    arguments: Mapping[str, object]

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return f"{self.function.__name__}({given})"

    def __call__(self, project: Project) -> Project:
        return self.function(project, **self.arguments)


Undo = Literal["undo"]
UNDO: Undo = "undo"
"""In the place of an edit: back to what was there before the last one."""

EDITS: list[st.SearchStrategy[Edit | Undo]] = [st.just(UNDO)]


def edit(
    **drawn: st.SearchStrategy[Any],
) -> Callable[[Callable[..., Project]], Callable[..., Edit]]:
    """Make an edit of a function: called without a project, it is an `Edit`."""

    def register(function: Callable[..., Project]) -> Callable[..., Edit]:
        def make(**arguments: object) -> Edit:
            return Edit(function, arguments)

        # What is printed for it.
        make.__name__ = make.__qualname__ = function.__name__
        EDITS.append(st.builds(make, **drawn))
        return make

    return register


NUMBER = st.integers(0, 3)
WHICH = {"post": NUMBER, "talk": st.integers(0, 2)}
DAY = st.sampled_from(DATES)
SPAN = "May 12-14, 2031"
REFUSED = "05/06/2031"
"""A date that makes a post, but one of no day."""


def words(pool: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Draw one of a pool or several behind commas."""
    return st.one_of(st.sampled_from(pool), st.just(", ".join(pool[:2])))


def references() -> st.SearchStrategy[str]:
    """Draw a reference, to something or nothing, from any page."""
    slugs = ("soup", "bread", "salt-and-pepper", *NAMES[1:])
    talks = (*slugs, *TITLES[:2], *(f"{post}:{name}" for post in POSTS[:2] for name in slugs[:2]))
    written = [f"{{conf:talk}}`{talk}`" for talk in talks]
    written += [f"{{conf:talk}}`words <{slug}>`" for slug in slugs]
    written += [f"{{conf:post}}`{post}`" for post in (*POSTS, "a", "/posts/b")]
    written += [f"{{conf:day}}`{date}`" for date in DATES]
    written += [f"{{any}}`{slug}`" for slug in slugs]
    written += [f"{{ref}}`{name}`" for name in NAMES[1:]]
    written += [text for slug in slugs for text in (f"[](#{slug})", f"[words](#{slug})")]
    written += [f"{{conf:speaker}}`{speaker}`" for speaker in SPEAKERS]
    written += [f"{{conf:tag}}`{tag}`" for tag in TAGS]
    written += [f"{{conf:conference}}`{conference}`" for conference in CONFERENCES]
    written += [f"{{conf:author}}`{author}`" for author in AUTHORS]
    return st.sampled_from(written)


@edit(**WHICH, note=NUMBER, text=st.sampled_from(TEXTS))
def say(project: Project, post: int, talk: int, note: int, text: str) -> Project:
    return _change_note(project, post, talk, note, text=text)


@edit(**WHICH, note=NUMBER, refers=st.one_of(st.just(""), references()))
def refer_in_note(project: Project, post: int, talk: int, note: int, refers: str) -> Project:
    return _change_note(project, post, talk, note, refers=refers)


@edit(**WHICH, note=NUMBER, label=st.sampled_from(LABELS))
def relabel(project: Project, post: int, talk: int, note: int, label: str) -> Project:
    return _change_note(project, post, talk, note, label=label)


@edit(**WHICH, note=NUMBER, style=st.sampled_from(STYLES))
def restyle(project: Project, post: int, talk: int, note: int, style: str) -> Project:
    return _change_note(project, post, talk, note, style=style)


@edit(**WHICH, label=st.sampled_from(LABELS), text=st.sampled_from(TEXTS))
def add_note(project: Project, post: int, talk: int, label: str, text: str) -> Project:
    return _change_talk(
        project, post, talk, lambda it: replace(it, notes=(*it.notes, Note(label, text)))
    )


@edit(**WHICH)
def remove_note(project: Project, post: int, talk: int) -> Project:
    return _change_talk(project, post, talk, lambda it: replace(it, notes=it.notes[:-1]))


@edit(**WHICH, title=st.sampled_from(TITLES))
def retitle_talk(project: Project, post: int, talk: int, title: str) -> Project:
    return _change_talk(project, post, talk, lambda it: replace(it, title=title))


@edit(**WHICH, address=st.sampled_from(("", *ADDRESSES)))
def readdress(project: Project, post: int, talk: int, address: str) -> Project:
    return _change_talk(project, post, talk, lambda it: replace(it, address=address))


@edit(**WHICH, name=st.sampled_from(NAMES))
def name_talk(project: Project, post: int, talk: int, name: str) -> Project:
    form: Form = "directive" if name else "list"
    return _change_talk(project, post, talk, lambda it: replace(it, name=name, form=form))


@edit(**WHICH, form=st.sampled_from(get_args(Form)))
def reform(project: Project, post: int, talk: int, form: Form) -> Project:
    return _change_talk(project, post, talk, lambda it: replace(it, form=form))


@edit(**WHICH, mark=st.sampled_from(("", "(Highlight)", "★★★", "★★★★★")))
def mark_talk(project: Project, post: int, talk: int, mark: str) -> Project:
    return _change_talk(project, post, talk, lambda it: replace(it, mark=mark))


@edit(**WHICH, before=st.sampled_from(BEFORE), below=st.sampled_from(BELOW))
def adorn(project: Project, post: int, talk: int, before: str, below: str) -> Project:
    return _change_talk(project, post, talk, lambda it: replace(it, before=before, below=below))


FACTS = st.one_of(
    *(
        st.tuples(st.just(key), st.one_of(st.just(""), values))
        for key, values in {
            "speakers": words((*SPEAKERS, *AFFILIATED)),
            "track": st.sampled_from(TRACKS),
            "kind": st.sampled_from(KINDS),
            "tags": words(TAGS),
            "conference": st.sampled_from(CONFERENCES),
            "date": st.one_of(DAY, st.just(SPAN)),
            "time": st.sampled_from(("09:00", "14:00-14:45")),
            "abstract": st.just("Soup is slow."),
            "slides": st.just("https://example.org/slides.pdf"),
        }.items()
    )
)


@edit(**WHICH, fact=FACTS)
def set_fact(project: Project, post: int, talk: int, fact: tuple[str, str]) -> Project:
    return _change_talk(
        project, post, talk, lambda it: replace(it, facts=_with(it.facts, fact[0], fact[1]))
    )


@edit(
    post=NUMBER,
    title=st.sampled_from(TITLES),
    address=st.sampled_from(ADDRESSES),
    at_start=st.booleans(),
)
def add_talk(project: Project, post: int, title: str, address: str, at_start: bool) -> Project:
    def change(it: Post) -> Post:
        talk = (Talk(title, address, (Note("TLDR", "New."),)),)
        return replace(it, talks=talk + it.talks if at_start else it.talks + talk)

    return _change_post(project, post, change)


@edit(**WHICH)
def remove_talk(project: Project, post: int, talk: int) -> Project:
    def change(it: Post) -> Post:
        number = talk % max(len(it.talks), 1)
        return replace(it, talks=it.talks[:number] + it.talks[number + 1 :])

    return _change_post(project, post, change)


@edit(**WHICH, to=NUMBER)
def move_talk(project: Project, post: int, talk: int, to: int) -> Project:
    name = _pick(project.posts, post)
    if name is None or not project.posts[name].talks:
        return project
    talks = project.posts[name].talks
    moved = talks[talk % len(talks)]
    without = remove_talk(post=post, talk=talk)(project)
    return _change_post(without, to, lambda it: replace(it, talks=(*it.talks, moved)))


POST_VALUES = st.one_of(
    *(
        st.tuples(st.just(key), values)
        for key, values in {
            "title": st.sampled_from(("One", "Two", "Soup", "*Uno*: ein Tag")),
            "date": st.one_of(DAY, st.sampled_from(("", REFUSED, "2031-05-13 09:00", SPAN))),
            "conference": st.sampled_from(("", *CONFERENCES)),
            "tags": st.lists(st.sampled_from(TAGS), max_size=2, unique=True).map(tuple),
            "authors": st.lists(st.sampled_from(AUTHORS), max_size=2, unique=True).map(tuple),
            "draft": st.booleans(),
            "opening": st.sampled_from(("", "Opening.", "Other words.", "Two.\n\nLines.")),
            "day": st.sampled_from(("", "A day of soups.", "See {conf:talk}`soup`.")),
            "mode": st.sampled_from(MODES),
            "heading": st.sampled_from(HEADINGS),
        }.items()
    )
)


@edit(post=NUMBER, value=POST_VALUES)
def set_post(project: Project, post: int, value: tuple[str, Any]) -> Project:
    changed: Any = {value[0]: value[1]}
    return _change_post(project, post, lambda it: replace(it, **changed))


ENTRY_FACTS = st.one_of(
    *(
        st.tuples(st.just(key), st.sampled_from(values))
        for key, values in {
            "title": ("Soup", "Pepper and salt", "Stirring pots for a hundred guests"),
            "url": ("", *ADDRESSES),
            "room": ("", "Hall", "Attic"),
            "speakers": ("", "Rosa Wirth", "Rosa Wirth (Soup Lab), Ade Bello"),
            "date": ("", *DATES[:2]),
            "time": ("", "10:00", "11:00-11:30"),
            "abstract": ("", "All about it."),
        }.items()
    )
)


@edit(entry=NUMBER, fact=ENTRY_FACTS)
def change_entry(project: Project, entry: int, fact: tuple[str, str]) -> Project:
    if not project.programme:
        return project
    entries = list(project.programme)
    entries[entry % len(entries)] = _with(entries[entry % len(entries)], fact[0], fact[1])
    return replace(project, programme=tuple(entries))


@edit(title=st.sampled_from(TITLES), address=st.sampled_from(("", *ADDRESSES)))
def add_entry(project: Project, title: str, address: str) -> Project:
    entry = {"title": title.replace("*", ""), "url": address, "track": "Theory"}
    return replace(project, programme=(*project.programme, entry))


@edit(entry=NUMBER)
def remove_entry(project: Project, entry: int) -> Project:
    at = entry % max(len(project.programme), 1)
    return replace(project, programme=project.programme[:at] + project.programme[at + 1 :])


THEIR_FACTS = st.one_of(
    *(
        st.tuples(st.just(key), st.sampled_from(values))
        for key, values in {
            "title": ("Soup", "Tea", "Stirring pots for a hundred guests"),
            "note": ("", "Theirs was warm.", "With $k$ kettles."),
            "url": ("", *ADDRESSES),
            "speakers": ((), SPEAKERS[:1], SPEAKERS[1:]),
            "tags": ((), TAGS[:1], TAGS[1:]),
            "track": ("", *TRACKS),
            "highlight": (False, True),
        }.items()
    )
)


@edit(site=NUMBER, talk=NUMBER, fact=THEIR_FACTS)
def change_their_talk(project: Project, site: int, talk: int, fact: tuple[str, Any]) -> Project:
    def change(talks: list[Mapping[str, Any]]) -> None:
        if talks:
            there = {**talks[talk % len(talks)], fact[0]: fact[1]}
            talks[talk % len(talks)] = {key: value for key, value in there.items() if value}

    return _change_site(project, site, change)


@edit(site=NUMBER, title=st.sampled_from(TITLES), at_start=st.booleans())
def add_their_talk(project: Project, site: int, title: str, at_start: bool) -> Project:
    talk = {"title": title.replace("*", ""), "note": "Heard from the kitchen."}
    return _change_site(project, site, lambda it: it.insert(0 if at_start else len(it), talk))


@edit(site=NUMBER)
def remove_their_talk(project: Project, site: int) -> Project:
    return _change_site(project, site, lambda it: it.pop(0) if it else None)


@edit(site=st.sampled_from(SITES))
def remove_site(project: Project, site: str) -> Project:
    others = {name: talks for name, talks in project.others.items() if name != site}
    return replace(project, others=others)


@edit(post=NUMBER, name=st.sampled_from(POSTS))
def copy_post(project: Project, post: int, name: str) -> Project:
    old = _pick(project.posts, post)
    if old is None or name in project.posts:
        return project
    return replace(project, posts={**project.posts, name: project.posts[old]})


@edit(name=st.sampled_from(POSTS), date=DAY)
def add_post(project: Project, name: str, date: str) -> Project:
    if name in project.posts:
        return project
    talk = Talk("Bread", ADDRESSES[1], (Note("TLDR", "Once more."),))
    post = Post("New", date, (talk,), "SoupConf", ("bread", "soup"), ("Ana Holm",))
    return replace(project, posts={**project.posts, name: post})


@edit(post=NUMBER)
def remove_post(project: Project, post: int) -> Project:
    name = _pick(project.posts, post)
    return replace(project, posts={k: v for k, v in project.posts.items() if k != name})


@edit(post=NUMBER, name=st.sampled_from(POSTS))
def rename_post(project: Project, post: int, name: str) -> Project:
    if name in project.posts:
        return project
    old = _pick(project.posts, post)
    posts = {name if key == old else key: value for key, value in project.posts.items()}
    return replace(project, posts=posts)


OPTIONS = {
    "conference": st.sampled_from(CONFERENCES),
    "tags": st.one_of(words(TAGS), st.just("soup & bread")),
    "speakers": words(SPEAKERS),
    "track": st.sampled_from(TRACKS),
    "kind": st.sampled_from(KINDS),
    "author": words((*AUTHORS, "Bo")),
    "site": words(("own", *SITES)),
    "since": DAY,
    "until": DAY,
    "highlights": st.just(" "),
    "limit": st.sampled_from(("1", "2")),
    "notes": st.sampled_from(("all", "tldr", "none")),
    "order": st.sampled_from(("newest", "oldest")),
    "paginate": st.sampled_from(("1", "2", "year", "month")),
    "sort": st.sampled_from(("source", "time", "title", "speaker", "rating")),
    # Those of a talk-list alone.
    "group-by": st.sampled_from(
        ("day", "speaker", "tag", "track", "kind", "conference", "author", "none")
    ),
    "layout": st.sampled_from(("cards", "list", "table", "timetable")),
    # Those of a programme alone.
    "day": DAY,
    "noted": st.just(" "),
}
OPTION = st.one_of(
    *(st.tuples(st.just(key), st.one_of(st.just(""), values)) for key, values in OPTIONS.items())
)


@edit(page=st.integers(0, 5), listing=NUMBER, option=OPTION)
def set_option(project: Project, page: int, listing: int, option: tuple[str, str]) -> Project:
    name = sorted(project.listings)[page % len(project.listings)]
    there = list(project.listings[name])
    number = listing % len(there)
    old = there[number]
    if option[0] in DIRECTIVES[old.directive].fields:
        there[number] = replace(old, options=_with(old.options, option[0], option[1]))
    return replace(project, listings={**project.listings, name: tuple(there)})


@edit(page=NUMBER, number=NUMBER, refers=references())
def refer(project: Project, page: int, number: int, refers: str) -> Project:
    name = PAGES[page % len(PAGES)]
    there = list(project.pages[name])
    there[number % len(there)] = refers
    return replace(project, pages={**project.pages, name: tuple(there)})


@edit(text=st.sampled_from(("Nothing.", "TLDR: nothing.", "Still nothing.")))
def say_plainly(project: Project, text: str) -> Project:
    return replace(project, plain=text)


CONFIG = st.one_of(
    *(
        st.tuples(st.just(key), st.sampled_from(("", *map(repr, values))))
        for key, values in {
            "confnotes_date_format": ("short", "EEEE d. MMMM y"),
            "confnotes_prose_labels": ({"Verdict": "comment"}, {"Notes": None}),
            "confnotes_talks": ("labelled", "h2", ["links", "tables"]),
            "language": ("de", "fr"),
        }.items()
    )
)


@edit(value=CONFIG)
def configure(project: Project, value: tuple[str, str]) -> Project:
    return replace(project, config=_with(project.config, value[0], value[1]))


def _pick(things: Mapping[str, object], number: int) -> str | None:
    names = sorted(things)
    return names[number % len(names)] if names else None


def _with(values: Mapping[str, str], key: str, value: str) -> dict[str, str]:
    return {k: v for k, v in {**values, key: value}.items() if v}


def _change_site(
    project: Project, number: int, change: Callable[[list[Mapping[str, Any]]], object]
) -> Project:
    name = SITES[number % len(SITES)]
    talks = list(project.others.get(name, ()))
    change(talks)
    return replace(project, others={**project.others, name: tuple(talks)})


def _change_post(project: Project, number: int, change: Callable[[Post], Post]) -> Project:
    name = _pick(project.posts, number)
    if name is None:
        return project
    return replace(project, posts={**project.posts, name: change(project.posts[name])})


def _change_talk(
    project: Project, post: int, number: int, change: Callable[[Talk], Talk]
) -> Project:
    def changed(it: Post) -> Post:
        if not it.talks:
            return it
        talks = list(it.talks)
        talks[number % len(talks)] = change(talks[number % len(talks)])
        return replace(it, talks=tuple(talks))

    return _change_post(project, post, changed)


def _change_note(project: Project, post: int, talk: int, number: int, **changed: str) -> Project:
    def change(it: Talk) -> Talk:
        if not it.notes:
            return it
        notes = list(it.notes)
        new: Any = replace(notes[number % len(notes)], **changed)
        notes[number % len(notes)] = new
        return replace(it, notes=tuple(notes))

    return _change_talk(project, post, talk, change)
