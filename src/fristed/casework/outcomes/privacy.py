"""How near the fields of this room come to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "State.id": PrivacyClass.KEY,
        "State.case": PrivacyClass.KEY,
        "State.moment": PrivacyClass.CODED,
        "State.on_date": PrivacyClass.DAY,
        "State.noted_at": PrivacyClass.DAY,
        "State.noted_by": PrivacyClass.STAFF,
        "State.safety": PrivacyClass.CODED,
        "State.health": PrivacyClass.CODED,
        "State.freedom": PrivacyClass.CODED,
        "State.support": PrivacyClass.CODED,
        "State.coping": PrivacyClass.CODED,
        "State.not_made": PrivacyClass.CODED,
        "Answers.id": PrivacyClass.KEY,
        "Answers.case": PrivacyClass.KEY,
        "Answers.on_date": PrivacyClass.DAY,
        "Answers.noted_at": PrivacyClass.DAY,
        "Answers.noted_by": PrivacyClass.STAFF,
        "Answers.way": PrivacyClass.CODED,
        "Answers.next_step": PrivacyClass.CODED,
        "Answers.in_time": PrivacyClass.CODED,
        "Answers.more_secure": PrivacyClass.CODED,
    }
)
