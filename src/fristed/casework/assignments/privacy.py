"""How near the fields of this room come to a person: staff at work, never whom a case concerns."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Week": "id",
            "Assignment": "id week",
            "Step": "id assignment",
            "Helping": "id assignment",
            "Feedback": "id assignment",
            "Activity": "id",
            "Witness": "id",
            "Answers": "id",
            "Post": "id",
        },
        PrivacyClass.POINTER: {
            "Week": "reference",
            "Assignment": "reference",
            "Activity": "reference",
            "Witness": "reference",
            "Post": "reference",
        },
        PrivacyClass.CODED: {
            "Week": "version service county",
            # The name of an agency or a school is public.
            "Assignment": "version service asked_service state audience county form subject partner "
            "asker agency participants respondents why needs_help",
            "Step": "number state service",
            "Helping": "service",
            "Feedback": "question answer number",
            "Activity": "version service kind theme county participants",
            "Witness": "version service state subject forum check_result why",
            "Answers": "site year month answers girls boys others useful_to_askers useful_to_readers",
            "Post": "version service county school phone share",
        },
        PrivacyClass.DAY: {
            "Week": "first_date last_date noted_at",
            "Assignment": "since_date wished_date planned_date held_date noted_at",
            "Step": "on_date noted_at",
            "Activity": "on_date noted_at",
            "Witness": "since_date hearing_date checked_date testified_date noted_at",
            "Answers": "noted_at",
            "Post": "since_date until_date noted_at",
        },
        PrivacyClass.STAFF: {
            "Week": "noted_by",
            "Assignment": "contact noted_by",
            "Step": "noted_by",
            "Activity": "noted_by",
            "Witness": "checked_by noted_by",
            "Answers": "noted_by",
            "Post": "adviser account_id noted_by",
        },
    }
)
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        f"{model}.{name}": kind
        for kind, models in _FIELDS.items()
        for model, names in models.items()
        for name in names.split()
    }
)
