"""What is refused about the preparedness letter, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "year_unfit": _("Write a year from 2000 to next year."),
        "words_missing": _("Write this in all three languages."),
        "title_too_long": _("Write at most 200 characters."),
        "nothing_changed": _("Nothing is changed since the last version."),
        "no_such_version": _("There is no such version. Somebody may have written another meanwhile."),
        "not_the_newest": _("Somebody has written a newer version. Approve that one."),
        "own_version": _("Somebody else than who wrote it must approve it."),
        "approved_already": _("This version is approved already."),
        "not_approved": _("Somebody else must approve the version before it is sent."),
        "day_missing": _("Say which day."),
        "day_to_come": _("This has not happened yet: choose today or an earlier day."),
        "day_before_sent": _("This day is before the letter was sent."),
        "nobody_chosen": _("Choose at least one recipient."),
        "no_such_recipient": _("There is no such recipient of this letter."),
        "name_missing": _("Write the name of the office, with at most 200 letters."),
        "name_taken": _("There is a recipient with this name already."),
        "kind_unknown": _("Choose one of the values in the list."),
        "text_missing": _("Write it."),
        "text_too_long": _("This is too long."),
        "points_at_a_person": _("This looks like an identity number. Write nothing about a person."),
        "no_such_question": _("There is no such question."),
    }
)


class LetterRefused(Refused):
    """Something about a letter is refused; nothing is changed."""

    MESSAGES = MESSAGES
