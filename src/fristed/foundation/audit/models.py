"""What is stored of what has happened: lines that are only ever added, and the head of the chain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditLine(models.Model):
    """One thing that happened. Triggers in the database refuse to change, delete or replace it.

    The actor is a plain number and a name, not a foreign key: a line outlives the account.
    """

    position = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_username = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, blank=True)
    facts = models.TextField()
    previous_hash = models.CharField(max_length=64)
    line_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(position__gte=1), name="audit_position_from_one"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject", "position"], name="audit_by_subject_idx")
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.event}"


class AuditHead(models.Model):
    """Where the chain ends: one row, locked by each writer, that shows when the last lines are cut off."""

    position = models.PositiveBigIntegerField(default=0)
    line_hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(pk=1), name="audit_has_one_head"),
        ]

    def __str__(self) -> str:
        return str(self.position)
