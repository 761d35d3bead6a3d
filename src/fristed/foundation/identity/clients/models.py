"""What is stored of clients: who asked, who confirmed, until when; a hash of the token; what it has sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fristed.foundation.identity.clients.rules import LONGEST_NAME
from fristed.foundation.identity.rules import REGISTERING_SERVICES

Constraints = list[models.BaseConstraint]
LONGEST_ADDRESS = 300
USERNAME_LENGTH = 60


class Client(models.Model):
    """A machine account of one service. Two persons stand behind it, and it has an end.

    ``prefix`` is the public beginning of its token, by which it is found; ``token_hash`` is SHA-256 of the
    whole. A new token takes the place of the one before.
    """

    key = models.CharField(max_length=16, unique=True)
    account_id = models.BigIntegerField(unique=True)
    service = models.CharField(max_length=2)
    name = models.CharField(max_length=LONGEST_NAME)
    scopes = models.CharField(max_length=200, blank=True)
    ends_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=USERNAME_LENGTH)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    prefix = models.CharField(max_length=12, unique=True, null=True)
    token_hash = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=USERNAME_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.CheckConstraint(
                condition=Q(service__in=tuple(sorted(REGISTERING_SERVICES))), name="client_has_a_register"
            ),
            models.CheckConstraint(condition=~Q(confirmed_by=F("asked_by")), name="client_takes_two_persons"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("asked_at")), name="client_has_an_end"),
            models.CheckConstraint(
                condition=Q(prefix__isnull=True) | Q(confirmed_at__isnull=False),
                name="client_token_after_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SentOnce(models.Model):
    """That a request with a key has been carried out, or is being: both as keyed hashes, and what it made.

    ``nonce`` says whose turn it is: a call that takes over from one that is gone changes it.
    """

    account_id = models.BigIntegerField()
    key_mac = models.CharField(max_length=64)
    body_mac = models.CharField(max_length=64)
    nonce = models.CharField(max_length=16)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar[Constraints] = [
            models.UniqueConstraint(fields=["account_id", "key_mac"], name="sent_once_by_a_client")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["begun_at"], name="sent_once_by_age_idx")
        ]

    def __str__(self) -> str:
        return self.reference


class Target(models.Model):
    """Where a client is told that something has happened; never what.

    ``told_to`` is the position in the trail up to which it has been told. ``rested_at`` is when no more is
    sent after too many failures.
    """

    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="target")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    sealed_secret = models.BinaryField()
    set_at = models.DateTimeField()
    told_to = models.BigIntegerField()
    failed = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    rested_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.client_id} {self.told_to}"
