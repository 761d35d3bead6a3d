"""Where the framework keeps sessions: under a keyed hash of the key in the cookie.

Whoever reads the database, or a copy of it, gets no key that a browser could send. The key of the hashes
lies outside the database, as for all in this room.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.contrib.sessions.backends.db import SessionStore as StoreOfKeys
from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.models import Session

from fristed.foundation.identity.staff.keys import mac

# What the framework's column holds: 160 bits in hexadecimal digits.
DIGITS = 40


def stored_key(session_key: str) -> str:
    """Give under what a session is stored, from the key in the cookie."""
    return mac("stored session", session_key)[:DIGITS]


class SessionStore(StoreOfKeys):
    """The framework's store of sessions, that never writes a key down."""

    def _get_session_from_db(self) -> Session | None:
        kept = self.session_key
        if kept is None:
            return None
        self._session_key = stored_key(kept)
        found: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self._session_key = kept if found else None
        return found

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return super().exists(stored_key(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """Give the row of this session, to be stored."""
        row = super().create_model_instance(data)
        row.session_key = stored_key(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """End the session of a key, or this one."""
        known = session_key or self.session_key
        if known is not None:
            super().delete(stored_key(known))

    async def acreate_model_instance(self, data: dict[str, Any]) -> NoReturn:
        """Refuse: nothing here is asynchronous, and the framework would write the key down."""
        raise NotImplementedError("Sessions are stored by the synchronous methods only.")
