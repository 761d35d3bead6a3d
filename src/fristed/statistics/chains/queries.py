"""The protected statistics of the chain, for those who read statistics."""

from __future__ import annotations

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.chains.facts import ChainCell, ChainTables, ChainValue, ChainWait
from fristed.statistics.chains.models import StoredChains

SAFE = "safe"


def chain_years(actor: Actor) -> tuple[int, ...]:
    """Give the years that have statistics of the chain, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not read statistics.
    """
    require(actor, Permission.STATISTICS_READ)
    return StoredChains.years(SAFE)


def stored_chains(actor: Actor, year: int) -> ChainTables | None:
    """Give what is printed of a year under the safe policy, or ``None`` where nothing is.

    Raises
    ------
    NotPermitted
        If the actor may not read statistics.
    DamagedRelease
        If what is stored is not what was stored.
    """
    require(actor, Permission.STATISTICS_READ)
    return printed_of(year, SAFE)


def printed_of(year: int, policy: str) -> ChainTables | None:
    """Give what is printed of a year under a policy; for releases, which print it again.

    Raises
    ------
    DamagedRelease
        If what is stored is not what was stored.
    """
    content = StoredChains.content_of(year, policy)
    if content is None:
        return None
    return ChainTables(
        **{
            **content,
            "cells": tuple(ChainCell(**one) for one in content["cells"]),
            "values": tuple(ChainValue(**one) for one in content["values"]),
            "waits": tuple(ChainWait(**one) for one in content["waits"]),
        }
    )
