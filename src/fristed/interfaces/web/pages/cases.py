"""The cases of one's own service: the list, the form of a new one, and a whole case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fristed.casework.cases.checks import validate_registration
from fristed.casework.cases.facts import CaseFilters, Verdict
from fristed.casework.cases.messages import errors_by_field
from fristed.casework.cases.queries import case_page, cases_visible_to
from fristed.casework.cases.rules import day_of
from fristed.casework.consultations.queries import CALL_BESIDE, call_on_case, words_of_contact
from fristed.casework.papers.queries import papers_beside, papers_counted_beside
from fristed.casework.plans.actions import remove_filter, save_filter
from fristed.casework.plans.facts import KeptFilter
from fristed.casework.plans.queries import outline_beside, plans_beside, saved_filters_of
from fristed.casework.plans.refusals import PlanRefused
from fristed.casework.referrals.queries import counted_beside, moves_beside, work_on
from fristed.foundation.identity.access.queries import colleagues
from fristed.foundation.identity.rules import Permission, is_permitted
from fristed.interfaces.web.access.words import grading_words
from fristed.interfaces.web.cases.shown import ShownGreyZone, shown_case, shown_line
from fristed.interfaces.web.cases.warnings import confirmation_of, shown_warnings
from fristed.interfaces.web.consultations.shown import on_case
from fristed.interfaces.web.forms.cases import FIELDS_OF_FILTERS, CaseForm, FilterForm
from fristed.interfaces.web.journal.shown import timeline, writing_links
from fristed.interfaces.web.moves.shown import ShownDetail
from fristed.interfaces.web.once import new_token
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.plans.shown import named_filters
from fristed.interfaces.web.reads import put_on_record, record_refusal
from fristed.interfaces.web.requests import HouseRequest

LINES = 20
# What the page of a case offers to those who may.
DONE_IN_A_CASE = (
    Permission.CASE_FOLLOW_UP,
    Permission.CASE_CORRECT,
    Permission.CASE_PROTECT,
    Permission.ACCESS_LOG_GIVE,
)
REFUSED = 422


def case_list(request: HouseRequest) -> HttpResponse:
    """List the cases of one's own service, newest first, a page at a time."""
    form = _filter_form(request, request.GET)
    filters, kept = form.filters(), saved_filters_of(request.actor)
    page = page_of(request.GET, lines=LINES)
    found = cases_visible_to(request.actor, filters, start=page.start, limit=LINES)
    put_on_record(
        request, "case.list_read", filters=_named(filters), shown=len(found.lines), page=page.number
    )
    context = {
        "form": form,
        "cases": [shown_line(line) for line in found.lines],
        "total": found.total,
        "has_more": found.has_more,
        "pages": page.around(found.total),
        "is_narrowed": bool(_named(filters)),
        "may_save": bool(_codes(filters)) and _codes(filters) not in [one.codes for one in kept],
        "saved": _saved(kept, form),
        "may_register": is_permitted(request.actor, Permission.CASE_REGISTER),
        "work_list_year": day_of(request.at).year,
        "code_token": new_token() if is_permitted(request.actor, Permission.CASE_FOLLOW_UP) else "",
        "may_import": is_permitted(request.actor, Permission.CASE_IMPORT),
        "may_export": is_permitted(request.actor, Permission.CASE_EXPORT),
        "may_break_glass": is_permitted(request.actor, Permission.CASE_BREAK_GLASS),
    }
    return render(request, "fristed/cases/list.html", context)


def _filter_form(request: HouseRequest, given: QueryDict) -> FilterForm:
    service = request.actor.service or ""
    people = [one for one in colleagues() if one.service == service]
    return FilterForm(given, today=day_of(request.at), service=service, people=people)


def _codes(filters: CaseFilters) -> dict[str, str]:
    """Give what a filter may be kept by: codes alone, never a reference."""
    found = {name: getattr(filters, name) for name in FIELDS_OF_FILTERS}
    return {name: str(code) for name, code in found.items() if code}


def _saved(kept: Iterable[KeptFilter], form: FilterForm) -> list[tuple[str, str, str]]:
    """Give one's saved filters: key, words, and the address that narrows the list so."""
    return [
        (key, words, urlencode({FIELDS_OF_FILTERS[name]: code for name, code in codes.items()}))
        for key, words, codes in named_filters(kept, form.words())
    ]


