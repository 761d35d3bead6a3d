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
            models.Index(fields=["subject", "position"], name="audit_by_subject_idx"),
            models.Index(fields=["event", "position"], name="audit_by_event_idx"),
            models.Index(fields=["actor_username", "position"], name="audit_by_actor_idx"),
            models.Index(fields=["at"], name="audit_by_time_idx"),
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


class TrailCheckpoint(models.Model):
    """A signed checkpoint: how many lines there were and the root over them. Triggers refuse to change it.

    The frontier is the roots of the full subtrees, so that the next checkpoint reads new lines only.
    """

    size = models.PositiveBigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    frontier = models.TextField()
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["size"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(size__gte=1), name="audit_checkpoint_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"


class ReviewVerdict(models.Model):
    """What a reviewer of the log found out about something unusual, and why. It is only ever added to.

    ``finding`` names what was unusual, ``up_to_position`` the last line that it rested on: if there are
    more lines of the same kind later, it is to be looked at again.
    """

    finding = models.CharField(max_length=64)
    rule = models.CharField(max_length=30)
    about_username = models.CharField(max_length=60)
    up_to_position = models.PositiveBigIntegerField()
    verdict = models.CharField(max_length=10)
    reason = models.CharField(max_length=400)
    by_username = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(verdict__in=("fine", "asked", "reported")), name="audit_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(by_username=models.F("about_username")), name="audit_nobody_reviews_own"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["finding", "at"], name="audit_by_finding_idx")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.verdict}"
