"""What may be read of the register: the only way to its rows, filtered by who asks.

A case that does not exist and a case of another service give one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from fristed.casework.cases.codes import SINGLE_ATTRIBUTES, AgencyRole
from fristed.casework.cases.facts import (
    Beside,
    CaseAttributes,
    CaseDetail,
    CaseFilters,
    CaseGrounds,
    CaseLine,
    CaseList,
    CaseLook,
    CasePage,
    CaseReader,
    Confirmation,
    Correction,
    DatedConcern,
    GreyZoneLine,
    QualityLine,
    QualityList,
    StoredImport,
)
from fristed.casework.cases.models import Case, CaseImport, Contact, GreyZoneCase, YearConfirmation
from fristed.casework.cases.parts import put_parts_on
from fristed.casework.cases.quality import quality_problems
from fristed.casework.cases.rules import counted_years
from fristed.foundation.audit.queries import TrailLine, lines_about
from fristed.foundation.identity.access.gathering import context_of, subjects_of, thing_of
from fristed.foundation.identity.access.looking import once
from fristed.foundation.identity.access.queries import blocks_of, lowering_asked, names_of
from fristed.foundation.identity.access.reach import reach_at, reach_of
from fristed.foundation.identity.access.rules import decide
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import everybody
from fristed.foundation.identity.rules import Permission, require

NO_FILTERS = CaseFilters()
MOST_LINES = 500
MOST_COUNTED = 500
"""How far a list is counted: nobody leafs further, and counting a whole register costs more than a page."""
IN_A_LINE = (
    "reference",
    "service",
    "first_contact_date",
    "main_concern",
    "age_band",
    "gender",
    "status",
)
NOBODY_RESPONSIBLE = "nobody"
# What has been done in a case. Who declared a tie, or tried to come in, is for those who look after access.
OF_THE_WORK = (
    *("team.", "move.", "conference.", "plan.", "outcome.", "paper."),
    *("party.", "journey.", "reception.", "housing.", "mentor."),
)
OF_THE_CASE = ("case.", "grey_zone.", "address.", "person.", *OF_THE_WORK)


class CaseNotFound(Exception):
    """There is no such case among those the actor may see; whether it exists elsewhere is not said."""


def register_is_empty() -> bool:
    """Whether no case and no grey-zone case has been registered."""
    return not Case.objects.exists() and not GreyZoneCase.objects.exists()


def rows_within_reach(actor: Actor, permission: Permission = Permission.CASE_READ) -> QuerySet[Case]:
    """Give the rows that the actor may do this to; the one place where access to rows is decided.

    A row is here if and only if :func:`fristed.foundation.identity.access.rules.decide` permits it.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    require(actor, permission)
    return Case.objects.filter(reach_of(actor, permission))


def _parts_within_reach(actor: Actor, filters: CaseFilters) -> list[QuerySet[Case]]:
    """Give the rows that an actor may read in parts without a row in common, each narrowed to the filters.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    require(actor, Permission.CASE_READ)
    parts = reach_at(actor).parts(Permission.CASE_READ)
    return [_narrowed(Case.objects.filter(part), filters) for part in parts]


def is_within_reach(actor: Actor, permission: Permission, reference: str) -> bool:
    """Whether an actor may do this to a case; what the role does not allow anywhere, it does not here."""
    if permission not in actor.permissions:
        return False
    return rows_within_reach(actor, permission).filter(reference=reference).exists()


def grey_zone_within_reach(
    actor: Actor, permission: Permission = Permission.CASE_READ
) -> QuerySet[GreyZoneCase]:
    """Give the grey-zone rows that the actor may do this to; one that became a case goes with its case.

    Raises
    ------
    NotPermitted
        If the actor may not do this in any register.
    """
    require(actor, permission)
    reach = reach_of(actor, permission)
    with_its_case = Q(case__isnull=True) | Q(case__in=Case.objects.filter(reach).values("pk"))
    return GreyZoneCase.objects.filter(reach & with_its_case)


def _narrowed(rows: QuerySet[Case], filters: CaseFilters) -> QuerySet[Case]:
    """Narrow rows to what the filters say; a year means activity in it."""
    equal = {
        name: getattr(filters, name)
        for name in ("main_concern", "age_band", "status", "gender", "reference")
        if getattr(filters, name)
    }
    rows = rows.filter(**equal)
    if filters.responsible:
        is_nobody = filters.responsible == NOBODY_RESPONSIBLE
        rows = rows.filter(responsible=None if is_nobody else int(filters.responsible))
    if filters.year is None:
        return rows
    span = (date(filters.year, 1, 1), date(filters.year, 12, 31))
    active = Contact.objects.filter(case_id=OuterRef("pk"), on_date__range=span)
    return rows.filter(Exists(active), first_contact_date__lte=span[1])


def cases_visible_to(
    actor: Actor, filters: CaseFilters = NO_FILTERS, *, start: int = 0, limit: int = 50
) -> CaseList:
    """Give the cases of the actor's own service, newest first contact first.

    Parameters
    ----------
    start, limit
        Which lines of the list; at most 500 at a time.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    parts = _parts_within_reach(actor, filters)
    page = _lines_of(parts, start=start, limit=min(limit, MOST_LINES))
    counted = sum(rows.order_by()[: MOST_COUNTED + 1].count() for rows in parts)
    lines = tuple(line for _key, line in page)
    return CaseList(lines, min(counted, MOST_COUNTED), counted > MOST_COUNTED)


