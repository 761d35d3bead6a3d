"""How near the fields of a release come to a person: protected counts, and who of the staff made them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

# What a release prints is protected counts of codes. The record of its protection says which counts are
# small; it is read by those who compute releases alone.
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "FrozenFacts.id": PrivacyClass.KEY,
        "FrozenFacts.year": PrivacyClass.CODED,
        "FrozenFacts.kind": PrivacyClass.CODED,
        "FrozenFacts.as_of_date": PrivacyClass.DAY,
        "FrozenFacts.content": PrivacyClass.CODED,
        "FrozenFacts.content_sha256": PrivacyClass.SEAL,
        "FrozenFacts.facts": PrivacyClass.CODED,
        "FrozenFacts.code_lists": PrivacyClass.CODED,
        "FrozenFacts.frozen_at": PrivacyClass.DAY,
        "FrozenFacts.frozen_by": PrivacyClass.STAFF,
        "OfficialRelease.id": PrivacyClass.KEY,
        "OfficialRelease.year": PrivacyClass.CODED,
        "OfficialRelease.policy": PrivacyClass.CODED,
        "OfficialRelease.version": PrivacyClass.CODED,
        "OfficialRelease.release": PrivacyClass.KEY,
        "OfficialRelease.reason": PrivacyClass.CODED,
        "OfficialRelease.proposed_at": PrivacyClass.DAY,
        "OfficialRelease.proposed_by": PrivacyClass.STAFF,
        "OfficialRelease.sent_back": PrivacyClass.CODED,
        "OfficialRelease.signed_off_at": PrivacyClass.DAY,
        "OfficialRelease.signed_off_by": PrivacyClass.STAFF,
        "OfficialRelease.published_at": PrivacyClass.DAY,
        "OfficialRelease.published_by": PrivacyClass.STAFF,
        "OfficialRelease.next_update_date": PrivacyClass.DAY,
        "StoredRelease.id": PrivacyClass.KEY,
        "StoredRelease.year": PrivacyClass.CODED,
        "StoredRelease.policy": PrivacyClass.CODED,
        "StoredRelease.policy_version": PrivacyClass.CODED,
        "StoredRelease.policy_content": PrivacyClass.CODED,
        "StoredRelease.policy_sha256": PrivacyClass.SEAL,
        "StoredRelease.frozen": PrivacyClass.KEY,
        "StoredRelease.layout": PrivacyClass.CODED,
        "StoredRelease.facts_sha256": PrivacyClass.SEAL,
        "StoredRelease.payload": PrivacyClass.CODED,
        "StoredRelease.payload_sha256": PrivacyClass.SEAL,
        "StoredRelease.protection": PrivacyClass.CODED,
        "StoredRelease.certificate": PrivacyClass.CODED,
        "StoredRelease.printed": PrivacyClass.CODED,
        "StoredRelease.computed_at": PrivacyClass.DAY,
        "StoredRelease.computed_by": PrivacyClass.STAFF,
        "SecondaryWish.id": PrivacyClass.KEY,
        "SecondaryWish.year": PrivacyClass.CODED,
        "SecondaryWish.policy": PrivacyClass.CODED,
        "SecondaryWish.key": PrivacyClass.CODED,
        "SecondaryWish.instead_of": PrivacyClass.CODED,
        "SecondaryWish.wished_at": PrivacyClass.DAY,
        "SecondaryWish.wished_by": PrivacyClass.STAFF,
        "ReleaseRequest.id": PrivacyClass.KEY,
        "ReleaseRequest.year": PrivacyClass.CODED,
        "ReleaseRequest.policy": PrivacyClass.CODED,
        "ReleaseRequest.task_id": PrivacyClass.KEY,
        "ReleaseRequest.requested_at": PrivacyClass.DAY,
        "ReleaseRequest.requested_by": PrivacyClass.STAFF,
    }
)
