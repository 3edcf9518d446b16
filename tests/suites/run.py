"""Run the test suites of Sphinx, MyST-Parser and sphinx-design with the extension loaded.

    python -m tests.suites.run sphinx myst-parser=CHECKOUT sphinx-design=CHECKOUT

Each suite is run twice: with ``myst_parser`` and ``sphinx_design`` loaded into every application,
and with the extension, which loads these two.  What fails with the extension alone is printed, and
the command ends with 1; `EXPECTED` has the tests that have to differ, each with the reason.

Sphinx's tests are in its sources, which pip downloads; the others' aren't, and are taken from a
checkout.  The suites run in an environment of their own below ``build/suites``, with the versions
that are installed here.  ``CONFNOTES_SOURCE`` is another checkout of this project, to try that.
The results of the first run are kept for the next time: ``--again`` makes them new.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tarfile
import tomllib
import venv
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from lxml import etree

from tests.support.real_documents import download

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "build" / "suites"
REQUIREMENTS = {
    "sphinx": ["cython", "defusedxml", "pytest", "setuptools", "typing-extensions"],
    "myst-parser": ["myst-parser[linkify,testing]"],
    "sphinx-design": ["sphinx-design[testing]"],
}
"""What each suite needs."""

WITHOUT = "myst_parser,sphinx_design"
WITH = "sphinxext_confnotes"

EXPECTED = {
    "tests.test_builders.test_build_html::test_html_inventory": (
        "Sphinx gives each index of each domain a label, conf-days as well as py-modindex"
    ),
    **{
        f"tests.test_search::test_check_js_search_indexes[{name}]": (
            "the search index names every extension that has an env_version"
        )
        for name in ("cpp", "multiterm", "partial", "titles")
    },
    "tests.test_sphinx.test_sphinx_builds::test_basic": (
        "a page is dated 2/12/1985, which may be either of two days, and has a warning"
    ),
}
"""Tests that fail with the extension and have to, with the reason."""


def prepare() -> Path:
    """Return the Python of the environment that the suites run in."""
    folder = FOLDER / "venv"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        wanted = [one for needed in REQUIREMENTS.values() for one in needed]
        same = [f"{name}=={version(name)}" for name in ("docutils", *REQUIREMENTS)]
        command = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*command, *project["dependencies"], *wanted, *same], check=True)
    return python


def unpack(name: str) -> Path:
    """Return the folder of a package's sources, in the version that is installed."""
    package = f"{name}=={version(name)}"
    folder = FOLDER / package.replace("==", "-")
    if not folder.exists():
        with tarfile.open(download(package)) as tar:
            tar.extractall(FOLDER, filter="data")
    return folder


def failures(python: Path, name: str, folder: Path, loads: str, *, again: bool) -> dict[str, str]:
    """Run a suite with extensions loaded, and return the tests that fail, with what they say."""
    results = FOLDER / f"{name}-{loads.replace(',', '-')}.xml"
    if again or not results.exists():
        # The checkout itself has a package of tests, as the suites have.
        links = FOLDER / "loaded"
        links.mkdir(exist_ok=True)
        checkout = Path(os.environ.get("CONFNOTES_SOURCE", ROOT))
        for target in (checkout / WITH, Path(__file__).with_name("with_extensions.py")):
            link = links / target.name
            link.unlink(missing_ok=True)
            link.symlink_to(target.resolve())
        command = [str(python), "-m", "pytest", "-q", "-p", "with_extensions"]
        command += ["-p", "no:cacheprovider", "-o", "addopts=", "--tb=short"]
        command += [f"--junitxml={results}", f"--basetemp={FOLDER / 'temporary'}"]
        variables = {"PYTHONPATH": str(links), "CONFNOTES_SUITE_LOADS": loads}
        subprocess.run(
            [*command, "tests"],
            cwd=folder,
            env={**os.environ, **variables},
            check=False,
        )
    return read_failures(results)


def read_failures(results: Path) -> dict[str, str]:
    """Return the tests that fail in a file of results, with the messages.

    :raises ValueError: if the suite hasn't run.
    """
    cases = list(etree.parse(results).iter("testcase"))
    if len(cases) < 10:
        raise ValueError(f"{results}: {len(cases)} tests have run")
    return {
        f"{case.get('classname')}::{case.get('name')}": f"{bad.get('message')}\n{bad.text}"
        for case in cases
        for bad in case.iterchildren("failure", "error")
    }


def compare(name: str, without: dict[str, str], with_us: dict[str, str]) -> bool:
    """Print how a suite has fared, and return whether it is as it has to be."""
    new = {test: text for test, text in with_us.items() if test not in without}
    surprising = {test: text for test, text in new.items() if test not in EXPECTED}
    print(
        f"{name}: {len(without)} fail without us, {len(new)} more with us, "
        f"{len(new) - len(surprising)} of them for a reason; "
        f"{len(without.keys() - with_us.keys())} fail no more"
    )
    for test, text in surprising.items():
        print(f"  {test}\n    {text.strip().splitlines()[0][:300]}")
    return not surprising


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return 1 if a test fails with the extension alone."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.suites.run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("suites", nargs="*", default=["sphinx"], metavar="NAME[=CHECKOUT]")
    parser.add_argument("--again", action="store_true", help="run without us again as well")
    given = parser.parse_args(arguments)
    FOLDER.mkdir(parents=True, exist_ok=True)
    python = prepare()
    good = True
    for name, _, checkout in (suite.partition("=") for suite in given.suites):
        folder = Path(checkout) if checkout else unpack(name)
        without = failures(python, name, folder, WITHOUT, again=given.again)
        with_us = failures(python, name, folder, WITH, again=True)
        good = compare(name, without, with_us) and good
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
