"""Hide what is small, and what would give it away; then read the print as an attacker would.

All counts of persons of a year are one system of sums, with the percents that are printed of them. A system
whose total is below the threshold prints nothing, not even its zeros: of so few, an empty row tells of each.
A value that is no count follows the counts that it tells of: where these are hidden, it is too. Where it
tells that there are at least so many, and that leaves a hidden count narrow, it is not told either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from fristed.methods.disclosure.attack import attack
from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import (
    SIGN_SAFE,
    Equation,
    LinkedCounts,
    Printed,
    PrintedCell,
    PrintedPercent,
    ProtectionRule,
    SignRule,
)
from fristed.methods.percents import percent_of
from fristed.statistics.chains.counting import ChainCounts, Extreme, HalfYear, median_days
from fristed.statistics.chains.definitions import LAST_YEAR, VALUES, definitions
from fristed.statistics.chains.facts import ChainCell, ChainTables, ChainValue, ChainWait
from fristed.statistics.chains.floors import EQUATIONS, Floor, floors_of, known_cells, least_waits, without
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.rules import rule_of

CASES = "cases"
"""The cases of the service, which the main release prints: the base of the one percent of persons."""
SERVICE = "KT"
NEARLY_THE_SAME = ("assessed.allocated", "residents.moved_in")
"""A place that is given is moved into some days later: either count nearly tells the other."""


class ChainsNotSafe(Exception):
    """What would be printed gives a hidden count away; nothing is stored."""


def protect_chains(counts: ChainCounts, *, policy: Policy, earlier: ChainTables | None = None) -> ChainTables:
    """Turn counts into what may be printed.

    Parameters
    ----------
    counts
        The unprotected counts.
    policy
        What must hold; one that protects nothing prints all.
    earlier
        What was printed of the year before, whose numbers are printed again as they were.

    Raises
    ------
    ChainsNotSafe
        If a reader could still work out a hidden count.
    """
    if not policy.secondary:
        return _tables(counts, policy, dict(counts.persons), _values(counts), _waits(counts, least=1))
    rule = rule_of(policy)
    persons: dict[str, int | None] = {}
    for system in definitions().systems():
        told = _printed_before(earlier) if system == LAST_YEAR and earlier else None
        persons |= _protected(counts, system, rule) if told is None else told
    persons |= _nearly_the_same(counts, persons, rule)
    values = {
        name: value for name, value in _values(counts).items() if _may_tell(name, counts, persons, rule)
    }
    waits = _waits(counts, least=least_waits(rule))
    tables = _without_what_narrows(_tables(counts, policy, persons, values, waits), counts, rule)
    require_safe(tables, rule, cases=counts.cases, floors=floors_of(tables, counts, rule))
    return tables


def _without_what_narrows(tables: ChainTables, counts: ChainCounts, rule: ProtectionRule) -> ChainTables:
    """Leave out values, what tells of most people first, until none tells too much."""
    floors = sorted(floors_of(tables, counts, rule), key=lambda one: (-one.least, one.told_by))
    while floors and _leaks(tables, rule, counts.cases, tuple(floors)):
        tables = without(tables, floors.pop(0).told_by)
    return tables


def _leaks(tables: ChainTables, rule: ProtectionRule, cases: int, floors: tuple[Floor, ...]) -> bool:
    printed = printed_chains(tables, rule, cases=cases, floors=floors)
    report = attack(printed, width=rule.width, smallest_sum=rule.smallest_hidden_sum)
    return bool(report.leaks or report.contradictions)


def _tables(
    counts: ChainCounts,
    policy: Policy,
    persons: Mapping[str, int | None],
    values: Mapping[str, int | None],
    waits: tuple[ChainWait, ...],
) -> ChainTables:
    return ChainTables(
        year=counts.year,
        policy=policy.id,
        policy_version=policy.version,
        threshold=policy.threshold,
        cells=tuple(ChainCell(key, persons[key]) for key in definitions().cells),
        values=tuple(ChainValue(name, values.get(name)) for name in VALUES),
        waits=waits,
    )


# Counts of persons


def _protected(
    counts: ChainCounts, system: str, rule: ProtectionRule, hidden: frozenset[str] = frozenset()
) -> dict[str, int | None]:
    own = {cell.key: counts.persons[cell.key] for cell in definitions().cells_of(system)}
    total = definitions().total_of(system)
    if 0 < own[total] < max(rule.threshold, rule.smallest_hidden_sum, rule.width + 1):
        return dict.fromkeys(own)
    hides = _hidden(counts, system, rule, hidden)
    return {key: None if key in hides else count for key, count in own.items()}


def _nearly_the_same(
    counts: ChainCounts, persons: Mapping[str, int | None], rule: ProtectionRule
) -> dict[str, int | None]:
    """Hide the one where the other is hidden, and what would give it away; nothing where both are alike."""
    for one, other in (NEARLY_THE_SAME, NEARLY_THE_SAME[::-1]):
        if persons[one] is None and persons[other]:
            return _protected(counts, definitions().cells[other].system, rule, frozenset({other}))
    return {}


def _hidden(
    counts: ChainCounts, system: str, rule: ProtectionRule, hidden: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Give the cells to hide; all but the total, zeros too, where no choice of some is safe."""
    linked = replace(linked_counts(counts, system), hidden=hidden)
    total = definitions().total_of(system)
    try:
        return frozenset(protect_linked(linked, rule).hidden)
    except NoSafeLinkedPattern:
        return frozenset(linked.counts) - {total}


