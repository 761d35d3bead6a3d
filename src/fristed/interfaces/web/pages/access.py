"""What a leader looks after: grants, stand-ins, ties, blocks, emergency access; and everybody's notices."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.casework.cases.queries import references_within_reach
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.access.actions import (
    end_block,
    end_grant,
    end_tie,
    give_grant,
    name_another,
    read_notices,
    review_glass,
)
from fristed.foundation.identity.access.queries import (
    blocks_in_service,
    colleagues,
    glass_to_review,
    grants_in_service,
    names_in_service,
    notices_of,
    ties_in_service,
)
from fristed.foundation.identity.access.refusals import AccessRefused
from fristed.foundation.notifying.actions import (
    read_given_notices,
    remove_mail_address,
    set_mail_address,
)
from fristed.foundation.notifying.queries import given_notices_of, mail_address_of
from fristed.foundation.notifying.refusals import NoticeRefused
from fristed.interfaces.web.access.shown import shown_glasses, shown_grants
from fristed.interfaces.web.access.words import OUTCOMES
from fristed.interfaces.web.forms.access import GrantForm, PersonForm
from fristed.interfaces.web.forms.plans import MailForm
from fristed.interfaces.web.plans.shown import shown_notices
from fristed.interfaces.web.reads import put_on_record, record_refusal
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422


def overview(request: HouseRequest) -> HttpResponse:
    """Show what holds in the leader's service: grants, stand-ins, names, ties and blocks."""
    grants = shown_grants(grants_in_service(request.actor, at=request.at))
    people = [one for one in colleagues() if one.account_id != request.actor.account_id]
    named: dict[str, list[str]] = {}
    for line in names_in_service(request.actor):
        named.setdefault(line.reference, []).append(line.person.display_name)
    context = {
        "grants": [one for one in grants if not one.stands_in_for],
        "stand_ins": [one for one in grants if one.stands_in_for],
        "named": [
            (reference, ", ".join(names), PersonForm(people=people, prefix=reference))
            for reference, names in named.items()
        ],
        "ties": ties_in_service(request.actor),
        "blocks": blocks_in_service(request.actor),
        "to_review": len(glass_to_review(request.actor, at=request.at)),
    }
    put_on_record(request, "access.overview_read")
    return render(request, "fristed/access/overview.html", context)


def new_grant(request: HouseRequest) -> HttpResponse:
    """Give access for a time and a purpose."""
    service, people = request.actor.service or "", colleagues()
    if request.method == "POST":
        form = GrantForm(request.POST, people=people, service=service)
        form.is_valid()
        if not form.errors:
            try:
                give_grant(**form.asked(), by=request.actor, at=request.at)
            except AccessRefused as refusal:
                form.show_refusal(refusal.errors)
            else:
                messages.success(request, _("The access is given."))
                return redirect("access")
    else:
        today = day_of(request.at)
        form = GrantForm(people=people, service=service, initial={"starts": today, "level": "read"})
    put_on_record(request, "access.form_read")
    return render(
        request, "fristed/access/grant.html", {"form": form}, status=REFUSED if form.errors else 200
    )


def step(request: HouseRequest, name: str) -> HttpResponse:
    """End a grant, a tie or a block, or name somebody to a graded case."""
    given = request.POST
    number = _number(given.get("id", ""))
    reference = given.get("reference", "")
    person = _number(given.get(f"{reference}-account", ""))
    steps: dict[str, tuple[Callable[..., None], str]] = {
        "end-grant": (partial(end_grant, key=given.get("key", "")), _("The access is ended.")),
        "end-tie": (partial(end_tie, tie=number), _("The tie is ended.")),
        "end-block": (partial(end_block, block=number), _("The block is ended.")),
        "name": (
            partial(name_another, reference=reference, account=person),
            _("The member of staff is named to the case."),
        ),
    }
    if name not in steps:
        raise Http404
    verb, done = steps[name]
    return _done(request, verb, done, "access")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _done(request: HouseRequest, verb: Callable[..., None], done: str, place: str) -> HttpResponse:
    """Call a verb of a button, and say how it went on the page it leads to."""
    try:
        verb(by=request.actor, at=request.at)
    except AccessRefused as refusal:
        record_refusal(request)
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(place)


def reviews(request: HouseRequest) -> HttpResponse:
    """List emergency access that waits for review, and take a verdict."""
    if request.method == "POST":
        verb = partial(review_glass, key=request.POST.get("key", ""), outcome=request.POST.get("outcome", ""))
        return _done(request, verb, _("The emergency access is reviewed."), "access-reviews")
    glasses = shown_glasses(glass_to_review(request.actor, at=request.at))
    put_on_record(request, "access.reviews_read", shown=len(glasses))
    context = {"glasses": glasses, "outcomes": [(str(code), words) for code, words in OUTCOMES.items()]}
    return render(request, "fristed/access/reviews.html", context)


def notices(request: HouseRequest) -> HttpResponse:
    """Show one's notices, and note that they have been read."""
    if request.method == "POST":
        put_on_record(request, "notices.marked_read")
        read_notices(by=request.actor, at=request.at)
        read_given_notices(by=request.actor, at=request.at)
        messages.success(request, _("The notices are marked as read."))
        return redirect("notices")
    glasses = shown_glasses(notices_of(request.actor, at=request.at))
    lines = given_notices_of(request.actor)
    reached = references_within_reach(request.actor, [line.reference for line in lines])
    given = shown_notices(lines, reached=reached)
    put_on_record(request, "notices.read", shown=len(glasses) + len(given))
    context = {"glasses": glasses, "given": given, "has_mail": bool(mail_address_of(request.actor))}
    return render(request, "fristed/access/notices.html", context)


def mail(request: HouseRequest) -> HttpResponse:
    """Say where one is told by mail that there is something, or that one is not."""
    known = mail_address_of(request.actor)
    form = MailForm(request.POST) if request.method == "POST" else MailForm(initial={"address": known})
    if request.method == "POST" and _mail_set(request, form, known):
        return redirect("notices")
    put_on_record(request, "mail_address.form_read")
    context = {"form": form, "known": known}
    return render(request, "fristed/access/mail.html", context, status=REFUSED if form.errors else 200)


def _mail_set(request: HouseRequest, form: MailForm, known: str) -> bool:
    """Turn mail on at an address, or off where there is none any more."""
    form.is_valid()
    address = form.chosen("address")
    try:
        if address:
            set_mail_address(address=address, by=request.actor, at=request.at)
            messages.success(request, _("You are told by mail when there is something new."))
        elif known:
            remove_mail_address(by=request.actor, at=request.at)
            messages.success(request, _("You get no mail any more."))
    except NoticeRefused as refusal:
        form.show_refusal(refusal.errors)
    return not form.errors
