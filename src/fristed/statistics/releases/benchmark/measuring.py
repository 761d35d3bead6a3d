"""Measures one instance in a program of its own: protect it, print it, attack the print."""

from __future__ import annotations

import json
import resource
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter

from fristed.methods.disclosure.attack import attack, show_width
from fristed.methods.disclosure.proof import print_linked
from fristed.methods.disclosure.protection import Effort, protect_linked
from fristed.methods.disclosure.records import LinkedPattern, Printed, ProtectionRule
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
    worlds: list[Mapping[str, int]] = []
    pattern = protect_linked(linked, instance.rule, effort=Effort(gap=instance.gap), show=worlds.append)
    protected = perf_counter()
    kinds = _leaks(print_linked(linked, pattern.hidden, instance.rule), instance.rule, linked.counts, worlds)
    attacked = perf_counter()
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


def _leaks(
    printed: Printed, rule: ProtectionRule, truth: Mapping[str, int], worlds: Sequence[Mapping[str, int]]
) -> Counter[str]:
    """Count what the attacker finds; in the largest prints what is not shown to be wide counts as narrow."""
    least = rule.smallest_hidden_sum
    if not worlds:
        return Counter(leak.kind for leak in attack(printed, width=rule.width, smallest_sum=least).leaks)
    widths = show_width(printed, rule.width, world=truth, worlds=worlds, smallest_sum=least)
    found = Counter("exact" if low == high else "narrow" for low, high in widths.narrow.values())
    found.update(narrow=len(widths.unsettled), group=len(widths.groups))
    return found


def _secondary(pattern: LinkedPattern) -> list[str]:
    return [key for key, why in pattern.hidden.items() if why == "secondary"]


def main() -> None:
    """Measure the instance named on the command line and write the result as JSON."""
    [instance] = [one for one in INSTANCES if one.name == sys.argv[1]]
    json.dump(asdict(measure(instance)), sys.stdout)


if __name__ == "__main__":
    main()