def linked_counts(counts: ChainCounts, system: str) -> LinkedCounts:
    """Write a system of counts down for the protector: its total is printed."""
    cells = definitions().cells_of(system)
    return LinkedCounts(
        name=f"{system} {counts.year}",
        counts={cell.key: counts.persons[cell.key] for cell in cells},
        relations=tuple(_equations(system)),
        shown=frozenset({definitions().total_of(system)}),
        weights={cell.key: cell.price for cell in cells},
    )


def _equations(system: str) -> Iterator[Equation]:
    yield from (Equation(one.total, one.parts) for one in definitions().sums_of(system))


def _printed_before(earlier: ChainTables) -> dict[str, int | None]:
    """Give what the year before printed, under the names it has in the year after."""
    of_then = {cell.key.removeprefix("residents."): cell.persons for cell in earlier.cells}
    return {
        cell.key: of_then[cell.key.removeprefix(f"{LAST_YEAR}.")]
        for cell in definitions().cells_of(LAST_YEAR)
    }


# Values that are no counts of persons


def _values(counts: ChainCounts) -> dict[str, int | None]:
    found: dict[str, int | None] = {
        "youngest": counts.youngest.years if counts.youngest else None,
        "oldest": counts.oldest.years if counts.oldest else None,
        "countries": counts.countries,
        "assessed_share": percent_of(counts.persons["assessed"], counts.cases) if counts.cases else None,
    }
    for one in counts.halves:
        found |= {f"occupancy_{one.half}": one.percent, f"places_{one.half}": one.places}
    return found


def _may_tell(
    name: str, counts: ChainCounts, persons: Mapping[str, int | None], rule: ProtectionRule
) -> bool:
    """Whether a value tells no more than the counts that are printed."""
    if name.startswith("places"):
        return True
    if name in ("youngest", "oldest"):
        extreme = counts.youngest if name == "youngest" else counts.oldest
        return _is_shared(extreme, rule) and not _all_share(counts)
    if name == "assessed_share":
        return persons["assessed"] is not None and not rule.is_small(counts.cases)
    if name == "countries":
        return persons["residents.moved_in"] is not None and _says_of_nobody(
            counts.countries, persons["residents.moved_in.adults"], rule
        )
    half = next(one for one in counts.halves if name == f"occupancy_{one.half}")
    return persons["residents"] is not None and _is_of_many(half, rule)


