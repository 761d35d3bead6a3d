"""What the guideline makes one think twice about, in words, and how a reader says "all the same"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fristed.casework.cases.facts import Problem
from fristed.casework.cases.messages import message_of
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.cases import CaseForm


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """One warning, and the element it is about."""

    text: str
    element_id: str


def confirmation_of(warnings: Iterable[Problem]) -> str:
    """Name the warnings that were read, so that new ones are shown before anything is registered."""
    return " ".join(sorted(f"{warning.field}:{warning.code}:{warning.suggestion}" for warning in warnings))


def shown_warnings(warnings: Iterable[Problem], form: CaseForm) -> Iterator[ShownWarning]:
    """Put warnings into words, in the order found."""
    for warning in warnings:
        name = form.ALIASES.get(warning.field, warning.field)
        suggestion = labels.label("main_concerns", warning.suggestion) if warning.suggestion else ""
        field = form[name]
        element_id = f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)
        yield ShownWarning(message_of(warning, suggestion=suggestion), element_id)
