"""What is stored of notices: to whom, of which kind, about which case; and who wants a mail, and where.

No word of a case is here. Staff are account numbers, as in the rows of access: rows outlive accounts.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fristed.foundation.notifying.codes import NoticeKind

Constraints = list[models.BaseConstraint]
REFERENCE_LENGTH = 11
KIND_LENGTH = 30
ADDRESS_LENGTH = 254
LANGUAGE_LENGTH = 2


class GivenNotice(models.Model):
    """That somebody is told of something; made in the transaction of what it tells.

    ``reference`` is empty where the notice is about no case, or about one that the receiver may not see.
    ``mail_at`` is when a mail said that there is something; empty while none has.
    """

    account_id = models.BigIntegerField()
    kind = models.CharField(max_length=KIND_LENGTH)
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(kind__in=tuple(str(kind) for kind in NoticeKind)),
                name="given_notice_kind_is_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "read_at"], name="given_notice_by_account_idx"),
            models.Index(
                fields=["account_id"],
                condition=Q(mail_at__isnull=True, read_at__isnull=True),
                name="given_notice_to_mail_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kind}"


class MailAddress(models.Model):
    """Where a member of staff wants to be told by mail; without a row nothing is sent."""

    account_id = models.BigIntegerField(unique=True)
    address = models.EmailField(max_length=ADDRESS_LENGTH)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.account_id)
