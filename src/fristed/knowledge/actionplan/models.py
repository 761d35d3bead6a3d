"""What is stored of action plans: the plan as it was loaded, and beside it how far each commitment has come.

Nobody whom a case is about is in any of this. Texts are the ministries' own, written to be printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.knowledge.actionplan.codes import Form, Sender, Shows, Stage, Status, Way

CODE_LENGTH = 20
KEY_LENGTH = 40
TITLE_LENGTH = 200
NOTE_LENGTH = 2000
REFERENCE_LENGTH = 300
ABOUT_LENGTH = 1000
"""Room for some 200 codes of commitments, with semicolons between."""
USERNAME_LENGTH = 60
SEAL_LENGTH = 64
Constraints = list[models.BaseConstraint]


def _one_of(field: str, values: Iterable[str], *, name: str) -> models.CheckConstraint:
    """Let a column hold these codes only."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": tuple(str(value) for value in values)}), name=name
    )


class Plan(models.Model):
    """A plan, as the files that were loaded, with their hash. It is never changed."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    from_year = models.PositiveSmallIntegerField()
    content = models.TextField()
    content_sha256 = models.CharField(max_length=SEAL_LENGTH)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["-from_year", "-pk"]

    def __str__(self) -> str:
        return self.key


class Writer(models.Model):
    """That an account writes for a ministry, until it does not."""

    ministry = models.CharField(max_length=CODE_LENGTH)
    account_id = models.BigIntegerField()
    from_at = models.DateTimeField()
    let_in_by = models.CharField(max_length=USERNAME_LENGTH)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(
                fields=["ministry", "account_id"],
                condition=Q(ended_at__isnull=True),
                name="plan_writer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ministry} {self.account_id}"


class Commitment(models.Model):
    """How far one commitment has come, as it stands now; ``version`` counts what was written."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="commitments")
    code = models.CharField(max_length=CODE_LENGTH)
    status = models.CharField(max_length=CODE_LENGTH, default=Status.NOT_BEGUN.value)
    owner = models.CharField(max_length=TITLE_LENGTH, blank=True)
    due_date = models.DateField(null=True)
    budget_post = models.CharField(max_length=TITLE_LENGTH, blank=True)
    risk = models.CharField(max_length=NOTE_LENGTH, blank=True)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[Constraints] = [
            _one_of("status", Status, name="commitment_status_is_known"),
            models.UniqueConstraint(fields=["plan", "code"], name="commitment_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Evidence(models.Model):
    """What shows that something was done; it is withdrawn, never taken away."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="evidence")
    form = models.CharField(max_length=CODE_LENGTH)
    shows = models.CharField(max_length=CODE_LENGTH)
    reference = models.CharField(max_length=REFERENCE_LENGTH)
    title = models.CharField(max_length=TITLE_LENGTH)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=USERNAME_LENGTH)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[Constraints] = [
            _one_of("form", Form, name="evidence_form_is_known"),
            _one_of("shows", Shows, name="evidence_shows_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.shows}"


class Milestone(models.Model):
    """Something that is to be there by a day; it is reached, or dropped."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=TITLE_LENGTH)
    due_date = models.DateField()
    done_date = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_date", "pk"]

    def __str__(self) -> str:
        return str(self.due_date)


class Change(models.Model):
    """One change of a plan: rows are added, and never changed or taken away."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="changes")
    subject = models.CharField(max_length=CODE_LENGTH)
    field = models.CharField(max_length=CODE_LENGTH)
    old = models.CharField(max_length=NOTE_LENGTH, blank=True)
    new = models.CharField(max_length=NOTE_LENGTH, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["plan", "subject"], name="plan_change_idx")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.field}"


class Input(models.Model):
    """Input that a plan got: a meeting, or something in writing. A private person is never named."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="inputs")
    way = models.CharField(max_length=CODE_LENGTH)
    sender = models.CharField(max_length=CODE_LENGTH)
    organisation = models.CharField(max_length=TITLE_LENGTH, blank=True)
    on_date = models.DateField()
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["-on_date", "-pk"]
        constraints: ClassVar[Constraints] = [
            _one_of("way", Way, name="input_way_is_known"),
            _one_of("sender", Sender, name="input_sender_is_known"),
            models.CheckConstraint(
                condition=~Q(sender=Sender.PRIVATE.value) | Q(organisation=""),
                name="input_names_no_private_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.on_date}"


class LawProposal(models.Model):
    """A proposal of law that carries out commitments; ``is_verified`` once somebody has checked its stage."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="laws")
    title = models.CharField(max_length=TITLE_LENGTH)
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    about = models.CharField(max_length=ABOUT_LENGTH)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return self.title


class LawStage(models.Model):
    """That a proposal of law came to a stage on a day."""

    law = models.ForeignKey(LawProposal, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=CODE_LENGTH)
    stage_date = models.DateField()
    is_verified = models.BooleanField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[Constraints] = [
            _one_of("stage", Stage, name="law_stage_is_known"),
            models.UniqueConstraint(fields=["law", "number"], name="law_stage_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.stage}"
