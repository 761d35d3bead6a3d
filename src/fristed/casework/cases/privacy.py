"""How near the fields of the register come to a person: codes, days, random references; no name, no text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_CODED = {
    "Case": (
        *("service", "status", "main_concern", "concern_basis", "gender", "age_band", "country_background"),
        *("country_ground", "referrer", "immigration_case", "immigration_reason", "abroad_case"),
        *("control_motive", "stay_kind", "stay_companion", "outcome", "return_obstacle"),
        *("trafficking", "elderly", "capacity_to_consent", "address_grading"),
    ),
    "FurtherCountry": ("position", "country"),
    "AgencyLink": ("agency", "role"),
    "SecondaryConcern": ("concern",),
    "CurrentConcern": ("concern",),
    "ControlArena": ("arena",),
    "MainConcernCorrection": ("old_concern", "new_concern", "reason"),
    "GreyZoneCase": ("service", "topic", "address_grading"),
    "YearConfirmation": ("service", "year"),
    "CaseImport": ("service", "cases", "left_out"),
}
_DAYS = {
    "Case": ("registered_at", "first_contact_date", "closed_date"),
    "Contact": ("on_date", "registered_at"),
    "CurrentConcern": ("on_date", "registered_at"),
    "MainConcernCorrection": ("at",),
    "GreyZoneCase": ("registered_at", "first_contact_date", "converted_at"),
    "YearConfirmation": ("confirmed_at",),
    "CaseImport": ("at",),
}
_KEYS = {
    "Case": ("id", "counts_with"),
    "Contact": ("id", "case"),
    "FurtherCountry": ("id", "case"),
    "AgencyLink": ("id", "case"),
    "SecondaryConcern": ("id", "case"),
    "CurrentConcern": ("id", "case"),
    "ControlArena": ("id", "case"),
    "MainConcernCorrection": ("id", "case"),
    "GreyZoneCase": ("id", "case"),
    "YearConfirmation": ("id",),
    "CaseImport": ("id",),
}
_POINTERS = {
    "Case": ("reference", "person_pseudonym"),
    "GreyZoneCase": ("reference", "person_pseudonym"),
}
_STAFF = {
    "Case": ("responsible",),
    "GreyZoneCase": ("responsible",),
    "MainConcernCorrection": ("by_username",),
    "YearConfirmation": ("confirmed_by",),
    "CaseImport": ("by_username",),
}
_SEALS = {"CaseImport": ("file_sha256",)}

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        f"{model}.{field}": privacy
        for privacy, fields_of in (
            (PrivacyClass.CODED, _CODED),
            (PrivacyClass.DAY, _DAYS),
            (PrivacyClass.KEY, _KEYS),
            (PrivacyClass.POINTER, _POINTERS),
            (PrivacyClass.STAFF, _STAFF),
            (PrivacyClass.SEAL, _SEALS),
        )
        for model, fields in fields_of.items()
        for field in fields
    }
)
