"""The form that asks for a year to be computed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.statistics.tabulation.reading import read_layout


class ComputeForm(HouseForm):
    """Which year to count, protect and store."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=read_layout().first_register_year,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6"}),
        error_messages={"invalid": _("Write the year with four digits"), "required": _("Write a year")},
    )
