"""Receptions: the list, one with its steps, the sealed details, and the part that somebody answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.cases.rules import day_of
from fristed.casework.reception import actions
from fristed.casework.reception.codes import PartState, State
from fristed.casework.reception.facts import ReceptionDetail
from fristed.casework.reception.queries import (
    details_of_part,
    details_outline,
    part_for,
    parts_for,
    reception_detail,
    receptions_of,
    who_may_answer,
)
from fristed.casework.reception.refusals import MESSAGES, ReceptionRefused
from fristed.casework.reception.rules import may_follow
from fristed.foundation.identity.queries import names_of_accounts
from fristed.foundation.refusals import Refused
from fristed.interfaces.web.forms.persons import OfficerForm, OfficersForm, PassphraseForm
from fristed.interfaces.web.forms.receptions import (
    AnswerForm,
    AskForm,
    DetailsForm,
    HappenedForm,
    PlanForm,
    WhyForm,
)
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.pages.steps import Step, form_of, steps_shown
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.reception.shown import shown_asked, shown_line, shown_reception
from fristed.interfaces.web.reception.words import DETAILS
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
Found = ReceptionDetail


def receptions(request: HouseRequest) -> HttpResponse:
    """List the receptions of the own side, and for who co-ordinates all that were asked for."""
    today = day_of(request.at)
    lines = [shown_line(one, today=today) for one in receptions_of(request.actor)]
    put_on_record(request, "reception.list_read", lines=len(lines))
    context = {
        "under_way": [one for one in lines if not one.is_over],
        "over": [one for one in lines if one.is_over],
    }
    return render(request, "fristed/receptions/list.html", context)


def _follows(found: Found, state: State) -> bool:
    return may_follow(found.line.state, state)


def _is_planned(found: Found) -> bool:
    return found.coordinates and found.line.state == State.PLANNED


def _kinds(found: Found, *states: PartState) -> list[str]:
    return [one.kind for one in found.parts if one.state in states]


def _to_ask(found: Found) -> list[str]:
    return _kinds(found, PartState.WAITING, PartState.DECLINED, PartState.ASKED)


def _asked(found: Found) -> list[str]:
    return _kinds(found, PartState.ASKED, PartState.AGREED)


def _people(_found: Found) -> list[tuple[str, str]]:
    return [(str(account), name) for account, name in who_may_answer()]


STEPS: dict[str, Step[Found]] = {
    "plan": Step(
        _("Plan for a day"),
        _("Plan"),
        _("It is planned. Now each part is to be agreed."),
        actions.plan_reception,
        lambda found: found.coordinates and found.line.state in (State.REQUESTED, State.POSTPONED),
        PlanForm,
        initial=lambda found: {"arrival_date": found.line.arrival_date},
        is_first=True,
    ),
    "change": Step(
        _("Another day or flight"),
        _("Change the day"),
        _("The day is changed, and every agreement is re-opened."),
        actions.change_day,
        lambda found: not found.coordinates and found.may_cancel and found.line.state == State.PLANNED,
        PlanForm,
        initial=lambda found: {"arrival_date": found.line.arrival_date},
    ),
    "ask": Step(
        _("Ask for a part"),
        _("Note that it is asked"),
        _("It is asked for."),
        actions.ask_part,
        lambda found: _is_planned(found) and bool(_to_ask(found)),
        AskForm,
        lambda found: {"kinds": _to_ask(found), "people": _people(found)},
        is_first=True,
    ),
    "answer": Step(
        _("An answer has come"),
        _("Note the answer"),
        _("The answer is noted."),
        actions.note_answer,
        lambda found: _is_planned(found) and bool(_asked(found)),
        AnswerForm,
        lambda found: {"kinds": _asked(found)},
        is_first=True,
    ),
    "arrived": Step(
        _("They have arrived"),
        _("Note the arrival"),
        _("The arrival is noted."),
        actions.note_arrival,
        lambda found: _is_planned(found) and (found.line.is_agreed or found.left_date is not None),
        HappenedForm,
        initial=lambda found: {"on_date": found.line.arrival_date},
        is_first=True,
    ),
    "handed-over": Step(
        _("They are handed over"),
        _("Note the hand-over"),
        _("The hand-over is noted."),
        actions.note_handover,
        lambda found: found.coordinates and _follows(found, State.HANDED_OVER),
        HappenedForm,
        is_first=True,
    ),
    "interview": Step(
        _("The mapping interview is held"),
        _("Note the interview"),
        _("The interview is noted."),
        actions.note_interview,
        lambda found: found.coordinates and _follows(found, State.INTERVIEWED),
        HappenedForm,
        is_first=True,
    ),
    "plan-anew": Step(
        _("Plan for another day"),
        _("Plan anew"),
        _("It is planned. Now each part is to be agreed."),
        actions.plan_reception,
        _is_planned,
        PlanForm,
        initial=lambda found: {"arrival_date": found.line.arrival_date},
        explanation=_("Planning anew re-opens every agreement."),
    ),
    "postpone": Step(
        _("Postpone"),
        _("Postpone"),
        _("It is postponed. Who was asked is told."),
        actions.postpone_reception,
        lambda found: found.may_cancel and _follows(found, State.POSTPONED),
        WhyForm,
    ),
    "cancel": Step(
        _("Cancel"),
        _("Cancel the reception"),
        _("It is cancelled. Who was asked is told."),
        actions.cancel_reception,
        lambda found: found.may_cancel and _follows(found, State.CANCELLED),
        WhyForm,
    ),
}


def reception(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one reception, with what may be done now; nothing of where."""
    return _page(request, reference)


