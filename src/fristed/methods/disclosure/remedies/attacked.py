"""Put what a remedy prints before the attacker.

Pooled and coarser tables are printed counts with withdrawn cells in the arithmetic. Of rounded tables the
attacker is told more than readers are: the rounded number of every inner cell, printed or not, and which
cells were left as they are. What he cannot find then, nobody finds in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fristed.methods.disclosure.attack import AttackReport, Finding, attack
from fristed.methods.disclosure.proof import print_linked
from fristed.methods.disclosure.records import Equation, LinkedCounts, Printed, PrintedCell, ProtectionRule
from fristed.methods.disclosure.remedies.gathering import Gathered
from fristed.methods.disclosure.remedies.rounding import Rounded


class RemedyLeaks(ValueError):
    """What a remedy prints gives away what the rule protects."""


@dataclass(frozen=True, slots=True)
class Attacked:
    """What a remedy prints, and what an attacker derives from it.

    Parameters
    ----------
    printed
        What the attacker is told. :func:`fristed.methods.disclosure.proof.certify` takes it.
    report
        Everything he derived.
    leaks
        The findings that break the rule.
    """

    printed: Printed
    report: AttackReport
    leaks: tuple[Finding, ...]


def attack_remedy(remedy: Gathered | Rounded, rule: ProtectionRule) -> Attacked:
    """Attack what a remedy prints.

    Parameters
    ----------
    remedy
        Tables after pooling, coarser levels or rounding.
    rule
        What must hold.

    Raises
    ------
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    if isinstance(remedy, Rounded):
        printed, exempt = print_rounded(remedy, rule), remedy.known
    else:
        printed, exempt = print_gathered(remedy, rule), remedy.counts.shown_numbers
    report = attack(printed, width=rule.width, smallest_sum=rule.smallest_hidden_sum)
    leaks = tuple(leak for leak in report.leaks if leak.kind != "printed" or leak.key not in exempt)
    return Attacked(printed, report, leaks)


def require_safe(remedy: Gathered | Rounded, rule: ProtectionRule) -> Attacked:
    """Attack what a remedy prints, and return it only if nothing is given away.

    Raises
    ------
    RemedyLeaks
        If something is; the message holds the arithmetic.
    """
    attacked = attack_remedy(remedy, rule)
    if attacked.leaks:
        raise RemedyLeaks("; ".join(f"{leak.key}: {leak.because}" for leak in attacked.leaks))
    return attacked


def print_gathered(gathered: Gathered, rule: ProtectionRule) -> Printed:
    """Return what readers see of pooled or coarser tables; what was hidden before is a sign."""
    counts = gathered.counts
    return print_linked(counts, {key for key in counts.hidden if counts.counts[key]}, rule)


def print_rounded(rounded: Rounded, rule: ProtectionRule) -> Printed:
    """Return what the rounded numbers tell of the true counts.

    A zero tells of zero to one less than the step; a step tells of one to the step; any other number is a
    true count.
    Beside these stand the relations between true counts, the true counts known from elsewhere, and per
    printed number what the untouched cells in it sum to. This is more than readers are told, so it is not for
    publication.

    Parameters
    ----------
    rounded
        The rounded tables.
    rule
        Gives the threshold that readers know.
    """
    cells = [_cell(rounded, key) for key in rounded.truth.counts]
    sums = dict(_untouched_sums(rounded))
    truth = rounded.truth.counts
    cells += [PrintedCell.shown(key, sum(truth[part] for part in parts)) for key, parts in sums.items()]
    relations = [*rounded.truth.relations, *(Equation(key, parts) for key, parts in sums.items())]
    return Printed(tuple(cells), tuple(relations), (), rule.threshold)


def _cell(rounded: Rounded, key: str) -> PrintedCell:
    count = rounded.counts.counts[key]
    floor = int(key in rounded.truth.hidden and rounded.truth.counts[key] > 0)
    if key in rounded.known:
        return PrintedCell.shown(key, rounded.truth.counts[key])
    if rounded.members[key] != (key,) or key in rounded.untouched:
        return PrintedCell(key, None, floor, None, "rest")
    if count not in (0, rounded.step):
        return PrintedCell.shown(key, count)
    low, high = (0, rounded.step - 1) if count == 0 else (1, rounded.step)
    return PrintedCell(key, None, max(floor, low), high, "rest")


def _untouched_sums(rounded: Rounded) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give, per set of untouched cells that a printed number has, a key and the cells."""
    counts: LinkedCounts = rounded.truth
    sums = {
        tuple(part for part in rounded.members[key] if part in rounded.untouched)
        for key in rounded.members
        if key not in counts.unprinted
    }
    for parts in sorted(sums - {()}):
        yield f"untouched {' + '.join(parts)}", parts
