"""Statistics of the chain: whatever the counts, nobody can work out a small one from what is printed."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fristed.casework.housing.facts import HousedFact, OccupancyFact
from fristed.casework.repatriation.facts import RepatriationFact
from fristed.methods.disclosure.attack import attack
from fristed.statistics.chains.counting import ChainCounts, ChainFacts, count_chains
from fristed.statistics.chains.definitions import definitions
from fristed.statistics.chains.facts import ChainTables
from fristed.statistics.chains.floors import floors_of
from fristed.statistics.chains.protecting import printed_chains, protect_chains
from fristed.statistics.releases.policies import policy
from fristed.statistics.releases.rules import rule_of

SAFE = policy("safe")
RULE = rule_of(SAFE)
# Around the threshold and at nothing: there the rule bends.
FEW = st.sampled_from((0, 0, 1, 2, 3, 6, 7, 8, 13))
COMPANY = (("adult_18_plus", "children"), ("adult_18_plus", "none"), ("child_under_18", "adult"))
ASKED = ((True, True), (True, False), (False, True))
WHY = ("withdrew", "other_solution", "offer_unsuitable", "returned_to_family", "security")


@st.composite
def journeys(draw: st.DrawFn) -> tuple[RepatriationFact, ...]:
    """Some journeys: most kinds of traveller are few."""
    found = []
    for (age, company), (refund, reception), returned in product(COMPANY, ASKED, (True, False)):
        one = RepatriationFact(2024, age, company, refund, reception, granted=refund, returned=returned)
        found += [one] * draw(FEW)
    return tuple(found)


@st.composite
def housed(draw: st.DrawFn) -> tuple[HousedFact, ...]:
    """Some people of the scheme: most ends are few."""
    found = []
    ends = [("allocated", ""), ("still", ""), ("waits", ""), *(("refused", why) for why in WHY)]
    for role, (end, why) in product(("adult", "accompanying_child"), ends):
        is_in = end == "allocated"
        one = HousedFact(
            year=2024,
            role=role,
            scheme="housing",
            gender="female",
            country=draw(st.sampled_from(("SO", "PK", "IQ"))),
            age_years=draw(st.integers(18, 21)) if role == "adult" else None,
            assessed_in_year=True,
            allocated_in_year=is_in,
            still_assessed_at_year_end=end == "still",
            resident_in_year=is_in,
            moved_in_in_year=is_in,
            not_offered_why=why,
        )
        found += [one] * draw(FEW)
    return tuple(found)


@st.composite
def chains(draw: st.DrawFn) -> ChainCounts:
    """Some counts of a year."""
    people = draw(housed())
    facts = ChainFacts(
        year=2024,
        journeys=draw(journeys()),
        housed=people,
        housed_before=draw(st.permutations(people).map(lambda one: tuple(one[: len(one) // 2]))),
        occupancy=tuple(
            OccupancyFact(2024, half, draw(st.integers(0, 900)), 900, 182, draw(FEW)) for half in (1, 2)
        ),
        journey_days=(),
        reception_days=(),
        step_days=(),
        cases=draw(st.sampled_from((0, 3, 40, 1402))),
    )
    return count_chains(facts)


@pytest.mark.ci
@settings(max_examples=30, deadline=None)
@given(chains())
def test_no_small_count_is_printed_exact_or_narrow(counts: ChainCounts) -> None:
    printed = protect_chains(counts, policy=SAFE)
    shown = {cell.key: cell.persons for cell in printed.cells if cell.persons is not None}
    assert all(count == counts.persons[key] for key, count in shown.items())
    assert not any(0 < count < SAFE.threshold for count in shown.values())
    # Who knows besides what values tell, of how many they must be, knows no more either.
    floors = floors_of(printed, counts, RULE)
    report = attack(printed_chains(printed, RULE, cases=counts.cases, floors=floors), width=SAFE.width)
    hidden = {cell.key for cell in printed.cells if cell.persons is None}
    for key in hidden & report.intervals.keys():
        low, high = report.intervals[key]
        assert low <= counts.persons[key]
        assert high is None or counts.persons[key] <= high
        assert high is None or high - low >= SAFE.width


@pytest.mark.ci
@settings(max_examples=30, deadline=None)
@given(chains())
def test_what_is_no_count_tells_no_more_than_the_counts_beside_it(counts: ChainCounts) -> None:
    printed = protect_chains(counts, policy=SAFE)
    if printed.value("assessed_share") is not None:
        assert printed.persons("assessed") is not None
    for name, extreme in (("youngest", counts.youngest), ("oldest", counts.oldest)):
        if printed.value(name) is not None:
            assert extreme is not None
            assert extreme.people >= SAFE.threshold
            assert counts.youngest != counts.oldest
    adults, countries = printed.persons("residents.moved_in.adults"), printed.value("countries")
    if countries is not None:
        assert printed.persons("residents.moved_in") is not None
        assert adults is not None
        assert countries != 1
        assert countries == 0 or adults - countries >= SAFE.width
    for half in counts.halves:
        if printed.value(f"occupancy_{half.half}") is not None:
            assert not 0 < half.people < SAFE.threshold
            assert printed.persons("residents") is not None


@pytest.mark.ci
@settings(max_examples=30, deadline=None)
@given(chains())
def test_every_person_is_once_in_every_sum(counts: ChainCounts) -> None:
    for one in definitions().sums:
        assert counts.persons[one.total] == sum(counts.persons[part] for part in one.parts)


def test_the_year_before_is_printed_as_it_was_then() -> None:
    people = [cell.key for cell in definitions().cells.values()]
    counts = ChainCounts(2024, dict.fromkeys(people, 0), None, None, 0, 1402, ())
    before = ChainTables(
        year=2023,
        policy="safe",
        policy_version=SAFE.version,
        threshold=SAFE.threshold,
        cells=tuple(
            type(cell)(cell.key, {"residents": 40}.get(cell.key))
            for cell in protect_chains(counts, policy=SAFE).cells
        ),
        values=(),
        waits=(),
    )
    found = protect_chains(counts, policy=SAFE, earlier=before)
    assert found.persons("last_year.residents") == 40
    assert found.persons("last_year.moved_in") is None
    assert found.persons("last_year.before") is None
