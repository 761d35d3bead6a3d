"""Numbers of a year that are counted, protected and kept once, so that no two can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.identity.facts import Actor
from fristed.statistics.releases.payload import DamagedRelease, sha256_of

MADE: Mapping[str, Promise] = MappingProxyType(
    {
        "computed": _(
            "The numbers of this year are made. They are made once, so that no two can be compared."
        ),
        "later_made": _("A later year is made already, and prints numbers of this one. Make years in order."),
    }
)
"""What is said of numbers that are made and can be made no more."""


class MadeOnce(models.Model):
    """What may be printed of a year under a policy; ``payload_sha256`` lets a reader see that it is whole.

    ``facts_sha256`` is of the facts that were counted, and stays in the house.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    payload = models.TextField()
    payload_sha256 = models.CharField(max_length=64)
    facts_sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    computed_by = models.CharField(max_length=150)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["-year", "policy"]

    def __str__(self) -> str:
        return f"{self.year} {self.policy}"

    @classmethod
    def years(cls, policy: str) -> tuple[int, ...]:
        """Give the years that have their numbers under a policy, newest first."""
        return tuple(cls._default_manager.filter(policy=policy).values_list("year", flat=True))

    @classmethod
    def is_made(cls, year: int, policy: str) -> bool:
        """Whether the numbers of a year are made under a policy."""
        return cls._default_manager.filter(year=year, policy=policy).exists()

    @classmethod
    def is_later_made(cls, year: int, policy: str) -> bool:
        """Whether a later year has its numbers, which print some of this one; this can be made no more."""
        return cls._default_manager.filter(year__gt=year, policy=policy).exists()

    @classmethod
    def content_of(cls, year: int, policy: str) -> dict[str, Any] | None:
        """Give what was kept of a year, or ``None`` where nothing was.

        Raises
        ------
        DamagedRelease
            If what is stored is not what was stored.
        """
        row = cls._default_manager.filter(year=year, policy=policy).first()
        if row is None:
            return None
        if sha256_of(row.payload) != row.payload_sha256:
            raise DamagedRelease("The stored numbers do not match their hash and are not shown.")
        content: dict[str, Any] = json.loads(row.payload)
        return content

    @classmethod
    def keep(
        cls, *, year: int, policy: str, payload: str, facts_sha256: str, by: Actor, at: datetime
    ) -> Self:
        """Keep what may be printed of a year, with its hash; the caller writes the line in the trail."""
        return cls._default_manager.create(
            year=year,
            policy=policy,
            payload=payload,
            payload_sha256=sha256_of(payload),
            facts_sha256=facts_sha256,
            computed_at=at,
            computed_by=by.username,
        )


def why_not(made: type[MadeOnce], year: int, policy: str, *, is_due: bool) -> str:
    """Give why the numbers of a year cannot be made, or nothing: ``not_due``, else a key of :data:`MADE`."""
    if not is_due:
        return "not_due"
    if made.is_made(year, policy):
        return "computed"
    return "later_made" if made.is_later_made(year, policy) else ""
