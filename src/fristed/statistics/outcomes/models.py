"""The tables of outcomes of a year, as they were protected; computed once, so that no two can be compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredOutcomes(models.Model):
    """What may be printed of a year; ``payload_sha256`` lets a reader see that it is whole."""

    year = models.PositiveSmallIntegerField(unique=True)
    payload = models.TextField()
    payload_sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    computed_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year"]

    def __str__(self) -> str:
        return str(self.year)
