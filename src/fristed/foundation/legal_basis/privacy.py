"""How near the fields of this room come to a person: staff who decided, and a case that was handed over."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, tuple[str, ...]]] = {
    PrivacyClass.KEY: {"Decision": ("id", "key"), "Handover": ("id", "key")},
    PrivacyClass.CODED: {
        "Decision": ("service", "field", "setting", "purpose", "proposed_as"),
        "Handover": ("service", "purpose"),
    },
    PrivacyClass.DAY: {
        "Decision": ("from_date", "to_date", "proposed_at", "confirmed_at", "refused_at"),
        "Handover": ("asked_at", "confirmed_at", "refused_at", "taken_at"),
    },
    PrivacyClass.TEXT: {"Decision": ("basis", "law")},
    PrivacyClass.POINTER: {"Handover": ("case_reference",)},
    PrivacyClass.STAFF: {
        "Decision": ("proposed_by", "confirmed_by", "refused_by"),
        "Handover": ("asked_by", "confirmed_by", "refused_by", "taken_by"),
    },
}

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        f"{model}.{field}": privacy
        for privacy, models in _FIELDS.items()
        for model, fields in models.items()
        for field in fields
    }
)
