"""The line at the end of a build that says how many posts and talks there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

from sphinxext_confnotes.registry.tally import line_of
from tests.support.builds import CONF, touch, write

SOUP = "---\ntitle: A day\ndate: 2031-05-14\n---\n\n## Soup\n\nTLDR: Ladle.\n"
TIRED = "---\ntitle: Tired\ndate: {}\nconference: KitchenConf\n---\n\nNothing yet.\n"
INDEX = "# Home\n\n```{toctree}\n:glob:\nposts/*\n```\n"


@pytest.mark.parametrize(
    ("unread", "posts", "talks", "line"),
    [
        ([], 1, 1, "confnotes: 1 post, 1 talk"),
        ([], 12, 87, "confnotes: 12 posts, 87 talks"),
        (
            ["b", "a"],
            2,
            0,
            "confnotes: 2 posts, 0 talks; no talk in 2 posts about a conference: a, b",
        ),
        (
            [*"abcdefg"],
            9,
            2,
            "confnotes: 9 posts, 2 talks; no talk in 7 posts about a conference: a, b, c, d, e "
            "and 2 more",
        ),
    ],
)
def test_the_line_at_the_end_of_a_build(
    unread: list[str], posts: int, talks: int, line: str
) -> None:
    assert line_of(unread, posts, talks) == line


def told(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Build, with warnings as errors, and return the lines of the log about posts."""
    capsys.readouterr()
    # A file that was changed right before has the time of the build.
    for path in folder.glob("posts/*.md"):
        touch(path)
    assert build_main(["-W", "-b", "dummy", "-N", *options, str(folder), str(folder / "out")]) == 0
    said = capsys.readouterr().out.splitlines()
    return [line for line in said if line.startswith("confnotes:") and "post" in line]


def test_it_is_about_the_whole_site_in_every_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"conf.py": CONF, "index.md": INDEX, "posts/plain.md": "# Plain\n"})
    assert told(tmp_path, capsys) == []
    write(tmp_path, {"index.md": INDEX, "posts/a.md": SOUP})
    assert told(tmp_path, capsys) == ["confnotes: 1 post, 1 talk"]
    write(tmp_path, {"index.md": INDEX, "posts/b.md": TIRED.format("2031-05-15")})
    line = "confnotes: 2 posts, 1 talk; no talk in 1 post about a conference: posts/b"
    assert told(tmp_path, capsys) == [line]
    assert told(tmp_path, capsys, "-E", "-j", "2") == [line]
    assert told(tmp_path, capsys, "-q") == []
    (tmp_path / "posts" / "b.md").unlink()
    assert told(tmp_path, capsys) == ["confnotes: 1 post, 1 talk"]


def test_parallel_builds_count_what_others_have_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = {f"posts/{name}.md": SOUP for name in "abcdefgh"}
    write(tmp_path, {"conf.py": CONF, "index.md": INDEX, **posts})
    assert told(tmp_path, capsys, "-j", "2") == ["confnotes: 8 posts, 8 talks"]


def test_a_post_of_a_conference_is_named_without_a_date_that_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = f"{CONF}suppress_warnings = ['confnotes.date']\n"
    write(tmp_path, {"conf.py": conf, "index.md": INDEX, "posts/b.md": TIRED.format("soon")})
    line = "confnotes: 1 post, 0 talks; no talk in 1 post about a conference: posts/b"
    assert told(tmp_path, capsys) == [line]
