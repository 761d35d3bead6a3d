"""What is refused about notices, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "not_an_address": _("Write an e-mail address, such as name@example.no."),
        "no_address": _("There is no address to take away."),
    }
)


class NoticeRefused(Refused):
    """Something about notices is refused; nothing is changed."""

    MESSAGES = MESSAGES
