"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Member.id": PrivacyClass.KEY,
        "Member.case": PrivacyClass.KEY,
        "Member.key": PrivacyClass.POINTER,
        "Member.kind": PrivacyClass.CODED,
        "Member.age_group": PrivacyClass.CODED,
        "Member.age_years": PrivacyClass.CODED,
        "Member.gender": PrivacyClass.CODED,
        "Member.country_background": PrivacyClass.CODED,
        "Member.noted_at": PrivacyClass.DAY,
        "Member.noted_by": PrivacyClass.STAFF,
    }
)
