"""Words for the kinds and fields of entries, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: Mapping[str, Promise] = {
    "emergency": _("Emergency number"),
    "line": _("Helpline"),
    "service": _("Service"),
    "scheme": _("Scheme"),
    "mentor": _("Mentors"),
    "organisation": _("Voluntary organisation"),
    "network": _("Network"),
    "embassy": _("Special envoy at an embassy"),
    "site": _("Web pages"),
    "guide": _("Guide or guidelines"),
    "letter": _("Letter"),
    "press": _("Press contact"),
}
FIELDS: Mapping[str, Promise] = {
    "emergency": _("Where there is danger now"),
    "phone": _("Phone"),
    "chat": _("Chat"),
    "email": _("E-mail"),
    "web": _("Web page"),
    "hours": _("Opening hours"),
    "anonymity": _("Can I stay unknown?"),
    "languages": _("Languages"),
    "about": _("What they do"),
    "audience": _("For whom"),
    "responsible": _("Who answers for it"),
}
STATES: Mapping[str, Promise] = {
    "proposed": _("Waits for somebody else to approve it"),
    "approved": _("Approved"),
    "refused": _("Refused or taken back"),
}
