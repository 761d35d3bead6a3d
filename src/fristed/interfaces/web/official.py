"""What the steps towards official statistics are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import labels
from fristed.interfaces.web.statistics.protection.words import place_of
from fristed.statistics.releases.official.actions import NotOfficialYet, NotReadyToFreeze
from fristed.statistics.releases.official.codes import Kind, Objection, Reason
from fristed.statistics.releases.official.forms.actions import NotToBePrinted

Words = Mapping[str, str | Promise]
KINDS: Words = {
    Kind.FINAL: _("Final figures"),
    Kind.PRELIMINARY: _("Preliminary figures"),
    Kind.RUNNING: _("Running figures"),
}
REASONS: Words = {
    Reason.LATE_REGISTRATIONS: _("Cases were registered late"),
    Reason.CORRECTED_CASES: _("Cases were registered wrongly and have been corrected"),
    Reason.MISCALCULATED: _("Something was computed wrongly"),
    Reason.RULE_CHANGED: _("The rule for what is hidden has changed"),
    Reason.FINAL_FIGURES: _("Final figures replace preliminary ones"),
    Reason.NEW_FIGURES: _("Newer running figures"),
}
OBJECTIONS: Words = {
    Objection.FIGURES_DOUBTED: _("The figures do not look right"),
    Objection.REGISTER_NOT_DONE: _("The register is not done"),
    Objection.TOO_MUCH_HIDDEN: _("Too much is hidden, or the wrong numbers"),
    Objection.NOT_NOW: _("This is not the time to publish"),
}
STANDINGS: Words = {
    "proposed": _("Waits for a signature"),
    "sent_back": _("Sent back"),
    "signed_off": _("Signed off, not published"),
    "scheduled": _("Will be published"),
    "public": _("Published"),
}
COLOURS: Mapping[str, str] = {
    "proposed": "info",
    "sent_back": "warning",
    "signed_off": "info",
    "scheduled": "info",
    "public": "success",
}
WHY_NOT: Words = {
    "year_goes_on": _("The year is not over. Only running figures can be frozen."),
    "services_not_done": _("Not every service stands by the year yet: %(services)s."),
    "no_cases": _("There is no case in that year."),
    "a_version_waits": _("A version waits already. Sign it off or send it back first."),
    "nothing_proved": _("No release has been computed from these facts yet, or it could not be proved safe."),
    "no_reason": _("Say why the published version is corrected."),
    "no_such_version": _("There is no such version."),
    "nothing_waits": _("This version does not wait for a signature any more."),
    "another_waits": _(
        "Another proposal waits now than the one you looked at. Look at it again before you sign."
    ),
    "not_as_signed": _(
        "What is stored is not what was signed, so it is not published. Send it back, and propose it anew."
    ),
    "not_signed": _("The version is not signed off."),
    "public_already": _("The version is published already."),
    "moment_has_passed": _("Choose a day that has not passed; the next update comes after it."),
    "no_day_yet": _("The version has no day of publishing yet."),
    "not_tried": _(
        "It has not been tried beside version %(versions)s, which is published. Compute it again from the "
        "newest facts."
    ),
    "told_together": _(
        "Whoever has kept version %(versions)s can work out hidden numbers from the two together: %(cells)s. "
        "It cannot be published like this, and nobody can overrule that. Wish that other numbers are hidden, "
        "or wait until more cases have changed, and compute again."
    ),
    "same_hands": _("You have made this version yourself. Somebody else must sign it off."),
}
MOST_CELLS = 5
"""So many hidden numbers are named; of more, only how many there are."""


def refusal(error: NotOfficialYet | NotReadyToFreeze | NotToBePrinted) -> str:
    """Say why a step is refused, with the services, versions or numbers that it is about."""
    services = (labels.service(code) for code in getattr(error, "services", ()))
    return str(WHY_NOT[error.why]) % {
        "services": ", ".join(services),
        "versions": ", ".join(str(one) for one in getattr(error, "versions", ())),
        "cells": _named(getattr(error, "cells", ())),
    }


def _named(cells: tuple[str, ...]) -> str:
    named = "; ".join(place_of(key) for key in cells[:MOST_CELLS])
    more = len(cells) - MOST_CELLS
    return _both(named, more) if more > 0 else named


def _both(named: str, more: int) -> str:
    return gettext("%(named)s; and %(more)d more") % {"named": named, "more": more}
