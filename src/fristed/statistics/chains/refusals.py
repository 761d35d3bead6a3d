"""Why the statistics of the chain of a year are not made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused
from fristed.statistics.made_once import MADE

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_due": _("These numbers are made from 1 March of the year after."),
        **MADE,
    }
)


class ChainsRefused(Refused):
    """The statistics of the chain of a year are not computed."""

    MESSAGES = MESSAGES
