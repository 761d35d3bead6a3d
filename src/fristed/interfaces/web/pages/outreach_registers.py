"""Outreach in short: two clicks, expert witnesses, answers on public sites, and where advisers are posted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fristed.casework.assignments import actions, queries
from fristed.casework.assignments.answer_files import EXAMPLE, LARGEST
from fristed.casework.assignments.codes import POSTED, Kind
from fristed.casework.assignments.facts import PostLine
from fristed.casework.assignments.refusals import FileRefused, OutreachRefused
from fristed.casework.cases.queries import CaseNotFound
from fristed.casework.cases.rules import day_of
from fristed.foundation.identity.queries import names_of_accounts, staff
from fristed.interfaces.web import labels
from fristed.interfaces.web.forms.housing import ChainForm
from fristed.interfaces.web.forms.outreach import (
    ActivityForm,
    AnswersFileForm,
    AnswersForm,
    CheckForm,
    PostForm,
    StepForm,
    SummonsForm,
    TestifyForm,
    WhyForm,
    listed,
)
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.outreach.shown import (
    shown_activity,
    shown_post,
    shown_witness,
    stands_now,
)
from fristed.interfaces.web.outreach.words import SHARES
from fristed.interfaces.web.pages.outreach import REFUSED, version_of
from fristed.interfaces.web.plans.words import Words
from fristed.interfaces.web.requests import HouseRequest

KINDS = tuple(map(str, Kind))


def quick(request: HouseRequest) -> HttpResponse:
    """Note teaching, a group or an open door today: one press for the kind, one for the theme."""
    kind = request.POST.get("kind", request.GET.get("kind", ""))
    if kind and kind not in KINDS:
        raise Http404
    form = ActivityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _is_noted(request, form, kind):
        return redirect("outreach-quick")
    context = {
        "kinds": [(code, labels.label("outreach_kinds", code)) for code in KINDS],
        "kind": kind,
        "kind_words": labels.label("outreach_kinds", kind) if kind else "",
        "themes": listed("outreach_themes"),
        "today": day_of(request.at),
        "lines": [shown_activity(one) for one in queries.activities_of(request.actor)],
        "form": form,
        "token": new_token(),
    }
    return render(request, "fristed/outreach/quick.html", context, status=REFUSED if form.errors else 200)


def _is_noted(request: HouseRequest, form: ActivityForm, kind: str) -> bool:
    today = day_of(request.at)
    given: dict[str, Any] = {
        "kind": kind,
        "theme": request.POST.get("theme", ""),
        "on_date": today,
        "county": queries.own_county(request.actor, on_date=today),
        "participants": None,
    }
    token = request.POST.get("token") or new_token()
    try:
        made = carry_out_once(
            request, token, lambda: actions.note_activity(**given, by=request.actor, at=request.at)
        )
    except OutreachRefused as refusal:
        form.is_valid()
        form.show_refusal(refusal.errors)
        return False
    messages.success(request, str(_("It is noted. Correct it below if something is wrong.")))
    return bool(made)


def activity(request: HouseRequest, reference: str) -> HttpResponse:
    """Correct what was noted in two clicks, or take it out."""
    line = queries.activity_line(request.actor, reference)
    noted = {name: getattr(line, name) for name in ("kind", "theme", "on_date", "county", "participants")}
    removes = request.POST.get("step") == "remove"
    form = ActivityForm(request.POST if request.method == "POST" and not removes else None, initial=noted)
    if request.method == "POST":
        who: dict[str, Any] = {
            "reference": reference,
            "version": version_of(request),
            "by": request.actor,
            "at": request.at,
        }
        try:
            if removes:
                actions.remove_activity(**who)
            elif form.is_valid():
                actions.correct_activity(**who, **form.given())
            if removes or not form.errors:
                messages.success(request, str(_("It is taken out.") if removes else _("It is corrected.")))
                return redirect("outreach-quick")
        except OutreachRefused as refusal:
            if removes:
                # Nothing was typed: what is noted stands in the form.
                form = ActivityForm(noted)
                form.is_valid()
            form.show_refusal(refusal.errors)
    context = {
        "form": form,
        "line": line,
        "shown": shown_activity(line),
        "version": request.POST.get("version") or line.version,
    }
    return render(request, "fristed/outreach/activity.html", context, status=REFUSED if form.errors else 200)


def witnesses(request: HouseRequest) -> HttpResponse:
    """List the work as expert witness, and note a summons; there is none in other services."""
    _in_service_of_witnesses(request)
    data = request.POST if request.method == "POST" else None
    form = SummonsForm(data, initial={"on_date": day_of(request.at)})
    token = request.POST.get("token") or new_token()
    if request.method == "POST" and form.is_valid():
        given = {**form.given(), "by": request.actor, "at": request.at}
        try:
            made = carry_out_once(request, token, lambda: actions.note_summons(**given))
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The summons is noted. Check for conflicts next.")))
            return redirect("outreach-witness", reference=made)
    lines = [shown_witness(one) for one in queries.witnesses_of(request.actor)]
    context = {"lines": lines, "form": form, "token": token}
    return render(request, "fristed/outreach/witnesses.html", context, status=REFUSED if form.errors else 200)


def _in_service_of_witnesses(request: HouseRequest) -> None:
    if not queries.is_called_as_witness(request.actor):
        raise CaseNotFound("There is no such work.")


@dataclass(frozen=True, slots=True)
class Stance:
    """One step of a witness: its form, its words, and the verb it calls."""

    form: type[StepForm]
    title: Words
    done: Words
    verb: Callable[..., object]


STANCES: dict[str, Stance] = {
    "check": Stance(CheckForm, _("Check for conflicts"), _("The check is noted."), actions.check_conflict),
    "accept": Stance(StepForm, _("Say yes"), _("It is accepted."), actions.accept_witness),
    "decline": Stance(WhyForm, _("Decline"), _("It is declined."), actions.decline_witness),
    "prepare": Stance(StepForm, _("It is prepared"), _("It is noted."), actions.prepare_witness),
    "testify": Stance(TestifyForm, _("The testimony is given"), _("It is noted."), actions.note_testimony),
    "call-off": Stance(StepForm, _("Not needed after all"), _("It is noted."), actions.call_off_witness),
}


def witness(request: HouseRequest, reference: str) -> HttpResponse:
    """Show one summons with what may be done now, and do it."""
    line = queries.witness_line(request.actor, reference)
    name = request.POST.get("step", "")
    tried: StepForm | None = None
    if request.method == "POST" and name in STANCES:
        tried = STANCES[name].form(request.POST, prefix=name)
        if tried.is_valid() and _is_taken(request, STANCES[name], tried, reference):
            messages.success(request, str(STANCES[name].done))
            return redirect("outreach-witness", reference=reference)
    today = {"on_date": day_of(request.at)}
    forms = [
        (one, STANCES[one].title, STANCES[one].form(prefix=one, initial=today) if one != name else tried)
        for one in stands_now(line)
    ]
    context = {
        "line": line,
        "shown": shown_witness(line),
        "steps": forms,
        "form": tried,
        "version": request.POST.get("version") or line.version,
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "fristed/outreach/witness.html", context, status=status)


def _is_taken(request: HouseRequest, stance: Stance, form: StepForm, reference: str) -> bool:
    who = {"by": request.actor, "at": request.at}
    try:
        stance.verb(reference=reference, version=version_of(request), **form.given(), **who)
    except OutreachRefused as refusal:
        form.show_refusal(refusal.errors)
        return False
    return True


def answers(request: HouseRequest) -> HttpResponse:
    """Show what a public site gives of its answers, and note more of it."""
    is_file = request.POST.get("step") == "file"
    form = AnswersForm(request.POST if request.method == "POST" and not is_file else None)
    file_form = AnswersFileForm(request.POST, request.FILES) if is_file else AnswersFileForm()
    faults: tuple[Any, ...] = ()
    if request.method == "POST":
        who: dict[str, Any] = {"by": request.actor, "at": request.at}
        try:
            if is_file:
                number = actions.import_answers(file=_taken(request), **who)
                messages.success(request, str(_("The file is taken in. Rows: %(rows)d") % {"rows": number}))
                return redirect("outreach-answers")
            if form.is_valid():
                actions.note_answers(**form.given(), **who)
                messages.success(request, str(_("It is noted.")))
                return redirect("outreach-answers")
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        except FileRefused as refusal:
            faults = refusal.faults
    lines = queries.answers_noted(request.actor)
    context = {
        "lines": lines,
        "names": list(SHARES.values()),
        "form": form,
        "file_form": file_form,
        "faults": faults,
        "example": EXAMPLE,
    }
    status = REFUSED if form.errors or faults else 200
    return render(request, "fristed/outreach/answers.html", context, status=status)


def _taken(request: HouseRequest) -> bytes:
    """Give what was uploaded, up to a byte more than may be."""
    file = request.FILES.get("file")
    return file.read(LARGEST + 1) if isinstance(file, UploadedFile) else b""


def posts(request: HouseRequest) -> HttpResponse:
    """Show where advisers are posted, by county, and note one; leaders of the service keep the register."""
    keeps = actions.keeps_posts(request.actor)
    county = request.GET.get("county", "")
    with_ended = request.GET.get("show") == "all"
    data = request.POST if request.method == "POST" else None
    form = PostForm(data, people=_colleagues() if keeps else (), initial={"since_date": day_of(request.at)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_post(**form.given(), by=request.actor, at=request.at)
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The post is noted.")))
            return redirect("outreach-posts")
    today = day_of(request.at)
    lines = queries.posts_now(request.actor, on_date=today, county=county, with_ended=with_ended)
    names = names_of_accounts(one.account for one in lines if one.account)
    context = {
        "lines": [shown_post(one, names) for one in lines],
        "counties": sorted(listed("counties"), key=lambda one: labels.alphabetical(one[1])),
        "county": county,
        "with_ended": with_ended,
        "keeps": keeps,
        "form": form,
    }
    return render(request, "fristed/outreach/posts.html", context, status=REFUSED if form.errors else 200)


def _colleagues() -> list[tuple[str, str]]:
    return [
        (str(one.account_id), one.display_name) for one in staff() if one.service == POSTED and one.is_active
    ]


def post(request: HouseRequest, reference: str) -> HttpResponse:
    """Change where an adviser is posted."""
    line = queries.post_line(request.actor, reference)
    if not actions.keeps_posts(request.actor):
        raise CaseNotFound("There is no such work.")
    data = request.POST if request.method == "POST" else None
    form: ChainForm = PostForm(data, people=_colleagues(), initial=_noted(line))
    if request.method == "POST" and form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": request.at}
        try:
            actions.change_post(reference=reference, version=version_of(request), **form.given(), **who)
        except OutreachRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The post is changed.")))
            return redirect("outreach-posts")
    version = request.POST.get("version") or line.version
    context = {"form": form, "line": line, "version": version}
    return render(request, "fristed/outreach/post.html", context, status=REFUSED if form.errors else 200)


def _noted(line: PostLine) -> dict[str, Any]:
    names = ("county", "school", "phone", "account", "adviser", "share", "since_date", "until_date")
    return {name: getattr(line, name) for name in names}
