"""What is stored of an upload: its files until they have been attacked, then what was found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Upload(models.Model):
    """Tables that somebody had attacked; ``findings`` is the JSON of the rows, empty until they are ready.

    ``refusal`` says why the tables could not be read. Nobody but the account that uploaded sees any of it.
    """

    reference = models.CharField(max_length=20, unique=True)
    account_id = models.BigIntegerField()
    title = models.CharField(max_length=120)
    task_id = models.CharField(max_length=64, default="")
    uploaded_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    findings = models.TextField(default="")
    refusal = models.TextField(default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "-uploaded_at"], name="upload_newest_idx")
        ]

    def __str__(self) -> str:
        return self.reference


class UploadedFile(models.Model):
    """One file of an upload; deleted in the transaction that stores the findings."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["upload", "name"], name="upload_file_name_once")
        ]

    def __str__(self) -> str:
        return self.name
