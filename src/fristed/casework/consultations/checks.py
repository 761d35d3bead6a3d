"""What is wrong with how to make contact, all of it at once."""

from __future__ import annotations

from datetime import date

from fristed.casework.cases.plain_words import identifying_marks
from fristed.casework.consultations.facts import ContactRule
from fristed.casework.consultations.rules import contact_rule_problems
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.queries import decisions_of
from fristed.foundation.legal_basis.rules import mode_on


def contact_problems(
    rule: ContactRule, *, service: str, on_date: date, is_consultation: bool
) -> list[tuple[str, str]]:
    """Give what is wrong with a rule, as pairs of a field and a code.

    The words may not hold marks that point at somebody where nobody may be pointed at: in an anonymous
    consultation, and in a service whose register is anonymous.
    """
    found = [(problem.field, problem.code) for problem in contact_rule_problems(rule)]
    if is_consultation or mode_on(service, on_date, decisions_of(service)) == Mode.ANONYMOUS:
        found += [("words", mark) for mark in identifying_marks(rule.words)]
    return found
