"""What the steps towards official statistics are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.statistics.releases.official.codes import Kind, Objection, Reason

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
    "not_signed": _("The version is not signed off."),
    "public_already": _("The version is published already."),
    "moment_has_passed": _("Choose a day that has not passed; the next update comes after it."),
    "no_day_yet": _("The version has no day of publishing yet."),
    "same_hands": _("You have made this version yourself. Somebody else must sign it off."),
}
