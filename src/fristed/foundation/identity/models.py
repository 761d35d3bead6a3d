"""What is stored of those who may sign in: an account and the roles it has been given."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from fristed.foundation.identity.rules import DIRECTORATES, ROLES, SERVICES

LANGUAGES = ("nb", "nn", "en")
LONGEST_USERNAME = 60
LONGEST_NAME = 120


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name; accounts are made by :mod:`fristed.foundation.identity.actions`."""


class Account(AbstractBaseUser):
    """Somebody who may sign in. Django's own permissions and administration pages are not used."""

    username = models.CharField(max_length=LONGEST_USERNAME, unique=True)
    display_name = models.CharField(max_length=LONGEST_NAME)
    service = models.CharField(max_length=2, blank=True)
    directorate = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, default="nb")

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(service__in=("", *SERVICES)), name="account_service_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(directorate__in=("", *DIRECTORATES)), name="account_directorate_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="account_language_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.username


class RoleGrant(models.Model):
    """One role given to one account; without a grant an account may do nothing."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30)
    granted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "role"], name="role_granted_once"),
            models.CheckConstraint(condition=models.Q(role__in=tuple(sorted(ROLES))), name="role_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role}"
