"""Action plans: the board and other views, one commitment, input, law, who writes, a new plan, reports."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from fristed.foundation.demo_mark import is_demo
from fristed.foundation.identity.facts import Actor
from fristed.foundation.identity.queries import names_of_accounts, staff
from fristed.foundation.identity.rules import NotPermitted, Permission, is_permitted
from fristed.foundation.printing.running import NotPrinted
from fristed.interfaces.web import formats
from fristed.interfaces.web.actionplan.shown import (
    figures_of,
    is_printed,
    shown_all,
    shown_changes,
    shown_evidence,
    shown_laws,
    shown_standing,
    value_words,
)
from fristed.interfaces.web.actionplan.timeline import drawn_timeline
from fristed.interfaces.web.forms.actionplan import (
    FollowForm,
    InputForm,
    LawForm,
    MilestoneForm,
    PlanFileForm,
    PlanForm,
    ReachForm,
    StageForm,
    WriterForm,
)
from fristed.interfaces.web.requests import HouseRequest
from fristed.knowledge.actionplan import actions, overview
from fristed.knowledge.actionplan.codes import ORDER, Form
from fristed.knowledge.actionplan.drafts import EvidenceDraft
from fristed.knowledge.actionplan.facts import PlanNow, Standing
from fristed.knowledge.actionplan.queries import (
    PlanNotFound,
    history_of,
    may_write,
    ministries_of,
    plan_facts,
    plan_now,
    plans_of,
    writers,
)
from fristed.knowledge.actionplan.reading import PlanNotRight, files_in_zip
from fristed.knowledge.actionplan.refusals import PlanRefused
from fristed.knowledge.actionplan.reporting.building import REPORT_KINDS, build_report, last_day_of
from fristed.knowledge.actionplan.reporting.document import StatusReport
from fristed.knowledge.actionplan.reporting.html import write_html
from fristed.knowledge.actionplan.reporting.running import as_pdf
from fristed.knowledge.actionplan.reporting.workbook import write_workbook
from fristed.knowledge.actionplan.rules import FOLLOWED, changes_between
from fristed.knowledge.actionplan.words import FAULTS, FIELDS, MET_BY, SENDERS, STATUSES, WAYS, said

REFUSED = 422
Views = dict[str, tuple[Any, Callable[[HouseRequest, PlanNow], dict[str, Any]]]]


def plans(request: HouseRequest) -> HttpResponse:
    """Show the board of the newest plan, or that there is none."""
    found = plans_of(request.actor)
    if not found:
        context = {"governs": is_permitted(request.actor, Permission.PLAN_GOVERN)}
        return render(request, "fristed/actionplan/none.html", context)
    return board(request, found[0].key)


def board(request: HouseRequest, plan: str) -> HttpResponse:
    """Show the commitments by status, of all or of one ministry or focus area; a writer's own first."""
    now = plan_now(request.actor, plan, at=request.at)
    ministry = request.GET.get("ministry", _own_ministry(request.actor, now))
    focus = request.GET.get("focus", "")
    chosen = [
        one
        for one in now.standings.values()
        if (not ministry or ministry in one.leaf.responsible) and (not focus or focus == one.leaf.focus)
    ]
    columns = [
        (STATUSES[status], shown_all(now, standings))
        for status, standings in overview.by_status(chosen).items()
    ]
    context = {
        **_frame(request, now, "board"),
        "columns": columns,
        "counts": overview.counts(now),
        "ministry": ministry,
        "focus": focus,
        "ministries": [(code, said(one.name)) for code, one in now.facts.ministries.items()],
        "areas": [(number, said(words)) for number, words in now.facts.focus.items()],
        "others": [one for one in plans_of(request.actor) if one.key != plan],
    }
    return render(request, "fristed/actionplan/board.html", context)


def _own_ministry(actor: Actor, now: PlanNow) -> str:
    """Give the one ministry that somebody writes for, which is shown first, or nothing."""
    own = ministries_of(actor) & now.facts.ministries.keys()
    return next(iter(own)) if len(own) == 1 else ""


def _frame(request: HouseRequest, now: PlanNow, here: str) -> dict[str, Any]:
    return {
        "plan": now.facts.head.key,
        "head": now.facts.head,
        "title": said(now.facts.head.title),
        "as_of": now.as_of,
        "here": here,
        "views": [(name, words) for name, (words, _view) in VIEWS.items()],
        "governs": is_permitted(request.actor, Permission.PLAN_GOVERN),
    }


def view(request: HouseRequest, plan: str, name: str) -> HttpResponse:
    """Show a plan from one side."""
    if name not in VIEWS:
        raise Http404
    now = plan_now(request.actor, plan, at=request.at)
    words, filled = VIEWS[name]
    context = {**_frame(request, now, name), "heading": words, **filled(request, now)}
    return render(request, f"fristed/actionplan/{name.replace('-', '_')}.html", context)


