"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "GivenNotice.id": PrivacyClass.KEY,
        "GivenNotice.account_id": PrivacyClass.STAFF,
        "GivenNotice.kind": PrivacyClass.CODED,
        "GivenNotice.reference": PrivacyClass.POINTER,
        "GivenNotice.at": PrivacyClass.DAY,
        "GivenNotice.read_at": PrivacyClass.DAY,
        "GivenNotice.mail_at": PrivacyClass.DAY,
        "MailAddress.id": PrivacyClass.KEY,
        "MailAddress.account_id": PrivacyClass.STAFF,
        "MailAddress.address": PrivacyClass.STAFF,
        "MailAddress.since_at": PrivacyClass.DAY,
    }
)
