"""Runs the instances, each as a program of its own, and keeps what is measured as it goes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fristed.statistics.releases.benchmark.instances import INSTANCES
from fristed.statistics.releases.benchmark.measuring import Measured

LONGEST_SECONDS = 1800


class InstanceFailed(Exception):
    """An instance ended with an error or took too long; the message says which."""


def run_instance(name: str) -> Measured:
    """Measure one instance in a program of its own.

    Raises
    ------
    InstanceFailed
        If it ends with an error or takes longer than half an hour.
    """
    program = [sys.executable, "-m", "fristed.statistics.releases.benchmark.measuring", name]
    try:
        ended = subprocess.run(program, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise InstanceFailed(f"{name}: not finished in {LONGEST_SECONDS} seconds") from late
    if ended.returncode:
        last_words = (ended.stderr.strip().splitlines() or ["no word"])[-1]
        raise InstanceFailed(f"{name}: {last_words}")
    return Measured(**json.loads(ended.stdout))


def run_instances(
    names: Sequence[str],
    *,
    measured: Mapping[str, Mapping[str, Any]],
    made_on: Mapping[str, object],
    on: str,
    say: Callable[[str], None],
    keep: Callable[[Mapping[str, Mapping[str, Any]]], object],
) -> dict[str, Mapping[str, Any]]:
    """Measure the named instances and keep the results of others.

    Parameters
    ----------
    names
        Instances to measure.
    measured
        Results of earlier runs per instance.
    made_on, on
        The machine and the day, written beside each result.
    say
        Hears which instance is measured.
    keep
        Is given all results after each instance, so that a run that is stopped can be taken up.
    """
    results = dict(measured)
    for name in names:
        say(f"Measuring {name} …")
        found = run_instance(name)
        results[name] = {**_as_row(found), "date": on, "machine": dict(made_on)}
        keep(_in_order(results))
    return _in_order(results)


def _as_row(found: Measured) -> dict[str, Any]:
    fields = {name: getattr(found, name) for name in Measured.__slots__}
    return {**fields, "gap": round(found.gap, 4)}


def _in_order(results: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {one.name: results[one.name] for one in INSTANCES if one.name in results}
