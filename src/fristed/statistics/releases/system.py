"""A release as one system: every count it may print of a service and year, and what joins them.

Tables with their totals and themes, values of figures, counts that sentences state and the crossed tables
behind them are written down together and protected together. Years and services share no relation: a growth
between two printed counts tells nothing new, and totals of services must not be added. So each service and
year is a system of its own, and the release is all of them.

Where no pattern is safe, the crossed tables of the part that cannot be protected are withheld, then its
tables: then nothing of them is printed but the total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fristed.methods.disclosure.protection import NoSafeLinkedPattern, protect_linked
from fristed.methods.disclosure.records import (
    LinkedCounts,
    LinkedPattern,
    Loss,
    ProtectionRule,
    Why,
)
from fristed.statistics.releases.crossings import write_crossings
from fristed.statistics.releases.draft import Draft
from fristed.statistics.releases.ledger import Conflict, History
from fristed.statistics.releases.margins import Margins
from fristed.statistics.releases.names import table_key, without_year
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.prices import weights_of
from fristed.statistics.releases.questions import Question, questions_of_all_reports
from fristed.statistics.tabulation.counting import Counts

CROSSED = "crossed "
NOTHING = LinkedPattern({}, {}, Loss(), 0, 0)


@dataclass(frozen=True, slots=True)
class ProtectedYear:
    """One service and year: its counts, what is hidden of them, and where each question is answered.

    ``withheld`` names the attributes and crossed tables of which nothing is printed because no pattern makes
    them safe; ``given_up`` the cells that stay neither printed nor hidden as an earlier release had them,
    because the register has changed and no pattern keeps to both.
    """

    service: str
    year: int
    linked: LinkedCounts
    pattern: LinkedPattern
    answers: Mapping[Question, str] = field(default_factory=dict[Question, str])
    withheld: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def is_open(self, question: Question) -> bool:
        """Whether readers may know the count a question asks for."""
        key = self.answers.get(question)
        return key is not None and key not in self.pattern.hidden

    def prints(self, key: str) -> bool:
        """Whether a cell is printed as a count."""
        return (
            key in self.linked.counts and key not in self.linked.unprinted and key not in self.pattern.hidden
        )


@dataclass(frozen=True, slots=True)
class ProtectedCounts:
    """All of a release, protected."""

    years: tuple[ProtectedYear, ...]

    def of(self, service: str, year: int) -> ProtectedYear | None:
        """Give one service and year; years before the register have none."""
        return next((found for found in self.years if (found.service, found.year) == (service, year)), None)

    @property
    def linked(self) -> LinkedCounts:
        """Every cell and relation of the release in one record."""
        return LinkedCounts(
            name="release",
            counts={key: count for year in self.years for key, count in year.linked.counts.items()},
            relations=tuple(relation for year in self.years for relation in year.linked.relations),
            unprinted=frozenset().union(*(year.linked.unprinted for year in self.years)),
            shown=frozenset().union(*(year.linked.shown for year in self.years)),
            hidden=frozenset().union(*(year.linked.hidden for year in self.years)),
            weights={key: price for year in self.years for key, price in year.linked.weights.items()},
        )

    @property
    def hidden(self) -> dict[str, Why]:
        """Why each hidden cell is hidden."""
        return {key: why for year in self.years for key, why in year.pattern.hidden.items()}

    def is_open(self, question: Question) -> bool:
        """Whether readers may know the count a question asks for; before the register all is history."""
        found = self.of(question.service, question.year)
        return found is None or found.is_open(question)


def rule_of(policy: Policy) -> ProtectionRule:
    """Give the rule that a policy states."""
    return ProtectionRule(
        threshold=policy.threshold,
        width=policy.width,
        group_sum_at_least=policy.group_sum_at_least,
        cost=policy.cost,
    )


def protect_counts(
    counts: Counts, policy: Policy, *, history: History | None = None, wishes: Iterable[str] = ()
) -> ProtectedCounts:
    """Protect everything that the release of a year may print, service by service, oldest year first.

    Every year of the register is protected, printed or not, and a year looks at itself and at earlier years
    alone, so that the reports of two years hide the same cells.

    Parameters
    ----------
    counts
        The unprotected counts.
    policy
        What must hold, what it may cost, and what is printed in any case.
    history
        What earlier releases printed and hid.
    wishes
        Keys of cells that a statistician would rather hide than others.
    """
    questions = questions_of_all_reports(counts)
    protector = Protector(counts, policy, history or History(), frozenset(wishes))
    years = range(counts.layout.first_register_year, counts.year + 1)
    return ProtectedCounts(
        tuple(
            protector.protect(
                service, year, tuple(q for q in questions if (q.service, q.year) == (service, year))
            )
            for service in counts.layout.services
            for year in years
        )
    )


@dataclass(slots=True)
class Protector:
    """Protects one service and year after the other, and remembers what it hid."""

    counts: Counts
    policy: Policy
    history: History
    wishes: frozenset[str]
    _habit: set[str] = field(default_factory=set)

    def protect(self, service: str, year: int, questions: tuple[Question, ...]) -> ProtectedYear:
        """Protect a service and year; a total that is small itself takes everything with it."""
        if self.policy.is_small(self.counts.total(service, year)):
            return ProtectedYear(
                service, year, LinkedCounts(f"{service} {year}", {}), NOTHING, withheld=("total",)
            )
        found = self._withholding_what_must_be(service, year, questions)
        found = self._keeping_to_the_ledger(found, questions)
        self._habit |= {without_year(key) for key, why in found.pattern.hidden.items() if why == "secondary"}
        return found

    def _withholding_what_must_be(
        self, service: str, year: int, questions: tuple[Question, ...]
    ) -> ProtectedYear:
        withheld: frozenset[str] = frozenset()
        while True:
            draft, answers = self._written(service, year, questions, withheld)
            linked = self._linked(draft, service, year)
            try:
                pattern = protect_linked(linked, rule_of(self.policy))
            except NoSafeLinkedPattern as refusal:
                refused = {draft.group_of[key] for key in refusal.cells}
                withheld |= {group for group in refused if group.startswith(CROSSED)} or refused
            else:
                return ProtectedYear(service, year, linked, pattern, answers, tuple(sorted(withheld)))

    def _written(
        self, service: str, year: int, questions: tuple[Question, ...], withheld: frozenset[str]
    ) -> tuple[Draft, dict[Question, str]]:
        draft = Draft(f"{service} {year}")
        margins = Margins(self.counts, service, year, questions, withheld, draft)
        margins.write()
        write_crossings(margins)
        return draft, margins.key_of

    def _linked(self, draft: Draft, service: str, year: int) -> LinkedCounts:
        cases = self.counts.total(service, year)
        weights = weights_of(draft, self.policy, cases=cases, habit=self._habit, wishes=self.wishes)
        return draft.linked(shown=self._exempt(draft, service), weights=weights)

    def _exempt(self, draft: Draft, service: str) -> set[str]:
        """Give the cells that the policy prints in any case, and those that others have printed."""
        tables = (table for table in self.counts.layout.tables if table.service == service)
        cells = {
            (table.id, year, row.code): table_key(table.id, service, year, row.code)
            for table in tables
            for row in table.rows
            for year in range(self.counts.layout.first_register_year, self.counts.year + 1)
        }
        known = {(e.table, e.year, e.category_code, e.count) for e in self.policy.known_elsewhere}
        return {
            key
            for cell, key in cells.items()
            if key in draft.counts and (self.policy.is_exempt(*cell) or (*cell, draft.counts[key]) in known)
        }

    def _told_otherwise(self, linked: LinkedCounts) -> Iterator[Conflict]:
        """Give the counts that others have printed and the register does not give."""
        for told in self.policy.known_elsewhere:
            service = self.counts.layout.table(told.table).service
            key = table_key(told.table, service, told.year, told.category_code)
            if linked.counts.get(key, told.count) != told.count:
                yield Conflict(key, told.count, told.source)

    def _keeping_to_the_ledger(self, found: ProtectedYear, questions: tuple[Question, ...]) -> ProtectedYear:
        """Print and hide what earlier releases did, unless the register has changed and that is not safe."""
        pins = self.history.pins(found.linked, is_wished=bool(self.wishes & set(found.linked.counts)))
        found = replace(
            found, conflicts=(*self.history.conflicts(found.linked), *self._told_otherwise(found.linked))
        )
        if not pins.broken_by(found.pattern):
            return found
        linked = replace(
            found.linked, shown=found.linked.shown | pins.shown, hidden=pins.hidden - found.linked.shown
        )
        try:
            pattern = protect_linked(linked, rule_of(self.policy))
        except NoSafeLinkedPattern:
            return replace(found, given_up=pins.broken_by(found.pattern))
        return replace(found, linked=linked, pattern=pattern)
