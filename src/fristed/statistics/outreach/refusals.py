"""Why the statistics of outreach of a year are not made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused
from fristed.statistics.made_once import MADE

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_due": _("The year is not over. Its numbers are made when it is."),
        **MADE,
    }
)


class OutreachRefused(Refused):
    """The statistics of outreach of a year are not computed."""

    MESSAGES = MESSAGES
