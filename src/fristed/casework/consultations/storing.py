"""What the verbs and queries of this room share: whose words they are, and under which name they lie."""

from __future__ import annotations

from datetime import datetime

from fristed.casework.cases.free_text import owner_of
from fristed.casework.cases.models import Case
from fristed.casework.consultations.facts import ContactRule, ShownContact
from fristed.casework.consultations.models import SafeContact
from fristed.foundation.identity.facts import Actor
from fristed.foundation.vault.actions import opened
from fristed.foundation.vault.facts import FieldName

SAFE_CONTACT, WORDS = "safe_contact", "words"
CALLS, DRAFT = "calls", "draft"


def words_name(version: int) -> FieldName:
    """Give the name that the words of a rule are sealed under."""
    return FieldName(SAFE_CONTACT, WORDS, "1", version)


def draft_name(account_id: int, version: int) -> FieldName:
    """Give the name that a draft is sealed under: it opens for the account it was sealed for."""
    return FieldName(CALLS, DRAFT, str(account_id), version)


def shown_contact(case: Case, row: SafeContact, *, by: Actor, at: datetime) -> ShownContact:
    """Give a rule with its words opened; the caller has decided that the case may be read."""
    words = ""
    if row.has_words:
        words = opened(owner=owner_of(case), field=words_name(row.version), by=by, at=at)
    return contact_with(row, words)


def contact_with(row: SafeContact, words: str) -> ShownContact:
    """Give a rule with words that have been opened."""
    rule = ContactRule(
        call_back=row.call_back,
        phone_watched=row.phone_watched,
        time=row.time,
        say=row.say,
        words=words,
    )
    return ShownContact(rule, row.version, row.set_at, row.set_by)
