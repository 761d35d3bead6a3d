"""How near the fields of accounts come to a person: they are about staff."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Account.id": PrivacyClass.KEY,
        "Account.password": PrivacyClass.SEAL,
        "Account.last_login": PrivacyClass.STAFF,
        "Account.username": PrivacyClass.STAFF,
        "Account.display_name": PrivacyClass.STAFF,
        "Account.service": PrivacyClass.STAFF,
        "Account.directorate": PrivacyClass.STAFF,
        "Account.is_active": PrivacyClass.STAFF,
        "Account.language": PrivacyClass.STAFF,
        "RoleGrant.id": PrivacyClass.KEY,
        "RoleGrant.account": PrivacyClass.KEY,
        "RoleGrant.role": PrivacyClass.STAFF,
        "RoleGrant.granted_at": PrivacyClass.STAFF,
    }
)
