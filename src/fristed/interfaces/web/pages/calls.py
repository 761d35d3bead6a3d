"""A call: taking it on one page, unfinished ones, the code of a caller, safe contact, and consultations."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.casework.cases.actions import RegistrationRefused
from fristed.casework.cases.facts import CaseDetail, Verdict
from fristed.casework.cases.queries import CaseNotFound, case_detail, is_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.actions import (
    ContactChanged,
    give_new_code,
    join_by_code,
    link_consultation,
    move_consultation,
    save_call_draft,
    set_safe_contact,
    take_call,
    throw_away_call_draft,
)
from fristed.casework.consultations.checks import contact_problems
from fristed.casework.consultations.codes import ConsultationState
from fristed.casework.consultations.facts import TakenCall
from fristed.casework.consultations.messages import STATES, CallRefused
from fristed.casework.consultations.queries import (
    call_draft,
    call_drafts_of,
    consultation_of,
    safe_contact_of,
)
from fristed.casework.consultations.rules import may_follow
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.consultations.shown import (
    contact_in_words,
    links_in_words,
    spellings,
    steps_in_words,
)
from fristed.interfaces.web.forms.calls import (
    FOLLOW_UP,
    CallForm,
    CodeForm,
    LinkForm,
    SafeContactForm,
    StateForm,
    initial_of,
    initial_rule,
)
from fristed.interfaces.web.forms.coded import CodedForm
from fristed.interfaces.web.once import carry_out_once, is_carried_out, new_token
from fristed.interfaces.web.pages.cases import REFUSED, is_confirmed, judged, registration_page
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

BY_SCRIPT = "X-Fristed-Draft"
PARTS = ("part-2", "part-3", "part-4", "part-5", "part-6")


def _forms_of(request: HouseRequest) -> dict[str, Any]:
    return {"today": day_of(request.at), "service": request.actor.service or ""}


def register(request: HouseRequest) -> HttpResponse:
    """Take a call on one page; going on to the next part keeps what has been typed."""
    if request.method != "POST":
        first = {"first_contact_date": day_of(request.at), "kind": FOLLOW_UP}
        form = CallForm(initial=first, **_forms_of(request))
        drafts = call_drafts_of(request.actor, at=request.at)
        return _call_page(request, form, token=new_token(), drafts=drafts)
    if request.POST.get("go"):
        return _gone_on(request)
    return _try_to_take(request, CallForm(request.POST, **_forms_of(request)))


def _call_page(request: HouseRequest, form: CallForm, *, token: str, **more: Any) -> HttpResponse:
    return registration_page(request, form, token=token, is_call=True, **more)


def _keep(request: HouseRequest, token: str) -> bool:
    """Keep what has been typed, unless it has been registered meanwhile; whether it is kept."""
    if is_carried_out(request, token):
        return True
    fields = {name: request.POST.getlist(name) for name in CallForm.base_fields if name in request.POST}
    return save_call_draft(reference=token, fields=fields, by=request.actor, at=request.at)


def _token_of(request: HouseRequest) -> str:
    """Give the token of the form that was sent, if it can be one; it becomes a part of an address."""
    token = request.POST.get("token", "")[:32]
    return token if token.isascii() and token.isalnum() else new_token()


def _gone_on(request: HouseRequest) -> HttpResponse:
    token, part = _token_of(request), request.POST.get("go", "")
    if not _keep(request, token):
        return _call_page(request, CallForm(request.POST, **_forms_of(request)), token=token)
    return redirect(_address_of(token) + (f"#{part}" if part in PARTS else ""))


def _address_of(token: str) -> str:
    return reverse("call-draft", args=[token])


def save(request: HouseRequest) -> HttpResponse:
    """Keep what has been typed so far: a small request of the page's own, or what a session's end kept."""
    token = _token_of(request)
    is_kept = _keep(request, token)
    if BY_SCRIPT in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT if is_kept else HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return redirect(_address_of(token))


def draft(request: HouseRequest, reference: str) -> HttpResponse:
    """Go on with an unfinished call of one's own; that it was opened is on record before it is given."""
    fields = call_draft(request.actor, reference, at=request.at)
    if fields is None:
        raise Http404
    put_on_record(request, "call.draft_read")
    given = _forms_of(request)
    year = day_of(request.at).year
    first = initial_of(fields, year=year, service=request.actor.service or "")
    return _call_page(request, CallForm(initial=first, **given), token=reference, is_resumed=True)


