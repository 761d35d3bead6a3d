"""How near the fields of the editor's desk come to a person: prose, and who of the staff wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

# The texts are the publisher's own prose: they are written to be printed, and are no part of the register.
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "SectionVersion.id": PrivacyClass.KEY,
        "SectionVersion.year": PrivacyClass.CODED,
        "SectionVersion.key": PrivacyClass.CODED,
        "SectionVersion.language": PrivacyClass.CODED,
        "SectionVersion.number": PrivacyClass.CODED,
        "SectionVersion.order": PrivacyClass.CODED,
        "SectionVersion.title": PrivacyClass.TEXT,
        "SectionVersion.text": PrivacyClass.TEXT,
        "SectionVersion.source": PrivacyClass.TEXT,
        "SectionVersion.edited_at": PrivacyClass.DAY,
        "SectionVersion.edited_by": PrivacyClass.STAFF,
        "SectionVersion.approved_at": PrivacyClass.DAY,
        "SectionVersion.approved_by": PrivacyClass.STAFF,
        "SectionComment.id": PrivacyClass.KEY,
        "SectionComment.year": PrivacyClass.CODED,
        "SectionComment.key": PrivacyClass.CODED,
        "SectionComment.text": PrivacyClass.TEXT,
        "SectionComment.written_at": PrivacyClass.DAY,
        "SectionComment.written_by": PrivacyClass.STAFF,
        "SectionVersion.approved_despite": PrivacyClass.TEXT,
        "SectionStep.id": PrivacyClass.KEY,
        "SectionStep.year": PrivacyClass.CODED,
        "SectionStep.number": PrivacyClass.CODED,
        "SectionStep.kind": PrivacyClass.CODED,
        "SectionStep.key": PrivacyClass.CODED,
        "SectionStep.beside": PrivacyClass.CODED,
        "SectionStep.is_inside": PrivacyClass.CODED,
        "SectionStep.reason": PrivacyClass.TEXT,
        "SectionStep.made_at": PrivacyClass.DAY,
        "SectionStep.made_by": PrivacyClass.STAFF,
        "SectionStep.approved_at": PrivacyClass.DAY,
        "SectionStep.approved_by": PrivacyClass.STAFF,
        "Contribution.id": PrivacyClass.KEY,
        "Contribution.year": PrivacyClass.CODED,
        "Contribution.key": PrivacyClass.CODED,
        "Contribution.party": PrivacyClass.CODED,
        "Contribution.due_date": PrivacyClass.DAY,
        "Contribution.asked_at": PrivacyClass.DAY,
        "Contribution.asked_by": PrivacyClass.STAFF,
        "Contribution.approved_at": PrivacyClass.DAY,
        "Contribution.approved_by": PrivacyClass.STAFF,
        "Contribution.approved_number": PrivacyClass.CODED,
    }
)
