"""The row filter and the decision are one: for any world, the rows of the one are those the other permits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from fristed.casework.cases.actions import register_case, register_grey_zone_case
from fristed.casework.cases.fact_queries import case_facts, count_case_facts
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.models import Case, GreyZoneCase
from fristed.casework.cases.queries import (
    case_page,
    cases_visible_to,
    grey_zone_within_reach,
    is_within_reach,
    looks_registered,
    quality_work_list,
    rows_within_reach,
)
from fristed.foundation.identity.access.codes import Grading, Level, TieKind
from fristed.foundation.identity.access.gathering import context_of, subject_of, thing_of
from fristed.foundation.identity.access.models import Block, BrokenGlass, Grant, Naming, StaffPseudonym, Tie
from fristed.foundation.identity.access.reach import reach_at
from fristed.foundation.identity.access.rules import ON_A_CASE, decide
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from tests.spec.cast import CASE_WORKERS, actor, at_ten, plain_case

DAY = date(2024, 3, 4)
NOW = at_ten(date(2024, 3, 11))
ROLES = st.sampled_from(["case_worker", "service_leader", "statistician", "none"])
SERVICES = st.sampled_from(["KT", "MR", "SU"])
ACCOUNTS = st.integers(1, 3)
PLACES = st.integers(0, 3)
# Around now: there the times bend.
HOURS = st.sampled_from([-48, -24, -1, 0, 1, 24])


def hours_from_now(hours: int) -> datetime:
    return NOW + timedelta(hours=hours)


@dataclass(frozen=True)
class Placed:
    """One protected row: of which kind, about which case and account, and its details."""

    kind: str
    place: int
    account: int
    word: str
    first: int
    last: int
    is_ended: bool


PLACED = st.builds(
    Placed,
    kind=st.sampled_from(["tie", "block", "naming", "grant", "grant_of_service", "glass", "pseudonym"]),
    place=PLACES,
    account=ACCOUNTS,
    word=st.sampled_from([*TieKind, *Level]),
    first=HOURS,
    last=HOURS,
    is_ended=st.booleans(),
)
CASE = st.tuples(
    SERVICES,
    st.sampled_from(list(Grading)),
    st.one_of(st.none(), ACCOUNTS),
    st.sampled_from(["", "p1", "p2"]),
)
WORLD = st.tuples(st.lists(CASE, min_size=4, max_size=4), st.lists(PLACED, max_size=10, unique=True))
ACTOR = st.builds(
    lambda role, service, account, is_met, kept_by: replace(
        actor(role, service, role, account_id=account), at=NOW if is_met else None, kept_by=kept_by
    ),
    ROLES,
    st.one_of(SERVICES, st.none()),
    ACCOUNTS,
    st.booleans(),
    st.frozensets(ACCOUNTS, max_size=1),
)


def build(world: Any) -> list[Case]:
    """Store a world and give its cases; what the database refuses (twice the same) is left out."""
    cases = []
    for service, grading, responsible, pseudonym in world[0]:
        by = CASE_WORKERS[service]
        reference = register_case(draft=plain_case(service, DAY), by=by, at=NOW).reference
        Case.objects.filter(reference=reference).update(
            address_grading=grading, responsible=responsible, person_pseudonym=pseudonym
        )
        cases.append(Case.objects.get(reference=reference))
    seen = set()
    for one in world[1]:
        if (one.kind, one.place, one.account) in seen:
            continue
        seen.add((one.kind, one.place, one.account))
        place(one, cases[one.place])
    return cases


def place(one: Placed, case: Case) -> None:
    """Store one protected row."""
    of_case = {"service": case.service, "reference": case.reference, "account_id": one.account}
    ended = {"ended_at": NOW if one.is_ended else None}
    first, last = hours_from_now(one.first), hours_from_now(one.last)
    match one.kind:
        case "tie":
            kind = one.word if one.word in set(TieKind) else TieKind.OTHER
            Tie.objects.create(**of_case, kind=kind, declared_at=NOW, **ended)
        case "block":
            Block.objects.create(**of_case, blocked_at=NOW, **ended)
        case "naming":
            Naming.objects.create(**of_case, named_at=NOW, **ended)
        case "grant" | "grant_of_service" if last > first:
            of_case["reference"] = case.reference if one.kind == "grant" else ""
            level = one.word if one.word in set(Level) else Level.READ
            Grant.objects.create(
                key=f"{one.place}{one.account}{one.kind}"[:16],
                **of_case,
                level=level,
                purpose="p",
                starts_at=first,
                ends_at=last,
                given_at=first,
                ended_at=hours_from_now(1) if one.is_ended else None,
            )
        case "glass" if first < last <= first + timedelta(hours=24):
            BrokenGlass.objects.create(
                key=f"{one.place}{one.account}", **of_case, reason="r", broken_at=first, until_at=last
            )
        case "pseudonym":
            StaffPseudonym.objects.get_or_create(account_id=one.account, pseudonym=f"p{one.place % 2 + 1}")
        case _:
            pass


def permitted(by: Actor, permission: Permission, case: Any) -> bool:
    """What the decision says of one row."""
    context = context_of(case.service, case.reference, at=by.at)
    return decide(subject_of(by), permission, thing_of(case), context).permit


class AnyWorld(TestCase):
    """Worlds of four cases, three accounts, and whatever has been declared and given."""

    @given(world=WORLD, by=ACTOR, permission=st.sampled_from(sorted(ON_A_CASE)))
    def test_the_rows_within_reach_are_those_the_decision_permits(
        self, world: Any, by: Actor, permission: Permission
    ) -> None:
        cases = build(world)
        expected = {case.reference for case in cases if permitted(by, permission, case)}
        if permission not in by.permissions:
            assert expected == set()
            return
        assert set(rows_within_reach(by, permission).values_list("reference", flat=True)) == expected
        assert {
            case.reference for case in cases if is_within_reach(by, permission, case.reference)
        } == expected
        # Read in parts, for lists in order: all of them, and none twice.
        parts = reach_at(by).parts(permission)
        found = [row.reference for part in parts for row in Case.objects.filter(part)]
        assert sorted(found) == sorted(expected)

    @given(world=WORLD, by=ACTOR)
    def test_every_reading_gives_the_same_rows(self, world: Any, by: Actor) -> None:
        cases = build(world)
        if Permission.CASE_READ not in by.permissions:
            return
        expected = {case.reference for case in cases if permitted(by, Permission.CASE_READ, case)}
        found = cases_visible_to(by)
        assert ({line.reference for line in found.lines}, found.total) == (expected, len(expected))
        assert quality_work_list(by, 2024).cases == len(expected)
        for reference in expected:
            page = case_page(by, reference, asked=ON_A_CASE)
            assert page.case.reference == reference
            row = next(case for case in cases if case.reference == reference)
            assert page.may == {one for one in ON_A_CASE if permitted(by, one, row)}
        imported = {case for case in cases if permitted(by, Permission.CASE_IMPORT, case)}
        assert bool(looks_registered(by, first=DAY, last=DAY)) == bool(imported)

    @given(world=WORLD, by=ACTOR)
    def test_an_export_holds_what_its_reader_may_take_out(self, world: Any, by: Actor) -> None:
        cases = build(world)
        if Permission.CASE_EXPORT not in by.permissions or not by.service:
            return
        taken = [case for case in cases if permitted(by, Permission.CASE_EXPORT, case)]
        assert len(list(case_facts([2024], by.service, reader=by))) == len(taken)
        assert count_case_facts([2024], by.service, reader=by) == len(taken)
        assert len(list(case_facts([2024]))) == len(cases)

    @given(
        kinds=st.lists(st.sampled_from(["tie", "block"]), max_size=2, unique=True),
        grading=st.sampled_from(list(Grading)),
    )
    def test_grey_zone_cases_are_decided_alike(self, kinds: list[str], grading: Grading) -> None:
        by = replace(actor("aud", "MR", "case_worker", account_id=7), at=NOW)
        draft = GreyZoneDraft(service="MR", first_contact_date=DAY, topic="school")
        reference = register_grey_zone_case(draft=draft, by=CASE_WORKERS["MR"], at=NOW)
        GreyZoneCase.objects.filter(reference=reference).update(address_grading=grading)
        row = GreyZoneCase.objects.get(reference=reference)
        for kind in kinds:
            place(Placed(kind, 0, 7, "kin", 0, 0, False), row)  # type: ignore[arg-type]
        assert grey_zone_within_reach(by).exists() == permitted(by, Permission.CASE_READ, row)
