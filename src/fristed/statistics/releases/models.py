"""What is stored of a release: its protected content as one sealed text, never the counts behind it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredRelease(models.Model):
    """One protected release as it was computed; a new computation is a new row, none is changed.

    ``payload`` is the canonical JSON of :class:`fristed.statistics.releases.facts.Release`;
    ``payload_sha256`` lets a reader see that it is whole. ``certificate`` shows from the print alone that it
    is safe, and may be given to anyone, with ``printed``, the print it is about. ``protection`` says why each
    cell is hidden, and stays in the house.
    They are empty where a policy protects nothing. ``policy_content`` is the canonical JSON of what the
    policy said then; it is empty in rows from before it was stored whose version is no longer in force.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    policy_version = models.CharField(max_length=20)
    policy_content = models.TextField(default="", blank=True)
    policy_sha256 = models.CharField(max_length=64, default="", blank=True)
    layout = models.CharField(max_length=40)
    facts_sha256 = models.CharField(max_length=64)
    payload = models.TextField()
    payload_sha256 = models.CharField(max_length=64)
    protection = models.TextField(default="", blank=True)
    certificate = models.TextField(default="", blank=True)
    printed = models.TextField(default="", blank=True)
    computed_at = models.DateTimeField()
    computed_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-computed_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["year", "policy", "-computed_at"], name="release_newest_idx")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy} {self.policy_version}"


class SecondaryWish(models.Model):
    """A cell that a statistician would rather hide than another, in the report of a year under a policy.

    ``instead_of`` is that other, which is printed; it is empty where none was named.
    """

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    instead_of = models.CharField(max_length=120, default="", blank=True)
    wished_at = models.DateTimeField()
    wished_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["year", "policy", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy", "key"], name="wish_once_per_cell")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy}: {self.key}"


class ReleaseRequest(models.Model):
    """The last time somebody asked for a release of a year under a policy, and the task that computes it."""

    year = models.PositiveSmallIntegerField()
    policy = models.CharField(max_length=40)
    task_id = models.CharField(max_length=64)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["-requested_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "policy"], name="request_once_per_release")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.policy}: {self.task_id}"
