"""What is stored of the preparedness letter: versions, deliveries, questions; public bodies, no persons."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.knowledge.letters.recipients import KINDS

USERNAME_LENGTH = 150
NAME_LENGTH = 200
KEY_LENGTH = 60


class LetterVersion(models.Model):
    """One version of the letter of one year; a change is a new row, and no text is overwritten.

    It is approved once, by somebody else than who wrote it. The newest version that was sent is the letter.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    title_nb = models.CharField(max_length=NAME_LENGTH)
    title_nn = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH)
    text_nb = models.TextField()
    text_nn = models.TextField()
    text_en = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=USERNAME_LENGTH)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    sent_date = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "number"], name="letter_version_is_one"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True)
                | (~Q(approved_by=F("written_by")) & ~Q(approved_by="")),
                name="letter_needs_other_hands",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(approved_at__isnull=False, sent_date__isnull=False),
                name="letter_is_approved_before_it_is_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"


class AddedRecipient(models.Model):
    """Somebody beyond the code lists who gets the letters; the body's name, never a person's."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="added_recipient_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """That a year's letter was sent to somebody, and when they said that they had received it.

    Name and kind are those of the day it was sent: counties and municipalities change.
    """

    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=KEY_LENGTH)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=NAME_LENGTH)
    county = models.CharField(max_length=2, blank=True)
    number = models.PositiveSmallIntegerField()
    sent_date = models.DateField()
    received_date = models.DateField(null=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "key"], name="delivery_once_a_year"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="delivery_kind_is_known"),
            models.CheckConstraint(
                condition=Q(received_date__isnull=True) | Q(received_date__gte=F("sent_date")),
                name="delivery_is_received_after_it_is_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.key}"


class Question(models.Model):
    """What a recipient asks back about the letter, and the answer; about the letter, never about a case."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    recipient = models.CharField(max_length=KEY_LENGTH)
    asked_date = models.DateField()
    text = models.CharField(max_length=2000)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=USERNAME_LENGTH)
    answer = models.CharField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["year", "number"], name="letter_question_is_one"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="letter_question_is_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.number}"
