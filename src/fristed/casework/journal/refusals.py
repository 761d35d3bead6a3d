"""What is refused in the journal, and in which words. No value is ever repeated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.messages import MESSAGES as OF_CASES
from fristed.casework.cases.plain_words import MESSAGES as OF_MARKS
from fristed.casework.journal.facts import Line
from fristed.foundation.refusals import Refused
from fristed.foundation.stripping.kinds import WhyNot

_SHARED = ("required", "unknown_code", "not_in_use", "date_in_future", "case_is_closed", "noted_already")
MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **{code: OF_CASES[code] for code in _SHARED},
        **OF_MARKS,
        "too_long": _("Write at most 10 000 characters."),
        "no_choice": _("Choose who may read it."),
        "ends_before": _("It cannot end before it begins."),
        "changed_meanwhile": _(
            "Somebody else has changed this meanwhile. Both texts are below. Nothing is lost."
        ),
        "not_yours": _("A judgement is changed by the one who made it. Write your own."),
        "destroyed": _("What was sealed for this case has been destroyed. Nothing more can be written."),
        "file_too_large": _("The file is too large. Give one of at most 4 MB."),
        WhyNot.UNKNOWN: _("This kind of file is not taken. Give a PDF, JPEG, PNG, DOCX, XLSX or ODT."),
        WhyNot.DAMAGED: _("The file is damaged and cannot be cleaned."),
        WhyNot.LOCKED: _("The file has a password and cannot be cleaned. Save it without one."),
        WhyNot.TOO_MUCH: _("The file unpacks to too much. Make it smaller."),
        WhyNot.PICTURE_INSIDE: _(
            "A picture in the file cannot be cleaned. Save it as PDF, or use JPEG or PNG pictures."
        ),
        WhyNot.MACROS: _("The file holds a program (macros). Save it without."),
    }
)


class JournalRefused(Refused):
    """Something is refused; nothing is stored."""

    MESSAGES = MESSAGES


class ChangedMeanwhile(JournalRefused):
    """Somebody else has written the next version already; ``theirs`` is that version, opened."""

    def __init__(self, theirs: Line) -> None:
        self.theirs = theirs
        super().__init__(("", "changed_meanwhile"))
