"""The protected tables of outcomes, for those who read statistics."""

from __future__ import annotations

import json

from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, require
from fristed.statistics.outcomes.facts import OutcomeCell, OutcomeTables, OutcomeTotal
from fristed.statistics.outcomes.models import StoredOutcomes
from fristed.statistics.releases.payload import DamagedRelease, sha256_of


def outcome_years(actor: Actor) -> tuple[int, ...]:
    """Give the years that have tables of outcomes, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not read statistics.
    """
    require(actor, Permission.STATISTICS_READ)
    return tuple(StoredOutcomes.objects.values_list("year", flat=True))


def stored_outcomes(actor: Actor, year: int) -> OutcomeTables | None:
    """Give the tables of a year, or ``None`` where there are none.

    Raises
    ------
    NotPermitted
        If the actor may not read statistics.
    DamagedRelease
        If what is stored is not what was stored.
    """
    require(actor, Permission.STATISTICS_READ)
    row = StoredOutcomes.objects.filter(year=year).first()
    return None if row is None else _read(row.payload, row.payload_sha256)


def _read(text: str, expected_sha256: str) -> OutcomeTables:
    if sha256_of(text) != expected_sha256:
        raise DamagedRelease("The stored tables do not match their hash and are not shown.")
    content = json.loads(text)
    return OutcomeTables(
        **{
            **content,
            "totals": tuple(OutcomeTotal(**total) for total in content["totals"]),
            "cells": tuple(OutcomeCell(**cell) for cell in content["cells"]),
        }
    )
