"""The statistics of outreach of a year as they were protected; made once, so that no two can be compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredOutreach(models.Model):
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
        ordering: ClassVar[list[str]] = ["-year", "policy"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy"], name="outreach_tables_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy}"
