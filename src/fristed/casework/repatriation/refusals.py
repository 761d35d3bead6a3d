"""What is refused about journeys home, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.plain_words import MESSAGES as OF_MARKS
from fristed.casework.reception.refusals import MESSAGES as RECEPTION
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **OF_MARKS,
        "not_now": _("This cannot be done as the application stands now. Look at the page again."),
        "case_is_closed": _("The case is closed. Reopen it first."),
        "no_members": _("Choose who travels."),
        "not_of_the_case": _("Somebody you chose is not noted in the case."),
        "applied_already": _("There is an application under way for one of them already."),
        "nothing_asked": _("Choose whether you ask for refund, for reception, or for both."),
        "unknown_country": _("Choose a country."),
        "name_the_receiver": _("The address is protected: choose who in the Expert Team shall see it."),
        "not_a_colleague": _("Choose somebody in the Expert Team who works with cases."),
        "not_the_same": _("Somebody else than who applied must do this."),
        "unknown_condition": _("There is no such condition."),
        "unknown_value": _("Choose one of the values in the list."),
        "ground_missing": _("Choose a ground that goes with the decision."),
        "text_missing": _("Write the grounds."),
        "text_too_long": _("Write at most 4,000 characters."),
        "appeal_missing": _("The decision must say how it can be appealed."),
        "conditions_unanswered": _("Answer every condition before you grant."),
        "condition_not_met": _("Not every condition is met. Grant as an exception, or refuse."),
        "words_missing": _("Write something."),
        "day_missing": _("Say which day."),
        "day_past": _("Choose today or a later day."),
        "day_to_come": _("The day has not come yet."),
        "too_far_ahead": _("Choose a day within a year."),
        "before_what_it_follows": _("The day comes before what it follows."),
        "reception_not_agreed": _(
            "Reception was asked for, and not everything is agreed. Nobody travels before it is."
        ),
        "reception_other_day": _(
            "The reception is planned for another day than the ticket says. Nobody travels before it is "
            "agreed for the day of arrival."
        ),
        "after_arrival": RECEPTION["after_arrival"],
        "members_changed": RECEPTION["members_changed"],
        "reception_asked": _("There is a reception under way already."),
        "no_reception": _("No reception was asked for, or it has been dropped already."),
        "nobody_travels": _("Choose at least one who travelled."),
        "not_a_traveller": _("Somebody you chose is not in the travel group, or has returned already."),
        "why_missing": _("Say why."),
        "kroner_missing": _("Write the amount in whole kroner."),
        "receipts_missing": _("Write how many receipts there are, at least one."),
        "not_claimed": _("Nothing has been claimed yet."),
        "more_than_claimed": _("No more is paid than was claimed."),
        "source_missing": _("Say where it was read."),
        "words_in_bokmal": _("Write the condition in Bokmål."),
        "dated_before": _("Something newer is noted already. Choose a later day."),
        "destroyed": _("What was written in this case has been destroyed."),
    }
)


class JourneyRefused(Refused):
    """Something about a journey home is refused; nothing is changed."""

    MESSAGES = MESSAGES
