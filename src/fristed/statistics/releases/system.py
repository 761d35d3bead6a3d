"""A release as one system: every count it may print of a service and year, and what joins them.

Tables with their totals and themes, values of figures, counts that sentences state and the crossed tables
behind them are written down together and protected together. Years and services share no relation: a growth
between two printed counts tells nothing new, and totals of services must not be added. So each service and
year is a system of its own, and the release is all of them.

Where no pattern is safe, the crossed tables of the part that cannot be protected are withheld, then its
tables: then nothing of them is printed but the total.

Readers keep old reports. What releases of the same facts printed is known and stays so; where the rule has
become stricter and what they printed cannot be made safe any more, the new release prints nothing of the
service and year that they did not print, so that both together tell no more than they did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from fristed.methods.disclosure.protection import (
    LimitReached,
    NoSafeLinkedPattern,
    protect_linked,
    protect_within,
)
from fristed.methods.disclosure.records import (
    LinkedCounts,
    LinkedPattern,
    Loss,
    Why,
    with_equals,
)
from fristed.statistics.releases.crossings import write_crossings
from fristed.statistics.releases.draft import Draft
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.ledger import Conflict, History, Pins
from fristed.statistics.releases.margins import Margins
from fristed.statistics.releases.names import table_key, without_year
from fristed.statistics.releases.policies import Elsewhere, Policy
from fristed.statistics.releases.prices import weights_of
from fristed.statistics.releases.questions import Question, questions_of_all_reports
from fristed.statistics.releases.rules import rule_of
from fristed.statistics.releases.wishes import Refusal, Wishes, all_names, as_wishes, exchanged, is_followed
from fristed.statistics.tabulation.counting import Counts

CROSSED = "crossed "
NOTHING = LinkedPattern({}, {}, Loss(), 0, 0)


@dataclass(frozen=True, slots=True)
class Limit:
    """How long the search for the pattern of one service and year may take, and how much memory.

    At the limit the best safe pattern that was found is used, with what is proved of its cost.
    """

    seconds: float = 40
    megabytes: int = 2_000


@dataclass(frozen=True, slots=True)
class ProtectedYear:
    """One service and year: its counts, what is hidden of them, and where each question is answered.

    ``withheld`` names the attributes and crossed tables of which nothing is printed because no pattern makes
    them safe; ``given_up`` the cells that stay neither printed nor hidden as an earlier release had them,
    because the register has changed and no pattern keeps to both. ``known_before`` are small counts that an
    earlier release of the same facts printed: nothing protects them. ``is_only_again`` tells that nothing is
    printed but what earlier releases printed; ``earlier`` are those of the same facts, with their names.
    ``is_finished`` tells that the search for the pattern came to its own end. ``asked`` are the counts with
    all that the next computation with one more wish would keep to: what releases of other report years
    printed and hid, which is ``bound_by``, and the wishes that are followed; ``not_followed`` says why others
    are not. ``unwished`` is the pattern without any wish, where one is followed.
    """

    service: str
    year: int
    linked: LinkedCounts
    pattern: LinkedPattern
    answers: Mapping[Question, str] = field(default_factory=dict[Question, str])
    withheld: tuple[str, ...] = ()
    given_up: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    known_before: tuple[str, ...] = ()
    is_only_again: bool = False
    is_finished: bool = True
    earlier: tuple[tuple[str, Release], ...] = field(default=(), repr=False)
    asked: LinkedCounts | None = field(default=None, repr=False)
    bound_by: Pins = field(default_factory=Pins, repr=False)
    not_followed: Mapping[str, Refusal] = field(default_factory=dict[str, Refusal])
    unwished: LinkedPattern | None = None

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
class KnownBefore:
    """What readers of earlier releases know about a small count or a group of them, whatever is printed now.

    ``key`` is a cell, or for a group the printed total it was subtracted from.
    """

    key: str
    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class ProtectedCounts:
    """All of a release, protected; ``known_before`` is what protects nothing any more."""

    years: tuple[ProtectedYear, ...]
    known_before: tuple[KnownBefore, ...] = ()

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
    def exempt(self) -> frozenset[str]:
        """Every name of what is printed in any case; what a sentence states has a name of its own."""
        said = (
            question.key
            for year in self.years
            for question, key in year.answers.items()
            if key in year.linked.shown
        )
        return self.linked.shown_numbers.union(said)

    @property
    def hidden(self) -> dict[str, Why]:
        """Why each hidden cell is hidden."""
        return {key: why for year in self.years for key, why in year.pattern.hidden.items()}

    def is_open(self, question: Question) -> bool:
        """Whether readers may know the count a question asks for; before the register all is history."""
        found = self.of(question.service, question.year)
        return found is None or found.is_open(question)


def protect_counts(
    counts: Counts,
    policy: Policy,
    *,
    history: History | None = None,
    wishes: Iterable[str] = (),
    limit: Limit | None = None,
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
        Keys of cells that a statistician would rather hide, with those they take the place of.
    limit
        The limit of each service and year, whose pattern is then searched in a program of its own; without
        one the search takes what it takes.

    Raises
    ------
    LimitReached
        If the limit was reached before any safe pattern was found.
    """
    questions = questions_of_all_reports(counts)
    protector = Protector(counts, policy, history or History(), as_wishes(wishes), limit)
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
    wishes: Wishes
    limit: Limit | None = None
    _habit: set[str] = field(default_factory=set)

    def protect(self, service: str, year: int, questions: tuple[Question, ...]) -> ProtectedYear:
        """Protect a service and year; a total that nothing can be hidden under takes everything with it."""
        facts, _ = self._written(service, year, questions, frozenset())
        kept = self.history.fitting(facts.counts, is_wished=self._is_wished(facts.counts))
        if self._is_too_small(self.counts.total(service, year)):
            found = self._without_total(service, year)
        else:
            least = self._withholding_what_must_be(service, year, questions)
            found = self._keeping_to_the_ledger(least, facts, kept, questions)
            found = self._as_wished(found, least.linked)
        self._habit |= {without_year(key) for key, why in found.pattern.hidden.items() if why == "secondary"}
        small = {key for key, count in facts.counts.items() if self.policy.is_small(count)}
        known = {key for key in small if kept.prints(key)} - self._exempt(facts, service)
        return replace(found, known_before=tuple(sorted(known)), earlier=kept.releases)

    def _is_too_small(self, total: int) -> bool:
        """Whether what is hidden under a total would be small itself, or too narrow, even if all of it is."""
        rule = rule_of(self.policy)
        return 0 < total < max(rule.threshold, rule.smallest_hidden_sum, rule.width + 1)

    def _is_wished(self, counts: Mapping[str, int]) -> bool:
        return not self.wishes.keys().isdisjoint(counts)

    @staticmethod
    def _without_total(service: str, year: int) -> ProtectedYear:
        linked = LinkedCounts(f"{service} {year}", {})
        return ProtectedYear(service, year, linked, NOTHING, withheld=("total",))

    def _searched(self, linked: LinkedCounts) -> tuple[LinkedPattern, bool]:
        """Give a safe pattern, and whether the search for it came to its own end."""
        if self.limit is None:
            return protect_linked(linked, rule_of(self.policy)), True
        seconds, megabytes = self.limit.seconds, self.limit.megabytes
        try:
            found = protect_within(linked, rule_of(self.policy), seconds=seconds, megabytes=megabytes)
        except LimitReached as reached:
            raise LimitReached(
                f"{linked.name}: no safe pattern was found within {seconds:g} seconds and {megabytes} "
                "megabytes, so nothing may be printed. Give the search more, or print coarser categories."
            ) from reached
        return found.pattern, found.is_finished

    def _withholding_what_must_be(
        self,
        service: str,
        year: int,
        questions: tuple[Question, ...],
        asked: Callable[[LinkedCounts], LinkedCounts] = lambda linked: linked,
    ) -> ProtectedYear:
        """Protect what is written down as it is ``asked`` for, without the groups that cannot be safe."""
        withheld: frozenset[str] = frozenset()
        while True:
            draft, answers = self._written(service, year, questions, withheld)
            linked = asked(self._linked(draft, service, year))
            try:
                pattern, is_finished = self._searched(linked)
            except NoSafeLinkedPattern as refusal:
                refused = {draft.group_of[key] for key in refusal.cells} - withheld
                if not refused:
                    raise
                withheld |= {group for group in refused if group.startswith(CROSSED)} or refused
            else:
                left_out = tuple(sorted(withheld))
                return ProtectedYear(
                    service, year, linked, pattern, answers, left_out, is_finished=is_finished
                )

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
        weights = weights_of(draft, self.policy, cases=cases, habit=self._habit)
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
        exempt = {key for cell, key in cells.items() if key in draft.counts and self.policy.is_exempt(*cell)}
        return exempt | self._known_elsewhere(draft.counts)

    def _known_elsewhere(self, counts: Mapping[str, int]) -> set[str]:
        """Give the cells whose counts others have printed as they are."""
        told = ((self._key_told(one), one.count) for one in self.policy.known_elsewhere)
        return {key for key, count in told if counts.get(key) == count}

    def _key_told(self, told: Elsewhere) -> str:
        service = self.counts.layout.table(told.table).service
        return table_key(told.table, service, told.year, told.category_code)

    def _told_otherwise(self, linked: LinkedCounts) -> Iterator[Conflict]:
        """Give the counts that others have printed and the register does not give."""
        for told in self.policy.known_elsewhere:
            key = self._key_told(told)
            if linked.counts.get(key, told.count) != told.count:
                yield Conflict(key, told.count, told.source)

    def _keeping_to_the_ledger(
        self,
        found: ProtectedYear,
        facts: Draft,
        kept: History,
        questions: tuple[Question, ...],
    ) -> ProtectedYear:
        """Print and hide what earlier releases did.

        If that is not safe because the register has changed, those of the same facts are kept to, as readers
        know what they printed. If that is not safe either, nothing new is printed.
        """
        wished = self._is_wished(facts.counts)
        conflicts = (*self.history.conflicts(found.linked), *self._told_otherwise(found.linked))
        known, asked = (
            kept.pins(found.linked, is_wished=False),
            self.history.pins(found.linked, is_wished=wished),
        )
        small = {key for key, count in found.linked.counts.items() if self.policy.is_small(count)}
        # A small count that a release of other facts printed is not known to be the same still.
        asked = Pins(asked.shown - (small - known.shown), asked.hidden)
        is_withheld_too_late = any(kept.prints(key) for key in set(facts.counts) - set(found.linked.counts))
        for pins in () if is_withheld_too_late else (asked, known):
            if kept_to := self._pinned(found, pins):
                return replace(kept_to, given_up=asked.broken_by(kept_to.pattern), conflicts=conflicts)
        found = self._only_again(found, facts, kept, questions)
        changed = Pins(asked.shown - known.shown, asked.hidden - known.hidden)
        return replace(found, given_up=changed.broken_by(found.pattern), conflicts=conflicts)

    def _pinned(self, found: ProtectedYear, pins: Pins) -> ProtectedYear | None:
        """Print and hide what the pins ask for, if that is safe."""
        if not pins.broken_by(found.pattern):
            return found
        shown = found.linked.shown | pins.shown
        hidden = pins.hidden - with_equals(shown, found.linked.relations)
        linked = replace(found.linked, shown=shown, hidden=hidden)
        try:
            pattern, is_finished = self._searched(linked)
        except NoSafeLinkedPattern:
            return None
        return replace(found, linked=linked, pattern=pattern, is_finished=is_finished)

    def _as_wished(self, found: ProtectedYear, least: LinkedCounts) -> ProtectedYear:
        """Follow one wish after the other as far as that is safe and no other report says otherwise."""
        wishes = {key: self.wishes[key] for key in self.wishes if key in least.counts}
        if found.is_only_again:
            return replace(found, not_followed=dict.fromkeys(wishes, "only_again"))
        pins = self.history.pins(least, is_wished=True)
        broken = set(pins.broken_by(found.pattern))
        bound = Pins(pins.shown - broken, pins.hidden - broken)
        shown = least.shown | bound.shown
        hidden = (least.hidden | bound.hidden) - with_equals(shown, least.relations)
        asked = replace(least, shown=shown, hidden=hidden)
        follower = Follower(replace(found, asked=asked, bound_by=bound), self.policy, self._searched)
        for key, old in wishes.items():
            follower.follow(key, old)
        return follower.ended(wishes)

    def _only_again(
        self, found: ProtectedYear, facts: Draft, kept: History, questions: tuple[Question, ...]
    ) -> ProtectedYear:
        """Hide what must be hidden, and all that earlier releases of the same facts did not print."""

        def asked(linked: LinkedCounts) -> LinkedCounts:
            told = self._known_elsewhere(linked.counts)
            new = frozenset(key for key, n in linked.counts.items() if n and not kept.prints(key)) - told
            shown = linked.shown - new
            hidden = new - linked.unprinted - with_equals(shown, linked.relations)
            return replace(linked, shown=shown, hidden=hidden)

        if not kept.prints(next(key for key, kind in facts.kinds.items() if kind == "total")):
            return self._without_total(found.service, found.year)
        found = self._withholding_what_must_be(found.service, found.year, questions, asked)
        return replace(found, is_only_again=True)


