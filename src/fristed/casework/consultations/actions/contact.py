"""How to make contact safely: set when the call is taken, and changed as things change."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fristed.casework.cases.actions.storing import case_to_change
from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.models import Case
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.checks import contact_problems
from fristed.casework.consultations.facts import ContactRule
from fristed.casework.consultations.messages import CallRefused
from fristed.casework.consultations.models import Consultation, SafeContact
from fristed.casework.consultations.storing import words_name
from fristed.foundation.audit.actions import write_line
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission
from fristed.foundation.vault.actions import seal


class ContactChanged(Exception):
    """Somebody else has changed the rule meanwhile; how it stands now is for the reader to see first."""


def set_safe_contact(
    *, reference: str, rule: ContactRule, seen_version: int, by: Actor, at: datetime
) -> None:
    """Put a rule for making contact in place of the one that was seen, with its words sealed.

    Parameters
    ----------
    seen_version
        The version the writer had before the eyes; 0 where there was none.

    Raises
    ------
    NotPermitted, CaseNotFound
        Without permission, or without such a case within reach.
    CallRefused
        With what is wrong, by field.
    ContactChanged
        If it is not the version that was seen; nothing is stored.
    """
    with transaction.atomic():
        case = case_to_change(by, Permission.CASE_FOLLOW_UP, reference)
        anonymous = Consultation.objects.filter(case=case).exists()
        CallRefused.raise_if(
            contact_problems(rule, service=case.service, on_date=day_of(at), is_consultation=anonymous)
        )
        row = SafeContact.objects.filter(case=case).first()
        if row is not None and row.version != seen_version:
            raise ContactChanged(str(ContactChanged.__doc__))
        store_rule(case, rule, version=(row.version if row else 0) + 1, by=by, at=at)


def store_rule(case: Case, rule: ContactRule, *, version: int, by: Actor, at: datetime) -> None:
    """Store a checked rule and seal its words; in the caller's transaction."""
    SafeContact.objects.update_or_create(
        case=case,
        defaults={
            "call_back": rule.call_back,
            "time": rule.time,
            "say": rule.say,
            "phone_watched": rule.phone_watched,
            "has_words": bool(rule.words),
            "version": version,
            "set_at": at,
            "set_by": by.username,
        },
    )
    seal(owner=owner_of(case), field=words_name(version), plain=rule.words, by=by, at=at)
    write_line(event="case.safe_contact_set", by=by, at=at, subject=case.reference)
