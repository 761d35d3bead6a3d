"""Free text about a case, for every room that seals words: whose it is, and what it may not hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fristed.casework.cases.models import Case
from fristed.casework.cases.plain_words import identifying_marks
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.queries import decisions_of
from fristed.foundation.legal_basis.rules import mode_on
from fristed.foundation.vault.facts import Owner

FOR_EVERY_READER = frozenset({"safe_contact"})
"""Tables of the vault whose words whoever may read a case may read."""


def owner_of(case: Case) -> Owner:
    """Give whose the sealed fields of a case are in the vault."""
    return Owner(case.service, case.reference)


def marks_refused(text: str, services: Iterable[str], *, on_date: date) -> tuple[str, ...]:
    """Say which marks that point straight at somebody a text may not hold on a day.

    Parameters
    ----------
    services
        Every service whose staff will read it: one whose register is anonymous is enough to refuse.
    """
    marks = identifying_marks(text)
    return marks if marks and any(_is_anonymous(one, on_date) for one in set(services)) else ()


def _is_anonymous(service: str, on_date: date) -> bool:
    return mode_on(service, on_date, decisions_of(service)) == Mode.ANONYMOUS
