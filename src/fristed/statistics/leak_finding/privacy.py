"""How near the fields of an upload come to a person: tables of counts, sent by a member of staff."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

# The tables belong to the one who uploads. What they give away is the reason for looking, so they are classed
# as free text: seen by the owner alone, in no statistics and no trail, deleted after use.
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "Upload.id": PrivacyClass.KEY,
        "Upload.reference": PrivacyClass.POINTER,
        "Upload.account_id": PrivacyClass.STAFF,
        "Upload.title": PrivacyClass.TEXT,
        "Upload.task_id": PrivacyClass.KEY,
        "Upload.uploaded_at": PrivacyClass.DAY,
        "Upload.answered_at": PrivacyClass.DAY,
        "Upload.findings": PrivacyClass.TEXT,
        "Upload.refusal": PrivacyClass.TEXT,
        "UploadedFile.id": PrivacyClass.KEY,
        "UploadedFile.upload": PrivacyClass.KEY,
        "UploadedFile.name": PrivacyClass.TEXT,
        "UploadedFile.content": PrivacyClass.TEXT,
    }
)
