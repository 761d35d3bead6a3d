"""The journal of a case: the whole list, writing and changing an entry, reading it, handing a file out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.debug import sensitive_post_parameters

from fristed.casework.cases.facts import CaseDetail
from fristed.casework.cases.queries import CaseNotFound, case_detail, is_within_reach
from fristed.casework.cases.rules import day_of
from fristed.casework.journal.actions import attach_file, change_entry, read_entry, read_file, write_entry
from fristed.casework.journal.actions.writing import Clean
from fristed.casework.journal.facts import Line
from fristed.casework.journal.refusals import ChangedMeanwhile, JournalRefused
from fristed.casework.journal.rules import is_changeable
from fristed.foundation.identity.rules import Permission
from fristed.foundation.stripping.kinds import FileKind, NotTaken
from fristed.foundation.stripping.running import clean_file
from fristed.interfaces.web.cases.shown import shown_case
from fristed.interfaces.web.forms.journal import FORMS, EntryForm, FileForm
from fristed.interfaces.web.journal import words
from fristed.interfaces.web.journal.shown import shown_line, timeline, writing_links
from fristed.interfaces.web.once import carry_out_once, new_token
from fristed.interfaces.web.paging import page_of
from fristed.interfaces.web.reads import put_on_record
from fristed.interfaces.web.requests import HouseRequest

REFUSED = 422
LINES = 25


def journal(request: HouseRequest, reference: str) -> HttpResponse:
    """Show all that has happened in a case, a page at a time."""
    detail = case_detail(request.actor, reference)
    show, page = request.GET.get("show", ""), page_of(request.GET, lines=LINES)
    put_on_record(request, "journal.read", subject=reference, page=page.number)
    found = timeline(request, detail, show=show, start=page.start, limit=LINES)
    context = {
        "case": shown_case(detail),
        "journal": found,
        "pages": page.around(found.total),
        "writing_links": writing_links(),
        "may_write": _may_write(request, detail),
    }
    return render(request, "fristed/journal/list.html", context)


def _may_write(request: HouseRequest, detail: CaseDetail) -> bool:
    is_open = detail.status == "open"
    return is_open and is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, detail.reference)


def _case_to_write_in(request: HouseRequest, reference: str) -> CaseDetail:
    """Give a case whose journal may be written in; the caller puts on record what of it is read."""
    detail = case_detail(request.actor, reference)
    if not is_within_reach(request.actor, Permission.CASE_FOLLOW_UP, reference):
        raise CaseNotFound("There is no such case.")
    return detail


@sensitive_post_parameters()
def new(request: HouseRequest, reference: str, kind: str) -> HttpResponse:
    """Write an entry of one kind."""
    if kind not in words.BY_SLUG:
        raise CaseNotFound("There is no such page.")
    chosen, detail = words.BY_SLUG[kind], _case_to_write_in(request, reference)
    name = (request.resolver_match.view_name or "") if request.resolver_match else ""
    put_on_record(request, "case.step_read", subject=reference, step=name)
    today, token = day_of(request.at), request.POST.get("token") or new_token()
    if request.method == "POST":
        form = FORMS[chosen](request.POST, request.FILES, today=today, service=detail.service)
        if _is_written(request, reference, form, token):
            messages.success(request, str(words.WRITINGS[chosen].done))
            return redirect("case-detail", reference=reference)
    else:
        form = FORMS[chosen](initial={"on_date": today}, today=today, service=detail.service)
    return _form_page(request, detail, form, token=token)


def _is_written(request: HouseRequest, reference: str, form: EntryForm, token: str) -> bool:
    """Call the verb, once for one form; its refusal goes beside the fields."""
    form.is_valid()
    if "fristed.cut_off" in request.META:
        form.errors.pop("file", None)
        form.show_refusal(JournalRefused(("file", "file_too_large")).errors)
    if form.errors:
        return False
    given: dict[str, Any] = {
        "reference": reference,
        "draft": form.draft(),
        "by": request.actor,
        "at": request.at,
    }
    try:
        if isinstance(form, FileForm):
            file = form.given()
            clean = _cleaned_before(file.content)
            carry_out_once(request, token, lambda: attach_file(file=file, clean=clean, **given))
        else:
            carry_out_once(request, token, lambda: write_entry(**given))
    except JournalRefused as refusal:
        form.show_refusal(refusal.errors)
    return not form.errors


def _cleaned_before(content: bytes) -> Clean:
    """Clean a file before anything is stored, so that nobody waits for it; what was found is told again."""
    try:
        found = clean_file(content) if content else (FileKind.PDF, b"")
    except NotTaken as refused:
        why = refused.why

        def refuse(_content: bytes) -> tuple[FileKind, bytes]:
            raise NotTaken(why)

        return refuse
    return lambda _content: found


def _form_page(request: HouseRequest, detail: CaseDetail, form: EntryForm, **more: object) -> HttpResponse:
    writing = words.WRITINGS[form.kind]
    context = {"case": shown_case(detail), "form": form, "writing": writing, "kind": form.kind.value, **more}
    status = REFUSED if form.errors else 200
    return render(request, "fristed/journal/write.html", context, status=status)


def entry(request: HouseRequest, reference: str, key: str) -> HttpResponse:
    """Show one entry with all its versions."""
    detail = case_detail(request.actor, reference)
    versions = read_entry(reference=reference, key=key, by=request.actor, at=request.at)
    newest = versions[0]
    context = {
        "case": shown_case(detail),
        "entry": shown_line(newest, whole=True),
        "versions": [shown_line(one, whole=True) for one in versions],
        "may_change": _may_write(request, detail) and is_changeable(newest.kind, is_own=newest.is_own),
    }
    return render(request, "fristed/journal/entry.html", context)


@sensitive_post_parameters()
def change(request: HouseRequest, reference: str, key: str) -> HttpResponse:
    """Write the next version of an entry; if somebody else has, show both."""
    detail = _case_to_write_in(request, reference)
    standing = read_entry(reference=reference, key=key, by=request.actor, at=request.at)[0]
    if not is_changeable(standing.kind, is_own=standing.is_own) or detail.status != "open":
        raise CaseNotFound("There is no such page.")
    make, today = FORMS[standing.kind], day_of(request.at)
    if request.method != "POST":
        form = make(initial=make.filled_from(standing), today=today, service=detail.service)
        return _change_page(request, detail, form, standing)
    form = make(request.POST, today=today, service=detail.service)
    form.fields.pop("visibility", None)
    form.is_valid()
    seen = request.POST.get("seen", "")
    try:
        if not form.errors:
            change_entry(
                reference=reference,
                key=key,
                seen_version=int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 7 else 0,
                draft=form.draft(),
                by=request.actor,
                at=request.at,
            )
            messages.success(request, str(words.WRITINGS[standing.kind].done))
            return redirect("journal-entry", reference=reference, key=key)
    except ChangedMeanwhile as changed:
        form.show_refusal(changed.errors)
        return _change_page(
            request, detail, form, changed.theirs, theirs=shown_line(changed.theirs, whole=True)
        )
    except JournalRefused as refusal:
        form.show_refusal(refusal.errors)
    return _change_page(request, detail, form, standing, seen=seen)


def _change_page(
    request: HouseRequest, detail: CaseDetail, form: EntryForm, line: Line, **more: object
) -> HttpResponse:
    form.fields.pop("visibility", None)
    return _form_page(request, detail, form, **{"changes": line.key, "seen": line.number, **more})


def file(request: HouseRequest, reference: str, key: str) -> HttpResponse:
    """Hand a file out; browsers keep it and show nothing of it."""
    found = read_file(reference=reference, key=key, by=request.actor, at=request.at)
    response = HttpResponse(found.content, content_type="application/octet-stream")
    name = f"{found.name}.{found.kind}"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response
