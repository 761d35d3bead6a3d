"""Why the tables of a year are not made."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_ended": _("Tables of outcomes are made for a year that has ended."),
        "computed": _(
            "The tables of this year are made. They are made once, so that no two can be compared."
        ),
    }
)


class OutcomesRefused(Refused):
    """The tables of a year are not computed."""

    MESSAGES = MESSAGES
