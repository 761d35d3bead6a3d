"""The form of a client: what it is called, whose it is, what it may, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.foundation.days import OSLO
from fristed.foundation.identity.clients.rules import LONGEST_NAME
from fristed.interfaces.web import labels
from fristed.interfaces.web.access.words import SCOPES
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm


class ClientForm(HouseForm):
    """A client to ask for. Where somebody looks after one service only, its name is not asked."""

    name = forms.CharField(
        label=_("What is the client called?"),
        help_text=_("The system and where it runs, for example: The archive of the municipality."),
        required=False,
        max_length=LONGEST_NAME * 2,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    service = CodeField(_("Service"))
    scopes = CodesField(_("What may it do besides reading?"), is_optional=True)
    ends = DayField(label=_("Last day"), help_text=_("Day.month.year. One year at most."))

    def __init__(self, *args: Any, services: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = tuple(services)
        self.give("service", [(code, labels.service(code)) for code in self.services])
        if len(self.services) == 1:
            del self.fields["service"]
        self.give("scopes", [(str(code), words) for code, words in SCOPES.items()])

    def asked(self) -> dict[str, Any]:
        """Give what the verb wants; the last day is counted in."""
        ends = self.cleaned_data.get("ends")
        return {
            "name": self.chosen("name"),
            "service": self.services[0] if len(self.services) == 1 else self.chosen("service"),
            "scopes": self.all_chosen("scopes"),
            "ends_at": datetime.combine(ends + timedelta(days=1), time(), tzinfo=OSLO) if ends else None,
        }
