"""What is refused about receptions, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.legal_basis.codes import Why as WhyNot
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_now": _("This cannot be done as the reception stands now. Look at the page again."),
        "no_members": _("Choose who comes home."),
        "not_of_the_case": _("Somebody you chose is not noted in the case."),
        "on_the_way_already": _("There is a reception for one of them already."),
        "case_is_closed": _("The case is closed. Reopen it first."),
        "name_the_receiver": _("The address is protected: choose who in the Expert Team shall see it."),
        "not_a_colleague": _("Choose somebody in the Expert Team who works with cases."),
        "day_missing": _("Say which day."),
        "day_past": _("Choose today or a later day."),
        "day_to_come": _("The day has not come yet."),
        "too_far_ahead": _("Choose a day within a year."),
        "before_what_it_follows": _("The day comes before what it follows."),
        "not_agreed": _("Not everything is agreed for the reception. Nobody travels before it is."),
        "after_arrival": _("They have arrived already on an earlier day."),
        "members_changed": _(
            "Somebody has turned out to be a child or an adult since reception was asked for. Drop it and "
            "ask for it anew, so that all who must be asked are."
        ),
        "asked_anew": _("You are asked anew, since the plan has changed. Look at it again before you agree."),
        "no_such_part": _("There is nothing like that to agree."),
        "cannot_answer": _("Choose somebody who may answer for a part of a reception."),
        "not_asked": _("Nobody has been asked, or it has been answered already."),
        "why_missing": _("Say why."),
        "nothing_given": _("Write at least one of the fields."),
        "too_long": _("Write at most 300 characters."),
        "unknown_field": _("There is no such field."),
        "wrong_passphrase": _("The passphrase is wrong. It is noted that it was tried."),
        "no_officer": _("Choose at least one officer who has a key."),
        "no_escrow": _("Three must hold the escrow before details can be sealed."),
        "opened_already": _("The details have their officers already."),
        "changed_meanwhile": _(
            "Somebody else has changed this meanwhile. Look again before you write over it."
        ),
        "destroyed": _("The details of this reception have been destroyed."),
        WhyNot.UNKNOWN_FIELD.value: _("There is no such field."),
        WhyNot.MODE_TOO_LOW.value: _("The register of your service does not come this near to persons."),
        WhyNot.NO_BASIS.value: _("No legal basis has been decided for this."),
        WhyNot.SWITCHED_OFF.value: _("This has been switched off for your service."),
        WhyNot.ENDED.value: _("The legal basis for this has ended."),
    }
)


class ReceptionRefused(Refused):
    """Something about a reception is refused; nothing is changed."""

    MESSAGES = MESSAGES
