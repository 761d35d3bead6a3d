"""The protected statistics of outreach, for those who read statistics."""

from __future__ import annotations

import json

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.outreach.facts import OutreachCell, OutreachTables
from fristed.statistics.outreach.models import StoredOutreach
from fristed.statistics.releases.payload import DamagedRelease, sha256_of

SAFE = "safe"


def outreach_years(actor: Actor) -> tuple[int, ...]:
    """Give the years that have statistics of outreach, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not read statistics.
    """
    require(actor, Permission.STATISTICS_READ)
    return tuple(StoredOutreach.objects.filter(policy=SAFE).values_list("year", flat=True))


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
    row = StoredOutreach.objects.filter(year=year, policy=policy).first()
    return None if row is None else _read(row.payload, row.payload_sha256)


def _read(text: str, expected_sha256: str) -> OutreachTables:
    if sha256_of(text) != expected_sha256:
        raise DamagedRelease("The stored numbers do not match their hash and are not shown.")
    content = json.loads(text)
    return OutreachTables(**{**content, "cells": tuple(OutreachCell(**one) for one in content["cells"])})
