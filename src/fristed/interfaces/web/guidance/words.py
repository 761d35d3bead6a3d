"""What the kinds of text, and how sure they are, are called on the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.knowledge.guidance.codes import Kind, State, Status

Words = Mapping[str, str | Promise]

KINDS: Words = {
    Kind.NOW: _("What you can do now"),
    Kind.NOT: _("What you should not do"),
    Kind.ASK: _("What to find out next"),
    Kind.ANONYMOUS: _("Talk about it without names"),
    Kind.BEFORE: _("Before a journey"),
    Kind.DURING: _("During a stay abroad"),
    Kind.AFTER: _("After coming home"),
    Kind.DUTY: _("Duties and rights that may apply"),
}
STATUSES: Words = {
    Status.VERIFIED: _("Checked against the source"),
    Status.UNVERIFIED: _("Not checked: the source is not read"),
    Status.GENERAL_KNOWLEDGE: _("General advice, not checked against a source"),
}
CHAT = _("Chat")
OVERDUE = _("Not checked lately: it should have been looked at again")
ICONS: Mapping[str, str] = {
    Status.VERIFIED: "check",
    Status.UNVERIFIED: "unsure",
    Status.GENERAL_KNOWLEDGE: "unsure",
}
STATES: Words = {
    State.WAITS: _("Waits for a second person"),
    State.APPROVED: _("Approved"),
    State.WITHDRAWN: _("Withdrawn"),
}
