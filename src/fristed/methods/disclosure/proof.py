"""Join the protector's pattern with the attacker: what is printed, what can be derived, and a certificate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fristed.methods.disclosure.attack import AttackReport, Finding, attack, witnesses
from fristed.methods.disclosure.certificate import Certificate, print_digest
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    LinkedCounts,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
)


@dataclass(frozen=True, slots=True)
class Proof:
    """What is printed, what an attacker derives from it, and the certificate.

    Parameters
    ----------
    printed
        What is printed.
    report
        Everything the attacker derived.
    certificate
        Worlds that show every interval; see :mod:`fristed.methods.disclosure.certificate`.
    leaks
        The findings that break the rule; none in a safe release.
    """

    printed: Printed
    report: AttackReport
    certificate: Certificate
    leaks: tuple[Finding, ...]

    @property
    def is_safe(self) -> bool:
        """Whether nothing breaks the rule."""
        return not self.leaks


def print_linked(
    counts: LinkedCounts,
    hidden: Iterable[str],
    rule: ProtectionRule,
    percents: Sequence[PrintedPercent] = (),
) -> Printed:
    """Return what readers see of linked counts when some cells are hidden behind one sign.

    Parameters
    ----------
    counts
        All counts of the release.
    hidden
        Keys of the cells that carry the sign.
    rule
        Gives the threshold that readers know.
    percents
        The percents that are printed beside the counts.

    Raises
    ------
    ValueError
        If a hidden cell is zero (the sign says at least one), is never printed, or is not a cell.
    """
    signed = frozenset(hidden)
    wrong = sorted(signed - {key for key, n in counts.counts.items() if n and key not in counts.unprinted})
    if wrong:
        raise ValueError(f"{counts.name}: cannot carry the sign: {', '.join(wrong)}.")
    cells = [_cell(counts, key, signed) for key in counts.counts]
    return Printed(tuple(cells), counts.relations, tuple(percents), rule.threshold)


def _cell(counts: LinkedCounts, key: str, signed: frozenset[str]) -> PrintedCell:
    if key in counts.unprinted:
        return PrintedCell.rest(key)
    return PrintedCell.signed(key, SIGN_SAFE) if key in signed else PrintedCell.shown(key, counts.counts[key])


def prove_linked(
    counts: LinkedCounts,
    hidden: Mapping[str, object] | Iterable[str],
    rule: ProtectionRule,
    *,
    policy: tuple[str, str],
    percents: Sequence[PrintedPercent] = (),
) -> Proof:
    """Attack a protected release and certify what is left.

    Parameters
    ----------
    counts
        All counts of the release.
    hidden
        The hidden cells, such as :attr:`LinkedPattern.hidden`.
    rule
        What must hold.
    policy
        Name and version of the policy the rule comes from.
    percents
        The percents that are printed beside the counts.

    Raises
    ------
    ValueError
        If a cell cannot carry the sign, or the percents contradict the counts.
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    printed = print_linked(counts, hidden, rule, percents)
    report = attack(printed, width=rule.width, smallest_sum=rule.smallest_hidden_sum)
    exempt = counts.shown_numbers
    leaks = tuple(leak for leak in report.leaks if leak.kind != "printed" or leak.key not in exempt)
    certificate = certify(printed, rule, policy=policy, exempt=exempt)
    return Proof(printed, report, certificate, leaks)


def certify(
    printed: Printed, rule: ProtectionRule, *, policy: tuple[str, str], exempt: Iterable[str] = ()
) -> Certificate:
    """Make the certificate of a print, from the print alone, so that it tells readers nothing more.

    Parameters
    ----------
    printed
        What is printed, without contradictions.
    rule
        What must hold; it is written into the certificate, not judged.
    policy
        Name and version of the policy the rule comes from.
    exempt
        Cells that may be printed though they are small.

    Raises
    ------
    NoWorld
        If what is printed contradicts itself.
    SolverGaveNoAnswer
        If the solver stopped without a proof.
    """
    found = witnesses(printed, width=rule.width)
    small = {cell.key for cell in printed.cells if cell.value is not None and rule.is_small(cell.value)}
    return {
        "policy": {
            "id": policy[0],
            "version": policy[1],
            "threshold": rule.threshold,
            "width": rule.width,
            "group_sum_at_least": rule.smallest_hidden_sum,
            "exempt": sorted(small & set(exempt)),
        },
        "print": print_digest(printed),
        "cells": dict(found.ends),
        "worlds": [list(world) for world in found.worlds],
    }
