"""How near the fields of an import or export come to a person; the files are classed where they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "CaseStoring.id": PrivacyClass.KEY,
        "CaseStoring.upload": PrivacyClass.POINTER,
        "CaseStoring.leave_out": PrivacyClass.CODED,
        "CaseStoring.task_id": PrivacyClass.KEY,
        "CaseStoring.asked_at": PrivacyClass.DAY,
        "CaseStoring.stored_at": PrivacyClass.DAY,
        "CaseStoring.refusal": PrivacyClass.CODED,
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
