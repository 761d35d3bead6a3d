"""What is stored of checks: who asked last for a year, and what the last finished one found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TextsCheck(models.Model):
    """The last request for a check of a year's texts, and the result that stands.

    The result is of the texts and the release whose marks are kept beside it, and of no others. ``findings``
    is JSON; it says what a typed number equals, which those who compute releases may know, and stays in the
    house. A request that comes to nothing leaves the result as it is.
    """

    year = models.PositiveSmallIntegerField(unique=True)
    task_id = models.CharField(max_length=64)
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=150)
    checked_at = models.DateTimeField(null=True, blank=True)
    texts_sha256 = models.CharField(max_length=64, default="", blank=True)
    release_mark = models.CharField(max_length=120, default="", blank=True)
    findings = models.TextField(default="", blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}: {self.task_id}"
