"""How near the fields of clients come to a person: they are about machines, and the staff behind them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Client.id": PrivacyClass.KEY,
        "Client.key": PrivacyClass.POINTER,
        "Client.account_id": PrivacyClass.STAFF,
        "Client.service": PrivacyClass.STAFF,
        "Client.name": PrivacyClass.STAFF,
        "Client.scopes": PrivacyClass.STAFF,
        "Client.ends_at": PrivacyClass.STAFF,
        "Client.asked_at": PrivacyClass.STAFF,
        "Client.asked_by": PrivacyClass.STAFF,
        "Client.confirmed_at": PrivacyClass.STAFF,
        "Client.confirmed_by": PrivacyClass.STAFF,
        "Client.prefix": PrivacyClass.POINTER,
        "Client.token_hash": PrivacyClass.SEAL,
        "Client.issued_at": PrivacyClass.STAFF,
        "Client.issued_by": PrivacyClass.STAFF,
        "Client.revoked_at": PrivacyClass.STAFF,
        "Client.revoked_by": PrivacyClass.STAFF,
        "SentOnce.id": PrivacyClass.KEY,
        "SentOnce.account_id": PrivacyClass.STAFF,
        "SentOnce.key_mac": PrivacyClass.SEAL,
        "SentOnce.body_mac": PrivacyClass.SEAL,
        "SentOnce.nonce": PrivacyClass.KEY,
        "SentOnce.begun_at": PrivacyClass.DAY,
        "SentOnce.done_at": PrivacyClass.DAY,
        "SentOnce.reference": PrivacyClass.POINTER,
        "Target.id": PrivacyClass.KEY,
        "Target.client": PrivacyClass.KEY,
        "Target.address": PrivacyClass.STAFF,
        "Target.sealed_secret": PrivacyClass.SEAL,
        "Target.set_at": PrivacyClass.STAFF,
        "Target.told_to": PrivacyClass.KEY,
        "Target.failed": PrivacyClass.KEY,
        "Target.next_at": PrivacyClass.STAFF,
        "Target.rested_at": PrivacyClass.STAFF,
    }
)
