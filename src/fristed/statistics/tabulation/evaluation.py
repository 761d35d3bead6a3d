"""Numbers of the running text, evaluated: from a definition and the counts to a value and its status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fristed.methods.percents import growth_percent, half_up, percent_of
from fristed.statistics.tabulation.cube import Cube
from fristed.statistics.tabulation.layout import Layout
from fristed.statistics.tabulation.numbers import NumberDefinition
from fristed.statistics.tabulation.selections import Selection, selection_of

Status = Literal["ok", "bounded", "contradiction", "waiting"]
Value = int | float | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One count that a number rests on: what the protector must look at before the number is printed."""

    service: str
    year: int
    selection: Selection
    cases: int


@dataclass(frozen=True, slots=True)
class NumberResult:
    """One number as the facts give it, unprotected.

    ``bounded`` means that ``value`` is an upper bound that the counts stay under; ``contradiction`` that the
    facts give something else than the report printed, or break its bound; ``waiting`` that nothing counts it
    yet, or that it is not defined for these years.
    """

    id: str
    value: Value
    status: Status
    unit: str
    definition: Mapping[str, Any]
    published: Value = None
    note: str = ""
    quantities: tuple[Quantity, ...] = field(default=())


class BoundBroken(Exception):
    """A count is not under the bound that the definition states."""

    def __init__(self, cases: int) -> None:
        super().__init__(f"{cases} cases")
        self.cases = cases


class NotCounted(Exception):
    """The register holds nothing on this: the attribute was not collected, or the year is before it."""


@dataclass(slots=True)
class Evaluator:
    """Evaluates definitions on one cube, noting every count it looks at."""

    cube: Cube
    layout: Layout
    report_year: int
    _seen: list[Quantity] = field(default_factory=list)

    def evaluate(self, number: NumberDefinition) -> NumberResult:
        """Give the value and status of one number."""
        definition = number.definition_in(self.report_year)
        published = number.published_in(self.report_year)
        value, status = self._value_and_status(number, definition, published)
        return NumberResult(
            id=number.id,
            value=value,
            status=status,
            unit=number.unit,
            definition=definition,
            published=published,
            note=number.note,
            quantities=tuple(self._seen),
        )

    def _value_and_status(
        self, number: NumberDefinition, definition: Mapping[str, Any], published: Value
    ) -> tuple[Value, Status]:
        self._seen = []
        try:
            value = self._value(number, definition) if number.counts_cases else None
        except NotCounted:
            value = None
        except BoundBroken as broken:
            return broken.cases, "contradiction"
        if value is None:
            return None, "waiting"
        if published is not None and value != published:
            return value, "contradiction"
        return value, "bounded" if number.op in {"count_lt", "count_lt_each"} else "ok"

    def _value(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        operations: dict[str, Callable[[NumberDefinition, Mapping[str, Any]], Value]] = {
            "count": self._count,
            "share_pct": self._share,
            "growth_pct": self._growth,
            "ratio": self._ratio,
            "distinct": self._distinct,
            "distinct_referrer": self._distinct,
            "count_lt": self._bound,
            "count_lt_each": self._bound_of_each,
        }
        return operations[number.op](number, definition)

    def _cases(self, service: str, year: int, selection: Selection) -> int:
        """Count, and note what was counted; totals from before the register are published history."""
        if year < self.layout.first_register_year:
            history = self.layout.history.get(service, {})
            if selection or year not in history:
                raise NotCounted
            cases = history[year]
        elif not all(self.layout.is_collected(name, service=service, year=year) for name in selection):
            raise NotCounted
        else:
            cases = self.cube.count(service, year, selection)
        self._seen.append(Quantity(service, year, dict(selection), cases))
        return cases

    def _in(self, number: NumberDefinition, definition: Mapping[str, Any], year: int) -> int:
        where = definition.get("where", {})
        return sum(self._cases(s, year, selection_of(where, service=s)) for s in number.services)

    def _count(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        return self._in(number, definition, definition["year"])

    def _share(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        part = self._in(number, definition, definition["year"])
        whole = self._in(number, {"where": definition.get("of", {})}, definition["year"])
        return percent_of(part, whole)

    def _two_years(self, number: NumberDefinition, definition: Mapping[str, Any]) -> tuple[int, int]:
        after = definition.get("to_year", definition.get("year"))
        before = definition.get("from_year", after - 1)
        return self._in(number, definition, before), self._in(number, definition, after)

    def _growth(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        return growth_percent(*self._two_years(number, definition))

    def _ratio(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        before, after = self._two_years(number, definition)
        return half_up(after, before) if before else None

    def _distinct(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        """Count the categories that at least one case has."""
        service, year = number.services[0], definition["year"]
        if year < self.layout.first_register_year:
            raise NotCounted
        attribute = definition.get("field", "referrer")
        counted = selection_of(definition.get("where", {}), service=service).get(attribute)
        found = set(self.cube.breakdown(service, year, attribute)) - set(definition.get("exclude", ()))
        return len(found if counted is None else found & counted)

    def _bound(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        """Give the bound if the count stays under it."""
        return _under(number, self._in(number, definition, definition["year"]))

    def _bound_of_each(self, number: NumberDefinition, definition: Mapping[str, Any]) -> Value:
        """Give the bound if the largest category's count stays under it."""
        service, year = number.services[0], definition["year"]
        selection = selection_of(definition["where"], service=service)
        largest = max(
            self._cases(service, year, {name: frozenset({code})})
            for name, codes in selection.items()
            for code in sorted(codes)
        )
        return _under(number, largest)


def _under(number: NumberDefinition, cases: int) -> Value:
    """Give the bound a definition states, which is what was printed; refuse a count that reaches it."""
    if cases >= number.published:
        raise BoundBroken(cases)
    return number.published
