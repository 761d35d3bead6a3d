"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Membership.id": PrivacyClass.KEY,
        "Membership.case": PrivacyClass.KEY,
        "Membership.account_id": PrivacyClass.STAFF,
        "Membership.since_at": PrivacyClass.DAY,
        "Membership.added_by": PrivacyClass.STAFF,
        "Membership.ended_at": PrivacyClass.DAY,
        "Membership.ended_by": PrivacyClass.STAFF,
        "StandIn.id": PrivacyClass.KEY,
        "StandIn.service": PrivacyClass.CODED,
        "StandIn.account_id": PrivacyClass.STAFF,
        "StandIn.stand_in_account_id": PrivacyClass.STAFF,
        "StandIn.starts_at": PrivacyClass.DAY,
        "StandIn.ends_at": PrivacyClass.DAY,
        "StandIn.arranged_at": PrivacyClass.DAY,
        "StandIn.arranged_by": PrivacyClass.STAFF,
        "StandIn.ended_at": PrivacyClass.DAY,
        "StandIn.ended_by": PrivacyClass.STAFF,
        "FieldOfWork.id": PrivacyClass.KEY,
        "FieldOfWork.account_id": PrivacyClass.STAFF,
        "FieldOfWork.field": PrivacyClass.CODED,
        "FieldOfWork.given_at": PrivacyClass.DAY,
        "FieldOfWork.given_by": PrivacyClass.STAFF,
    }
)
