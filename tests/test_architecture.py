"""The structure that ``docs/architecture.md`` describes, read from the sources."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sphinxext_confnotes

NAME = "sphinxext_confnotes"
ROOT = Path(sphinxext_confnotes.__file__).parent
FILES = {
    ".".join([NAME, *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}
TREES = {module: ast.parse(path.read_text("utf-8")) for module, path in FILES.items()}

FLOORS = (
    (
        "warnings",
        "calendar_names",
        "dates",
        "gc_pause",
        "kept_files",
        "late",
        "compat",
        "wording",
        "plaintext",
        "raw_html",
        "sanitizing",
        "marks",
        "spelling",
        "scripts",
        "names",
        "addresses",
    ),
    ("notes",),
    ("programmes",),
    ("site_data",),
    ("recognition",),
    ("config", "nodes", "doctree"),
    ("reading",),
    ("registry",),
    ("rendering", "publishing"),
    ("overviews",),
    ("",),
    ("__main__",),
)
"""The floors of the package from the ground up, the last being its own ``__init__`` and, above it,
the command line.

A module imports what is on its own floor or below.  Rooms of one floor don't know each other."""

PURE = (
    "notes",
    "programmes",
    "site_data",
    "recognition",
    "sanitizing",
    "marks",
    "spelling",
    "scripts",
    "calendar_names",
    "dates",
    "addresses",
    "gc_pause",
    "kept_files",
)
"""The rooms that know neither Sphinx nor docutils."""

READERS = {"defusedxml", "icalendar", "rapidfuzz", "yaml"}
"""What programmes are read and joined with, which is pure as well."""

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def imported(module: str, *, at_run_time: bool = False) -> set[str]:
    """Return the modules that a module imports, wherever in it, with absolute names.

    :param at_run_time: leave out what is imported for type checkers alone.
    """
    found: set[str] = set()
    for node in walk(TREES[module], at_run_time=at_run_time):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import in line {node.lineno}"
            assert node.module
            # A name imported from a package may be a module of it.
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def walk(node: ast.AST, *, at_run_time: bool) -> Iterator[ast.AST]:
    if at_run_time and isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from walk(child, at_run_time=at_run_time)


def is_in(module: str, part: str) -> bool:
    """Tell whether a module is a part of the package or in it; everything is in its root."""
    whole = f"{NAME}.{part}" if part else NAME
    return module == whole or module.startswith(f"{whole}.")


def modules_of(part: str) -> list[str]:
    found = [module for module in FILES if is_in(module, part)]
    assert found, f"there is no {part}"
    return found


def test_the_reader_of_imports_finds_them() -> None:
    assert len(FILES) > 15
    assert {"docutils", "sphinx.util", f"{NAME}.notes.records"} <= set().union(
        *(imported(module) for module in FILES)
    )
    assert "sphinx.application" in imported(NAME)
    assert "sphinx.application" not in imported(NAME, at_run_time=True)
    assert f"{NAME}.registry.domain" in imported(NAME, at_run_time=True)


def floor_of(module: str) -> tuple[int, str]:
    """Return the number of the floor of a module, and its room there."""
    for number, rooms in enumerate(FLOORS):
        for room in rooms:
            if module == NAME if not room else is_in(module, room):
                return number, room
    raise AssertionError(f"{module} is on no floor")


@pytest.mark.parametrize("module", FILES)
def test_imports_run_downwards(module: str) -> None:
    floor, room = floor_of(module)
    for other in imported(module) & FILES.keys() - {NAME}:
        below, other_room = floor_of(other)
        is_in_room = (below, other_room) == (floor, room)
        assert below < floor or is_in_room or floor in (0, 5), f"{module} imports {other}"
        assert below <= floor, f"{module} imports {other}"
    if module != NAME:
        assert not names_of_the_package(module), f"{module} imports what is at the top"


def names_of_the_package(module: str) -> set[str]:
    """Return what a module imports of the package's own ``__init__``, modules apart."""
    return {
        alias.name
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.ImportFrom) and node.module == NAME
        for alias in node.names
        if f"{NAME}.{alias.name}" not in FILES
    }


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_need_neither_sphinx_nor_docutils(room: str) -> None:
    allowed = {*sys.stdlib_module_names, "babel", "idna", "mdurl"}
    allowed |= READERS if room == "programmes" else set()
    allowed |= {"nh3"} if room == "sanitizing" else set()
    for module in modules_of(room):
        for other in imported(module) - {NAME}:
            is_pure = any(is_in(other, pure) for pure in PURE)
            assert is_pure or other.partition(".")[0] in allowed, f"{module} imports {other}"


def test_nodes_need_nothing_of_sphinx_but_nodes() -> None:
    names = {name for name in imported(f"{NAME}.nodes") if name.partition(".")[0] == "sphinx"}
    assert names <= {"sphinx", "sphinx.addnodes"}


