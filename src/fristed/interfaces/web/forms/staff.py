"""Forms of coming in and showing again who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.renderer import HouseForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise


def _password(label: Words, autocomplete: str, help_text: Words = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": _("Enter a password")},
    )


def _code(label: Words, help_text: Words, autocomplete: str) -> forms.CharField:
    attributes = {"autocomplete": autocomplete, "autocapitalize": "characters", "size": "20"}
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=40,
        widget=forms.TextInput(attrs=attributes | {"spellcheck": "false"}),
        error_messages={"required": _("Enter the code")},
    )


class FactorForm(HouseForm):
    """A code of the authenticator app, or one of the recovery codes."""

    code = _code(
        _("Code"),
        _("Six digits from your authenticator app, or one of your recovery codes."),
        "one-time-code",
    )


class AppForm(HouseForm):
    """The first code of a new authenticator app."""

    code = _code(_("Code from the app"), _("The six digits that the app shows now."), "one-time-code")


class PasswordAgainForm(HouseForm):
    """The password again, for an account that has no second factor."""

    password = _password(_("Password"), "current-password")


class PasskeyNameForm(HouseForm):
    """What the person calls a passkey, and what the device answered."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("Something that tells you which device it is on, such as “Work phone”."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give the passkey a name")},
    )
    answer = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput())


class _NewPassword(HouseForm):
    """A new password, typed twice."""

    new_password = _password(
        _("New password"), "new-password", _("At least 12 characters. A sentence is good.")
    )
    new_password_again = _password(_("The new password again"), "new-password")

    def clean(self) -> dict[str, object]:
        """Refuse two that are not the same."""
        given = super().clean() or self.cleaned_data
        one, other = given.get("new_password"), given.get("new_password_again")
        if one and other and one != other:
            self.add_error("new_password_again", _("The two passwords are not the same"))
        return given


class PasswordForm(_NewPassword):
    """A change of the own password."""

    field_order = ("password", "new_password", "new_password_again")
    password = _password(_("The password you have now"), "current-password")


class _WithCode(HouseForm):
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": _("Enter your user name")},
    )
    code = _code(
        _("One-time code"), _("The code you were handed. It works once, within a day."), "one-time-code"
    )


class NewPasswordWithCodeForm(_WithCode, _NewPassword):
    """A one-time code, and the new password."""

    field_order = ("username", "code", "new_password", "new_password_again")


class FactorsWithCodeForm(_WithCode):
    """A one-time code and the password, to enrol a second factor anew."""

    field_order = ("username", "code", "password")
    password = _password(_("Password"), "current-password")


class BindingWithCodeForm(FactorsWithCodeForm):
    """A one-time code and the password, to bind the account to a person at the provider."""
