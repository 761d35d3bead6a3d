"""Papers of a case: what was given, a paper for the asker, a summary for a lawful receiver. None is kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.cases.rules import day_of
from fristed.casework.papers.actions import (
    advice_read,
    give_summary,
    print_advice,
    read_disclosures,
    read_summary,
)
from fristed.casework.papers.codes import Look
from fristed.casework.papers.facts import AdviceDraft, Summary
from fristed.casework.papers.queries import summary_offer
from fristed.casework.papers.refusals import PaperRefused
from fristed.casework.papers.rules import advice_problems, telling_words
from fristed.foundation.printing.facts import Paper
from fristed.foundation.printing.running import as_pdf
from fristed.interfaces.web.consultations.shown import contact_in_words
from fristed.interfaces.web.forms.papers import AdviceForm, SummaryForm, day_in
from fristed.interfaces.web.forms.renderer import HouseForm
from fristed.interfaces.web.once import carry_out_once, is_carried_out, new_token
from fristed.interfaces.web.papers.laid_out import advice_paper, digest_of, summary_paper
from fristed.interfaces.web.papers.shown import shown_disclosure
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest
from fristed.interfaces.web.staff.step_up import require_step_up

REFUSED = 422
MOST_DAYS = 12
TRIES = 3
"""How often a copy is made anew where another got its number meanwhile."""
NOT_SENT_ON = ("csrfmiddlewaretoken", "go", "seen", "token")


def papers(request: HouseRequest, reference: str) -> HttpResponse:
    """Show which papers can be made of a case, and which summaries have been given."""
    found = read_disclosures(reference=reference, by=request.actor, at=request.at)
    context = {"reference": reference, "given": [shown_disclosure(*one) for one in found]}
    return render(request, "fristed/papers/list.html", context)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _sent_on(request: HouseRequest) -> Iterator[tuple[str, str]]:
    """Give what was filled in, to be carried by the page on which it is looked through."""
    for name in request.POST:
        if name not in NOT_SENT_ON:
            yield from ((name, value) for value in request.POST.getlist(name))


def _look_page(
    request: HouseRequest, reference: str, paper: Paper, template: str, **more: object
) -> HttpResponse:
    context = {"reference": reference, "paper": paper, "sent": list(_sent_on(request)), **more}
    return render(request, template, context)


@sensitive_post_parameters()
def advice(request: HouseRequest, reference: str) -> HttpResponse:
    """Make a paper for the asker: choose the advice, look through the paper, and have it printed."""
    day = day_in((request.POST if request.method == "POST" else request.GET).get("on", ""))
    offer = advice_read(reference=reference, on_date=day, by=request.actor, at=request.at)
    if request.method != "POST":
        return _advice_form(request, AdviceForm(offer=offer))
    form = AdviceForm(request.POST, offer=offer)
    if not form.is_valid() or request.POST.get("go") == "change":
        return _advice_form(request, form)
    draft = form.draft()
    try:
        if request.POST.get("go") != "make":
            PaperRefused.raise_if(advice_problems(draft, offer))
            paper, template = advice_paper(draft, offer), "fristed/papers/advice_look.html"
            return _look_page(request, reference, paper, template, on=offer.on_date)
        offer = print_advice(reference=reference, draft=draft, by=request.actor, at=request.at)
    except PaperRefused as refusal:
        form.show_refusal(refusal.errors)
        return _advice_form(request, form, telling=_telling(draft))
    return _pdf(as_pdf(advice_paper(draft, offer)), "note" if draft.language == "en" else "notat")


def _advice_form(request: HouseRequest, form: AdviceForm, telling: tuple[str, ...] = ()) -> HttpResponse:
    offer = form.offer
    context = {
        "reference": offer.reference,
        "form": form,
        "on": offer.on_date,
        "days": offer.days[:MOST_DAYS],
        "telling": telling,
        "contact": contact_in_words(offer.contact) if offer.contact else None,
    }
    status = REFUSED if form.errors else 200
    return render(request, "fristed/papers/advice.html", context, status=status)


def _telling(draft: AdviceDraft) -> tuple[str, ...]:
    """Give the words that a neutral paper cannot hold, to the one who wrote them."""
    if draft.look != Look.NEUTRAL:
        return ()
    return telling_words("\n".join((*draft.texts.values(), draft.call, draft.again)))


@sensitive_post_parameters()
def summary(request: HouseRequest, reference: str) -> HttpResponse:
    """Give a summary to a lawful receiver: choose, look through it, and have it made and recorded."""
    offer = summary_offer(request.actor, reference)
    given: dict[str, Any] = {"offer": offer, "year": day_of(request.at).year}
    token = request.POST.get("token") or new_token()
    if request.method != "POST":
        return _summary_form(request, reference, SummaryForm(**given), token)
    form = SummaryForm(request.POST, **given)
    if not form.is_valid() or request.POST.get("go") == "change":
        return _summary_form(request, reference, form, token)
    if request.POST.get("go") == "make":
        require_step_up(request)
    try:
        return _looked_through(request, reference, form, token)
    except PaperRefused as refusal:
        form.show_refusal(refusal.errors)
        return _summary_form(request, reference, form, token)


def _summary_form(request: HouseRequest, reference: str, form: HouseForm, token: str) -> HttpResponse:
    put_on_record(request, "case.step_read", subject=reference, step="case-summary")
    context = {"reference": reference, "form": form, "token": token}
    return render(request, "fristed/papers/summary.html", context, status=REFUSED if form.errors else 200)


def _looked_through(request: HouseRequest, reference: str, form: SummaryForm, token: str) -> HttpResponse:
    """Show what will be in the summary, or make it if exactly that has been seen."""
    if is_carried_out(request, token):
        return _made_already(request, reference)
    found = _read(request, reference, form)
    paper = summary_paper(found, by=request.actor, at=request.at)
    if request.POST.get("go") == "make" and request.POST.get("seen") == digest_of(paper):
        return _made(request, reference, form, token)
    template = "fristed/papers/summary_look.html"
    return _look_page(request, reference, paper, template, seen=digest_of(paper), token=token)


def _read(request: HouseRequest, reference: str, form: SummaryForm) -> Summary:
    return read_summary(reference=reference, draft=form.draft(), by=request.actor, at=request.at)


def _made(request: HouseRequest, reference: str, form: SummaryForm, token: str) -> HttpResponse:
    """Print a copy and record it; the copy is given only where this very press has recorded it."""
    given: list[int] = []

    def record(found: Summary, file: bytes) -> str:
        give_summary(reference=reference, summary=found, file=file, by=request.actor, at=request.at)
        given.append(found.number)
        return str(found.number)

    for left in reversed(range(TRIES)):
        found = _read(request, reference, form)
        file = as_pdf(summary_paper(found, by=request.actor, at=request.at))
        try:
            carry_out_once(request, token, partial(record, found, file))
        except PaperRefused as refusal:
            if left and ("", "number_taken") in refusal.problems:
                continue
            raise
        break
    return _pdf(file, f"{_('summary')}-{found.number}") if given else _made_already(request, reference)


def _made_already(request: HouseRequest, reference: str) -> HttpResponse:
    messages.info(request, _("This copy has been made already. For another, begin again."))
    return redirect("case-papers", reference=reference)
