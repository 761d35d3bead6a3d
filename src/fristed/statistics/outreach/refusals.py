"""Why the statistics of outreach of a year are not made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_over": _("The year is not over. Its numbers are made when it is."),
        "computed": _(
            "The numbers of this year are made. They are made once, so that no two can be compared."
        ),
        "later_made": _("A later year is made already, and prints numbers of this one. Make years in order."),
    }
)


class OutreachRefused(Refused):
    """The statistics of outreach of a year are not computed."""

    MESSAGES = MESSAGES
