"""Journeys home: the list, applying, one application with its steps, and the conditions that are edited."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fristed.casework.cases.queries import CaseNotFound, is_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.parties.queries import members_of
from fristed.casework.repatriation import actions
from fristed.casework.repatriation.codes import State
from fristed.casework.repatriation.facts import ApplicationDetail
from fristed.casework.repatriation.known import conditions_on, countries_known, known_of
from fristed.casework.repatriation.queries import application_detail, applications_of, who_may_decide
from fristed.casework.repatriation.refusals import JourneyRefused
from fristed.casework.repatriation.rules import AFTER_TRAVEL, OVER, may_follow
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.foundation.refusals import Refused
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.forms.journeys import (
    ApplyForm,
    ClaimForm,
    ConditionForm,
    ConditionsForm,
    CountryForm,
    DecideForm,
    DepartForm,
    NoDepartureForm,
    NotedForm,
    ReceiverForm,
    ReturnForm,
    SettleForm,
    TicketForm,
    WordsForm,
)
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.pages.steps import Step, form_of, steps_shown
from fristed.interfaces.web.parties.words import member_words
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.repatriation.shown import shown_application, shown_line
from fristed.interfaces.web.repatriation.words import COUNTRY_FACTS, STATUSES, VALUES, source_words
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
Found = ApplicationDetail


def journeys(request: HouseRequest) -> HttpResponse:
    """List the applications of the own side, and for who decides those that have been sent."""
    today = day_of(request.at)
    lines = [shown_line(one, today=today) for one in applications_of(request.actor)]
    put_on_record(request, "journey.list_read", lines=len(lines))
    context = {
        "under_way": [one for one in lines if not one.is_over],
        "over": [one for one in lines if one.is_over],
        "may_keep": is_permitted(request.actor, Permission.CONDITIONS_KEEP, service="KT"),
    }
    return render(request, "fristed/journeys/list.html", context)


def apply(request: HouseRequest, reference: str) -> HttpResponse:
    """Apply for members of a case; nobody else sees it before it is sent."""
    if not is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, reference):
        raise CaseNotFound("There is no such case.")
    members = [
        (one.key, member_words(one.kind, one.age_group, one.age_years))
        for one in members_of(request.actor, reference)
    ]
    given: dict[str, Any] = {"members": members, "deciders": _deciders()}
    token = request.POST.get("token") or new_token()
    form = ApplyForm(request.POST, **given) if request.method == "POST" else ApplyForm(**given)
    if request.method == "POST" and form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.at}
        try:
            made = carry_out_once(
                request,
                token,
                lambda: actions.apply_for_journey(reference=reference, draft=form.draft(), **who),
            )
        except JourneyRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("It is drafted. Nobody else sees it before you send it.")))
            return redirect("journey", reference=made)
    put_on_record(request, "journey.form_read", subject=reference)
    context = {"form": form, "token": token, "reference": reference, "members": members}
    return render(request, "fristed/journeys/apply.html", context, status=REFUSED if form.errors else 200)


def _deciders() -> list[tuple[str, str]]:
    return [(str(account), name) for account, name in who_may_decide()]


def _answer_all(*, reference: str, answers: dict[str, str], by: Actor, at: datetime) -> None:
    """Answer several conditions, all or none."""
    with transaction.atomic():
        for code, answer in answers.items():
            actions.answer_condition(reference=reference, condition=code, answer=answer, by=by, at=at)


class _Judging(ConditionsForm):
    """The form of the conditions, with what the verb takes."""

    def given(self) -> dict[str, Any]:
        """Give the answers."""
        return {"answers": self.answers()}


def _people(found: Found) -> list[tuple[str, str]]:
    waiting = (one for one in found.travellers if one.returned_date is None)
    return [(one.key, member_words(one.kind, one.age_group)) for one in waiting]


def _follows(found: Found, state: State) -> bool:
    return may_follow(
        found.line.state,
        state,
        asks_refund=found.line.asks_refund,
        was_granted=found.outcome == State.GRANTED,
    )


def _waits_for_reception(found: Found) -> bool:
    asked = found.line.asks_reception and not found.reception_dropped
    return asked and not found.reception_agreed


def _may_claim(found: Found) -> bool:
    return found.outcome == State.GRANTED and found.line.state in (State.TRAVELLED, State.NOT_TRAVELLED)


def _ticket_of(found: Found) -> dict[str, Any]:
    return {"travel_date": found.travel_date, "arrival_date": found.arrival_date}


def _before_travel(found: Found) -> bool:
    return found.is_applicant and found.line.state not in (State.DRAFTED, State.TRAVELLED, *OVER)


STEPS: dict[str, Step[Found]] = {
    "send": Step(
        _("Send the application"),
        _("Send"),
        _("It is sent. The Expert Team sees it now."),
        actions.submit_application,
        lambda found: found.is_applicant and found.line.state == State.DRAFTED,
        is_first=True,
    ),
    "give": Step(
        _("Answer what is asked"),
        _("Send the answer"),
        _("It is answered, and waits for the decision again."),
        actions.give_information,
        lambda found: found.is_applicant and found.line.state == State.INFORMATION_REQUESTED,
        WordsForm,
        is_first=True,
    ),
    "conditions": Step(
        _("Answer the conditions"),
        _("Save the answers"),
        _("The answers are saved."),
        _answer_all,
        lambda found: found.decides and _follows(found, State.REFUSED),
        _Judging,
        lambda found: {"conditions": found.conditions},
        is_first=True,
    ),
    "decide": Step(
        _("Decide"),
        _("Decide"),
        _("It is decided. Who applied is told."),
        actions.decide_application,
        lambda found: found.decides and _follows(found, State.REFUSED),
        DecideForm,
        explanation=_("About the refund only. Reception goes on whatever is decided here."),
    ),
    "ask": Step(
        _("Ask for more information"),
        _("Send the question"),
        _("The question is sent."),
        actions.request_information,
        lambda found: found.decides and _follows(found, State.INFORMATION_REQUESTED),
        WordsForm,
    ),
    "ticket": Step(
        _("Ticket"),
        _("Note the ticket"),
        _("The ticket is noted."),
        actions.book_ticket,
        lambda found: found.is_applicant and _follows(found, State.TICKET_BOOKED),
        TicketForm,
        initial=_ticket_of,
        explanation=_(
            "A changed ticket re-opens every agreement of the reception. Flight and airport are written with "
            "the sealed details of the reception, never here."
        ),
        is_first=True,
    ),
    "depart": Step(
        _("They have travelled"),
        _("Note who travelled"),
        _("It is noted who travelled."),
        actions.note_departure,
        lambda found: (
            found.is_applicant and _follows(found, State.TRAVELLED) and not _waits_for_reception(found)
        ),
        DepartForm,
        lambda found: {"people": _people(found)},
        lambda found: {"on_date": found.travel_date, "travelled": [key for key, _words in _people(found)]},
        is_first=True,
    ),
    "no-departure": Step(
        _("Nobody travelled"),
        _("Note that nobody travelled"),
        _("It is noted that nobody travelled."),
        actions.note_no_departure,
        lambda found: found.is_applicant and _follows(found, State.NOT_TRAVELLED),
        NoDepartureForm,
    ),
    "return": Step(
        _("Somebody has come home another way"),
        _("Note the return"),
        _("The return is noted."),
        actions.note_return,
        lambda found: found.is_applicant and found.line.state in AFTER_TRAVEL and bool(_people(found)),
        ReturnForm,
        lambda found: {"people": _people(found)},
    ),
    "claim": Step(
        _("Claim the refund"),
        _("Claim"),
        _("The claim is noted."),
        actions.claim_refund,
        lambda found: found.is_applicant and _may_claim(found),
        ClaimForm,
        initial=lambda found: {"kroner": found.claimed_kroner, "receipts": found.receipts},
        is_first=True,
    ),
    "settle": Step(
        _("Settle the claim"),
        _("Settle"),
        _("The claim is settled."),
        actions.settle_claim,
        lambda found: found.decides and _may_claim(found) and found.claimed_kroner is not None,
        SettleForm,
        initial=lambda found: {"kroner": found.claimed_kroner},
        is_first=True,
    ),
    "document": Step(
        _("A paper has come"),
        _("Note the paper"),
        _("The paper is noted."),
        actions.note_document,
        lambda found: (found.is_applicant or found.decides) and found.line.state not in OVER,
        NotedForm,
        lambda _found: {"name": "kind"},
        explanation=_("The paper itself is not kept here."),
    ),
    "check": Step(
        _("A step of the checklist is done"),
        _("Note the step"),
        _("The step is noted."),
        actions.check_step,
        lambda found: found.is_applicant and found.line.state not in OVER,
        NotedForm,
        lambda _found: {"name": "step"},
    ),
    "ask-reception": Step(
        _("Ask for reception in Norway"),
        _("Ask for reception"),
        _("Reception is asked for."),
        actions.ask_reception,
        lambda found: _before_travel(found) and (not found.reception or found.reception_dropped),
    ),
    "drop-reception": Step(
        _("Nobody is to be met"),
        _("Drop the reception"),
        _("The reception is dropped."),
        actions.drop_reception,
        lambda found: _before_travel(found) and bool(found.reception) and not found.reception_dropped,
        explanation=_("Only as the person wishes. It still counts as asked for."),
    ),
    "receiver": Step(
        _("Who in the Expert Team has it"),
        _("Let them have it"),
        _("It is with the one you chose."),
        actions.name_receiver,
        lambda found: found.is_applicant and found.is_protected and found.line.state not in OVER,
        ReceiverForm,
        lambda _found: {"deciders": _deciders()},
        explanation=_("The address is protected: only the one you name here sees it in the Expert Team."),
    ),
    "withdraw": Step(
        _("Take the application back"),
        _("Withdraw"),
        _("It is withdrawn."),
        actions.withdraw_application,
        lambda found: found.is_applicant and _follows(found, State.WITHDRAWN),
    ),
}


def journey(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one application as the own side sees it, with what may be done now."""
    return _page(request, reference)


