"""From rows to facts: each case once in each year with activity, with nothing that points at a person.

For the statistics floor, which counts every case whoever may see it: the system's own door, that asks
nobody's permission, so no door for people reads it. The export names its reader and gets the cases within
that reader's reach.

Three queries, each read as a stream in the order of the cases, are walked side by side; the register is
never held in memory as a whole. A fourth asks for the few cases that were found to be about the same person:
they count once, as the one with the earliest first contact, in every year in which something was done in any.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from fristed.casework.cases.codes import AgencyRole
from fristed.casework.cases.facts import CaseFact, GreyZoneFact
from fristed.casework.cases.models import AgencyLink, Case, Contact, GreyZoneCase
from fristed.casework.cases.queries import rows_within_reach
from fristed.casework.cases.rules import is_new_in
from fristed.foundation.days import OSLO
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

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(self._rows, None)

    def of(self, case: int) -> list[tuple[Any, ...]]:
        """Give the rows of a case; cases must be asked for in rising order."""
        mine = []
        while self._next is not None and self._next[0] <= case:
            if self._next[0] == case:
                mine.append(self._next[1:])
            self._next = next(self._rows, None)
        return mine

    def close(self) -> None:
        """Leave no stream open that was not read to its end.

        PostgreSQL would be told to close it whenever the object happens to be thrown away: in the middle of
        another question on the same connection, which then waits for itself, or after what it was opened in.
        """
        if isinstance(self._rows, Generator):
            self._rows.close()


def _of(cases: QuerySet[Case] | None) -> dict[str, QuerySet[Case, Any]]:
    """Narrow to the parts of some cases, so that little is left unread."""
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


class _CountedTogether:
    """The years and agencies of cases that count with another, by the case that they count with."""

    def __init__(self, cases: QuerySet[Case] | None) -> None:
        self.years: dict[int, set[int]] = {}
        self.links: dict[int, dict[str, str]] = {}
        others = (Case.objects.all() if cases is None else cases).filter(counts_with__isnull=False)
        leads = dict(others.values_list("pk", "counts_with_id"))
        if not leads:
            return
        contacts = Contact.objects.filter(case__in=leads)
        for pk, year in contacts.values_list("case_id", "on_date__year").distinct():
            self.years.setdefault(leads[pk], set()).add(year)
        agencies = AgencyLink.objects.filter(case__in=leads)
        for pk, role, agency in agencies.values_list("case_id", "role", "agency"):
            known = self.links.setdefault(leads[pk], {})
            known[agency] = role if known.get(agency) != AgencyRole.INVOLVED else known[agency]

    def years_with(self, case: int, years: list[tuple[int]]) -> list[int]:
        """Give the years of a case and of those that count with it, each once, in order."""
        return sorted({year for (year,) in years} | self.years.get(case, set()))

    def links_with(self, case: int, links: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Give the agencies of a case and of those that count with it; one that is in any of them is in."""
        found = dict(self.links.get(case, {}))
        if not found:
            return links
        for role, agency in links:
            found[agency] = role if found.get(agency) != AgencyRole.INVOLVED else found[agency]
        return [(role, agency) for agency, role in sorted(found.items())]


def _in_role(links: list[tuple[str, str]], role: AgencyRole) -> tuple[str, ...]:
    """Give the agencies that have a role."""
    return tuple(agency for has, agency in links if has == role)


def count_case_facts(years: Sequence[int], service: str, *, reader: Actor | None = None) -> int:
    """Count the facts of a service without reading them, so that too many need not be begun on."""
    cases = _cases_for(service, reader)
    rows = Contact.objects.filter(**_of(cases), on_date__year__in=years)
    if cases is not None:
        counts_by_itself = Q(case__counts_with__isnull=True)
        rows = rows.filter(counts_by_itself | Q(case__counts_with__in=cases.values("pk")))
    leads = rows.annotate(counted=Coalesce("case__counts_with_id", "case_id"))
    return leads.values("counted", "on_date__year").distinct().count()


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
    together = _CountedTogether(within)
    rows = Case.objects.all() if within is None else within
    cases = rows.filter(counts_with__isnull=True).order_by("pk").values_list(*CASE_FIELDS)
    active, linked = _years_by_case(within), _agencies_by_case(within)
    with closing(active), closing(linked):
        for pk, first, service, concern, basis, gender, band, *rest in cases.iterator(chunk_size=CHUNK):
            links = together.links_with(pk, linked.of(pk))
            country, referrer, immigration, abroad = rest
            for year in together.years_with(pk, active.of(pk)):
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


def grey_zone_facts(year: int) -> Iterator[GreyZoneFact]:
    """Give one fact for each grey-zone case that began in a year, whatever became of it."""
    after = datetime(year + 1, 1, 1, tzinfo=OSLO)
    rows = GreyZoneCase.objects.filter(
        first_contact_date__gte=date(year, 1, 1), first_contact_date__lt=date(year + 1, 1, 1)
    )
    for topic, converted_at in rows.order_by("pk").values_list("topic", "converted_at").iterator(CHUNK):
        yield GreyZoneFact(year, topic, became_case=converted_at is not None and converted_at < after)
