"""What the attacker found: plain records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["exact", "narrow", "wide", "group", "printed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What can be derived about one cell that is not printed, or about a group of them.

    Parameters
    ----------
    key
        The cell; for a group, the printed total it was subtracted from; for ``printed``, the cell printed
        against the rule.
    low, high
        Lowest and highest count, both included, in cases; ``high`` is ``None`` if nothing bounds it.
    kind
        ``exact``: one value; ``narrow``: ``high - low`` less than the width; ``wide``: more; ``group``:
        hidden cells whose sum is known and below the threshold; ``printed``: a small count in plain sight.
    is_leak
        Whether it gives away what the rule protects. A cell that is never printed may be known when it is
        zero or not small.
    because
        The arithmetic in words.
    members
        The hidden cells of a group.
    """

    key: str
    low: int
    high: int | None
    kind: Kind
    is_leak: bool
    because: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that cannot all be true, none of which can be left out; and the one that was set aside."""

    statements: tuple[str, ...]
    set_aside: str
    because: str


@dataclass(frozen=True, slots=True)
class AttackReport:
    """Everything the attacker derived, in the order of the printed cells.

    ``intervals`` holds every cell without a printed value once.
    """

    findings: tuple[Finding, ...]
    contradictions: tuple[Contradiction, ...]
    intervals: Mapping[str, tuple[int, int | None]]

    @property
    def leaks(self) -> tuple[Finding, ...]:
        """The findings that give away what the rule protects."""
        return tuple(finding for finding in self.findings if finding.is_leak)
