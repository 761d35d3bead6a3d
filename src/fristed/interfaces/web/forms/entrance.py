"""The sign-in form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.renderer import HouseRenderer


class SignInForm(AuthenticationForm):
    """User name and password of a local account; one answer to every kind of failure."""

    default_renderer = HouseRenderer
    use_required_attribute = False
    error_messages = {  # noqa: RUF012  Django's own attribute
        "invalid_login": _("The user name or the password is wrong. Check both and try again."),
        "inactive": _("The user name or the password is wrong. Check both and try again."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["username"] = forms.CharField(
            label=_("User name"),
            max_length=60,
            widget=forms.TextInput(
                attrs={"class": "ds-input", "autocomplete": "username", "autocapitalize": "none"}
            ),
            error_messages={"required": _("Enter your user name")},
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=forms.PasswordInput(attrs={"class": "ds-input", "autocomplete": "current-password"}),
            error_messages={"required": _("Enter your password")},
        )

    def refuse(self, words: str) -> None:
        """Say one thing and nothing else: no password is looked at."""
        self._errors = ErrorDict(renderer=self.renderer)
        self.cleaned_data = {}
        self.add_error(None, words)
