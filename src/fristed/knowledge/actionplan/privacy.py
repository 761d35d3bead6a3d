"""How near the fields of this room come to a person: not at all, but for who of the staff wrote what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

# The texts are the ministries' own: they are written to be printed, and no case is in any of them.
_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "Plan": "id",
            "Writer": "id",
            "Commitment": "id plan",
            "Evidence": "id commitment",
            "Milestone": "id commitment",
            "Change": "id plan",
            "Input": "id plan",
            "LawProposal": "id plan",
            "LawStage": "id law",
        },
        PrivacyClass.CODED: {
            "Plan": "key from_year",
            "Writer": "ministry",
            "Commitment": "code status version",
            "Evidence": "form shows",
            "Change": "subject field",
            "Input": "way sender about",
            "LawProposal": "about",
            "LawStage": "number stage is_verified",
        },
        PrivacyClass.TEXT: {
            "Plan": "content",
            "Commitment": "owner budget_post risk note",
            "Evidence": "reference title",
            "Milestone": "title",
            "Change": "old new",
            "Input": "organisation reference",
            "LawProposal": "title reference",
        },
        PrivacyClass.SEAL: {"Plan": "content_sha256"},
        PrivacyClass.DAY: {
            "Plan": "loaded_at",
            "Writer": "from_at ended_at",
            "Commitment": "due_date changed_at",
            "Evidence": "added_at withdrawn_at",
            "Milestone": "due_date done_date noted_at dropped_at",
            "Change": "made_at",
            "Input": "on_date noted_at",
            "LawProposal": "noted_at",
            "LawStage": "stage_date noted_at",
        },
        PrivacyClass.STAFF: {
            "Plan": "loaded_by",
            "Writer": "account_id let_in_by",
            "Commitment": "changed_by",
            "Evidence": "added_by withdrawn_by",
            "Milestone": "noted_by",
            "Change": "made_by",
            "Input": "noted_by",
            "LawProposal": "noted_by",
            "LawStage": "noted_by",
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
