"""What outreach gives a release: its numbers, and what it hides of them, for whoever reads prose."""

from __future__ import annotations

from fristed.methods.disclosure.records import LinkedPattern, Loss, Why
from fristed.statistics.outreach.computing import facts_of_outreach
from fristed.statistics.outreach.counting import OutreachCounts, count_outreach
from fristed.statistics.outreach.definitions import definitions
from fristed.statistics.outreach.facts import OutreachTables
from fristed.statistics.outreach.numbers import outreach_numbers
from fristed.statistics.outreach.protecting import linked_counts
from fristed.statistics.outreach.queries import printed_of
from fristed.statistics.releases.computing import Beside
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.releases.system import ProtectedYear

OUTREACH = "outreach"
"""The name that what is hidden stands under, beside the services."""


def beside_of(tables: OutreachTables | None) -> Beside:
    """Give a release the numbers of outreach, and what is hidden of them; nothing where there is none."""
    if tables is None:
        return Beside()
    return Beside(outreach_numbers(tables), _secrets(tables))


def secrets_beside(year: int, policy: str) -> tuple[ProtectedYear, ...]:
    """Give what is hidden of a year that is made, counted anew: what is stored has no count."""
    tables = printed_of(year, policy)
    return () if tables is None else _secrets(tables)


def _secrets(tables: OutreachTables) -> tuple[ProtectedYear, ...]:
    if not read_policy(tables.policy).secondary:
        return ()
    counts = count_outreach(facts_of_outreach(tables.year))
    return tuple(_of_system(tables, counts, system) for system in definitions().systems())


def _of_system(tables: OutreachTables, counts: OutreachCounts, system: str) -> ProtectedYear:
    linked = linked_counts(counts, system)
    printed = linked.counts.keys() - linked.unprinted
    hidden: dict[str, Why] = {key: "primary" for key in sorted(printed) if tables.value(key) is None}
    return ProtectedYear(OUTREACH, tables.year, linked, LinkedPattern(hidden, {}, Loss(), 0, 0))
