"""From rows to facts: each case once in each year with activity, with nothing that points at a person.

For the statistics floor, which counts every case whoever may see it: the system's own door, that asks
nobody's permission, so no door for people reads it. The export names its reader and gets the cases within
that reader's reach.

Three queries, each read as a stream in the order of the cases, are walked side by side; the register is
never held in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from django.db.models import QuerySet

from fristed.casework.cases.codes import AgencyRole
from fristed.casework.cases.facts import CaseFact
from fristed.casework.cases.models import AgencyLink, Case, Contact
from fristed.casework.cases.queries import rows_within_reach
from fristed.casework.cases.rules import is_new_in
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.methods.classifications import age_group_of, published_gender

CHUNK = 5_000
CASE_FIELDS = (
    "pk",
    "first_contact_date",
    "service",
    "main_concern",
    "concern_basis",
    "gender",
    "age_band",
    "country_background",
    "referrer",
    "immigration_case",
    "abroad_case",
)

group_of_band = cache(age_group_of)
gender_as_published = cache(published_gender)


class _ByCase:
    """Rows in the order of their cases, handed out case by case as the cases come along."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    def of(self, case: int) -> list[tuple[Any, ...]]:
        """Give the rows of a case; cases must be asked for in rising order."""
        mine = []
        while self._next is not None and self._next[0] <= case:
            if self._next[0] == case:
                mine.append(self._next[1:])
            self._next = next(self._rows, None)
        return mine


def _of(cases: QuerySet[Case] | None) -> dict[str, QuerySet[Case, Any]]:
    """Narrow to the parts of some cases: what no case asks for would be left unread and open."""
    return {} if cases is None else {"case__in": cases.values("pk")}


def _cases_for(service: str | None, reader: Actor | None) -> QuerySet[Case] | None:
    """Give the cases wanted, within a reader's reach where there is one; ``None`` is all there are."""
    if service is None and reader is None:
        return None
    rows = Case.objects.all() if reader is None else rows_within_reach(reader, Permission.CASE_EXPORT)
    return rows if service is None else rows.filter(service=service)


def _years_by_case(cases: QuerySet[Case] | None) -> _ByCase:
    """Give the years with activity of each case, each year once, in order."""
    rows = (
        Contact.objects.filter(**_of(cases))
        .order_by("case_id", "on_date__year")
        .values_list("case_id", "on_date__year")
    )
    return _ByCase(rows.distinct().iterator(chunk_size=CHUNK))


def _agencies_by_case(cases: QuerySet[Case] | None) -> _ByCase:
    """Give the agencies of each case with their roles, sorted by agency."""
    links = AgencyLink.objects.filter(**_of(cases)).order_by("case_id", "agency")
    rows = links.values_list("case_id", "role", "agency")
    return _ByCase(rows.iterator(chunk_size=CHUNK))


def _in_role(links: list[tuple[str, str]], role: AgencyRole) -> tuple[str, ...]:
    """Give the agencies that have a role."""
    return tuple(agency for has, agency in links if has == role)


def count_case_facts(years: Sequence[int], service: str, *, reader: Actor | None = None) -> int:
    """Count the facts of a service without reading them, so that too many need not be begun on."""
    rows = Contact.objects.filter(**_of(_cases_for(service, reader)), on_date__year__in=years)
    return rows.values("case_id", "on_date__year").distinct().count()


def case_facts(
    years: Sequence[int] | None = None, service: str | None = None, *, reader: Actor | None = None
) -> Iterator[CaseFact]:
    """Give one fact for each case and each year in which it had activity.

    Parameters
    ----------
    years
        The counted years wanted; ``None`` is all of them.
    service
        The service wanted; ``None`` is all of them.
    reader
        Who takes them out of the house; ``None`` is the statistics, which count every case.

    Raises
    ------
    NotPermitted
        If the reader may not take rows out of any register.
    """
    within = _cases_for(service, reader)
    wanted = None if years is None else frozenset(years)
    years_by_case, agencies_by_case = _years_by_case(within), _agencies_by_case(within)
    rows = Case.objects.all() if within is None else within
    cases = rows.order_by("pk").values_list(*CASE_FIELDS)
    for pk, first, service, concern, basis, gender, band, *rest in cases.iterator(chunk_size=CHUNK):
        links = agencies_by_case.of(pk)
        country, referrer, immigration, abroad = rest
        for (year,) in years_by_case.of(pk):
            if wanted is not None and year not in wanted:
                continue
            yield CaseFact(
                service=service,
                year=year,
                is_new=is_new_in(year, first_contact_date=first),
                main_concern=concern,
                concern_basis=basis,
                gender=gender_as_published(gender),
                age_group=group_of_band(band),
                country_background=country,
                referrer=referrer,
                immigration_case=immigration,
                abroad_case=abroad,
                agencies_involved=_in_role(links, AgencyRole.INVOLVED),
                agencies_to_involve=_in_role(links, AgencyRole.TO_INVOLVE),
            )