def _page(
    request: HouseRequest, reference: str, refused: tuple[str, HouseForm] | None = None
) -> HttpResponse:
    found = application_detail(request.actor, reference)
    put_on_record(request, "journey.read", subject=found.case_reference)
    texts = actions.read_texts(reference=reference, by=request.actor, at=request.at)
    steps = steps_shown(STEPS, found, refused=refused)
    context: dict[str, Any] = {
        "found": found,
        "shown": shown_application(found, today=day_of(request.at)),
        "texts": texts,
        "steps": steps,
        "is_judging": any(one.name == "conditions" for one in steps),
        "waits_for_reception": found.line.state == State.TICKET_BOOKED and _waits_for_reception(found),
        "form": refused[1] if refused else None,
    }
    return render(request, "fristed/journeys/journey.html", context, status=REFUSED if refused else 200)


def journey_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step with an application."""
    step = STEPS.get(name)
    if step is None:
        raise Http404
    found = application_detail(request.actor, reference)
    form = form_of(step, name, found, request)
    if form.is_valid():
        try:
            step.verb(reference=reference, by=request.actor, at=request.at, **form.given())
        except Refused as refusal:
            form.show_refusal(refusal.errors)
    if form.errors:
        return _page(request, reference, (name, form))
    put_on_record(request, "journey.button_pressed", subject=found.case_reference, step=name)
    messages.success(request, str(step.done))
    return redirect("journey", reference=reference)


def conditions(request: HouseRequest) -> HttpResponse:
    """Show the conditions in force and what is known of countries; the leader of the deciding side edits."""
    return _conditions_page(request)


def _conditions_page(request: HouseRequest, **refused: Any) -> HttpResponse:
    today, language = day_of(request.at), formats.language()
    put_on_record(request, "journey.conditions_read")
    context: dict[str, Any] = {
        "conditions": [
            (one.words[language], source_words(one.source), STATUSES[one.status], one.valid_from, one.status)
            for one in conditions_on(today)
        ],
        "countries": list(_countries(today)),
        "may_keep": is_permitted(request.actor, Permission.CONDITIONS_KEEP, service="KT"),
        "condition_form": ConditionForm(
            codes=_codes(today), prefix="condition", initial={"valid_from": today}
        ),
        "country_form": CountryForm(prefix="country", initial={"valid_from": today}),
        **refused,
    }
    return render(request, "fristed/journeys/conditions.html", context, status=REFUSED if refused else 200)


def _codes(today: date) -> list[tuple[str, str]]:
    """Give the conditions to choose from, by their words."""
    language = formats.language()
    return [(one.code, one.words[language]) for one in conditions_on(today)]


def condition_step(request: HouseRequest, name: str) -> HttpResponse:
    """Note how a condition reads, or what is known of a country, from a day on."""
    if name not in ("condition", "country"):
        raise Http404
    form = _sent(request, name, _codes(day_of(request.at)))
    if not _noted(request, name, form):
        return _conditions_page(request, form=form, **{f"{name}_form": form})
    messages.success(request, str(_("It is noted, and holds from the day you gave.")))
    return redirect("journey-conditions")


def _sent(request: HouseRequest, name: str, codes: Iterable[tuple[str, str]]) -> Any:
    if name == "condition":
        return ConditionForm(request.POST, codes=codes, prefix="condition")
    return CountryForm(request.POST, prefix="country")


def _noted(request: HouseRequest, name: str, form: Any) -> bool:
    verb: Any = actions.note_condition if name == "condition" else actions.note_country
    if form.is_valid():
        try:
            verb(by=request.actor, at=request.at, **form.given())
        except JourneyRefused as refusal:
            form.show_refusal(refusal.errors)
    return not form.errors


def _countries(today: date) -> Iterable[tuple[str, list[tuple[Any, ...]]]]:
    """Give what is known of each country that something is known of, by its name."""
    for country in sorted(countries_known(today), key=lambda one: labels.label("countries", one)):
        facts = (
            (
                COUNTRY_FACTS[one.code],
                VALUES[one.value],
                source_words(one.source),
                STATUSES[one.status],
                one.status == "verified",
            )
            for one in known_of(country, today)
        )
        yield labels.label("countries", country), list(facts)
