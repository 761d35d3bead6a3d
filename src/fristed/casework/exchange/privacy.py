"""How near the fields of an import or export come to a person.

A file that is handed in may hold anything until it has been checked, so it is classed as free text: seen by
its owner alone, in no statistics and no trail, deleted as soon as there is an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "CaseUpload.id": PrivacyClass.KEY,
        "CaseUpload.reference": PrivacyClass.POINTER,
        "CaseUpload.account_id": PrivacyClass.STAFF,
        "CaseUpload.service": PrivacyClass.CODED,
        "CaseUpload.file_name": PrivacyClass.TEXT,
        "CaseUpload.file_sha256": PrivacyClass.SEAL,
        "CaseUpload.task_id": PrivacyClass.KEY,
        "CaseUpload.uploaded_at": PrivacyClass.DAY,
        "CaseUpload.answered_at": PrivacyClass.DAY,
        "CaseUpload.stored_at": PrivacyClass.DAY,
        "CaseUpload.found": PrivacyClass.TEXT,
        "CaseUpload.refusal": PrivacyClass.TEXT,
        "UploadedCaseFile.id": PrivacyClass.KEY,
        "UploadedCaseFile.upload": PrivacyClass.KEY,
        "UploadedCaseFile.content": PrivacyClass.TEXT,
        "CaseExport.id": PrivacyClass.KEY,
        "CaseExport.reference": PrivacyClass.POINTER,
        "CaseExport.service": PrivacyClass.CODED,
        "CaseExport.by_username": PrivacyClass.STAFF,
        "CaseExport.at": PrivacyClass.DAY,
        "CaseExport.purpose": PrivacyClass.TEXT,
        "CaseExport.form": PrivacyClass.CODED,
        "CaseExport.rows": PrivacyClass.CODED,
        "CaseExport.keep_until_date": PrivacyClass.DAY,
    }
)
