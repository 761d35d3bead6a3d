"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Organisation": "id",
            "Coordinator": "id organisation",
            "Offer": "id organisation",
            "Match": "id case member organisation offer",
            "MatchStep": "id match",
            "Feedback": "id match",
        },
        PrivacyClass.POINTER: {
            "Organisation": "reference",
            "Offer": "reference number",
            "Match": "reference case_reference person_pseudonym",
        },
        PrivacyClass.CODED: {
            "Organisation": "name",
            "Offer": "kind gender way",
            "Match": "service address_grading age_group gender because kind wanted way state ended_why",
            "MatchStep": "number state",
            "Feedback": "teller useful felt_safe",
        },
        PrivacyClass.DAY: {
            "Organisation": "noted_at",
            "Coordinator": "from_at ended_at",
            "Offer": "noted_at closed_at",
            "Match": "since_date consented_date asked_at",
            "MatchStep": "on_date noted_at",
            "Feedback": "on_date",
        },
        PrivacyClass.STAFF: {
            "Organisation": "noted_by",
            "Coordinator": "account_id",
            "Offer": "noted_by",
            "Match": "asked_by",
            "MatchStep": "noted_by",
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
