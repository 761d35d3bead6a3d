"""How near the fields of this room come to a person; the sealed values lie in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "HeldField.id": PrivacyClass.KEY,
        "HeldField.service": PrivacyClass.CODED,
        "HeldField.reference": PrivacyClass.POINTER,
        "HeldField.field": PrivacyClass.CODED,
        "HeldField.decision": PrivacyClass.KEY,
        "HeldField.written_at": PrivacyClass.DAY,
        "HeldField.written_by": PrivacyClass.STAFF,
    }
)
