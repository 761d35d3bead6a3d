"""The two lock files: what runs Fristed, and all that tests it; the first is a part of the second."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
# What only the benchmarks and proofs import, which are run where the tests are.
FOR_TESTS = frozenset({"pandas"})
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def locked(name: str) -> dict[str, list[str]]:
    """Give the packages of a lock file: name, and lines with version and hashes for each interpreter."""
    text = (CHECKOUT / "requirements" / name).read_text("utf-8")
    packages: dict[str, list[str]] = {}
    for found in PACKAGE.finditer(text):
        packages.setdefault(canonicalize_name(found[1]), []).append(found[0])
    return packages


def needed(asked: Iterable[str], extras: Mapping[str, str] | None = None) -> set[str]:
    """Give what is asked for and all that it needs, as the packages themselves say."""
    found: set[str] = set()
    waiting = [Requirement(one) for one in asked]
    while waiting:
        one = waiting.pop()
        key = f"{canonicalize_name(one.name)}[{','.join(sorted(one.extras))}]"
        if key in found:
            continue
        found.add(key)
        try:
            requires = distribution(one.name).requires or []
        except PackageNotFoundError:
            continue
        for text in requires:
            more = Requirement(text)
            environments = [{"extra": extra} for extra in ("", *one.extras)]
            if more.marker is None or any(more.marker.evaluate(given) for given in environments):
                waiting.append(more)
    return {key.partition("[")[0] for key in found}


def test_what_runs_fristed_is_locked_apart_and_is_whole() -> None:
    asked = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    assert needed(asked) == set(locked("run.txt"))


def test_what_runs_is_the_same_as_what_is_tested() -> None:
    every = locked("lock.txt")
    assert {name: every.get(name) for name in locked("run.txt")} == locked("run.txt")


def test_a_demo_needs_nothing_of_the_tests() -> None:
    assert {"pytest", "hypothesis", "mypy", "pandas", "schemathesis", "rich"}.isdisjoint(locked("run.txt"))


def imported() -> set[str]:
    """Give the packages that the code of Fristed imports, by the names they are locked under."""
    owners = packages_distributions()
    names: set[str] = set()
    for path in (CHECKOUT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {one.name.partition(".")[0] for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    theirs = names - {"fristed"} - sys.stdlib_module_names
    return {canonicalize_name(owner) for name in theirs for owner in owners.get(name, [name])}


def test_what_the_code_imports_is_declared() -> None:
    asked = {canonicalize_name(Requirement(one).name) for one in PROJECT["project"]["dependencies"]}
    assert imported() - asked - FOR_TESTS == set()
