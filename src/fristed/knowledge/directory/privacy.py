"""How near the fields of the directory come to a person: not near; they tell of offices and pages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "EntryVersion.id": PrivacyClass.KEY,
        "EntryVersion.key": PrivacyClass.CODED,
        "EntryVersion.number": PrivacyClass.CODED,
        "EntryVersion.content": PrivacyClass.TEXT,
        "EntryVersion.is_withdrawn": PrivacyClass.CODED,
        "EntryVersion.state": PrivacyClass.CODED,
        "EntryVersion.proposed_at": PrivacyClass.DAY,
        "EntryVersion.proposed_by": PrivacyClass.STAFF,
        "EntryVersion.decided_at": PrivacyClass.DAY,
        "EntryVersion.decided_by": PrivacyClass.STAFF,
        "EntryCheck.id": PrivacyClass.KEY,
        "EntryCheck.key": PrivacyClass.CODED,
        "EntryCheck.checked_date": PrivacyClass.DAY,
        "EntryCheck.checked_at": PrivacyClass.DAY,
        "EntryCheck.checked_by": PrivacyClass.STAFF,
    }
)
