"""What became of the last printing of a version, in the words of those who published it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web import formats
from fristed.interfaces.web.requests import HouseRequest
from fristed.statistics.releases.official.forms.queries import print_state
from fristed.statistics.releases.official.queries import Version

COLOURS: Mapping[str, str] = {
    "waiting": "info",
    "running": "info",
    "done": "success",
    "refused": "warning",
    "stopped": "danger",
    "too_long": "danger",
}
SENTENCES: Mapping[str, Promise] = {
    "waiting": _("The forms of version %(version)d wait to be printed, since %(since)s."),
    "running": _("The forms of version %(version)d are being printed: %(written)d of %(wanted)d kinds."),
    "done": _("The forms of version %(version)d were printed and are kept, %(since)s."),
    "refused": _("The forms of version %(version)d were not kept. What was kept before stands."),
    "stopped": _("The program that prints the forms of version %(version)d stopped. What was kept stands."),
    "too_long": _(
        "The program that prints the forms of version %(version)d took too long. What was kept stands."
    ),
}
REASONS: Mapping[str, Promise] = {
    "prose": _("A number that is typed in the texts of the report gives a hidden number away."),
    "others_kept": _(
        "Other files are kept already, and what is kept is never changed. Publish a correction instead."
    ),
    "moment_changed": _("The day of publishing was changed meanwhile. Print again."),
    "no_such_version": _("There is no such version."),
    "no_day_yet": _("The version has no day of publishing yet."),
}


@dataclass(frozen=True, slots=True)
class Printing:
    """A printing as the page shows it."""

    words: str
    why: str
    colour: str
    is_open: bool = False


def shown_printing(request: HouseRequest, head: Version) -> Printing | None:
    """Say how far the printing of a version has come, to those who may ask for it."""
    found = print_state(head.year, head.policy, head.version, reader=request.actor, at=request.at)
    if found is None:
        return None
    words = str(SENTENCES[found.progress]) % {
        "version": head.version,
        "since": formats.moment(found.since),
        "written": found.written,
        "wanted": found.wanted,
    }
    is_open = found.progress in ("waiting", "running")
    return Printing(words, str(REASONS.get(found.reason, "")), COLOURS[found.progress], is_open)
