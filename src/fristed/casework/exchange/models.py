"""What is stored of a file on its way into the register, and that rows were taken out of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CaseUpload(models.Model):
    """A file of cases that somebody handed in; nobody but the account that did sees any of it.

    ``found`` is the JSON of the dry run, empty until it is ready and again once the cases are stored.
    ``refusal`` is the JSON of why the file as a whole is refused.
    """

    reference = models.CharField(max_length=20, unique=True)
    account_id = models.BigIntegerField()
    service = models.CharField(max_length=2)
    file_name = models.CharField(max_length=100)
    file_sha256 = models.CharField(max_length=64)
    task_id = models.CharField(max_length=64, default="")
    uploaded_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    stored_at = models.DateTimeField(null=True)
    found = models.TextField(default="")
    refusal = models.TextField(default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "-uploaded_at"], name="case_upload_newest_idx")
        ]

    def __str__(self) -> str:
        return self.reference


class UploadedCaseFile(models.Model):
    """The bytes of an uploaded file; deleted in the transaction that stores what the dry run found."""

    upload = models.OneToOneField(CaseUpload, on_delete=models.CASCADE, related_name="file")
    content = models.BinaryField()

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
