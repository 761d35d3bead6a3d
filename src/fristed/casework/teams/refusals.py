"""What is refused about teams, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_a_colleague": _("Choose somebody who works with cases in the service and may see this case."),
        "already_responsible": _("This person is responsible for the case already."),
        "already_in_team": _("This person works on the case already."),
        "not_in_team": _("This person is not in the team."),
        "no_stand_in": _("Choose a colleague of the service."),
        "yourself": _("Choose somebody else than the one who is away."),
        "time_missing": _("Say from when and until when."),
        "ends_before_start": _("The end must be after the start."),
        "in_the_past": _("The end must be in the future."),
        "too_long": _("Somebody may stand in for a year at most."),
        "nothing_to_end": _("There is nothing to end."),
        "unknown_field": _("There is no such field of work."),
        "other_service": _("Only a member of your own service can be given a field of work."),
    }
)


class TeamRefused(Refused):
    """Something about a team is refused; nothing is changed."""

    MESSAGES = MESSAGES
