"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "StoredOutcomes.id": PrivacyClass.KEY,
        "StoredOutcomes.year": PrivacyClass.CODED,
        "StoredOutcomes.payload": PrivacyClass.CODED,
        "StoredOutcomes.payload_sha256": PrivacyClass.SEAL,
        "StoredOutcomes.computed_at": PrivacyClass.DAY,
        "StoredOutcomes.computed_by": PrivacyClass.STAFF,
    }
)
