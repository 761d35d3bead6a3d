"""What is refused about outreach, and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "unknown_value": _("Choose one of the values in the list."),
        "day_missing": _("Say which day."),
        "day_to_come": _("This has not happened yet: choose today or an earlier day."),
        "day_before_last_step": _("This day is before the step that came before it."),
        "day_is_over": _("This day is over: choose today or a later day."),
        "day_too_far": _("This day is years ahead. Is the year right?"),
        "day_too_early": _("Nothing older than 2015 is registered here."),
        "step_not_next": _("This step cannot come now. Somebody may have taken a step meanwhile."),
        "changed_meanwhile": _(
            "Somebody has changed this meanwhile. Look at it as it is now, and try again."
        ),
        "other_service": _("This belongs to another service now."),
        "own_service": _("Choose another service than your own."),
        "no_help_asked": _("No help is asked for with this one, or somebody has taken it."),
        "helps_already": _("Your service takes part already."),
        "not_yours": _("Whoever noted it, or a leader of the service, may correct it."),
        "only_leaders": _("Leaders of the diversity advisers keep this register."),
        "only_witnesses": _("Only the Expert Team is called as expert witness here."),
        "reason_missing": _("Choose a reason."),
        "number_missing": _("Write how many."),
        "number_impossible": _("This number cannot be right."),
        "more_than_took_part": _("More have answered than took part."),
        "more_answers_than_people": _("There are more answers to this question than people who answered."),
        "conflict_found_by_you": _("You found a conflict. Somebody else checks again, or a leader."),
        "feedback_given": _("The feedback is noted already."),
        "week_too_long": _("A week has at most seven days, and ends after it begins."),
        "week_twice": _("There is a week that begins on this day already."),
        "no_such_week": _("Choose a week of your own service that the day falls in."),
        "witness_disqualified": _("Check for conflicts first. Who is disqualified can only decline."),
        "share_impossible": _("A share is a whole number from 0 to 100."),
        "shares_too_many": _("The shares of girls, boys and others are more than 100 together."),
        "year_impossible": _("Write a year from 2015 until now."),
        "month_impossible": _("Write a month from 1 to 12, or nothing for the whole year."),
        "share_of_post_impossible": _("The share of a post is a whole number from 1 to 100."),
        "adviser_unknown": _("Choose a colleague in the service, or write a name."),
        "name_too_long": _("This is too long."),
        "phone_impossible": _("Write a telephone number of the service, with digits and spaces only."),
        "marks_of_a_person": _("This looks like a national identity number. Write nothing about persons."),
        "contact_in_name": _("Write the name of the agency only, with no number and no address of e-mail."),
        "column_missing": _("A column is missing."),
        "column_unknown": _("There is no such column."),
        "column_twice": _("The column stands there twice."),
        "not_a_number": _("This is not a whole number."),
        "row_too_long": _("The row has more cells than the heading."),
        "row_twice": _("The same month stands there twice."),
        "file_empty": _("There is nothing in the file below the heading."),
        "file_too_large": _("The file is too large for this."),
        "file_not_text": _("The file is not text in UTF-8."),
    }
)


class OutreachRefused(Refused):
    """Something about outreach is refused; nothing is changed."""

    MESSAGES = MESSAGES


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell of a file: the row as people count, the heading of the column, and a code."""

    row: int
    column: str
    code: str

    @property
    def sentence(self) -> str:
        """Say it in the language of the reader."""
        return str(MESSAGES[self.code])


class FileRefused(Exception):
    """A file of answers is refused as a whole; every fault has its row and column, and no value."""

    def __init__(self, faults: Iterable[CellFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"row {one.row}, {one.column}: {one.code}" for one in self.faults))
