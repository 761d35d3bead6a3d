"""What is stored of who works on what: a team for each case, stand-ins, and fields of work.

Staff are account numbers, as in the rows of access: rows outlive accounts. Who is responsible stands on the
case itself.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.casework.cases.models import Case, one_of
from fristed.methods.classifications import code_list

Constraints = list[models.BaseConstraint]
USERNAME_LENGTH = 60
CODE_LENGTH = 40
FIELDS = tuple(sorted(code_list("fields_of_work").codes()))


class Membership(models.Model):
    """That a member of staff works on a case besides who is responsible, until it is ended."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    account_id = models.BigIntegerField()
    since_at = models.DateTimeField()
    added_by = models.CharField(max_length=USERNAME_LENGTH)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["case", "account_id"], condition=Q(ended_at__isnull=True), name="in_a_team_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "ended_at"], name="membership_by_account_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.account_id}"


class StandIn(models.Model):
    """That a colleague of the same service stands in for somebody, from a time until another."""

    service = models.CharField(max_length=2)
    account_id = models.BigIntegerField()
    stand_in_account_id = models.BigIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    arranged_at = models.DateTimeField()
    arranged_by = models.CharField(max_length=USERNAME_LENGTH)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="stand_in_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(account_id=F("stand_in_account_id")), name="stand_in_is_somebody_else"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stand_in_account_id", "ends_at"], name="stand_in_by_account_idx"),
            models.Index(fields=["service", "ends_at"], name="stand_in_by_service_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in_account_id} for {self.account_id}"


class FieldOfWork(models.Model):
    """That a member of staff is the representative of a field, so that cases of it are handed to them."""

    account_id = models.BigIntegerField()
    field = models.CharField(max_length=CODE_LENGTH)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["account_id", "field"], name="field_of_work_once"),
            one_of("field", FIELDS, name="field_of_work_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.field}"
