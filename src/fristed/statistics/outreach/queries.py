"""The protected statistics of outreach, for those who read statistics."""

from __future__ import annotations

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.outreach.facts import OutreachCell, OutreachTables
from fristed.statistics.outreach.models import StoredOutreach

SAFE = "safe"


def outreach_years(actor: Actor) -> tuple[int, ...]:
    """Give the years that have statistics of outreach, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not read statistics.
    """
    require(actor, Permission.STATISTICS_READ)
    return StoredOutreach.years(SAFE)


def stored_outreach(actor: Actor, year: int) -> OutreachTables | None:
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


def printed_of(year: int, policy: str) -> OutreachTables | None:
    """Give what is printed of a year under a policy; for releases, which print it again.

    Raises
    ------
    DamagedRelease
        If what is stored is not what was stored.
    """
    content = StoredOutreach.content_of(year, policy)
    if content is None:
        return None
    return OutreachTables(**{**content, "cells": tuple(OutreachCell(**one) for one in content["cells"])})
