"""One release under one policy: what is hidden is decided once, and everything printed from that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from fristed.statistics.releases.cells import printed_figures, printed_tables
from fristed.statistics.releases.facts import PublishedNumber, Release
from fristed.statistics.releases.hiding import Hidden, hidden_by_threshold, hidden_safely
from fristed.statistics.releases.ledger import History
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.sentences import numbers_with_source, printed_numbers
from fristed.statistics.releases.system import Limit, ProtectedCounts, protect_counts
from fristed.statistics.releases.together import known_before
from fristed.statistics.tabulation.counting import Counts

LIMIT = Limit()
"""How long a release of the product searches: as many services and years as there are fit in its task."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A release, and the system it was protected as; a policy that protects nothing has none."""

    release: Release
    system: ProtectedCounts | None = None


def protect_release(counts: Counts, *, policy: Policy) -> Release:
    """Turn unprotected counts into what may be printed: tables, figures and numbers together."""
    return protect_with_history(counts, policy=policy, limit=None).release


def protect_with_history(
    counts: Counts,
    *,
    policy: Policy,
    history: History | None = None,
    wishes: Iterable[str] = (),
    accepted: Iterable[str] = (),
    limit: Limit | None = LIMIT,
) -> Protected:
    """Turn unprotected counts into what may be printed, together with what was printed before.

    Parameters
    ----------
    counts
        The unprotected counts.
    policy
        What must hold.
    history
        What earlier releases printed and hid.
    wishes
        Keys of cells that a statistician would rather hide than others.
    accepted
        What a person has accepted that readers of earlier releases can work out, as it was refused.
    limit
        The limit of each service and year, searched in a program of its own; ``None`` for no limit.

    Raises
    ------
    LimitReached
        If the limit was reached before any safe pattern was found.
    EarlierReleasesGiveAway
        If readers of earlier releases could work out what is neither known yet nor accepted.
    """
    if not policy.secondary:
        hidden = hidden_by_threshold(counts, policy)
        return Protected(_release(counts, policy, hidden, numbers_with_source(counts)))
    system = protect_counts(counts, policy, history=history, wishes=wishes, limit=limit)
    hidden = hidden_safely(counts, policy, system)
    release = _release(counts, policy, hidden, printed_numbers(counts, policy, system, hidden))
    known = known_before(release, policy, system, accepted=accepted)
    return Protected(release, replace(system, known_before=known))


def _release(
    counts: Counts, policy: Policy, hidden: Hidden, numbers: Mapping[str, PublishedNumber]
) -> Release:
    cells = tuple(printed_tables(counts, policy, hidden))
    return Release(
        year=counts.year,
        policy=policy.id,
        policy_version=policy.version,
        layout=counts.layout.id,
        facts_sha256=counts.facts_sha256,
        cells=cells,
        figures=tuple(printed_figures(counts, policy, hidden, cells)),
        numbers=numbers,
    )
