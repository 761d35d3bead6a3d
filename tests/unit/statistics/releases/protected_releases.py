"""Protected releases that tests share: of the whole synthetic register, and of a few made-up cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any
from unittest import mock

from fristed.casework.cases.facts import CaseFact
from fristed.methods.disclosure.attack import AttackReport
from fristed.statistics.releases import system as system_module
from fristed.statistics.releases.attacking import attack_release
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.ledger import History
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.releases.questions import questions_of_all_reports
from fristed.statistics.releases.system import ProtectedCounts, ProtectedYear
from fristed.statistics.tabulation.counting import Counts, count_release
from tests.computed_once import remembered
from tests.synthetic_register import SEVEN, register_facts, register_under_seven

SAFE = SEVEN


@cache
def counts() -> Counts:
    """The synthetic register, counted for the report on 2024."""
    return count_release(register_facts(), year=2024)


def whole() -> Protected:
    """The report on 2024."""
    return register_under_seven()


def system() -> ProtectedCounts:
    """The report on 2024 as one system."""
    found = whole().system
    assert found is not None
    return found


def year_of(found: Protected, service: str = "KT", year: int = 2024) -> ProtectedYear:
    """One service and year of a protected release."""
    assert found.system is not None
    chosen = found.system.of(service, year)
    assert chosen is not None
    return chosen


def cases(service: str = "KT", year: int = 2024, *, many: int = 1, **values: Any) -> list[CaseFact]:
    """Cases of the register with some values of their own."""
    patterns = [f for f in register_facts() if (f.service, f.year) == (service, year)]
    return [replace(patterns[7 * number % len(patterns)], **values) for number in range(many)]


def protected(
    facts: Iterable[CaseFact],
    *,
    by: Policy = SAFE,
    history: History | None = None,
    wishes: Iterable[str] = (),
    sentences: bool = False,
) -> Protected:
    """Protect a few cases, by default without the sentences that cross two attributes; the same ones once."""
    counted = count_release(facts, year=2024)
    asked = questions_of_all_reports(counted) if sentences else ()

    def compute() -> Protected:
        with mock.patch.object(system_module, "questions_of_all_reports", return_value=asked):
            return protect_with_history(counted, policy=by, history=history, wishes=wishes, limit=None)

    key = ("few cases", counted.facts_sha256, sentences, repr(by), repr(history), repr(wishes))
    return remembered(key, compute)


def attacked(release: Release) -> AttackReport:
    """What an attacker finds."""
    return attack_release(release, SAFE)
