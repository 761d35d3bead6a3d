"""What services may hold about persons: seen, proposed, confirmed; and the assessment of consequences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.casework.cases.rules import day_of
from fristed.casework.persons.actions import clear_without_basis
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted
from fristed.foundation.legal_basis.actions import confirm_basis, propose_basis, refuse_basis, sides_of
from fristed.foundation.legal_basis.codes import Mode
from fristed.foundation.legal_basis.facts import Basis, Decided, FieldState, ServiceState
from fristed.foundation.legal_basis.queries import legal_basis_seen_by, services_seen_by
from fristed.foundation.legal_basis.refusals import BasisRefused
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.legal_basis import FieldForm, ModeForm
from fristed.interfaces.web.legal_basis import words
from fristed.interfaces.web.legal_basis.dpia import Assessment, as_markdown, assessment_of, dated
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
FORMS: dict[str, type[ModeForm] | type[FieldForm]] = {"mode": ModeForm, "field": FieldForm}


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field in words: on which basis it is held, or why not."""

    name: str
    zone: str
    is_held: bool
    purpose: str
    basis: Basis | None
    why: str


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """One decision in words; ``may_confirm`` where the reader is the second person it needs."""

    decided: Decided
    about: str
    setting: str
    purpose: str
    proposed_as: str
    may_confirm: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ShownService:
    """What one service may hold, in words."""

    code: str
    name: str
    is_anonymous: bool
    mode: str
    means: str
    mode_decision: Decided | None
    fields: tuple[ShownField, ...]
    waiting: tuple[ShownDecision, ...]
    decided: tuple[ShownDecision, ...]


def legal_basis(request: HouseRequest) -> HttpResponse:
    """Show what each service the reader sees may hold, and what waits for a second person."""
    states = legal_basis_seen_by(request.actor, at=request.at)
    context = {
        "services": [_shown(state, request.actor) for state in states],
        "may_decide": _decides(request.actor),
        "may_have_key": is_permitted(request.actor, Permission.PLACE_READ)
        or is_permitted(request.actor, Permission.ESCROW_HOLD),
        "may_clear": is_permitted(request.actor, Permission.BASIS_DECIDE),
    }
    return render(request, "fristed/legal_basis/overview.html", context)


def _decides(actor: Actor) -> bool:
    return any(sides_of(actor, service) for service in services_seen_by(actor))


def _shown(state: ServiceState, reader: Actor) -> ShownService:
    return ShownService(
        code=state.service,
        name=labels.service(state.service),
        is_anonymous=state.mode == Mode.ANONYMOUS,
        mode=str(words.MODES[state.mode]),
        means=str(words.MODES_MEAN[state.mode]),
        mode_decision=state.mode_decision,
        fields=tuple(_shown_field(one) for one in state.fields),
        waiting=tuple(_shown_decision(one, reader) for one in state.waiting),
        decided=tuple(_shown_decision(one, reader) for one in state.decided),
    )


def _shown_field(one: FieldState) -> ShownField:
    basis = one.answer if isinstance(one.answer, Basis) else None
    return ShownField(
        name=str(words.FIELDS[one.field]),
        zone=str(words.ZONES[one.zone]),
        is_held=basis is not None,
        purpose=str(words.PURPOSES[basis.purpose]) if basis else "",
        basis=basis,
        why="" if isinstance(one.answer, Basis) else str(words.WHY[one.answer.why]),
    )


def _shown_decision(one: Decided, reader: Actor) -> ShownDecision:
    is_own = one.proposed_by == reader.username
    others = sides_of(reader, one.service) - {one.proposed_as}
    return ShownDecision(
        decided=one,
        about=words.subject_words(one.field),
        setting=words.setting_words(one.field, one.setting),
        purpose=str(words.PURPOSES[one.purpose]) if one.purpose else "",
        proposed_as=str(words.SIDES[one.proposed_as]),
        may_confirm=bool(others) and not is_own,
        is_own=is_own,
    )


def propose(request: HouseRequest, what: str) -> HttpResponse:
    """Propose a mode, or a field on or off."""
    if what not in FORMS:
        raise Http404
    services = [one for one in services_seen_by(request.actor) if sides_of(request.actor, one)]
    if not services:
        raise NotPermitted(f"{request.actor.username} does not decide what services may hold.")
    if request.method == "POST":
        form = FORMS[what](request.POST, services=services)
        form.is_valid()
        if not form.errors:
            try:
                propose_basis(**form.asked(), by=request.actor, at=request.at)
            except BasisRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                messages.success(
                    request, _("The proposal waits for a second person. Nothing is changed yet.")
                )
                return redirect("legal-basis")
    else:
        form = FORMS[what](services=services, initial={"from_date": day_of(request.at)})
    context = {"form": form, "what": what}
    return render(
        request, "fristed/legal_basis/propose.html", context, status=REFUSED if form.errors else 200
    )


def step(request: HouseRequest, key: str, name: str) -> HttpResponse:
    """Confirm or refuse what waits."""
    steps: dict[str, tuple[Callable[..., None], str]] = {
        "confirm": (confirm_basis, _("It is confirmed, and holds from its first day.")),
        "refuse": (refuse_basis, _("The proposal is refused.")),
    }
    if name not in steps:
        raise Http404
    verb, done = steps[name]
    try:
        verb(key=key, by=request.actor, at=request.at)
    except BasisRefused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("legal-basis")


def clear(request: HouseRequest) -> HttpResponse:
    """Take out what the own service holds without a basis."""
    taken = clear_without_basis(by=request.actor, at=request.at)
    said = ngettext("%(count)d field has been taken out.", "%(count)d fields have been taken out.", taken)
    messages.success(request, said % {"count": taken})
    return redirect("legal-basis")


def _assessment(request: HouseRequest) -> Assessment:
    return assessment_of(legal_basis_seen_by(request.actor, at=request.at), on_date=day_of(request.at))


def assessment(request: HouseRequest) -> HttpResponse:
    """Show the assessment of consequences for what the reader sees."""
    found = _assessment(request)
    return render(request, "fristed/legal_basis/dpia.html", {"text": found, "dated": dated(found)})


def assessment_file(request: HouseRequest) -> HttpResponse:
    """Give the same text as a file."""
    answer = HttpResponse(as_markdown(_assessment(request)), content_type="text/markdown; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="dpia.md"'
    return answer
