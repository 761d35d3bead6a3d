"""What is refused about a person or a place, and in which words. No value is ever repeated."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.legal_basis.codes import Why
from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        Why.UNKNOWN_FIELD.value: _("There is no such field."),
        Why.MODE_TOO_LOW.value: _("The register of your service does not come this near to persons."),
        Why.NO_BASIS.value: _("No legal basis has been decided for this."),
        Why.SWITCHED_OFF.value: _("This has been switched off for your service."),
        Why.ENDED.value: _("The legal basis for this has ended."),
        "not_a_number": _("A national identity number or D-number has eleven digits."),
        "another_number": _("You have told your number before, and it was another one."),
        "too_long": _("Write at most 2 000 characters."),
        "nothing_given": _("Write at least one of the fields."),
        "changed_meanwhile": _(
            "Somebody else has changed this meanwhile. Look again before you write over it."
        ),
        "nothing_held": _("Nothing of this is held."),
        "no_officer": _("Choose at least one officer who has a key."),
        "no_escrow": _("Three must hold the escrow before a place can be opened."),
        "choose_officer": _("Choose an officer who has a key and may read places."),
        "choose_reason": _("Choose a reason."),
        "nothing_to_open": _(
            "Nothing can be opened. Check the case number, who is to open it, and whether you hold a part."
        ),
        "no_opening": _("This opening is over. One of you must begin again."),
        "place_exists": _("The place has its officers already."),
        "wrong_passphrase": _("The passphrase is wrong. It is noted that it was tried."),
        "weak_passphrase": _("A passphrase has at least 14 characters."),
        "enrolled": _("You have a key already."),
        "not_enrolled": _("You have no key yet."),
        "no_holders": _("Choose three different leaders or system owners who have a key."),
        "yourself": _("Somebody else who can open the place takes it from you."),
    }
)


class PersonRefused(Refused):
    """Something about a person or a place is refused; nothing is opened."""

    MESSAGES = MESSAGES
