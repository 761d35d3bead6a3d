"""How near the fields of this room come to a person: only who of the staff wrote what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, str] = MappingProxyType(
    {
        PrivacyClass.KEY: "id",
        PrivacyClass.CODED: "number piece content",
        PrivacyClass.DAY: "valid_from proposed_at approved_at withdrawn_at",
        PrivacyClass.STAFF: "proposed_by approved_by withdrawn_by",
    }
)
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {f"GuidanceEdition.{name}": kind for kind, names in _FIELDS.items() for name in names.split()}
)
