"""The forms of papers: what was advised, and what is given of a case to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fristed.casework.journal.codes import Visibility
from fristed.casework.journal.facts import Line
from fristed.casework.papers.codes import REFERENCE, Look
from fristed.casework.papers.facts import (
    LONGEST_ADVICE,
    LONGEST_LINE,
    LONGEST_REASON,
    MORE,
    AdviceDraft,
    AdviceOffer,
    SummaryDraft,
    SummaryOffer,
)
from fristed.casework.papers.rules import parts_offered
from fristed.casework.referrals.rules import is_verified
from fristed.interfaces.web import formats
from fristed.interfaces.web.forms.coded import CHOOSE, choices_of
from fristed.interfaces.web.forms.fields import CodeField, CodesField
from fristed.interfaces.web.forms.moves import OFF, optional_text
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.journal.shown import shown_line
from fristed.interfaces.web.journal.words import SEEN_BY
from fristed.interfaces.web.moves.words import value_words
from fristed.interfaces.web.papers.words import LOOKS, PARTS


def line_field(label: Any, help_text: Any, *, is_optional: bool = False) -> forms.CharField:
    """Give a field of one line."""
    widget = forms.TextInput(attrs=OFF)
    field = forms.CharField(
        label=label, help_text=help_text, required=False, max_length=LONGEST_LINE * 2, widget=widget
    )
    field.is_optional = is_optional  # type: ignore[attr-defined]
    return field


class AdviceForm(HouseForm):
    """What shall stand on a paper for the asker. The texts are changed for the paper alone."""

    more = optional_text(
        _("More advice"), _("It stands on the paper and nowhere else."), rows=4, most=LONGEST_ADVICE
    )
    call = line_field(
        _("Whom to call"), _("A role and a number of a service, as it is safe to have it on a paper.")
    )
    again = line_field(
        _("When to call again"), _("For example: Tuesday after the last lesson."), is_optional=True
    )
    with_code = forms.BooleanField(
        label=_("Remind of the code"),
        help_text=_("The caller has a code. The paper says to have it ready, and never what it is."),
        required=False,
    )
    look = CodeField(_("How the paper looks"), radios=True, layout="down")
    language = CodeField(_("Language"), radios=True)

    def __init__(self, *args: Any, offer: AdviceOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self.ALIASES = {key: f"text_{key}" for key in offer.advice}
        several = len(offer.advice) > 1
        for number, (key, text) in enumerate(offer.advice.items(), start=1):
            self._offer_advice(key, text, number if several else 0)
        self.order_fields([name for key in offer.advice for name in (f"take_{key}", f"text_{key}")])
        if not offer.has_code:
            del self.fields["with_code"]
        self.give("look", [(str(code), words) for code, words in LOOKS.items()])
        self.give("language", settings.LANGUAGES)
        self.initial.update(look=Look.NEUTRAL.value, language=formats.language(), with_code=True)

    def _offer_advice(self, key: str, text: str, number: int) -> None:
        """Offer one entry of the journal: whether it shall stand there, and in which words."""
        take: Any = _("Put the advice on the paper")
        words: Any = _("The advice, as it shall stand there")
        if number:
            take = _("Put advice %(number)d on the paper") % {"number": number}
            words = _("Advice %(number)d, as it shall stand there") % {"number": number}
        self.fields[f"take_{key}"] = forms.BooleanField(label=take, required=False)
        written = optional_text(
            words, _("What you change here is changed on the paper alone."), rows=4, most=LONGEST_ADVICE
        )
        written.initial = text
        for field in (self.fields[f"take_{key}"], written):
            field.widget.attrs["class"] = "ds-input"
        self.fields[f"text_{key}"] = written

    def draft(self) -> AdviceDraft:
        """Give what was filled in, before any rule is applied."""
        taken = [key for key in self.offer.advice if self.cleaned_data.get(f"take_{key}")]
        texts = {key: self.chosen(f"text_{key}") for key in taken}
        if more := self.chosen(MORE):
            texts[MORE] = more
        return AdviceDraft(
            language=self.chosen("language"),
            look=self.chosen("look"),
            on_date=self.offer.on_date,
            texts=texts,
            call=self.chosen("call"),
            again=self.chosen("again"),
            with_code=bool(self.cleaned_data.get("with_code")),
        )


class SummaryForm(HouseForm):
    """Who gets what of a case, on which ground and for what. Nothing is chosen beforehand."""

    agency = CodeField(_("What kind of receiver?"))
    organisation = line_field(
        _("Organisation"), _("For example: the child welfare service in Lillevik. No private name.")
    )
    role = line_field(_("Role of the receiver"), _("For example: duty officer. No private name."))
    ground = CodeField(
        _("Consent or legal basis"),
        radios=True,
        layout="down",
        help_text=_("Not verified: nobody has checked yet that the wording and use are right."),
    )
    reason = optional_text(
        _("Reason"),
        _("What the receiver needs it for. It is printed on the paper. Write no names."),
        rows=3,
        most=LONGEST_REASON,
    )
    parts = CodesField(
        _("What the receiver shall see"),
        layout="down",
        help_text=_("Only what you choose here stands in the summary. Choose as little as will do."),
    )
    entries = CodesField(
        _("From the journal"),
        layout="down",
        help_text=_("Each whole, as it stands now. You see the words before anything is made."),
    )
    language = CodeField(_("Language"), radios=True)

    def __init__(self, *args: Any, offer: SummaryOffer, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.give("agency", [*CHOOSE, *choices_of("agencies", year)])
        self.give("ground", list(_grounds(year)))
        self.fields["reason"].is_optional = False  # type: ignore[attr-defined]
        self.give("parts", list(_parts(offer)))
        self.give("entries", [(line.key, _entry_words(line)) for line in offer.lines])
        if not offer.lines:
            del self.fields["entries"]
        self.give("language", settings.LANGUAGES)
        self.initial.update(language=formats.language())

    def draft(self) -> SummaryDraft:
        """Give what was filled in, before any rule is applied."""
        return SummaryDraft(
            language=self.chosen("language"),
            agency=self.chosen("agency"),
            organisation=self.chosen("organisation"),
            role=self.chosen("role"),
            ground=self.chosen("ground"),
            reason=self.chosen("reason"),
            parts=self.all_chosen("parts"),
            entries=self.all_chosen("entries"),
        )


def _grounds(year: int) -> Iterable[tuple[str, str]]:
    for code, label in choices_of("sharing_grounds", year):
        yield code, str(label) if is_verified(code) else f"{label} ({_('not verified')})"


def _parts(offer: SummaryOffer) -> Iterable[tuple[str, str]]:
    """Give each part with what it would tell; who the person is is not opened for a choice."""
    for part in parts_offered(offer):
        if part in offer.values:
            yield part, f"{PARTS[part]}: {value_words(part, offer.values[part])}"
        elif part == REFERENCE:
            yield part, f"{PARTS[part]}: {offer.detail.reference}"
        else:
            yield part, str(PARTS[part])


def _entry_words(line: Line) -> str:
    """Say which entry it is without its words: what kind, of which day, and who may read it."""
    shown = shown_line(line)
    said = f"{shown.title}, {formats.day(line.on_date)}"
    who = str(SEEN_BY[line.visibility]) if line.visibility != Visibility.REACH else ""
    return f"{said} ({who})" if who else said


def day_in(text: str) -> date | None:
    """Read a day from an address; what is none is passed over."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
