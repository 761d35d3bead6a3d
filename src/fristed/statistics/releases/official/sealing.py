"""One hash of what a person signs: the numbers of a version, and why it corrects the one before."""

from __future__ import annotations

import hashlib

from fristed.statistics.releases.models import OfficialRelease


def seal_of_version(row: OfficialRelease) -> str:
    """Hash what a version says; another release under the same number has another seal."""
    return hashlib.sha256(f"{row.release.payload_sha256} {row.reason}".encode()).hexdigest()


def is_as_signed(row: OfficialRelease) -> bool:
    """Whether a version still says what was signed; one that was signed before seals were kept passes."""
    return not row.signed_seal or row.signed_seal == seal_of_version(row)
