"""Counts outreach from facts: unprotected, for ``protecting`` alone.

A share that a site gives of its questions is also a count: with the number of questions, a whole percent
leaves few counts. The smallest that it can be is what is protected.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fristed.casework.assignments.facts import AnswerFact, AssignmentFact
from fristed.casework.cases.facts import GreyZoneFact
from fristed.methods.classifications import code_list
from fristed.methods.percents import half_up
from fristed.statistics.outreach.definitions import UNSTATED, CellDefinition, definitions

ANSWERS = "answers"
SITE = "ung.no"


@dataclass(frozen=True, slots=True)
class OutreachFacts:
    """All facts of a report year, with the assignments of the year before."""

    year: int
    assignments: Sequence[AssignmentFact]
    before: Sequence[AssignmentFact]
    grey_zone: Sequence[GreyZoneFact]
    answers: Sequence[AnswerFact]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted of the year: then it has no statistics, rather than zeros."""
        return not (self.assignments or self.grey_zone or self.answers)


@dataclass(frozen=True, slots=True)
class OutreachCounts:
    """Every count of a year, unprotected; what nobody noted is missing. ``percents`` are the site's own."""

    year: int
    counts: Mapping[str, int]
    percents: Mapping[str, int]

    def printed(self, key: str) -> int:
        """Give what is printed of a count that may be."""
        return self.percents.get(key, self.counts.get(key, 0))


def count_outreach(facts: OutreachFacts) -> OutreachCounts:
    """Count the facts of a year."""
    counts: dict[str, int] = {}
    percents: dict[str, int] = {}
    for key, cell in definitions().cells.items():
        if cell.source != "answers_on_a_site":
            found = _count(cell, facts)
            if found is not None:
                counts[key] = found
    asked = [one for one in facts.answers if one.site == SITE]
    if len(asked) == 1:
        found_answers, percents = _answers(asked[0])
        counts |= found_answers
    return OutreachCounts(facts.year, counts, percents)


def _count(cell: CellDefinition, facts: OutreachFacts) -> int | None:
    if cell.source == "counties":
        return sum(code_list("counties").is_valid(code, facts.year) for code in code_list("counties").codes())
    if cell.source == "grey_zone_case":
        return sum(_fits(one, cell.where) for one in facts.grey_zone)
    rows = facts.before if cell.again else facts.assignments
    own = [one for one in rows if one.service == cell.service]
    if cell.again and not own:
        # Of a year in which a service noted nothing at all, nobody knows that there was nothing.
        return None
    fitting = [one for one in own if _fits(one, cell.where)]
    if cell.distinct:
        return len({getattr(one, cell.distinct) for one in fitting} - {""})
    return rounded(len(fitting), cell.rounded_to)


def rounded(count: int, to: int) -> int:
    """Round a count that was never exact; what is smaller than the step is left, as "about 0" says nothing.

    Examples
    --------
    >>> rounded(57, 10), rounded(4, 10), rounded(57, 1)
    (60, 4, 57)
    """
    return count if count < to else half_up(count, to) * to


def _fits(fact: object, where: Mapping[str, Any]) -> bool:
    return all(getattr(fact, name) == value for name, value in where.items())


# Answers on a site


def _answer_cells() -> dict[str, str]:
    """Give the field of the fact by the key of the count."""
    cells = definitions().cells.values()
    return {cell.key: str(cell.where["field"]) for cell in cells if cell.source == "answers_on_a_site"}


def _answers(one: AnswerFact) -> tuple[dict[str, int], dict[str, int]]:
    """Give the questions and those of each share, and the percents as the site gives them."""
    keys = _answer_cells()
    total = next(key for key, field in keys.items() if field == ANSWERS)
    told = {key: getattr(one, field) for key, field in keys.items() if key != total}
    percents = {key: percent for key, percent in told.items() if percent is not None}
    shares = {key: told[key] for key in told if definitions().cells[key].counts == "shares"}
    counts = {} if None in shares.values() else _counts_of_shares(shares, one.answers)
    if not counts:
        # Where a share is missing, or they cannot be of the questions, nothing is told of any.
        percents = {key: percent for key, percent in percents.items() if key not in shares}
    return {total: one.answers, **counts}, percents


def _counts_of_shares(shares: Mapping[str, int], base: int) -> dict[str, int]:
    """Give the questions of each share: the fewest it can be, and at least one where that can be.

    All others are in no share, as far as a reader knows. Nothing where the shares cannot be of the questions.
    """
    spans = {key: counts_of_percent(percent, base) for key, percent in shares.items()}
    counts = {key: min(max(low, 1), high) for key, (low, high) in spans.items()}
    rest = base - sum(counts.values())
    if rest < 0 or any(low > high for low, high in spans.values()):
        return {}
    return {**counts, UNSTATED: rest}


def counts_of_percent(percent: int, base: int) -> tuple[int, int]:
    """Give the fewest and the most of a base that round to a whole percent, halves upwards.

    Examples
    --------
    >>> counts_of_percent(78, 140), counts_of_percent(3, 140), counts_of_percent(0, 140)
    ((109, 109), (4, 4), (0, 0))
    """
    low = max(0, -(-(2 * percent - 1) * base // 200))
    high = min(base, ((2 * percent + 1) * base - 1) // 200)
    return low, high