def _timeline(_request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    lines = shown_all(now, now.standings.values())
    return {"lines": lines, "drawing": drawn_timeline(now, lines)}


def _ministries(_request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    groups = []
    for code, one in now.facts.ministries.items():
        own, helped = overview.of_ministry(now, code), overview.helped_by(now, code)
        groups.append(
            (code, said(one.name), shown_all(now, own), shown_all(now, helped), overview.counts(now, own))
        )
    return {"groups": groups}


def _resolutions(_request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    found = [overview.covered(now, one) for one in now.facts.resolutions.values()]
    return {
        "groups": [
            (one, said(one.one.text), shown_all(now, () if one.one.whole_plan else one.standings))
            for one in found
        ]
    }


def _late(_request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    return {"lines": shown_all(now, [one for one, _day in overview.late(now)])}


def _no_evidence(_request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    return {"lines": shown_all(now, overview.without_evidence(now))}


def _coverage(_request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    def lines(items: Any) -> list[tuple[Any, str, str]]:
        found = [overview.covered(now, one) for one in items]
        return [(one, said(one.one.text), str(STATUSES[one.status]) if one.status else "") for one in found]

    without = [
        said(one.name)
        for code, one in now.facts.ministries.items()
        if not overview.of_ministry(now, code) and not overview.helped_by(now, code)
    ]
    return {
        "related": lines(now.facts.related.values()),
        "related_title": said(now.facts.head.related_title),
        "boxes": lines(now.facts.boxes.values()),
        "without": without,
    }


def _history(request: HouseRequest, now: PlanNow) -> dict[str, Any]:
    return {"changes": shown_changes(history_of(request.actor, now.facts.head.key))}


VIEWS: Views = {
    "timeline": (_("Timeline"), _timeline),
    "ministries": (_("By ministry"), _ministries),
    "resolutions": (_("By resolution of the Storting"), _resolutions),
    "late": (_("Late"), _late),
    "no-evidence": (_("Without evidence"), _no_evidence),
    "coverage": (_("Beside other plans"), _coverage),
    "history": (_("What was changed"), _history),
}


def commitment(request: HouseRequest, plan: str, code: str) -> HttpResponse:
    """Show one commitment: how far it has come, what shows it, and what was changed."""
    return _commitment(request, plan, code)


def _commitment(request: HouseRequest, plan: str, code: str, *, problem: str = "") -> HttpResponse:
    now, one = _standing(request, plan, code)
    context = {
        **_frame(request, now, "commitment"),
        "shown": shown_standing(now, one),
        "met_by": MET_BY[one.leaf.kind],
        "focus": said(now.facts.focus[one.leaf.focus]),
        "evidence": shown_evidence(one.evidence, figures_of(one.evidence, at=request.at)),
        "laws": shown_laws(law for law in now.laws if code in law.about),
        "changes": shown_changes(history_of(request.actor, plan, subject=code, most=50)),
        "writes": may_write(request.actor, one.leaf, ministries=ministries_of(request.actor)),
        "problem": problem,
    }
    status = REFUSED if problem else 200
    return render(request, "fristed/actionplan/commitment.html", context, status=status)


def _standing(request: HouseRequest, plan: str, code: str) -> tuple[PlanNow, Standing]:
    now = plan_now(request.actor, plan, at=request.at)
    if code not in now.standings:
        raise PlanNotFound("There is no such commitment.")
    return now, now.standings[code]


BUTTONS = ("withdraw", "reach", "drop")


def commitment_step(request: HouseRequest, plan: str, code: str, name: str) -> HttpResponse:
    """Write of a commitment, for those who write for a responsible ministry."""
    if name not in ("write", "milestone", *(BUTTONS if request.method == "POST" else ())):
        raise Http404
    now, one = _standing(request, plan, code)
    if not may_write(request.actor, one.leaf, ministries=ministries_of(request.actor)):
        raise NotPermitted(f"{request.actor.username} does not write for a responsible ministry.")
    if name in BUTTONS:
        return _press(request, plan, code, name)
    data = request.POST if request.method == "POST" else None
    initial = {field: getattr(one.follow, field) for field in FOLLOWED}
    form = FollowForm(data, plan=now.facts, initial=initial) if name == "write" else MilestoneForm(data)
    meanwhile: list[tuple[Any, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            _note(request, plan, code, form)
        except PlanRefused as refusal:
            form.show_refusal(refusal.errors)
            if ("", "changed_meanwhile") in refusal.problems and isinstance(form, FollowForm):
                now, one = _standing(request, plan, code)
                meanwhile = _both(one, form)
        else:
            messages.success(request, str(_("It is noted.")))
            return redirect("plan-commitment", plan=plan, code=code)
    is_newest = bool(meanwhile) or request.method != "POST"
    context = {
        **_frame(request, now, name),
        "shown": shown_standing(now, one),
        "met_by": MET_BY[one.leaf.kind],
        "name": name,
        "form": form,
        "seen": one.version if is_newest else request.POST.get("seen", ""),
        "meanwhile": meanwhile,
    }
    status = REFUSED if form.errors else 200
    return render(request, "fristed/actionplan/step.html", context, status=status)


def _note(request: HouseRequest, plan: str, code: str, form: PlanForm) -> None:
    who: dict[str, Any] = {"plan": plan, "code": code, "by": request.actor, "at": request.at}
    if isinstance(form, MilestoneForm):
        actions.add_milestone(**who, **form.given())
        return
    assert isinstance(form, FollowForm)  # noqa: S101  there are two
    evidence = form.evidence()
    _require_printed(request, evidence)
    seen = _number(request.POST.get("seen", "")) or 0
    actions.write_follow(**who, follow=form.follow(), seen_version=seen, evidence=evidence)


def _press(request: HouseRequest, plan: str, code: str, name: str) -> HttpResponse:
    """Do what a button of the page of a commitment says."""
    key = _number(request.POST.get("key", ""))
    who: dict[str, Any] = {"plan": plan, "code": code, "by": request.actor, "at": request.at}
    try:
        if name == "withdraw":
            actions.withdraw_evidence(evidence=key, **who)
        elif name == "drop":
            actions.drop_milestone(milestone=key, **who)
        else:
            form = ReachForm(request.POST, prefix=f"reach-{key}")
            form.is_valid()
            actions.reach_milestone(milestone=key, done_date=form.day("done_date"), **who)
    except PlanRefused as refusal:
        return _commitment(request, plan, code, problem=refusal.sentence)
    messages.success(request, str(_("It is noted.")))
    return redirect("plan-commitment", plan=plan, code=code)


def _who(request: HouseRequest, plan: str) -> dict[str, Any]:
    return {"plan": plan, "by": request.actor, "at": request.at}


def _require_printed(request: HouseRequest, evidence: EvidenceDraft | None) -> None:
    """Let only numbers be evidence that the published statistics print."""
    if (
        evidence
        and evidence.form == Form.FIGURE
        and not is_printed(evidence.reference.strip(), at=request.at)
    ):
        raise PlanRefused(("reference", "figure_not_printed"))


def _both(one: Standing, form: FollowForm) -> list[tuple[Any, str, str]]:
    """Give, for each field that differs, what stands now and what was written here."""
    return [
        (FIELDS[name], value_words(name, old), value_words(name, new))
        for name, old, new in changes_between(one.follow, form.follow())
    ]


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def input_received(request: HouseRequest, plan: str) -> HttpResponse:
    """List the input that a plan got."""
    now = plan_now(request.actor, plan, at=request.at)
    lines = [(one, WAYS[one.way], SENDERS[one.sender]) for one in now.inputs]
    context = {**_frame(request, now, "input"), "lines": lines}
    return render(request, "fristed/actionplan/input.html", context)


def new_input(request: HouseRequest, plan: str) -> HttpResponse:
    """Note input that a plan got, for those who govern plans."""
    now = plan_now(request.actor, plan, at=request.at)
    form = InputForm(request.POST if request.method == "POST" else None, plan=now.facts)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_input(draft=form.draft(), **_who(request, plan))
        except PlanRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("It is noted.")))
            return redirect("plan-input", plan=plan)
    context = {**_frame(request, now, "input"), "form": form}
    return render(
        request, "fristed/actionplan/input_new.html", context, status=REFUSED if form.errors else 200
    )


def laws(request: HouseRequest, plan: str) -> HttpResponse:
    """List the proposals of law with their stage."""
    now = plan_now(request.actor, plan, at=request.at)
    writes = _codes_to_write(request, now)
    context = {
        **_frame(request, now, "laws"),
        "lines": [
            (one, one.line.stage in ORDER[:-1] and writes.issuperset(one.line.about))
            for one in shown_laws(now.laws)
        ],
        "writes": bool(writes),
    }
    return render(request, "fristed/actionplan/laws.html", context)


def _codes_to_write(request: HouseRequest, now: PlanNow) -> set[str]:
    own = ministries_of(request.actor)
    standings = now.standings.items()
    return {code for code, one in standings if may_write(request.actor, one.leaf, ministries=own)}


def law(request: HouseRequest, plan: str, key: str) -> HttpResponse:
    """Note a proposal of law, or a new stage of one, for those who write for a responsible ministry."""
    now = plan_now(request.actor, plan, at=request.at)
    line = next((one for one in now.laws if str(one.key) == key), None)
    if line is None and key != "new":
        raise PlanNotFound("There is no such proposal.")
    writes = _codes_to_write(request, now)
    if not (writes.issuperset(line.about) if line else writes):
        raise NotPermitted(f"{request.actor.username} does not write for a responsible ministry.")
    data = request.POST if request.method == "POST" else None
    form = StageForm(data, plan=now.facts) if line else LawForm(data, plan=now.facts, writes=writes)
    if request.method == "POST" and form.is_valid():
        try:
            if isinstance(form, LawForm):
                actions.note_law(draft=form.draft(), **_who(request, plan))
            else:
                seen = _number(request.POST.get("seen", "")) or 0
                actions.move_law(law=_number(key), seen_version=seen, **form.given(), **_who(request, plan))
        except PlanRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("It is noted.")))
            return redirect("plan-laws", plan=plan)
    context = {**_frame(request, now, "laws"), "line": line, "form": form}
    return render(request, "fristed/actionplan/law.html", context, status=REFUSED if form.errors else 200)


def who_writes(request: HouseRequest, plan: str) -> HttpResponse:
    """Say who writes for which ministry, for those who govern plans."""
    facts = plan_facts(request.actor, plan)
    people = [
        (str(one.account_id), one.display_name)
        for one in staff()
        if one.is_active and set(one.roles) & set(actions.EDITORS)
    ]
    data = request.POST if request.method == "POST" else None
    form = WriterForm(data, plan=facts, people=people)
    if request.method == "POST" and form.is_valid():
        verb = actions.stop_writing if request.POST.get("step") == "stop" else actions.let_write
        try:
            verb(by=request.actor, at=request.at, **form.given())
        except PlanRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("It is noted.")))
            return redirect("plan-writers", plan=plan)
    found = writers(request.actor)
    names = names_of_accounts(account for _ministry, account in found)
    context = {
        "plan": plan,
        "title": said(facts.head.title),
        "lines": [
            (
                ministry,
                said(facts.ministries[ministry].name) if ministry in facts.ministries else ministry,
                account,
                names.get(account, ""),
            )
            for ministry, account in found
        ],
        "form": form,
    }
    return render(request, "fristed/actionplan/writers.html", context, status=REFUSED if form.errors else 200)


def load(request: HouseRequest) -> HttpResponse:
    """Load a plan from a ZIP of its files; what is wrong is told by file, row and column."""
    form = PlanFileForm(request.POST or None, request.FILES or None)
    faults: list[tuple[Any, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            files = files_in_zip(form.content())
            key = actions.load_plan(files=files, by=request.actor, at=request.at)
        except PlanNotRight as wrong:
            form.show_refusal(PlanRefused(("file", "plan_not_right")).errors)
            faults = [(one, FAULTS[one.code]) for one in wrong.faults[:MOST_FAULTS]]
        except PlanRefused as refusal:
            form.show_refusal(refusal.errors)
        else:
            messages.success(request, str(_("The plan is loaded.")))
            return redirect("plan-board", plan=key)
    status = REFUSED if request.method == "POST" else 200
    context = {"form": form, "faults": faults}
    return render(request, "fristed/actionplan/load.html", context, status=status)


def report(request: HouseRequest, plan: str, kind: str, year: int) -> HttpResponse:
    """Show a report as it would be printed, with its files to take home."""
    now, built = _built(request, plan, kind, year)
    context = {**_frame(request, now, "report"), "report": built, "kind": kind, "year": year, "forms": FORMS}
    return render(request, "fristed/actionplan/report.html", context)


def report_file(request: HouseRequest, plan: str, kind: str, year: int, form: str) -> HttpResponse:
    """Give a report as a file; PDF and XLSX are written by programs of their own."""
    if form not in FORMS:
        raise Http404
    _now, built = _built(request, plan, kind, year)
    try:
        content = WRITERS[form](built)
    except NotPrinted:
        return HttpResponse(status=NOT_PRINTED)
    name = f"{kind}-{year}-{built.language}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def _built(request: HouseRequest, plan: str, kind: str, year: int) -> tuple[PlanNow, StatusReport]:
    if kind not in REPORT_KINDS:
        raise Http404
    head = plan_facts(request.actor, plan).head
    if not head.from_year <= year <= head.to_year:
        raise Http404
    now = plan_now(request.actor, plan, at=request.at, as_of=last_day_of(year))
    figures = figures_of([line for one in now.standings.values() for line in one.evidence], at=request.at)
    built = build_report(
        now,
        kind=kind,
        year=year,
        language=formats.language(),
        figures=figures,
        is_demo=is_demo(settings.DATA),
    )
    return now, built


NOT_PRINTED = 503
FORMS = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITERS: dict[str, Callable[[StatusReport], bytes]] = {
    "pdf": as_pdf,
    "html": lambda built: write_html(built).encode(),
    "xlsx": write_workbook,
}
MOST_FAULTS = 100
