"""The form for a figure of another publisher."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.report.cited import UNIT_NAMES
from fristed.statistics.annual_report.citing.actions import LONGEST
from fristed.statistics.annual_report.citing.facts import Cited
from fristed.statistics.annual_report.citing.rules import LONGEST_KEY


class CitedForm(HouseForm):
    """What is cited, from where, and when it was looked up."""

    value = forms.CharField(
        label=_("The number, as the source prints it"), required=False, max_length=LONGEST["value"]
    )
    unit = CodeField(_("What kind of number"), radios=True)
    about = forms.CharField(
        label=_("What it is of"),
        required=False,
        max_length=LONGEST["about"],
        help_text=_("For example: girls under 18 who live in Norway, 1 January 2024"),
    )
    publisher = forms.CharField(
        label=_("Publisher"),
        required=False,
        max_length=LONGEST["publisher"],
        help_text=_("One that publishes statistics of its own, such as SSB or UDI."),
    )
    title = forms.CharField(
        label=_("Title of the source"),
        required=False,
        max_length=LONGEST["title"],
        help_text=_("For example: table 07459, Population"),
    )
    address = forms.CharField(
        label=_("Address on the web"),
        required=False,
        max_length=LONGEST["address"],
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text=_("May be left empty for a source on paper."),
    )
    source_date = DayField(label=_("Date of the source"))
    looked_up_date = DayField(label=_("Looked up on"))
    key = forms.CharField(
        label=_("Short name"),
        required=False,
        max_length=LONGEST_KEY,
        help_text=_("What texts cite it by: small letters, digits and hyphens, for example ssb-girls-2024."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("unit", list(UNIT_NAMES.items()))

    def clean(self) -> dict[str, Any]:
        """Insist on everything but the address, and say all that is missing at once."""
        for name in (one for one in self.fields if one != "address"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, _("Fill this in"))
        return dict(self.cleaned_data)

    def figure(self) -> Cited:
        """Give the figure as it is filled in."""
        texts = {name: self.chosen(name).strip() for name in (*LONGEST, "key", "unit")}
        days = {name: self.cleaned_data[name] for name in ("source_date", "looked_up_date")}
        return Cited(**texts, **days)  # type: ignore[arg-type]