def cases_behind(
    actor: Actor, filters: CaseFilters = NO_FILTERS, *, after: tuple[date, int] | None = None, limit: int = 50
) -> tuple[tuple[CaseLine, ...], tuple[date, int] | None]:
    """Give cases as :func:`cases_visible_to` does, from a place in the list on, and where it goes on.

    A place is the first contact and the key of the last case given, so that nothing is given twice or left
    out when cases come in meanwhile.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    parts = _parts_within_reach(actor, filters)
    if after is not None:
        day, key = after
        behind = Q(first_contact_date__lt=day) | Q(first_contact_date=day, pk__lt=key)
        parts = [rows.filter(behind) for rows in parts]
    most = min(limit, MOST_LINES)
    page = _lines_of(parts, limit=most + 1)
    shown = page[:most]
    goes_on = (shown[-1][1].first_contact_date, shown[-1][0]) if len(page) > most else None
    return tuple(line for _key, line in shown), goes_on


def references_within_reach(actor: Actor, references: Iterable[str]) -> frozenset[str]:
    """Give those of some references that an actor may read, for lists that came another way."""
    if Permission.CASE_READ not in actor.permissions:
        return frozenset()
    rows = rows_within_reach(actor).filter(reference__in={one for one in references if one})
    return frozenset(rows.values_list("reference", flat=True))


def _lines_of(parts: Sequence[QuerySet[Case]], *, limit: int, start: int = 0) -> list[tuple[int, CaseLine]]:
    """Give rows as lines of a list with their keys, the newest of all parts first.

    Only what a line shows is read: a whole row is wide, and lists are read more than anything else.
    """
    found: list[tuple[Any, ...]] = []
    for rows in parts:
        newest = rows.order_by("-first_contact_date", "-pk").values_list(
            "first_contact_date", "pk", *IN_A_LINE
        )
        # Of one part alone the database skips what comes before.
        found += newest[start : start + limit] if len(parts) == 1 else newest[: start + limit]
    page = found if len(parts) == 1 else sorted(found, key=lambda row: row[:2], reverse=True)[start:][:limit]
    contacts = _contacts_of([key for _day, key, *_told in page])
    return [(key, _line_of(told, *contacts.get(key, (None, 0)))) for _day, key, *told in page]


def _contacts_of(keys: list[int]) -> dict[int, tuple[date | None, int]]:
    """Give the last contact of each case, and how many there were."""
    rows = Contact.objects.filter(case_id__in=keys).values("case_id")
    counted = rows.annotate(last=Max("on_date"), number=Count("pk"))
    return {row["case_id"]: (row["last"], row["number"]) for row in counted}


def _line_of(told: Sequence[Any], last: date | None, number: int) -> CaseLine:
    """Give a row as a line of a list, with its last contact and how many there were."""
    known = dict(zip(IN_A_LINE, told, strict=True))
    return CaseLine(**known, last_contact_date=last or known["first_contact_date"], contacts=number)


def case_detail(actor: Actor, reference: str) -> CaseDetail:
    """Give a whole case of the actor's own service.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case, or it is another service's: the answer is the same.
    """
    return case_page(actor, reference).case


def case_page(
    actor: Actor, reference: str, *, asked: Iterable[Permission] = (), beside: Sequence[Beside] = ()
) -> CasePage:
    """Give a whole case, and which of the permissions asked about the actor has in it; in three questions.

    Parameters
    ----------
    beside
        What other rooms want read with it. Those that take the case again get the same row while a page
        is made.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case, or it is another service's: the answer is the same.
    """
    case = case_within_reach(actor, reference, beside=beside)
    put_parts_on(case)
    columns = {name: getattr(case, name) for one in beside for name in one.columns}
    return CasePage(_detail_of(case), reach_at(actor).may_besides(asked, case.service, reference), columns)


def case_within_reach(actor: Actor, reference: str, *, beside: Sequence[Beside] = ()) -> Case:
    """Give the row of a case that the actor may read; asked for once while a page is made.

    For the rooms of the casework: no door gets it.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case, or it is not within reach: the answer is the same.
    """
    case = once(("case", actor, reference), lambda: _row_within_reach(actor, reference, beside))
    if case is not None and any(name not in vars(case) for one in beside for name in one.columns):
        case = _row_within_reach(actor, reference, beside)
    if case is None:
        raise CaseNotFound("There is no such case.")
    return case


def _row_within_reach(actor: Actor, reference: str, beside: Sequence[Beside]) -> Case | None:
    rows = rows_within_reach(actor).filter(reference=reference)
    rows = rows.select_related("grey_zone_case", *(name for one in beside for name in one.rows))
    return rows.annotate(**{name: how for one in beside for name, how in one.columns.items()}).first()


def _with_parts(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Read cases with all that belongs to them, in a fixed number of queries."""
    parts = ("contacts", "further_countries", "agencies", "secondary_concerns", "current_concerns")
    return rows.prefetch_related(*parts, "corrections", "control_arenas").select_related("grey_zone_case")


