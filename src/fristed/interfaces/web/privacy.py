"""How near what the door keeps comes to a person: tokens, a reference, and which account sent the form."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "AnsweredForm.id": PrivacyClass.KEY,
        "AnsweredForm.account_id": PrivacyClass.STAFF,
        "AnsweredForm.token": PrivacyClass.KEY,
        "AnsweredForm.reference": PrivacyClass.POINTER,
        "AnsweredForm.answered_at": PrivacyClass.DAY,
    }
)
