"""What the chain gives a release: its numbers, and what it hides of them, for whoever reads prose."""

from __future__ import annotations

from fristed.methods.disclosure.records import LinkedPattern, Loss, Why
from fristed.statistics.chains.computing import facts_of_chain
from fristed.statistics.chains.counting import ChainCounts, count_chains
from fristed.statistics.chains.definitions import definitions
from fristed.statistics.chains.facts import ChainTables
from fristed.statistics.chains.numbers import chain_numbers
from fristed.statistics.chains.protecting import linked_counts
from fristed.statistics.chains.queries import printed_of
from fristed.statistics.releases.computing import Beside
from fristed.statistics.releases.policies import policy as read_policy
from fristed.statistics.releases.system import ProtectedYear

CHAIN = "chain"
"""The name that what is hidden stands under, beside the services."""


def beside_of(tables: ChainTables | None) -> Beside:
    """Give a release the numbers of the chain, and what is hidden of them; nothing where there is none."""
    if tables is None:
        return Beside()
    return Beside(chain_numbers(tables), _secrets(tables))


def secrets_beside(year: int, policy: str) -> tuple[ProtectedYear, ...]:
    """Give what is hidden of the chain of a year that is made, counted anew: what is stored has no count."""
    tables = printed_of(year, policy)
    return () if tables is None else _secrets(tables)


def _secrets(tables: ChainTables) -> tuple[ProtectedYear, ...]:
    if not read_policy(tables.policy).secondary:
        return ()
    counts = count_chains(facts_of_chain(tables.year))
    return tuple(_of_system(tables, counts, system) for system in definitions().systems())


def _of_system(tables: ChainTables, counts: ChainCounts, system: str) -> ProtectedYear:
    cells = definitions().cells_of(system)
    hidden: dict[str, Why] = {cell.key: "primary" for cell in cells if tables.persons(cell.key) is None}
    pattern = LinkedPattern(hidden, {}, Loss(), 0, 0)
    return ProtectedYear(CHAIN, tables.year, linked_counts(counts, system), pattern)
