"""Protect within a limit of time and memory: in a program of its own that can be stopped.

What that program finds it writes down at once, so that the best safe pattern so far is there when it is
stopped. An unsafe pattern is never written down.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any, TextIO

from fristed.methods.disclosure.protection.linked.effort import Effort
from fristed.methods.disclosure.protection.linked.search import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, LinkedPattern, Loss, ProtectionRule

MEGABYTE = 1 << 20


class LimitReached(RuntimeError):
    """The limit was reached before any safe pattern was found; nothing may be printed."""


class SearchFailed(RuntimeError):
    """The program that searched ended with an error of its own, which is no limit; nothing may be printed."""


@dataclass(frozen=True, slots=True)
class LimitedPattern:
    """A safe pattern, and whether the search came to its own end within the limit."""

    pattern: LinkedPattern
    is_finished: bool


def protect_within(
    linked: LinkedCounts,
    rule: ProtectionRule,
    *,
    seconds: float,
    megabytes: int,
    effort: Effort | None = None,
) -> LimitedPattern:
    """Protect linked counts in a program that is stopped at a limit.

    Parameters
    ----------
    linked, rule, effort
        As for :func:`protect_linked`.
    seconds
        How long the search may take.
    megabytes
        How much memory it may use.

    Returns
    -------
    LimitedPattern
        The best safe pattern found within the limit, with its gap.

    Raises
    ------
    NoSafeLinkedPattern
        If no pattern is safe.
    LimitReached
        If the limit was reached before a safe pattern was found.
    SearchFailed
        If the search ended with an error, whatever it had found by then.
    """
    task = json.dumps(
        {"linked": _written(linked), "rule": asdict(rule), "effort": asdict(effort or Effort())}
    )
    program = [sys.executable, "-c", f"from {__name__} import main; main()", str(megabytes)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            said, _ = child.communicate(task, timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            said, _ = child.communicate()
    return _heard([json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")])


def _heard(lines: list[dict[str, Any]]) -> LimitedPattern:
    """Return the last pattern the program wrote down."""
    for line in lines:
        if "error" in line:
            raise SearchFailed(line["error"])
        if "no_pattern" in line:
            raise NoSafeLinkedPattern(line["name"], tuple(line["no_pattern"]))
    patterns = [line["pattern"] for line in lines if "pattern" in line]
    if not patterns:
        raise LimitReached("The limit of time or memory was reached before a safe pattern was found.")
    return LimitedPattern(_pattern(patterns[-1]), is_finished="finished" in lines[-1])


def _written(linked: LinkedCounts) -> dict[str, Any]:
    return {
        "name": linked.name,
        "counts": dict(linked.counts),
        "relations": [[relation.total_key, *relation.part_keys] for relation in linked.relations],
        "unprinted": sorted(linked.unprinted),
        "shown": sorted(linked.shown),
        "hidden": sorted(linked.hidden),
        "weights": dict(linked.weights),
    }


def _linked(written: dict[str, Any]) -> LinkedCounts:
    relations = tuple(Equation(total, tuple(parts)) for total, *parts in written["relations"])
    fields: dict[str, Any] = {**written, "relations": relations}
    fields |= {name: frozenset(written[name]) for name in ("unprinted", "shown", "hidden")}
    return LinkedCounts(**fields)


def _pattern(written: dict[str, Any]) -> LinkedPattern:
    protects = {key: tuple(keys) for key, keys in written["protects"].items()}
    fields: dict[str, Any] = {**written, "protects": protects, "loss": Loss(**written["loss"])}
    return LinkedPattern(**fields)


def search_and_tell(task: TextIO, out: TextIO) -> None:
    """Read a task, search, and write down every safe pattern, each on a line."""

    def tell(line: dict[str, Any]) -> None:
        out.write(json.dumps(line) + "\n")
        out.flush()

    asked = json.load(task)
    linked, rule = _linked(asked["linked"]), ProtectionRule(**asked["rule"])
    try:
        protect_linked(
            linked,
            rule,
            effort=Effort(**asked["effort"]),
            tell=lambda found: tell({"pattern": asdict(found)}),
        )
    except NoSafeLinkedPattern as none:
        tell({"no_pattern": none.cells, "name": linked.name})
    except MemoryError:
        return
    except Exception as error:
        tell({"error": f"{type(error).__name__}: {error}"})
        raise
    else:
        tell({"finished": True})


def main() -> None:
    """Search as the program of its own: the memory limit is the only argument, the task comes on stdin."""
    most = int(sys.argv[1]) * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    search_and_tell(sys.stdin, sys.stdout)