@dataclass(slots=True)
class Follower:
    """Follows wishes about a service and year, each as the constrained problem that its price was told of."""

    found: ProtectedYear
    policy: Policy
    search: Callable[[LinkedCounts], tuple[LinkedPattern, bool]]

    def follow(self, key: str, old: str) -> None:
        """Follow a wish, or note why it is not followed."""
        try:
            refusal = self._refused(key, old)
            if refusal is None:
                self._search(key, old)
        except NoSafeLinkedPattern:
            refusal = "unsafe"
        except LimitReached:
            refusal = "limit"
        if refusal:
            self.found = replace(self.found, not_followed={**self.found.not_followed, key: refusal})

    def _refused(self, key: str, old: str) -> Refusal | None:
        linked, bound = self.found.linked, self.found.bound_by
        if all_names(linked, key) & bound.shown:
            return "printed_before"
        if key in linked.shown or not linked.counts[key]:
            return "printed_anyway"
        # What is printed for a wish is told to the search as printed in any case, so it must never be small.
        if self.policy.is_small(linked.counts.get(old, 0)):
            return "unsafe"
        return "hidden_before" if all_names(linked, old) & bound.hidden else None

    def _search(self, key: str, old: str) -> None:
        before = self.found
        asked = exchanged(before.asked or before.linked, hide=key, instead_of=old)
        if is_followed(before.pattern.hidden, hide=key, instead_of=old):
            self.found = replace(before, asked=asked)
            return
        pattern, is_finished = self.search(asked)
        self.found = replace(
            before,
            asked=asked,
            pattern=pattern,
            is_finished=is_finished,
            unwished=before.unwished or before.pattern,
        )

    def ended(self, wishes: Wishes) -> ProtectedYear:
        """Give what is hidden in the end; a later wish may have taken the place of an earlier one."""
        left: dict[str, Refusal] = {
            key: "replaced"
            for key, old in wishes.items()
            if key not in self.found.not_followed
            and not is_followed(self.found.pattern.hidden, hide=key, instead_of=old)
        }
        return replace(self.found, not_followed={**left, **self.found.not_followed})
