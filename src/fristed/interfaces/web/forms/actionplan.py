"""The forms of action plans: how far a commitment has come, milestones, input, law, writers, a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from fristed.interfaces.web.forms.coded import CHOOSE
from fristed.interfaces.web.forms.fields import CodeField, CodesField, DayField
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.knowledge.actionplan.drafts import EvidenceDraft, InputDraft, LawDraft
from fristed.knowledge.actionplan.facts import Follow, PlanFacts
from fristed.knowledge.actionplan.reading import MOST_BYTES
from fristed.knowledge.actionplan.words import FORMS, SENDERS, SHOWS, STAGES, STATUSES, WAYS, said

OFF = {"autocomplete": "off"}
NO_PERSONS = _("It is printed in the reports. Name no private person.")


def choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Give codes with their words, to choose from."""
    return [(str(code), told) for code, told in words.items()]


def _short(label: Any, *, help_text: Any = "", is_optional: bool = True) -> forms.CharField:
    field = forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.TextInput(attrs=OFF)
    )
    field.is_optional = is_optional  # type: ignore[attr-defined]
    return field


def _long(label: Any, *, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": "4", "class": "ds-input", **OFF})
    field = forms.CharField(label=label, help_text=help_text, required=False, widget=widget)
    field.is_optional = True  # type: ignore[attr-defined]
    return field


class PlanForm(HouseForm):
    """A form of plans; ``plan`` gives what can be chosen."""

    def __init__(self, *args: Any, plan: PlanFacts | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plan is not None:
            self.fill(plan)

    def fill(self, plan: PlanFacts) -> None:
        """Give every field of codes its choices."""

    def day(self, name: str) -> date | None:
        """Give a day, or nothing."""
        value = self.cleaned_data.get(name)
        return value if isinstance(value, date) else None


def commitments_of(plan: PlanFacts) -> list[tuple[str, str]]:
    """Give the commitments to choose from."""
    return [(code, f"{code} {said(leaf.title)}") for code, leaf in plan.leaves.items()]


class FollowForm(PlanForm):
    """How far a commitment has come, with a piece of evidence if there is one."""

    ALIASES: Mapping[str, str] = {"form": "evidence_form"}

    status = CodeField(_("Status"), radios=True, layout="down")
    note = _long(_("What has been done"), help_text=NO_PERSONS)
    owner = _short(_("Who carries it out"), help_text=_("A directorate or another body."))
    due_date = DayField(
        label=_("To be done by"), help_text=_("Day.month.year. Empty: by the end of the plan.")
    )
    budget_post = _short(_("Budget post"), help_text=_("Chapter and post, for example 671.21."))
    risk = _long(_("Risk"), help_text=_("What may keep it from being done."))
    evidence_form = CodeField(_("New evidence: where is it?"), is_optional=True)
    shows = CodeField(_("What does it show?"), is_optional=True)
    title = _short(_("What it is, in a few words"))
    reference = _short(
        _("Where it is found"),
        help_text=_(
            "An address on the web, a document number, or for a number: the year, a slash and the id from "
            "the published statistics, as 2024/s.kt.total."
        ),
    )

    def fill(self, plan: PlanFacts) -> None:
        """Give the codes."""
        self.fields["due_date"].is_optional = True  # type: ignore[attr-defined]
        self.give("status", choices(STATUSES))
        self.give("evidence_form", [("", _("No new evidence")), *choices(FORMS)])
        self.give("shows", [*CHOOSE, *choices(SHOWS)])

    def follow(self) -> Follow:
        """Give what was written."""
        texts = {name: self.chosen(name) for name in ("owner", "budget_post", "risk", "note")}
        return Follow(self.chosen("status"), due_date=self.day("due_date"), **texts)

    def evidence(self) -> EvidenceDraft | None:
        """Give the evidence, or nothing where none was chosen or written."""
        form = self.chosen("evidence_form")
        rest = (self.chosen("shows"), self.chosen("reference"), self.chosen("title"))
        return EvidenceDraft(form, *rest) if form or any(rest) else None


class MilestoneForm(PlanForm):
    """Something that is to be there by a day."""

    title = _short(_("What is to be there"), is_optional=False)
    due_date = DayField(label=_("By which day"), help_text=_("Day.month.year."))

    def given(self) -> dict[str, Any]:
        """Give the milestone."""
        return {"title": self.chosen("title"), "due_date": self.day("due_date")}


class ReachForm(PlanForm):
    """On which day a milestone was reached."""

    done_date = DayField(label=_("Reached on"))


class InputForm(PlanForm):
    """Input that the plan got."""

    way = CodeField(_("How did it come?"), radios=True)
    sender = CodeField(_("Whom from?"))
    organisation = _short(_("Which organisation?"), help_text=_("Leave it empty for a private person."))
    on_date = DayField(label=_("Day"), help_text=_("Day.month.year."))
    reference = _short(_("Where it is found"))
    about = CodesField(_("Which commitments is it about?"), layout="down")

    def fill(self, plan: PlanFacts) -> None:
        """Give the codes."""
        self.give("way", choices(WAYS))
        self.give("sender", [*CHOOSE, *choices(SENDERS)])
        self.give("about", commitments_of(plan))

    def draft(self) -> InputDraft:
        """Give what was written."""
        names = ("way", "sender", "organisation")
        texts = {name: self.chosen(name) for name in (*names, "reference")}
        return InputDraft(on_date=self.day("on_date"), about=self.all_chosen("about"), **texts)


class StageForm(PlanForm):
    """To which stage a proposal of law has come."""

    stage = CodeField(_("Stage"))
    stage_date = DayField(label=_("Since which day?"), help_text=_("Day.month.year."))
    is_verified = forms.BooleanField(label=_("Somebody has checked this against the source"), required=False)

    def fill(self, plan: PlanFacts) -> None:
        """Give the stages."""
        self.give("stage", [*CHOOSE, *choices(STAGES)])

    def given(self) -> dict[str, Any]:
        """Give the stage."""
        return {
            "stage": self.chosen("stage"),
            "stage_date": self.day("stage_date"),
            "is_verified": bool(self.cleaned_data.get("is_verified")),
        }


class LawForm(StageForm):
    """A proposal of law with its stage; ``writes`` are the commitments that may be chosen."""

    title = _short(_("What is it called?"), is_optional=False)
    reference = _short(_("Document"), help_text=_("For example Prop. 159 L (2024–2025)."))
    about = CodesField(_("Which commitments does it carry out?"), layout="down", is_optional=False)
    field_order = ("title", "reference", "stage", "stage_date", "is_verified", "about")

    def __init__(self, *args: Any, writes: Collection[str] = (), **kwargs: Any) -> None:
        self.writes = writes
        super().__init__(*args, **kwargs)

    def fill(self, plan: PlanFacts) -> None:
        """Give stages and commitments."""
        super().fill(plan)
        self.give("about", [pair for pair in commitments_of(plan) if pair[0] in self.writes])

    def draft(self) -> LawDraft:
        """Give what was written."""
        return LawDraft(
            title=self.chosen("title"),
            reference=self.chosen("reference"),
            about=self.all_chosen("about"),
            **self.given(),
        )


class WriterForm(PlanForm):
    """Who may write for which ministry."""

    ministry = CodeField(_("Ministry"))
    account = CodeField(_("Who?"))

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        self.people = tuple(people)
        super().__init__(*args, **kwargs)

    def fill(self, plan: PlanFacts) -> None:
        """Give ministries and people."""
        self.give("ministry", [*CHOOSE, *((code, said(one.name)) for code, one in plan.ministries.items())])
        self.give("account", [*CHOOSE, *self.people])

    def given(self) -> dict[str, Any]:
        """Give who and for whom."""
        account = self.chosen("account")
        return {"ministry": self.chosen("ministry"), "account": int(account) if account else None}


class PlanFileForm(HouseForm):
    """A plan as a ZIP of its files."""

    file = forms.FileField(
        label=_("ZIP file of a plan"),
        help_text=_("A folder with plan.toml, measures.csv and ministries.csv, packed: at most 1 MB."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def content(self) -> bytes:
        """Give what was uploaded, up to a byte more than may be."""
        file = self.cleaned_data.get("file")
        return bytes(file.read(MOST_BYTES + 1)) if isinstance(file, UploadedFile) else b""