def quality_work_list(actor: Actor, year: int, *, start: int = 0, limit: int = 50) -> QualityList:
    """Give the cases of the actor's own service in a year that deserve a look before it is closed.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = _narrowed(rows_within_reach(actor), CaseFilters(year=year)).order_by("first_contact_date", "pk")
    lines: list[QualityLine] = []
    cases = 0
    for case in _with_parts(rows).iterator(chunk_size=MOST_LINES):
        cases += 1
        if problems := quality_problems(_detail_of(case)):
            lines.append(QualityLine(case.reference, case.first_contact_date, case.main_concern, problems))
    return QualityList(tuple(lines[start : start + min(limit, MOST_LINES)]), len(lines), cases)


def confirmations_of(year: int) -> tuple[Confirmation, ...]:
    """Give which services stand by what they have registered in a year; nothing of any case."""
    return tuple(
        Confirmation(row.service, row.year, row.confirmed_by, row.confirmed_at)
        for row in YearConfirmation.objects.filter(year=year)
    )


def case_history(actor: Actor, reference: str) -> tuple[TrailLine, ...]:
    """Give what the audit trail says of a case of the actor's own service, oldest first.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case, or it is another service's: the answer is the same.
    """
    case_within_reach(actor, reference)
    return _done_in(reference)


def history_beside(page: CasePage) -> tuple[TrailLine, ...]:
    """Give what the audit trail says of a case whose page its reader has been given, oldest first."""
    return _done_in(page.case.reference)


def _done_in(reference: str) -> tuple[TrailLine, ...]:
    return tuple(line for line in lines_about(reference) if line.event.startswith(OF_THE_CASE))


def attributes_of(case: Case) -> CaseAttributes:
    """Give the optional coded attributes of a row."""
    single = {name: getattr(case, name) for name in SINGLE_ATTRIBUTES}
    return CaseAttributes(
        control_arenas=tuple(sorted(row.arena for row in case.control_arenas.all())), **single
    )


def agencies_of(case: Case, role: AgencyRole) -> tuple[str, ...]:
    """Give the agencies that have a role in a case, sorted."""
    return tuple(sorted(link.agency for link in case.agencies.all() if link.role == role))


def _detail_of(case: Case) -> CaseDetail:
    """Give a row with its parts as a record."""
    contact_dates = tuple(sorted(contact.on_date for contact in case.contacts.all()))
    grey_zone = getattr(case, "grey_zone_case", None)
    further = [row.country for row in case.further_countries.all()]
    return CaseDetail(
        reference=case.reference,
        service=case.service,
        status=case.status,
        registered_at=case.registered_at,
        first_contact_date=case.first_contact_date,
        known_since_date=grey_zone.first_contact_date if grey_zone else case.first_contact_date,
        closed_date=case.closed_date,
        main_concern=case.main_concern,
        concern_basis=case.concern_basis,
        secondary_concerns=tuple(sorted(row.concern for row in case.secondary_concerns.all())),
        current_concerns=tuple(DatedConcern(row.concern, row.on_date) for row in case.current_concerns.all()),
        corrections=tuple(
            Correction(row.old_concern, row.new_concern, row.reason, row.by_username, row.at)
            for row in case.corrections.all()
        ),
        gender=case.gender,
        age_band=case.age_band,
        countries=(case.country_background, *further),
        country_ground=case.country_ground,
        referrer=case.referrer,
        immigration_case=case.immigration_case,
        immigration_reason=case.immigration_reason,
        abroad_case=case.abroad_case,
        agencies_involved=agencies_of(case, AgencyRole.INVOLVED),
        agencies_to_involve=agencies_of(case, AgencyRole.TO_INVOLVE),
        attributes=attributes_of(case),
        address_grading=case.address_grading,
        contact_dates=contact_dates,
        counted_years=counted_years(contact_dates),
    )


def grey_zone_cases_visible_to(
    actor: Actor, *, topic: str = "", year: int | None = None, start: int = 0, limit: int = 50
) -> tuple[GreyZoneLine, ...]:
    """Give the grey-zone cases of the actor's own service, newest first; of one topic or year where asked.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = grey_zone_within_reach(actor).select_related("case").order_by("-first_contact_date", "-pk")
    rows = rows.filter(topic=topic) if topic else rows
    rows = rows.filter(first_contact_date__year=year) if year else rows
    return tuple(_grey_zone_line_of(row) for row in rows[start : start + min(limit, MOST_LINES)])


