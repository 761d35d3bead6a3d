"""What is stored of the journal: who wrote what kind of entry when, for whom; codes and days. No word of it.

The words lie in the vault under the version's own name, so that an old version stays what it was.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.casework.cases.models import CODE_LENGTH, Case, Constraints, one_of
from fristed.casework.journal.codes import (
    CODED,
    Kind,
    ObstacleState,
    Told,
    Visibility,
)
from fristed.foundation.stripping.kinds import FileKind

LONGEST_NAME = 60


class Entry(models.Model):
    """One entry of a case's journal. ``latest`` is the number of the version that holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=20)
    visibility = models.CharField(max_length=20)
    author_account_id = models.BigIntegerField()
    written_at = models.DateTimeField()
    latest = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[Constraints] = [
            one_of("kind", sorted(Kind), name="entry_kind_is_known"),
            one_of("visibility", sorted(Visibility), name="entry_visibility_is_known"),
            models.CheckConstraint(
                condition=Q(kind__in=tuple(sorted(map(str, CODED))), visibility=Visibility.REACH.value)
                | (~Q(kind__in=tuple(sorted(map(str, CODED)))) & ~Q(visibility=Visibility.REACH.value)),
                name="entry_words_are_never_for_all",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class EntryVersion(models.Model):
    """One version of an entry: who wrote it, the day it is about, and what is coded in it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    on_date = models.DateField()
    until_date = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=LONGEST_NAME)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    state = models.CharField(max_length=CODE_LENGTH, blank=True)
    has_words = models.BooleanField(default=False)
    file_kind = models.CharField(max_length=10, blank=True)
    file_parts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once"),
            one_of("state", ["", *sorted((*Told, *ObstacleState))], name="entry_state_is_known"),
            one_of("file_kind", ["", *sorted(FileKind)], name="entry_file_kind_is_known"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "-on_date", "-id"], name="journal_by_day_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"
