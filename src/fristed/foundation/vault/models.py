"""What the vault keeps in the main database: sealed values that mean nothing without a key kept elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fristed.foundation.vault.facts import LONGEST_NAME, LONGEST_REFERENCE, LONGEST_ROW, LONGEST_SERVICE


class Envelope(models.Model):
    """One owner: locked by every verb that seals or shreds for it.

    ``place_version`` is the version of the place key in use, 0 where the owner has no place. Keys of other
    versions are left over from a verb that did not come to its end, and are swept.
    """

    service = models.CharField(max_length=LONGEST_SERVICE)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    opened_at = models.DateTimeField()
    place_version = models.PositiveIntegerField(default=0)
    shredded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "reference"], name="vault_one_envelope"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.reference}"


class SealedField(models.Model):
    """Zone B: a field sealed under the key of its case."""

    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="fields")
    table = models.CharField(max_length=LONGEST_NAME)
    column = models.CharField(max_length=LONGEST_NAME)
    row = models.CharField(max_length=LONGEST_ROW)
    version = models.PositiveIntegerField()
    key_version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["table", "row", "column"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["envelope", "table", "column", "row"], name="vault_field_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.column}"


class PlaceField(models.Model):
    """Zone C: a field about where somebody is, sealed under a key that only named officers can open."""

    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="places")
    table = models.CharField(max_length=LONGEST_NAME)
    column = models.CharField(max_length=LONGEST_NAME)
    row = models.CharField(max_length=LONGEST_ROW)
    version = models.PositiveIntegerField()
    key_version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["table", "row", "column"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["envelope", "table", "column", "row"], name="vault_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.column}"


class DestructionList(models.Model):
    """What was due for destruction on a day in one service, as it was proposed for review."""

    reference = models.CharField(max_length=20, unique=True)
    service = models.CharField(max_length=LONGEST_SERVICE)
    on_date = models.DateField()
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.reference


class DestructionRow(models.Model):
    """One owner on a list: why it is due, and what became of it."""

    on_list = models.ForeignKey(DestructionList, on_delete=models.PROTECT, related_name="rows")
    reference = models.CharField(max_length=20, unique=True)
    owner_reference = models.CharField(max_length=LONGEST_REFERENCE)
    retention_class = models.CharField(max_length=40)
    event_date = models.DateField()
    due_date = models.DateField()
    state = models.CharField(max_length=10, default="proposed")
    fields_destroyed = models.PositiveIntegerField(default=0)
    destroyed_sha256 = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["on_list", "owner_reference"], name="vault_on_a_list_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("proposed", "kept", "destroyed", "not_due")),
                name="vault_row_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Approval(models.Model):
    """Somebody's word on one row, other than whoever proposed the list."""

    row = models.ForeignKey(DestructionRow, on_delete=models.PROTECT, related_name="approvals")
    approved_by = models.CharField(max_length=60)
    approved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["row", "approved_by"], name="vault_approved_once_each"),
        ]

    def __str__(self) -> str:
        return self.approved_by
