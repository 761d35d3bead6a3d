"""What the trail calls reading, and how it names a reader without naming who it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from fristed.foundation.identity.rules import Permission

READ_IN, READ_AS = "in", "as"
"""Facts of every line about reading: the reader's service and kind of role."""

REFUSED = "read.refused"
OPENED = "vault.opened"
"""What tells that sealed words are about to be given."""
GLASS_REFUSED = "access.glass_refused"
REFUSALS = (REFUSED, GLASS_REFUSED)
"""What tells that somebody asked in vain, in the same words whether there is such a case or not."""
BREAK_GLASS = "access.broken_glass"
ADDRESS_READ, PLACE_READ = "address.read", "place.read"
ADDRESS_READS = (ADDRESS_READ, PLACE_READ)
"""What tells that somebody has seen where a person is: by the second, an officer opens the sealed place."""
IN_VAIN = (*REFUSALS, "place.passphrase_wrong")
ACCESS_LOG_READ = "access_log.read"
SUMMARY_GIVEN = "paper.summary_given"
"""What tells that a summary of a case was given to somebody outside."""

# Why somebody looks at a case, as it is told to the person: by what was opened.
_CONTENT: Mapping[str, str] = MappingProxyType(
    {
        "case.read": "casework",
        "case.step_read": "casework",
        "case.consultation_read": "casework",
        "grey_zone.read": "casework",
        "person.read": "casework",
        "journal.read": "casework",
        "journal.entry_read": "casework",
        "journal.file_read": "casework",
        "move.read": "casework",
        "journey.read": "casework",
        "journey.form_read": "casework",
        "reception.read": "casework",
        "reception.part_read": "casework",
        "party.list_read": "casework",
        "party.form_read": "casework",
        "reception.details_read": "address",
        "conference.read": "casework",
        "plan.read": "casework",
        "plan.form_read": "casework",
        "plan.alarm_read": "casework",
        "paper.form_read": "casework",
        "paper.list_read": "casework",
        "paper.advice_printed": "casework",
        "housing.read": "casework",
        "mentor.read": "casework",
        PLACE_READ: "address",
    }
)
CASE_READS = frozenset(_CONTENT)
"""Events that tell that somebody has seen the content of one case."""
PURPOSES: Mapping[str, str] = MappingProxyType(
    {**_CONTENT, ACCESS_LOG_READ: "own_access", ADDRESS_READ: "address", BREAK_GLASS: "emergency"}
    | {SUMMARY_GIVEN: "handed_over"}
)
"""Every event that stands in the log of a person's case."""


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
    return event.endswith(("read", REFUSED)) or event == OPENED