def throw_away(request: HouseRequest, reference: str) -> HttpResponse:
    """End an unfinished call of one's own without registering it."""
    throw_away_call_draft(reference=reference, by=request.actor, at=request.at)
    messages.success(request, _("What you had typed is thrown away."))
    return redirect("case-register")


def _try_to_take(request: HouseRequest, form: CallForm) -> HttpResponse:
    token = _token_of(request)
    verdict = _judged_whole(request, form)
    if form.errors or not is_confirmed(request, verdict):
        _keep(request, token)
        return _call_page(request, form, token=token, verdict=verdict)
    taken: list[TakenCall] = []

    def verb() -> str:
        found = take_call(
            draft=form.draft(),
            contact=form.rule(),
            is_anonymous=form.is_anonymous(),
            by=request.actor,
            at=request.at,
        )
        taken.append(found)
        return found.reference

    try:
        reference = carry_out_once(request, token, verb)
    except (RegistrationRefused, CallRefused) as refusal:
        form.show_refusal(refusal.errors)
        return _call_page(request, form, token=token)
    throw_away_call_draft(reference=token, by=request.actor, at=request.at)
    if form.is_anonymous():
        return _code_page(request, reference, taken[0].code if taken else "")
    messages.success(request, _("The case is registered."))
    return redirect("case-detail", reference=reference)


def _judged_whole(request: HouseRequest, form: CallForm) -> Verdict:
    """Apply the guideline, and the rule for making contact; put every error beside its field."""
    verdict = judged(request, form)
    rule = form.rule()
    if rule is not None:
        found = contact_problems(
            rule, service=form.service, on_date=form.today, is_consultation=form.is_anonymous()
        )
        form.show_refusal(CallRefused(*found).errors)
    return verdict


def _code_page(request: HouseRequest, reference: str, code: str) -> HttpResponse:
    """Show a code once; a second answer to the same press has none and says what to do."""
    put_on_record(request, "case.code_read", subject=reference)
    context = {"reference": reference, "code": code, "spellings": spellings(code)}
    return render(request, "fristed/calls/code_shown.html", context)


def code(request: HouseRequest) -> HttpResponse:
    """Join a call to the case that the caller's code belongs to."""
    given = _forms_of(request)
    if request.method != "POST":
        return _code_form(request, CodeForm(**given), new_token())
    form, token = CodeForm(request.POST, **given), _token_of(request)
    form.is_valid()
    try:
        reference = join_by_code(
            code=form.chosen("code"),
            by=request.actor,
            at=request.at,
            within=lambda store: carry_out_once(request, token, store),
        )
    except CallRefused as refusal:
        form.show_refusal(refusal.errors)
        return _code_form(request, form, token)
    messages.success(request, _("The call has joined this case as one more contact."))
    return redirect("case-detail", reference=reference)


def _code_form(request: HouseRequest, form: CodeForm, token: str) -> HttpResponse:
    put_on_record(request, "case_code.form_read")
    context = {"form": form, "token": token}
    return render(request, "fristed/calls/code.html", context, status=REFUSED if form.errors else 200)


def _require_work(request: HouseRequest, reference: str) -> None:
    """Answer as if nothing were there to whoever may read the case and not follow it up."""
    if not is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, reference):
        raise CaseNotFound("There is no such case.")


