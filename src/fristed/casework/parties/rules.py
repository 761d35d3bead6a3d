"""Decisions about parties on plain values."""

from __future__ import annotations

from collections.abc import Iterator

from fristed.casework.parties.codes import OF_AGE_YEARS, Age, Kind
from fristed.casework.parties.facts import MemberDraft
from fristed.methods.classifications import code_list

OLDEST_YEARS = 120


def age_group_of_years(age_years: int) -> str:
    """Give what somebody of an age in whole years is counted as.

    Examples
    --------
    >>> age_group_of_years(17), age_group_of_years(18)
    ('child_under_18', 'adult_18_plus')
    """
    return (Age.CHILD if age_years < OF_AGE_YEARS else Age.ADULT).value


def key_of_person(member_id: int, kind: str, pseudonym: str) -> str:
    """Say what somebody is counted under: the person of a case as the vault calls them, others as members.

    Two cases of one service about one person have one pseudonym. Where there is none, and of those who come
    along, nobody can see that two members are one.

    Examples
    --------
    >>> key_of_person(7, "person_of_case", "p1-x"), key_of_person(8, "child", "p1-x")
    ('p1-x', 'member 8')
    """
    return pseudonym if kind == Kind.PERSON and pseudonym else f"member {member_id}"


def member_problems(draft: MemberDraft, *, year: int) -> Iterator[tuple[str, str]]:
    """Say what is wrong with what was noted of somebody, by field."""
    if draft.kind not in tuple(Kind):
        yield "kind", "kind_missing"
    if draft.age_group not in tuple(Age):
        yield "age_group", "age_missing"
    elif draft.age_years is not None and not 0 <= draft.age_years <= OLDEST_YEARS:
        yield "age_years", "age_impossible"
    elif draft.age_years is not None and age_group_of_years(draft.age_years) != draft.age_group:
        yield "age_years", "age_in_other_group"
    if draft.kind == Kind.CHILD and draft.age_group == Age.ADULT:
        yield "age_group", "child_is_adult"
    if not code_list("genders").is_valid(draft.gender, year):
        yield "gender", "gender_missing"
    country = draft.country_background
    if country and not code_list("countries").is_valid(country, year):
        yield "country_background", "unknown_country"
