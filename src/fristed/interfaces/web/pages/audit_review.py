"""What stands out in the log, and what reviewers say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fristed.foundation.audit.review.actions import VerdictRefused, give_verdict
from fristed.foundation.audit.review.facts import Finding, Reviewed, Said
from fristed.foundation.audit.review.queries import finding_for_review, lines_beside, review_list
from fristed.interfaces.web import labels
from fristed.interfaces.web.audit.words import MEANINGS, RULES, VERDICTS
from fristed.interfaces.web.forms.audit import VerdictForm
from fristed.interfaces.web.pages.audit_trail import shown as shown_line
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

LINES = 25
REFUSED = 422


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One thing that stands out, in words."""

    finding: Finding
    words: str
    meaning: str
    service: str
    is_open: bool
    has_more_since: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class ShownSaid:
    """What a reviewer said, in words."""

    said: Said
    words: str


def shown(one: Reviewed) -> ShownFinding:
    """Put a finding into words."""
    rule = one.finding.rule
    return ShownFinding(
        finding=one.finding,
        words=str(RULES[rule]),
        meaning=str(MEANINGS[rule]),
        service=labels.service(one.finding.service) if one.finding.service else "",
        is_open=one.is_open,
        has_more_since=one.has_more_since,
        verdict=str(VERDICTS[one.said[-1].verdict]) if one.said else "",
    )


def work_list_page(request: HouseRequest) -> HttpResponse:
    """List what stands out; what nobody has looked at comes first."""
    found = sorted(review_list(by=request.actor, at=request.at), key=lambda one: not one.is_open)
    page = page_of(request.GET, lines=LINES)
    lines = found[page.start : page.start + LINES]
    put_on_record(request, "review.read", shown=len(lines), page=page.number)
    context = {
        "findings": [shown(one) for one in lines],
        "total": len(found),
        "open": sum(one.is_open for one in found),
        "pages": page.around(len(found)),
    }
    return render(request, "fristed/audit/review.html", context)


def finding_page(request: HouseRequest, key: str) -> HttpResponse:
    """Show one thing that stands out with its lines, and take what came of it."""
    if request.method != "POST":
        return _page(request, finding_for_review(key, by=request.actor, at=request.at), VerdictForm())
    form = VerdictForm(request.POST)
    form.is_valid()
    given: dict[str, Any] = {"verdict": form.chosen("verdict"), "reason": form.chosen("reason")}
    try:
        give_verdict(key=key, **given, by=request.actor, at=request.at)
    except VerdictRefused as refusal:
        if refusal.field not in form.errors:
            form.refuse(refusal.field, refusal.code)
        return _page(request, finding_for_review(key, by=request.actor, at=request.at), form)
    messages.success(request, _("Noted. What you said is kept with the log."))
    return redirect("audit-review")


def _page(request: HouseRequest, one: Reviewed, form: VerdictForm) -> HttpResponse:
    put_on_record(request, "review.finding_read", subject=one.finding.key)
    lines = lines_beside(one)
    context = {
        "one": shown(one),
        "lines": [shown_line(line) for line in lines],
        "said": [ShownSaid(said, str(VERDICTS[said.verdict])) for said in one.said],
        "form": form,
    }
    return render(request, "fristed/audit/finding.html", context, status=REFUSED if form.errors else 200)
