"""The way from an open year to official statistics: freeze, compute, propose, sign off, publish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.queries import confirmations_of
from fristed.casework.cases.rules import GUIDELINE_SINCE, day_of
from fristed.foundation.days import OSLO
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web import formats, labels
from fristed.interfaces.web.forms.official import FreezeForm, ObjectionForm, ProposeForm, PublishForm
from fristed.interfaces.web.official import COLOURS, KINDS, OBJECTIONS, REASONS, STANDINGS, WHY_NOT, refusal
from fristed.interfaces.web.pages.statistics import SAFE
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up
from fristed.interfaces.web.statistics.asked import asked_for
from fristed.interfaces.web.statistics.changes import shown_changes
from fristed.interfaces.web.statistics.printing import shown_printing
from fristed.methods.classifications import registering_services
from fristed.statistics.releases.actions import request_release
from fristed.statistics.releases.official.actions import (
    NotOfficialYet,
    NotReadyToFreeze,
    SameHands,
    freeze_facts,
    propose_release,
    publish_release,
    send_back_release,
    sign_off_release,
)
from fristed.statistics.releases.official.codes import Kind, Objection, Reason
from fristed.statistics.releases.official.forms.actions import NotToBePrinted, request_forms
from fristed.statistics.releases.official.forms.queries import forms_of
from fristed.statistics.releases.official.queries import (
    Proposal,
    frozen_of,
    proposals_of,
    proposed_release,
)

REFUSED = 422


@dataclass(frozen=True, slots=True)
class Standing:
    """One version as the page shows it."""

    proposal: Proposal
    kind: str
    words: str
    colour: str
    reason: str
    objection: str


def official(request: HouseRequest, year: int) -> HttpResponse:
    """Show how far a year has come on its way to official statistics, and what can be done now."""
    return _page(request, year, {})


def step(request: HouseRequest, year: int, name: str) -> HttpResponse:
    """Take one step, and go back to the page; a refusal is said there."""
    if name not in STEPS:
        raise Http404
    if name in FOR_EVERYBODY_TO_SEE:
        require_step_up(request)
    form, take, done = STEPS[name](request, year)
    if form.is_valid():
        try:
            take()
        except (NotOfficialYet, NotReadyToFreeze, NotToBePrinted) as error:
            form.add_error(None, refusal(error))
        except SameHands:
            form.add_error(None, str(WHY_NOT["same_hands"]))
    if form.errors:
        return _page(request, year, {name: form}, status=REFUSED)
    messages.success(request, done)
    return redirect("statistics-official", year=year)


# Steps that make numbers official: whoever takes them has just shown who it is.
FOR_EVERYBODY_TO_SEE = ("sign", "publish")
Taken = tuple[forms.Form, Callable[[], object], str]


def _freeze(request: HouseRequest, year: int) -> Taken:
    form = FreezeForm(request.POST)

    def take() -> None:
        number = freeze_facts(year=year, kind=Kind(form.chosen("kind")), by=request.actor, at=request.at)
        request_release(frozen=number, data=settings.DATA, **_asked(request, year))

    return form, take, _("The facts are frozen. The release is being computed from them.")


def _compute(request: HouseRequest, year: int) -> Taken:
    form = ProposeForm(request.POST, is_correction=False)

    def take() -> None:
        frozen = form.cleaned_data["frozen"]
        request_release(frozen=frozen, data=settings.DATA, **_asked(request, year))

    return form, take, _("The release is being computed.")


def _propose(request: HouseRequest, year: int) -> Taken:
    form = ProposeForm(request.POST, is_correction=_has_published(request, year))

    def take() -> None:
        reason = Reason(form.chosen("reason")) if form.chosen("reason") else None
        frozen = form.cleaned_data["frozen"]
        propose_release(year=year, policy=SAFE, frozen=frozen, by=request.actor, at=request.at, reason=reason)

    return form, take, _("Proposed. Now somebody else must sign it off.")


def _asked(request: HouseRequest, year: int) -> dict[str, Any]:
    return {"year": year, "policy": SAFE, "by": request.actor, "at": request.at}


def _of_version(request: HouseRequest, year: int) -> dict[str, Any]:
    text = request.POST.get("version", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 5
    return {**_asked(request, year), "version": int(text) if is_number else 0}


def _sign(request: HouseRequest, year: int) -> Taken:
    seal = request.POST.get("seal", "")
    return forms.Form({}), lambda: sign_off_release(seal=seal, **_of_version(request, year)), _("Signed off.")


def _send_back(request: HouseRequest, year: int) -> Taken:
    form = ObjectionForm(request.POST)

    def take() -> None:
        objection = Objection(form.chosen("objection"))
        send_back_release(objection=objection, **_of_version(request, year))

    return form, take, _("Sent back.")


def _publish(request: HouseRequest, year: int) -> Taken:
    form = PublishForm(request.POST)
    today = day_of(request.at)
    day: date = (form.cleaned_data["from_date"] if form.is_valid() else None) or today
    is_now = day == today

    def take() -> None:
        from_at = request.at if is_now else datetime.combine(day, time(8), tzinfo=OSLO)
        next_update = form.cleaned_data["next_update_date"]
        publish_release(from_at=from_at, next_update=next_update, **_of_version(request, year))

    if is_now:
        return form, take, _("The statistics are official.")
    return form, take, _("The statistics become official on %(day)s.") % {"day": formats.day(day)}


def _print(request: HouseRequest, year: int) -> Taken:
    return (
        forms.Form({}),
        lambda: request_forms(**_of_version(request, year)),
        _("The forms are printed again."),
    )


STEPS: dict[str, Callable[[HouseRequest, int], Taken]] = {
    "freeze": _freeze,
    "compute": _compute,
    "propose": _propose,
    "sign": _sign,
    "send-back": _send_back,
    "publish": _publish,
    "print": _print,
}


def _has_published(request: HouseRequest, year: int) -> bool:
    found = proposals_of(year, SAFE, reader=request.actor, at=request.at)
    return any(one.version.published_at for one in found)


def _page(
    request: HouseRequest, year: int, tried: dict[str, forms.Form], *, status: int = 200
) -> HttpResponse:
    proposals = proposals_of(year, SAFE, reader=request.actor, at=request.at)
    frozen = frozen_of(year, SAFE, reader=request.actor)
    done = {said.service: said for said in confirmations_of(year)}
    may_make = is_permitted(request.actor, Permission.RELEASE_COMPUTE)
    waiting = next((one for one in proposals if one.standing in ("proposed", "signed_off")), None)
    is_correction = any(one.version.published_at for one in proposals)
    newest = frozen[0] if frozen else None
    dated = next((one.version for one in proposals if one.version.published_at), None)
    taken = {one.frozen for one in proposals if one.standing != "sent_back"}
    context: dict[str, Any] = {
        "year": year,
        "years": range(GUIDELINE_SINCE.year, day_of(request.at).year + 1),
        "services": [(labels.service(code), done.get(code)) for code in registering_services()],
        "frozen": [(one, KINDS[one.kind]) for one in frozen],
        "newest": newest,
        "may_propose": may_make and newest is not None and newest.is_computed and newest.number not in taken,
        "may_compute_again": newest is not None and not waiting and newest.number not in taken,
        "versions": [_standing(one) for one in proposals],
        "waiting": waiting,
        "changes": _changes(request, year, waiting, proposals) if waiting else None,
        "few_changed": [labels.service(code) for code in waiting.few_changed] if waiting else [],
        "may_make": may_make,
        "is_own": waiting is not None and waiting.proposed_by == request.actor.username,
        "own_hands": WHY_NOT["same_hands"],
        "may_sign": is_permitted(request.actor, Permission.RELEASE_SIGN_OFF),
        "dated": dated,
        "printing": shown_printing(request, dated) if may_make and dated else None,
        "forms": len(forms_of(year, SAFE, at=request.at, version=dated.version)) if dated else 0,
        "asked": asked_for(SAFE, reader=request.actor, at=request.at),
        "freeze_form": tried.get("freeze") or FreezeForm(initial={"kind": Kind.FINAL.value}),
        "propose_form": tried.get("propose")
        or ProposeForm(initial={"frozen": newest.number if newest else None}, is_correction=is_correction),
        "objection_form": tried.get("send-back") or ObjectionForm(),
        "publish_form": tried.get("publish") or PublishForm(),
        "refusals": [error for form in tried.values() for error in form.non_field_errors()],
    }
    return render(request, "fristed/statistics/official.html", context, status=status)


def _standing(proposal: Proposal) -> Standing:
    version = proposal.version
    return Standing(
        proposal,
        str(KINDS[version.kind]),
        str(STANDINGS[proposal.standing]),
        COLOURS[proposal.standing],
        str(REASONS[version.reason]) if version.reason else "",
        str(OBJECTIONS[proposal.objection]) if proposal.objection else "",
    )


def _changes(request: HouseRequest, year: int, waiting: Proposal, proposals: list[Proposal]) -> Any:
    """Compare a version that waits with the newest one that has been published."""
    before = next((one for one in proposals if one.version.published_at), None)
    if before is None:
        return None
    old = proposed_release(year, SAFE, before.version.version, reader=request.actor)
    new = proposed_release(year, SAFE, waiting.version.version, reader=request.actor)
    return shown_changes(old, new)
