"""From rows to facts for the statistics: each case once at each moment in each year, as noted last.

The system's own door, as for the facts of cases: it asks nobody's permission, and no page reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from fristed.casework.outcomes.facts import OutcomeFact
from fristed.casework.outcomes.models import Answers, State
from fristed.casework.outcomes.rules import AREAS, QUESTIONS

ANSWERS = "answers"
CHUNK = 2_000


def outcome_facts(year: int) -> Iterator[OutcomeFact]:
    """Give one fact for each case and moment of a year, and for each case with answers in it."""
    states = State.objects.filter(on_date__year=year, not_made="")
    rows = states.order_by("case_id", "moment", "-on_date", "-pk")
    seen: tuple[int, str] | None = None
    columns = ("case_id", "moment", "case__service", *AREAS)
    for case, moment, service, *levels in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if (case, moment) != seen:
            seen = (case, moment)
            yield OutcomeFact(service, year, moment, dict(zip(AREAS, levels, strict=True)))
    yield from _answers(year)


def _answers(year: int) -> Iterator[OutcomeFact]:
    rows = Answers.objects.filter(on_date__year=year).order_by("case_id", "-on_date", "-pk")
    seen: int | None = None
    columns = ("case_id", "case__service", *QUESTIONS)
    for case, service, *answers in rows.values_list(*columns).iterator(chunk_size=CHUNK):
        if case != seen:
            seen = case
            yield OutcomeFact(service, year, ANSWERS, dict(zip(QUESTIONS, answers, strict=True)))
