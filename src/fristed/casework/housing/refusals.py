"""What is refused about places to live, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.plain_words import MESSAGES as OF_MARKS
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        **OF_MARKS,
        "case_is_closed": _("The case is closed. Reopen it first."),
        "unknown_value": _("Choose one of the values in the list."),
        "day_missing": _("Say which day."),
        "day_to_come": _("This has not happened yet: choose today or an earlier day."),
        "day_before_last_step": _("This day is before the step that came before it."),
        "day_past": _("Choose today or a later day."),
        "day_too_far": _("Choose a day that is less far ahead."),
        "ends_before_it_begins": _("The last day must be after the first."),
        "step_not_next": _("This step cannot come now. Somebody may have taken a step meanwhile."),
        "reason_missing": _("Choose a reason."),
        "words_too_long": _("Write at most 4,000 characters."),
        "destroyed": _("What was written in this case has been destroyed."),
        "name_an_officer": _(
            "The address is protected: name a housing officer to the case first, so that somebody sees it."
        ),
        "person_missing": _("Choose who the place is for."),
        "adults_only": _("The scheme is for those who are 18 or more."),
        "asked_already": _("A place is asked for this person already, and that is not over."),
        "companion_is_housed": _("One who comes along has a place, or is asked one for, already."),
        "suitability_missing": _("Say whether a place is right."),
        "ground_missing": _("Say what the assessment rests on."),
        "ground_does_not_fit": _("The ground does not go with what you have found."),
        "not_recommended": _("A place in this scheme needs that the police recommend it."),
        "criteria_missing": _("The pilot needs at least one of its criteria. Note it first."),
        "police_first": _("Ask the police for a security recommendation first."),
        "not_suitable": _("A place was found not to be right. It cannot be offered."),
        "security_not_asked": _("The police have not been asked, or have answered already."),
        "passed_on_already": _("It has been passed on already."),
        "places_missing": _("Choose as many places as the group takes."),
        "place_unknown": _("There is no such place."),
        "place_taken": _("One of the places is taken. Somebody may have given it away meanwhile."),
        "person_housed": _("One of the group has a place already."),
        "place_not_there": _("One of the places is not part of the capacity then, or is to be cut."),
        "more_dwellings": _("A group lives in one dwelling. Choose places of one."),
        "not_cleared": _(
            "The police have not cleared the dwelling for that day, or the clearance has ended."
        ),
        "zone_shunned": _("The dwelling is in a zone that the person must keep away from."),
        "longest_stay": _(
            "A stay lasts at most nine months. To go on, record an exception with the reason first."
        ),
        "not_longer": _("The new last day must be after the one that holds now."),
        "not_living_there": _("Nobody lives at a place now in this matter."),
        "family_not_wished": _("The person does not wish work with the family."),
        "nothing_to_note": _("Say what was found."),
        "name_taken": _("There is one with this name already. Try once more."),
        "no_such_provider": _("There is no such provider."),
        "not_a_provider": _("Choose somebody who works for a provider and for no other."),
        "no_such_dwelling": _("There is no such dwelling."),
        "place_in_use": _("Somebody has this place. It can be cut when they have moved out."),
        "cut_already": _("This place has been cut already."),
        "number_of_places": _("Choose between 1 and 50 places."),
        "clearance_overlaps": _("The dwelling is cleared for one of these days already."),
        "no_clearance": _("There is no clearance in force to end."),
        "address_missing": _("Write the address."),
        "too_long": _("Write at most 200 characters."),
        "wrong_passphrase": _("That is not your passphrase."),
        "no_officer": _("Name officers who have enrolled in this service."),
        "no_escrow": _("Appoint three escrow holders first."),
        "place_exists": _("The address has its officers already."),
        "changed_meanwhile": _("Somebody else has changed it meanwhile. Open the page once more."),
    }
)


class HousingRefused(Refused):
    """Something about a place to live is refused; nothing is changed."""

    MESSAGES = MESSAGES
