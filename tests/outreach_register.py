"""The invented register of outreach as facts, worked out apart from the rooms that store it."""

from __future__ import annotations

from functools import cache

from fristed.casework.assignments.facts import AnswerFact, AssignmentFact
from fristed.casework.cases.facts import GreyZoneFact
from fristed.methods.reconstruction.outreach.building import build_outreach_register
from fristed.methods.reconstruction.outreach.records import OutreachRegister
from fristed.statistics.outreach.counting import OutreachFacts, count_outreach
from fristed.statistics.outreach.facts import OutreachTables
from fristed.statistics.outreach.protecting import protect_outreach
from fristed.statistics.releases.policies import policy

SEED, YEAR = 2024, 2024


@cache
def register(seed: int = SEED) -> OutreachRegister:
    """Build the register."""
    return build_outreach_register(seed)


@cache
def facts(seed: int = SEED) -> OutreachFacts:
    """Give the facts of 2024."""
    return facts_of(register(seed))


@cache
def tables(policy_id: str, seed: int = SEED) -> OutreachTables:
    """Give what is printed of 2024 under a policy."""
    return protect_outreach(count_outreach(facts(seed)), policy=policy(policy_id))


def facts_of(rows: OutreachRegister, *, year: int = YEAR) -> OutreachFacts:
    """Give the facts of a year."""
    given = rows.answers
    answers = AnswerFact(
        *(given.year, "ung.no", given.answers, given.girls, given.boys, given.others),
        *(given.useful_to_askers, given.useful_to_readers),
    )
    return OutreachFacts(
        year=year,
        assignments=tuple(work_of(rows, year)),
        before=tuple(work_of(rows, year - 1)),
        grey_zone=tuple(
            GreyZoneFact(year, one.topic, became_case=one.converted_date is not None)
            for one in rows.grey_zone
            if one.first_contact_date.year == year
        ),
        answers=(answers,) if given.year == year else (),
    )


def work_of(rows: OutreachRegister, year: int) -> list[AssignmentFact]:
    """Give each piece of work of a year that is no case."""
    found = [
        AssignmentFact(
            *(year, one.service, "assignment", one.county, one.audience, one.form, one.partner),
            one.participants,
        )
        for one in rows.assignments
        if one.on_date.year == year
    ]
    found += [
        AssignmentFact(year, one.service, "week", "", "", "physical", "", None)
        for one in rows.weeks
        if one.first_date.year == year
    ]
    found += [
        AssignmentFact(
            *(year, one.service, one.kind, one.county, "school_or_diversity_adviser", "physical", ""),
            one.participants,
        )
        for one in rows.activities
        if one.on_date.year == year
    ]
    return found + [
        AssignmentFact(year, "KT", "expert_witness", "", "", "physical", "", None)
        for day in rows.witness_dates
        if day.year == year
    ]
