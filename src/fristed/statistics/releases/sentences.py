"""Numbers of the running text: printed only when every count they rest on may be known.

A number rests on quantities, each a count of cases that fit a selection. A count, a share and a growth are
printed when all their quantities are open, so that none of them tells more than open counts do. A bound would
say of a hidden count that it is small itself and is never printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fristed.statistics.releases.facts import PublishedNumber
from fristed.statistics.releases.hiding import Hidden
from fristed.statistics.releases.names import table_key
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.questions import question_of
from fristed.statistics.releases.system import ProtectedCounts
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.evaluation import NumberResult


def numbers_with_source(counts: Counts) -> dict[str, PublishedNumber]:
    """Give every number, hidden or not, beside what the source printed; for the edition that imitates it."""
    return {name: _printed(result, with_source=True) for name, result in counts.numbers().items()}


def printed_numbers(
    counts: Counts, policy: Policy, protected: ProtectedCounts, hidden: Hidden
) -> dict[str, PublishedNumber]:
    """Give every number of the running text as it may be printed."""
    judge = Judge(counts, policy, protected, hidden)
    return {
        name: _printed(result, with_source=False) if judge.may_be_printed(result) else _hidden(result)
        for name, result in counts.numbers().items()
    }


def _printed(result: NumberResult, *, with_source: bool) -> PublishedNumber:
    """Print a number; what the source printed of it may be a count that is hidden, and can be left out."""
    return PublishedNumber(
        id=result.id,
        value=result.value,
        status=result.status,
        unit=result.unit,
        definition=result.definition,
        published=result.published if with_source else None,
        note=result.note if with_source else "",
    )


def _hidden(result: NumberResult) -> PublishedNumber:
    return PublishedNumber(result.id, None, "hidden", result.unit, result.definition)


@dataclass(frozen=True, slots=True)
class Judge:
    """Decides which numbers give nothing away."""

    counts: Counts
    policy: Policy
    protected: ProtectedCounts
    hidden: Hidden

    def may_be_printed(self, result: NumberResult) -> bool:
        """Whether a number gives nothing away."""
        operation = str(result.definition.get("op"))
        if result.status == "waiting":
            return True
        if operation.startswith("distinct"):
            return self.may_say_how_many(result.definition)
        return not operation.startswith("count_lt") and all(
            self.protected.is_open(question_of(quantity)) for quantity in result.quantities
        )

    def may_say_how_many(self, definition: Mapping[str, object]) -> bool:
        """Whether the number of different categories leaves the cases of those that no row names unknown.

        Readers know how many cases and, by the number, how many categories no row names: each has at least
        one case, and what is left over must be wide. Where a whole column is hidden the number would say how
        many of its cells are not zero.
        """
        service, year = str(definition["service"]), int(str(definition["year"]))
        field_name = definition.get("field", "referrer")
        tables = self.counts.layout.tables
        table = next((t for t in tables if (t.service, t.field) == (service, field_name)), None)
        if table is None or year > self.counts.year:
            return False
        rows = [row.code for row in table.rows if row.of == "codes" and not row.sign(year)]
        rest = self.counts.rest(table.id, year)
        left_over = sum(rest.values()) - len(rest)
        return not all(table_key(table.id, service, year, code) in self.hidden for code in rows) and (
            not rest or left_over >= self.policy.width
        )
