"""The forms of a case's person and place, of one's own key, and of those who hold the escrow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.foundation.vault.facts import Officer
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, CodesField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.legal_basis.words import FIELDS, FIELDS_HELP
from fristed.interfaces.web.persons.words import ESCROW_REASONS

LONG_TEXTS = frozenset({"safe_contact", "note", "address", "police_recommendation"})
MOST = 4000
OFF = {"autocomplete": "off", "spellcheck": "false"}


def secret_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Give a field for a passphrase; what was typed is never put back into a page."""
    widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=help_text, required=False, strip=False, widget=widget)


class SealedForm(HouseForm):
    """One field of text for each that may be held; what was typed is kept only while it is being sealed."""

    def __init__(self, *args: Any, writable: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in writable:
            is_long = code in LONG_TEXTS
            widget = forms.Textarea(attrs={**OFF, "rows": "3"}) if is_long else forms.TextInput(attrs=OFF)
            widget.attrs["class"] = "ds-input"
            field = forms.CharField(
                label=str(FIELDS[code]),
                help_text=str(FIELDS_HELP.get(code, "")),
                required=False,
                max_length=MOST,
                widget=widget,
            )
            field.is_optional = True  # type: ignore[attr-defined]
            self.fields[code] = field
        self.writable = tuple(writable)

    def values(self) -> dict[str, str]:
        """Give what was typed, by field."""
        return {code: self.chosen(code) for code in self.fields if code in FIELDS}


class PersonForm(SealedForm):
    """Who the person is."""


class PlaceForm(SealedForm):
    """Where the person is, and the officer's passphrase."""

    passphrase = secret_field(_("Your passphrase"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(code for code in self.fields if code != "passphrase"), "passphrase"])


class PassphraseForm(HouseForm):
    """The officer's passphrase alone."""

    passphrase = secret_field(_("Your passphrase"))


class OfficersForm(HouseForm):
    """Who is to be able to read a place."""

    officers = CodesField(_("Officers"), is_optional=False)

    def __init__(self, *args: Any, usernames: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["officers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  a slip of ours
        field.choices = [(name, name) for name in usernames]


class OfficerForm(PassphraseForm):
    """One officer to name or remove, with the passphrase of one who can read the place."""

    officer = CodeField(_("Officer"))
    field_order = ("officer", "passphrase")
    ALIASES = {"officers": "officer"}  # noqa: RUF012  a constant of the form

    def __init__(self, *args: Any, usernames: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("officer", [*CHOOSE, *((name, name) for name in usernames)])


class NewKeyForm(HouseForm):
    """The passphrase of a new key."""

    new = secret_field(
        _("New passphrase"),
        _("At least 14 characters, such as four words. Nobody can give it back to you if you forget it."),
    )


class ChangeKeyForm(NewKeyForm):
    """The old passphrase and a new one."""

    old = secret_field(_("Your passphrase as it is"))
    field_order = ("old", "new")


class OwnNumberForm(HouseForm):
    """One's own national identity number."""

    number = secret_field(
        _("Your national identity number"), _("Eleven digits. The number itself is not kept.")
    )


class HoldersForm(HouseForm):
    """The three who hold the escrow."""

    first = CodeField(_("First holder"))
    second = CodeField(_("Second holder"))
    third = CodeField(_("Third holder"))
    ALIASES = {"holders": "first"}  # noqa: RUF012  a constant of the form

    def __init__(self, *args: Any, enrolled: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*CHOOSE, *((one.username, _named(one)) for one in enrolled)]
        for name in ("first", "second", "third"):
            self.give(name, choices)

    def holders(self) -> list[str]:
        """Give those chosen."""
        return [self.chosen(name) for name in ("first", "second", "third")]


class EscrowForm(HouseForm):
    """Which place, for whom, why, and the holder's passphrase."""

    reference = forms.CharField(
        label=_("Case number"),
        help_text=_("As you have been told it: five signs, a line, five signs."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=OFF),
    )
    officer = CodeField(_("Who is to open it"))
    reason = CodeField(_("Reason"), radios=True, layout="down")
    passphrase = secret_field(_("Your passphrase"))

    def __init__(self, *args: Any, officers: Iterable[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("officer", [*CHOOSE, *((one.username, _named(one)) for one in officers)])
        self.give("reason", [(code, words) for code, words in ESCROW_REASONS.items()])


def _named(officer: Officer) -> str:
    return f"{officer.username} ({officer.service or '–'})"
