"""How near the fields of cited figures come to a person: what is public, and who of the staff recorded it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "CitedFigure.id": PrivacyClass.KEY,
        "CitedFigure.key": PrivacyClass.CODED,
        "CitedFigure.value": PrivacyClass.CODED,
        "CitedFigure.unit": PrivacyClass.CODED,
        "CitedFigure.about": PrivacyClass.TEXT,
        "CitedFigure.publisher": PrivacyClass.TEXT,
        "CitedFigure.title": PrivacyClass.TEXT,
        "CitedFigure.address": PrivacyClass.TEXT,
        "CitedFigure.source_date": PrivacyClass.DAY,
        "CitedFigure.looked_up_date": PrivacyClass.DAY,
        "CitedFigure.recorded_at": PrivacyClass.DAY,
        "CitedFigure.recorded_by": PrivacyClass.STAFF,
        "CitedFigure.withdrawn_at": PrivacyClass.DAY,
        "CitedFigure.withdrawn_by": PrivacyClass.STAFF,
    }
)
