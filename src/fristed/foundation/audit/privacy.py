"""How near the fields of the trail come to a person: it tells what staff did, and to which reference."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "AuditLine.id": PrivacyClass.KEY,
        "AuditLine.position": PrivacyClass.KEY,
        "AuditLine.at": PrivacyClass.DAY,
        "AuditLine.event": PrivacyClass.CODED,
        "AuditLine.actor_id": PrivacyClass.STAFF,
        "AuditLine.actor_username": PrivacyClass.STAFF,
        "AuditLine.subject": PrivacyClass.POINTER,
        "AuditLine.facts": PrivacyClass.CODED,
        "AuditLine.previous_hash": PrivacyClass.SEAL,
        "AuditLine.line_hash": PrivacyClass.SEAL,
        "AuditHead.id": PrivacyClass.KEY,
        "AuditHead.position": PrivacyClass.KEY,
        "AuditHead.line_hash": PrivacyClass.SEAL,
        "TrailCheckpoint.id": PrivacyClass.KEY,
        "TrailCheckpoint.size": PrivacyClass.KEY,
        "TrailCheckpoint.root": PrivacyClass.SEAL,
        "TrailCheckpoint.frontier": PrivacyClass.SEAL,
        "TrailCheckpoint.note": PrivacyClass.SEAL,
        "TrailCheckpoint.made_at": PrivacyClass.DAY,
        "ReviewVerdict.id": PrivacyClass.KEY,
        "ReviewVerdict.finding": PrivacyClass.SEAL,
        "ReviewVerdict.rule": PrivacyClass.CODED,
        "ReviewVerdict.about_username": PrivacyClass.STAFF,
        "ReviewVerdict.up_to_position": PrivacyClass.KEY,
        "ReviewVerdict.verdict": PrivacyClass.CODED,
        "ReviewVerdict.reason": PrivacyClass.TEXT,
        "ReviewVerdict.by_username": PrivacyClass.STAFF,
        "ReviewVerdict.at": PrivacyClass.DAY,
    }
)
