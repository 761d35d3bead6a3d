"""Who may see a case, and why: block list, names, grading, one's own tie, and opening one in an emergency."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.casework.cases.actions import (
    GlassNotBroken,
    block_staff,
    break_glass,
    confirm_lower_grading,
    declare_tie,
    name_staff,
    unname_staff,
)
from fristed.casework.cases.queries import CaseNotFound, case_detail, grey_zone_case, grounds_of
from fristed.casework.referrals.actions import protect_address
from fristed.foundation.identity.access.queries import colleagues
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.identity.rules import Permission, require
from fristed.interfaces.web.access.shown import shown_grounds
from fristed.interfaces.web.forms.access import EmergencyForm, GradingForm, PersonForm, TieForm
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.reads import put_on_record, record_refusal
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up

REFUSED = 422


def access(request: HouseRequest, reference: str) -> HttpResponse:
    """Show who may see the case and why, and what protects it."""
    require(request.actor, Permission.CASE_PROTECT)
    return _access_page(request, reference)


def _access_page(
    request: HouseRequest, reference: str, *, refused: HouseForm | None = None, at_form: str = ""
) -> HttpResponse:
    found = grounds_of(request.actor, reference)
    put_on_record(request, "case.access_read", subject=reference)
    people = colleagues()
    names = {one.account_id: one.username for one in people}
    others = [one for one in people if one.account_id != request.actor.account_id]
    context = {
        "reference": reference,
        "grounds": shown_grounds(found, names.get(found.responsible or 0, "")),
        "names": found.names,
        "blocks": found.blocks,
        "own_account": request.actor.account_id,
        "may_confirm": found.lowering is not None and found.lowering[1] != request.actor.username,
        "grading_form": GradingForm(initial={"grading": found.grading}, prefix="grade"),
        "block_form": PersonForm(people=others, prefix="block"),
        "name_form": PersonForm(people=others, prefix="name"),
    }
    if refused is not None:
        context |= {"form": refused, at_form: refused}
    return render(request, "fristed/access/case.html", context, status=REFUSED if refused else 200)


def access_step(request: HouseRequest, reference: str, name: str) -> HttpResponse:
    """Take one step: grade, confirm, block, name or unname."""
    require(request.actor, Permission.CASE_PROTECT)
    steps: dict[str, Callable[[HouseRequest, str], HttpResponse]] = {
        "grade": _grade,
        "confirm": _confirm,
        "block": _block,
        "name": _name,
        "unname": _unname,
    }
    if name not in steps:
        raise Http404
    return steps[name](request, reference)


def _grade(request: HouseRequest, reference: str) -> HttpResponse:
    form = GradingForm(request.POST, prefix="grade")
    form.is_valid()
    try:
        is_done = protect_address(
            reference=reference, grading=form.chosen("grading"), by=request.actor, at=request.at
        )
    except AccessRefused as refusal:
        form.show_refusal(refusal.errors)
        return _access_page(request, reference, refused=form, at_form="grading_form")
    words = _("The protection of the address is changed.")
    waits = _("Somebody else who may see the case must confirm that the address is protected less.")
    messages.success(request, words if is_done else waits)
    return redirect("case-access", reference=reference)


def _confirm(request: HouseRequest, reference: str) -> HttpResponse:
    try:
        confirm_lower_grading(reference=reference, by=request.actor, at=request.at)
    except AccessRefused as refusal:
        record_refusal(request)
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The protection of the address is changed."))
    return redirect("case-access", reference=reference)


def _block(request: HouseRequest, reference: str) -> HttpResponse:
    return _with_person(
        request, reference, "block", block_staff, _("The case is shut to this member of staff.")
    )


def _name(request: HouseRequest, reference: str) -> HttpResponse:
    return _with_person(
        request, reference, "name", name_staff, _("The member of staff is named to the case.")
    )


def _with_person(
    request: HouseRequest, reference: str, prefix: str, verb: Callable[..., None], done: str
) -> HttpResponse:
    form = PersonForm(request.POST, people=colleagues(), prefix=prefix)
    form.is_valid()
    try:
        verb(reference=reference, account=form.person(), by=request.actor, at=request.at)
    except AccessRefused as refusal:
        form.show_refusal(refusal.errors)
        return _access_page(request, reference, refused=form, at_form=f"{prefix}_form")
    messages.success(request, done)
    return redirect("case-access", reference=reference)


def _unname(request: HouseRequest, reference: str) -> HttpResponse:
    typed = request.POST.get("account", "")
    account = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None
    try:
        unname_staff(reference=reference, account=account, by=request.actor, at=request.at)
    except AccessRefused as refusal:
        record_refusal(request)
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("The member of staff is no longer named to the case."))
    return redirect("case-access", reference=reference)


def tie(request: HouseRequest, reference: str) -> HttpResponse:
    """Declare a tie to a case or grey-zone case; after that it is gone from one's view."""
    back = _where_it_is(request, reference)
    form = TieForm(request.POST) if request.method == "POST" else TieForm()
    if request.method == "POST":
        form.is_valid()
        try:
            declare_tie(reference=reference, kind=form.chosen("kind"), by=request.actor, at=request.at)
        except AccessRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(
                request, _("Thank you for saying so. The case is no longer among those you see.")
            )
            return redirect("start")
    put_on_record(request, "case.tie_form_read", subject=reference)
    context = {"form": form, "reference": reference, "back": back}
    return render(request, "fristed/access/tie.html", context, status=REFUSED if form.errors else 200)


def _where_it_is(request: HouseRequest, reference: str) -> str:
    """Give the page that leads to a case or grey-zone case within reach."""
    try:
        case_detail(request.actor, reference)
    except CaseNotFound:
        grey_zone_case(request.actor, reference)
        return reverse("grey-zone-list")
    return reverse("case-detail", args=[reference])


def emergency(request: HouseRequest) -> HttpResponse:
    """Open one case of another service in an emergency; what opens nothing is answered in one way only."""
    if request.method != "POST":
        return _emergency_page(request, EmergencyForm(initial={"hours": "4"}))
    require_step_up(request)
    form = EmergencyForm(request.POST)
    form.is_valid()
    asked = form.asked()
    try:
        is_broken = break_glass(**asked, by=request.actor, at=request.at)
    except AccessRefused as refusal:
        form.show_refusal(refusal.errors)
        return _emergency_page(request, form)
    except GlassNotBroken:
        return render(request, "fristed/access/not_opened.html", status=404)
    if is_broken:
        words = _("The case is open to you for a time. Its responsible and its leader have been told.")
        messages.warning(request, words)
    else:
        words = _("The case was open to you already. Nothing more is opened, and nobody is told.")
        messages.info(request, words)
    return redirect("case-detail", reference=asked["reference"])


def _emergency_page(request: HouseRequest, form: EmergencyForm) -> HttpResponse:
    put_on_record(request, "emergency.form_read")
    status = REFUSED if form.errors else 200
    return render(request, "fristed/access/emergency.html", {"form": form}, status=status)
