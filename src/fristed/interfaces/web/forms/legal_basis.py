"""The forms of legal basis: proposing a mode, and a field on or off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.foundation.legal_basis.codes import LONGEST_BASIS, LONGEST_LAW, Switch
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.legal_basis.words import FIELDS, MODES, MODES_MEAN, PURPOSES, SWITCHES


class ProposalForm(HouseForm):
    """What both forms have: service, basis, law, first and last day."""

    service = CodeField(_("Service"))
    basis = forms.CharField(
        label=_("Why is it lawful and needed?"),
        help_text=_("At least three words. Do not write names. Both of you stand by it."),
        required=False,
        max_length=LONGEST_BASIS * 2,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    law = forms.CharField(
        label=_("Law and section"),
        help_text=_("Not needed for what takes away."),
        required=False,
        max_length=LONGEST_LAW * 2,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    from_date = DayField(
        label=_("First day"), help_text=_("Day.month.year. It never holds before it is confirmed.")
    )
    to_date = DayField(label=_("Last day"), help_text=_("Day.month.year. Leave it empty if there is none."))

    def __init__(self, *args: Any, services: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = [(code, labels.service(code)) for code in services]
        self.only_service = given[0][0] if len(given) == 1 else ""
        self.give("service", given if len(given) == 1 else [*CHOOSE, *given])
        self.fields["to_date"].is_optional = True  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Give what the verb wants."""
        return {
            "service": self.chosen("service") or self.only_service,
            "basis": self.chosen("basis"),
            "law": self.chosen("law"),
            "from_date": self.cleaned_data.get("from_date"),
            "to_date": self.cleaned_data.get("to_date"),
        }


class ModeForm(ProposalForm):
    """The mode of a service's register."""

    setting = CodeField(_("Mode"), radios=True, layout="down")
    field_order = ("service", "setting", "basis", "law", "from_date", "to_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("setting", [(str(code), f"{said}. {MODES_MEAN[code]}") for code, said in MODES.items()])

    def asked(self) -> dict[str, Any]:
        """Give what the verb wants."""
        return super().asked() | {"field": "", "setting": self.chosen("setting"), "purpose": ""}


class FieldForm(ProposalForm):
    """One field, on or off."""

    field = CodeField(_("Field"))
    setting = CodeField(_("What is to happen?"), radios=True)
    purpose = CodeField(
        _("Purpose"), is_optional=True, help_text=_("Needed for switching on. One that fits the field.")
    )
    field_order = ("service", "field", "setting", "purpose", "basis", "law", "from_date", "to_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("field", [*CHOOSE, *FIELDS.items()])
        self.give("setting", [(str(code), said) for code, said in SWITCHES.items()])
        self.give("purpose", [*CHOOSE, *PURPOSES.items()])

    def asked(self) -> dict[str, Any]:
        """Give what the verb wants; a field that was not chosen is no mode."""
        setting = self.chosen("setting")
        return super().asked() | {
            "field": self.chosen("field") or "?",
            "setting": setting,
            "purpose": self.chosen("purpose") if setting == Switch.ON else "",
        }
