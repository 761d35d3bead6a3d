"""How near the fields of this room come to a person; what is written in words lies in the vault.

The words of a condition are a rule, the same for all: they are classed as a code is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Application": "id case",
            "Traveller": "id application member",
            "Judged": "id application",
            "Document": "id application",
            "Checked": "id application",
            "Stamp": "id application",
            "Known": "id",
        },
        PrivacyClass.POINTER: {
            "Application": "reference from_reference person_pseudonym reception",
            "Traveller": "key",
        },
        PrivacyClass.CODED: {
            "Application": (
                "service from_service state address_grading country asks_refund asks_reception questions "
                "outcome ground appeal_told not_travelled claimed_kroner receipts settled_kroner "
                "reception_dropped"
            ),
            "Traveller": "kind age_group",
            "Judged": "condition answer",
            "Document": "kind",
            "Checked": "step",
            "Stamp": "state",
            "Known": "list_name country code value nb nn en source status in_use",
        },
        PrivacyClass.DAY: {
            "Application": (
                "since drafted_at submitted_at decided_at travel_date arrival_date travelled_date settled_at"
            ),
            "Traveller": "returned_date",
            "Judged": "judged_at",
            "Document": "on_date",
            "Checked": "on_date",
            "Stamp": "at",
            "Known": "valid_from noted_at",
        },
        PrivacyClass.STAFF: {
            "Application": ("responsible drafted_by submitted_by submitted_by_account decided_by claimed_by"),
            "Judged": "judged_by",
            "Document": "noted_by",
            "Checked": "noted_by",
            "Known": "noted_by",
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
