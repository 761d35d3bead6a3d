"""Words for the kinds of recipients, and a letter put on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.knowledge.letters.facts import Sent

KINDS: Mapping[str, Promise] = {
    "county": _("Counties"),
    "municipality": _("Municipalities"),
    "governor": _("County governors"),
    "service": _("Services that work with children and young people"),
    "other": _("Others"),
}
KIND_OF_ONE: Mapping[str, Promise] = {
    "county": _("County"),
    "municipality": _("Municipality"),
    "governor": _("County governor"),
    "service": _("Service"),
    "other": _("Other"),
}
CHANGES: Mapping[str, Promise] = {"same": _("Unchanged"), "gone": _("Taken out"), "new": _("Put in")}
# What the table of recipients can be narrowed to.
SHOWN: Mapping[str, Promise] = {
    "waiting": _("Sent, and not confirmed"),
    "received": _("Confirmed"),
    "unsent": _("Not sent"),
}


def narrowed(lines: Iterable[Sent], *, kind: str, show: str) -> list[Sent]:
    """Give the recipients of a kind, and of a state."""
    return [one for one in lines if kind in ("", one.recipient.kind) and show in ("", state_of(one))]


def state_of(one: Sent) -> str:
    """Give where a recipient stands: not sent, waiting, or confirmed."""
    if one.sent_date is None:
        return "unsent"
    return "waiting" if one.received_date is None else "received"