def _page(
    request: HouseRequest, reference: str, refused: tuple[str, HouseForm] | None = None
) -> HttpResponse:
    found = reception_detail(request.actor, reference)
    put_on_record(request, "reception.read", subject=found.case_reference)
    names = names_of_accounts(one.account_id or 0 for one in found.parts)
    context: dict[str, Any] = {
        "found": found,
        "shown": shown_reception(found, names, today=day_of(request.at)),
        "steps": steps_shown(STEPS, found, refused=refused),
        "form": refused[1] if refused else None,
    }
    return render(request, "fristed/receptions/reception.html", context, status=REFUSED if refused else 200)


def reception_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with a reception."""
    step = STEPS.get(name)
    if step is None:
        raise Http404
    found = reception_detail(request.actor, reference)
    form = form_of(step, name, found, request)
    if form.is_valid():
        try:
            step.verb(reference=reference, by=request.actor, at=request.at, **form.given())
        except Refused as refusal:
            form.show_refusal(refusal.errors)
    if form.errors:
        return _page(request, reference, (name, form))
    put_on_record(request, "reception.button_pressed", subject=found.case_reference, step=name)
    messages.success(request, str(step.done))
    return redirect("reception", reference=reference)


def details(request: HouseRequest, reference: str) -> HttpResponse:
    """Show what the reader may do with the sealed details: name officers, open, write, or nothing."""
    return _details_page(request, reference)


def _details_page(request: HouseRequest, reference: str, **more: Any) -> HttpResponse:
    outline = details_outline(request.actor, reference)
    put_on_record(
        request,
        "reception.details_page_read",
        subject=reception_detail(request.actor, reference).case_reference,
    )
    context = {
        "reference": reference,
        "outline": outline,
        "why_not": MESSAGES.get(outline.why_not, ""),
        "open_form": OfficersForm(usernames=outline.to_name, prefix="open"),
        "read_form": PassphraseForm(prefix="read"),
        "write_form": DetailsForm(writable=outline.writable, prefix="write"),
        "name_form": OfficerForm(usernames=outline.to_name, prefix="name"),
        **more,
    }
    status = REFUSED if more.get("form") else 200
    return render(request, "fristed/receptions/details.html", context, status=status)


@sensitive_post_parameters()
def details_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with the sealed details."""
    steps: dict[str, Callable[[HouseRequest, str], HttpResponse]] = {
        "open": _open,
        "read": _read,
        "write": _write,
        "name": _name,
    }
    if name not in steps:
        raise Http404
    return steps[name](request, reference)


def _tried(
    request: HouseRequest,
    reference: str,
    form: HouseForm,
    verb: Callable[[], object],
    at_form: str,
    done: Any,
) -> HttpResponse:
    form.is_valid()
    try:
        verb()
    except ReceptionRefused as refusal:
        form.show_refusal(refusal.errors)
        return _details_page(request, reference, form=form, **{at_form: form})
    messages.success(request, str(done))
    return redirect("reception-details", reference=reference)


def _who(request: HouseRequest, reference: str) -> dict[str, Any]:
    return {"reference": reference, "by": request.actor, "at": request.at}


