"""Every verb and reading of teams and moves, and how each ends for whom; kept by hand.

``past`` means let in by permission and reach; what the verb then says of the values is tested elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from fristed.casework.teams import actions as teams
from fristed.casework.teams import queries as who
from fristed.foundation.identity.access.queries import stood_in_for_by_grant
from fristed.foundation.identity.facts import Actor
from tests.access.modes_table import leads, of, on_a_case
from tests.access.vault_table import anybody, works_with_cases
from tests.spec.cast import at_ten

DAY = date(2024, 3, 4)
AT = at_ten(DAY)
# What calls each verb, as an actor, on a case of a service.
Call = Callable[[Actor, str, str], Any]
Rule = Callable[[Actor, str], str]
WEEK = {"starts_at": AT, "ends_at": AT + timedelta(days=7)}


def given(by: Actor) -> dict[str, Any]:
    """Give who and when."""
    return {"by": by, "at": AT}


MOVES: Mapping[str, tuple[Call, Rule]] = {
    "assign_case": (lambda by, _s, ref: teams.assign_case(reference=ref, to=99, **given(by)), on_a_case),
    "add_to_team": (lambda by, _s, ref: teams.add_to_team(reference=ref, account=99, **given(by)), on_a_case),
    "remove_from_team": (
        lambda by, _s, ref: teams.remove_from_team(reference=ref, account=99, **given(by)),
        on_a_case,
    ),
    "arrange_stand_in": (
        lambda by, _s, _r: teams.arrange_stand_in(away=by.account_id, stand_in=99, **WEEK, **given(by)),
        of(works_with_cases),
    ),
    "end_stand_in": (lambda by, _s, _r: teams.end_stand_in(key=99, **given(by)), of(works_with_cases)),
    "give_fields_of_work": (
        lambda by, _s, _r: teams.give_fields_of_work(account=99, fields=[], **given(by)),
        of(leads),
    ),
    "team_of": (lambda by, _s, ref: who.team_of(by, ref), on_a_case),
    "colleagues_to_choose": (lambda by, _s, _r: who.colleagues_to_choose(by), of(works_with_cases)),
    "stand_ins_in_service": (lambda by, _s, _r: who.stand_ins_in_service(by), of(works_with_cases)),
    "references_in_care_of": (lambda by, _s, _r: who.references_in_care_of(by), of(works_with_cases)),
    # Answers whether, never why not.
    "is_in_team": (lambda by, _s, ref: who.is_in_team(by, ref), of(anybody)),
    "stood_in_for": (lambda by, _s, _r: who.stood_in_for(by), of(anybody)),
    "stood_in_for_by_grant": (lambda by, s, ref: stood_in_for_by_grant(by, s, ref), of(anybody)),
}
MOVES_WITHOUT_AN_ACTOR: Mapping[str, str] = {
    "members_of": "gives accounts, to a room that has decided who may know",
    "people": "gives who works here, nothing of any case",
    "may_work_on": "is asked of a case that its caller was given",
}
