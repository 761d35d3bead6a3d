"""When the clock of what is sealed for a case starts: on the day it was closed, and not while it is open."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.casework.cases.models import Case
from fristed.foundation.vault.facts import Held
from fristed.foundation.vault.retention.queries import kept_owners

AT_A_TIME = 500


def held_by_cases(service: str) -> Iterator[Held]:
    """Give what is kept for the cases of a service, each with the day its case was closed, if it is."""
    owners = kept_owners(service)
    for start in range(0, len(owners), AT_A_TIME):
        some = owners[start : start + AT_A_TIME]
        cases = Case.objects.filter(service=service, reference__in=[owner.reference for owner, _ in some])
        closed = dict(cases.values_list("reference", "closed_date"))
        for owner, has_place in some:
            day = closed.get(owner.reference)
            yield Held(owner, "case_identity", day)
            if has_place:
                yield Held(owner, "case_place", day)
