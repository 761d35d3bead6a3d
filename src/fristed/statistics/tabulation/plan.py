"""What must be counted for a layout and its numbers, and the SQL that counts it, written once.

Every table, figure and number needs the facts counted by service, year and a few attributes. Those sets of
attributes are the grouping sets of three statements. Sets of attributes with few categories are counted from
one combination of them all, so that the facts are read once for the lot; sets with a country or a referrer
are counted from the facts, and sets with an agency from the facts and their agencies.

The same text runs on DuckDB and PostgreSQL and parses for Spark. No column of the facts is ever NULL, so NULL
in an answer means that the attribute was not asked about in that grouping set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fristed.statistics.tabulation.layout import Layout
from fristed.statistics.tabulation.numbers import NumberDefinition
from fristed.statistics.tabulation.selections import AGENCIES, ATTRIBUTES, WIDE, selection_of

GroupingSet = tuple[str, ...]
"""Attributes counted together within service and year, in the order of the columns."""


class CannotBeCounted(ValueError):
    """A definition asks for a combination that the counting statements do not hold."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One counting statement; it answers with service, year, ``columns`` or NULL, and the number of cases."""

    columns: GroupingSet
    sql: str


@dataclass(frozen=True, slots=True)
class CountingPlan:
    """The grouping sets over facts, and those over facts and their agencies (the agency itself left out)."""

    cases: tuple[GroupingSet, ...]
    agencies: tuple[GroupingSet, ...]

    @property
    def groups(self) -> tuple[GroupingSet, ...]:
        """Every combination of attributes that can be asked for; both kinds of agency are counted alike."""
        by_agency = tuple((relation, *group) for relation in AGENCIES for group in self.agencies)
        return (*self.cases, *by_agency)

    @property
    def case_statements(self) -> tuple[Statement, ...]:
        """The statements over facts: those with few categories from their combination, the others apart."""
        narrow = [group for group in self.cases if not set(group) & WIDE]
        wide = [group for group in self.cases if set(group) & WIDE]
        return (_narrow_statement(narrow), *([_statement(wide, source="facts")] if wide else []))

    @property
    def agency_statement(self) -> Statement:
        """The statement over facts and agencies; relation and agency stand before the attributes."""
        groups = [("relation", "agency", *group) for group in self.agencies]
        return _statement(groups, source="facts JOIN agencies ON agencies.fact = facts.fact")


def _narrow_statement(groups: Iterable[GroupingSet]) -> Statement:
    listed = list(groups)
    chosen = ", ".join(("service", "year", *_columns_of(listed)))
    combined = f"SELECT {chosen}, COUNT(*) AS cases FROM facts GROUP BY {chosen}"  # noqa: S608  names are ours
    return _statement(listed, source=f"({combined}) AS combined", cases="CAST(SUM(cases) AS BIGINT)")


def _statement(groups: Iterable[GroupingSet], *, source: str, cases: str = "COUNT(*)") -> Statement:
    listed = list(groups)
    columns = _columns_of(listed)
    sets = ",\n  ".join(f"({', '.join(('service', 'year', *group))})" for group in listed)
    chosen = ", ".join(("service", "year", *columns))
    return Statement(
        columns, f"SELECT {chosen}, {cases} AS cases\nFROM {source}\nGROUP BY GROUPING SETS (\n  {sets}\n)"
    )


def _columns_of(groups: Iterable[GroupingSet]) -> GroupingSet:
    used = {name for group in groups for name in group}
    return tuple(name for name in ("relation", "agency", *ATTRIBUTES) if name in used)


def ordered(attributes: Iterable[str]) -> GroupingSet:
    """Give attributes in the order of the columns, the agency first; refuse two kinds of agency at once."""
    wanted = set(attributes)
    agencies = [name for name in AGENCIES if name in wanted]
    if len(agencies) > 1:
        raise CannotBeCounted("Agencies involved and to be involved are counted apart.")
    return (*agencies, *(name for name in ATTRIBUTES if name in wanted))


def counting_plan(layout: Layout, numbers: Iterable[NumberDefinition]) -> CountingPlan:
    """Collect the grouping sets that tables, figures and numbers need, each once, in a fixed order."""
    wanted = {(), ("is_new",)}
    wanted |= {ordered((*table.where, *filter(None, [table.field]))) for table in layout.tables}
    wanted |= {ordered((*figure.where, *filter(None, [figure.field]))) for figure in layout.figures}
    wanted |= {ordered(attributes) for number in numbers for attributes in _needed(number)}
    by_agency = {group for group in wanted if group and group[0] in AGENCIES}
    return CountingPlan(
        cases=tuple(sorted(wanted - by_agency)),
        agencies=tuple(sorted({(), *(group[1:] for group in by_agency)})),
    )


def _needed(number: NumberDefinition) -> list[Iterable[str]]:
    if not number.counts_cases:
        return []
    where, of = number.definition.get("where", {}), number.definition.get("of", {})
    service = number.services[0]
    field = number.definition.get("field", "referrer" if number.op == "distinct_referrer" else "")
    return [
        (*selection_of(where, service=service), *filter(None, [field])),
        tuple(selection_of(of, service=service)),
    ]
