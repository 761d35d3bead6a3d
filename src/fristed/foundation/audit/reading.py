"""What the trail calls reading, and how it names a reader without naming who it was."""

from __future__ import annotations

from collections.abc import Collection

from fristed.foundation.identity.rules import Permission

READ_IN, READ_AS = "in", "as"
"""Facts of every line about reading: the reader's service and kind of role."""

CASE_READS = frozenset({"case.read", "case.step_read", "grey_zone.read", "person.read", "place.read"})
"""Events that tell that somebody has seen the content of one case."""

REFUSED = "read.refused"
GLASS_REFUSED = "access.glass_refused"
REFUSALS = (REFUSED, GLASS_REFUSED)
"""What tells that somebody asked in vain, in the same words whether there is such a case or not."""
BREAK_GLASS = "access.broken_glass"
ADDRESS_READS = ("address.read", "place.read")
"""What tells that somebody has seen where a person is: by the second, an officer opens the sealed place."""
IN_VAIN = (*REFUSALS, "place.passphrase_wrong")
ACCESS_LOG_READ = "access_log.read"


def role_kind(permissions: Collection[str]) -> str:
    """Give the kind of role of a reader: a leader, a case worker, a system owner, or other staff."""
    if Permission.YEAR_CONFIRM in permissions:
        return "leader"
    if Permission.CASE_READ in permissions:
        return "case_worker"
    return "owner" if Permission.AUDIT_READ in permissions else "staff"


def is_reading(event: str) -> bool:
    """Whether an event tells that something was read, or that reading was refused; not that it was changed.

    Examples
    --------
    >>> is_reading("case.list_read"), is_reading("read.refused"), is_reading("case.closed")
    (True, True, False)
    """
    return event.endswith(("read", REFUSED))


# Why somebody looks at a case, as it is told to the person: by what was opened.
PURPOSES = {
    "case.read": "casework",
    "case.step_read": "casework",
    "grey_zone.read": "casework",
    "access_log.read": "own_access",
    "address.read": "address",
    "person.read": "casework",
    "place.read": "address",
    "access.broken_glass": "emergency",
}
