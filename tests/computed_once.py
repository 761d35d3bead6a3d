"""What tests share that is dear to compute and the same every time: protections, proofs and found leaks.

Each is computed by the product itself, once in a test process; only the repetition is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest

from fristed.interfaces.cli.management.commands import audit
from fristed.statistics.leak_finding.examples import example_spec
from fristed.statistics.leak_finding.findings import Findings, find_leaks
from fristed.statistics.releases import computing, recording
from fristed.statistics.releases.facts import Release
from fristed.statistics.releases.payload import sha256_of, write_release
from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.protecting import Protected, protect_with_history
from fristed.statistics.tabulation.counting import Counts

Answer = TypeVar("Answer")
REMEMBERED: dict[Hashable, Any] = {}


def remembered(key: Hashable, compute: Callable[[], Answer]) -> Answer:
    """Give what was computed for a key before, or compute it."""
    if key not in REMEMBERED:
        REMEMBERED[key] = compute()
    return REMEMBERED[key]  # type: ignore[no-any-return]


def protected_once(counts: Counts, *, policy: Policy, **asked: Any) -> Protected:
    """Protect the same counts under the same policy, history and wishes once."""
    key = ("protected", counts.facts_sha256, counts.year, repr(policy), repr(sorted(asked.items())))
    return remembered(key, lambda: protect_with_history(counts, policy=policy, limit=None, **asked))


def certified_once(release: Release, policy: Policy, *, exempt: frozenset[str]) -> Any:
    """Prove the same print once."""
    key = ("certified", sha256_of(write_release(release)), repr(policy), exempt)
    return remembered(key, lambda: recording.certificate_for(release, policy, exempt=exempt))


def described_once(release: Release, policy: Policy, system: Any, **asked: Any) -> Any:
    """Describe the same protection once; its system is the very one that was remembered."""
    key = (
        "described",
        sha256_of(write_release(release)),
        repr(policy),
        id(system),
        repr(sorted(asked.items())),
    )
    _, record = remembered(
        key, lambda: (system, recording.protection_record(release, policy, system, **asked))
    )
    return record


@cache
def leaks_of(example: str) -> Findings:
    """Give what the leak finder finds in a published report that comes with the project."""
    return find_leaks(example_spec(example))


def leaks_found_once(spec: Path) -> Findings:
    """Find the leaks of an example once, and those of any other publication each time."""
    known = {example_spec("2024"): "2024"}
    return leaks_of(known[spec]) if spec in known else find_leaks(spec)


@pytest.fixture
def computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands and the computing of releases compute the same thing once only."""
    monkeypatch.setattr(computing, "protect_with_history", protected_once)
    monkeypatch.setattr(computing, "certificate_for", certified_once)
    monkeypatch.setattr(computing, "protection_record", described_once)
    monkeypatch.setattr(audit, "find_leaks", leaks_found_once)
