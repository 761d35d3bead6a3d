"""Run trials: draw, protect, print, and let the oracles look; plant a fault in every release, in turn."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from fristed.methods.disclosure.protection.linked import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import LinkedPattern, Printed, ProtectionRule, same_numbers
from fristed.methods.disclosure.trials.drawing import Size, draw_release
from fristed.methods.disclosure.trials.faults import FAULTS, Fault
from fristed.methods.disclosure.trials.listing import Interval
from fristed.methods.disclosure.trials.printing import TrialRelease, printed_of
from fristed.methods.disclosure.trials.verdict import known_sums, narrow_cells, small_groups, what_is_known

Intervals = Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class TrialReport:
    """What came of trials.

    Parameters
    ----------
    releases
        How many releases were drawn.
    cells
        How many cells without a printed count were judged.
    narrow
        How many of them were known too well.
    leaks
        Each of them, each group with a small sum, and each release that was refused although hiding
        everything would have been safe, in words.
    not_protectable
        How many releases were rightly refused.
    planted_caught
        Per fault how many were planted, and how many of them gave something away.
    """

    releases: int = 0
    cells: int = 0
    narrow: int = 0
    leaks: tuple[str, ...] = ()
    not_protectable: int = 0
    planted_caught: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    @property
    def missed(self) -> tuple[str, ...]:
        """The faults that were not caught, or not always although they always do harm."""
        tallies = {name: self.planted_caught.get(name, (0, 0)) for name in FAULTS}
        return tuple(
            name
            for name, (planted, caught) in tallies.items()
            if not caught or (FAULTS[name].always_harms and caught < planted)
        )


def run_trials(seed: int, number: int, size: Size = "small") -> TrialReport:
    """Draw, protect and judge releases.

    Parameters
    ----------
    seed
        The first release; the next ones have the following seeds, so that a long run can be divided.
    number
        How many releases.
    size
        Which releases are drawn.

    Returns
    -------
    TrialReport
        What was found; no leak and no missed fault if all is well.

    Examples
    --------
    >>> report = run_trials(seed=1, number=9)
    >>> report.releases, report.leaks
    (9, ())
    """
    return together(_trial(at, size) for at in range(seed, seed + number))


def together(reports: Iterable[TrialReport]) -> TrialReport:
    """Return the reports as one."""
    given = list(reports)
    tallies: dict[str, tuple[int, int]] = {}
    for report in given:
        for name, (planted, caught) in report.planted_caught.items():
            before = tallies.get(name, (0, 0))
            tallies[name] = before[0] + planted, before[1] + caught
    return TrialReport(
        releases=sum(report.releases for report in given),
        cells=sum(report.cells for report in given),
        narrow=sum(report.narrow for report in given),
        leaks=tuple(leak for report in given for leak in report.leaks),
        not_protectable=sum(report.not_protectable for report in given),
        planted_caught=dict(sorted(tallies.items())),
    )


def _trial(seed: int, size: Size) -> TrialReport:
    chance = random.Random(f"{size} {seed}")  # noqa: S311  a trial must be repeatable
    release = draw_release(chance, size)
    fault = list(FAULTS.values())[seed % len(FAULTS)]
    try:
        pattern = protect_linked(release.linked, release.rule)
    except NoSafeLinkedPattern:
        return _refused(release, seed)
    printed = printed_of(release, pattern.hidden)
    blank = sum(cell.value is None for cell in printed.cells)
    known = _known(printed, release.rule)
    narrow = list(_narrow(printed, known, release.rule))
    groups = list(_groups(printed, known, release.rule))
    leaks = tuple(f"release {seed}: {leak}" for leak in (*narrow, *groups))
    planted = _planted(fault, release, pattern, chance)
    return TrialReport(1, blank, len(narrow), leaks, planted_caught={fault.name: planted})


def _refused(release: TrialRelease, seed: int) -> TrialReport:
    """Look whether hiding all that can be hidden would have been safe."""
    if gives_something_away(most_hidden(release), release.rule):
        return TrialReport(1, not_protectable=1)
    return TrialReport(1, leaks=(f"release {seed}: refused although it can be made safe",))


def most_hidden(release: TrialRelease) -> Printed:
    """Return what readers see when everything is hidden that any safe pattern can hide.

    A count that is narrow although everything is hidden is narrow wherever it is hidden; if it need not be
    hidden, every safe pattern prints it. No release can be protected better than this one.
    """
    linked, same = release.linked, same_numbers(release.linked.relations)
    fixed = linked.shown | linked.unprinted
    hidden = {key for key, count in linked.counts.items() if count and key not in fixed}
    needed = {key for key in hidden if release.rule.is_small(linked.counts[key])}
    needed |= {key for key in hidden if same.get(key, frozenset({key})) & linked.hidden}
    while True:
        printed = printed_of(release, hidden)
        narrow = narrow_cells(printed, what_is_known(printed, release.rule.width), release.rule)
        if not (hidden & narrow.keys()) - needed:
            return printed
        hidden -= narrow.keys() - needed


def _planted(
    fault: Fault, release: TrialRelease, pattern: LinkedPattern, chance: random.Random
) -> tuple[int, int]:
    planted = fault.plant(release, pattern, chance)
    return (0, 0) if planted is None else (1, int(gives_something_away(*planted)))


def gives_something_away(printed: Printed, rule: ProtectionRule) -> bool:
    """Whether a cell is known too well or cells sum to too little."""
    known = _known(printed, rule)
    return any(_narrow(printed, known, rule)) or any(_groups(printed, known, rule))


def _known(printed: Printed, rule: ProtectionRule) -> Intervals:
    return what_is_known(printed, max(rule.width, rule.smallest_hidden_sum))


def _narrow(printed: Printed, known: Intervals, rule: ProtectionRule) -> Iterator[str]:
    for key, (low, high) in narrow_cells(printed, known, rule).items():
        yield f"{key} is {low} to {high}"


def _groups(printed: Printed, known: Intervals, rule: ProtectionRule) -> Iterator[str]:
    for members, rest in (*small_groups(printed, rule), *known_sums(printed, known, rule)):
        yield f"{' + '.join(members)} is {rest}"
