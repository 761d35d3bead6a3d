"""Who is in a case: noted once, of an age that goes with its group, taken away where part of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fristed.casework.cases.actions import close_case, register_case
from fristed.casework.parties.actions import correct_member, note_member, take_member_away
from fristed.casework.parties.codes import Age, Kind
from fristed.casework.parties.facts import MemberDraft
from fristed.casework.parties.queries import members_of
from fristed.casework.parties.refusals import PartyRefused
from fristed.casework.parties.rules import age_group_of_years, member_problems
from fristed.foundation.audit.models import AuditLine
from tests.spec.cast import AUD, at_ten, plain_case

DAY = date(2024, 3, 11)
AT = at_ten(DAY)
PERSON = MemberDraft("person_of_case", "adult_18_plus", "female", 18, "PK")
CHILD = MemberDraft("child", "child_under_18", "male", 4)


@pytest.fixture
def case() -> str:
    """A case in which nobody is noted."""
    return register_case(draft=plain_case("MR", DAY), by=AUD, at=AT).reference


@given(
    kind=st.sampled_from(list(Kind)),
    group=st.sampled_from(list(Age)),
    years=st.none() | st.integers(-1, 2) | st.integers(16, 19) | st.integers(119, 122),
)
def test_an_age_goes_with_the_group_and_a_child_is_under_eighteen(
    kind: Kind, group: Age, years: int | None
) -> None:
    found = dict(member_problems(MemberDraft(kind, group, "female", years), year=2024))
    fits = years is None or (0 <= years <= 120 and age_group_of_years(years) == group)
    assert ("age_years" not in found) == fits
    assert ("age_group" in found) == (kind == Kind.CHILD and group == Age.ADULT)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "stranger"}, "kind"),
        ({"age_group": "unknown"}, "age_group"),
        ({"gender": ""}, "gender"),
        ({"country_background": "XX"}, "country_background"),
    ],
)
def test_what_is_in_no_list_is_refused(changes: dict[str, str], field: str) -> None:
    assert field in dict(member_problems(replace(PERSON, **changes), year=2024))


@pytest.mark.django_db
def test_the_person_of_the_case_is_noted_once_and_stands_first(case: str) -> None:
    child = note_member(reference=case, draft=CHILD, by=AUD, at=AT)
    person = note_member(reference=case, draft=PERSON, by=AUD, at=AT)
    with pytest.raises(PartyRefused, match="noted already"):
        note_member(reference=case, draft=PERSON, by=AUD, at=AT)
    assert [line.key for line in members_of(AUD, case)] == [person, child]


@pytest.mark.django_db
def test_what_is_noted_is_corrected_and_the_trail_says_so_without_telling_it(case: str) -> None:
    key = note_member(reference=case, draft=CHILD, by=AUD, at=AT)
    correct_member(reference=case, key=key, draft=replace(CHILD, age_years=5), by=AUD, at=AT)
    with pytest.raises(PartyRefused, match="noted already"):
        correct_member(reference=case, key=key, draft=PERSON, by=AUD, at=AT)
    assert [line.age_years for line in members_of(AUD, case)] == [5]
    lines = AuditLine.objects.filter(event__startswith="party.").values_list("event", "facts")
    assert list(lines) == [("party.noted", '{"kind":"child"}'), ("party.corrected", '{"kind":"child"}')]


@pytest.mark.django_db
def test_who_was_noted_by_mistake_is_taken_away_and_nobody_else(case: str) -> None:
    key = note_member(reference=case, draft=CHILD, by=AUD, at=AT)
    other = register_case(draft=plain_case("MR", DAY), by=AUD, at=AT).reference
    with pytest.raises(PartyRefused, match="nobody like that"):
        take_member_away(reference=other, key=key, by=AUD, at=AT)
    take_member_away(reference=case, key=key, by=AUD, at=AT)
    assert members_of(AUD, case) == ()


@pytest.mark.django_db
def test_nobody_is_noted_in_a_closed_case(case: str) -> None:
    close_case(reference=case, on_date=DAY, by=AUD, at=AT)
    with pytest.raises(PartyRefused, match="closed"):
        note_member(reference=case, draft=CHILD, by=AUD, at=AT)
