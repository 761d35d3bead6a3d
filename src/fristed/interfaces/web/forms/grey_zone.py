"""The form of a grey-zone case: a topic and a date."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.codes import GreyZoneTopic
from fristed.casework.cases.facts import GreyZoneDraft
from fristed.casework.cases.messages import LABELS
from fristed.interfaces.web.forms.coded import CodedForm
from fristed.interfaces.web.forms.fields import CodeField, DayField


class GreyZoneForm(CodedForm):
    """Registers a grey-zone case."""

    topic = CodeField(_("What is it about?"), radios=True, layout="columns")
    first_contact_date = DayField(label=_("First contact"), help_text=_("Day.month.year."))

    def fill(self) -> None:
        """Give the topics."""
        super().fill()
        self.give("topic", [(str(topic), LABELS[topic]) for topic in GreyZoneTopic])

    def draft(self) -> GreyZoneDraft:
        """Give what was filled in, before any rule is applied."""
        return GreyZoneDraft(
            service=self.service,
            first_contact_date=self.cleaned_data.get("first_contact_date"),
            topic=self.chosen("topic"),
        )
