"""How near the fields of this room come to a person; the receiver in words lies in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Disclosure.id": PrivacyClass.KEY,
        "Disclosure.case": PrivacyClass.KEY,
        "Disclosure.number": PrivacyClass.KEY,
        "Disclosure.agency": PrivacyClass.CODED,
        "Disclosure.ground": PrivacyClass.CODED,
        "Disclosure.given_at": PrivacyClass.DAY,
        "Disclosure.given_by": PrivacyClass.STAFF,
        "Disclosure.file_sha256": PrivacyClass.SEAL,
        "DisclosedPart.id": PrivacyClass.KEY,
        "DisclosedPart.case": PrivacyClass.KEY,
        "DisclosedPart.disclosure": PrivacyClass.KEY,
        "DisclosedPart.part": PrivacyClass.CODED,
        "DisclosedPart.entry": PrivacyClass.POINTER,
        "DisclosedPart.version": PrivacyClass.KEY,
    }
)
