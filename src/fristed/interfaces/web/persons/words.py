"""Words for why a place is opened in escrow."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ESCROW_REASONS: Mapping[str, str | Promise] = {
    "officer_gone": _("Those who can open it are gone"),
    "passphrase_forgotten": _("The passphrase is forgotten"),
    "danger_to_life": _("Life is in danger, and nobody who can open it can be reached"),
    "court_order": _("A court has ordered it"),
}
