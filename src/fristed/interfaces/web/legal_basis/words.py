"""What modes, fields, purposes and refusals are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.legal_basis.codes import Mode, Side, Switch, Why
from fristed.foundation.privacy import PrivacyClass

Words = Mapping[str, str | Promise]

MODES: Words = {
    Mode.ANONYMOUS: _("Anonymous"),
    Mode.PSEUDONYMOUS: _("Pseudonymous"),
    Mode.IDENTIFIED: _("Identified"),
}
MODES_MEAN: Words = {
    Mode.ANONYMOUS: _("Nothing that can identify a person may be held."),
    Mode.PSEUDONYMOUS: _(
        "The same person may be recognised and reached, but not named: pseudonym, what to call them, safe "
        "contact."
    ),
    Mode.IDENTIFIED: _("Persons may be named, field by field, where there is a legal basis for the field."),
}
FIELDS: Words = {
    "pseudonym": _("Pseudonym"),
    "called_name": _("What to call the person"),
    "safe_contact": _("Safe way to get in touch"),
    "name": _("Name"),
    "national_id": _("National identity number"),
    "phone": _("Phone number"),
    "note": _("Note"),
    "address": _("Address"),
    "unit": _("Housing unit"),
    "school": _("School"),
    "flight": _("Flight"),
    "police_recommendation": _("Recommendation from the police"),
}
FIELDS_HELP: Words = {
    "called_name": _("A first name or another name they choose. Not the full name."),
    "safe_contact": _("How, when and through whom they can be reached without danger."),
    "national_id": _("Eleven digits."),
    "note": _("Only what must be remembered and fits nowhere else."),
    "police_recommendation": _("What the police advise, in short."),
}
PURPOSES: Words = {
    "recognise": _("Recognise that it is the same person"),
    "shield": _("Keep the case from staff who know the person"),
    "follow_up": _("Follow up the person"),
    "reach": _("Reach the person safely"),
    "protect": _("Protect the person where they stay"),
}
WHY: Words = {
    Why.UNKNOWN_FIELD: _("There is no such field."),
    Why.MODE_TOO_LOW: _("The mode of the register does not allow it."),
    Why.NO_BASIS: _("No legal basis has been decided."),
    Why.SWITCHED_OFF: _("Switched off."),
    Why.ENDED: _("The legal basis has ended."),
}
SIDES: Words = {Side.LEADER: _("Leader of a service"), Side.OWNER: _("System owner")}
SWITCHES: Words = {Switch.ON: _("Switch on"), Switch.OFF: _("Switch off")}
ZONES: Words = {
    "B": _("Sealed under the key of the case"),
    "C": _("Sealed to named officers"),
}
CLASSES: Words = {
    PrivacyClass.KEY: _("A number the database gives"),
    PrivacyClass.CODED: _("A code of a list"),
    PrivacyClass.DAY: _("A date or time"),
    PrivacyClass.POINTER: _("A random reference or pseudonym"),
    PrivacyClass.STAFF: _("Which member of staff"),
    PrivacyClass.SEAL: _("A seal: means nothing without its key"),
    PrivacyClass.IDENTITY: _("Who the person is"),
    PrivacyClass.PLACE: _("Where the person is"),
    PrivacyClass.TEXT: _("Free text"),
}


def setting_words(field: str, setting: str) -> str:
    """Say what a decision sets: a mode, or a field on or off."""
    return str(SWITCHES[setting] if field else MODES[setting])


def subject_words(field: str) -> str:
    """Say what a decision is about."""
    return str(FIELDS[field] if field else _("The mode of the register"))
