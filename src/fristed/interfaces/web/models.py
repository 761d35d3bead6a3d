"""What the door itself keeps: which sent forms have been answered, so that sending twice makes one case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AnsweredForm(models.Model):
    """A form that has been sent and carried out; sending it again leads to the same answer.

    ``token`` is random and was put into the form when it was shown. ``reference`` is where it led.
    """

    account_id = models.BigIntegerField()
    token = models.CharField(max_length=32)
    reference = models.CharField(max_length=40)
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account_id", "token"], name="form_answered_once")
        ]

    def __str__(self) -> str:
        return self.reference
