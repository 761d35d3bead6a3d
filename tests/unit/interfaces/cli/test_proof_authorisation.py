"""The proof of authorisation holds, and finds each fault that is planted in the decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fristed.foundation.identity.access import rules
from fristed.foundation.identity.access.facts import RuleId
from fristed.foundation.identity.access.rules import RULES, Question, Rule
from fristed.foundation.identity.rules import OF_A_REGISTER
from fristed.interfaces.cli.proofs import authorisation
from fristed.interfaces.cli.proofs.authorisation import TableIsWrong, table, wrong_decisions

SIZE = 3_000


def without(rule: RuleId) -> tuple[Rule, ...]:
    return tuple(one for one in RULES if one.id != rule)


def swapped(one: RuleId, other: RuleId) -> tuple[Rule, ...]:
    found = list(RULES)
    places = [next(at for at, rule in enumerate(found) if rule.id == name) for name in (one, other)]
    found[places[0]], found[places[1]] = found[places[1]], found[places[0]]
    return tuple(found)


def changed(name: RuleId, applies: Callable[[Question], bool]) -> tuple[Rule, ...]:
    return tuple(replace(rule, applies=applies) if rule.id == name else rule for rule in RULES)


PLANTED = {
    **{f"{rule.id} dropped": without(rule.id) for rule in RULES if rule.id != RuleId.NOTHING_SAYS_YES},
    "block list after the role": swapped(RuleId.BLOCKED, RuleId.OWN_SERVICE),
    "grading after the grant": swapped(RuleId.CONFIDENTIAL, RuleId.GRANT),
    "glass before family": swapped(RuleId.KIN, RuleId.BROKEN_GLASS),
    "permission after the role": swapped(RuleId.NO_PERMISSION, RuleId.OWN_SERVICE),
    "two core rules swapped": swapped(RuleId.PARTNER, RuleId.DISQUALIFIED),
    "glass that never closes": changed(
        RuleId.BROKEN_GLASS,
        lambda asked: any(
            glass.account_id == asked.subject.account_id and glass.reference == asked.thing.reference
            for glass in asked.context.glasses
        ),
    ),
    "a grant for anybody": changed(RuleId.GRANT, lambda asked: bool(asked.context.grants)),
    "code 6 as code 7": changed(
        RuleId.STRICTLY_CONFIDENTIAL,
        lambda asked: asked.thing.grading == "strictly" and not asked.is_named(),
    ),
}


# What is for one service and for no single case, or is asked after the case has been reached with case.read.
NOT_ON_A_CASE = {
    *("basis.decide", "basis.read", "case.break_glass", "year.confirm"),
    *("handover.ask", "handover.confirm", "person.read", "person.write"),
    *("place.name", "place.read", "retention.review", "conditions.keep"),
}


def test_every_permission_that_opens_a_case_is_among_the_actions_that_are_tried() -> None:
    on_a_case = {action for kind in ("read", "work", "own_only") for action in authorisation.ACTIONS[kind]}
    assert on_a_case == rules.ON_A_CASE
    assert on_a_case | NOT_ON_A_CASE == OF_A_REGISTER
    assert set(authorisation.ACTIONS["work"]) == rules.ALLOWED_BY["work"] - rules.ALLOWED_BY["read"]


def test_the_decision_is_the_one_of_the_table() -> None:
    wrong, tried = wrong_decisions(SIZE, seed=1)
    assert wrong == []
    assert tried == {expected.line for expected in table().values()}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", PLANTED[fault])
    assert wrong_decisions(SIZE, seed=1)[0]


def test_the_table_tells_of_every_rule() -> None:
    assert {expected.rule for expected in table().values()} == {str(rule) for rule in RuleId}


@pytest.mark.parametrize("change", ["a line too many", "a line missing"])
def test_a_table_that_leaves_out_or_contradicts_is_refused(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = authorisation.TABLE.read_text("utf-8").splitlines()
    kept = [*lines, lines[5]] if change == "a line too many" else lines[:-1]
    (tmp_path / "table.csv").write_text("\n".join(kept), "utf-8")
    monkeypatch.setattr(authorisation, "TABLE", tmp_path / "table.csv")
    with pytest.raises(TableIsWrong):
        table.__wrapped__()


def test_nothing_that_decides_is_used_to_draw_or_judge() -> None:
    source = Path(authorisation.__file__).read_text("utf-8")
    imported = [line for line in source.splitlines() if line.startswith("from fristed.foundation")]
    assert imported == [
        "from fristed.foundation.identity.access.facts import Context, GlassFact, GrantFact, Subject, Thing",
        "from fristed.foundation.identity.access.rules import decide",
    ]
