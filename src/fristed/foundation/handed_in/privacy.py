"""How near what is handed in comes to a person.

A file that is handed in may hold anything until it has been looked at, so it and what is said of it are
classed as free text: seen by the owner alone, in no statistics and no trail, deleted as soon as may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "HandedIn.id": PrivacyClass.KEY,
        "HandedIn.inbox": PrivacyClass.CODED,
        "HandedIn.reference": PrivacyClass.POINTER,
        "HandedIn.account_id": PrivacyClass.STAFF,
        "HandedIn.service": PrivacyClass.CODED,
        "HandedIn.name": PrivacyClass.TEXT,
        "HandedIn.sha256": PrivacyClass.SEAL,
        "HandedIn.task_id": PrivacyClass.KEY,
        "HandedIn.handed_in_at": PrivacyClass.DAY,
        "HandedIn.answered_at": PrivacyClass.DAY,
        "HandedIn.answer": PrivacyClass.TEXT,
        "HandedIn.refusal": PrivacyClass.TEXT,
        "HandedInFile.id": PrivacyClass.KEY,
        "HandedInFile.handed_in": PrivacyClass.KEY,
        "HandedInFile.name": PrivacyClass.TEXT,
        "HandedInFile.content": PrivacyClass.TEXT,
    }
)
