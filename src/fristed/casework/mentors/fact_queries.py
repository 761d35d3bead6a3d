"""From rows to facts for the statistics: each match once a year; the system's own door, read by no page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fristed.casework.mentors.codes import State
from fristed.casework.mentors.facts import MentorFact
from fristed.casework.mentors.models import Match, MatchStep

CHUNK = 2_000


def mentor_facts(year: int) -> Iterator[MentorFact]:
    """Give one fact for each match that was asked for, went on or ended in a year."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    days: dict[tuple[int, str], date] = {}
    steps = MatchStep.objects.order_by("match_id", "number").values_list("match_id", "state", "on_date")
    for key, state, day in steps.iterator(chunk_size=CHUNK):
        days.setdefault((key, state), day)
    columns = ("pk", "kind", "because", "age_group", "gender")
    for key, kind, because, age_group, gender in (
        Match.objects.order_by("pk").values_list(*columns).iterator(chunk_size=CHUNK)
    ):
        asked, begun = days.get((key, State.REQUESTED)), days.get((key, State.ACTIVE))
        ended = days.get((key, State.ENDED))
        fact = MentorFact(
            year=year,
            kind=kind,
            because=because,
            age_group=age_group,
            gender=gender,
            requested_in_year=asked is not None and first <= asked < after,
            active_in_year=begun is not None and begun < after and (ended is None or ended >= first),
            ended_in_year=ended is not None and first <= ended < after,
        )
        if fact.requested_in_year or fact.active_in_year or fact.ended_in_year:
            yield fact
