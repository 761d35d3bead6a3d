"""The forms of the log: narrowing it, and saying what came of something that stood out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from fristed.foundation.audit.queries import TrailFilters
from fristed.foundation.audit.review.actions import LONGEST_REASON
from fristed.foundation.days import OSLO
from fristed.interfaces.web.audit.events import event_words
from fristed.interfaces.web.audit.words import VERDICTS
from fristed.interfaces.web.forms.fields import CodeField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm

REFUSALS = {
    ("verdict", "unknown"): _("Choose what came of it"),
    ("reason", "too_short"): _("Write the reason in at least ten characters"),
    ("reason", "too_long"): _("Write the reason in at most 400 characters"),
}


class TrailForm(HouseForm):
    """What the log is narrowed to."""

    event = CodeField(_("What happened"))
    username = forms.CharField(label=_("User name"), required=False, max_length=60)
    subject = forms.CharField(label=_("Reference"), required=False, max_length=120)
    since = DayField(label=_("From"))
    until = DayField(label=_("To"))

    def __init__(self, *args: object, events: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.give("event", [("", _("Everything")), *((event, event_words(event)) for event in events)])

    def filters(self) -> TrailFilters:
        """Give the filters; what was not understood narrows nothing."""
        self.is_valid()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        return TrailFilters(
            event=self.chosen("event"),
            username=self.chosen("username").strip(),
            subject=self.chosen("subject").strip(),
            since=datetime.combine(since, time(), tzinfo=OSLO).astimezone(UTC) if since else None,
            until=datetime.combine(until, time(), tzinfo=OSLO).astimezone(UTC) + timedelta(days=1)
            if until
            else None,
        )


class VerdictForm(HouseForm):
    """What a reviewer found out, and why."""

    verdict = CodeField(_("What came of it?"), radios=True)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("A sentence that the next reviewer understands. No names and nothing about the case."),
        required=False,
        max_length=LONGEST_REASON * 2,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.give("verdict", VERDICTS.items())

    def refuse(self, field: str, code: str) -> None:
        """Put a refusal of the verb beside its field."""
        self.add_error(field, str(REFUSALS[field, code]))
