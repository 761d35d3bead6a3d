"""How near the fields of a check come to a person: coded counts, and who of the staff asked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

# Findings name small counts, as the record of a protection does; they are read by those who compute releases.
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        "TextsCheck.id": PrivacyClass.KEY,
        "TextsCheck.year": PrivacyClass.CODED,
        "TextsCheck.task_id": PrivacyClass.KEY,
        "TextsCheck.requested_at": PrivacyClass.DAY,
        "TextsCheck.requested_by": PrivacyClass.STAFF,
        "TextsCheck.checked_at": PrivacyClass.DAY,
        "TextsCheck.texts_sha256": PrivacyClass.SEAL,
        "TextsCheck.release_mark": PrivacyClass.SEAL,
        "TextsCheck.findings": PrivacyClass.CODED,
    }
)
