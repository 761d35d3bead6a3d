"""What is stored of plans: days, codes and who; every word lies sealed in the vault under the row's key.

Staff are account numbers, as in the rows of access: rows outlive accounts. A row of :class:`MonthReminder`
says only that there is one: the month itself is sealed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.casework.cases.models import Case, one_of
from fristed.casework.plans.codes import Answer, TaskKind

Constraints = list[models.BaseConstraint]
USERNAME_LENGTH = 60
KEY_LENGTH = 16
CODE_LENGTH = 40
CODED_LENGTH = 300


class Task(models.Model):
    """What somebody shall do by a day; ``account_id`` is empty where it is for all who work on the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    kind = models.CharField(max_length=CODE_LENGTH)
    account_id = models.BigIntegerField(null=True)
    due_date = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=USERNAME_LENGTH)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [one_of("kind", TaskKind, name="task_kind_is_known")]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["due_date"], condition=Q(done_at__isnull=True), name="task_open_idx"),
            models.Index(
                fields=["account_id", "due_date"], condition=Q(done_at__isnull=True), name="task_open_for_idx"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class ContactPlan(models.Model):
    """That it is agreed how signs of life are given; the words lie sealed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="contact_plan")
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=USERNAME_LENGTH)

    def __str__(self) -> str:
        return str(self.case_id)


class Sign(models.Model):
    """A sign of life that is promised by a time: it comes, or an alarm fires, or it is withdrawn."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    due_at = models.DateTimeField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=USERNAME_LENGTH)
    came_at = models.DateTimeField(null=True)
    noted_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["case", "due_at"], condition=Q(withdrawn_at__isnull=True), name="sign_promised_once"
            ),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="sign_comes_or_is_withdrawn",
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("set_at")), name="sign_is_promised_ahead"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_at"],
                condition=Q(came_at__isnull=True, withdrawn_at__isnull=True),
                name="sign_awaited_idx",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Alarm(models.Model):
    """That a promised sign of life did not come; one for a sign, however often the clock is asked."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    sign = models.OneToOneField(Sign, on_delete=models.CASCADE, related_name="alarm")
    fired_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    leader_told_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=CODE_LENGTH, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(answer__in=("", *(str(one) for one in Answer))), name="alarm_answer_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="alarm_answered_with_what_was_done",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fired_at"], condition=Q(answered_at__isnull=True), name="alarm_open_idx"),
        ]

    def __str__(self) -> str:
        return str(self.sign_id)


class SafetyPlan(models.Model):
    """That there is a safety plan, and when it is to be looked at again; the words lie sealed."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="safety_plan")
    review_date = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=USERNAME_LENGTH)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review_date"], name="safety_review_idx"),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class MonthReminder(models.Model):
    """That a month is remembered for a case; which month and why lie sealed until it has come.

    ``looked_date`` is when the sealed month was last compared with the calendar: once a month is enough.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=USERNAME_LENGTH)
    looked_date = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["looked_date"], name="month_looked_idx"),
        ]

    def __str__(self) -> str:
        return self.key


class SavedFilter(models.Model):
    """What somebody narrows the list of cases to, kept by its codes: it has no name and no text."""

    account_id = models.BigIntegerField()
    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    coded = models.CharField(max_length=CODED_LENGTH)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["account_id", "coded"], name="filter_saved_once"),
        ]

    def __str__(self) -> str:
        return self.key
