"""The rows of the key database. No key stands here in clear, and no row tells anything but that it exists."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fristed.foundation.vault.facts import LONGEST_REFERENCE, LONGEST_SERVICE

LONGEST_USERNAME = 60


class KeyRoom(models.Model):
    """Which root key is in use: one row, locked by whoever makes or re-wraps a service key."""

    root_id = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(pk=1), name="vault_has_one_key_room"),
        ]

    def __str__(self) -> str:
        return self.root_id


class ServiceKey(models.Model):
    """A key of one service, wrapped under the root key; ``purpose`` is ``wrap`` or ``pseudonym``."""

    service = models.CharField(max_length=LONGEST_SERVICE)
    purpose = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    root_id = models.CharField(max_length=16)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "purpose", "version"], name="vault_service_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.purpose} {self.version}"


class CaseKey(models.Model):
    """The key of one owner, wrapped under the key of its service. Deleting it shreds all it has sealed."""

    service = models.CharField(max_length=LONGEST_SERVICE)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    version = models.PositiveIntegerField()
    service_key_version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "reference", "version"], name="vault_case_key_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["used_at"], name="vault_key_used_idx")]

    def __str__(self) -> str:
        return f"{self.service} {self.reference} {self.version}"


class ShreddedOwner(models.Model):
    """An owner whose keys were destroyed: no key is ever made for it again."""

    service = models.CharField(max_length=LONGEST_SERVICE)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    shredded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "reference"], name="vault_shredded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.reference}"


class PlaceOfficer(models.Model):
    """Somebody enrolled to read places: a public key, and the private one under the officer's passphrase.

    ``escrow_position`` is 1, 2 or 3 for the three who can open in escrow, two together.
    """

    account_id = models.BigIntegerField(unique=True)
    username = models.CharField(max_length=LONGEST_USERNAME, unique=True)
    service = models.CharField(max_length=LONGEST_SERVICE, blank=True)
    recipient = models.CharField(max_length=80, unique=True)
    locked_identity = models.BinaryField()
    enrolled_at = models.DateTimeField()
    escrow_position = models.PositiveSmallIntegerField(null=True, unique=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(escrow_position=None) | models.Q(escrow_position__in=(1, 2, 3)),
                name="vault_three_escrow_holders",
            ),
        ]

    def __str__(self) -> str:
        return self.username


class PlaceWrap(models.Model):
    """The place key of one owner, wrapped with age: to an officer, or to two escrow holders, one inside.

    ``second`` is empty for an officer's wrap. In an escrow wrap the first holder's layer is the outer one.
    """

    service = models.CharField(max_length=LONGEST_SERVICE)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    version = models.PositiveIntegerField()
    first = models.CharField(max_length=LONGEST_USERNAME)
    second = models.CharField(max_length=LONGEST_USERNAME, blank=True)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["service", "reference", "version", "first", "second"], name="vault_place_wrap_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.reference} {self.version}"


class HalfOpened(models.Model):
    """An escrow wrap of which the first holder has taken off the outer layer: only the second can go on."""

    opening = models.CharField(max_length=20, unique=True)
    service = models.CharField(max_length=LONGEST_SERVICE)
    reference = models.CharField(max_length=LONGEST_REFERENCE)
    version = models.PositiveIntegerField()
    first = models.CharField(max_length=LONGEST_USERNAME)
    second = models.CharField(max_length=LONGEST_USERNAME)
    to_officer = models.CharField(max_length=LONGEST_USERNAME)
    reason = models.CharField(max_length=40)
    inner = models.BinaryField()
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.opening
