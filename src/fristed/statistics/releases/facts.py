"""What leaves the statistics floor: protected cells, figures and numbers of one release.

Doors and the annual report see these records and nothing else. A count is either printed, or it is
``None`` with a flag; there is no field in which an unprotected count could travel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from fristed.statistics.releases.policies import Policy
from fristed.statistics.releases.policies import policy as read_policy

Flag = Literal["", "…", "-", "0", "blank"]
NumberStatus = Literal["ok", "hidden", "bounded", "contradiction", "waiting"]
Why = Literal["", "primary", "secondary"]


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One cell of one of the tables 1-19.

    ``flag`` is empty for a printed count, ``0`` for a true zero, ``…`` for a hidden count, ``-`` for a
    category not in use and ``blank`` for a cell the source leaves empty. ``why`` tells staff whether a
    hidden cell is small itself or hidden to protect another; it is never printed.
    """

    table: int
    service: str
    year: int
    dimension: str
    category_code: str
    count: int | None
    percent: int | None
    flag: Flag
    why: Why = ""


@dataclass(frozen=True, slots=True)
class PublishedFigureCell:
    """One value of one figure of chapters 2-4; ``figure`` is for example ``F2.2``."""

    figure: str
    service: str
    year: int
    dimension: str
    category_code: str
    count: int | None
    percent: int | None
    flag: Flag
    why: Why = ""


@dataclass(frozen=True, slots=True)
class PublishedNumber:
    """One number of the running text; ``value`` is ``None`` unless it may be printed.

    For ``bounded`` the value is an exclusive upper bound that may be printed. For ``contradiction`` it is
    what the register gives, and ``published`` what the source printed.
    """

    id: str
    value: float | int | None
    status: NumberStatus
    unit: str
    definition: Mapping[str, object] = field(default_factory=dict)
    published: float | int | None = None
    note: str = ""


class RuleNotKept(Exception):
    """What the policy said when a release was computed is not known; it has to be computed again."""


@dataclass(frozen=True, slots=True)
class Release:
    """All that is printed of one year under one policy, and the hash of the facts it came from.

    ``counted_on`` names the services that are printed as they were on an earlier day, with the day.
    ``kept_policy`` is the policy as it was stored with the release, and ``frozen`` the number of the frozen
    facts it was counted from, if any. They are no part of what is printed: two releases that print the same
    are equal whether one of them was stored or not.
    """

    year: int
    policy: str
    policy_version: str
    layout: str
    facts_sha256: str
    cells: tuple[PublishedCell, ...]
    figures: tuple[PublishedFigureCell, ...]
    numbers: Mapping[str, PublishedNumber]
    counted_on: tuple[tuple[str, str], ...] = ()
    kept_policy: Policy | None = field(default=None, compare=False, repr=False)
    frozen: int | None = field(default=None, compare=False, repr=False)

    @property
    def rule(self) -> Policy:
        """The policy the release was protected under, as it was then.

        Raises
        ------
        RuleNotKept
            If it was not stored with the release and another version has come since.
        """
        policy = self.kept_policy or read_policy(self.policy)
        if policy.version != self.policy_version:
            raise RuleNotKept(
                f"Release {self.year} {self.policy} was computed under version {self.policy_version}, which "
                f"was not stored with it; version {policy.version} is in force. Compute it again."
            )
        return policy


@dataclass(frozen=True, slots=True)
class Typed:
    """A piece of prose as somebody typed it: where it stands, and its language.

    What the release answers, or a recorded figure of another publisher, stands in braces, as in
    ``{cases KT.gender.female}`` and ``{cited ssb-girls}``.
    """

    place: str
    text: str
    language: Literal["nb", "nn", "en"] = "nb"
