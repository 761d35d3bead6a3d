"""What is due for destruction: lists, one's word on each row, carrying out, and the certificate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fristed.casework.cases.rules import day_of
from fristed.casework.persons.actions import forget_destroyed
from fristed.casework.persons.retention import held_in
from fristed.foundation.vault.retention.actions import (
    NoLongerWaiting,
    NotByYourself,
    NothingDue,
    approve_destruction,
    carry_out_destruction,
    keep_row,
    propose_destruction,
)
from fristed.foundation.vault.retention.certificate import certificate_of
from fristed.foundation.vault.retention.classes import retention_classes
from fristed.foundation.vault.retention.facts import Listed, ListedRow
from fristed.foundation.vault.retention.queries import list_of, lists_of
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.retention import words

VERBS = {"approve": approve_destruction, "keep": keep_row}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row in words; ``may_approve`` where the reader has not proposed it, nor approved it already."""

    row: ListedRow
    what: str
    rule: str
    state: str
    may_approve: bool


@dataclass(frozen=True, slots=True)
class ShownClass:
    """One retention class in words."""

    what: str
    rule: str
    people: int
    basis: str
    source: str


def retention(request: HouseRequest) -> HttpResponse:
    """Show the lists of the reader's service, and the rules they follow."""
    classes = [
        ShownClass(
            str(words.WHAT[code]), words.rule_in_words(code), one.people, str(words.BASIS[code]), one.source
        )
        for code, one in retention_classes().items()
    ]
    lists = [(head, words.proposer(head.proposed_by)) for head in lists_of(request.actor)]
    put_on_record(request, "retention.lists_read", shown=len(lists))
    return render(request, "fristed/retention/lists.html", {"lists": lists, "classes": classes})


def propose(request: HouseRequest) -> HttpResponse:
    """Make a list of what is due today."""
    service = request.actor.service or ""
    put_on_record(request, "retention.due_read")
    try:
        reference = propose_destruction(
            held=held_in(service, on_date=day_of(request.at)),
            service=service,
            on_date=day_of(request.at),
            by=request.actor,
            at=request.at,
        )
    except NothingDue:
        messages.info(request, _("Nothing is due that does not stand on a list already."))
        return redirect("retention")
    return redirect("retention-list", reference=reference)


def listed(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one list, row by row."""
    found = list_of(reference, by=request.actor)
    put_on_record(request, "retention.list_read", subject=reference, shown=len(found.rows))
    return render(request, "fristed/retention/list.html", _context(request, found))


def _context(request: HouseRequest, found: Listed) -> dict[str, Any]:
    mine = found.head.proposed_by == request.actor.username
    return {
        "head": found.head,
        "proposer": words.proposer(found.head.proposed_by),
        "rows": [_shown(row, request.actor.username, mine=mine) for row in found.rows],
        "is_mine": mine,
        "decided": sum(row.is_decided and row.state == "proposed" for row in found.rows),
        "destroyed": sum(row.state == "destroyed" for row in found.rows),
    }


def _shown(row: ListedRow, reader: str, *, mine: bool) -> ShownRow:
    code = row.retention_class
    may = row.state == "proposed" and not mine and reader not in row.approved_by
    state = _("Approved") if row.state == "proposed" and row.is_decided else str(words.STATES[row.state])
    return ShownRow(row, str(words.WHAT[code]), words.rule_in_words(code), state, may)


def decide(request: HouseRequest, reference: str, row: str) -> HttpResponse:
    """Give one's word on a row: it may be destroyed, or it is kept."""
    list_of(reference, by=request.actor)
    verb = VERBS["keep" if "keep" in request.POST else "approve"]
    try:
        verb(row=row, by=request.actor, at=request.at)
    except NotByYourself:
        messages.error(request, _("You made this list, so somebody else approves it."))
    except NoLongerWaiting:
        messages.error(request, _("Somebody has decided on this row meanwhile."))
    return redirect("retention-list", reference=reference)


def carry_out(request: HouseRequest, reference: str) -> HttpResponse:
    """Destroy what enough people have approved and is still due."""
    put_on_record(request, "retention.due_read")
    held = held_in(request.actor.service or "", on_date=day_of(request.at))
    done = carry_out_destruction(reference=reference, held=held, by=request.actor, at=request.at)
    forget_destroyed(by=request.actor, at=request.at)
    if done:
        said = ngettext("%(count)d row has been destroyed.", "%(count)d rows have been destroyed.", done)
        messages.success(request, said % {"count": done})
    else:
        messages.info(request, _("Nothing was destroyed: no row is approved by enough people and still due."))
    return redirect("retention-list", reference=reference)


def certificate(request: HouseRequest, reference: str) -> HttpResponse:
    """Show the certificate of a list, to be printed."""
    found = certificate_of(reference, by=request.actor)
    put_on_record(request, "retention.certificate_read", subject=reference)
    rows = [(row, str(words.WHAT[row["class"]])) for row in found["destroyed"]]
    context = {
        "certificate": found,
        "rows": rows,
        "on_date": date.fromisoformat(found["on_date"]),
        "proposed_at": datetime.fromisoformat(found["proposed_at"]),
        "proposer": words.proposer(found["proposed_by"]),
    }
    return render(request, "fristed/retention/certificate.html", context)


def certificate_file(request: HouseRequest, reference: str) -> HttpResponse:
    """Give the certificate of a list as JSON."""
    found = certificate_of(reference, by=request.actor)
    put_on_record(request, "retention.certificate_read", subject=reference)
    answer = JsonResponse(found, json_dumps_params={"indent": 1, "ensure_ascii": False, "sort_keys": True})
    answer.headers["Content-Disposition"] = f'attachment; filename="destruction-{reference}.json"'
    return answer
