"""What is stored of something handed in: its files until there is an answer, then the answer."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HandedIn(models.Model):
    """What somebody handed in to an inbox; nobody but the account that did sees any of it.

    ``answer`` and ``refusal`` are the words of the room whose inbox it is, as JSON. One of them is filled
    when there is an answer; the room may empty its answer again once it is of no more use.
    """

    inbox = models.CharField(max_length=20)
    reference = models.CharField(max_length=20, unique=True)
    account_id = models.BigIntegerField()
    service = models.CharField(max_length=2, default="")
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, default="")
    task_id = models.CharField(max_length=64, default="")
    handed_in_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    refusal = models.TextField(default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-handed_in_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["inbox", "account_id", "-handed_in_at"], name="handed_in_newest_idx")
        ]

    def __str__(self) -> str:
        return self.reference


class HandedInFile(models.Model):
    """The bytes of one file; deleted in the transaction that keeps the answer."""

    handed_in = models.ForeignKey(HandedIn, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["handed_in", "name"], name="handed_in_file_name_once")
        ]

    def __str__(self) -> str:
        return self.name
