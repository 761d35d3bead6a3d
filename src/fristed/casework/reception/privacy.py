"""How near the fields of this room come to a person; where somebody lands and sleeps lies in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Reception": "id case",
            "Expected": "id reception member",
            "Part": "id reception",
            "Stamp": "id reception",
        },
        PrivacyClass.POINTER: {
            "Reception": "reference from_reference person_pseudonym details",
            "Part": "key details case_reference",
        },
        PrivacyClass.CODED: {
            "Reception": "service from_service state version adults children why address_grading",
            "Expected": "kind age_group",
            "Part": "kind state adults children",
            "Stamp": "state",
        },
        PrivacyClass.DAY: {
            "Reception": (
                "since asked_at arrival_date left_date arrived_date handed_over_date interview_date "
                "details_destroyed_at"
            ),
            "Part": "since arrival_date",
            "Stamp": "at",
        },
        PrivacyClass.STAFF: {
            "Reception": "responsible asked_by asked_by_account planned_by_account",
            "Part": "account_id asked_by_account answered_by",
        },
    }
)
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        f"{model}.{field}": kind
        for kind, models in _FIELDS.items()
        for model, names in models.items()
        for field in names.split()
    }
)
