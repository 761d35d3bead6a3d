"""How near the fields of the letters come to a person: public bodies and what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, str]] = MappingProxyType(
    {
        PrivacyClass.KEY: {
            "LetterVersion": "id",
            "AddedRecipient": "id",
            "Delivery": "id",
            "Question": "id",
        },
        PrivacyClass.CODED: {
            "LetterVersion": "year number",
            "AddedRecipient": "key kind name",
            "Delivery": "year key kind name county number",
            "Question": "year number recipient",
        },
        PrivacyClass.TEXT: {
            "LetterVersion": "title_nb title_nn title_en text_nb text_nn text_en",
            "Question": "text answer",
        },
        PrivacyClass.DAY: {
            "LetterVersion": "written_at approved_at sent_at sent_date",
            "AddedRecipient": "added_at",
            "Delivery": "sent_date received_date noted_at",
            "Question": "asked_date noted_at answered_at",
        },
        PrivacyClass.STAFF: {
            "LetterVersion": "written_by approved_by sent_by",
            "AddedRecipient": "added_by",
            "Delivery": "noted_by",
            "Question": "noted_by answered_by",
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
