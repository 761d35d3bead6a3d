"""Facts for the statistics: how many persons have linked cases in which services; no token, no case."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.casework.referrals.facts import LinkFact
from fristed.casework.referrals.models import BlindLink
from fristed.casework.referrals.rules import persons
from fristed.foundation.identity.access.net import statistics_door


def link_facts() -> Iterator[LinkFact]:
    """Give one fact for each person with linked cases in at least two services."""
    with statistics_door():
        rows = list(BlindLink.objects.values_list("token", "case_id", "case__service", "made_at"))
    service_of = {case: service for _token, case, service, _at in rows}
    year_of: dict[int, int] = {}
    for _token, case, _service, at in rows:
        year_of[case] = max(year_of.get(case, 0), at.year)
    for cases in persons((token, case) for token, case, _service, _at in rows):
        services = tuple(sorted({service_of[case] for case in cases}))
        if len(services) > 1:
            yield LinkFact(services, max(year_of[case] for case in cases))
