"""What is stored of the directory: versions of entries that override the packaged data, and checks."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

PROPOSED, APPROVED, REFUSED = "proposed", "approved", "refused"
STATES = (PROPOSED, APPROVED, REFUSED)
KEY_LENGTH = 40
USERNAME_LENGTH = 150


class EntryVersion(models.Model):
    """One version of one entry; a change is a new row, and no text is overwritten.

    ``content`` is a contact as canonical text, about an office or a page and never about a person. Somebody
    else than who wrote a version approves it; the newest that is approved is shown. That an entry is shown no
    more needs one person only, who stands as both.
    """

    key = models.CharField(max_length=KEY_LENGTH)
    number = models.PositiveIntegerField()
    content = models.TextField()
    is_withdrawn = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=USERNAME_LENGTH)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key", "number"], name="directory_entry_version_is_one"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(state=PROPOSED), name="directory_entry_has_one_proposal_at_a_time"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="directory_entry_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=APPROVED)
                | (~Q(decided_by="") & (Q(is_withdrawn=True) | ~Q(decided_by=F("proposed_by")))),
                name="directory_entry_needs_other_hands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"


class EntryCheck(models.Model):
    """That somebody held an entry against its source on a day and found it unchanged."""

    key = models.CharField(max_length=KEY_LENGTH)
    checked_date = models.DateField()
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=USERNAME_LENGTH)

    class Meta:
        ordering: ClassVar[list[str]] = ["key", "-checked_date", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["key"], name="directory_entry_check_of_idx")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.checked_date}"
