"""What decisions rest on: ties, blocks, names, gradings asked lowered, grants, broken glass and its notices.

A case is a service and a reference here; staff are account numbers, as in the trail: rows outlive accounts.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.foundation.identity.access.codes import Grading, Level, Outcome, TieKind

Constraints = list[models.BaseConstraint]
REFERENCE_LENGTH = 11
USERNAME_LENGTH = 60


def one_of(field: str, codes: type[TieKind | Grading | Level | Outcome], *more: str) -> Q:
    """Give the condition that a column holds one of these codes, written as plain texts."""
    return Q(**{f"{field}__in": (*more, *(str(code) for code in codes))})


class Hold(models.Model):
    """What holds between a case and a member of staff until it is ended; each kind has its table."""

    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=REFERENCE_LENGTH)
    account_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["account_id", "reference"],
                condition=Q(ended_at__isnull=True),
                name="%(class)s_holds_once",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["service", "ended_at"], name="%(class)s_by_service_idx"),
            models.Index(fields=["reference"], name="%(class)s_by_reference_idx"),
        ]

    def __str__(self) -> str:
        return self.reference


class Tie(Hold):
    """What a member of staff has declared to be to the person of a case; it holds until a leader ends it."""

    kind = models.CharField(max_length=10)
    declared_at = models.DateTimeField()

    class Meta(Hold.Meta):
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=one_of("kind", TieKind), name="tie_kind_is_known"),
            *Hold.Meta.constraints,
        ]


class Block(Hold):
    """That a case is shut to a named member of staff, as the person of the case has asked."""

    blocked_at = models.DateTimeField()
    blocked_by = models.CharField(max_length=USERNAME_LENGTH)


class Naming(Hold):
    """That a member of staff is named to a case, and so may see it though its address is graded."""

    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=USERNAME_LENGTH)


class Lowering(models.Model):
    """That somebody asks to protect an address less; a second person decides."""

    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=REFERENCE_LENGTH)
    grading = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=USERNAME_LENGTH)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=one_of("grading", Grading), name="lowering_grading_is_known"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")), name="lowering_takes_a_second_person"
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=Q(decided_at__isnull=True), name="lowering_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.grading}"


class Grant(models.Model):
    """Leave to reach cases of another service, with purpose, start and end, given by that service's leader.

    ``reference`` is empty for the whole register. A stand-in is a grant that names whom it stands in for.
    """

    key = models.CharField(max_length=16, unique=True)
    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    account_id = models.BigIntegerField()
    level = models.CharField(max_length=5)
    purpose = models.CharField(max_length=200)
    stands_in_for_account_id = models.BigIntegerField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=USERNAME_LENGTH)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=one_of("level", Level), name="grant_level_is_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="grant_ends_after_start"),
            models.CheckConstraint(condition=~Q(purpose=""), name="grant_has_a_purpose"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "ends_at"], name="grant_by_account_idx"),
            models.Index(fields=["service", "ends_at"], name="grant_by_service_idx"),
        ]

    def __str__(self) -> str:
        return self.key


class BrokenGlass(models.Model):
    """That somebody opened one case of another service in an emergency; listed until a leader reviews it."""

    key = models.CharField(max_length=16, unique=True)
    service = models.CharField(max_length=2)
    reference = models.CharField(max_length=REFERENCE_LENGTH)
    account_id = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    broken_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    outcome = models.CharField(max_length=15, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=Q(until_at__gt=F("broken_at")), name="glass_has_an_end"),
            models.CheckConstraint(condition=one_of("outcome", Outcome, ""), name="glass_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, outcome="")
                | Q(reviewed_at__isnull=False) & ~Q(outcome=""),
                name="glass_reviewed_has_an_outcome",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "until_at"], name="glass_by_account_idx"),
            models.Index(fields=["service", "reviewed_at"], name="glass_by_service_idx"),
        ]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """What somebody must know of broken glass; made in the same transaction."""

    glass = models.ForeignKey(BrokenGlass, on_delete=models.PROTECT, related_name="notices")
    account_id = models.BigIntegerField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["glass", "account_id"], name="notice_once")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "read_at"], name="notice_by_account_idx")
        ]

    def __str__(self) -> str:
        return f"{self.glass_id} {self.account_id}"


class StaffPseudonym(models.Model):
    """What the vault calls a member of staff as a person; there is none until services use pseudonyms."""

    account_id = models.BigIntegerField()
    pseudonym = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["account_id", "pseudonym"], name="staff_pseudonym_once"),
            models.CheckConstraint(condition=~Q(pseudonym=""), name="staff_pseudonym_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.account_id)
