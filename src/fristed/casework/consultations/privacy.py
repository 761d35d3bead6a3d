"""How near the fields of this room come to a person: codes, days, hashes; no name, no text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_CODED = {
    "CallDraft": ("service", "version"),
    "SafeContact": ("call_back", "time", "say", "phone_watched", "has_words", "version"),
    "Consultation": ("state",),
    "ConsultationStep": ("state",),
    "CodeTries": ("kind", "failed"),
    "ConsultationLink": ("ground",),
}
_DAYS = {
    "CallDraft": ("saved_at",),
    "SafeContact": ("set_at",),
    "ConsultationStep": ("at",),
    "CaseCode": ("given_at", "ended_at"),
    "CodeTries": ("last_at",),
    "ConsultationLink": ("at",),
}
_KEYS = {
    "CallDraft": ("id",),
    "SafeContact": ("id", "case"),
    "Consultation": ("id", "case"),
    "ConsultationStep": ("id", "case"),
    "CaseCode": ("id", "case"),
    "CodeTries": ("id",),
    "ConsultationLink": ("id", "case", "followed"),
}
_POINTERS = {"CallDraft": ("reference", "sealed_as")}
_STAFF = {
    "CallDraft": ("account_id",),
    "SafeContact": ("set_by",),
    "ConsultationStep": ("by_username",),
    "CaseCode": ("given_by",),
    "CodeTries": ("about",),
    "ConsultationLink": ("by_username",),
}
_SEALS = {"CaseCode": ("code_hash",)}

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        f"{model}.{field}": privacy
        for privacy, fields_of in (
            (PrivacyClass.CODED, _CODED),
            (PrivacyClass.DAY, _DAYS),
            (PrivacyClass.KEY, _KEYS),
            (PrivacyClass.POINTER, _POINTERS),
            (PrivacyClass.STAFF, _STAFF),
            (PrivacyClass.SEAL, _SEALS),
        )
        for model, fields in fields_of.items()
        for field in fields
    }
)
