"""How near the fields of this room come to a person; the words lie in the vault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Entry.id": PrivacyClass.KEY,
        "Entry.case": PrivacyClass.KEY,
        "Entry.key": PrivacyClass.POINTER,
        "Entry.kind": PrivacyClass.CODED,
        "Entry.visibility": PrivacyClass.CODED,
        "Entry.author_account_id": PrivacyClass.STAFF,
        "Entry.written_at": PrivacyClass.DAY,
        "Entry.latest": PrivacyClass.KEY,
        "EntryVersion.id": PrivacyClass.KEY,
        "EntryVersion.case": PrivacyClass.KEY,
        "EntryVersion.entry": PrivacyClass.KEY,
        "EntryVersion.number": PrivacyClass.KEY,
        "EntryVersion.on_date": PrivacyClass.DAY,
        "EntryVersion.until_date": PrivacyClass.DAY,
        "EntryVersion.written_at": PrivacyClass.DAY,
        "EntryVersion.written_by": PrivacyClass.STAFF,
        "EntryVersion.code": PrivacyClass.CODED,
        "EntryVersion.state": PrivacyClass.CODED,
        "EntryVersion.has_words": PrivacyClass.CODED,
        "EntryVersion.file_kind": PrivacyClass.CODED,
        "EntryVersion.file_parts": PrivacyClass.KEY,
    }
)
