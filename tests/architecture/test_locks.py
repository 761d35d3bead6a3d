"""The two lock files: what runs Fristed, and all that tests it; the first is a part of the second."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def locked(name: str) -> dict[str, str]:
    """Give the packages of a lock file: name, and its lines with version and hashes."""
    text = (CHECKOUT / "requirements" / name).read_text("utf-8")
    return {canonicalize_name(found[1]): found[0] for found in PACKAGE.finditer(text)}


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
