"""One release under one policy: what is hidden is decided once, and everything printed from that."""

from __future__ import annotations

from fristed.statistics.releases.cells import printed_figures, printed_tables
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.hiding import hidden_by_threshold, hidden_safely
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.sentences import printed_numbers
from fristed.statistics.tabulation.counting import Counts


def protect_release(counts: Counts, *, policy: Policy) -> Release:
    """Turn unprotected counts into what may be printed: tables, figures and numbers together."""
    hidden = hidden_safely(counts, policy) if policy.secondary else hidden_by_threshold(counts, policy)
    cells = tuple(printed_tables(counts, policy, hidden))
    return Release(
        year=counts.year,
        policy=policy.id,
        policy_version=policy.version,
        layout=counts.layout.id,
        facts_sha256=counts.facts_sha256,
        cells=cells,
        figures=tuple(printed_figures(counts, policy, hidden, cells)),
        numbers=printed_numbers(counts, policy, hidden),
    )