def filters(request: HouseRequest, name: str) -> HttpResponse:
    """Keep what the list is narrowed to, or let go of what was kept."""
    put_on_record(request, "filter.button_pressed", step=name if name in ("save", "remove") else "")
    back = reverse("case-list")
    try:
        if name == "save":
            found = _filter_form(request, request.POST).filters()
            save_filter(codes=_codes(found), by=request.actor, at=request.at)
            messages.success(request, _("The filter is saved. It is yours alone."))
            kept = {FIELDS_OF_FILTERS[one]: code for one, code in _codes(found).items()}
            back = f"{back}?{urlencode(kept)}"
        elif name == "remove":
            remove_filter(key=request.POST.get("key", ""), by=request.actor, at=request.at)
            messages.success(request, _("The filter is removed."))
        else:
            raise Http404
    except PlanRefused as refusal:
        record_refusal(request)
        messages.error(request, refusal.sentence)
    return redirect(back)


def _named(filters: CaseFilters) -> str:
    """Give the names of the filters that narrow a list; what they narrow it to is not put on record."""
    return " ".join(sorted(field.name for field in fields(filters) if getattr(filters, field.name)))


def registration_page(
    request: HouseRequest, form: CaseForm, *, token: str, verdict: Verdict | None = None, **more: object
) -> HttpResponse:
    """Show the form, with what is wrong or what deserves a second thought."""
    grey_zone, move = more.get("grey_zone"), more.get("move")
    if isinstance(grey_zone, ShownGreyZone):
        put_on_record(request, "grey_zone.read", subject=grey_zone.reference)
    elif not isinstance(move, ShownDetail) and not more.get("is_resumed"):
        # What was sent is on record with the case it was sent from.
        put_on_record(request, "case.form_read")
    warnings = verdict.warnings if verdict and not form.errors else ()
    context = {
        "form": form,
        "token": token,
        "warnings": shown_warnings(warnings, form),
        "confirmation": confirmation_of(warnings),
        **more,
    }
    return render(request, "fristed/cases/register.html", context, status=REFUSED if form.errors else 200)


def judged(request: HouseRequest, form: CaseForm) -> Verdict:
    """Apply the guideline to what was filled in, and put every error beside its field."""
    form.is_valid()
    verdict = validate_registration(form.draft(), day_of(request.at))
    form.show_refusal(errors_by_field(verdict.errors))
    return verdict


def is_confirmed(request: HouseRequest, verdict: Verdict) -> bool:
    """Whether exactly these warnings have been read and the case is to be registered all the same."""
    return not verdict.warnings or request.POST.get("confirmation") == confirmation_of(verdict.warnings)


def detail(request: HouseRequest, reference: str) -> HttpResponse:
    """Show what one needs of a case with the telephone at the ear; the rest has pages of its own."""
    page = case_page(
        request.actor,
        reference,
        asked=DONE_IN_A_CASE,
        beside=[CALL_BESIDE, plans_beside(), moves_beside(), papers_beside()],
    )
    found, may = page.case, page.may
    put_on_record(request, "case.read", subject=found.reference)
    # What is sealed on this page is opened in one call to the vault, with one line in the trail.
    journal = timeline(
        request,
        found,
        show=request.GET.get("show", ""),
        also=words_of_contact(request.actor, reference),
        with_papers=False,
    )
    context = {
        "case": shown_case(found),
        "journal": journal,
        "writing_links": writing_links(),
        "may_follow_up": Permission.CASE_FOLLOW_UP in may,
        "may_give_papers": Permission.CASE_FOLLOW_UP in may and request.actor.service == found.service,
        "may_correct": Permission.CASE_CORRECT in may,
        "may_see_person": is_permitted(request.actor, Permission.PERSON_READ, service=found.service),
        "may_protect": Permission.CASE_PROTECT in may,
        "work": work_on(request.actor, reference),
        "moves": counted_beside(page),
        "papers": papers_counted_beside(page),
        "grading": grading_words(found.address_grading),
        "outline": outline_beside(page),
        "may_give_log": Permission.ACCESS_LOG_GIVE in may,
        "call": on_case(call_on_case(request.actor, reference, at=request.at, words=journal.also)),
    }
    return render(request, "fristed/cases/detail.html", context)
