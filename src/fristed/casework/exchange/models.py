"""What is stored of a file on its way into the register, and that rows were taken out of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CaseStoring(models.Model):
    """That the owner of a checked file asked for its cases to be stored, and how that went.

    ``leave_out`` is the JSON of the rows to leave out. ``refusal`` says why nothing was stored: a word of
    :data:`fristed.casework.exchange.messages.NOT_STORED`. Somebody may ask again after a refusal.
    """

    upload = models.OneToOneField("handed_in.HandedIn", on_delete=models.CASCADE, to_field="reference")
    leave_out = models.TextField(default="[]")
    task_id = models.CharField(max_length=64, default="")
    asked_at = models.DateTimeField()
    stored_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=20, default="")

    def __str__(self) -> str:
        return str(self.upload_id)


class CaseExport(models.Model):
    """That coded rows of a service's register were taken out, by whom, for what, and until when."""

    reference = models.CharField(max_length=20, unique=True)
    service = models.CharField(max_length=2)
    by_username = models.CharField(max_length=60)
    at = models.DateTimeField()
    purpose = models.CharField(max_length=200)
    form = models.CharField(max_length=4)
    rows = models.PositiveIntegerField()
    keep_until_date = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.reference
