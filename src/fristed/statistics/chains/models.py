"""The statistics of the chain of a year as they were protected; made once, so that no two can be compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fristed.statistics.made_once import MadeOnce


class StoredChains(MadeOnce):
    """What may be printed of a year under a policy."""

    class Meta(MadeOnce.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy"], name="chain_tables_once")
        ]
