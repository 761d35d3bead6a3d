"""What is stored of the prose of a report: versions of its sections, remarks, and who was asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

STEP_KINDS = ("added", "brought_back", "moved_down", "moved_up", "taken_away")


class SectionVersion(models.Model):
    """One version of one section in one language; a change is a new row, and no text is overwritten.

    ``text`` is the publisher's own prose about the statistics, never about a case, with places for numbers in
    braces as in the prose files. ``source`` says whose statistics are quoted where it says ``{source}``. The
    approval is written once, by somebody else than the one who wrote the version. ``approved_despite`` is why
    it was approved although somebody who was asked had not answered.
    """

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    language = models.CharField(max_length=2)
    number = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    source = models.CharField(max_length=200, blank=True)
    edited_at = models.DateTimeField()
    edited_by = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_despite = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["order", "language", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["year", "key", "language", "number"], name="section_version_is_one"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=("nb", "nn", "en")), name="section_language_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("edited_by")), name="section_needs_other_hands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.key} {self.language} {self.number}"


class SectionComment(models.Model):
    """A remark on a section by somebody who edits or approves; ``text`` is about the publisher's prose."""

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    text = models.CharField(max_length=1000)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=150)

    class Meta:
        ordering: ClassVar[list[str]] = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.year} {self.key} {self.written_at}"


class SectionStep(models.Model):
    """One step on the order of a year's sections; steps are taken one after another and none is overwritten.

    The order is printed as far as a second person has approved it; ``approved_at`` is set on every step up to
    there, by somebody who took none of those.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    beside = models.CharField(max_length=100, blank=True)
    is_inside = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "number"], name="section_step_is_one"),
            models.CheckConstraint(condition=models.Q(kind__in=STEP_KINDS), name="section_step_is_known"),
            models.CheckConstraint(
                condition=~models.Q(approved_by=models.F("made_by")), name="section_step_needs_other_hands"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number} {self.kind} {self.key}"


class Contribution(models.Model):
    """Who was asked to read and contribute to a section, by when, and which version was approved.

    ``party`` is a service or a directorate. The approval is of version ``approved_number`` of the bokmål, and
    falls when there is a newer one.
    """

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=100)
    party = models.CharField(max_length=10)
    due_date = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    approved_number = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_date", "party"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "key", "party"], name="contribution_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.key} {self.party}"
