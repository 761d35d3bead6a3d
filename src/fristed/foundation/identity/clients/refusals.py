"""What is refused about clients, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.foundation.refusals import Refused

MESSAGES: Mapping[str, Promise] = MappingProxyType(
    {
        "name_missing": _("Write what the client is called, in at most 80 characters."),
        "no_register": _("Choose a service that has a register."),
        "unknown_scope": _("Choose among what is in the list."),
        "no_end": _("Write the last day of the client."),
        "end_past": _("Choose a later day than today."),
        "too_long": _("A client lasts for one year at most. A new one can be asked for then."),
        "not_listed": _("This is not in your list."),
        "same_person": _("Somebody else must confirm this than the one who asked."),
        "leader_needed": _("One of the two must be a leader of the service that the client is for."),
        "not_confirmed": _("A second person must confirm the client first."),
        "over": _("The client has ended or been revoked. Ask for a new one."),
        "address": _("Give an address that begins with https:// and has no password in it."),
        "host": _("This host is not on the list of hosts that may be told."),
    }
)


class ClientRefused(Refused):
    """Something about a client is refused; nothing is changed."""

    MESSAGES = MESSAGES


class NoSuchToken(Exception):
    """The token opens nothing. Whether it is wrong, old, ended or revoked is not said."""


class OtherRequest(Exception):
    """The key belongs to another request, which was made with it before."""


class InProgress(Exception):
    """The same request is being carried out now."""
