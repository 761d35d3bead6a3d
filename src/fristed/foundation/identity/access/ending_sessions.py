"""Ending what somebody has open, at once: the one seam to however sessions are kept."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session


def end_sessions_of(account_id: int) -> int:
    """Delete every session in which an account is signed in; give how many there were."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(account_id)
    ]
    Session.objects.filter(pk__in=theirs).delete()
    return len(theirs)