def test_the_map_names_every_module() -> None:
    text = (ROOT.parent / "docs" / "architecture.md").read_text("utf-8")
    named = re.findall(r"^\| `([\w.]+)` \|", text, re.MULTILINE)
    packages = {module for module, path in FILES.items() if path.name == "__init__.py"}
    modules = {module.removeprefix(f"{NAME}.") for module in FILES.keys() - packages}
    assert sorted(named) == sorted([*modules, "__init__"])


def test_only_one_module_knows_sphinx_design() -> None:
    users = [
        module
        for module in FILES
        if any(name.partition(".")[0] == "sphinx_design" for name in imported(module))
    ]
    assert users == [f"{NAME}.rendering.lowering.html"]


def test_no_module_is_imported_in_a_circle() -> None:
    """Nor for type checkers alone."""
    waiting = {
        module: {name for name in imported(module) if name in FILES} - {module, NAME}
        for module in FILES
    }
    while free := {module for module, needs in waiting.items() if not needs & waiting.keys()}:
        for module in free:
            del waiting[module]
    assert not waiting


@pytest.mark.parametrize("module", FILES)
class TestEachModule:
    def test_says_what_it_is(self, module: str) -> None:
        assert ast.get_docstring(TREES[module])

    def test_describes_all_that_is_public(self, module: str) -> None:
        assert undescribed(TREES[module]) == []

    def test_says_what_things_do_or_are(self, module: str) -> None:
        """A docstring begins with a verb or names its thing; a question tells neither."""
        questions = ("What", "Which", "Who", "Whom", "Whose", "How", "Where", "When")
        described = (ast.Module, ast.ClassDef, *FUNCTIONS)
        found = [
            docstring
            for node in ast.walk(TREES[module])
            if isinstance(node, described) and (docstring := ast.get_docstring(node))
        ]
        assert not [text for text in found if text.split()[0] in questions]

    def test_keeps_no_state(self, module: str) -> None:
        """What a module holds is constant; state lives in the domain's data."""
        assert changeable(TREES[module]) == []

    def test_reads_no_clock_and_no_chance(self, module: str) -> None:
        """The same sources give the same bytes, tomorrow and elsewhere."""
        calls = {
            ast.unparse(node.func) for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)
        }
        names = ("now", "today", "utcnow", "time.time", "localtime", "uuid4", "random", "getcwd")
        assert not {call for call in calls if call.endswith(names)}
        assert not imported(module) & {"random", "uuid", "secrets", "locale", "getpass"}


def undescribed(tree: ast.AST) -> list[str]:
    """Return the public functions, classes and methods without a docstring."""
    found = []
    for node in getattr(tree, "body", []):
        if not isinstance(node, (ast.ClassDef, *FUNCTIONS)) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            found.append(node.name)
        if isinstance(node, ast.ClassDef):
            found += [f"{node.name}.{name}" for name in undescribed(node)]
    return found


def changeable(tree: ast.Module) -> list[str]:
    """Return the names of a module that hold what could be changed, and aren't constants.

    So are names that are rebound by ``global``, and class attributes that hold a list or the like.
    """
    found = [name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names]
    for node in tree.body:
        found += [name for name in assigned(node) if not name.isupper()]
        if isinstance(node, ast.ClassDef):
            found += [
                f"{node.name}.{name}"
                for statement in node.body
                for name in assigned(statement)
                if not name.isupper() and not is_classvar(statement)
            ]
    return found


def assigned(node: ast.stmt) -> list[str]:
    """Return the names to which a statement assigns a list, dictionary or set."""
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return []
    value = node.value
    kinds = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
    makers = ("list", "dict", "set", "defaultdict", "Counter", "deque", "OrderedDict")
    is_made = isinstance(value, ast.Call) and ast.unparse(value.func).endswith(makers)
    if not (isinstance(value, kinds) or is_made):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [ast.unparse(target) for target in targets]


def is_classvar(node: ast.stmt) -> bool:
    """Tell whether a class attribute is declared to be one that instances don't have."""
    return isinstance(node, ast.AnnAssign) and "ClassVar" in ast.unparse(node.annotation)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("cache = {}", ["cache"]),
        ("_seen: set[str] = set()", ["_seen"]),
        ("names = [x for x in y]", ["names"]),
        ("a = b = defaultdict(list)", ["a", "b"]),
        ("def f():\n    global last\n    last = 1", ["last"]),
        ("class A:\n    items = []", ["A.items"]),
        ("class A:\n    items: ClassVar[list[str]] = []", []),
        ("NAMES = ['a']\n_WORDS = {'a'}\nname = 'a'\npair = ('a', 'b')", []),
        ("def f():\n    local = []", []),
    ],
)
def test_the_reader_of_state_finds_it(source: str, found: list[str]) -> None:
    assert changeable(ast.parse(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f(): pass", ["f"]),
        ("class A:\n    def m(self): pass", ["A", "A.m"]),
        ("class A:\n    'It.'\n    async def m(self): pass", ["A.m"]),
        ("class A:\n    'It.'\n    def _m(self): pass\ndef _f(): pass\nclass _B: pass", []),
    ],
)
def test_the_reader_of_docstrings_finds_them_missing(source: str, found: list[str]) -> None:
    assert undescribed(ast.parse(source)) == found
