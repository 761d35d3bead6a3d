"""How near the rows of the key database come to a person: wrapped keys and random references."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "KeyRoom.id": PrivacyClass.KEY,
        "KeyRoom.root_id": PrivacyClass.SEAL,
        "ServiceKey.id": PrivacyClass.KEY,
        "ServiceKey.service": PrivacyClass.CODED,
        "ServiceKey.purpose": PrivacyClass.CODED,
        "ServiceKey.version": PrivacyClass.KEY,
        "ServiceKey.root_id": PrivacyClass.SEAL,
        "ServiceKey.wrapped": PrivacyClass.SEAL,
        "ServiceKey.made_at": PrivacyClass.DAY,
        "CaseKey.id": PrivacyClass.KEY,
        "CaseKey.service": PrivacyClass.CODED,
        "CaseKey.reference": PrivacyClass.POINTER,
        "CaseKey.version": PrivacyClass.KEY,
        "CaseKey.service_key_version": PrivacyClass.KEY,
        "CaseKey.wrapped": PrivacyClass.SEAL,
        "CaseKey.made_at": PrivacyClass.DAY,
        "CaseKey.used_at": PrivacyClass.DAY,
        "ShreddedOwner.id": PrivacyClass.KEY,
        "ShreddedOwner.service": PrivacyClass.CODED,
        "ShreddedOwner.reference": PrivacyClass.POINTER,
        "ShreddedOwner.shredded_at": PrivacyClass.DAY,
        "PlaceOfficer.id": PrivacyClass.KEY,
        "PlaceOfficer.account_id": PrivacyClass.STAFF,
        "PlaceOfficer.username": PrivacyClass.STAFF,
        "PlaceOfficer.service": PrivacyClass.STAFF,
        "PlaceOfficer.recipient": PrivacyClass.STAFF,
        "PlaceOfficer.locked_identity": PrivacyClass.SEAL,
        "PlaceOfficer.enrolled_at": PrivacyClass.STAFF,
        "PlaceOfficer.escrow_position": PrivacyClass.STAFF,
        "PlaceWrap.id": PrivacyClass.KEY,
        "PlaceWrap.service": PrivacyClass.CODED,
        "PlaceWrap.reference": PrivacyClass.POINTER,
        "PlaceWrap.version": PrivacyClass.KEY,
        "PlaceWrap.first": PrivacyClass.STAFF,
        "PlaceWrap.second": PrivacyClass.STAFF,
        "PlaceWrap.wrapped": PrivacyClass.SEAL,
        "PlaceWrap.made_at": PrivacyClass.DAY,
        "HalfOpened.id": PrivacyClass.KEY,
        "HalfOpened.opening": PrivacyClass.KEY,
        "HalfOpened.service": PrivacyClass.CODED,
        "HalfOpened.reference": PrivacyClass.POINTER,
        "HalfOpened.version": PrivacyClass.KEY,
        "HalfOpened.first": PrivacyClass.STAFF,
        "HalfOpened.second": PrivacyClass.STAFF,
        "HalfOpened.to_officer": PrivacyClass.STAFF,
        "HalfOpened.reason": PrivacyClass.CODED,
        "HalfOpened.inner": PrivacyClass.SEAL,
        "HalfOpened.began_at": PrivacyClass.DAY,
        "HalfOpened.expires_at": PrivacyClass.DAY,
    }
)
