"""Where a total has no room for anything hidden below it, and where the search has no time or memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fristed.methods.disclosure.protection import LimitReached, NoSafeLinkedPattern
from fristed.statistics.releases import system as system_module
from fristed.statistics.releases.ledger import History
from fristed.statistics.releases.protecting import LIMIT, protect_with_history
from fristed.statistics.releases.recording import certificate_for
from fristed.statistics.releases.system import Limit, Protector
from fristed.statistics.tabulation.counting import count_release
from tests.unit.statistics.releases.protected_releases import SAFE, cases, protected, year_of

pytestmark = pytest.mark.xdist_group("whole register")
ELSEWHERE = cases("MR", many=40)


@pytest.mark.ci
@pytest.mark.parametrize(
    ("rule", "most"),
    [
        ({"group_sum_at_least": 10}, 9),
        ({"threshold": 5, "group_sum_at_least": 7}, 6),
        ({"width": 8}, 8),
    ],
)
@pytest.mark.parametrize("below", [pytest.param(0, marks=pytest.mark.ci), 1])
def test_a_total_that_nothing_can_be_hidden_under_is_not_printed(
    rule: dict[str, int], most: int, below: int
) -> None:
    by = replace(SAFE, **rule)  # type: ignore[arg-type]
    some = [*cases(gender="female", many=most - below - 3), *cases(gender="male", many=3)]
    found = protected([*some, *ELSEWHERE], by=by)
    assert year_of(found).withheld == ("total",)
    assert not [c for c in found.release.cells if (c.service, c.year) == ("KT", 2024) and c.count]
    assert found.system
    certificate_for(found.release, by, exempt=found.system.exempt)


def test_the_least_total_that_something_can_be_hidden_under_is_printed() -> None:
    by = replace(SAFE, group_sum_at_least=10)
    some = [*cases(gender="female", many=7), *cases(gender="male", many=3)]
    found = protected([*some, *ELSEWHERE], by=by)
    [total] = [c for c in found.release.cells if (c.table, c.year) == (1, 2024)]
    assert total.count == 10
    assert found.system
    certificate_for(found.release, by, exempt=found.system.exempt)


@pytest.mark.ci
def test_a_search_that_comes_to_its_end_within_its_limit_finds_what_one_without_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_module, "questions_of_all_reports", lambda _counts: ())
    counted = count_release([*cases(gender="female", many=60), *cases(gender="male", many=3)], year=2024)
    free = protect_with_history(counted, policy=SAFE, limit=None)
    limited = protect_with_history(counted, policy=SAFE, limit=LIMIT)
    assert limited == free
    assert year_of(limited).pattern.hidden
    assert year_of(limited).is_finished


def test_a_limit_that_is_too_small_is_told_in_words() -> None:
    counted = count_release([*cases(gender="female", many=60), *cases(gender="male", many=3)], year=2024)
    protector = Protector(counted, SAFE, History(), {}, Limit(seconds=0.001))
    with pytest.raises(LimitReached, match=r"KT 2024: no safe pattern was found within 0\.001 seconds"):
        protector.protect("KT", 2024, ())


def test_a_refusal_that_names_nothing_to_withhold_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_asked: object) -> None:
        raise NoSafeLinkedPattern("KT 2024", ())

    counted = count_release([*cases(gender="female", many=60), *cases(gender="male", many=3)], year=2024)
    monkeypatch.setattr(system_module, "protect_linked", refuse)
    with pytest.raises(NoSafeLinkedPattern):
        Protector(counted, SAFE, History(), {}).protect("KT", 2024, ())
