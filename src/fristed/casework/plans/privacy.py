"""How near the fields of this room come to a person; every word, and every birth month, lies in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Task": "id case key",
            "ContactPlan": "id case",
            "Sign": "id case key",
            "Alarm": "id case sign",
            "SafetyPlan": "id case",
            "MonthReminder": "id case key",
            "SavedFilter": "id key",
        },
        PrivacyClass.CODED: {
            "Task": "kind",
            "Alarm": "answer",
            "SavedFilter": "coded",
        },
        PrivacyClass.DAY: {
            "Task": "due_date set_at done_at",
            "ContactPlan": "written_at",
            "Sign": "due_at set_at came_at withdrawn_at",
            "Alarm": "fired_at looked_at leader_told_at answered_at",
            "SafetyPlan": "review_date written_at told_at",
            "MonthReminder": "set_at looked_date",
            "SavedFilter": "saved_at",
        },
        PrivacyClass.STAFF: {
            "Task": "account_id set_by done_by",
            "ContactPlan": "written_by",
            "Sign": "set_by noted_by",
            "Alarm": "looked_by answered_by",
            "SafetyPlan": "written_by",
            "MonthReminder": "set_by",
            "SavedFilter": "account_id",
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
