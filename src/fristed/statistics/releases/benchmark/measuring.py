"""Measures one instance in a program of its own: protect it, print it, attack the print."""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from time import perf_counter

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.proof import print_linked
from fristed.methods.disclosure.protection import Effort, protect_linked
from fristed.methods.disclosure.records import LinkedPattern
from fristed.statistics.releases.benchmark.instances import INSTANCES, Instance


@dataclass(frozen=True, slots=True)
class Measured:
    """What protecting and attacking one instance gave.

    ``secondaries`` and ``value`` count every printed cell that carries the sign though it is not small.
    ``exact`` and ``narrow`` are signed cells an attacker knows to one whole number, or to fewer than the
    width asks for; ``groups`` are hidden cells of one relation that sum below the threshold, where the rule
    looks at groups. Times are seconds of one run, ``memory_mb`` the peak of the whole program.
    """

    instance: str
    cells: int
    primary: int
    secondaries: int
    value: int
    cost: int
    bound: int
    exact: int
    narrow: int
    groups: int
    count_seconds: float
    protect_seconds: float
    attack_seconds: float
    memory_mb: int

    @property
    def gap(self) -> float:
        """The share of the cost that is not proved to be necessary."""
        return 0.0 if self.cost <= self.bound else (self.cost - self.bound) / self.cost


def measure(instance: Instance) -> Measured:
    """Count, protect, print and attack one instance."""
    started = perf_counter()
    linked = instance.linked()
    counted = perf_counter()
    pattern = protect_linked(linked, instance.rule, effort=Effort(gap=instance.gap))
    protected = perf_counter()
    report = attack(print_linked(linked, pattern.hidden, instance.rule), width=instance.rule.width)
    attacked = perf_counter()
    looks_at_groups = instance.rule.smallest_hidden_sum > 0
    kinds = Counter(leak.kind for leak in report.leaks if leak.kind != "group" or looks_at_groups)
    secondary = _secondary(pattern)
    return Measured(
        instance=instance.name,
        cells=len(linked.counts),
        primary=len(pattern.hidden) - len(secondary),
        secondaries=len(secondary),
        value=sum(linked.counts[key] for key in secondary),
        cost=pattern.cost,
        bound=pattern.bound,
        exact=kinds["exact"],
        narrow=kinds["narrow"],
        groups=kinds["group"],
        count_seconds=round(counted - started, 2),
        protect_seconds=round(protected - counted, 2),
        attack_seconds=round(attacked - protected, 2),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _secondary(pattern: LinkedPattern) -> list[str]:
    return [key for key, why in pattern.hidden.items() if why == "secondary"]


def main() -> None:
    """Measure the instance named on the command line and write the result as JSON."""
    [instance] = [one for one in INSTANCES if one.name == sys.argv[1]]
    json.dump(asdict(measure(instance)), sys.stdout)


if __name__ == "__main__":
    main()
