"""Check that each dependency is installed in the lowest version that pyproject.toml allows.

A resolver goes above a bound that goes with no other one; then the bound promises what nobody
has tried.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

PROJECT = Path(__file__).parent.parent / "pyproject.toml"


def above(requirement: Requirement) -> str:
    """Return what is wrong with the installed version of a requirement, or nothing."""
    if requirement.marker and not requirement.marker.evaluate():
        return ""
    bounds = [Version(one.version) for one in requirement.specifier if one.operator == ">="]
    if not bounds:
        return f"{requirement}: has no lower bound"
    installed = Version(version(requirement.name))
    return "" if installed == max(bounds) else f"{requirement}: {installed} is installed"


dependencies = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
sys.exit("\n".join(filter(None, (above(Requirement(one)) for one in dependencies))) or None)
