"""How near the fields of this room come to a person: they are about staff, or prove who somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

KEYS = ("StaffSession", "Passkey", "AuthenticatorApp", "RecoveryCode", "OneTimeCode", "ProviderBinding")
STAFF = (
    *("StaffSession.opened_at", "StaffSession.last_used_at", "StaffSession.verified_at"),
    *("StaffSession.means", "StaffSession.device", "StaffSession.must_enrol", "StaffSession.ended_at"),
    *("Passkey.name", "Passkey.added_at", "Passkey.last_used_at"),
    *("AuthenticatorApp.confirmed_at", "AuthenticatorApp.last_step", "RecoveryCode.used_at"),
    *("OneTimeCode.purpose", "OneTimeCode.issued_by", "OneTimeCode.issued_at", "OneTimeCode.used_at"),
    *("ProviderBinding.bound_at", "SpentToken.spent_at"),
    *("AttemptCount.kind", "AttemptCount.failed", "AttemptCount.last_at"),
)
SEALS = (
    *("StaffSession.key_mac", "StaffSession.provider_sid_mac", "Passkey.credential_id"),
    *("Passkey.public_key", "Passkey.sign_count", "AuthenticatorApp.secret", "RecoveryCode.code_mac"),
    *("OneTimeCode.code_mac", "ProviderBinding.subject_mac", "SpentToken.token_mac"),
    "AttemptCount.about_mac",
)

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {f"{model}.id": PrivacyClass.KEY for model in (*KEYS, "SpentToken", "AttemptCount")}
    | {f"{model}.account": PrivacyClass.KEY for model in KEYS}
    | dict.fromkeys(STAFF, PrivacyClass.STAFF)
    | dict.fromkeys(SEALS, PrivacyClass.SEAL)
)
