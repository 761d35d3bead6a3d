"""What is wrong with how to make contact, all of it at once."""

from __future__ import annotations

from datetime import date

from fristed.casework.cases.free_text import marks_refused
from fristed.casework.cases.plain_words import identifying_marks
from fristed.casework.consultations.facts import ContactRule
from fristed.casework.consultations.rules import contact_rule_problems


def contact_problems(
    rule: ContactRule, *, service: str, on_date: date, is_consultation: bool
) -> list[tuple[str, str]]:
    """Give what is wrong with a rule, as pairs of a field and a code.

    The words may not hold marks that point at somebody where nobody may be pointed at: in an anonymous
    consultation, and in a service whose register is anonymous.
    """
    found = [(problem.field, problem.code) for problem in contact_rule_problems(rule)]
    refused = marks_refused(rule.words, (service,), on_date=on_date)
    marks = identifying_marks(rule.words) if is_consultation else refused
    return [*found, *(("words", mark) for mark in marks)]
