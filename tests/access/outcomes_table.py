"""Every verb and reading of outcomes and of the statistics of the chain, and how each ends for whom."""

from __future__ import annotations

from collections.abc import Mapping

from fristed.casework.cases.queries import case_detail, case_page
from fristed.casework.outcomes import actions, queries
from fristed.foundation.identity.facts import Actor
from fristed.statistics.chains import actions as chain_tables
from fristed.statistics.chains import queries as stored_chain
from fristed.statistics.outcomes import actions as tables
from fristed.statistics.outcomes import queries as stored
from fristed.statistics.outreach import actions as outreach_tables
from fristed.statistics.outreach import queries as stored_outreach
from tests.access.chain_roles import WITHOUT_STATISTICS
from tests.access.modes_table import on_a_case
from tests.access.moves_table import DAY, Call, Rule, given, of
from tests.access.vault_table import works_with_cases


def reads_statistics(by: Actor, _service: str) -> bool:
    """Everybody with a role reads the protected statistics, but those in the chain."""
    return by.username not in WITHOUT_STATISTICS


def computes(by: Actor, _service: str) -> bool:
    """The statistician alone."""
    return by.username == "statistician"


OUTCOMES: Mapping[str, tuple[Call, Rule]] = {
    "close_with_outcome": (
        lambda by, _s, ref: actions.close_with_outcome(
            reference=ref, on_date=DAY, outcome="", levels=None, **given(by)
        ),
        on_a_case,
    ),
    "note_state": (
        lambda by, _s, ref: actions.note_state(reference=ref, moment="closing", levels={}, **given(by)),
        on_a_case,
    ),
    "leave_out_follow_up": (
        lambda by, _s, ref: actions.leave_out_follow_up(reference=ref, reason="not_safe", **given(by)),
        on_a_case,
    ),
    "note_answers": (
        lambda by, _s, ref: actions.note_answers(
            reference=ref, on_date=DAY, way="phone", answers={}, **given(by)
        ),
        on_a_case,
    ),
    "outcome_of": (lambda by, _s, ref: queries.outcome_of(by, case_detail(by, ref)), on_a_case),
    "outcome_beside": (lambda by, _s, ref: queries.outcome_beside(case_page(by, ref)), on_a_case),
    "follow_ups_due": (lambda by, _s, _r: queries.follow_ups_due(by, until=DAY), of(works_with_cases)),
    "request_chains": (
        lambda by, _s, _r: chain_tables.request_chains(year=2023, **given(by)),
        of(computes),
    ),
    "chain_years": (lambda by, _s, _r: stored_chain.chain_years(by), of(reads_statistics)),
    "stored_chains": (lambda by, _s, _r: stored_chain.stored_chains(by, 2023), of(reads_statistics)),
    "request_outreach": (
        lambda by, _s, _r: outreach_tables.request_outreach(year=2023, **given(by)),
        of(computes),
    ),
    "outreach_years": (lambda by, _s, _r: stored_outreach.outreach_years(by), of(reads_statistics)),
    "stored_outreach": (lambda by, _s, _r: stored_outreach.stored_outreach(by, 2023), of(reads_statistics)),
    "request_outcomes": (lambda by, _s, _r: tables.request_outcomes(year=2023, **given(by)), of(computes)),
    "outcome_years": (lambda by, _s, _r: stored.outcome_years(by), of(reads_statistics)),
    "stored_outcomes": (lambda by, _s, _r: stored.stored_outcomes(by, 2023), of(reads_statistics)),
}
