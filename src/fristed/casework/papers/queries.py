"""What may be known of papers without opening anything: what one can be made of, and what was given."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max, OuterRef, Subquery

from fristed.casework.cases.facts import Beside, CaseDetail, CasePage
from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import CaseNotFound, case_page, case_within_reach, rows_within_reach
from fristed.casework.journal.queries import standing_lines
from fristed.casework.papers.codes import ENTRIES, ENTRY
from fristed.casework.papers.facts import DisclosureLine, SummaryOffer
from fristed.casework.papers.models import Disclosure
from fristed.casework.persons.facts import PSEUDONYM
from fristed.casework.persons.queries import answers_for, sealed_names
from fristed.casework.referrals.rules import values_to_send
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted, require
from fristed.foundation.legal_basis.facts import Basis
from fristed.foundation.legal_basis.registry import fields_in


def case_to_tell_of(actor: Actor, reference: str) -> Case:
    """Give a case of the actor's own service that they work on: only its own service tells of a case.

    Raises
    ------
    NotPermitted
        If the actor may not follow up cases, or is a program.
    CaseNotFound
        If there is no such case within reach in the own service.
    """
    case = rows_within_reach(actor, Permission.CASE_FOLLOW_UP).filter(reference=reference).first()
    if actor.account_id is None:
        raise NotPermitted(f"{actor.username} has no account.")
    if case is None or not is_permitted(actor, Permission.CASE_FOLLOW_UP, service=case.service):
        raise CaseNotFound("There is no such case.")
    return case


def case_told(actor: Actor, reference: str) -> tuple[Case, CaseDetail]:
    """Give such a case with all that the register keeps of it, in few questions.

    Raises
    ------
    NotPermitted, CaseNotFound
        As :func:`case_to_tell_of`.
    """
    require(actor, Permission.CASE_FOLLOW_UP)
    if actor.account_id is None:
        raise NotPermitted(f"{actor.username} has no account.")
    page = case_page(actor, reference, asked=(Permission.CASE_FOLLOW_UP,))
    if not page.may or not is_permitted(actor, Permission.CASE_FOLLOW_UP, service=page.case.service):
        raise CaseNotFound("There is no such case.")
    return case_within_reach(actor, reference), page.case


def summary_offer(actor: Actor, reference: str) -> SummaryOffer:
    """Say what a summary of a case can be made of, for this reader; nothing is opened.

    Raises
    ------
    NotPermitted, CaseNotFound
        As :func:`case_to_tell_of`.
    """
    case, detail = case_told(actor, reference)
    lines = standing_lines(actor, case, ENTRIES)
    return SummaryOffer(detail, values_to_send(detail), lines, _person_fields(actor, case))


def _person_fields(actor: Actor, case: Case) -> tuple[str, ...]:
    """Give what is held of the person on a basis in force, to those who may read it; nothing is opened."""
    if actor.at is None or not is_permitted(actor, Permission.PERSON_READ, service=case.service):
        return ()
    answers = answers_for(case, fields_in("B"), at=actor.at)
    held = [field for field, answer in answers.items() if isinstance(answer, Basis) and field != PSEUDONYM]
    names = sealed_names(case) if held else {}
    return tuple(field for field in held if field in names)


def next_number(case: Case) -> int:
    """Give the number that the next copy of a summary of a case gets."""
    last = Disclosure.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


def disclosures_of(actor: Actor, reference: str) -> tuple[DisclosureLine, ...]:
    """Give the summaries that were given of a case within reach, the newest first; nothing is opened.

    Raises
    ------
    NotPermitted
        If the actor may not read any register.
    """
    within = rows_within_reach(actor).filter(reference=reference)
    rows = Disclosure.objects.filter(case__in=within).order_by("-number")
    return tuple(_line(row, ()) for row in rows)


def papers_beside() -> Beside:
    """Say what the page of a case wants read of its papers, in the same question as the case."""
    given = Disclosure.objects.filter(case=OuterRef("pk")).order_by().values("case")
    return Beside(columns={"papers_number": Subquery(given.annotate(many=Count("pk")).values("many"))})


def papers_counted_beside(page: CasePage) -> int:
    """Give how many summaries were given, to who was given the page with :func:`papers_beside`."""
    return page.beside["papers_number"] or 0


def disclosures_with_parts(case: Case) -> tuple[DisclosureLine, ...]:
    """Give the same with their parts, of a case that has been reached."""
    rows = Disclosure.objects.filter(case=case).prefetch_related("parts").order_by("-number")
    return tuple(_line(row, [(one.part) for one in row.parts.all()]) for row in rows)


def _line(row: Disclosure, parts: Iterable[str]) -> DisclosureLine:
    given = tuple(parts)
    return DisclosureLine(
        number=row.number,
        agency=row.agency,
        ground=row.ground,
        given_at=row.given_at,
        given_by=row.given_by,
        file_sha256=row.file_sha256,
        parts=tuple(part for part in given if part != ENTRY),
        entries=given.count(ENTRY),
    )
