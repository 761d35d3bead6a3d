"""Numbers of the running text: printed only when every count they rest on may be known.

A number rests on *quantities*, each a count of cases that fit a selection. A quantity is open when a table
prints it. One that no table prints splits a quantity that is open: by one attribute, into the parts that
sentences name and a rest that any reader can take by subtraction. Parts and rest are protected like a table,
once for each attribute that may be seen as the splitter; what is hidden in one view joins the rest in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from fristed.methods.classifications import concerns_of, theme_of
from fristed.methods.disclosure.protection import NoSafePattern, protect
from fristed.methods.disclosure.records import CountTree, ProtectionRule
from fristed.statistics.releases.facts import PublishedNumber
from fristed.statistics.releases.hiding import Hidden, table_place
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.trees import REST, theme_cell
from fristed.statistics.tabulation.counting import Counts
from fristed.statistics.tabulation.evaluation import Evaluator, NumberResult, Quantity
from fristed.statistics.tabulation.layout import TableDefinition
from fristed.statistics.tabulation.numbers import read_numbers
from fristed.statistics.tabulation.selections import AGENCIES

LOOKS_BACK = 3
"""How many years back the numbers of a report look."""


class Question(NamedTuple):
    """What a quantity asks, in a form that can be compared: service, year, and what must fit."""

    service: str
    year: int
    selection: frozenset[tuple[str, frozenset[str]]]

    def without(self, attribute: str) -> Question:
        """Give the question with one attribute left open."""
        kept = frozenset((name, codes) for name, codes in self.selection if name != attribute)
        return Question(self.service, self.year, kept)

    def codes_of(self, attribute: str) -> frozenset[str]:
        """Give the categories asked for of one attribute."""
        return next(codes for name, codes in self.selection if name == attribute)

    @property
    def attributes(self) -> list[str]:
        """The attributes asked about, in a fixed order."""
        return sorted(name for name, _ in self.selection)


def question_of(quantity: Quantity) -> Question:
    """Give the question a quantity answers."""
    selection = frozenset((name, frozenset(codes)) for name, codes in quantity.selection.items())
    return Question(quantity.service, quantity.year, selection)


def printed_numbers(counts: Counts, policy: Policy, hidden: Hidden) -> dict[str, PublishedNumber]:
    """Give every number of the running text as it may be printed."""
    results = counts.numbers()
    if not policy.secondary:
        return {name: _printed(result, with_source=True) for name, result in results.items()}
    judge = Judge(counts, ProtectionRule(threshold=policy.threshold, width=policy.width), hidden)
    judge.close_what_must_be()
    return {
        name: _printed(result, with_source=False) if _may_be_printed(result, judge) else _hidden(result)
        for name, result in results.items()
    }


def _may_be_printed(result: NumberResult, judge: Judge) -> bool:
    """Whether a number gives nothing away; a bound would say of a hidden count that it is small itself."""
    if result.status == "waiting":
        return True
    operation = str(result.definition.get("op"))
    if operation.startswith("distinct"):
        return judge.may_say_how_many(result.definition)
    return not operation.startswith("count_lt") and all(
        judge.is_open(question_of(q)) for q in result.quantities
    )


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


@dataclass(slots=True)
class Judge:
    """Decides which quantities are open. What it closes stays closed, so its rounds come to an end."""

    counts: Counts
    rule: ProtectionRule
    hidden: Hidden
    _cases: dict[Question, int] = field(default_factory=dict)
    _closed: set[Question] = field(default_factory=set)

    def close_what_must_be(self) -> None:
        """Close small quantities, and others until no rest gives a small one away.

        A year is spoken of in its own report and in later ones. What any of them may say of it is judged
        together, so that a later report opens nothing that an earlier one closed, nor the other way round.
        """
        self._cases = {question_of(q): q.cases for q in self._quantities_of_all_reports()}
        split = [question for question in self._cases if not self._is_in_a_table(question)]
        while closing := {q for question in split for q in self._to_close(question)} - self._closed:
            self._closed |= closing

    def _quantities_of_all_reports(self) -> Iterator[Quantity]:
        """Give every count that a number of any report rests on, for the years that are in the register."""
        first, last = self.counts.layout.first_register_year, self.counts.year
        for report_year in range(first, last + LOOKS_BACK + 1):
            evaluator = Evaluator(self.counts.cube, self.counts.layout, report_year)
            for number in read_numbers().values():
                if not number.op.startswith("count_lt"):
                    seen = evaluator.evaluate(number).quantities
                    yield from (quantity for quantity in seen if first <= quantity.year <= last)

    def is_open(self, question: Question) -> bool:
        """Whether readers may know the count."""
        if question in self._closed:
            return False
        if self._is_in_a_table(question):
            return self._is_printed(question)
        return all(self.is_open(question.without(attribute)) for attribute in question.attributes)

    def _fourth_cell(self, question: Question) -> int:
        """Give the cases that fit neither of two attributes: four printed counts give them away."""
        whole = Question(question.service, question.year, frozenset())
        total = self.counts.total(whole.service, whole.year)
        one, other = question.attributes
        either = self._total(question.without(one), one) + self._total(question.without(other), other)
        return total - either + self._cases[question]

    def _to_close(self, question: Question) -> Iterator[Question]:
        if len(question.selection) == 2 and self.rule.is_small(self._fourth_cell(question)):
            yield question
        for attribute in question.attributes:
            whole = question.without(attribute)
            if not self.is_open(whole):
                yield question
            else:
                yield from self._hidden_parts(whole, attribute, question)

    def _hidden_parts(self, whole: Question, attribute: str, question: Question) -> list[Question]:
        """Protect the parts that sentences name of one whole, and give those that are hidden."""
        parts = self._parts(whole, attribute, question)
        total = self._total(whole, attribute)
        leaves = {str(number): self._cases[part] for number, part in enumerate(parts)}
        rest = total - sum(leaves.values())
        tree = CountTree(
            name=f"{whole.service} {whole.year} {attribute}",
            total=total,
            leaves={**leaves, **({REST: rest} if rest else {})},
            unprinted=frozenset({REST}) if rest else frozenset(),
        )
        try:
            pattern = protect(tree, self.rule)
        except NoSafePattern:
            return parts
        return [part for number, part in enumerate(parts) if str(number) in pattern.hidden]

    def _parts(self, whole: Question, attribute: str, question: Question) -> list[Question]:
        """Give the open questions that split the same whole by the same attribute, none overlapping another.

        A case has one category of most attributes but may have several agencies, which are taken one by one.
        """
        siblings = [question]
        for other in sorted(self._cases, key=repr):
            if (
                attribute not in AGENCIES
                and other not in self._closed
                and attribute in other.attributes
                and other.without(attribute) == whole
                and all(other.codes_of(attribute).isdisjoint(s.codes_of(attribute)) for s in siblings)
            ):
                siblings.append(other)
        return siblings

    def _total(self, whole: Question, attribute: str) -> int:
        selection: dict[str, frozenset[str]] = dict(whole.selection)
        if attribute in AGENCIES or not selection:
            return self.counts.cases(whole.service, whole.year, selection)
        return sum(self.counts.cube.breakdown(whole.service, whole.year, attribute, selection).values())

    def may_say_how_many(self, definition: Mapping[str, object]) -> bool:
        """Whether the number of different categories leaves the cases of those that no row names unknown.

        Readers know how many cases and, by the number, how many categories no row names: each has at least
        one case, and what is left over must be wide. Where a whole column is hidden the number would say how
        many of its cells are not zero.
        """
        service, year = str(definition["service"]), int(str(definition["year"]))
        field_name = definition.get("field", "referrer")
        table = next(
            (t for t in self.counts.layout.tables if (t.service, t.field) == (service, field_name)), None
        )
        if table is None or year > self.counts.year:
            return False
        place = table_place(table.id, service, year)
        rows = [row.code for row in table.rows if row.of == "codes" and not row.sign(year)]
        rest = self.counts.rest(table.id, year)
        left_over = sum(rest.values()) - len(rest)
        return not all((place, code) in self.hidden for code in rows) and (
            not rest or left_over >= self.rule.width
        )

    def _is_in_a_table(self, question: Question) -> bool:
        return not question.selection or self._table_of(question) is not None

    def _table_of(self, question: Question) -> TableDefinition | None:
        """Give the table whose rows answer the question in the report of that year, if one does."""
        if len(question.selection) != 1:
            return None
        [(attribute, codes)] = question.selection
        for table in self.counts.layout.tables:
            if table.service == question.service and question.year in table.years(question.year):
                if table.field == attribute and not table.where and codes <= table.named_codes(question.year):
                    return table
                if table.where and not table.field and table.where == _as_where(attribute, codes):
                    return table
        return None

    def _is_printed(self, question: Question) -> bool:
        """Whether the table prints the count, as a row, a theme or a sum of printed rows."""
        table = self._table_of(question)
        if table is None or table.where:
            tables = [t for t in self.counts.layout.tables if t.service == question.service and not t.field]
            chosen = table or next(t for t in tables if not t.where)
            return (table_place(chosen.id, question.service, question.year), "total") not in self.hidden
        place = table_place(table.id, question.service, question.year)
        [(attribute, codes)] = question.selection
        if attribute == "main_concern" and (theme := _theme_that_is(codes)):
            return (place, theme_cell(theme)) not in self.hidden
        rows = [row for row in table.rows if row.of == "codes" and row.names(question.year) & codes]
        return all(row.names(question.year) <= codes and (place, row.code) not in self.hidden for row in rows)


def _theme_that_is(concerns: frozenset[str]) -> str | None:
    """Give the theme that two or more main concerns make up together."""
    theme = theme_of(next(iter(concerns)))
    return theme if len(concerns) > 1 and concerns == frozenset(concerns_of(theme)) else None


def _as_where(attribute: str, codes: frozenset[str]) -> Mapping[str, str]:
    """Give the filter that asks for one category; a filter cannot ask for several."""
    return {attribute: next(iter(codes))} if len(codes) == 1 else {}
