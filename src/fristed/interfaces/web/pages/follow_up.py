"""What is done in a case after it is registered: each verb has a small page of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.actions import (
    RegistrationRefused,
    add_contact,
    add_current_concern,
    correct_main_concern,
    reopen_case,
    update_agencies,
    update_attributes,
)
from fristed.casework.cases.facts import Beside, CaseDetail, CasePage
from fristed.casework.cases.queries import CaseNotFound, case_page
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.queries import CALL_BESIDE, call_on_case
from fristed.foundation.identity.rules import Permission
from fristed.foundation.refusals import Refused
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.consultations.shown import on_case
from fristed.interfaces.web.forms.cases import (
    ConcernForm,
    ContactForm,
    CorrectionForm,
    ReopenForm,
    initial_attributes,
)
from fristed.interfaces.web.forms.coded import AgenciesForm, AttributesForm, CodedForm
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that may be done in a case: its form, its words, and the verb it calls."""

    form: type[CodedForm]
    title: Words
    explanation: Words
    button: Words
    done: Words
    verb: Callable[..., None]
    given: Callable[[Any], dict[str, Any]]
    initial: Callable[[CaseDetail, HouseRequest], dict[str, Any]]
    template: str = "fristed/cases/step.html"
    then: str = "case-detail"
    """The page of the case that shows what was done."""
    permission: Permission = Permission.CASE_FOLLOW_UP
    beside: Callable[[], Sequence[Beside]] = tuple
    """What of other rooms the page wants read with the case."""
    told: Callable[[CasePage], Mapping[str, object]] = lambda _page: {}
    """What the template is given of that."""


def today_as(name: str) -> Callable[[CaseDetail, HouseRequest], dict[str, Any]]:
    """Begin with today's date in a field."""
    return lambda _detail, request: {name: day_of(request.at)}


CONTACT = Step(
    ContactForm,
    _("Add a contact"),
    _("A contact is one more inquiry or activity in the same case. It never makes a new case."),
    _("Add the contact"),
    _("The contact is added."),
    add_contact,
    lambda form: {"on_date": form.cleaned_data.get("on_date")},
    today_as("on_date"),
    # Wherever somebody might make contact, how to do it safely comes first.
    beside=lambda: [CALL_BESIDE],
)
CONCERN = Step(
    ConcernForm,
    _("Note how the concern is now"),
    _("The main concern stays as it was at the first contact, and so do the statistics."),
    _("Note the concern"),
    _("The concern is noted."),
    add_current_concern,
    lambda form: {"concern": form.chosen("concern"), "on_date": form.cleaned_data.get("on_date")},
    today_as("on_date"),
)
CORRECTION = Step(
    CorrectionForm,
    _("Correct the main concern"),
    _("Only if it was wrong from the start. If things have changed, note how the concern is now instead."),
    _("Correct the main concern"),
    _("The main concern is corrected. What it was, and why it was wrong, is kept."),
    correct_main_concern,
    lambda form: {"new_concern": form.chosen("new_concern"), "reason": form.chosen("reason")},
    lambda _detail, _request: {},
    permission=Permission.CASE_CORRECT,
)
AGENCIES = Step(
    AgenciesForm,
    _("Change the agencies"),
    _("An agency is in the case already, or shall be brought in. Not both."),
    _("Save the agencies"),
    _("The agencies are saved."),
    update_agencies,
    lambda form: {
        "involved": form.all_chosen("agencies_involved"),
        "to_involve": form.all_chosen("agencies_to_involve"),
    },
    lambda detail, _request: {
        "agencies_involved": list(detail.agencies_involved),
        "agencies_to_involve": list(detail.agencies_to_involve),
    },
    "fristed/cases/agencies_step.html",
)
ATTRIBUTES = Step(
    AttributesForm,
    _("Note more about the case"),
    _("All of it is optional. Note only what is useful for the work."),
    _("Save"),
    _("The details are saved."),
    update_attributes,
    lambda form: {"attributes": form.attributes()},
    lambda detail, _request: initial_attributes(detail),
)
REOPEN = Step(
    ReopenForm,
    _("Reopen the case"),
    _("It stays the same case, with the same reference and first contact."),
    _("Reopen the case"),
    _("The case is open again."),
    reopen_case,
    lambda _form: {},
    lambda _detail, _request: {},
)


def page_for(step: Step) -> Callable[..., HttpResponse]:
    """Give the view of a step: show its form, call its verb, go back to the case."""

    def view(request: HouseRequest, reference: str) -> HttpResponse:
        page = case_page(request.actor, reference, asked=(step.permission,), beside=step.beside())
        if not page.may:
            raise CaseNotFound("There is no such case.")
        found = page.case
        today, service = day_of(request.at), found.service
        if request.method == "POST":
            form = step.form(request.POST, today=today, service=service)
            if _carried_out(step, form, request, reference):
                messages.success(request, str(step.done))
                return redirect(step.then, reference=reference)
        else:
            form = step.form(initial=step.initial(found, request), today=today, service=service)
        put_on_record(request, "case.step_read", subject=found.reference, step=_name_of(request))
        context: dict[str, object] = {
            "step": step,
            "form": form,
            "case": shown_case(found),
            **step.told(page),
        }
        if step is CONTACT:
            context["call"] = on_case(call_on_case(request.actor, reference, at=request.at))
        return render(request, step.template, context, status=REFUSED if form.errors else 200)

    return view


def _name_of(request: HouseRequest) -> str:
    """Give the name of the step that is open."""
    return (request.resolver_match.view_name or "") if request.resolver_match else ""


def _carried_out(step: Step, form: CodedForm, request: HouseRequest, reference: str) -> bool:
    """Call the verb; its refusal goes beside the fields."""
    form.is_valid()
    if form.errors:
        return False
    try:
        step.verb(reference=reference, by=request.actor, at=request.at, **step.given(form))
    except (RegistrationRefused, Refused) as refusal:
        form.show_refusal(refusal.errors)
    return not form.errors


contact, concern, correction = page_for(CONTACT), page_for(CONCERN), page_for(CORRECTION)
agencies, attributes = page_for(AGENCIES), page_for(ATTRIBUTES)
reopen = page_for(REOPEN)
