"""How near the fields of the vault come to a person: the sealed values hold the most, and tell nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_SEALED = {
    "id": PrivacyClass.KEY,
    "envelope": PrivacyClass.KEY,
    "table": PrivacyClass.CODED,
    "column": PrivacyClass.CODED,
    "row": PrivacyClass.POINTER,
    "version": PrivacyClass.KEY,
    "key_version": PrivacyClass.KEY,
    "sealed": PrivacyClass.SEAL,
    "sealed_at": PrivacyClass.DAY,
}

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Envelope.id": PrivacyClass.KEY,
        "Envelope.service": PrivacyClass.CODED,
        "Envelope.reference": PrivacyClass.POINTER,
        "Envelope.opened_at": PrivacyClass.DAY,
        "Envelope.place_version": PrivacyClass.KEY,
        "Envelope.shredded_at": PrivacyClass.DAY,
        **{f"SealedField.{name}": found for name, found in _SEALED.items()},
        **{f"PlaceField.{name}": found for name, found in _SEALED.items()},
        "DestructionList.id": PrivacyClass.KEY,
        "DestructionList.reference": PrivacyClass.KEY,
        "DestructionList.service": PrivacyClass.CODED,
        "DestructionList.on_date": PrivacyClass.DAY,
        "DestructionList.proposed_at": PrivacyClass.DAY,
        "DestructionList.proposed_by": PrivacyClass.STAFF,
        "DestructionRow.id": PrivacyClass.KEY,
        "DestructionRow.on_list": PrivacyClass.KEY,
        "DestructionRow.reference": PrivacyClass.KEY,
        "DestructionRow.owner_reference": PrivacyClass.POINTER,
        "DestructionRow.retention_class": PrivacyClass.CODED,
        "DestructionRow.event_date": PrivacyClass.DAY,
        "DestructionRow.due_date": PrivacyClass.DAY,
        "DestructionRow.state": PrivacyClass.CODED,
        "DestructionRow.fields_destroyed": PrivacyClass.CODED,
        "DestructionRow.destroyed_sha256": PrivacyClass.SEAL,
        "DestructionRow.ended_at": PrivacyClass.DAY,
        "Approval.id": PrivacyClass.KEY,
        "Approval.row": PrivacyClass.KEY,
        "Approval.approved_by": PrivacyClass.STAFF,
        "Approval.approved_at": PrivacyClass.STAFF,
    }
)
