"""What a dry run has to say, as sentences: in English for the catalogues, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.facts import Problem
from fristed.casework.cases.messages import message_of
from fristed.casework.exchange.columns import BY_FIELD
from fristed.casework.exchange.facts import NotStored, RowProblem
from fristed.casework.exchange.faults import Fault
from fristed.methods.classifications import LANGUAGES, code_list

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_a_date": _("Write the date as day.month.year, for example 24.12.2026"),
        "not_yes_or_no": _("Write ja or nei."),
        "same_as_row": _("This row is the same as row %(row)s in everything. Is it the same person?"),
        "like_a_case": _("A case that looks the same is in the register already. Is it the same person?"),
    }
)
FAULTS: Mapping[Fault, Promise] = MappingProxyType(
    {
        Fault.NO_FILE: _("Choose a file."),
        Fault.EMPTY: _("The file is empty."),
        Fault.TOO_LARGE: _("The file is too large: at most 4 MB."),
        Fault.WRONG_KIND: _("Only CSV and XLSX files are taken."),
        Fault.UNREADABLE: _("The file cannot be read as a table."),
        Fault.NO_HEADINGS: _("The first row has none of the headings of the template."),
        Fault.UNKNOWN_COLUMNS: _(
            "There are columns that the template does not have. Delete them: nothing but codes and dates is "
            "taken."
        ),
        Fault.MISSING_COLUMNS: _("There are columns missing that every case needs."),
        Fault.COLUMN_TWICE: _("The same column stands twice."),
        Fault.OUTSIDE_COLUMNS: _("There is something in a cell that has no heading."),
        Fault.NO_ROWS: _("There are no rows below the headings."),
        Fault.TOO_MANY_ROWS: _("There are too many rows for one file. Divide it into several."),
    }
)

NOT_STORED: Mapping[NotStored, Promise] = MappingProxyType(
    {
        "not_permitted": _("You may no longer import cases in the service."),
        "already": _("The cases of this very file were stored meanwhile. Nothing is stored twice."),
        "rows": _("The rows that were chosen no longer fit the file."),
        "rules": _("A case breaks a rule as it is now. Have the file checked again."),
        "stopped": _("The program that stores cases stopped before it was done. You can try again."),
    }
)


def heading_of(field: str) -> str:
    """Give what a column is called, in the language of the reader."""
    return str(BY_FIELD[field].heading) if field in BY_FIELD else field


def words_for_fault(fault: str, about: Iterable[str]) -> str:
    """Say why a file is refused, and which columns or rows it is about."""
    places = [BY_FIELD[place].title() if place in BY_FIELD else place for place in about]
    sentence = str(FAULTS[Fault(fault)])
    if fault in (Fault.OUTSIDE_COLUMNS, Fault.UNREADABLE) and places:
        return f"{sentence} " + gettext("Row %(row)s.") % {"row": places[0]}
    if fault == Fault.TOO_MANY_ROWS:
        return f"{sentence} ({places[0]} > {places[1]})"
    return f"{sentence} {', '.join(places)}" if places else sentence


def words_for(problem: RowProblem) -> str:
    """Say one problem in the language of the reader."""
    if problem.code in MESSAGES:
        return str(MESSAGES[problem.code]) % {"row": problem.suggestion}
    language = (get_language() or "en").split("-")[0]
    concern = (
        code_list("main_concerns").label(problem.suggestion, language if language in LANGUAGES else "nb")
        if problem.suggestion
        else ""
    )
    return message_of(Problem(problem.field, problem.code, problem.suggestion), suggestion=concern)


def value_in_words(problem: RowProblem) -> str:
    """Give what stands in the cell, or say that it is not shown, or that it is empty."""
    if problem.hidden:
        return gettext("(%(number)d characters, not shown)") % {"number": problem.hidden}
    return problem.value or gettext("(empty)")
