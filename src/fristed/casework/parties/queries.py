"""Who is in a case, for those who may work on it."""

from __future__ import annotations

from fristed.casework.cases.models import Case
from fristed.casework.cases.queries import case_within_reach
from fristed.casework.parties.facts import MemberLine
from fristed.casework.parties.models import Member
from fristed.foundation.identity.facts import Actor


def members_of(actor: Actor, reference: str) -> tuple[MemberLine, ...]:
    """Give who is in a case: the person of the case first, the others as they were noted.

    Raises
    ------
    NotPermitted, CaseNotFound
        If the actor may not read cases, or there is none such within reach.
    """
    return members_in(case_within_reach(actor, reference))


def members_in(case: Case) -> tuple[MemberLine, ...]:
    """Give who is in a case that its caller was given."""
    rows = Member.objects.filter(case=case).order_by("pk")
    lines = [line_of(row) for row in rows]
    return tuple(sorted(lines, key=lambda line: line.kind != "person_of_case"))


def line_of(row: Member) -> MemberLine:
    """Give a row as a record."""
    return MemberLine(row.key, row.kind, row.age_group, row.gender, row.age_years, row.country_background)
