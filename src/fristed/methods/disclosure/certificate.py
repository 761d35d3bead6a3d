"""A certificate that a print is safe, and a checker that needs no solver and no code of the attacker.

A *world* is one whole number for every cell that is not printed with a value. If two worlds fit everything
that is printed, no reader can tell which is true. A certificate therefore lists worlds, and for each cell the
two worlds that hold its lowest and its highest count. To check it, by hand or by a few lines of any language:

1. The SHA-256 of the print is the one stated (:func:`print_digest` says how the print is written down).
2. Every cell without a printed value is listed once, in the order of the print; every world has one whole
   number for each.
3. In every world, each cell keeps to what its sign says, every total is the sum of its parts, and every
   percent is the rounded share.
4. The two worlds named for a cell hold its lowest and highest count. Where the highest is ``null``, nothing
   bounds the cell, and the second world shows it at least the width above the lowest.
5. Highest less lowest is at least the width for every cell with a sign, and for every cell that is never
   printed and may be below the threshold but not zero.
6. After subtracting the printed parts from a printed total, what is left is nothing or not below the smallest
   sum; nor does adding and subtracting equations give such a sum of cells that no world shows to be as large;
   and no small count is printed that is not exempt.
7. The policy it states is the one of whoever checks, and it exempts no cell that he does not.

What is shown so is that intervals are *at least* this wide, which is all that safety needs. The worlds must
be found from the print alone: a world that is the truth would give it away.

References
----------
Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
constraints. *Management Science* 47(7), 1008-1027 (the attacker's two worlds per cell).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TypedDict, cast

from fristed.methods.disclosure.certificate_form import faulty_form
from fristed.methods.disclosure.plain_sums import TooManySums, small_sums
from fristed.methods.disclosure.records import (
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
    with_equals,
)

World = Mapping[str, int]


class PolicyFacts(TypedDict):
    """What the certificate says of the policy: its name, and the numbers that must hold, in cases."""

    id: str
    version: str
    threshold: int
    width: int
    group_sum_at_least: int
    exempt: list[str]


class Certificate(TypedDict):
    """The certificate as it stands in JSON; per cell lowest, highest, and the places of two worlds."""

    policy: PolicyFacts
    print: str
    cells: dict[str, tuple[int, int | None, int, int]]
    worlds: list[list[int]]


def write_print(printed: Printed) -> str:
    """Write a print as one line of JSON without spaces, names in alphabetical order.

    Examples
    --------
    >>> write_print(Printed((PrintedCell.shown("total", 7),), threshold=5))[:42]
    '{"cells":[["total",7,7,7,"shown","table"]]'
    """
    written = {
        "cells": [
            [cell.key, cell.value, cell.low, cell.high, cell.state, cell.source] for cell in printed.cells
        ],
        "equations": [[equation.total_key, list(equation.part_keys)] for equation in printed.equations],
        "percents": [[p.cell_key, p.base_key, p.percent, p.rounding] for p in printed.percents],
        "threshold": printed.threshold,
    }
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def print_digest(printed: Printed) -> str:
    """Return the SHA-256 of a print, written as :func:`write_print` does, in UTF-8.

    Examples
    --------
    >>> print_digest(Printed((PrintedCell.shown("total", 7),)))[:8]
    'd9b9318b'
    """
    return sha256(write_print(printed).encode()).hexdigest()


def check_certificate(
    printed: Printed,
    certificate: object,
    rule: ProtectionRule,
    *,
    policy: tuple[str, str],
    exempt: Iterable[str] = (),
) -> list[str]:
    """Check a certificate against what is printed and what must hold, in whole numbers.

    Parameters
    ----------
    printed
        What is printed.
    certificate
        The certificate, as read from JSON; what does not have its form is found faulty.
    rule
        What must hold, from whoever checks: what the certificate says of it must be the same.
    policy
        Name and version of the policy that it must name.
    exempt
        Cells that may be printed though they are small, and with them those that an equation declares equal.
        The certificate may name these and no others.

    Returns
    -------
    list of str
        What is wrong, in words; empty if the certificate shows that the print is safe.
    """
    if faults := list(faulty_form(certificate)):
        return faults
    made, allowed = cast(Certificate, certificate), with_equals(exempt, printed.equations)
    if faults := [
        *_faulty_policy(made["policy"], rule, policy, allowed),
        *_faulty_frame(printed, made),
        *_faulty_shape(printed, made),
    ]:
        return faults
    if faults := list(_faulty_worlds(printed, made)):
        return faults
    return [
        *_faulty_ends(made),
        *_narrow_cells(printed, made),
        *_small_sums(printed, made),
        *_small_counts(printed, made["policy"]["exempt"]),
    ]


def _faulty_policy(
    stated: PolicyFacts, rule: ProtectionRule, policy: tuple[str, str], exempt: Collection[str]
) -> Iterator[str]:
    if rule.width < 1 or rule.threshold < 1:
        yield "The rule to check by protects nothing."
    if (stated["id"], stated["version"]) != policy:
        yield f"It follows another policy than {policy[0]}, version {policy[1]}."
    for name, said, asked in (
        ("threshold", stated["threshold"], rule.threshold),
        ("width", stated["width"], rule.width),
        ("group_sum_at_least", stated["group_sum_at_least"], rule.smallest_hidden_sum),
    ):
        if said != asked:
            yield f"Its policy says {said} for {name}, the rule to check by {asked}."
    for key in stated["exempt"]:
        if key not in exempt:
            yield f"{key} is exempt, but not by the rule to check by."


def _faulty_frame(printed: Printed, certificate: Certificate) -> Iterator[str]:
    if certificate["print"] != print_digest(printed):
        yield "It was made for another print."
    if certificate["policy"]["threshold"] != printed.threshold:
        yield "Its policy has another threshold than the print."


def _faulty_shape(printed: Printed, certificate: Certificate) -> Iterator[str]:
    blank = [cell.key for cell in printed.cells if cell.value is None]
    worlds = certificate["worlds"]
    if list(certificate["cells"]) != blank:
        yield "It does not list the cells without a value, each once, in the order of the print."
    if any(len(world) != len(blank) or any(type(n) is not int for n in world) for world in worlds):
        yield "A world does not have one whole number for every cell without a value."
    places = range(len(worlds))
    if any(low not in places or high not in places for _, _, low, high in certificate["cells"].values()):
        yield "A cell names a world that is not there."


def _faulty_worlds(printed: Printed, certificate: Certificate) -> Iterator[str]:
    for place, world in enumerate(_whole_worlds(printed, certificate)):
        for words in _misfits(printed, world):
            yield f"World {place} does not fit: {words}."


def _whole_worlds(printed: Printed, certificate: Certificate) -> list[World]:
    """Put the printed values beside the numbers of each world."""
    shown = {cell.key: cell.value for cell in printed.cells if cell.value is not None}
    return [shown | dict(zip(certificate["cells"], world, strict=True)) for world in certificate["worlds"]]


def _misfits(printed: Printed, world: World) -> Iterator[str]:
    yield from (cell.key for cell in printed.cells if not _cell_fits(cell, world[cell.key]))
    for relation in printed.equations:
        if world[relation.total_key] != sum(world[key] for key in relation.part_keys):
            yield f"{relation.total_key} is the sum of its parts"
    empty = {cell.key for cell in printed.cells if cell.value == 0}
    for percent in printed.percents:
        says_nothing = percent.percent == 0 and percent.base_key in empty
        if not says_nothing and not _percent_fits(percent, world[percent.cell_key], world[percent.base_key]):
            yield f"{percent.cell_key} is {percent.percent} % of {percent.base_key}"


def _cell_fits(cell: PrintedCell, value: int) -> bool:
    return cell.low <= value and (cell.high is None or value <= cell.high)


def _percent_fits(percent: PrintedPercent, count: int, whole: int) -> bool:
    """Whether a count rounds to the percent: halves upwards, or any way to a neighbouring whole number."""
    if percent.rounding == "half_up":
        return (2 * percent.percent - 1) * whole <= 200 * count < (2 * percent.percent + 1) * whole
    return (percent.percent - 1) * whole < 100 * count < (percent.percent + 1) * whole


def _faulty_ends(certificate: Certificate) -> Iterator[str]:
    width, worlds = certificate["policy"]["width"], certificate["worlds"]
    for at, (key, (low, high, low_world, high_world)) in enumerate(certificate["cells"].items()):
        if worlds[low_world][at] != low:
            yield f"World {low_world} does not show the lowest count of {key}."
        greatest = worlds[high_world][at]
        if greatest < low + width if high is None else greatest != high:
            yield f"World {high_world} does not show the highest count of {key}."


def _narrow_cells(printed: Printed, certificate: Certificate) -> Iterator[str]:
    policy = certificate["policy"]
    states = {cell.key: cell.state for cell in printed.cells}
    for key, (low, high, _, _) in certificate["cells"].items():
        is_narrow = high is not None and high - low < policy["width"]
        may_be_small = low < policy["threshold"] and high != 0
        if is_narrow and (states[key] == "signed" or may_be_small):
            yield f"{key} is narrow: from {low} to {high}."


def _small_sums(printed: Printed, certificate: Certificate) -> Iterator[str]:
    """Look at single totals, whose sums are easily told, and if all is well at what several tell together."""
    least = certificate["policy"]["group_sum_at_least"]
    if faults := list(_left_of_totals(printed, least)):
        yield from faults
    elif least > 0:
        try:
            for cells, value in small_sums(printed, _whole_worlds(printed, certificate), least):
                yield f"{' + '.join(cells)} are known to sum to {value}."
        except TooManySums:
            yield "What is hidden can be added up in too many ways to be checked."


def _left_of_totals(printed: Printed, smallest: int) -> Iterator[str]:
    shown = {cell.key: cell.value for cell in printed.cells if cell.value is not None}
    inside: dict[str, int] = {}
    for relation in printed.equations:
        if relation.total_key in shown and not all(key in shown for key in relation.part_keys):
            known = sum(_printed_inside(key, printed, shown, inside) for key in relation.part_keys)
            left = shown[relation.total_key] - known
            if 0 < left < smallest:
                yield f"What is hidden in {relation.total_key} sums to {left}."


def _printed_inside(key: str, printed: Printed, shown: Mapping[str, int], inside: dict[str, int]) -> int:
    """Add up what is printed inside a cell, opened by the equation that has most printed inside."""
    if key in shown:
        return shown[key]
    if key not in inside:
        # Zero before its parts are looked at, so that equations in a ring come to an end.
        inside[key] = 0
        inside[key] = max(
            (
                sum(_printed_inside(part, printed, shown, inside) for part in equation.part_keys)
                for equation in printed.equations
                if equation.total_key == key
            ),
            default=0,
        )
    return inside[key]


def _small_counts(printed: Printed, exempt: Collection[str]) -> Iterator[str]:
    for cell in printed.cells:
        if cell.value is not None and 0 < cell.value < printed.threshold and cell.key not in exempt:
            yield f"{cell.key} is printed as {cell.value}."