def safe_contact(request: HouseRequest, reference: str) -> HttpResponse:
    """Say how to make contact in a case; whoever comes second sees both versions."""
    detail = case_detail(request.actor, reference)
    _require_work(request, reference)
    given: dict[str, Any] = {"today": day_of(request.at), "service": detail.service}
    seen = request.POST.get("version", "")
    theirs = None
    if request.method == "POST":
        form = SafeContactForm(request.POST, **given)
        form.is_valid()
        try:
            rule = form.rule()
            if rule is None:
                raise CallRefused(("call_back", "required"), ("phone_watched", "required"))
            set_safe_contact(
                reference=reference,
                rule=rule,
                seen_version=int(seen) if seen.isascii() and seen.isdigit() else 0,
                by=request.actor,
                at=request.at,
            )
        except CallRefused as refusal:
            form.show_refusal(refusal.errors)
        except ContactChanged:
            theirs = safe_contact_of(request.actor, reference, at=request.at)
            form.show_refusal(CallRefused(("", "changed_meanwhile")).errors)
        else:
            messages.success(request, _("How to make contact is saved."))
            return redirect("case-detail", reference=reference)
    else:
        standing = safe_contact_of(request.actor, reference, at=request.at)
        form = SafeContactForm(initial=initial_rule(standing.rule) if standing else None, **given)
        seen = str(standing.version if standing else 0)
    put_on_record(request, "case.step_read", subject=reference, step="SafeContactForm")
    context = {
        "form": form,
        "case": shown_case(detail),
        "version": theirs.version if theirs else seen,
        "theirs": contact_in_words(theirs) if theirs else None,
    }
    return render(request, "fristed/calls/contact.html", context, status=REFUSED if form.errors else 200)


def consultation(request: HouseRequest, reference: str) -> HttpResponse:
    """Show how a consultation stands; move it on, give a new code, or link it to a followed-up case."""
    step = request.POST.get("step", "")
    _require_work(request, reference)
    if request.method == "POST" and step == "code":
        return _code_page(
            request, reference, give_new_code(reference=reference, by=request.actor, at=request.at)
        )
    given = {**_forms_of(request), "data": request.POST if request.method == "POST" else None}
    state_form = StateForm(**{**given, "data": given["data"] if step == "state" else None})
    link_form = LinkForm(**{**given, "data": given["data"] if step == "link" else None})
    found = consultation_of(request.actor, reference)
    if found.state:
        state_form.offer(str(state) for state in ConsultationState if may_follow(found.state, state))
    form: CodedForm = link_form if step == "link" else state_form
    asked_about = _asked_about(request, link_form) if step == "link" else None
    if step == "state" or (step == "link" and asked_about is None):
        try:
            _carry_on(request, reference, form)
        except CallRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, _("It is noted."))
            return redirect("case-consultation", reference=reference)
    put_on_record(request, "case.consultation_read", subject=reference)
    context = {
        "reference": reference,
        "found": found,
        "state": STATES.get(found.state, ""),
        "steps": list(steps_in_words(found.steps)),
        "links": links_in_words(found.links),
        "state_form": state_form,
        "link_form": link_form,
        "form": form,
        "asked_about": shown_case(asked_about) if asked_about else None,
        "may_move": any(found.state and may_follow(found.state, state) for state in ConsultationState),
        "may_link": found.state not in ("", ConsultationState.CONVERTED),
    }
    status = REFUSED if request.method == "POST" and asked_about is None else 200
    return render(request, "fristed/calls/consultation.html", context, status=status)


def _asked_about(request: HouseRequest, form: CodedForm) -> CaseDetail | None:
    """Give the case that would be linked, to be looked at first; nothing once just that one is confirmed.

    Linking cannot be undone, and a reference says nothing to who copied the wrong one. A case that is not
    there, and a form that is not whole, go on to the verb, which refuses them.
    """
    if not form.is_valid():
        return None
    followed = form.chosen("followed").upper().strip()
    if not form.chosen("ground") or request.POST.get("confirmed") == followed:
        return None
    try:
        found = case_detail(request.actor, followed)
    except CaseNotFound:
        return None
    put_on_record(request, "case.step_read", subject=followed, step="LinkForm")
    return found


def _carry_on(request: HouseRequest, reference: str, form: CodedForm) -> None:
    form.is_valid()
    if isinstance(form, LinkForm):
        link_consultation(
            reference=reference,
            followed=form.chosen("followed").upper().strip(),
            ground=form.chosen("ground"),
            by=request.actor,
            at=request.at,
        )
    else:
        move_consultation(reference=reference, to=form.chosen("to"), by=request.actor, at=request.at)