def _is_shared(extreme: Extreme | None, rule: ProtectionRule) -> bool:
    """Whether the lowest or highest age is that of so many that it points at none of them."""
    return extreme is not None and extreme.people >= rule.threshold


def _all_share(counts: ChainCounts) -> bool:
    """Whether all adults have one age, so that it would tell that of each."""
    return counts.youngest is not None and counts.youngest == counts.oldest


def _says_of_nobody(countries: int, adults: int | None, rule: ProtectionRule) -> bool:
    """Whether a number of countries leaves open how many are of each, and that they are of one.

    Children are left out, as everybody takes for granted that they are of the country of who brings them.
    """
    if adults is None or countries == 1:
        return False
    return countries == 0 or adults - countries >= rule.width


def _is_of_many(half: HalfYear, rule: ProtectionRule) -> bool:
    """Whether place-days are of enough people, and their percent leaves them wide."""
    return not rule.is_small(half.people) and 100 * rule.width <= half.available


def _waits(counts: ChainCounts, *, least: int) -> tuple[ChainWait, ...]:
    return tuple(
        ChainWait(chain, state, median_days(days) if len(days) >= least else None)
        for (chain, state), days in counts.waits.items()
    )


# As a reader sees it


def require_safe(
    tables: ChainTables, rule: ProtectionRule, *, cases: int, floors: tuple[Floor, ...] = ()
) -> None:
    """Read everything that is printed as its readers do, and refuse it if it tells what it hides.

    Raises
    ------
    ChainsNotSafe
        If a hidden count can be worked out, or nearly.
    """
    report = attack(
        printed_chains(tables, rule, cases=cases, floors=floors),
        width=rule.width,
        smallest_sum=rule.smallest_hidden_sum,
    )
    if report.leaks or report.contradictions:
        raise ChainsNotSafe(f"{tables.year}: {', '.join(one.key for one in report.leaks) or 'contradiction'}")


def printed_chains(
    tables: ChainTables, rule: ProtectionRule, *, cases: int, floors: tuple[Floor, ...] = ()
) -> Printed:
    """Write down what a reader knows: what is printed, the sums, the percent, the sign, and what follows."""
    cells: list[PrintedCell] = []
    equations: list[Equation] = []
    for system in definitions().systems():
        keys = [cell.key for cell in definitions().cells_of(system)]
        persons = {key: tables.persons(key) for key in keys}
        total = definitions().total_of(system)
        all_hidden = all(persons[key] is None for key in keys if key != total)
        is_few = persons[total] is None
        for key, count in persons.items():
            if count is not None:
                cells.append(PrintedCell.shown(key, count))
            elif key == total:
                few = max(rule.threshold, rule.smallest_hidden_sum, rule.width + 1)
                cells.append(PrintedCell.signed(key, SignRule(1, few - 1)))
            else:
                cells.append(
                    PrintedCell.rest(key) if all_hidden or is_few else PrintedCell.signed(key, SIGN_SAFE)
                )
        equations += list(_equations(system))
    share = tables.value("assessed_share")
    percents: tuple[PrintedPercent, ...] = ()
    if share is not None:
        cells.append(PrintedCell.shown(CASES, cases))
        percents = (PrintedPercent("assessed", CASES, share),)
    rests = known_cells(floors)
    cells = [*(_at_least(cell, floors) for cell in cells), *rests.values()]
    equations += EQUATIONS if rests else ()
    return Printed(tuple(cells), tuple(equations), percents, threshold=rule.threshold)


def _at_least(cell: PrintedCell, floors: tuple[Floor, ...]) -> PrintedCell:
    """Give a hidden cell what is known of it besides; one that is printed is known."""
    if cell.state == "shown":
        return cell
    return replace(cell, low=max([cell.low, *(one.least for one in floors if one.cell == cell.key)]))
