"""What is stored of a release: its protected content as one sealed text, never the counts behind it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredRelease(models.Model):
    """One protected release as it was computed; a new computation is a new row, none is changed.

    ``payload`` is the canonical JSON of :class:`fristed.statistics.releases.facts.Release`;
    ``payload_sha256`` lets a reader see that it is whole.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    policy_version = models.CharField(max_length=20)
    layout = models.CharField(max_length=40)
    facts_sha256 = models.CharField(max_length=64)
    payload = models.TextField()
    payload_sha256 = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    computed_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-computed_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["year", "policy", "-computed_at"], name="release_newest_idx")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy} {self.policy_version}"
