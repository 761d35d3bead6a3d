"""What lies beside the page of a case: where it has been sent, what became of it, and who has done what."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from fristed.casework.cases.facts import CasePage
from fristed.casework.cases.queries import case_page, history_beside
from fristed.casework.outcomes.queries import outcome_beside
from fristed.casework.referrals.conferences.queries import conferences_of
from fristed.casework.referrals.queries import moves_and_links_of
from fristed.foundation.identity.rules import Permission
from fristed.interfaces.web.cases.history import traces
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.moves.shown import shown_conference, shown_moves
from fristed.interfaces.web.outcomes.shown import shown_outcome
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest


def _put_on_record(request: HouseRequest, reference: str) -> CasePage:
    """Give a case, when it is on record which of its pages is about to be read."""
    page = case_page(request.actor, reference, asked=(Permission.CASE_FOLLOW_UP,))
    name = (request.resolver_match.view_name or "") if request.resolver_match else ""
    put_on_record(request, "case.step_read", subject=page.case.reference, step=name)
    return page


def _shown(request: HouseRequest, template: str, page: CasePage, **more: object) -> HttpResponse:
    may_follow_up = Permission.CASE_FOLLOW_UP in page.may
    context = {"case": shown_case(page.case), "may_follow_up": may_follow_up, **more}
    return render(request, template, context)


def moves(request: HouseRequest, reference: str) -> HttpResponse:
    """Show where a case has been sent, what it is linked to, and its conferences."""
    page = _put_on_record(request, reference)
    more = {
        "work": shown_moves(moves_and_links_of(request.actor, reference)),
        "conferences": [shown_conference(one) for one in conferences_of(request.actor, case=reference)],
    }
    return _shown(request, "fristed/moves/of_case.html", page, **more)


def result(request: HouseRequest, reference: str) -> HttpResponse:
    """Show what became of a case: the process, the state over time, what the asker answered."""
    page = _put_on_record(request, reference)
    return _shown(request, "fristed/outcomes/of_case.html", page, outcome=shown_outcome(outcome_beside(page)))


def history(request: HouseRequest, reference: str) -> HttpResponse:
    """Show who has done what in a case, as the audit trail tells it."""
    page = _put_on_record(request, reference)
    return _shown(request, "fristed/cases/history.html", page, traces=list(traces(history_beside(page))))
