"""What a policy asks of a print, for whoever protects, proves or checks it."""

from __future__ import annotations

from fristed.methods.disclosure.records import ProtectionRule
from fristed.statistics.releases.policies import Policy


def rule_of(policy: Policy) -> ProtectionRule:
    """Give the rule that a policy states."""
    return ProtectionRule(
        threshold=policy.threshold,
        width=policy.width,
        group_sum_at_least=policy.group_sum_at_least,
        cost=policy.cost,
    )
