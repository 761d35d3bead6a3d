"""Facts for the statistics: how many persons have linked cases in which services; no token, no case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fristed.casework.cases.rules import day_of
from fristed.casework.referrals.facts import LinkFact
from fristed.casework.referrals.models import BlindLink
from fristed.casework.referrals.rules import persons
from fristed.foundation.identity.access.net import statistics_door


def link_facts() -> Iterator[LinkFact]:
    """Give one fact for each person with linked cases in at least two services and each year with a new link.

    Each year is told as it stood at its end: what is linked later moves nobody out of a year that is over,
    so that no count of such a year goes up or down by the one person who has just been linked.
    """
    with statistics_door():
        rows = list(BlindLink.objects.values_list("token", "case_id", "case__service", "made_at"))
    links = [(token, case, service, day_of(at).year) for token, case, service, at in rows]
    for year in sorted({made for *_link, made in links}):
        yield from _as_it_stood(year, [link for link in links if link[-1] <= year])


def _as_it_stood(year: int, links: Sequence[tuple[str, int, str, int]]) -> Iterator[LinkFact]:
    """Give the persons with a new link in a year, of the links there were at its end."""
    service_of = {case: service for _token, case, service, _made in links}
    newly = {case for _token, case, _service, made in links if made == year}
    for cases in persons((token, case) for token, case, _service, _made in links):
        services = tuple(sorted({service_of[case] for case in cases}))
        if len(services) > 1 and not newly.isdisjoint(cases):
            yield LinkFact(services, year)
