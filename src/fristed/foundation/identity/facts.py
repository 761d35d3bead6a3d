"""Who is acting, as every verb sees it: a frozen record, not an account row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or program that calls a verb; doors fix it once per request.

    Attributes
    ----------
    account_id
        The account's key, or ``None`` for the command line.
    username, display_name
        How the audit trail and the screen name the actor.
    service
        ``KT``, ``MR``, ``SU`` or ``FT``; ``None`` for those who belong to no service.
    permissions
        Codes of :class:`fristed.foundation.identity.rules.Permission`.
    directorate
        A code of the list of directorates, such as ``imdi``; ``None`` for all others.
    at
        When the door met the actor, or ``None``: grants and emergency access hold only for who comes at a
        known time.
    kept_by
        Of a machine of another system, the accounts of those who let it in: what is shut to one of them is
        shut to it, so that nobody reads through a machine what they may not read themselves.
    """

    account_id: int | None
    username: str
    display_name: str
    service: str | None
    permissions: frozenset[str]
    directorate: str | None = None
    at: datetime | None = None
    kept_by: frozenset[int] = frozenset()
