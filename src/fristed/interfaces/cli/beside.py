"""What rooms beside the cases give a release: the chain of protection, and outreach."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fristed.statistics.chains import beside as chain
from fristed.statistics.chains.computing import chains_for_release, chains_unstored
from fristed.statistics.outreach import beside as outreach
from fristed.statistics.outreach.computing import outreach_for_release, outreach_unstored
from fristed.statistics.releases.computing import Beside
from fristed.statistics.releases.system import ProtectedYear


def beside_for_release(*, at: datetime, **given: Any) -> Beside:
    """Give what a release that is stored prints beside the cases; what is not made yet is made, once."""
    return _together(
        chain.beside_of(chains_for_release(at=at, **given)),
        outreach.beside_of(outreach_for_release(at=at, **given)),
    )


def beside_unstored(*, at: datetime, **given: Any) -> Beside:
    """Give the same for a release that is not stored; nothing is stored."""
    return _together(
        chain.beside_of(chains_unstored(at=at, **given)),
        outreach.beside_of(outreach_unstored(at=at, **given)),
    )


def secrets_beside(year: int, policy: str) -> tuple[ProtectedYear, ...]:
    """Give what is hidden beside the cases of a year, for whoever reads prose."""
    return (*chain.secrets_beside(year, policy), *outreach.secrets_beside(year, policy))


def _together(one: Beside, other: Beside) -> Beside:
    return Beside({**one.numbers, **other.numbers}, (*one.secrets, *other.secrets))