def _open(request: HouseRequest, reference: str) -> HttpResponse:
    outline = details_outline(request.actor, reference)
    form = OfficersForm(request.POST, usernames=outline.to_name, prefix="open")
    done = _("The officers are named. They alone can write and read the details.")
    return _tried(
        request,
        reference,
        form,
        lambda: actions.open_details(officers=form.all_chosen("officers"), **_who(request, reference)),
        "open_form",
        done,
    )


def _write(request: HouseRequest, reference: str) -> HttpResponse:
    outline = details_outline(request.actor, reference)
    form = DetailsForm(request.POST, writable=outline.writable, prefix="write")
    return _tried(
        request,
        reference,
        form,
        lambda: actions.write_details(
            values=form.values(), passphrase=form.chosen("passphrase"), **_who(request, reference)
        ),
        "write_form",
        _("It is sealed to the officers."),
    )


def _name(request: HouseRequest, reference: str) -> HttpResponse:
    outline = details_outline(request.actor, reference)
    form = OfficerForm(request.POST, usernames=outline.to_name, prefix="name")
    return _tried(
        request,
        reference,
        form,
        lambda: actions.name_details_officer(
            officer=form.chosen("officer"), passphrase=form.chosen("passphrase"), **_who(request, reference)
        ),
        "name_form",
        _("The officer can open the details now."),
    )


def _read(request: HouseRequest, reference: str) -> HttpResponse:
    form = PassphraseForm(request.POST, prefix="read")
    form.is_valid()
    try:
        found = actions.read_details(passphrase=form.chosen("passphrase"), **_who(request, reference))
    except ReceptionRefused as refusal:
        form.show_refusal(refusal.errors)
        return _details_page(request, reference, form=form, read_form=form)
    return _details_page(request, reference, is_opened=True, values=_shown_details(found))


def _shown_details(found: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(DETAILS[code]), value) for code, value in found.items()]


def parts(request: HouseRequest) -> HttpResponse:
    """List what somebody outside is asked for."""
    today = day_of(request.at)
    lines = [shown_asked(one, today=today) for one in parts_for(request.actor)]
    put_on_record(request, "reception.part_list_read", lines=len(lines))
    context = {
        "waiting": [one for one in lines if one.waits],
        "agreed": [one for one in lines if not one.waits],
    }
    return render(request, "fristed/receptions/parts.html", context)


def part(request: HouseRequest, key: str) -> HttpResponse:
    """Show one part that somebody outside is asked for."""
    return _part_page(request, key)


def _part_page(request: HouseRequest, key: str, **more: Any) -> HttpResponse:
    found = actions.read_part(key=key, by=request.actor, at=request.at)
    context = {
        "part": shown_asked(found, today=day_of(request.at)),
        "outline": details_of_part(request.actor, key),
        "read_form": PassphraseForm(prefix="read"),
        **more,
    }
    return render(
        request, "fristed/receptions/part.html", context, status=REFUSED if more.get("form") else 200
    )


@sensitive_post_parameters()
def part_step(request: HouseRequest, key: str, name: str) -> HttpResponse:
    """Answer for one's own part, or open its details as an officer."""
    part_for(request.actor, key)
    if name == "read":
        return _read_part(request, key)
    if name not in ("agree", "decline"):
        raise Http404
    try:
        actions.answer_part(
            key=key, agreed=name == "agree", since=_since(request), by=request.actor, at=request.at
        )
    except ReceptionRefused as refusal:
        form = HouseForm(request.POST)
        form.is_valid()
        form.show_refusal(refusal.errors)
        return _part_page(request, key, form=form)
    put_on_record(request, "reception.part_button_pressed", step=name)
    messages.success(request, str(_("Your answer is noted. The Expert Team is told.")))
    return redirect("reception-parts")


def _since(request: HouseRequest) -> datetime | None:
    """Give since when the part was asked on the page that was answered on; nothing where it is not said."""
    try:
        return datetime.fromisoformat(request.POST.get("since", ""))
    except ValueError:
        return None


def _read_part(request: HouseRequest, key: str) -> HttpResponse:
    form = PassphraseForm(request.POST, prefix="read")
    form.is_valid()
    try:
        found = actions.read_details_of_part(
            key=key, passphrase=form.chosen("passphrase"), by=request.actor, at=request.at
        )
    except ReceptionRefused as refusal:
        form.show_refusal(refusal.errors)
        return _part_page(request, key, form=form, read_form=form)
    return _part_page(request, key, is_opened=True, values=_shown_details(found))
