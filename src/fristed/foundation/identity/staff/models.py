"""What is stored of how staff sign in: sessions, factors, codes, bindings and counts of failed attempts.

No key of a session, code, subject of a provider or address of a visitor stands here in clear: only keyed
hashes of them. The secret of an authenticator app must be read back, so it is sealed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fristed.foundation.identity.models import Account

MAC = 64
MEANS = ("password", "passkey", "app", "recovery", "provider")
PURPOSES = ("password", "factors", "binding")


class StaffSession(models.Model):
    """One session of one account; it is looked at before and after every page."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="staff_sessions")
    key_mac = models.CharField(max_length=MAC, unique=True)
    opened_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    verified_at = models.DateTimeField()
    means = models.CharField(max_length=10)
    device = models.CharField(max_length=60, blank=True)
    must_enrol = models.BooleanField(default=False)
    provider_sid_mac = models.CharField(max_length=MAC, blank=True, db_index=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(means__in=MEANS), name="session_means_is_known")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "ended_at"], name="session_by_account")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.means}"


class Passkey(models.Model):
    """A public key whose private half never leaves the person's device."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField(unique=True, max_length=1023)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class AuthenticatorApp(models.Model):
    """An app that gives a new code every half minute; it counts when its first code has been typed."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="authenticator_app")
    secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"app of {self.account_id}"


class RecoveryCode(models.Model):
    """One of the codes on paper, for the day the device is gone; each opens once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    code_mac = models.CharField(max_length=MAC, unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"recovery code of {self.account_id}"


class OneTimeCode(models.Model):
    """A code handed over in person by a leader or system owner; it opens one thing, once."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="one_time_codes")
    purpose = models.CharField(max_length=10)
    code_mac = models.CharField(max_length=MAC, unique=True)
    issued_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(purpose__in=PURPOSES), name="code_purpose_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} code for {self.account_id}"


class ProviderBinding(models.Model):
    """Which account a person at the provider of identities has; the subject is only known as a keyed hash."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="provider_binding")
    subject_mac = models.CharField(max_length=MAC, unique=True)
    bound_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"binding of {self.account_id}"


class SpentToken(models.Model):
    """A token of the provider that has been used; it is not taken twice."""

    token_mac = models.CharField(max_length=MAC, unique=True)
    spent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token_mac[:8]


class AttemptCount(models.Model):
    """How often in a row one kind of attempt has failed, under a keyed hash of whom or what it was about."""

    kind = models.CharField(max_length=10)
    about_mac = models.CharField(max_length=MAC)
    failed = models.IntegerField()
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "about_mac"], name="attempts_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.failed}"