def grey_zone_years(actor: Actor) -> tuple[int, ...]:
    """Give the years in which grey-zone cases within reach began, the newest first.

    They are not counted here: beside the whole counts of the statistics, a count within reach would tell how
    many are kept from its reader.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    rows = grey_zone_within_reach(actor).order_by("-first_contact_date__year")
    return tuple(rows.values_list("first_contact_date__year", flat=True).distinct())


def grey_zone_case(actor: Actor, reference: str) -> GreyZoneLine:
    """Give one grey-zone case of the actor's own service.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such grey-zone case, or it is another service's: the answer is the same.
    """
    row = grey_zone_within_reach(actor).select_related("case").filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such case.")
    return _grey_zone_line_of(row)


def _grey_zone_line_of(row: GreyZoneCase) -> GreyZoneLine:
    """Give a row as a line of a list."""
    converted_to = row.case.reference if row.case else ""
    return GreyZoneLine(row.reference, row.topic, row.first_contact_date, converted_to)


def imports_of(actor: Actor) -> tuple[StoredImport, ...]:
    """Give the files whose cases were stored in the actor's own service, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    """
    require(actor, Permission.CASE_IMPORT)
    rows = CaseImport.objects.filter(service=actor.service or "")[:MOST_LINES]
    return tuple(stored_import_of(row) for row in rows)


def stored_import(actor: Actor, file_sha256: str) -> StoredImport | None:
    """Give what was stored of a file in the actor's own service, or ``None``.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    """
    require(actor, Permission.CASE_IMPORT)
    row = CaseImport.objects.filter(service=actor.service or "", file_sha256=file_sha256).first()
    return stored_import_of(row) if row else None


def stored_import_of(row: CaseImport) -> StoredImport:
    """Give a row as a record."""
    return StoredImport(row.service, row.file_sha256, row.cases, row.left_out, row.by_username, row.at)


def looks_registered(actor: Actor, *, first: date, last: date) -> frozenset[CaseLook]:
    """Give what the cases of the actor's own service look like, of those first in contact in a span of days.

    Raises
    ------
    NotPermitted
        If the actor may not import cases in any register.
    """
    rows = rows_within_reach(actor, Permission.CASE_IMPORT).filter(first_contact_date__range=(first, last))
    fields = ("first_contact_date", "main_concern", "gender", "age_band", "country_background", "referrer")
    return frozenset(CaseLook(*row) for row in rows.values_list(*fields).iterator(chunk_size=5_000))


def grounds_of(actor: Actor, reference: str) -> CaseGrounds:
    """Give who may read a case and by which rule, its grading, block list and names, to one who may read it.

    Somebody shut out is told of only where the block list names them: who has declared a tie is not told.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    CaseNotFound
        If there is no such case, or it is not within reach: the answer is the same.
    """
    row = rows_within_reach(actor).filter(reference=reference).first()
    if row is None:
        raise CaseNotFound("There is no such case.")
    thing, context = thing_of(row), context_of(row.service, reference, at=actor.at)
    readers = []
    people = everybody()
    for person, subject in zip(people, subjects_of(people), strict=True):
        decision = decide(subject, Permission.CASE_READ, thing, context)
        if decision.permit:
            readers.append(
                CaseReader(person.username, person.display_name, person.service or "", decision.rule)
            )
    return CaseGrounds(
        reference=reference,
        service=row.service,
        grading=row.address_grading,
        responsible=row.responsible,
        readers=tuple(readers),
        names=names_of(reference),
        blocks=blocks_of(reference),
        lowering=lowering_asked(reference),
    )
