"""How near the fields of this room come to a person: most tell of staff; two texts are written by staff.

Reasons and purposes are seen by the leader and the case's responsible alone: in no trail, no statistics.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fristed.foundation.privacy import PrivacyClass

_FIELDS: Mapping[PrivacyClass, Mapping[str, tuple[str, ...]]] = {
    PrivacyClass.KEY: {
        "Tie": ("id",),
        "Block": ("id",),
        "Naming": ("id",),
        "Lowering": ("id",),
        "Grant": ("id", "key"),
        "BrokenGlass": ("id", "key"),
        "Notice": ("id", "glass"),
        "StaffPseudonym": ("id",),
    },
    PrivacyClass.CODED: {
        "Tie": ("service",),
        "Block": ("service",),
        "Naming": ("service",),
        "Lowering": ("service", "grading"),
        "Grant": ("service", "level"),
        "BrokenGlass": ("service", "outcome"),
    },
    PrivacyClass.POINTER: {
        "Tie": ("reference",),
        "Block": ("reference",),
        "Naming": ("reference",),
        "Lowering": ("reference",),
        "Grant": ("reference",),
        "BrokenGlass": ("reference",),
        "StaffPseudonym": ("pseudonym",),
    },
    PrivacyClass.DAY: {
        "Tie": ("declared_at", "ended_at"),
        "Block": ("blocked_at", "ended_at"),
        "Naming": ("named_at", "ended_at"),
        "Lowering": ("asked_at", "decided_at"),
        "Grant": ("starts_at", "ends_at", "given_at", "ended_at"),
        "BrokenGlass": ("broken_at", "until_at", "reviewed_at"),
        "Notice": ("at", "read_at"),
    },
    PrivacyClass.STAFF: {
        "Tie": ("account_id", "kind", "ended_by"),
        "Block": ("account_id", "blocked_by", "ended_by"),
        "Naming": ("account_id", "named_by", "ended_by"),
        "Lowering": ("asked_by", "decided_by"),
        "Grant": ("account_id", "stands_in_for_account_id", "given_by", "ended_by"),
        "BrokenGlass": ("account_id", "reviewed_by"),
        "Notice": ("account_id",),
        "StaffPseudonym": ("account_id",),
    },
    PrivacyClass.TEXT: {"Grant": ("purpose",), "BrokenGlass": ("reason",)},
}
PRIVACY: Mapping[str, PrivacyClass] = MappingProxyType(
    {
        f"{model}.{field}": privacy
        for privacy, models in _FIELDS.items()
        for model, fields in models.items()
        for field in fields
    }
)
