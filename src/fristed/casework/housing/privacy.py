"""How near the fields of this room come to a person; words, and where a dwelling is, lie in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Provider": "id",
            "ProviderStaff": "id provider",
            "Dwelling": "id provider",
            "Offering": "id dwelling",
            "Place": "id dwelling",
            "Clearance": "id dwelling",
            "Application": "id case provider",
            "Person": "id application member",
            "Wish": "id application",
            "Step": "id application",
            "SecurityRequest": "id application",
            "FamilyWork": "id application",
            "FamilyTalk": "id application",
            "Stay": "id application person member place",
            "Extension": "id application",
            "StayWarning": "id application",
            "Aftercare": "id application",
        },
        PrivacyClass.POINTER: {
            "Provider": "reference name",
            "Dwelling": "reference name zone",
            "Place": "reference number",
            "Application": "reference case_reference person_pseudonym",
            "Person": "key",
            "Wish": "code",
        },
        PrivacyClass.CODED: {
            "Dwelling": "genders takes_children takes_couples",
            "Offering": "need",
            "Application": (
                "service address_grading scheme came_from state suitability ground keeps_away with_police"
            ),
            "Person": "kind age_group age_years gender country_background takes_place",
            "Wish": "kind",
            "Step": "number state why has_words",
            "SecurityRequest": "is_recommended",
            "FamilyWork": "is_wished with_counselling_office has_conditions result",
            "FamilyTalk": "talk_with",
            "Stay": "takes_place",
            "Extension": "number why",
            "StayWarning": "months",
            "Aftercare": "found",
        },
        PrivacyClass.DAY: {
            "Provider": "noted_at",
            "ProviderStaff": "from_at ended_at",
            "Dwelling": "noted_at",
            "Place": "from_date to_date noted_at",
            "Clearance": "from_date to_date ended_date given_at",
            "Application": "since_date planned_out_date asked_at",
            "Step": "on_date noted_at",
            "SecurityRequest": "asked_date passed_date answered_date",
            "FamilyWork": "noted_date",
            "FamilyTalk": "on_date",
            "Stay": "from_date moved_in_date ended_date",
            "Extension": "until_date decided_at",
            "StayWarning": "given_at",
            "Aftercare": "on_date",
        },
        PrivacyClass.STAFF: {
            "Provider": "noted_by",
            "ProviderStaff": "account_id",
            "Dwelling": "noted_by",
            "Place": "noted_by",
            "Clearance": "given_by",
            "Application": "asked_by",
            "Step": "noted_by",
            "Extension": "decided_by",
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
