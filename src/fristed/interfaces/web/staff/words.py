"""What the pages of coming in say: means, purposes, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

Words = str | Promise
MEANS: Mapping[str, Words] = {
    "password": _("Password"),
    "passkey": _("Passkey"),
    "app": _("Password and authenticator app"),
    "recovery": _("Password and recovery code"),
    "provider": _("Provider of identities"),
}
CODE_PURPOSES: Mapping[str, Words] = {
    "password": _("Choose a new password"),
    "factors": _("Set up the second factor anew"),
    "binding": _("Connect your account"),
}
CODE_BUTTONS: Mapping[str, Words] = {
    "password": _("Save the new password"),
    "factors": _("Take the old second factor away"),
    "binding": _("Go on"),
}
HELP_REFUSED: Mapping[str, Words] = {
    "both_halves": _(
        "You have given this person a code for the other half of signing in within the last week, "
        "or since the person was last signed in. "
        "Somebody else must give this one: both halves together are the account."
    ),
    "closed": _("The account is closed."),
}


def wait_words(wait: timedelta) -> str:
    """Say how long to wait."""
    seconds = max(int(wait.total_seconds() + 0.999), 1)
    return ngettext(
        "Too many attempts. Wait %(seconds)s second and try again.",
        "Too many attempts. Wait %(seconds)s seconds and try again.",
        seconds,
    ) % {"seconds": seconds}


def password_refusals(sentences: list[str]) -> list[str]:
    """Say why a password cannot be used."""
    return [_now("This is the password you have now.") if one == "same" else one for one in sentences]
